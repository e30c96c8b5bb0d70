import { type Connector, type Http, noticeQuota, type PullContext } from "@groundswell/connectors";
import {
  type Batch,
  ConfigError,
  dayMs,
  explain,
  type Progress,
  RateLimitedError,
  RefusedError,
  signalKey,
  UnavailableError,
} from "@groundswell/model";
import {
  addCounts,
  type Counts,
  dropRawPages,
  dueThreads,
  findSource,
  finishPull,
  noCounts,
  type PullEnd,
  putOff,
  readUntil,
  type SourceRow,
  type SourceState,
  type Store,
  saveBatch,
  startPull,
  withSourceLock,
} from "@groundswell/store";
import { readCredentials } from "./credentials.ts";
import { readAhead } from "./read-ahead.ts";

/** What collecting needs from the process it runs in. */
export type CollectContext = {
  store: Store;
  connectors: Record<string, Connector>;
  http: Http;
  env: Record<string, string | undefined>;
  now: () => Date;
  /** Aborted at shutdown: the pull ends after the batch it is at and goes on there next time. */
  signal: AbortSignal;
  /** Days that raw pages are kept. */
  rawDays: number;
  onProgress?: (progress: Progress | null, counts: Counts) => void;
};

// A pull reads so many known threads again, which is a handful of requests where ids can be asked for together.
const threadsAgain = 300;

/** How a pull went that threw nothing. `partial`: it was asked to stop; `busy`: somebody else is pulling the source. */
export type PullResult = { source: string; state: "ok" | "partial" | "busy"; counts: Counts };

/**
 * Pulls one source to the end of what it has now. Every batch is saved with its cursor before the next is asked for; a file is read one batch ahead.
 * How it ended is written down whatever happens; what the source threw is thrown on, for the queue to act upon.
 */
export async function collect(context: CollectContext, source: SourceRow): Promise<PullResult> {
  const result = await withSourceLock(context.store, source.id, async (lost) => {
    // Between asking for the pull and getting the lock, another one may have moved the cursor.
    const current = (await findSource(context.store, source.id)) ?? source;
    const done = await pull({ ...context, signal: AbortSignal.any([context.signal, lost]) }, current);
    lost.throwIfAborted();
    return done;
  });
  return result ?? { source: source.id, state: "busy", counts: noCounts() };
}

async function pull(context: CollectContext, source: SourceRow): Promise<PullResult> {
  const startedAt = context.now();
  const pullId = await startPull(context.store, source.id, startedAt);
  const counts = noCounts();
  const span = { earliest: null, latest: null, reachesBack: null } as Span;
  const { http: asked, movedTo } = noticeMoves(context.http, source);
  const { http, quota } = noticeQuota(asked, context.now);
  const end = (state: PullEnd["state"], sourceState: SourceState, more: Partial<PullEnd> = {}) =>
    finishPull(context.store, {
      pullId,
      sourceId: source.id,
      state,
      sourceState,
      counts,
      covers: null,
      error: null,
      retryAt: null,
      movedTo: movedTo(),
      quota: quota(),
      now: context.now(),
      ...more,
    });
  try {
    const connector = findConnector(context.connectors, source);
    const pulling = pullContext({ ...context, http }, connector, source);
    const saveAll = async (batches: AsyncIterable<Batch>, keepCursor: boolean) => {
      const always = {
        source,
        pullId,
        startedAt,
        soFar: counts,
        revisits: connector.revisit !== undefined,
        keepCursor,
      };
      const isNew = noticeRepeats();
      for await (const batch of batches) {
        if (!isNew(batch))
          throw new UnavailableError(
            `${source.id} was given the same page ${samePages} times in a row: its place does not turn pages now. It is tried again later.`,
          );
        addCounts(counts, await saveBatch(context.store, { ...always, batch, now: context.now() }));
        if (!keepCursor) widen(span, batch);
        context.onProgress?.(batch.progress, counts);
        if (context.signal.aborted) break;
      }
    };
    const batches = connector.pull(pulling);
    // A place is asked for a page only when the one before it is kept; a file is at hand. The embedded store saves on the thread that reads.
    const aheadOf = connector.reads === "file" && context.store.kind === "postgres";
    await saveAll(aheadOf ? readAhead(batches) : batches, false);
    if (connector.revisit && !context.signal.aborted) {
      const due = await dueThreads(context.store, source.id, startedAt, threadsAgain);
      if (due.length > 0) await saveAll(connector.revisit(pulling, due), true);
      if (!context.signal.aborted) await putOff(context.store, source.id, due, context.now());
    }
    if (context.signal.aborted) {
      await end("partial", source.state);
      return { source: source.id, state: "partial", counts };
    }
    const until = await readUntil(context.store, source.id);
    await end("ok", "ok", { covers: covers(connector, source, span, startedAt, until) });
    await dropRawPages(context.store, source.id, new Date(startedAt.getTime() - context.rawDays * dayMs));
    return { source: source.id, state: "ok", counts };
  } catch (error) {
    const state = counts.signals.fetched + counts.accounts.fetched > 0 ? "partial" : "failed";
    await end(state, stateAfter(error), {
      error: explain(error),
      retryAt: error instanceof RateLimitedError ? error.retryAt : null,
    });
    throw error;
  }
}

