// Reports: when they are due, what was issued, who is sent what.
import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { users } from "./access.ts";
import { id, instant } from "./columns.ts";

/** When a report is due. */
export const reportSchedules = pgTable(
  "report_schedules",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    report: text("report").notNull(),
    /** The slug of an expertise; null for a report that sets all side by side. */
    expertise: text("expertise"),
    /** `day`, `week`, `month`, `quarter`: which windows it is of. */
    cadence: text("cadence").notNull(),
    cron: text("cron").notNull(),
    tz: text("tz").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    pausedAt: instant("paused_at"),
    /** The slot of the cron expression that was handled last; null before the first. */
    handledSlot: instant("handled_slot"),
    /** Why the last one could not be built; null where it could. */
    lastError: text("last_error"),
  },
  (t) => [
    unique("report_schedules_key").on(t.report, t.expertise, t.cadence, t.cron, t.tz).nullsNotDistinct(),
    index("report_schedules_expertise").on(t.expertise),
  ],
);

/** A report of one closed window, as it was issued. A revision is the same window with the next number. */
export const reportEditions = pgTable(
  "report_editions",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    report: text("report").notNull(),
    expertise: text("expertise"),
    cadence: text("cadence").notNull(),
    windowFrom: instant("window_from").notNull(),
    windowTo: instant("window_to").notNull(),
    /** 1 for the first, 2 and on for revisions. */
    revision: integer("revision").notNull(),
    /** A `ReportDocument`. */
    document: jsonb("document").notNull(),
    /** Of the document as JSON with sorted keys, in hex. */
    sha256: text("sha256").notNull(),
    /** What changed against the revision before, in sentences. */
    revised: text("revised").array().notNull(),
    /** All that it says, for the search. */
    words: text("words").notNull(),
    builtAt: instant("built_at").notNull(),
    /** What came later than the signal of this number has not been looked at; null where nobody knows what it was built from. */
    watermark: id("watermark"),
    /** When it was last looked for what came late; null before the first time. */
    lookedAt: instant("looked_at"),
  },
  (t) => [
    unique("report_editions_key")
      .on(t.report, t.expertise, t.cadence, t.windowFrom, t.windowTo, t.revision)
      .nullsNotDistinct(),
    index("report_editions_expertise").on(t.expertise, t.id),
    index("report_editions_report").on(t.report, t.id),
    index("report_editions_words").using("gin", sql`to_tsvector('simple', ${t.words})`),
  ],
);

/** Who is sent which report, how. What it may hold is decided when it is sent, by what its owner may read then. */
export const reportSubscriptions = pgTable(
  "report_subscriptions",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /** Its owner; a mail goes to the owner's address. */
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    report: text("report").notNull(),
    /** Null for every expertise that the owner may see. */
    expertise: text("expertise"),
    /** `mail`, `teams`, `slack`, `webhook`, `folder`, `feed`. */
    channel: text("channel").notNull(),
    /** The address of a hook, or the name of a folder; null for mail and feed. */
    target: text("target"),
    /** What a webhook is signed with; null for the others. */
    secret: text("secret"),
    /** SHA-256 of the secret in a feed's address, in hex; null for the others. */
    feedHash: text("feed_hash"),
    /** Whether others read what arrives there, so that nothing about people is sent. */
    withoutPeople: boolean("without_people").notNull(),
    /** `html`, `markdown`, `csv`, `json`: the files of a folder, the attachments of a mail beside its text. */
    formats: text("formats").array().notNull(),
    /** `day` or `week`: one message with all of it; null for one each. */
    digest: text("digest"),
    /** Hours of the day in which nothing is sent, as "22:00"; null for none. */
    quietFrom: text("quiet_from"),
    quietTo: text("quiet_to"),
    tz: text("tz").notNull(),
    /** Which alerts: `{kinds, subjects}`, null each for all. */
    watch: jsonb("watch"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Since when nothing is sent any more, and why: `unsubscribed`, `bounced`, `refused`, `removed`. */
    endedAt: instant("ended_at"),
    endedWhy: text("ended_why"),
  },
  (t) => [
    index("report_subscriptions_user").on(t.userId),
    index("report_subscriptions_report").on(t.report, t.expertise),
    uniqueIndex("report_subscriptions_feed").on(t.feedHash),
  ],
);

