import { mentionHint } from "@groundswell/model";
import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
const instant = (name: string) => timestamp(name, { withTimezone: true });
const id = (name: string) => bigint(name, { mode: "number" });

/** The SQL of whether a signal links anywhere or its words may name a space; `signals_leading` is used by who asks in these very words. */
export function leadsSomewhere(signal: string): string {
  return `(cardinality(${signal}.links) > 0 or ${leadingWords(signal)} ~* '${mentionHint}')`;
}

/** The SQL of what a signal says, title and text. */
export function leadingWords(signal: string): string {
  return `(coalesce(${signal}.title, '') || ' ' || coalesce(${signal}.excerpt, ''))`;
}

/** A product or technology that people are recognised for; `rules` say which signals belong to it. */
export const expertises = pgTable("expertises", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  summary: text("summary"),
  rules: jsonb("rules").notNull().default({}),
});

export const spaces = pgTable(
  "spaces",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    platform: text("platform").notNull(),
    nativeId: text("native_id").notNull(),
    kind: text("kind").notNull(),
    name: text("name").notNull(),
    url: text("url"),
  },
  (t) => [unique("spaces_key").on(t.platform, t.nativeId)],
);

/** Which spaces belong to an expertise as a whole, and why: a source of the expertise, a rule, the catalogue. */
export const expertiseSpaces = pgTable(
  "expertise_spaces",
  {
    expertiseId: integer("expertise_id").notNull(),
    spaceId: id("space_id").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [primaryKey({ columns: [t.expertiseId, t.spaceId] })],
);

/**
 * Accounts are immutable in what they are (platform and id) and hold the newest that was seen of the rest.
 * `personId` is derived from accepted links; null means a person of its own, whose id is the account's. A person keeps its id
 * when the account that it came from leaves, so an account's id can be another person's.
 */
export const accounts = pgTable(
  "accounts",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    platform: text("platform").notNull(),
    nativeId: text("native_id").notNull(),
    handle: text("handle"),
    name: text("name"),
    url: text("url"),
    bot: boolean("bot").notNull().default(false),
    staff: boolean("staff").notNull().default(false),
    links: text("links").array().notNull().default(sql`'{}'`),
    emailHash: text("email_hash"),
    emailDomain: text("email_domain"),
    gravatarHash: text("gravatar_hash"),
    verifiedLinks: text("verified_links").array().notNull().default(sql`'{}'`),
    location: text("location"),
    company: text("company"),
    vendor: boolean("vendor").notNull().default(false),
    organisation: boolean("organisation").notNull().default(false),
    memberOf: text("member_of").array().notNull().default(sql`'{}'`),
    personId: id("person_id"),
    observedAt: instant("observed_at").notNull(),
  },
  (t) => [
    unique("accounts_key").on(t.platform, t.nativeId),
    index("accounts_person").on(t.personId).where(sql`${t.personId} is not null`),
  ],
);

/**
 * Evidence that two accounts are one person. Append-only: of the rows about one pair from one source, the newest stands, and
 * `withdrawn` says that the source no longer shows any.
 */
export const links = pgTable(
  "links",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    a: id("a").notNull(),
    b: id("b").notNull(),
    method: text("method").notNull(),
    /** `assert`, `strong`, `medium`, `weak`; null where the method has none. */
    tier: text("tier"),
    confidence: doublePrecision("confidence").notNull(),
    reasons: text("reasons").array().notNull(),
    /** What speaks against it. */
    against: text("against").array().notNull().default(sql`'{}'`),
    /** `accepted`, `proposed`, `withdrawn`. */
    status: text("status").notNull(),
    /** What it was found in: `profiles`, or a registry file. */
    source: text("source").notNull().default("profiles"),
    decidedBy: text("decided_by").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [index("links_pair").on(t.a, t.b, t.source, t.id), index("links_b").on(t.b)],
);

/** Accepted links that join nothing, and why. Derived, like the persons of accounts. */
export const leftOutLinks = pgTable(
  "left_out_links",
  { a: id("a").notNull(), b: id("b").notNull(), why: text("why").notNull() },
  (t) => [primaryKey({ columns: [t.a, t.b] })],
);

