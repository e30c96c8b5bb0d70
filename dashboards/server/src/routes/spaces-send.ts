import { fillFrame } from "@groundswell/analyse";
import { type CsvColumn, printCsv } from "@groundswell/reports";
import type { KeptAnswer, RowsAsked } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";

/** How an answer with a long list is asked for. `limit` 0 gives all rows. */
export const pageQuery = {
  limit: wholeNumber("how many rows, or 0 for all").openapi({ type: "integer", minimum: 0, default: 0 }),
  offset: wholeNumber("how many rows to leave out").openapi({ type: "integer", minimum: 0, default: 0 }),
  format: z.enum(["json", "csv"]).default("json"),
};

/** What `format=csv` gives, for a route's declaration. */
export const csvAnswer = {
  "text/csv": "The same rows in the same order, for spreadsheets (RFC 4180, UTF-8 with a byte order mark).",
};

function wholeNumber(what: string) {
  return z
    .string()
    .regex(/^\d{1,6}$/, `write ${what} as a whole number`)
    .transform(Number)
    .default(0);
}

/** The rows that a query asks for. */
export function rowsOf({ limit, offset }: { limit: number; offset: number }): RowsAsked {
  return { limit, offset, key: null };
}

/** Sends a kept answer as it lies there: nothing of it is read again. `x-total-count` says how many rows there are in all. */
export function sendJson(context: Context, answer: KeptAnswer, rows: RowsAsked): Response {
  return context.body(fillFrame(answer.frame, answer.page), 200, {
    "content-type": "application/json",
    ...headersOf(answer, rows, "json"),
  });
}

/** Sends the rows of a kept answer as a table. */
export function sendCsv<Row>(
  context: Context,
  answer: KeptAnswer,
  { columns, name, ...rows }: RowsAsked & { columns: readonly CsvColumn<Row>[]; name: string },
): Response {
  return context.body(printCsv(columns, JSON.parse(`[${answer.page}]`) as Row[]), 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name.replace(/[^\w.-]+/g, "-")}.csv"`,
    ...headersOf(answer, rows, "csv"),
  });
}

function headersOf({ sha256, rows: total }: KeptAnswer, { offset, limit }: RowsAsked, format: string) {
  return { etag: `"${sha256.slice(0, 32)}-${offset}-${limit}-${format}"`, "x-total-count": String(total) };
}
