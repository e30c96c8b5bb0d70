import type { Track, Weighting } from "@groundswell/analytics";
import { ConfigError, readDate, readWindow } from "@groundswell/model";
import { z } from "zod";
import { RequestError } from "./problem.ts";

const weightings = ["events", "people", "shared"] as const satisfies readonly Weighting[];
const tracks = ["expert", "leader"] as const satisfies readonly Track[];
const defaultLimit = 50;

const spacesQuery = z.strictObject({
  weighting: z.enum(weightings).default("events"),
  from: date("from"),
  to: date("to"),
  asOf: date("asOf"),
});

const candidatesQuery = z.strictObject({
  track: z.enum(tracks).default("expert"),
  asOf: date("asOf"),
  limit: z
    .string()
    .regex(/^\d{1,6}$/, "write how many people as a whole number, or 0 for everybody")
    .transform(Number)
    .default(defaultLimit),
});

const nothing = z.strictObject({});

/** @throws RequestError naming the parameter that is wrong */
export function readSpacesQuery(query: Record<string, string>) {
  const read = parse(spacesQuery, query);
  if (read.from && read.to) readOrRefuse(() => readWindow(read.from as Date, read.to as Date));
  return read;
}

/** `limit` is 50 unless given; 0 asks for everybody. @throws RequestError naming the parameter that is wrong */
export function readCandidatesQuery(query: Record<string, string>) {
  return parse(candidatesQuery, query);
}

/** @throws RequestError where there is any parameter */
export function readNoQuery(query: Record<string, string>): void {
  parse(nothing, query);
}

function parse<T>(schema: z.ZodType<T>, query: Record<string, string>): T {
  const read = schema.safeParse(query);
  if (read.success) return read.data;
  throw new RequestError(400, read.error.issues.map(say).join(" "));
}

function say(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys")
    return `There is no parameter ${issue.keys.map((key) => `"${key}"`).join(", ")} here: remove it or check its spelling.`;
  const name = issue.path.join(".");
  if (issue.code === "invalid_value") return `"${name}" must be one of ${issue.values.join(", ")}.`;
  // Dates bring a whole sentence with them.
  return issue.message.endsWith(".") ? issue.message : `"${name}": ${issue.message}.`;
}

function date(name: string) {
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
    .default(null);
}

function readOrRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConfigError) throw new RequestError(400, error.message, { cause: error });
    throw error;
  }
}