/** What links and persons were last derived from: while that is the same, there is nothing to derive. */
export const linkedFrom = pgTable("linked_from", {
  /** `evidence` or `persons`. */
  what: text("what").primaryKey(),
  fingerprint: text("fingerprint").notNull(),
});

/** What people decided about persons. Append-only: a decision ends only by a later one that names it in `undoes`. */
export const decisions = pgTable(
  "decisions",
  {
    /** Without a gap: each is one more than the last. */
    id: id("id").primaryKey(),
    /** `accept`, `reject`, `snooze`, `split`, `lock`; `undo` and `unlock` end another one. */
    kind: text("kind").notNull(),
    /** The pair; or the account that is split off, then those it leaves; or all that a locked person holds. */
    accounts: id("accounts").array().notNull(),
    /** The person that is locked. */
    person: id("person"),
    actor: text("actor").notNull(),
    reason: text("reason"),
    at: instant("at").notNull(),
    /** Until when a proposal is put off. */
    until: instant("until"),
    undoes: id("undoes"),
    /** Accounts that it moved, each with the person before and after: undoing it gives back the very same ids. */
    moved: jsonb("moved").notNull().default([]),
  },
  (t) => [index("decisions_undoes").on(t.undoes).where(sql`${t.undoes} is not null`)],
);

/** Who did what to whom, and when. Append-only. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: instant("at").notNull(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    detail: jsonb("detail").notNull().default({}),
  },
  (t) => [index("audit_log_at").on(t.at)],
);

/** Handles that accounts had before; the one they have now is the account's own, and only that one is shown. */
export const handles = pgTable(
  "handles",
  {
    accountId: id("account_id").notNull(),
    handle: text("handle").notNull(),
    /** Null for the first one that was seen: since when it was held, nobody knows. */
    from: instant("from"),
    /** When another one was first seen. */
    until: instant("until").notNull(),
  },
  // Two readings of one rename must leave one row, also where neither sees the other's.
  (t) => [unique("handles_key").on(t.accountId, t.handle, t.from).nullsNotDistinct()],
);

/** What profiles said before of an account's `location`, `company` or `email_domain`; what they say now is the account's own. */
export const formerProfiles = pgTable(
  "former_profiles",
  {
    accountId: id("account_id").notNull(),
    field: text("field").notNull(),
    value: text("value").notNull(),
    /** Null for the first one that was seen: since when it held, nobody knows. */
    from: instant("from"),
    /** When another one was first seen. */
    until: instant("until").notNull(),
  },
  (t) => [unique("former_profiles_key").on(t.accountId, t.field, t.value, t.from).nullsNotDistinct()],
);

/** Employers whose people are not eligible, from the catalogue. */
export const organisations = pgTable("organisations", {
  name: text("name").primaryKey(),
  /** Other ways in which profiles write it. */
  aliases: text("aliases").array().notNull(),
  /** Domains of its e-mail addresses. */
  domains: text("domains").array().notNull(),
  /** What it is called as an organisation on platforms, as `platform:name`. */
  members: text("members").array().notNull(),
  /** What its people are: `staff` or `vendor`. */
  people: text("people").notNull(),
});

/** For whom an account's owner worked, as somebody told us in a file. The half-open period `[from, until)`; null is open. */
export const affiliations = pgTable(
  "affiliations",
  {
    accountId: id("account_id").notNull(),
    organisation: text("organisation").notNull(),
    from: instant("from"),
    until: instant("until"),
    /** The file. */
    source: text("source").notNull(),
    confidence: doublePrecision("confidence").notNull(),
    readAt: instant("read_at").notNull(),
  },
  (t) => [unique("affiliations_key").on(t.accountId, t.organisation, t.source, t.from).nullsNotDistinct()],
);

