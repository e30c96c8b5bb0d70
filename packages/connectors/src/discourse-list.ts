import { type Skip, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import type { DiscourseApi, DiscoursePage } from "./discourse-api.ts";
import { wholeNumber } from "./discourse-post.ts";
import { isoInstant } from "./instant.ts";
import { byRule, malformed } from "./skip.ts";

/** A topic as a list names it: enough to know whether to read it, and to say that it is gone. */
export const listedTopic = z.object({ id: z.number(), bumpedAt: z.string() });
export type ListedTopic = z.output<typeof listedTopic>;

/** What a page of a list says. Pinned topics stand before all others, whatever their date. */
export type MappedDiscourseList = {
  pinned: ListedTopic[];
  topics: ListedTopic[];
  skipped: Skip[];
  /** The address of the next page; null at the end. */
  more: string | null;
};

/** One page of a list by activity, newest first. */
export type TopicPage = {
  number: number;
  pinned: ListedTopic[];
  topics: ListedTopic[];
  /** The query of the next page; null at the end. */
  next: [string, string][] | null;
  skipped: Skip[];
  page: DiscoursePage;
};

const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);
const list = z.object({
  topic_list: z.object({ topics: z.array(z.unknown()), more_topics_url: optional(z.string()) }),
});
const item = z.object({
  id: wholeNumber,
  created_at: optional(z.string()),
  last_posted_at: optional(z.string()),
  bumped_at: optional(z.string()),
  pinned: optional(z.boolean()),
  pinned_globally: optional(z.boolean()),
  archetype: optional(z.string()),
  visible: optional(z.boolean()),
});

/**
 * Maps a page of `/latest.json`, `/c/{slug}/{id}.json` or `/tag/{name}.json`.
 * @throws UnavailableError where it is no list of topics
 */
export function mapDiscourseList(data: unknown): MappedDiscourseList {
  const read = list.safeParse(data);
  if (!read.success) throw new UnavailableError("The answer is no list of topics.");
  const pinned: ListedTopic[] = [];
  const topics: ListedTopic[] = [];
  const skipped: Skip[] = [];
  read.data.topic_list.topics.forEach((one, index) => {
    const known = item.safeParse(one).data;
    const position = known ? `topic ${known.id}` : `item ${index + 1}`;
    const bumpedAt = isoInstant(known?.bumped_at) ?? isoInstant(known?.last_posted_at) ?? isoInstant(known?.created_at);
    if (!known || bumpedAt === null) {
      const reason = known ? "listed topic without a usable bumped_at" : "listed topic without a usable id";
      skipped.push(malformed(reason, position, JSON.stringify(one) ?? String(one)));
    } else if (known.archetype === "private_message") skipped.push(byRule("private message", position));
    else if (known.visible === false) skipped.push(byRule("unlisted topic", position));
    else {
      const topic = { id: known.id, bumpedAt };
      (known.pinned || known.pinned_globally ? pinned : topics).push(topic);
    }
  });
  return { pinned, topics, skipped, more: read.data.topic_list.more_topics_url ?? null };
}

/**
 * Reads page `number` of the list at `path`.
 * @throws what `api.page` throws; UnavailableError where the answer is no list
 */
export async function topicPage(
  api: DiscourseApi,
  path: string,
  number: number,
  query: [string, string][] = [],
): Promise<TopicPage> {
  const asked = new Map([...query, ["order", "activity"], ["page", String(number)]] as [string, string][]);
  const page = await api.page(path, [...asked]);
  try {
    const { more, ...mapped } = mapDiscourseList(page.data);
    return { ...mapped, number, next: more === null ? null : queryOf(more), page };
  } catch (cause) {
    throw new UnavailableError(
      `${page.raw.request} answered with no list of topics: check that this source's url is the root of a Discourse forum.`,
      { cause },
    );
  }
}

/** Of the next page's address only the query counts: its path lacks `.json`, and its host is none of our business. */
function queryOf(address: string): [string, string][] {
  const search = address.includes("?") ? address.slice(address.indexOf("?")) : "";
  return [...new URLSearchParams(search)].filter(([name]) => name !== "page" && name !== "order");
}