/** One message on its way to one subscriber: one edition, or a digest of several. */
export const reportMessages = pgTable(
  "report_messages",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    subscriptionId: id("subscription_id")
      .notNull()
      .references(() => reportSubscriptions.id, { onDelete: "cascade" }),
    /** The same at every attempt, so that a receiver can tell a second copy: the left part of a Message-ID. */
    key: text("key").notNull().unique("report_messages_once"),
    createdAt: instant("created_at").notNull(),
    /** Not before this: quiet hours, and the wait after a failure. */
    notBefore: instant("not_before").notNull(),
    /** `waiting`, `sending`, `sent`, `failed` for good, `left-out` where the reader may have nothing of it. */
    state: text("state").notNull(),
    attempts: integer("attempts").notNull(),
    /** Until when the one who sends it has it to themselves; after it, it is taken to have crashed. */
    leasedUntil: instant("leased_until"),
    /** Who has it, so that only they write down what came of it. */
    lease: text("lease"),
    settledAt: instant("settled_at"),
    /** What the receiver answered, as it said it; null where it did not. */
    said: text("said"),
    /** The address that could not be reached, as a notice of it says, and what it says. */
    bouncedAt: instant("bounced_at"),
    bounce: text("bounce"),
  },
  (t) => [
    index("report_messages_subscription").on(t.subscriptionId, t.id),
    index("report_messages_due").on(t.notBefore).where(sql`${t.state} in ('waiting', 'sending')`),
  ],
);

/** That an edition is for a subscriber: once each. */
export const reportDeliveries = pgTable(
  "report_deliveries",
  {
    subscriptionId: id("subscription_id")
      .notNull()
      .references(() => reportSubscriptions.id, { onDelete: "cascade" }),
    editionId: id("edition_id")
      .notNull()
      .references(() => reportEditions.id, { onDelete: "cascade" }),
    /** Null while it waits for its digest. */
    messageId: id("message_id").references(() => reportMessages.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    unique("report_deliveries_once").on(t.subscriptionId, t.editionId),
    index("report_deliveries_edition").on(t.editionId),
    index("report_deliveries_message").on(t.messageId),
  ],
);

/** Something that somebody should look at, from when it was found until it is over. */
export const alerts = pgTable(
  "alerts",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    expertise: text("expertise").notNull(),
    /** `answerer-lost`, `questions-pile-up`, `riser`, `source-silent`, `concentration-moved`. */
    kind: text("kind").notNull(),
    /** The key of a space, the id of a source, `person:12`, or the slug of the expertise. */
    subject: text("subject").notNull(),
    /** Whom it is about; null where it is about nobody. */
    personId: id("person_id"),
    /** What was found: sentence, test, statistic, p. */
    found: jsonb("found").notNull(),
    /** The as-of instant at which it was first found. */
    since: instant("since").notNull(),
    /** The as-of instant at which it was found last. */
    seenAt: instant("seen_at").notNull(),
    /** The as-of instant since which it was looked for and not found; null while it is found. */
    missedAt: instant("missed_at"),
    /** The as-of instant at which it was over; null while it lasts. */
    endedAt: instant("ended_at"),
  },
  (t) => [
    uniqueIndex("alerts_open").on(t.expertise, t.kind, t.subject).where(sql`${t.endedAt} is null`),
    index("alerts_since").on(t.expertise, t.since),
    index("alerts_person").on(t.personId),
  ],
);

/** What somebody does not want to be told of for a while. */
export const alertMutes = pgTable(
  "alert_mutes",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expertise: text("expertise").notNull(),
    kind: text("kind").notNull(),
    /** Null for all of the kind. */
    subject: text("subject"),
    createdAt: instant("created_at").notNull(),
    /** Null for ever. */
    until: instant("until"),
  },
  (t) => [unique("alert_mutes_key").on(t.userId, t.expertise, t.kind, t.subject).nullsNotDistinct()],
);

/** That it was looked for alerts as of an instant: once each, and never for an earlier one afterwards. */
export const alertEvaluations = pgTable(
  "alert_evaluations",
  {
    expertise: text("expertise").notNull(),
    asOf: instant("as_of").notNull(),
    evaluatedAt: instant("evaluated_at").notNull(),
    /** How many tests shared the false discovery rate. */
    tests: integer("tests").notNull(),
    found: integer("found").notNull(),
  },
  (t) => [primaryKey({ columns: [t.expertise, t.asOf] })],
);
