import { type Batch, batch, type Json, RefusedError, type Signal, type Space, signal } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { type DiscourseApi, discourseApi } from "./discourse-api.ts";
import { type ListedTopic, listedTopic, type TopicPage, topicPage } from "./discourse-list.ts";
import {
  type DiscourseForum,
  type DiscourseThread,
  mapDiscoursePosts,
  mapDiscourseTopic,
  withPostIds,
} from "./discourse-map.ts";
import { siteId } from "./web-address.ts";

export { mapDiscourseList } from "./discourse-list.ts";
export {
  type DiscourseForum,
  type DiscourseThread,
  type MappedDiscourse,
  mapDiscoursePosts,
  mapDiscourseTopic,
} from "./discourse-map.ts";

const webUrl = z.url({ protocol: /^https?$/ });

const options = z.strictObject({
  /** The forum's root. */
  url: webUrl,
  /** A category, as "slug/id" or its id alone; it becomes the space. */
  category: z
    .union([
      z.int().positive().transform(String),
      z.string().regex(/^([^\s?#]+\/)?\d+$/, 'write it as "slug/id" or as its id'),
    ])
    .optional(),
  /** A tag in place of a category; it becomes the space. Neither reads the whole forum as one space. */
  tag: z.string().min(1).optional(),
  /** What to call the space where the forum's own name will not do. */
  name: z.string().min(1).optional(),
  /** Where requests go, if not to `url`. */
  baseUrl: webUrl.optional(),
});
type Options = z.output<typeof options>;

/** A topic of which some posts are saved and others are not. */
const openTopic = listedTopic.extend({ after: z.number(), postIds: z.array(z.tuple([z.number(), z.string()])) });

const savedCursor = z.object({
  /** The list it is of: another one is read from its own beginning. */
  list: z.string(),
  category: z.object({ slug: z.string().nullable(), name: z.string().nullable() }).nullable(),
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
type Cursor = z.output<typeof savedCursor>;

const overlapMs = 10 * 60_000;
// As many as the forum's own pages ask for at once.
const postsPerRequest = 20;
const mostPasses = 3;

/** Topics and replies of one Discourse forum, category or tag, by their activity, newest first. */
export const discourse = defineConnector({
  name: "discourse",
  summary:
    "Topics, replies and solutions of a Discourse forum, or one category or tag of it, from the forum's own JSON.",
  reads: "api",
  options,
  credentials: {
    apiKey: { about: "An API key from the forum's owner, where topics are for members only.", required: false },
    apiUsername: { about: "The name of the user whom apiKey belongs to.", required: false },
    userApiKey: { about: "A user API key, in place of apiKey and apiUsername.", required: false },
  },
  order: "newest-first",
  example: { url: "https://forum.example", category: "support/6" },
  pull,
});

async function* pull(context: PullContext<Options>): AsyncGenerator<Batch> {
  const cursor = readCursor(context);
  for await (const step of steps(context, cursor)) {
    yield { ...step, cursor: structuredClone(cursor) satisfies Json };
    if (context.signal.aborted) return;
  }
}

/** Each answer in turn; before one is yielded, `cursor` is what may be saved with it. */
async function* steps(context: PullContext<Options>, cursor: Cursor): AsyncGenerator<Batch> {
  const { options, http, now, credentials } = context;
  const api = discourseApi({ http, now, credentials, root: (options.baseUrl ?? options.url).replace(/\/+$/, "") });
  if (options.category !== undefined && cursor.category === null)
    cursor.category = await categoryNamed(api, options.category);
  const forum: DiscourseForum = { root: options.url.replace(/\/+$/, ""), space: spaceOf(options, cursor.category) };
  const path = listPath(options, cursor.category);
  const seen = new Map<number, string>();
  if (cursor.topic) {
    seen.set(cursor.topic.id, cursor.topic.bumpedAt);
    yield* readTopic(api, forum, cursor.topic, cursor, now);
  }
  // Topics that move up while the list is paged stand at its top afterwards.
  for (let passes = 0, pages = 2; passes < mostPasses && pages > 1; passes++)
    pages = yield* onePass({ api, forum, path, cursor, seen, context });
}

type Pass = {
  api: DiscourseApi;
  forum: DiscourseForum;
  path: string;
  cursor: Cursor;
  /** Topics read in this pull, with the activity they were read at. */
  seen: Map<number, string>;
  context: PullContext<Options>;
};

/** Reads the list down to what the pass before has seen, and the topics in it. Gives the number of pages it took. */
async function* onePass({ api, forum, path, cursor, seen, context }: Pass): AsyncGenerator<Batch, number> {
  const { now, since } = context;
  const limit = cursor.newest ? new Date(Date.parse(cursor.newest) - overlapMs).toISOString() : since?.toISOString();
  const isOld = (topic: ListedTopic) => limit !== undefined && topic.bumpedAt < limit;
  const resumedAt = cursor.pass?.reached ?? null;
  const listed = new Set<number>();
  let pages = 0;
  let query: [string, string][] = [];
  for (;;) {
    const stretch = await stretchFrom(api, path, cursor.pass?.page ?? 0, cursor.pass?.reached ?? null, query);
    pages += stretch.length;
    const last = stretch.at(-1) as TopicPage;
    const topics = stretch.flatMap((page) => page.topics);
    for (const { id } of [...topics, ...stretch.flatMap((page) => page.pinned)]) listed.add(id);
    cursor.pass ??= { page: 0, reached: null, ...newestOf(stretch[0] as TopicPage, now()) };
    const { pass } = cursor;
    pass.page = last.number;
    for (const page of stretch)
      yield batch({ spaces: [forum.space], skipped: page.skipped, raw: page.page.raw, cursor: null });

    const pinned = pass.reached === null ? stretch.flatMap((page) => page.pinned) : [];
    const wanted = [...pinned, ...topics.sort((a, b) => (a.bumpedAt < b.bumpedAt ? 1 : -1))].filter(
      (topic) =>
        !isOld(topic) &&
        seen.get(topic.id) !== topic.bumpedAt &&
        (resumedAt === null || pinned.includes(topic) || topic.bumpedAt <= resumedAt),
    );
    for (const topic of wanted) {
      seen.set(topic.id, topic.bumpedAt);
      yield* readTopic(api, forum, topic, cursor, now);
      if (!pinned.includes(topic)) pass.reached = topic.bumpedAt;
    }
    pass.reached = topics.at(-1)?.bumpedAt ?? pass.reached;
    if (last.next === null || last.topics.some(isOld)) {
      yield* readGone(api, forum, cursor, listed, last.next === null ? "" : (last.topics.at(-1)?.bumpedAt ?? ""), now);
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
  api: DiscourseApi,
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

/** Reads a topic, from where it was left; one that is not there any more was deleted. */
async function* readTopic(
  api: DiscourseApi,
  forum: DiscourseForum,
  topic: ListedTopic & { after?: number; postIds?: [number, string][] },
  cursor: Cursor,
  now: () => Date,
): AsyncGenerator<Batch> {
  const { id, title, createdAt, bumpedAt } = topic;
  const page = await api.page(`/t/${id}.json`, [], [403, 404, 410]);
  cursor.topic = null;
  if (page.data === null) {
    const gone = page.status === 403 ? null : tombstone(forum.space, topic, now());
    yield batch({ signals: gone ? [gone] : [], cursor: null });
    return;
  }
  const first = mapDiscourseTopic(page.data, forum);
  let thread = first.thread;
  const start = topic.after === undefined ? 0 : first.later.indexOf(topic.after) + 1;
  const later = first.later.slice(start);
  if (thread && topic.postIds) thread = { ...thread, postIds: new Map([...thread.postIds, ...topic.postIds]) };
  for (let read = 0; ; read += postsPerRequest) {
    const ids = later.slice(read, read + postsPerRequest);
    const after = read === 0 ? topic.after : later[read - 1];
    const unread = ids.length > 0 ? thread : null;
    if (read === 0) {
      cursor.topic = unread ? open({ id, title, createdAt, bumpedAt }, after ?? 0, unread) : null;
      const { signals, accounts, endorsements, skipped } = first;
      yield batch({ signals, accounts, endorsements, skipped, raw: page.raw, cursor: null });
    }
    if (unread === null) return;
    const query = ids.map((one): [string, string] => ["post_ids[]", String(one)]);
    const more = await api.page(`/t/${id}/posts.json`, query, [404, 410]);
    const posts = postsOf(more.data);
    const mapped = mapDiscoursePosts(posts, unread, forum);
    thread = withPostIds(unread, posts);
    const last = read + postsPerRequest >= later.length;
    cursor.topic = last ? null : open({ id, title, createdAt, bumpedAt }, ids.at(-1) ?? 0, thread);
    yield batch({ ...mapped, raw: more.raw, cursor: null });
    if (last) return;
  }
}

function open(topic: ListedTopic, after: number, { postIds }: DiscourseThread): z.output<typeof openTopic> {
  return { ...topic, after, postIds: [...postIds] };
}

function postsOf(data: unknown): unknown[] {
  const page = z.object({ post_stream: z.object({ posts: z.array(z.unknown()) }) }).safeParse(data);
  return page.data?.post_stream.posts ?? [];
}

/** Asks again for the topics that the last pass named and that this one should have met. */
async function* readGone(
  api: DiscourseApi,
  forum: DiscourseForum,
  cursor: Cursor,
  listed: Set<number>,
  down: string,
  now: () => Date,
): AsyncGenerator<Batch> {
  for (const topic of cursor.open.filter(({ id, bumpedAt }) => !listed.has(id) && bumpedAt > down)) {
    const { status, data } = await api.page(`/t/${topic.id}.json`, [], [403, 404, 410]);
    const gone = data === null && status !== 403 ? tombstone(forum.space, topic, now()) : null;
    if (gone) yield batch({ signals: [gone], cursor: null });
  }
}

function tombstone(space: Space, { id, title, createdAt }: ListedTopic, now: Date): Signal | null {
  if (createdAt === null) return null;
  const known = { id: String(id), threadId: String(id), title, space, deletedAt: now.toISOString() };
  return signal({ connector: "discourse", kind: "question", occurredAt: createdAt, ...known });
}

/** A category's slug and name, for its address and its space; a forum that will not say leaves both unknown. */
async function categoryNamed(api: DiscourseApi, category: string): Promise<NonNullable<Cursor["category"]>> {
  const { data } = await api.page("/site.json", [], [404, 410]);
  const id = Number(category.split("/").at(-1));
  const shape = z.object({ categories: z.array(z.unknown()) });
  const one = z.object({ id: z.literal(id), slug: z.string().nullish(), name: z.string().nullish() });
  const found = (shape.safeParse(data).data?.categories ?? []).flatMap((item) => one.safeParse(item).data ?? [])[0];
  return { slug: found?.slug ?? null, name: found?.name ?? null };
}

function listPath({ category, tag }: Options, known: Cursor["category"]): string {
  if (category !== undefined)
    return `/c/${category.includes("/") || !known?.slug ? category : `${known.slug}/${category}`}.json`;
  return tag === undefined ? "/latest.json" : `/tag/${encodeURIComponent(tag)}.json`;
}

function spaceOf({ url, category, tag, name }: Options, known: Cursor["category"]): Space {
  const root = url.replace(/\/+$/, "");
  const platform = new URL(url).host;
  if (category !== undefined) {
    const id = category.split("/").at(-1) as string;
    const slug = category.split("/").slice(0, -1).join("/") || known?.slug;
    const address = slug ? `${root}/c/${slug}/${id}` : `${root}/c/${id}`;
    return { platform, id, kind: "category", name: name ?? known?.name ?? slug ?? `category ${id}`, url: address };
  }
  if (tag !== undefined)
    return { platform, id: tag, kind: "tag", name: name ?? tag, url: `${root}/tag/${encodeURIComponent(tag)}` };
  return { platform, id: siteId(url), kind: "site", name: name ?? siteId(url), url: root };
}

function readCursor({ cursor, options }: PullContext<Options>): Cursor {
  const list = listPath(options, null);
  const fresh: Cursor = { list, category: null, newest: null, open: [], pass: null, topic: null };
  if (cursor === null) return fresh;
  const saved = savedCursor.safeParse(cursor);
  if (!saved.success)
    throw new RefusedError("The saved cursor is none of this connector's: reset this source, and it is read afresh.");
  return saved.data.list === list ? saved.data : fresh;
}
