import { type RawPage, type Signal, type Skip, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { decodeText } from "./charset.ts";
import type { Http, HttpResponse } from "./http.ts";
import { isoInstant } from "./instant.ts";
import { publicUrl } from "./public-url.ts";
import { isSkip, malformed } from "./skip.ts";

/** What mapping a list gave: every item is a signal or a skip. */
export type MappedItems = { signals: Signal[]; skipped: Skip[] };

/** A field that may be missing, null or of another type than documented: all of that is null. */
export const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  schema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);

/** Text with something in it; a number is its digits. Anything else is null. */
export const text = maybe(
  z
    .union([z.string(), z.number()])
    .transform((value) => String(value).trim())
    .refine((value) => value !== ""),
);

/** An id, which some answers give as a number and some as text. */
export const idText = z
  .union([z.string(), z.number().int()])
  .transform((value) => String(value).trim())
  .refine((value) => value !== "");

/** A finite number, also where it is written as text; anything else is null, which is unknown and not 0. */
export const count = maybe(
  z
    .union([z.number(), z.string().regex(/^\s*-?\d+(\.\d+)?\s*$/)])
    .transform(Number)
    .refine(Number.isFinite),
);

/** An ISO 8601 instant, in UTC. */
export const instant = z.string().transform((value, context) => {
  const iso = isoInstant(value);
  if (iso !== null) return iso;
  context.addIssue({ code: "custom", message: "no instant" });
  return z.NEVER;
});

/** A list without its unreadable members; what is no list is empty. */
export const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  maybe(z.array(z.unknown())).transform((values) =>
    (values ?? []).flatMap((value) => {
      const read = schema.safeParse(value);
      return read.success ? [read.data as z.output<Schema>] : [];
    }),
  );

/**
 * Maps the items of a list, each for itself.
 * @param what an item is called in the reasons of those that cannot be understood: "post"
 */
export function mapItems<Item>(
  what: string,
  schema: z.ZodType<Item>,
  items: unknown[],
  map: (item: Item, position: string) => Signal | Signal[] | Skip,
): MappedItems {
  const mapped: MappedItems = { signals: [], skipped: [] };
  items.forEach((item, index) => {
    const position = `item ${index + 1}`;
    const read = schema.safeParse(item);
    const result = read.success ? map(read.data, position) : unusable(what, read.error, item, position);
    if (Array.isArray(result)) mapped.signals.push(...result);
    else if (isSkip(result)) mapped.skipped.push(result);
    else mapped.signals.push(result);
  });
  return mapped;
}

/** An item that its schema refuses, as a skip that names the field. */
export function unusable(what: string, error: z.ZodError, item: unknown, position: string): Skip {
  const field = error.issues[0]?.path.join(".");
  const reason = field ? `${what} without a usable ${field}` : `${what} that is no object`;
  return malformed(reason, position, itemText(item));
}

/** An item's text, for a person to read. */
export function itemText(item: unknown): string {
  return JSON.stringify(item) ?? String(item);
}

/** The numbers that are known; a null one is left out. */
export function knownMetrics(metrics: Record<string, number | string | boolean | null>) {
  return Object.fromEntries(
    Object.entries(metrics).filter((entry): entry is [string, number | string | boolean] => entry[1] !== null),
  );
}

/** The value that bytes of JSON stand for, a byte order mark allowed; a value that was parsed already is itself. Undefined where the bytes are no JSON. */
export function jsonValue(value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  try {
    return JSON.parse(decodeText(value, "application/json; charset=utf-8").text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/**
 * The value of an answer.
 * @throws UnavailableError where it is not JSON: an API that was found before answers with a page of HTML when it is down
 */
export function jsonAnswer(response: Pick<HttpResponse, "body" | "url">): unknown {
  const value = jsonValue(response.body);
  if (value !== undefined) return value;
  throw new UnavailableError(`${publicUrl(response.url)} answered with something that is not JSON. Try again later.`);
}

/**
 * The items of a page: of its bytes, of the parsed page, or of the list itself.
 * @param path where in the page the list is
 * @throws UnavailableError where there is no list
 */
export function itemsIn(page: unknown, ...path: string[]): unknown[] {
  const value = jsonValue(page);
  if (Array.isArray(value)) return value;
  const list = path.reduce<unknown>(
    (inner, name) => (inner as Record<string, unknown> | null | undefined)?.[name],
    value,
  );
  if (Array.isArray(list)) return list;
  throw new UnavailableError(
    `The answer holds no list${path.length > 0 ? ` at ${path.join(".")}` : ""}. Try again later.`,
  );
}

/** An answer as it may be kept: without the credentials that its URL may hold. */
export function rawPage(response: Pick<HttpResponse, "body" | "url" | "headers" | "fetchedAt">): RawPage {
  return {
    request: publicUrl(response.url),
    contentType: response.headers["content-type"] ?? "application/json",
    body: response.body,
    fetchedAt: response.fetchedAt,
  };
}

/** An answer to a request with a body, whatever its status. */
export type PostAnswer = {
  status: number;
  url: string;
  headers: Record<string, string>;
  body: Uint8Array;
  fetchedAt: string;
};

/**
 * Sends a body and hands the answer back, whatever its status.
 * @throws UnavailableError where the connection breaks
 */
export async function post(
  http: Http,
  url: string,
  { headers, body }: { headers: Record<string, string>; body: string },
  now: Date,
): Promise<PostAnswer> {
  const answer = await http.fetch(url, { method: "POST", headers: { accept: "application/json", ...headers }, body });
  return {
    status: answer.status,
    url,
    headers: Object.fromEntries(answer.headers),
    body: new Uint8Array(await answer.arrayBuffer()),
    fetchedAt: now.toISOString(),
  };
}
