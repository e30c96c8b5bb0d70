import { type Account, account, excerpt, type Mapped, type Space, signal } from "@groundswell/model";
import { z } from "zod";
import { languageTag } from "./feed-text.ts";
import { count, idText, instant, itemsIn, knownMetrics, listOf, mapItems, maybe, text } from "./json-answer.ts";
import { addressesInText, outboundLinks } from "./outbound-links.ts";
import { byRule } from "./skip.ts";
import { durationMinutes } from "./wall-time.ts";

/** What a channel says of itself. `uploads` is the playlist of all its videos. */
export type YoutubeChannel = { id: string; title: string | null; handle: string | null; uploads: string | null };

const channel = z.object({
  id: idText,
  snippet: maybe(z.object({ title: text, customUrl: text })),
  contentDetails: maybe(z.object({ relatedPlaylists: maybe(z.object({ uploads: text })) })),
});

const video = z.object({
  id: idText,
  snippet: z.object({
    publishedAt: instant,
    channelId: maybe(idText),
    title: text,
    description: text,
    channelTitle: text,
    tags: listOf(z.string().min(1)),
    liveBroadcastContent: text,
    defaultAudioLanguage: text,
    defaultLanguage: text,
  }),
  statistics: maybe(z.object({ viewCount: count, likeCount: count, commentCount: count })),
  contentDetails: maybe(z.object({ duration: text })),
  status: maybe(z.object({ privacyStatus: text })),
});

/** Reads an answer of `channels.list`; null where there is no such channel: the list is then empty, or missing. */
export function readChannel(value: unknown): YoutubeChannel | null {
  const [first] = z.object({ items: listOf(channel) }).safeParse(value).data?.items ?? [];
  if (!first) return null;
  const uploads = first.contentDetails?.relatedPlaylists?.uploads ?? null;
  return { id: first.id, title: first.snippet?.title ?? null, handle: first.snippet?.customUrl ?? null, uploads };
}

/** A channel as it is kept beside a page of its videos. */
export const keptChannel = z.object({ id: idText, title: text, handle: text, uploads: text });

/** A channel as a space. */
export function youtubeSpace({ id, title }: YoutubeChannel): Space {
  return { platform: "youtube", id, kind: "channel", name: title ?? id, url: `https://www.youtube.com/channel/${id}` };
}

/** A channel as the account that its videos are by. */
export function youtubeAccount({ id, title, handle }: YoutubeChannel): Account {
  const links = handle === null ? [] : [`https://www.youtube.com/${handle.startsWith("@") ? handle : `c/${handle}`}`];
  return account("youtube", id, { handle, name: title, url: `https://www.youtube.com/channel/${id}`, links });
}

/**
 * Maps a page of `videos.list` (https://developers.google.com/youtube/v3/docs/videos), as bytes or parsed, of one channel.
 * Statistics come as text, and those that a channel hides are unknown. Lengths are in minutes.
 */
export function mapYoutubeVideos(page: unknown, channel: YoutubeChannel): Mapped {
  const space = youtubeSpace(channel);
  const mapped = mapItems("video", video, itemsIn(page, "items"), (known, position) => {
    const { snippet, statistics } = known;
    if (snippet.liveBroadcastContent === "upcoming") return byRule("a broadcast that has not begun", position);
    const privacy = known.status?.privacyStatus ?? "public";
    if (privacy !== "public") return byRule("a video that is not public", position);
    const url = `https://www.youtube.com/watch?v=${known.id}`;
    const own = snippet.channelId === null || snippet.channelId === channel.id;
    return signal({
      connector: "youtube",
      id: known.id,
      kind: "video",
      occurredAt: snippet.publishedAt,
      space,
      account: youtubeAccount(
        own
          ? { ...channel, title: channel.title ?? snippet.channelTitle }
          : { id: snippet.channelId ?? "", title: snippet.channelTitle, handle: null, uploads: null },
      ),
      threadId: known.id,
      title: excerpt(snippet.title),
      excerpt: excerpt(snippet.description),
      url,
      language: languageTag(snippet.defaultAudioLanguage) ?? languageTag(snippet.defaultLanguage),
      tags: [...new Set(snippet.tags)],
      links: outboundLinks(addressesInText(snippet.description ?? ""), [url, `https://youtu.be/${known.id}`]),
      metrics: knownMetrics({
        views: statistics?.viewCount ?? null,
        likes: statistics?.likeCount ?? null,
        replies: statistics?.commentCount ?? null,
        duration: durationMinutes(known.contentDetails?.duration),
      }),
    });
  });
  return { ...mapped, accounts: [youtubeAccount(channel)], endorsements: [], spaces: [space] };
}
