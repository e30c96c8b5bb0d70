// Signals, and what is counted from them.
import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { leadsSomewhere } from "../leading-words.ts";
import { id, instant } from "./columns.ts";

export const signals = pgTable(
  "signals",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    connector: text("connector").notNull(),
    platform: text("platform").notNull(),
    kind: text("kind").notNull(),
    nativeId: text("native_id").notNull(),
    spaceId: id("space_id").notNull(),
    accountId: id("account_id"),
    occurredAt: instant("occurred_at").notNull(),
    editedAt: instant("edited_at"),
    deletedAt: instant("deleted_at"),
    threadId: text("thread_id"),
    parentId: text("parent_id"),
    title: text("title"),
    excerpt: text("excerpt"),
    url: text("url"),
    language: text("language"),
    tags: text("tags").array().notNull(),
    /** Addresses that its text points at; none once the text is gone. */
    links: text("links").array().notNull().default(sql`'{}'`),
    metrics: jsonb("metrics").notNull(),
    /** What the source said of the author of this very signal: one account can act by hand and by machine. */
    bot: boolean("bot").notNull(),
    rawId: id("raw_id"),
  },
  (t) => [
    // The platform is the space of ids: a mirror in a second space, or a second connector, finds the same signal.
    uniqueIndex("signals_key").on(t.platform, t.kind, t.nativeId),
    index("signals_space").on(t.spaceId, t.occurredAt),
    index("signals_account").on(t.accountId, t.occurredAt),
    index("signals_thread").on(t.platform, t.threadId).where(sql`${t.threadId} is not null`),
    // Those that lead somewhere are one in twenty; asking every text for them took as long as all the rest of an answer.
    index("signals_leading")
      .on(t.occurredAt)
      .where(sql.raw(leadsSomewhere("signals"))),
    // Those that can be copies of one another; they are few among many.
    index("signals_written").on(t.id).where(sql`${t.kind} in ('post', 'video', 'episode', 'talk', 'release')`),
  ],
);

/** What a signal's metrics were before the first change of a day: an analysis as of an earlier day counts those. */
export const earlierMetrics = pgTable(
  "earlier_metrics",
  {
    signalId: id("signal_id").notNull(),
    replacedOn: date("replaced_on").notNull(),
    metrics: jsonb("metrics").notNull(),
  },
  (t) => [primaryKey({ columns: [t.signalId, t.replacedOn] })],
);

export const endorsements = pgTable(
  "endorsements",
  {
    signalId: id("signal_id").notNull(),
    kind: text("kind").notNull(),
    nativeId: text("native_id").notNull(),
    at: instant("at"),
    accountId: id("account_id"),
  },
  (t) => [primaryKey({ columns: [t.signalId, t.kind, t.nativeId] })],
);

/** A question and what answered it, derived from its signals: what `thread-facts.ts` says of it is here, so that no answer reads those again. */
export const threads = pgTable(
  "threads",
  {
    platform: text("platform").notNull(),
    nativeId: text("native_id").notNull(),
    spaceId: id("space_id").notNull(),
    questionId: id("question_id").notNull(),
    askedAt: instant("asked_at").notNull(),
    responses: integer("responses").notNull(),
    firstResponseAt: instant("first_response_at"),
    acceptedAt: instant("accepted_at"),
    accepted: boolean("accepted").notNull(),
    /** Whether a person asks for something in it; one that offers work, or that a machine began, does not. */
    asks: boolean("asks").notNull().default(false),
    isQuestion: boolean("is_question").notNull().default(false),
    accountId: id("account_id"),
    deletedAt: instant("deleted_at"),
    views: doublePrecision("views"),
    /** When it was closed, as its source said; `undated` where it said only that. */
    closed: text("closed"),
    /** The expertises that its question is attributed to. */
    expertises: integer("expertises").array().notNull().default(sql`'{}'`),
    /** What was written in it, see `ThreadPosts`; kept as text, for it is only ever read whole. */
    posts: json("posts").notNull().default(sql`'[]'`),
  },
  (t) => [primaryKey({ columns: [t.platform, t.nativeId] }), index("threads_space").on(t.spaceId, t.askedAt)],
);

/** Which signals belong to which expertise, and why. */
export const attributions = pgTable(
  "attributions",
  {
    expertiseId: integer("expertise_id").notNull(),
    signalId: id("signal_id").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [primaryKey({ columns: [t.expertiseId, t.signalId] }), index("attributions_signal").on(t.signalId)],
);

/** What a written signal is compared by to find copies; derived from its text, its title and its address. */
export const fingerprints = pgTable("fingerprints", {
  signalId: id("signal_id").primaryKey(),
  /** Of everything that the rest was derived from: another one says that it must be derived again. */
  digest: text("digest").notNull(),
  /** Its address in one spelling. */
  url: text("url"),
  /** 16 hexadecimal digits; null where the text is too short to tell. */
  simhash: text("simhash"),
});

/** Signals that say again what an earlier one said. Derived. */
export const copies = pgTable(
  "copies",
  {
    signalId: id("signal_id").primaryKey(),
    /** The earliest, which counts. */
    ofSignalId: id("of_signal_id").notNull(),
    /** `url` or `text`. */
    how: text("how").notNull(),
  },
  (t) => [index("copies_of").on(t.ofSignalId)],
);

/**
 * Days of a space whose signals changed and wait for analysis. Append-only on purpose: a unique key would let
 * an analysis that is under way delete the mark of a collector that has not committed yet.
 */
export const dirtyDays = pgTable(
  "dirty_days",
  { spaceId: id("space_id").notNull(), day: date("day").notNull() },
  (t) => [index("dirty_days_key").on(t.spaceId, t.day)],
);

/** Counts per expertise, space, account, day and kind. Account 0 stands for authors that no source names. */
export const rollups = pgTable(
  "rollups",
  {
    expertiseId: integer("expertise_id").notNull(),
    day: date("day").notNull(),
    spaceId: id("space_id").notNull(),
    accountId: id("account_id").notNull(),
    kind: text("kind").notNull(),
    events: integer("events").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.expertiseId, t.day, t.spaceId, t.accountId, t.kind] }),
    index("rollups_space").on(t.spaceId, t.day),
    // Since when somebody is known there.
    index("rollups_account").on(t.accountId, t.expertiseId, t.day),
  ],
);
