import { type Batch, batch, type KnownThread, type RawPage } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { cursorOf } from "./cursor-of.ts";
import { encodePart } from "./encode-part.ts";
import { rawPage } from "./json-answer.ts";
import { idAt, idOf, type MastodonPage, mastodonApi, newestId, previousId, tellsTime } from "./mastodon-api.ts";
import { type MastodonReading, mapMastodon, mastodonSpace, withoutOptedOut } from "./mastodon-map.ts";
import { revisitMastodon } from "./mastodon-revisit.ts";

export { type MastodonReading, mapMastodon, mastodonSpace } from "./mastodon-map.ts";

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
  /** Where the server's API is, if not at its host. */
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
});
type Options = z.output<typeof options>;

/** The newest post read; `of` says of which timeline, as another server has other ids. */
const savedCursor = z.object({ of: z.string(), minId: z.string() });

const keptReading = z.object({ instance: z.string(), hashtag: z.string() });

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
  map: (page, options) => mapMastodon(page.body, keptReading.safeParse(page.context).data ?? readingOf(options)),
  revisit,
});

async function* pull(context: PullContext<Options>): AsyncGenerator<Batch> {
  const { options, cursor, since, signal } = context;
  const api = openApi(context);
  const reading = readingOf(options);
  const space = mastodonSpace(reading);
  const of = [reading.instance, options.hashtag, ...options.any].join(" ").toLowerCase();
  const saved = cursorOf(savedCursor.safeParse(cursor).data, of);
  let minId = saved?.minId ?? (since === null ? "0" : String(idAt(since)));
  for (;;) {
    const page = (await api.page(...timeline(options, minId))) as MastodonPage;
    const next = newestId(minId, [previousId(page.response.headers.link), ...page.statuses.map(idOf)]);
    if (page.statuses.length === 0 || next === minId) {
      yield batch({ spaces: [space], cursor: { of, minId: overlapping(minId) } });
      return;
    }
    minId = next;
    yield batch({ ...readPage(page, reading), cursor: { of, minId } });
    if (signal.aborted) return;
    if (page.limit) throw page.limit;
  }
}

async function* revisit(context: PullContext<Options>, threads: KnownThread[]): AsyncGenerator<Batch> {
  const { options, http, signal } = context;
  const reading = readingOf(options);
  const again = {
    api: openApi(context),
    http,
    instance: reading.instance,
    timeline: (minId: string) => timeline(options, minId),
    read: (page: MastodonPage) => readPage(page, reading),
  };
  for await (const { batch, limit } of revisitMastodon(again, threads)) {
    yield batch;
    if (signal.aborted) return;
    if (limit) throw limit;
  }
}

function openApi({ options, http, now, credentials }: PullContext<Options>) {
  const root = options.baseUrl?.replace(/\/+$/, "") ?? `https://${options.instance}`;
  return mastodonApi({ http, now, root, token: credentials.token });
}

function readingOf({ instance, hashtag }: Options): MastodonReading {
  return { instance: instance.toLowerCase(), hashtag };
}

function timeline({ hashtag, any, pageSize }: Options, minId: string): [string, [string, string][]] {
  const others = any.map((other): [string, string] => ["any[]", other]);
  return [`/api/v1/timelines/tag/${encodePart(hashtag)}`, [["limit", String(pageSize)], ["min_id", minId], ...others]];
}

/** What a page says, and the page as it came but for the posts of those who do not want to be kept. */
function readPage({ response, statuses }: MastodonPage, reading: MastodonReading) {
  const { left, skipped } = withoutOptedOut(statuses);
  const mapped = mapMastodon(left, reading);
  const whole = rawPage(response);
  const raw: RawPage = {
    ...whole,
    body: left === statuses ? whole.body : new TextEncoder().encode(JSON.stringify(left)),
    context: reading,
  };
  return { ...mapped, skipped: [...mapped.skipped, ...skipped], raw };
}

/** An id some time before, where ids tell the time. */
function overlapping(id: string): string {
  if (!tellsTime(id)) return id;
  const earlier = BigInt(id) - (BigInt(overlapMs) << 16n);
  return String(earlier > 0n ? earlier : 0n);
}
