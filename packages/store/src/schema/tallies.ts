// Numbers that are kept so that nobody has to read a whole table for them.
import { bigserial, doublePrecision, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id } from "./columns.ts";

/**
 * How many rows came and went, by the table that they are of: their sum is how many there are. Triggers of the migration `tallies` write
 * it, whoever writes the tables; a row each time and never one row anew, so that no collector waits for another.
 */
export const rowTallies = pgTable(
  "row_tallies",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /** The name of the table. */
    counted: text("counted").notNull(),
    /** How many came; less than 0 where some went. */
    change: id("change").notNull(),
  },
  (t) => [index("row_tallies_counted").on(t.counted)],
);

/**
 * What everybody's work in each channel of a track is worth, ascending and nobody's by name, of the newest run of each expertise: where a
 * worth would stand among them is then found in one piece.
 */
export const channelWorths = pgTable(
  "channel_worths",
  {
    runId: id("run_id").notNull(),
    track: text("track").notNull(),
    channel: text("channel").notNull(),
    /** How many stand before the first of the piece. */
    start: integer("start").notNull(),
    /** The first of the piece. */
    least: doublePrecision("least").notNull(),
    worths: doublePrecision("worths").array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.track, t.channel, t.start] })],
);
