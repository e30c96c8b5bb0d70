import { dayMs } from "@groundswell/model";
import { type Context, Hono } from "hono";
import { inventName, slugOf } from "../names.ts";
import { random } from "../random.ts";
import { postTitle, prose } from "../text.ts";
import type { TrueSignal } from "../truth.ts";
import type { Place, PlaceOptions } from "./place.ts";

type Video = { number: number; id: string; addedAt: number; publishedAt: number; likesHidden: boolean; state: State };
type State = "public" | "private" | "unlisted" | "upcoming" | "live";
type Channel = { id: string; uploads: string; title: string; handle: string };

const key = "AIzaSyLampsLampsLampsLampsLampsLampsLam";
const begin = Date.parse("2025-10-01T00:00:00Z");
const videos = 90;
const unitsPerDay = 10_000;
const mostItems = 50;

/** `/youtube`: one channel, the playlist of its uploads and its videos, within a day's quota. */
export function youtubePlace({ seed, until, now }: PlaceOptions): Place {
  const channel = channelOf(seed);
  const all = videosOf(seed, until.getTime());
  const gone = new Set<Video>();
  const added = () => all.filter((video) => video.addedAt <= now().getTime() && !gone.has(video));
  const spent = { day: "", units: 0 };
  const routes = new Hono();

  routes.use(async (c, next) => {
    if (c.req.query("key") !== key)
      return refuse(c, 400, "badRequest", "API key not valid. Please pass a valid API key.");
    // Los Angeles keeps the day, and its winter holds all of the history.
    const day = new Date(now().getTime() - 8 * 3_600_000).toISOString().slice(0, 10);
    spent.units = spent.day === day ? spent.units + 1 : 1;
    spent.day = day;
    const said = "The request cannot be completed because you have exceeded your quota.";
    if (spent.units > unitsPerDay) return refuse(c, 403, "quotaExceeded", said);
    await next();
  });
  routes.get("/channels", (c) => {
    const isAsked =
      c.req.query("id") === channel.id || c.req.query("forHandle")?.replace(/^@?/, "@") === channel.handle;
    const pageInfo = { totalResults: isAsked ? 1 : 0, resultsPerPage: 5 };
    return c.json({ kind: "youtube#channelListResponse", pageInfo, ...(isAsked && { items: [channelItem(channel)] }) });
  });
  routes.get("/playlistItems", (c) => {
    if (c.req.query("playlistId") !== channel.uploads)
      return refuse(c, 404, "playlistNotFound", "The playlist identified with the request cannot be found.");
    const start = Number(Buffer.from(c.req.query("pageToken") ?? "", "base64url").toString() || "0");
    const size = Math.min(Number(c.req.query("maxResults") ?? 5), mostItems);
    const newestFirst = added().toSorted((a, b) => b.addedAt - a.addedAt || b.number - a.number);
    const end = start + size;
    const nextPageToken = end < newestFirst.length ? Buffer.from(String(end)).toString("base64url") : undefined;
    return c.json({
      kind: "youtube#playlistItemListResponse",
      nextPageToken,
      items: newestFirst.slice(start, end).map((video) => playlistItem(channel, video)),
      pageInfo: { totalResults: newestFirst.length, resultsPerPage: size },
    });
  });
  routes.get("/videos", (c) => {
    const ids = (c.req.query("id") ?? "").split(",");
    if (ids.length > mostItems) return refuse(c, 400, "invalidParameter", "Invalid value for parameter id");
    const found = added().filter((video) => ids.includes(video.id) && video.state !== "private");
    const items = found.map((video) => videoItem(channel, video));
    const pageInfo = { totalResults: items.length, resultsPerPage: items.length };
    return c.json({ kind: "youtube#videoListResponse", items, pageInfo });
  });

  return {
    connector: "youtube",
    prefix: "/youtube",
    routes,
    source: (url) => ({
      options: { channel: channel.handle, pageSize: 20, baseUrl: `${url}/youtube` },
      credentials: { key },
    }),
    truth: (at) => ({
      signals: all
        .filter((video) => video.addedAt <= at.getTime() && !gone.has(video) && isSeen(video))
        .map((video) => trueSignal(channel, video)),
      endorsements: [],
    }),
    // One is deleted, the next made private, the next unlisted.
    remove(count) {
      const candidates = added().filter(isSeen);
      for (const [index, video] of candidates.slice(-count).entries()) {
        if (index % 3 === 0) gone.add(video);
        else video.state = index % 3 === 1 ? "private" : "unlisted";
      }
    },
  };
}

