import { type Batch, batch, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { type ListedTopic, listedTopic, type TopicPage, topicPage } from "./discourse-list.ts";
import { discourseContext } from "./discourse-page.ts";
import { discourseCategory, discourseForum } from "./discourse-space.ts";
import { type OpenForum, readTopic, type TopicPlace } from "./discourse-topic.ts";

/** A topic of which some posts are saved and others are not. */
const openTopic = listedTopic.extend({ after: z.number(), postIds: z.array(z.tuple([z.number(), z.string()])) });

/** What is remembered between two pulls of a forum, and within one that was cut off. */
export const savedCursor = z.object({
  /** The list it is of: another one is read from its own beginning. */
  list: z.string(),
  category: discourseCategory.nullable(),
  /** The newest activity that the last whole pass saw. */
  newest: z.string().nullable(),
  /** The newest topics at that time: one that is no longer listed where it must be has gone. */
  open: z.array(listedTopic),
  /** A pass under way: everything down to `reached` is saved. */
  pass: z
    .object({
      page: z.number().int().min(0),
      newest: z.string().nullable(),
      reached: z.string().nullable(),
      open: z.array(listedTopic),
    })
    .nullable(),
  topic: openTopic.nullable(),
});
export type DiscourseCursor = z.output<typeof savedCursor>;

/** What a pull reads, and from where. */
export type ForumReading = { path: string; cursor: DiscourseCursor; now: () => Date; since: Date | null };

type Pass = ForumReading & {
  forum: OpenForum;
  /** Topics read in this pull, with the activity they were read at. */
  seen: Map<number, string>;
};

const overlapMs = 10 * 60_000;
const mostPasses = 3;

/**
 * Each answer in turn; before one is yielded, `cursor` is what may be saved with it.
 * @throws what `api.page` throws
 */
export async function* readForum(forum: OpenForum, reading: ForumReading): AsyncGenerator<Batch> {
  const { cursor } = reading;
  const seen = new Map<number, string>();
  if (cursor.topic) {
    seen.set(cursor.topic.id, cursor.topic.bumpedAt);
    yield* savedTopic(forum, cursor.topic, cursor, cursor.topic);
  }
  // Topics that move up while the list is paged stand at its top afterwards.
  for (let passes = 0, pages = 2; passes < mostPasses && pages > 1; passes++)
    pages = yield* onePass({ ...reading, forum, seen });
}

/** Reads the list down to what the pass before has seen, and the topics in it. Gives the number of pages it took. */
async function* onePass({ forum, path, cursor, seen, now, since }: Pass): AsyncGenerator<Batch, number> {
  const { space } = discourseForum(forum.part, forum.category);
  const limit = cursor.newest ? new Date(Date.parse(cursor.newest) - overlapMs).toISOString() : since?.toISOString();
  const isOld = (topic: ListedTopic) => limit !== undefined && topic.bumpedAt < limit;
  const resumedAt = cursor.pass?.reached ?? null;
  const listed = new Set<number>();
  let [pages, same] = [0, 0];
  let query: [string, string][] = [];
  for (;;) {
    const stretch = await stretchFrom(forum, path, cursor.pass?.page ?? 0, cursor.pass?.reached ?? null, query);
    pages += stretch.length;
    const last = stretch.at(-1) as TopicPage;
    const topics = stretch.flatMap((page) => page.topics);
    // Topics that rise can push a page's down onto the next one, but not one page after the other.
    same = topics.length > 0 && topics.every(({ id }) => listed.has(id)) ? same + 1 : 0;
    if (same > 1) throw new UnavailableError("This forum gives the same topics on each page. Try again later.");
    for (const { id } of [...topics, ...stretch.flatMap((page) => page.pinned)]) listed.add(id);
    cursor.pass ??= { page: 0, reached: null, ...newestOf(stretch[0] as TopicPage, now()) };
    const { pass } = cursor;
    pass.page = last.number;
    const context = discourseContext(forum.category);
    for (const { skipped, page } of stretch)
      yield batch({ spaces: [space], skipped, raw: { ...page.raw, context }, cursor: null });

    // Those that are pinned in this list come first. What is pinned elsewhere says so too, and stands in its place by activity.
    const pinned = stretch.flatMap((page) => page.pinned);
    const wanted = [...pinned, ...topics.sort((a, b) => (a.bumpedAt < b.bumpedAt ? 1 : -1))].filter(
      (topic) =>
        !isOld(topic) &&
        seen.get(topic.id) !== topic.bumpedAt &&
        (resumedAt === null || pinned.includes(topic) || topic.bumpedAt <= resumedAt),
    );
    for (const topic of wanted) {
      seen.set(topic.id, topic.bumpedAt);
      yield* savedTopic(forum, topic, cursor, null);
      if (!pinned.includes(topic)) pass.reached = topic.bumpedAt;
    }
    pass.reached = topics.at(-1)?.bumpedAt ?? pass.reached;
    if (last.next === null || last.topics.some(isOld)) {
      yield* readMissing(forum, cursor, listed, last.next === null ? "" : (last.topics.at(-1)?.bumpedAt ?? ""));
      cursor.newest = pass.newest ?? cursor.newest;
      cursor.open = pass.open;
      cursor.pass = null;
      yield batch({ cursor: null });
      return pages;
    }
    query = last.next;
    pass.page = last.number + 1;
  }
}

/**
 * The page of this number and as many before it as it takes to reach what was read last: a topic that leaves the list
 * pulls all below it up, over the edge of a page that has been read.
 */
async function stretchFrom(
  { api }: OpenForum,
  path: string,
  number: number,
  reached: string | null,
  query: [string, string][],
): Promise<TopicPage[]> {
  const pages = [await topicPage(api, path, number, query)];
  const below = (page: TopicPage) => reached !== null && page.topics.every(({ bumpedAt }) => bumpedAt < reached);
  for (let first = pages[0] as TopicPage; first.number > 0 && below(first); first = pages[0] as TopicPage)
    pages.unshift(await topicPage(api, path, first.number - 1, query));
  return pages;
}

/** Where the next pass may stop. A clock that is wrong by years must not end the reading of all that comes after. */
function newestOf({ pinned, topics }: TopicPage, now: Date): { newest: string | null; open: ListedTopic[] } {
  const dates = [...pinned, ...topics].map(({ bumpedAt }) => bumpedAt).filter((date) => date <= now.toISOString());
  return { newest: dates.sort().at(-1) ?? null, open: topics };
}

/** Reads a topic, from where it was left; `cursor` says how far. */
async function* savedTopic(
  forum: OpenForum,
  { id, bumpedAt }: ListedTopic,
  cursor: DiscourseCursor,
  from: TopicPlace | null,
): AsyncGenerator<Batch> {
  for await (const { batch: page, left } of readTopic(forum, id, from)) {
    cursor.topic = left && { id, bumpedAt, ...left };
    yield page;
  }
}

/** Asks again for the topics that the last pass named and that this one should have met: one that is gone says so. */
async function* readMissing(
  forum: OpenForum,
  cursor: DiscourseCursor,
  listed: Set<number>,
  down: string,
): AsyncGenerator<Batch> {
  for (const topic of cursor.open.filter(({ id, bumpedAt }) => !listed.has(id) && bumpedAt > down))
    for await (const { batch: page } of readTopic(forum, topic.id)) {
      // One that is still there has only moved to another part of the forum.
      if (page.complete.length > 0 && page.signals.length === 0) yield page;
      break;
    }
}
