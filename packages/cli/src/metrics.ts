import type { Connector, HostLimits, Http } from "@groundswell/connectors";
import { ConfigError, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import type { JobEnd } from "@groundswell/queue";
import type { MetricsText, RequestEnd } from "@groundswell/server";
import type { Counts } from "@groundswell/store";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { hostClass } from "./host-class.ts";

/** What a process measures of itself, and what Prometheus reads of it. */
export type Metrics = MetricsText & {
  registry: Registry;
  job(end: JobEnd): void;
  request(end: RequestEnd): void;
  /** A connector whose pulls are counted by how they end. */
  connector(connector: Connector): Connector;
  /** Told of a pull's counts as they grow. */
  saved(counts: Counts): void;
  http(http: Http): Http;
  limits(limits: HostLimits): HostLimits;
};

const seconds = [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300, 1_800, 7_200];

/** Opens the metrics of a process. Labels are few and known beforehand: no address, no person, no source. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const to = { registers: [registry] };
  const count = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ ...to, name: `groundswell_${name}`, help, labelNames });
  const time = (name: string, help: string, labelNames: string[]) =>
    new Histogram({ ...to, name: `groundswell_${name}`, help, labelNames, buckets: seconds });
  const jobs = count("jobs_ended_total", "Executions of jobs by how they ended.", ["job", "outcome"]);
  const jobTime = time("job_duration_seconds", "How long executions of jobs took.", ["job", "outcome"]);
  const pulls = count("pulls_total", "Pulls by how they ended.", ["connector", "outcome"]);
  const signals = count("signals_saved_total", "Signals that were new to the store.");
  const requests = count("http_requests_total", "Requests answered.", ["method", "route", "status"]);
  const requestTime = time("http_request_duration_seconds", "How long answers took.", ["method", "route"]);
  const asked = count("outbound_requests_total", "Requests to places, by kind of host.", ["host", "outcome"]);
  const askedTime = time("outbound_request_duration_seconds", "How long places took, the waiting included.", ["host"]);
  const waits = time("host_wait_seconds", "How long a request stood in line for its host.", ["host"]);
  const pauses = count("host_pauses_total", "Times that a place asked for patience.", ["host"]);

  async function timed<T>(url: string, ask: () => Promise<T>): Promise<T> {
    const host = hostClass(url);
    const end = askedTime.startTimer({ host });
    let outcome = "ok";
    try {
      const answer = await ask();
      // The client in the shape of `fetch` throws over no status.
      if (answer instanceof Response) outcome = outcomeOfStatus(answer.status);
      return answer;
    } catch (error) {
      outcome = outcomeOf(error);
      throw error;
    } finally {
      end();
      asked.inc({ host, outcome });
    }
  }

  return {
    registry,
    contentType: registry.contentType,
    text: () => registry.metrics(),
    job: ({ name, outcome, milliseconds }) => {
      jobs.inc({ job: name, outcome });
      jobTime.observe({ job: name, outcome }, milliseconds / 1_000);
    },
    request: ({ method, route, status, seconds: took }) => {
      requests.inc({ method, route, status });
      requestTime.observe({ method, route }, took);
    },
    connector: (connector) => ({
      ...connector,
      pull: (context) =>
        counted(connector.pull(context), (outcome) => pulls.inc({ connector: connector.name, outcome })),
    }),
    saved: increments((more) => signals.inc(more)),
    http: (http) => ({
      ...http,
      get: (url, options) => timed(url, () => http.get(url, options)),
      fetch: (input, init) =>
        timed(input instanceof Request ? input.url : String(input), () => http.fetch(input, init)),
      connect: (place) => timed(`tcp://${place.host}:${place.port}`, () => http.connect(place)),
    }),
    limits: (limits) => ({
      take: async (host, signal) => {
        const end = waits.startTimer({ host: hostClass(`https://${host}`) });
        try {
          return await limits.take(host, signal);
        } finally {
          end();
        }
      },
      pause: (host, until) => {
        pauses.inc({ host: hostClass(`https://${host}`) });
        return limits.pause(host, until);
      },
    }),
  };
}

function outcomeOfStatus(status: number): string {
  if (status === 429) return "limited";
  if (status >= 500) return "unavailable";
  return status >= 400 ? "refused" : "ok";
}

/** What came of asking, as a word of a few. */
function outcomeOf(error: unknown): string {
  if (error instanceof RateLimitedError) return "limited";
  if (error instanceof UnavailableError) return "unavailable";
  if (error instanceof RefusedError || error instanceof ConfigError) return "refused";
  return "broken";
}

/** Hands batches on and says once how it ended: `ok`, `stopped` where nobody wanted more, or what was thrown. */
async function* counted<T>(batches: AsyncIterable<T>, onEnd: (outcome: string) => void): AsyncGenerator<T> {
  let outcome = "stopped";
  try {
    yield* batches;
    outcome = "ok";
  } catch (error) {
    outcome = outcomeOf(error);
    throw error;
  } finally {
    onEnd(outcome);
  }
}

/** A pull counts up in one object: tells what came since it was last seen. */
function increments(add: (more: number) => void): (counts: Counts) => void {
  const told = new WeakMap<Counts, number>();
  return (counts) => {
    const { saved } = counts.signals;
    const more = saved - (told.get(counts) ?? 0);
    told.set(counts, saved);
    if (more > 0) add(more);
  };
}