function findConnector(connectors: Record<string, Connector>, source: SourceRow): Connector {
  const connector = connectors[source.connector];
  if (connector) return connector;
  const known = Object.keys(connectors).join(", ");
  throw new ConfigError(`Source ${source.id} uses the connector "${source.connector}", which is not one of ${known}.`);
}

function pullContext(context: CollectContext, connector: Connector, source: SourceRow): PullContext<unknown> {
  const options = connector.options.safeParse(source.options);
  if (!options.success) {
    const problems = options.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new ConfigError(`The options of source ${source.id} are wrong: ${problems}.`);
  }
  return {
    source: source.id,
    options: options.data,
    cursor: source.cursor,
    credentials: readCredentials(source, connector.credentials, context.env),
    since: source.since,
    now: context.now,
    http: context.http,
    signal: context.signal,
  };
}

/** A client that remembers when the address that a person configured answers that it has moved for good. */
function noticeMoves(http: Http, source: SourceRow): { http: Http; movedTo: () => string | null } {
  const configured = new Set(Object.values(source.options));
  let moved: string | null = null;
  const get: Http["get"] = async (url, options) => {
    const response = await http.get(url, options);
    if (configured.has(url)) moved = response.movedTo;
    return response;
  };
  return { http: { ...http, get }, movedTo: () => moved };
}

// A list that moves while it is read can show a page again; one that does so for ever would be read for ever.
const samePages = 3;

/** Whether a batch is not the same as those just before it, signal for signal. Lists that were asked for in other ways may share what they hold. */
function noticeRepeats(): (batch: Batch) => boolean {
  let before = "";
  let times = 0;
  return ({ signals, raw }) => {
    const page = [JSON.stringify(raw?.context ?? null), ...signals.map(signalKey)].join("\n");
    times = signals.length > 0 && page === before ? times + 1 : 1;
    before = page;
    return times < samePages;
  };
}

function stateAfter(error: unknown): SourceState {
  if (error instanceof RateLimitedError) return "waiting";
  if (error instanceof RefusedError || error instanceof ConfigError) return "refused";
  return "failing";
}

type Span = { earliest: string | null; latest: string | null; reachesBack: string | null };

function widen(span: Span, { signals, reachesBack }: Batch): void {
  // Of several lists, each has to reach back to an instant for the place to have been read from there on.
  if (reachesBack !== null && (span.reachesBack === null || reachesBack > span.reachesBack))
    span.reachesBack = reachesBack;
  for (const { occurredAt } of signals) {
    if (span.earliest === null || occurredAt < span.earliest) span.earliest = occurredAt;
    if (span.latest === null || occurredAt > span.latest) span.latest = occurredAt;
  }
}

/**
 * What a finished pull has read: a file what it holds, an API all that happened from the instant the pulls before it reached until it began, as
 * far back as it shows.
 */
function covers(
  connector: Connector,
  source: SourceRow,
  span: Span,
  startedAt: Date,
  until: Date | null,
): PullEnd["covers"] {
  const earliest = span.earliest === null ? null : new Date(span.earliest);
  if (connector.reads === "file") {
    if (earliest === null || span.latest === null) return null;
    const latest = new Date(Math.min(new Date(span.latest).getTime() + 1, startedAt.getTime()));
    return earliest < latest ? { from: earliest, to: latest } : null;
  }
  // A list can be asked for everything there ever was; a snapshot shows no more than what it still holds.
  const begin = connector.order === "snapshot" ? (earliest ?? startedAt) : new Date(0);
  // Not from when the last pull ended: what happened while it ran is this one's.
  const wanted = until ?? source.since ?? begin;
  const shown = span.reachesBack === null ? wanted : new Date(span.reachesBack);
  const from = Math.min(Math.max(wanted.getTime(), shown.getTime()), startedAt.getTime());
  return { from: new Date(from), to: startedAt };
}
