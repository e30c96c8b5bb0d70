// Runs and their scores, and what people decide on them.
import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { channelsOfScore, isGated, isHiddenGem, monthsOfScore } from "../score-words.ts";
import { id, instant } from "./columns.ts";

/** The policies that runs were made with, as they were read. Append-only: a changed policy is a new version. */
export const policies = pgTable("policies", {
  version: text("version").primaryKey(),
  document: jsonb("document").notNull(),
  firstUsed: instant("first_used").notNull(),
});

/** One execution of an analysis; everything computed names one. */
export const runs = pgTable(
  "runs",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    expertiseId: integer("expertise_id").notNull(),
    asOf: instant("as_of").notNull(),
    windowFrom: instant("window_from").notNull(),
    windowTo: instant("window_to").notNull(),
    policyVersion: text("policy_version").notNull(),
    /** The newest signal id that the run could see. */
    inputWatermark: id("input_watermark").notNull(),
    coverage: jsonb("coverage").notNull(),
    computedAt: instant("computed_at").notNull(),
    /** Window and coverage of what `year_before` keeps; null where it keeps nothing for the run. */
    yearBefore: jsonb("year_before"),
  },
  (t) => [index("runs_latest").on(t.expertiseId, t.asOf, t.id), index("runs_computed").on(t.computedAt)],
);

export const scores = pgTable(
  "scores",
  {
    runId: id("run_id").notNull(),
    track: text("track").notNull(),
    position: integer("position").notNull(),
    personId: id("person_id").notNull(),
    /** Moved to another list by a gate: scored, and no candidate. */
    aside: boolean("aside").notNull().default(false),
    result: jsonb("result").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.track, t.position] }),
    index("scores_person").on(t.personId),
    index("scores_aside").on(t.runId, t.track, t.position).where(sql`${t.aside}`),
    index("scores_gated").on(t.runId, t.track, t.position).where(sql.raw(isGated)),
    index("scores_gems").on(t.runId, t.track, t.position).where(sql.raw(isHiddenGem)),
    // A cast is an expression only in brackets of its own.
    index("scores_months").on(t.runId, t.track, sql.raw(`(${monthsOfScore})`), t.position),
    index("scores_channels").using("gin", sql.raw(channelsOfScore)),
  ],
);

/** Everybody's standing a year before the newest run of each expertise, in few numbers: to score a year anew takes seconds. */
export const yearBefore = pgTable(
  "year_before",
  {
    runId: id("run_id").notNull(),
    personId: id("person_id").notNull(),
    track: text("track").notNull(),
    /** This and the interval are null where the evidence was insufficient. */
    rank: integer("rank"),
    rankLow: integer("rank_low"),
    rankHigh: integer("rank_high"),
    score: doublePrecision("score").notNull(),
    activeMonths: integer("active_months").notNull(),
    items: integer("items").notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.personId, t.track] }), index("year_before_person").on(t.personId)],
);

/**
 * One person who is considered in one expertise. It hangs on an account, the smallest of the person's when it began, so that
 * merges and splits of persons carry it along.
 */
export const candidacies = pgTable(
  "candidacies",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    expertiseId: integer("expertise_id").notNull(),
    accountId: id("account_id").notNull(),
    beganAt: instant("began_at").notNull(),
  },
  (t) => [unique("candidacies_key").on(t.expertiseId, t.accountId), index("candidacies_account").on(t.accountId)],
);

/** What people did about a candidacy. Append-only: an `undo` names the move that it takes back. */
export const candidacyEvents = pgTable(
  "candidacy_events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    candidacyId: id("candidacy_id").notNull(),
    actor: text("actor").notNull(),
    at: instant("at").notNull(),
    reason: text("reason"),
    /** `kind` is `stage`, `assign`, `note`, `vote`, `evidence`, `undo` or `settle`, with what belongs to it. */
    deed: jsonb("deed").notNull(),
  },
  (t) => [index("candidacy_events_candidacy").on(t.candidacyId, t.id)],
);

/** Dossiers as they were when somebody decided. */
export const dossiers = pgTable(
  "dossiers",
  {
    /** The move that froze it. */
    eventId: id("event_id").primaryKey(),
    candidacyId: id("candidacy_id").notNull(),
    at: instant("at").notNull(),
    /** JSON as text: jsonb would order the keys anew, and the bytes are what is promised. */
    document: text("document").notNull(),
    /** Of the document in UTF-8, in hex. */
    sha256: text("sha256").notNull(),
  },
  (t) => [index("dossiers_candidacy").on(t.candidacyId, t.eventId)],
);

/** What somebody says is wrong in the data, and what was done about it. */
export const dataReports = pgTable(
  "data_reports",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /** `signal`, `account`, `person` or `link`. */
    kind: text("kind").notNull(),
    /** As it was named: `platform:kind:id`, `platform:id`, a number. */
    subject: text("subject").notNull(),
    signalId: id("signal_id"),
    /** The account; of a person the smallest of its accounts; of a link the first of the two. */
    accountId: id("account_id"),
    otherAccountId: id("other_account_id"),
    why: text("why").notNull(),
    reportedBy: text("reported_by").notNull(),
    reportedAt: instant("reported_at").notNull(),
    resolution: text("resolution"),
    resolvedBy: text("resolved_by"),
    resolvedAt: instant("resolved_at"),
  },
  (t) => [index("data_reports_open").on(t.id).where(sql`${t.resolvedAt} is null`)],
);
