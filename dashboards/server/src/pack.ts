import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import type { Context, MiddlewareHandler } from "hono";
import { parseAccept } from "hono/utils/accept";
import { COMPRESSIBLE_CONTENT_TYPE_REGEX as packable } from "hono/utils/compress";
import { packedAnswers } from "./packed-answers.ts";

/** Fewer bytes fit one packet as they are. */
const fewestBytes = 1024;
/** Longer bodies are packed beside the other requests, for that takes milliseconds; of shorter ones the way there and back would be dearer. */
const mostBytesAtOnce = 256 * 1024;
/** Measured on answers of 150 to 200 kB: level 6 takes twice the time for a tenth fewer bytes. */
const level = 3;
/** What a 304 says as well (RFC 9110, 15.4.5). */
const kept = ["cache-control", "content-location", "date", "etag", "expires", "vary"];

const gzipLater = promisify(gzip);

/** The tag that says which bytes an answer is. */
export function tagOf(body: Uint8Array): string {
  return `"${createHash("sha1").update(body).digest("hex")}"`;
}

/** Whether a body is worth packing. */
export function isPackable(contentType: string | null | undefined, bytes: number): boolean {
  return bytes >= fewestBytes && packable.test(contentType ?? "");
}

/** Whether whoever asks can read gzip. */
export function takesGzip({ req }: Context): boolean {
  const named = parseAccept(req.header("accept-encoding") ?? "");
  const gzips = named.find(({ type }) => type.toLowerCase() === "gzip") ?? named.find(({ type }) => type === "*");
  return (gzips?.q ?? 0) > 0;
}

/**
 * Gives an answer its tag, says 304 to whoever has it, and packs it as gzip; what is packed already and what streams events is left as it is.
 * It takes the body as one piece: hono's own middlewares read it as a stream, twice, which costs more than most answers do. A route that gives a
 * tag of its own promises that it names these very bytes: they are packed once.
 */
export function packAnswers(): MiddlewareHandler {
  const known = packedAnswers();
  return async (context, next) => {
    await next();
    const { status, headers } = context.res;
    const type = headers.get("content-type");
    if (type?.startsWith("text/event-stream")) return;
    const isReading = ["GET", "HEAD"].includes(context.req.method) && context.res.ok;
    if (isReading && isKnown(headers.get("etag"), context)) return replace(context, null, 304, unchanged(headers));
    if (status === 204 || status === 304 || headers.has("content-encoding")) return;
    const body = new Uint8Array(await context.res.arrayBuffer());
    const ownTag = headers.get("etag");
    if (isReading && ownTag === null) headers.set("etag", tagOf(body));
    const isLong = isPackable(type, body.byteLength);
    if (isLong) headers.append("vary", "Accept-Encoding");
    const tag = headers.get("etag");
    if (isReading && isKnown(tag, context)) return replace(context, null, 304, unchanged(headers));
    if (!isLong || !takesGzip(context)) return replace(context, body, status, headers);
    headers.set("content-encoding", "gzip");
    headers.delete("content-length");
    // The tag was made of other bytes: they say the same, and are not the same.
    if (tag !== null && !tag.startsWith("W/")) headers.set("etag", `W/${tag}`);
    const packed = (ownTag === null ? null : known.get(ownTag)) ?? (await pack(body));
    if (ownTag !== null) known.keep(ownTag, packed);
    replace(context, packed, status, headers);
  };
}

async function pack(body: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    body.byteLength > mostBytesAtOnce ? await gzipLater(body, { level }) : gzipSync(body, { level }),
  );
}

/** Whether a browser has an answer already: one of the tags it sends is this one, weak or not (RFC 9110, 13.1.2). */
function isKnown(tag: string | null, { req }: Context): boolean {
  const has = req.header("if-none-match");
  if (tag === null || has === undefined) return false;
  return has.trim() === "*" || (has.match(/"[^"]*"/g)?.includes(tag.replace(/^W\//, "")) ?? false);
}

function unchanged(headers: Headers): Headers {
  return new Headers([...headers].filter(([name]) => kept.includes(name)));
}

function replace(context: Context, body: Uint8Array<ArrayBuffer> | null, status: number, headers: Headers): void {
  // Without what was there: hono would merge the two, by streams again.
  context.res = undefined;
  context.res = new Response(body, { status, headers });
}
