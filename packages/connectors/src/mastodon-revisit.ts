import {
  type Batch,
  batch,
  type CompleteThread,
  ConfigError,
  isUrl,
  type KnownThread,
  RateLimitedError,
  RefusedError,
  UnavailableError,
} from "@groundswell/model";
import type { Http } from "./http.ts";
import { idAt, idOf, type MastodonApi, type MastodonPage, newestId, tellsTime } from "./mastodon-api.ts";
import { understoodUris } from "./mastodon-map.ts";

/** What reading known posts again needs of the pull. */
export type MastodonAgain = {
  api: MastodonApi;
  http: Http;
  instance: string;
  timeline: (minId: string) => [path: string, search: [string, string][]];
  /** The signals of a page, and the page as it may be kept. */
  read: (page: MastodonPage) => Partial<Batch>;
};

type Step = { batch: Batch; limit: RateLimitedError | null };
type OwnPost = { thread: KnownThread; id: string };

// Asked for more, Mastodon 4.3 refuses.
const mostIds = 20;

/**
 * Reads known posts again: the server's own by their ids; those of other servers, whose ids here nobody knows, in the
 * timeline around their instants. What others wrote a server forgets in time, so such a post is only taken for gone
 * where its own server says so.
 */
export async function* revisitMastodon(again: MastodonAgain, threads: KnownThread[]): AsyncGenerator<Step> {
  const posts = threads.filter(({ platform, kind }) => platform === "fediverse" && kind === "post");
  const own = posts.flatMap((thread) => {
    const id = ownId(thread.id, again.instance);
    return id === null ? [] : [{ thread, id }];
  });
  yield* byIds(again, own);
  yield* inTimeline(
    again,
    posts.filter(({ id }) => ownId(id, again.instance) === null),
  );
}

async function* byIds(again: MastodonAgain, own: OwnPost[]): AsyncGenerator<Step> {
  let together = true;
  for (let start = 0; start < own.length; start += mostIds) {
    const some = own.slice(start, start + mostIds);
    const search = some.map(({ id }): [string, string] => ["id[]", id]);
    // Before 4.3 there is no such list.
    const page: MastodonPage | null = together ? await again.api.page("/api/v1/statuses", search, [404, 405]) : null;
    together = page !== null;
    const here = understoodUris(page?.statuses ?? []);
    if (page !== null)
      yield step(
        again,
        page,
        some.map(({ thread }) => thread),
      );
    for (const post of some) if (!here.has(post.thread.id)) yield await alone(again, post);
  }
}

/** A post that a list lacks is asked for by itself, as only that answer says why. */
async function alone(again: MastodonAgain, { thread, id }: OwnPost): Promise<Step> {
  const page = await again.api.page(`/api/v1/statuses/${id}`, [], [404, 410]);
  if (page !== null) return step(again, page, [thread]);
  return { batch: batch({ complete: [whole(thread)], cursor: null }), limit: null };
}

async function* inTimeline(again: MastodonAgain, known: KnownThread[]): AsyncGenerator<Step> {
  let wanted = known.toSorted((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
  let reached = "0";
  while (wanted[0] !== undefined) {
    const from = newestId(reached, [String(idAt(new Date(wanted[0].occurredAt)) - 1n)]);
    const page = await again.api.page(...again.timeline(from));
    if (page === null) return;
    const ids = page.statuses.map(idOf);
    if (ids.some((id) => id !== null && !tellsTime(id))) return;
    reached = newestId(from, ids);
    if (page.statuses.length > 0) yield step(again, page, wanted);
    const here = understoodUris(page.statuses);
    const isEnd = page.statuses.length === 0 || reached === from;
    const isPassed = ({ occurredAt }: KnownThread) =>
      isEnd || BigInt(reached) >= idAt(new Date(Date.parse(occurredAt) + 1));
    const missing = wanted.filter((thread) => isPassed(thread) && !here.has(thread.id));
    for (const thread of missing)
      if (await isGoneAtHome(again.http, thread.id))
        yield { batch: batch({ complete: [whole(thread)], cursor: null }), limit: null };
    wanted = wanted.filter((thread) => !isPassed(thread) && !here.has(thread.id));
  }
}

function step({ read }: MastodonAgain, page: MastodonPage, asked: KnownThread[]): Step {
  const here = understoodUris(page.statuses);
  const complete = asked.filter(({ id }) => here.has(id)).map(whole);
  return { batch: batch({ ...read(page), complete, cursor: null }), limit: page.limit };
}

function whole({ platform, id }: KnownThread): CompleteThread {
  return { platform, threadId: id, kinds: ["post"] };
}

/** The id of a post that was written on the server itself: its uri ends with it. */
function ownId(uri: string, instance: string): string | null {
  if (!isUrl(uri) || new URL(uri).host !== instance) return null;
  return /\/statuses\/(\d+)$/.exec(new URL(uri).pathname)?.[1] ?? null;
}

/** Whether a post's own server says that it is no more. One that cannot be asked leaves it as it is. */
async function isGoneAtHome(http: Http, uri: string): Promise<boolean> {
  try {
    const headers = { accept: "application/activity+json" };
    const { status } = await http.get(uri, { headers, accept: [401, 403, 404, 410] });
    return status === 404 || status === 410;
  } catch (error) {
    const unanswered = [RateLimitedError, RefusedError, UnavailableError, ConfigError];
    if (unanswered.some((kind) => error instanceof kind)) return false;
    throw error;
  }
}
