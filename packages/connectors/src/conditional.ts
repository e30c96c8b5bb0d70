import { createHash } from "node:crypto";
import type { Json } from "@groundswell/model";
import { z } from "zod";
import type { Http, HttpResponse } from "./http.ts";

const cursorShape = z.object({
  /** A hash of what was asked for and how it was to be mapped: with other options the old answer says nothing. */
  asked: z.string(),
  /** Both verbatim, weak mark and quotes included. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Hex SHA-256 of the body: many servers answer 200 with the bytes they sent last time. */
  bodyHash: z.string(),
  /** Where a calendar's expansion ended; null elsewhere. */
  until: z.string().nullable(),
});

/** What a snapshot that can change at any time remembers of its last reading. */
export type ConditionalCursor = z.infer<typeof cursorShape>;

/** A changed document with its new cursor, or the news that there is none. */
export type ConditionalAnswer =
  | { changed: true; response: HttpResponse; cursor: ConditionalCursor }
  | { changed: false; cursor: ConditionalCursor };

/** The cursor of an earlier pull, or null where there is none that fits these options. */
export function readConditionalCursor(cursor: Json, options: Json): ConditionalCursor | null {
  const parsed = cursorShape.safeParse(cursor);
  return parsed.success && parsed.data.asked === hash(JSON.stringify(options)) ? parsed.data : null;
}

/**
 * Fetches a document unless it is the one that `before` remembers: RFC 9110 validators, then the body's hash.
 * @param options what the source is configured with; a change of it makes everything new
 * @throws what `http.get` throws
 */
export async function conditionalGet(
  http: Http,
  url: string,
  before: ConditionalCursor | null,
  options: Json,
  accept: { type: string; statuses?: number[] },
): Promise<ConditionalAnswer> {
  const response = await http.get(url, {
    headers: {
      accept: accept.type,
      ...(before?.etag ? { "if-none-match": before.etag } : {}),
      ...(before?.lastModified ? { "if-modified-since": before.lastModified } : {}),
    },
    ...(accept.statuses ? { accept: accept.statuses } : {}),
  });
  if (response.status === 304 && before) return { changed: false, cursor: before };
  const cursor: ConditionalCursor = {
    asked: hash(JSON.stringify(options)),
    etag: response.headers.etag ?? null,
    lastModified: response.headers["last-modified"] ?? null,
    bodyHash: hash(response.body),
    until: null,
  };
  if (before && before.bodyHash === cursor.bodyHash)
    return { changed: false, cursor: { ...cursor, until: before.until } };
  return { changed: true, response, cursor };
}

function hash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
