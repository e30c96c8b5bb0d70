import type { Weighting } from "@groundswell/analytics";
import { ConfigError, readDate } from "@groundswell/model";
import { z } from "@hono/zod-openapi";

const weightings = ["events", "people", "shared"] as const satisfies readonly Weighting[];

/** An instant in a query, as `2026-01-31` or with a time; null where it is not given. */
export function date(name: string) {
  return z
    .string()
    .transform((text, context) => {
      try {
        const read = readDate(text, name);
        if (read.getUTCFullYear() >= 1970) return read;
        context.addIssue(`${name} "${text}" lies before 1970: give a later date.`);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        context.addIssue(error.message);
      }
      return z.NEVER;
    })
    .nullable()
    .default(null)
    .openapi({ type: "string", format: "date", example: "2026-01-31" });
}

/** A route that takes no parameters. */
export const nothing = z.strictObject({});

export const spacesQuery = z.strictObject({
  weighting: z.enum(weightings).default("events"),
  from: date("from"),
  to: date("to"),
  asOf: date("asOf"),
});
