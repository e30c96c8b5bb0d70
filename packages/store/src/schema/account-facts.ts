// What is known of an account besides its profile: employers, kinds, region, languages.
import {
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";

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
export const accountRegions = pgTable(
  "account_regions",
  {
    accountId: id("account_id").primaryKey(),
    /** ISO 3166-1 alpha-2; null where the place names none. */
    region: text("region"),
    /** The place as the profile writes it. */
    place: text("place").notNull(),
    /** When the profile was seen. */
    at: instant("at").notNull(),
  },
  (t) => [index("account_regions_region").on(t.region)],
);

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
  (t) => [primaryKey({ columns: [t.accountId, t.language] }), index("account_languages_language").on(t.language)],
);
