import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { createGzip, gzipSync } from "node:zlib";
import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";
import { archiveLines } from "./archive.ts";
import { type DumpFile, dumpFiles, dumpLines } from "./dump.ts";
import { createFaults, type FaultKind, type Faults, hasMoved, movedPrefix } from "./faults.ts";
import type { Place } from "./places/place.ts";
import { calendarRoutes } from "./serve-calendars.ts";
import { feedRoutes } from "./serve-feeds.ts";
import { githubRoutes } from "./serve-github.ts";
import { stackExchangeRoutes } from "./serve-stackexchange.ts";
import { signalLines } from "./signals.ts";
import { sites, type World } from "./world.ts";

export type SimulatorOptions = {
  /** Served as Q&A sites, repositories, feeds, calendars and files; nothing of it where this is unset. */
  world?: World;
  /** Served beside it, one of a kind each. */
  places?: Place[];
  /** 0, unless told, takes any free port. */
  port?: number;
  /** What goes wrong from the start; more with `setFault`. */
  faults?: {
    /** Q&A sites ask for a second or two of patience now and then. */
    backoff?: boolean;
    /** 10,000 unless told. */
    stackExchangeQuota?: number;
    /** 5,000 unless told. */
    githubRequestsPerHour?: number;
    paths?: Record<string, FaultKind>;
  };
  /** How many of the latest posts a feed holds; all unless told. */
  feedItems?: number;
  now?: () => Date;
};

/** One answered request; `path` holds the query too. */
export type SimulatorRequest = { method: string; path: string; status: number };

export type Simulator = {
  /** Without a slash at its end. */
  url: string;
  /** What was asked since the start, in order. */
  requests: SimulatorRequest[];
  setFault: Faults["set"];
  close(): Promise<void>;
};

/** Serves a world on 127.0.0.1 in the shapes of the APIs, feeds, calendars and files that connectors read. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { world, places = [], port = 0, feedItems = null, now = () => new Date() } = options;
  const wrong = options.faults ?? {};
  const stopping = new AbortController();
  const faults = createFaults(now, stopping.signal);
  for (const [prefix, kind] of Object.entries(wrong.paths ?? {})) faults.set(prefix, kind);
  const requests: SimulatorRequest[] = [];
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    const request = { method: c.req.method, path: pathname + search, status: 0 };
    requests.push(request);
    await next();
    request.status = c.res.status;
  });
  app.use(faults.middleware);
  const patience = { backoff: wrong.backoff ?? false, quota: wrong.stackExchangeQuota ?? 10_000 };
  app.all(`${movedPrefix}/*`, (c) => {
    const url = new URL(c.req.url);
    url.pathname = url.pathname.slice(movedPrefix.length);
    const asked = new Request(url, c.req.raw);
    asked.headers.set(hasMoved, "1");
    return app.fetch(asked, c.env);
  });
  if (world) {
    app.route("/stackexchange/2.3", stackExchangeRoutes(world, patience, now));
    app.route("/github", githubRoutes(world, { requestsPerHour: wrong.githubRequestsPerHour ?? 5_000 }, now));
    app.route("/", feedRoutes(world, feedItems));
    app.route("/", calendarRoutes(world));
    app.route("/", fileRoutes(world));
  }
  for (const place of places) app.route(place.prefix, place.routes);
  const listening = await Promise.all(places.flatMap((place) => (place.listen ? [place.listen()] : [])));

  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port });
  if (!server.listening)
    await new Promise<void>((resolve, reject) => server.once("listening", resolve).once("error", reject));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    setFault: faults.set,
    async close() {
      stopping.abort();
      await Promise.all(listening.map((one) => one.close()));
      const closed = new Promise((resolve) => server.close(resolve));
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
    },
  };
}

/** `/gharchive/…`, `/dump/{site}/…` and `/signals.ndjson.gz`: the same history as files. */
function fileRoutes(world: World): Hono {
  const app = new Hono();
  app.get("/gharchive/:file", (c) => {
    const [, day, hour] = /^(\d{4}-\d\d-\d\d)-(1?\d|2[0-3])\.json\.gz$/.exec(c.req.param("file")) ?? [];
    const lines =
      day === undefined ? null : archiveLines(world, Date.parse(`${day}T00:00:00Z`) + Number(hour) * 3_600_000);
    if (lines === null) return c.text("There is no such hour.", 404);
    return c.body(gzipSync(lines.join("")), 200, { "content-type": "application/gzip" });
  });
  app.get("/dump/:site/:file{.+\\.xml}", (c) => {
    const site = sites.find((name) => name === c.req.param("site"));
    const file = dumpFiles.find((name): name is DumpFile => `${name}.xml` === c.req.param("file"));
    if (!site || !file) return c.text("There is no such file in the dump.", 404);
    return c.body(stream(dumpLines(world, site, file)), 200, { "content-type": "application/xml; charset=utf-8" });
  });
  app.get("/signals.ndjson.gz", (c) => {
    const zipped = Readable.toWeb(Readable.from(signalLines(world)).pipe(createGzip()));
    return c.body(zipped as unknown as globalThis.ReadableStream, 200, { "content-type": "application/gzip" });
  });
  return app;
}

function stream(lines: Iterable<string>): globalThis.ReadableStream {
  const bytes = Readable.from(lines, { objectMode: true }).map((line: string) => Buffer.from(line));
  return Readable.toWeb(bytes) as ReadableStream as unknown as globalThis.ReadableStream;
}
