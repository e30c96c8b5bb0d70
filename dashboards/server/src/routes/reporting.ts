import { type Building, type ReportContext, reportFiles } from "@groundswell/report";
import { type Printable, type ReportDocument, reports } from "@groundswell/reports";
import { reportFormats } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Asker, knows, may } from "../access.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { noteReading } from "./people-fence.ts";

/** A number of something in a path or a query. */
export function numberOf(what: string) {
  return z
    .string()
    .regex(/^[1-9]\d{0,14}$/, `give the number of ${what}`)
    .transform(Number)
    .openapi({ type: "integer", minimum: 1 });
}

/** How many rows a list gives at once. */
export const limitQuery = z
  .string()
  .regex(/^([1-9]|[1-9]\d|100)$/, "write how many, from 1 to 100")
  .transform(Number)
  .default(50)
  .openapi({ type: "integer", minimum: 1, maximum: 100, default: 50 });

const names = reports.map(({ name }) => name);
export const reportName = z.enum(names as [(typeof names)[number], ...typeof names]);
/** The slug of an expertise; null for a report of all of them. */
export const expertiseName = z.string().min(1).max(100).nullable();
export const zone = z.string().min(1).max(60);
export const formatQuery = z.strictObject({ format: z.enum(reportFormats) });

/** What `format` gives, for a route's declaration. */
export const fileAnswers = {
  "text/html": "To print: one file, without scripts.",
  "text/markdown": "To read.",
  "text/csv": "For spreadsheets (RFC 4180, UTF-8 with a byte order mark).",
  "application/json": "For programs: the file that subscribers get.",
};

/** What sends reports, where this process can. @throws RequestError where it only answers */
export function delivering({ reporting }: Pick<ApiOptions, "reporting">): ReportContext {
  if (reporting) return reporting;
  throw new RequestError(
    409,
    'This process sends no reports: ask one that was started with "groundswell up" or "serve".',
  );
}

export function buildingOf({ store, now, reporting }: ApiOptions): Building {
  return { store, now, policyFile: reporting?.policyFile ?? null };
}

/** @throws RequestError where somebody may not read or write reports of this name about this expertise: 404 where they may not even know of it */
export function allow(asker: Asker, deed: "read" | "write", name: string, expertise: string | null): void {
  const report = reports.find((one) => one.name === name);
  if (!report || !may(asker, "read", report.matter, null))
    throw new RequestError(404, `There is no report "${name}" for you: the list of reports shows all.`);
  if (expertise !== null && !knows(asker, expertise))
    throw new RequestError(
      404,
      `There is no expertise "${expertise}": see the list of those that you may see at /api/expertises.`,
    );
  if (deed === "read") return;
  if (!may(asker, "write", report.matter, expertise))
    throw new RequestError(403, `The role "${asker.role}" may not schedule the report "${name}": ask an admin.`);
  if (report.of === "all" && asker.expertises !== "all")
    throw new RequestError(
      403,
      `The report "${name}" is of every expertise, and not all of them are yours: ask an admin.`,
    );
}

/** Notes who has read what about people in a report. */
export async function noteRead(
  options: ApiOptions,
  asker: Asker,
  document: ReportDocument,
  subject: string,
  how: string,
) {
  const persons = new Set(document.sections.flatMap(({ rows }) => rows.map(({ about }) => about.person)));
  persons.delete(null);
  if (persons.size === 0) return;
  await noteReading(options, asker, { action: "report.read", subject, detail: { how, persons: persons.size } });
}

/** Sends a report as a file, with the very bytes that subscribers get. */
export async function sendFile(
  context: Context,
  { reporting }: ApiOptions,
  issue: Printable,
  format: (typeof reportFormats)[number],
): Promise<Response> {
  // Where nobody was told an address of the pages, it is the one that was asked.
  const base = reporting?.publicUrl ?? new URL(context.req.url).origin;
  const [file] = await reportFiles(issue, { base, unsubscribe: null }, [format]);
  if (!file) throw new Error(`There is no format ${format}.`);
  const { name, contentType, body } = file;
  const how = format === "html" ? "inline" : "attachment";
  return context.body(body, 200, { "content-type": contentType, "content-disposition": `${how}; filename="${name}"` });
}
