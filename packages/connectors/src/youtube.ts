import {
  type Batch,
  batch,
  dayMs,
  type KnownThread,
  type Mapped,
  type RawPage,
  RefusedError,
  UnavailableError,
} from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { cursorOf } from "./cursor-of.ts";
import type { HttpResponse } from "./http.ts";
import { isoInstant } from "./instant.ts";
import { jsonAnswer, listOf, maybe, rawPage, text } from "./json-answer.ts";
import { byRule } from "./skip.ts";
import { turned } from "./turned-page.ts";
import { type YoutubeApi, youtubeApi } from "./youtube-api.ts";
import {
  keptChannel,
  mapYoutubeVideos,
  readChannel,
  type YoutubeChannel,
  youtubeAccount,
  youtubeSpace,
} from "./youtube-map.ts";

export { mapYoutubeVideos, readChannel, type YoutubeChannel, youtubeAccount, youtubeSpace } from "./youtube-map.ts";

const options = z.strictObject({
  /** The channel: its id (`UC…`), or its handle with the `@`. */
  channel: z
    .string()
    .regex(
      /^(UC[\w-]{22}|@[\p{L}\p{N}_.·-]{3,})$/u,
      "give a channel's id (UC and 22 more characters) or its handle (@name)",
    ),
  /** Videos on a page. */
  pageSize: z.int().min(1).max(50).default(50),
  /** Where the Data API is. */
  baseUrl: z.url({ protocol: /^https?$/ }).default("https://www.googleapis.com/youtube/v3"),
});
type Options = z.output<typeof options>;

/** When the newest video was published that a whole pass has seen; `of` says in which channel. */
const savedCursor = z.object({ of: z.string().optional(), newest: z.iso.datetime() });

const uploads = z.object({
  nextPageToken: text,
  items: listOf(
    z.object({
      contentDetails: z.object({ videoId: z.string().min(1), videoPublishedAt: text }),
      snippet: maybe(z.object({ publishedAt: text })),
    }),
  ),
});

// The terms want what is kept of a video refreshed within 30 days, and so the numbers of the newest are.
const overlapMs = 30 * dayMs;
const mostIds = 50;

/** Videos of a YouTube channel. */
export const youtube = defineConnector({
  name: "youtube",
  summary: "Reads a YouTube channel's videos, with their numbers, from the Data API v3.",
  reads: "api",
  options,
  credentials: {
    key: { about: "An API key of a Google Cloud project with the YouTube Data API v3 switched on.", required: true },
  },
  order: "newest-first",
  example: { channel: "@powershell" },
  pull,
  map,
  revisit,
});

/** @throws RefusedError where a page was kept without its channel, whose name no page of videos says */
function map(page: RawPage): Mapped {
  const channel = keptChannel.safeParse(page.context);
  if (channel.success) return mapYoutubeVideos(page.body, channel.data);
  throw new RefusedError(`${page.request} was kept without its channel: reset this source, and it is read afresh.`);
}

async function* pull(context: PullContext<Options>): AsyncGenerator<Batch> {
  const { options, cursor, since, now, signal } = context;
  const api = openApi(context);
  const channel = await findChannel(api, options.channel);
  const known = { spaces: [youtubeSpace(channel)], accounts: [youtubeAccount(channel)] };
  const seen = cursorOf(savedCursor.safeParse(cursor).data, channel.id)?.newest ?? null;
  const oldest = seen !== null ? new Date(Date.parse(seen) - overlapMs) : since;
  let newest = seen;
  const asked = new Set<string>();
  for (let pageToken: string | null = null; ; ) {
    const page = await readUploads(api, channel, options.pageSize, pageToken);
    const dates = page.items.map((item) =>
      isoInstant(item.contentDetails.videoPublishedAt ?? item.snippet?.publishedAt),
    );
    for (const date of dates)
      if (date !== null && date <= now().toISOString() && (newest === null || date > newest)) newest = date;
    // A page wholly before the place reached has nothing new behind it; a premiere may stand out of its order.
    const behind =
      oldest !== null && dates.length > 0 && dates.every((date) => date !== null && date < oldest.toISOString());
    const last = behind || !turned(asked, page.next, "YouTube");
    const reached = last ? (newest === null ? null : { of: channel.id, newest }) : cursor;
    const ids = [...new Set(page.items.map(({ contentDetails }) => contentDetails.videoId))];
    if (ids.length === 0) yield batch({ ...known, cursor: reached });
    else {
      const { read, gone } = await readVideos(api, channel, ids);
      const hidden = gone.map((id) => byRule("a video that is private or deleted", `video ${id}`));
      yield batch({ ...read, skipped: [...read.skipped, ...hidden], cursor: reached });
    }
    if (last || signal.aborted) return;
    pageToken = page.next;
    if (pageToken !== null) asked.add(pageToken);
  }
}

