import { type Batch, batch, dayMs, RefusedError, type Skip, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import type { HttpResponse } from "./http.ts";
import { isoInstant } from "./instant.ts";
import { jsonAnswer, listOf, maybe, rawPage, text } from "./json-answer.ts";
import { byRule } from "./skip.ts";
import { type YoutubeApi, youtubeApi } from "./youtube-api.ts";
import { mapYoutubeVideos, readChannel, type YoutubeChannel, youtubeAccount, youtubeSpace } from "./youtube-map.ts";

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
  baseUrl: z.url({ protocol: /^https?$/ }).default("https://www.googleapis.com/youtube/v3"),
});
type Options = z.output<typeof options>;

/** When the newest video was published that a whole pass has seen. */
const savedCursor = z.object({ newest: z.iso.datetime() });

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
  const api = youtubeApi({ http, now, baseUrl: options.baseUrl, key: credentials.key ?? "" });
  const channel = await findChannel(api, options.channel);
  const space = youtubeSpace(channel);
  const seen = savedCursor.safeParse(cursor).data?.newest ?? null;
  const oldest = seen !== null ? new Date(Date.parse(seen) - overlapMs) : since;
  let newest = seen;
  const known = { spaces: [space], accounts: [youtubeAccount(channel)] };
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
    const last = page.next === null || page.next === pageToken || behind;
    const reached = last ? (newest === null ? null : { newest }) : cursor;
    const ids = [...new Set(page.items.map(({ contentDetails }) => contentDetails.videoId))];
    if (ids.length === 0) yield batch({ ...known, cursor: reached });
    else {
      const { response, ...mapped } = await readVideos(api, channel, ids);
      yield batch({ ...mapped, ...known, raw: rawPage(response), cursor: reached });
    }
    if (last || signal.aborted) return;
    pageToken = page.next;
  }
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

async function readVideos(api: YoutubeApi, channel: YoutubeChannel, ids: string[]) {
  const response = (await api.list("videos", {
    part: "snippet,statistics,contentDetails,status",
    id: ids.join(","),
    maxResults: 50,
  })) as HttpResponse;
  const value = jsonAnswer(response);
  const items = z.object({ items: z.array(z.unknown()) }).safeParse(value).data?.items;
  if (items === undefined) throw unreadable("videos");
  const { signals, skipped } = mapYoutubeVideos(items, channel);
  const answered = new Set(items.map((item) => (item as { id?: unknown } | null)?.id));
  const gone: Skip[] = ids
    .filter((id) => !answered.has(id))
    .map((id) => byRule("a video that is private or deleted", `video ${id}`));
  return { response, signals, skipped: [...skipped, ...gone] };
}

function unreadable(method: string): UnavailableError {
  return new UnavailableError(`YouTube answered ${method} with something that is not a list. Try again later.`);
}
