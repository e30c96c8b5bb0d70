import { type Batch, batch, RateLimitedError, type RawPage, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import type { HttpResponse } from "./http.ts";
import { statusError } from "./http-status.ts";
import { isoInstant } from "./instant.ts";
import { jsonAnswer, rawPage } from "./json-answer.ts";
import { type MappedMastodon, mapMastodon, mastodonSpace } from "./mastodon-map.ts";
import { publicUrl } from "./public-url.ts";

export { type MappedMastodon, type MastodonReading, mapMastodon, mastodonSpace } from "./mastodon-map.ts";

const tag = z
  .string()
  .transform((name) => name.replace(/^#/, ""))
  .pipe(z.string().regex(/^[\p{L}\p{N}_\p{M}]+$/u, "give a hashtag, such as powershell"));

const options = z.strictObject({
  /** The server to read from, as its host: it knows the posts of those that its own people follow, on all servers. */
  instance: z.string().regex(/^[a-z\d.-]+\.[a-z]{2,}(:\d+)?$/i, "give a host, such as mastodon.example"),
  /** The hashtag, with or without its `#`. */
  hashtag: tag,
  /** More hashtags, any of which will do. */
  any: z.array(tag).max(4).default([]),
  /** Posts on a page. */
  pageSize: z.int().min(1).max(40).default(40),
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
});
type Options = z.output<typeof options>;

/** The newest post read; `of` says of which timeline, as another server has other ids. */
const savedCursor = z.object({ of: z.string(), minId: z.string() });

// Posts from other servers arrive late, and get their place by when they were written.
const overlapMs = 24 * 60 * 60 * 1000;

/** Posts under a hashtag, as one server of the fediverse knows them. */
export const mastodon = defineConnector({
  name: "mastodon",
  summary:
    "Reads the posts under a hashtag from a Mastodon server's API; boosts and authors who opted out are left out.",
  reads: "api",
  options,
  credentials: {
    token: {
      about: "An access token with read:statuses, for a server that shows its timelines to members only.",
      required: false,
    },
  },
  order: "oldest-first",
  example: { instance: "mastodon.example", hashtag: "powershell" },
  pull,
});

async function* pull({
  options,
  cursor,
  since,
  now,
  http,
  signal,
  credentials,
}: PullContext<Options>): AsyncGenerator<Batch> {
  const reading = { instance: options.instance.toLowerCase(), hashtag: options.hashtag };
  const space = mastodonSpace(reading);
  const of = [reading.instance, options.hashtag, ...options.any].join(" ").toLowerCase();
  const saved = savedCursor.safeParse(cursor).data;
  let minId = saved?.of === of ? saved.minId : since === null ? "0" : idAt(since);
  for (;;) {
    const response = await http.get(address(options, minId), {
      headers: {
        accept: "application/json",
        ...(credentials.token && { authorization: `Bearer ${credentials.token}` }),
      },
      accept: [429],
    });
    if (response.status === 429) throw limited(response, now());
    const statuses = jsonAnswer(response);
    if (!Array.isArray(statuses))
      throw new UnavailableError(
        `${publicUrl(response.url)} answered with something that is not a list. Try again later.`,
      );
    const next = newer(minId, [previousId(response.headers.link), ...statuses.map(idOf)]);
    if (statuses.length === 0 || next === minId) {
      yield batch({ spaces: [space], cursor: { of, minId: overlapping(minId) } });
      return;
    }
    minId = next;
    const { kept, space: _, ...mapped } = mapMastodon(statuses, reading);
    yield batch({ ...mapped, spaces: [space], raw: withoutOptedOut(response, statuses, kept), cursor: { of, minId } });
    if (signal.aborted) return;
    if (response.headers["x-ratelimit-remaining"] === "0") throw limited(response, now());
  }
}

function address({ instance, hashtag, any, pageSize, baseUrl }: Options, minId: string): string {
  const root = baseUrl?.replace(/\/+$/, "") ?? `https://${instance}`;
  const url = new URL(`${root}/api/v1/timelines/tag/${encodeURIComponent(hashtag)}`);
  url.searchParams.set("limit", String(pageSize));
  url.searchParams.set("min_id", minId);
  for (const other of any) url.searchParams.append("any[]", other);
  return url.href;
}

/** The id that a Link header's way to newer posts (rel="prev") begins at; only the id is taken, as it could lead anywhere. */
function previousId(link: string | undefined): string | null {
  const target = /<([^<>]+)>\s*;[^,]*\brel="?prev"?/.exec(link ?? "")?.[1];
  return target && URL.canParse(target) ? new URL(target).searchParams.get("min_id") : null;
}

function idOf(status: unknown): string | null {
  const id = (status as { id?: unknown } | null)?.id;
  return typeof id === "string" && id !== "" ? id : typeof id === "number" ? String(id) : null;
}

/** The newest of some ids: they are numbers too long for JavaScript, or texts of one length that sort as they were made. */
function newer(than: string, ids: (string | null)[]): string {
  return ids.reduce<string>(
    (a, b) => (b !== null && (b.length > a.length || (b.length === a.length && b > a)) ? b : a),
    than,
  );
}

/** Mastodon's ids begin with the milliseconds since 1970, 16 bits before their end. */
function idAt(date: Date): string {
  return String(BigInt(Math.max(date.getTime(), 0)) << 16n);
}

/** An id some time before, where ids tell the time: servers of other makes have ids that do not. */
function overlapping(id: string): string {
  if (!/^\d{17,19}$/.test(id)) return id;
  const earlier = BigInt(id) - (BigInt(overlapMs) << 16n);
  return String(earlier > 0n ? earlier : 0n);
}

/** The page as it came, without the posts of those who do not want to be kept. */
function withoutOptedOut(response: HttpResponse, statuses: unknown[], kept: MappedMastodon["kept"]): RawPage {
  const raw = rawPage(response);
  if (kept.every((one) => one)) return raw;
  return { ...raw, body: new TextEncoder().encode(JSON.stringify(statuses.filter((_, index) => kept[index]))) };
}

/** Mastodon says when its limit ends as an instant, in a header of its own. */
function limited(response: HttpResponse, now: Date): Error {
  const reset = isoInstant(response.headers["x-ratelimit-reset"]);
  const host = new URL(response.url).host;
  if (reset !== null && new Date(reset) > now && !response.headers["retry-after"])
    return new RateLimitedError(`${host} asks to wait until ${reset}.`, new Date(reset));
  return statusError({ ...response, status: 429 }, now) as RateLimitedError;
}