function channelOf(seed: number): Channel {
  const chance = random(seed, "youtube/channel");
  const title = `${inventName(chance)} – Lumen für alle`;
  const name = `Lamps${String(seed).padStart(17, "_")}`;
  return { id: `UC${name}`, uploads: `UU${name}`, title, handle: `@${slugOf(title)}` };
}

/** Uploads in order; some premieres are published days after they were added, two at once every now and then. */
function videosOf(seed: number, until: number): Video[] {
  const chance = random(seed, "youtube/videos");
  const span = until - begin - 5 * dayMs;
  const instants = Array.from({ length: videos }, () => begin + Math.floor((chance.float() * span) / 1000) * 1000);
  instants.sort((a, b) => a - b);
  const others: Record<number, State> = { 3: "unlisted", 8: "private", 14: "upcoming", 15: "live" };
  return instants.map((drawn, number) => {
    const addedAt = number % 12 === 11 ? (instants[number - 1] as number) : drawn;
    return {
      number,
      id: `${number.toString(36).padStart(2, "0")}_lumen-${seed.toString(36).padStart(3, "0").slice(-3)}`,
      addedAt,
      // A video that was set for an instant keeps it, and shows up when the list is next made.
      publishedAt: chance.chance(0.1) ? addedAt - chance.int(1, 2 * 86_400) * 1000 : addedAt,
      likesHidden: chance.chance(0.2),
      state: others[number % 23] ?? "public",
    };
  });
}

function isSeen({ state }: Video): boolean {
  return state === "public" || state === "live";
}

function trueSignal(channel: Channel, video: Video): TrueSignal {
  return {
    platform: "youtube",
    kind: "video",
    id: video.id,
    space: `youtube:${channel.id}`,
    account: `youtube:${channel.id}`,
    occurredAt: new Date(video.publishedAt).toISOString(),
  };
}

function channelItem({ id, title, handle, uploads }: Channel): object {
  return {
    kind: "youtube#channel",
    id,
    snippet: { title, description: "", customUrl: handle, publishedAt: "2019-03-01T10:00:00Z" },
    contentDetails: { relatedPlaylists: { likes: "", uploads } },
  };
}

function playlistItem(channel: Channel, { id, addedAt, publishedAt, state, number }: Video): object {
  const date = (at: number) => new Date(at).toISOString().replace(".000Z", "Z");
  // Of what a viewer may not see, the list keeps the place alone.
  const videoPublishedAt = state === "private" ? {} : { videoPublishedAt: date(publishedAt) };
  return {
    kind: "youtube#playlistItem",
    snippet: {
      publishedAt: date(addedAt),
      channelId: channel.id,
      title: state === "private" ? "Private video" : postTitle(`youtube/${number}`, "en"),
      resourceId: { kind: "youtube#video", videoId: id },
    },
    contentDetails: { videoId: id, ...videoPublishedAt },
  };
}

function videoItem(channel: Channel, { id, number, publishedAt, likesHidden, state }: Video): object {
  const language = ["en", "de", "fr", "es"][number % 4] as string;
  const likes = likesHidden ? {} : { likeCount: String(number * 3) };
  return {
    kind: "youtube#video",
    id,
    snippet: {
      publishedAt: new Date(publishedAt).toISOString().replace(".000Z", "Z"),
      channelId: channel.id,
      channelTitle: channel.title,
      title: postTitle(`youtube/${number}`, language),
      description: prose(`youtube/${number}`),
      tags: number % 5 === 0 ? undefined : ["lumen", "Lámparas"],
      categoryId: "28",
      liveBroadcastContent: state === "upcoming" || state === "live" ? state : "none",
      defaultAudioLanguage: language,
    },
    contentDetails: { duration: state === "live" ? "P0D" : `PT${number % 3}H${number % 60}M7S`, definition: "hd" },
    status: { uploadStatus: "processed", privacyStatus: state === "unlisted" ? "unlisted" : "public" },
    statistics: { viewCount: String(1000 + number * 37), ...likes, favoriteCount: "0", commentCount: "0" },
  };
}

function refuse(c: Context, code: 400 | 403 | 404, reason: string, message: string) {
  const domain = reason === "quotaExceeded" ? "youtube.quota" : "youtube";
  return c.json({ error: { code, message, errors: [{ message, domain, reason }] } }, code);
}