/** What people say an account is, against what its platform says. Append-only: the newest row of an account stands. */
export const accountMarks = pgTable(
  "account_marks",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    accountId: id("account_id").notNull(),
    /** `person`, `staff`, `vendor`, `bot`, `organisation`, `shared`; null takes the mark back. */
    kind: text("kind"),
    from: instant("from"),
    until: instant("until"),
    actor: text("actor").notNull(),
    reason: text("reason"),
    at: instant("at").notNull(),
  },
  (t) => [index("account_marks_account").on(t.accountId, t.id)],
);

/** Who does not want to be considered, by one of their accounts. Append-only: the newest row of an account stands. */
export const optOuts = pgTable(
  "opt_outs",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    accountId: id("account_id").notNull(),
    /** False takes it back. */
    isOut: boolean("is_out").notNull(),
    actor: text("actor").notNull(),
    reason: text("reason"),
    at: instant("at").notNull(),
  },
  (t) => [index("opt_outs_account").on(t.accountId, t.id)],
);

/** Accounts that are not simply a person's, when and why. Derived; the one filter of every list, report and chart. */
export const accountKinds = pgTable(
  "account_kinds",
  {
    accountId: id("account_id").notNull(),
    /** `staff`, `vendor`, `bot`, `organisation`, `shared`. */
    kind: text("kind").notNull(),
    /** The half-open period `[from, until)`; null is open. */
    from: instant("from"),
    until: instant("until"),
    why: text("why").notNull(),
    /** `platform`, `company`, `email-domain`, `membership`, `name`, the name of a file, or `mark`. */
    source: text("source").notNull(),
    confidence: doublePrecision("confidence").notNull(),
    /** When that was last seen, read or said. */
    at: instant("at").notNull(),
  },
  (t) => [index("account_kinds_account").on(t.accountId)],
);

/** The country of an account's owner, where the profile's place names one. Derived. */
export const accountRegions = pgTable("account_regions", {
  accountId: id("account_id").primaryKey(),
  /** ISO 3166-1 alpha-2; null where the place names none. */
  region: text("region"),
  /** The place as the profile writes it. */
  place: text("place").notNull(),
  /** When the profile was seen. */
  at: instant("at").notNull(),
});

/** In what languages an account writes: how many of its newest texts. Derived. */
export const accountLanguages = pgTable(
  "account_languages",
  {
    accountId: id("account_id").notNull(),
    /** ISO 639-1. */
    language: text("language").notNull(),
    texts: integer("texts").notNull(),
    /** The newest of them. */
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.language] })],
);

/** Files in which a community lists its members. */
export const registries = pgTable("registries", {
  name: text("name").primaryKey(),
  /** `members`, `awardees`. */
  kind: text("kind").notNull(),
  readAt: instant("read_at").notNull(),
});

/** One person of a registry. */
export const registryEntries = pgTable(
  "registry_entries",
  {
    registry: text("registry").notNull(),
    position: integer("position").notNull(),
    /** Links, handles and hashes, as the reader gives them. */
    entry: jsonb("entry").notNull(),
    /** The account that stands for the entry itself, of awardees. */
    accountId: id("account_id"),
  },
  (t) => [primaryKey({ columns: [t.registry, t.position] })],
);

/** Who was recognised, for what and when, as a file of awardees says. */
export const awards = pgTable(
  "awards",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    registry: text("registry").notNull(),
    accountId: id("account_id").notNull(),
    /** As the file writes it. */
    expertise: text("expertise").notNull(),
    awardedOn: date("awarded_on"),
    /** The first day that it no longer holds. */
    endedOn: date("ended_on"),
    /** `current` or `alumnus`. */
    status: text("status").notNull(),
  },
  (t) => [
    unique("awards_key").on(t.registry, t.accountId, t.expertise, t.awardedOn).nullsNotDistinct(),
    index("awards_account").on(t.accountId),
  ],
);

