import {
  type Batch,
  batch,
  type CompleteThread,
  type KnownThread,
  type SignalKind,
  UnavailableError,
} from "@groundswell/model";
import type { DiscourseApi, DiscoursePage } from "./discourse-api.ts";
import { idsOf, type MappedDiscourse, withPostIds } from "./discourse-map.ts";
import { discourseContext, postsOf, readDiscoursePage } from "./discourse-page.ts";
import type { DiscourseThread } from "./discourse-post.ts";
import { type DiscourseCategory, type DiscoursePart, discourseForum } from "./discourse-space.ts";

/** A forum that is being read. */
export type OpenForum = { api: DiscourseApi; part: DiscoursePart; category: DiscourseCategory | null };

/** Where the reading of a long topic was left: after the post of that id, or the page of that number. */
export type TopicPlace = { after: number; postIds: [number, string][] };

/** One page of a topic. */
export type TopicStep = {
  batch: Batch;
  /** Where the reading goes on; null after the last page. */
  left: TopicPlace | null;
  /** Whether the page gave all that was asked for, so that what is missing of it is gone. */
  certain: boolean;
};

/** Posts to ask for at once: by their ids, or where `ids` is null by the number of a page, of which nobody knows how many there are. */
type Stretch = { path: string; query: [string, string][]; end: number; ids: number[] | null };

const kinds: SignalKind[] = ["question", "answer", "comment"];
// As many as the forum's own pages ask for at once.
const postsPerRequest = 20;
/** Statuses by which a forum says that a topic is not there: deleted, or moved to where visitors may not look. */
const goneStatuses = [403, 404, 410];

/** A topic of which nothing is left but what the same batch holds. */
export function wholeTopic({ part, category }: OpenForum, id: number): CompleteThread {
  return { platform: discourseForum(part, category).space.platform, threadId: String(id), kinds };
}

/**
 * Reads a topic page by page, from where it was left. Its first step names it in `complete` where the page holds all of
 * it, and also where it is gone.
 * @throws what `api.page` throws
 */
export async function* readTopic(
  forum: OpenForum,
  id: number,
  from: TopicPlace | null = null,
): AsyncGenerator<TopicStep> {
  const { api, part, category } = forum;
  const page = await api.page(`/t/${id}.json`, [], goneStatuses);
  if (page.data === null) {
    yield { batch: batch({ complete: [wholeTopic(forum, id)], cursor: null }), left: null, certain: true };
    return;
  }
  const context = discourseContext(category);
  const { mapped, topic } = readDiscoursePage(page.data, context, part);
  const raw = { ...page.raw, context };
  const stretches = topic ? stretchesAfter(id, topic, from?.after ?? null) : [];
  let thread = topic?.thread ?? null;
  if (thread && from) thread = { ...thread, postIds: [...thread.postIds, ...from.postIds] };
  const certain = isCertain(mapped);
  const short = topic !== null && topic.later.length === 0 && topic.laterPages.length === 0;
  const complete = short && certain ? [wholeTopic(forum, id)] : [];
  const left = thread && stretches.length > 0 ? placeOf(thread, from?.after ?? 0) : null;
  yield { batch: batch({ ...mapped, raw, complete, cursor: null }), left, certain };
  if (thread !== null) yield* readStretches(forum, thread, stretches, idsOf(postsOf(page.data)));
}

async function* readStretches(
  { api, part, category }: OpenForum,
  first: DiscourseThread,
  stretches: Stretch[],
  shown: number[],
): AsyncGenerator<TopicStep> {
  let thread = first;
  const before = new Set(shown);
  for (const [index, { path, query, end, ids }] of stretches.entries()) {
    const page: DiscoursePage = await api.page(path, query, [404, 410]);
    const posts = postsOf(page.data);
    const byPage = ids === null;
    // What a cache gives that does not tell one question from another must not pass for all that is left of a topic.
    const given = idsOf(posts);
    const areOthers = byPage
      ? given.length > 0 && given.every((id) => before.has(id))
      : given.some((id) => !ids.includes(id));
    if (areOthers)
      throw new UnavailableError(`This forum gives other posts of ${path} than those asked for. Try again later.`);
    for (const id of given) before.add(id);
    // Numbers of posts leave gaps, so the pages may end before their count.
    const last = index === stretches.length - 1 || (byPage && posts.length === 0);
    const context = discourseContext(category, thread, page.data);
    const { mapped } = readDiscoursePage(page.data, context, part);
    thread = withPostIds(thread, posts);
    const raw = page.data === null ? null : { ...page.raw, context };
    const certain = isCertain(mapped) && (page.data !== null || byPage);
    yield { batch: batch({ ...mapped, raw, cursor: null }), left: last ? null : placeOf(thread, end), certain };
    if (last) return;
  }
}

/**
 * Reads whole topics again, one request for each twenty posts. A long one comes page by page, and then once more in one
 * batch, for only a batch that holds all of a topic can say so.
 * @throws what `api.page` throws
 */
export async function* readTopicsAgain(
  forum: OpenForum,
  threads: KnownThread[],
  stop: AbortSignal,
): AsyncGenerator<Batch> {
  const { platform } = discourseForum(forum.part, forum.category).space;
  for (const thread of threads) {
    if (thread.platform !== platform || thread.kind !== "question" || !/^\d{1,15}$/.test(thread.id)) continue;
    const steps: TopicStep[] = [];
    for await (const step of readTopic(forum, Number(thread.id))) {
      steps.push(step);
      yield step.batch;
      if (stop.aborted) return;
    }
    if (steps.length < 2 || !steps.every(({ certain }) => certain)) continue;
    const all = <Key extends "signals" | "accounts" | "endorsements">(key: Key) =>
      steps.flatMap((step) => step.batch[key] as Batch[Key][number][]) as Batch[Key];
    yield batch({
      signals: all("signals"),
      accounts: all("accounts"),
      endorsements: all("endorsements"),
      spaces: steps[0]?.batch.spaces ?? [],
      complete: [wholeTopic(forum, Number(thread.id))],
      cursor: null,
    });
    if (stop.aborted) return;
  }
}

/** A post that could not be understood is there all the same. */
function isCertain({ skipped }: Pick<MappedDiscourse, "skipped">): boolean {
  return skipped.every(({ item }) => item === null);
}

function placeOf({ postIds }: DiscourseThread, after: number): TopicPlace {
  return { after, postIds };
}

function stretchesAfter(id: number, rest: { later: number[]; laterPages: number[] }, after: number | null): Stretch[] {
  const pages = rest.laterPages.filter((page) => after === null || page > after);
  if (pages.length > 0)
    return pages.map((page) => ({ path: `/t/${id}.json`, query: [["page", String(page)]], end: page, ids: null }));
  const all = after === null ? rest.later : rest.later.slice(rest.later.indexOf(after) + 1);
  return Array.from({ length: Math.ceil(all.length / postsPerRequest) }, (_, index) => {
    const ids = all.slice(index * postsPerRequest, (index + 1) * postsPerRequest);
    const query = ids.map((one): [string, string] => ["post_ids[]", String(one)]);
    return { path: `/t/${id}/posts.json`, query, end: ids.at(-1) ?? 0, ids };
  });
}
