// What the API keeps: answers, views, webhooks, receipts.
import { sql } from "drizzle-orm";
import { bigserial, boolean, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";

/** Answers about the newest run of an expertise, reckoned once; those about an older run go with the next one. */
export const keptAnswers = pgTable(
  "kept_answers",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    expertiseId: integer("expertise_id").notNull(),
    runId: id("run_id").notNull(),
    /** What was asked, as text that is the same for the same question. */
    question: text("question").notNull(),
    /** What people had decided by then, see `kept-answers.ts`: an answer from before a decision is not given after it. */
    decided: text("decided").notNull(),
    /** Made with the run, and there as long as it is the newest. */
    isDefault: boolean("is_default").notNull(),
    /** The answer as JSON, its long list last and empty. */
    frame: text("frame").notNull(),
    rows: integer("rows").notNull(),
    /** SHA-256 of the whole answer's bytes, in hex. */
    sha256: text("sha256").notNull(),
    keptAt: instant("kept_at").notNull(),
  },
  (t) => [unique("kept_answers_key").on(t.expertiseId, t.question)],
);

/** The long lists of kept answers: a row of JSON each, so that a page of them is read and not the whole. */
export const keptRows = pgTable(
  "kept_rows",
  {
    answerId: id("answer_id")
      .notNull()
      .references(() => keptAnswers.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    /** What the row is about, as the key of a space; null where it has none. */
    key: text("key"),
    row: text("row").notNull(),
  },
  (t) => [primaryKey({ columns: [t.answerId, t.position] }), index("kept_rows_key").on(t.answerId, t.key)],
);

/** Addresses of pages that a user comes back to, with all that is chosen in them. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /** No foreign key: whoever the demonstration lets in is no user of the store. */
    userId: text("user_id").notNull(),
    name: text("name").notNull(),
    /** Path and query, as `/spaces/lumen?weighting=people`. */
    path: text("path").notNull(),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [unique("saved_views_key").on(t.userId, t.name)],
);

/** Addresses that are told of what happens here. */
export const webhooks = pgTable("webhooks", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  url: text("url").notNull(),
  /** `run.finished`, `candidacy.moved`, `source.failed`, `space.proposed`. */
  events: text("events").array().notNull(),
  /** What deliveries are signed with, so it cannot be a hash; shown once. */
  secret: text("secret").notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: instant("created_at").notNull(),
  /** Since when every delivery has failed; null while the last one arrived. */
  failingSince: instant("failing_since"),
  disabledAt: instant("disabled_at"),
});

/** One event on its way to one webhook. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    webhookId: id("webhook_id")
      .notNull()
      .references(() => webhooks.id, { onDelete: "cascade" }),
    /** What happened, by which it is sent once: `run:12`. */
    event: text("event").notNull(),
    type: text("type").notNull(),
    /** The body as it is signed and sent, every time the same. */
    body: text("body").notNull(),
    createdAt: instant("created_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    attemptedAt: instant("attempted_at"),
    /** What the receiver answered last; null where it did not. */
    status: integer("status"),
    error: text("error"),
    deliveredAt: instant("delivered_at"),
    /** When it was tried for the last time in vain. */
    gaveUpAt: instant("gave_up_at"),
  },
  (t) => [
    unique("webhook_deliveries_once").on(t.webhookId, t.event),
    index("webhook_deliveries_last").on(t.webhookId, t.id),
    index("webhook_deliveries_waiting").on(t.id).where(sql`${t.deliveredAt} is null and ${t.gaveUpAt} is null`),
  ],
);

/** What a push with an Idempotency-Key was answered, for the same push sent again. */
export const pushReceipts = pgTable(
  "push_receipts",
  {
    sourceId: text("source_id").notNull(),
    key: text("key").notNull(),
    /** Of the body, in hex: another body under one key is a mistake. */
    sha256: text("sha256").notNull(),
    answer: jsonb("answer").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.sourceId, t.key] }), index("push_receipts_at").on(t.at)],
);