/** What erased people must not come back by: keyed hashes, of which nothing can be read. */
export const tombstones = pgTable("tombstones", {
  /** Hex HMAC-SHA-256 under the key of the environment. */
  hash: text("hash").primaryKey(),
  /** How many words the erased text has; 0 for one that is looked for whole. */
  words: integer("words").notNull(),
  at: instant("at").notNull(),
});

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
  (t) => [primaryKey({ columns: [t.runId, t.track, t.position] }), index("scores_person").on(t.personId)],
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

/** What people said of spaces that signals link to and no source reads, and what looking there found. Append-only. */
export const foundSpaces = pgTable(
  "found_spaces",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /** How discovery names the space: its host and path. */
    key: text("key").notNull(),
    /** `accept`, `ignore`, `snooze`; `look` keeps what was found there. */
    deed: text("deed").notNull(),
    /** What could read it: `connector`, `options` and why; of a `look` null where nothing can. */
    reader: jsonb("reader"),
    /** The source that an `accept` made. */
    sourceId: text("source_id"),
    actor: text("actor").notNull(),
    reason: text("reason"),
    at: instant("at").notNull(),
    /** Until when a `snooze` puts it off. */
    until: instant("until"),
  },
  (t) => [index("found_spaces_key").on(t.key, t.id)],
);

/** Who may sign in. What somebody may do is a role, and grants that narrow it down. */
export const users = pgTable("users", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** In lower case. */
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  /** `admin`, `lead`, `product`, `operator`. */
  role: text("role").notNull().default("product"),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
  /** Since when the user may do nothing any more. */
  disabledAt: instant("disabled_at"),
});

/** How a user proves who they are: a password's hash, or the identifier at a provider of single sign-on. */
export const signInMethods = pgTable(
  "sign_in_methods",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** `credential` or `oidc`. */
    providerId: text("provider_id").notNull(),
    accountId: text("account_id").notNull(),
    password: text("password"),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instant("access_token_expires_at"),
    refreshTokenExpiresAt: instant("refresh_token_expires_at"),
    scope: text("scope"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [unique("sign_in_methods_key").on(t.providerId, t.accountId), index("sign_in_methods_user").on(t.userId)],
);

/** Who is signed in, and until when. */
export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    /** Worth nothing without the signature that its cookie carries. */
    token: text("token").notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

/** What single sign-on keeps while somebody is away at the provider. */
export const verifications = pgTable(
  "verifications",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [index("verifications_identifier").on(t.identifier)],
);

/** Links that work once: to make the first admin, to set a password. Their secrets are kept as hashes. */
export const oneTimeLinks = pgTable(
  "one_time_links",
  {
    /** SHA-256 of the secret, in hex. */
    hash: text("hash").primaryKey(),
    /** `first-admin` or `set-password`. */
    purpose: text("purpose").notNull(),
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("one_time_links_user").on(t.userId)],
);

/** Sign-ins that failed one after another, counted by account and by address. */
export const signInFailures = pgTable("sign_in_failures", {
  /** `account:` or `address:` and the SHA-256 of the e-mail or address, in hex. */
  key: text("key").primaryKey(),
  failures: integer("failures").notNull(),
  firstAt: instant("first_at").notNull(),
  lockedUntil: instant("locked_until"),
});

/** What an admin lets a user see: an expertise (or `*` for all) or a region, one row each. */
export const grants = pgTable(
  "grants",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** `expertise` or `region`. */
    kind: text("kind").notNull(),
    /** The slug of an expertise, or the ISO 3166-1 alpha-2 code of a country. */
    value: text("value").notNull(),
    grantedBy: text("granted_by").notNull(),
    grantedAt: instant("granted_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind, t.value] })],
);

/** Tokens with which programs ask the API in a user's stead. */
export const tokens = pgTable(
  "tokens",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** SHA-256 of the token, in hex: the token itself is shown once and kept nowhere. */
    hash: text("hash").notNull().unique(),
    /** As `people:read`. */
    scopes: text("scopes").array().notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [index("tokens_user").on(t.userId)],
);

/** Secrets that the installation made for itself, where no setting gives one. */
export const keptSecrets = pgTable("kept_secrets", {
  name: text("name").primaryKey(),
  secret: text("secret").notNull(),
});

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
