// Accounts, what joins them, and who decided so.
import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { wordsOfAccount } from "../account-words.ts";
import { id, instant } from "./columns.ts";

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
    index("accounts_words").using("gin", sql.raw(wordsOfAccount)),
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

/** What kinds of accounts, links, persons and languages were last derived from: while that is the same, there is nothing to derive. */
export const linkedFrom = pgTable("linked_from", {
  /** `kinds`, `evidence`, `persons` or `texts`. */
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