/** Fifty videos cost one unit of the day's 10,000, as a page of them does. */
async function* revisit(context: PullContext<Options>, threads: KnownThread[]): AsyncGenerator<Batch> {
  const known = threads.filter(({ platform, kind, id }) => platform === "youtube" && kind === "video" && isId(id));
  if (known.length === 0) return;
  const api = openApi(context);
  const channel = await findChannel(api, context.options.channel);
  for (let start = 0; start < known.length; start += mostIds) {
    const ids = known.slice(start, start + mostIds).map(({ id }) => id);
    const { read, told } = await readVideos(api, channel, ids);
    const complete = told.map((threadId) => ({ platform: "youtube", threadId, kinds: ["video" as const] }));
    yield batch({ ...read, complete, cursor: context.cursor });
    if (context.signal.aborted) return;
  }
}

function openApi({ options, http, now, credentials }: PullContext<Options>): YoutubeApi {
  return youtubeApi({ http, now, baseUrl: options.baseUrl, key: credentials.key ?? "" });
}

async function findChannel(api: YoutubeApi, named: string): Promise<YoutubeChannel> {
  const which = named.startsWith("@") ? { forHandle: named } : { id: named };
  const response = await api.list("channels", { part: "snippet,contentDetails", ...which }, ["channelNotFound"]);
  const channel = response === null ? null : readChannel(jsonAnswer(response));
  if (channel === null)
    throw new RefusedError(
      `YouTube has no channel ${named}: check its id or handle; a channel that was deleted has none.`,
    );
  return channel;
}

async function readUploads(api: YoutubeApi, channel: YoutubeChannel, maxResults: number, pageToken: string | null) {
  const none = { items: [], next: null };
  if (channel.uploads === null) return none;
  const parameters = { part: "snippet,contentDetails", playlistId: channel.uploads, maxResults, pageToken };
  // A channel without videos names a playlist that is not there.
  const response = await api.list("playlistItems", parameters, ["playlistNotFound"]);
  if (response === null) return none;
  const page = uploads.safeParse(jsonAnswer(response));
  if (!page.success) throw unreadable("playlistItems");
  return { items: page.data.items, next: page.data.nextPageToken };
}

/** What a page of videos says, which of those that were asked for it lacks, and of which it tells whether they are there. */
async function readVideos(api: YoutubeApi, channel: YoutubeChannel, ids: string[]) {
  const response = (await api.list("videos", {
    part: "snippet,statistics,contentDetails,status",
    id: ids.join(","),
    maxResults: mostIds,
  })) as HttpResponse;
  const value = jsonAnswer(response);
  const items = z.object({ items: z.array(z.unknown()) }).safeParse(value).data?.items;
  if (items === undefined) throw unreadable("videos");
  const raw: RawPage = { ...rawPage(response), context: channel };
  const idOf = (item: unknown) => z.object({ id: z.string() }).safeParse(item).data?.id ?? null;
  const answered = new Set(items.map(idOf));
  const read = { ...mapYoutubeVideos(items, channel), raw };
  const malformed = items.filter((_, index) =>
    read.skipped.some(({ item, position }) => item !== null && position === `item ${index + 1}`),
  );
  // What came and cannot be understood is there all the same; where it has no id, it may be any of those missing.
  const unclear = new Set(malformed.map(idOf));
  const told = ids.filter((id) => !unclear.has(id) && (answered.has(id) || !unclear.has(null)));
  return { read, gone: ids.filter((id) => !answered.has(id)), told };
}

/** A list of ids is parted by commas. */
function isId(id: string): boolean {
  return /^[\w-]{1,64}$/.test(id);
}

function unreadable(method: string): UnavailableError {
  return new UnavailableError(`YouTube answered ${method} with something that is not a list. Try again later.`);
}
