import type { Json, Mapped, RawPage } from "@groundswell/model";
import { z } from "zod";
import { type MappedDiscourseList, mapDiscourseList } from "./discourse-list.ts";
import { type MappedDiscourseTopic, mapDiscoursePosts, mapDiscourseTopic, threadForPosts } from "./discourse-map.ts";
import { type DiscourseThread, discourseThread } from "./discourse-post.ts";
import { type DiscourseCategory, type DiscoursePart, discourseCategory, discourseForum } from "./discourse-space.ts";
import { jsonValue, maybe } from "./json-answer.ts";

/** What a page says, and what the reading goes on with: the topics it lists, or the posts still to come. */
export type DiscourseReading = {
  mapped: Mapped;
  list: MappedDiscourseList | null;
  topic: MappedDiscourseTopic | null;
};

const pageContext = z.object({ category: maybe(discourseCategory), thread: maybe(discourseThread) });

/** The posts of an answer. */
export function postsOf(data: unknown): unknown[] {
  const page = z.object({ post_stream: z.object({ posts: z.array(z.unknown()) }) }).safeParse(data);
  return page.data?.post_stream.posts ?? [];
}

/** What must be kept beside a page of posts, or of a list or topic where `thread` is null. */
export function discourseContext(
  category: DiscourseCategory | null,
  thread: DiscourseThread | null = null,
  data: unknown = null,
): Json {
  const needed = thread && threadForPosts(thread, postsOf(data));
  return { ...(category && { category }), ...(needed && { thread: needed }) } as Json;
}

/**
 * Reads a list, a topic, or posts of a topic that `context` tells of.
 * @throws UnavailableError where it is none of these
 */
export function readDiscoursePage(data: unknown, context: Json | undefined, part: DiscoursePart): DiscourseReading {
  const known = pageContext.safeParse(context ?? {}).data;
  const forum = discourseForum(part, known?.category ?? null);
  const spaces = [forum.space];
  if (known?.thread)
    return { mapped: { ...mapDiscoursePosts(postsOf(data), known.thread, forum), spaces }, list: null, topic: null };
  if (data instanceof Object && "topic_list" in data) {
    const list = mapDiscourseList(data);
    const mapped = { signals: [], accounts: [], endorsements: [], spaces, skipped: list.skipped };
    return { mapped, list, topic: null };
  }
  const topic = mapDiscourseTopic(data, forum);
  const { signals, accounts, endorsements, skipped } = topic;
  return { mapped: { signals, accounts, endorsements, skipped, spaces }, list: null, topic };
}

/**
 * What a kept page of a forum says.
 * @throws UnavailableError where it is no page of a forum
 */
export function mapDiscoursePage(page: RawPage, part: DiscoursePart): Mapped {
  return readDiscoursePage(jsonValue(page.body), page.context, part).mapped;
}
