import { candidacyStages, voteValues } from "@groundswell/model";
import { z } from "@hono/zod-openapi";

const mostPeople = 200;
const text = z.string().trim().min(1, "write something").max(1000, "at most 1000 characters");
const name = z.string().trim().min(1, "write something").max(100, "at most 100 characters");
const reason = text.optional();
/** The stage that the asker has seen: where it is another one by now, nothing is done. */
const seen = z.enum(candidacyStages);
const movable = candidacyStages.filter((stage) => stage !== "discovered");

/** Which candidacies. */
export const candidaciesQuery = z.strictObject({
  stage: z.enum(candidacyStages).optional(),
  assigned: name.optional().openapi({ description: "Only those assigned to somebody, by name." }),
});

/** What can be done about one candidacy, in the words of the command. */
export const actBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("move"), from: seen, to: z.enum(movable), reason: text }),
  z.strictObject({ kind: z.literal("undo"), from: seen, reason }),
  z.strictObject({ kind: z.literal("assign"), to: name, reason }),
  z.strictObject({ kind: z.literal("note"), text, reason }),
  z.strictObject({ kind: z.literal("vote"), vote: z.enum(voteValues), conflict: text, reason }),
  z.strictObject({
    kind: z.literal("evidence"),
    activity: name,
    title: name,
    url: z.string().max(2000, "at most 2000 characters").nullable(),
    date: z.iso.date("write a day, as 2026-01-31"),
    note: text,
    vouchedBy: name,
    reason,
  }),
  z.strictObject({ kind: z.literal("settle"), into: z.int().min(1), reason }),
]);

/** Whom to put on the shortlist. */
export const bulkBody = z.strictObject({
  people: z
    .array(z.int().min(1))
    .min(1, "name at least one person")
    .max(mostPeople, `name at most ${mostPeople} people`)
    .refine((people) => new Set(people).size === people.length, "name each person once"),
  reason: text,
});
