// Expertises, and the spaces where people gather.
import { bigserial, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";

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
