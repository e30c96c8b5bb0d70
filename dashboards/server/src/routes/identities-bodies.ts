import type { Verdict } from "@groundswell/analyse";
import { z } from "@hono/zod-openapi";

const account = z
  .string()
  .min(3)
  .max(500)
  .regex(/:/, "name the account as platform:id")
  .openapi({ example: "github:1042" });

/** How a proposal is called. */
export const proposalId = z
  .string()
  .regex(/^\d{1,15}-\d{1,15}$/, "give the id of a proposal, as 12-57")
  .openapi({ example: "12-57" });

const pair = z.union([z.strictObject({ proposal: proposalId }), z.strictObject({ a: account, b: account })]);
const reason = z.string().trim().min(1, "write something").max(1000, "at most 1000 characters").optional();
const person = z.int().min(1);

/** What somebody says of persons and accounts, in the words of the command. */
export const verdictBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("accept"), pair, reason }),
  z.strictObject({ kind: z.literal("reject"), pair, reason }),
  z.strictObject({ kind: z.literal("snooze"), pair, until: z.iso.date("write a day, as 2027-01-31"), reason }),
  z.strictObject({ kind: z.literal("split"), account, reason }),
  z.strictObject({ kind: z.literal("lock"), person, reason }),
  z.strictObject({ kind: z.literal("unlock"), person, reason }),
  z.strictObject({ kind: z.literal("undo"), decision: z.int().min(1), reason }),
]);

/** The verdict of a body, and why. */
export function verdictOf(given: z.output<typeof verdictBody>): { verdict: Verdict; reason: string | null } {
  const { reason = null, ...said } = given;
  if (said.kind !== "snooze") return { verdict: said, reason };
  return { verdict: { ...said, until: new Date(said.until) }, reason };
}
