// Sources and what was read of them.
import { sql } from "drizzle-orm";
import { bigserial, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bytea, id, instant } from "./columns.ts";

export const sources = pgTable("sources", {
  id: text("id").primaryKey(),
  connector: text("connector").notNull(),
  expertises: text("expertises").array().notNull(),
  options: jsonb("options").notNull(),
  credentials: jsonb("credentials").notNull().default({}),
  every: text("every"),
  since: instant("since"),
  /** `ok`, `waiting` for a rate limit, `failing`, `refused` until a person acts, `paused`, `new`. */
  state: text("state").notNull().default("new"),
  cursor: jsonb("cursor"),
  lastSuccess: instant("last_success"),
  lastError: text("last_error"),
  retryAt: instant("retry_at"),
  /** Where the place says it has moved for good: the address to configure from now on. */
  movedTo: text("moved_to"),
  /** What its place said last of how much more it may be asked: a `Quota` of the model. */
  quota: jsonb("quota"),
});

/** One pull of one source: its state, its counts, and the window it has read. */
export const pulls = pgTable(
  "pulls",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    sourceId: text("source_id").notNull(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    /** `running`, `ok`, `partial` (something was saved, then it broke off) or `failed`. */
    state: text("state").notNull(),
    counts: jsonb("counts").notNull().default({}),
    coversFrom: instant("covers_from"),
    coversTo: instant("covers_to"),
    error: text("error"),
  },
  (t) => [
    index("pulls_source").on(t.sourceId, t.startedAt),
    index("pulls_finished").on(t.finishedAt),
    index("pulls_running").on(t.id).where(sql`${t.state} = 'running'`),
  ],
);

export const rawPages = pgTable(
  "raw_pages",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    sourceId: text("source_id").notNull(),
    pullId: id("pull_id").notNull(),
    request: text("request").notNull(),
    contentType: text("content_type").notNull(),
    /** What the mapper must be told beside the body. */
    context: jsonb("context"),
    /** gzip */
    body: bytea("body").notNull(),
    sha256: text("sha256").notNull(),
    fetchedAt: instant("fetched_at").notNull(),
  },
  (t) => [unique("raw_pages_content").on(t.sourceId, t.request, t.sha256), index("raw_pages_age").on(t.fetchedAt)],
);

/** Threads that a source can read again, and when it is to: late edits, votes, acceptances and deletions show only then. */
export const knownThreads = pgTable(
  "known_threads",
  {
    sourceId: text("source_id").notNull(),
    platform: text("platform").notNull(),
    kind: text("kind").notNull(),
    nativeId: text("native_id").notNull(),
    url: text("url"),
    occurredAt: instant("occurred_at").notNull(),
    firstRead: instant("first_read").notNull(),
    lastRead: instant("last_read").notNull(),
    /** Null when it is gone, or too old to change any more. */
    dueAt: instant("due_at"),
  },
  (t) => [
    primaryKey({ columns: [t.sourceId, t.platform, t.kind, t.nativeId] }),
    index("known_threads_due").on(t.sourceId, t.dueAt).where(sql`${t.dueAt} is not null`),
  ],
);

/** Items that gave no signal, kept for a person to read. */
export const setAside = pgTable(
  "set_aside",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    sourceId: text("source_id").notNull(),
    pullId: id("pull_id").notNull(),
    reason: text("reason").notNull(),
    position: text("position"),
    item: text("item"),
    digest: text("digest").notNull(),
  },
  (t) => [unique("set_aside_once").on(t.sourceId, t.digest)],
);

/** Until when each host asked to be left alone, by all processes. */
export const hostPauses = pgTable("host_pauses", {
  host: text("host").primaryKey(),
  until: instant("until").notNull(),
});

/** How often each host was asked of late, by all processes together; rate-limiter-flexible writes and clears it. */
export const hostRates = pgTable("host_rates", {
  key: text("key").primaryKey(),
  points: integer("points").notNull().default(0),
  /** Milliseconds since 1970. */
  expire: id("expire"),
});
