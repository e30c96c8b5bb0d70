import { type Batch, type Space, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { pageInfo } from "./github-discussion-map.ts";
import { type GithubAnswer, type GithubGraphql, TooHeavyError } from "./github-graphql.ts";
import { completeThread, discussionKinds, pageBatch, threadsIn, wholeDiscussion } from "./github-page.ts";
import { discussionQuery, discussionsQuery, repliesQuery } from "./github-queries.ts";
import { isoInstant } from "./instant.ts";
import { turned } from "./turned-page.ts";

/** What is known of a repository's discussions, which are read from the latest changed; `pass` is there while they are. */
export const discussionsPlace = z.object({
  since: z.string().nullable(),
  pass: z.object({ before: z.string(), newest: z.string().nullable() }).nullable(),
});
export type DiscussionsPlace = z.output<typeof discussionsPlace>;

/** A repository by its name of today, and the space that it is. */
export type GithubRepository = { owner: string; name: string; space: Space };

/** A page of discussions, and the numbers of those that did not come whole. */
export type DiscussionsRead = { batch: Batch; place: DiscussionsPlace; long: number[] };

// With 50 comments and 50 replies to each, ten cost 6 points of the 5,000 an hour.
const mostAtOnce = 10;
const overlapMs = 10 * 60_000;

const listed = z.object({
  repository: z.object({
    discussions: z.object({ nodes: z.array(z.unknown()), pageInfo }),
  }),
});

/**
 * Reads discussions from the latest changed down to where the pass before began: the API has no "since". One that
 * changes meanwhile moves to the front, where the next pass finds it.
 */
export async function* readDiscussions(
  graphql: GithubGraphql,
  repository: GithubRepository,
  pageSize: number,
  start: DiscussionsPlace,
): AsyncGenerator<DiscussionsRead> {
  const { owner, name, space } = repository;
  const oldest = start.since && new Date(Date.parse(start.since) - overlapMs).toISOString();
  let first = Math.min(pageSize, mostAtOnce);
  let pass = start.pass;
  let seen = pass?.newest ?? start.since;
  const asked = new Set<string>();
  for (;;) {
    let answer: GithubAnswer;
    try {
      answer = await graphql.ask(discussionsQuery, { owner, name, first, before: pass?.before ?? null });
    } catch (error) {
      if (!(error instanceof TooHeavyError) || first === 1) throw error;
      first = Math.floor(first / 2);
      continue;
    }
    const read = listed.safeParse(answer.data);
    if (!read.success)
      throw new UnavailableError("GitHub answered a query for discussions without a list of them. Try again later.");
    const { nodes, pageInfo } = read.data.repository.discussions;
    const dates = nodes.map((node) => isoInstant((node as { updatedAt?: string } | null)?.updatedAt));
    seen = dates.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), seen);
    const isOld = oldest !== null && dates.some((date) => date !== null && date < oldest);
    const next = pageInfo.hasNextPage && !isOld ? (pageInfo.endCursor ?? null) : null;
    pass = turned(asked, next, "GitHub") ? { before: next, newest: seen } : null;
    if (pass) asked.add(pass.before);
    const place = pass ? { since: start.since, pass } : { since: seen, pass: null };
    yield { ...discussionsBatch(answer, space), place };
    if (pass === null) return;
  }
}

/** A batch of the discussions in an answer; those that came whole are complete, the others are `long`. */
export function discussionsBatch({ data, raw }: GithubAnswer, space: Space): { batch: Batch; long: number[] } {
  const found = threadsIn(data, space).filter((one) => "moreReplies" in one);
  return {
    batch: {
      ...pageBatch("threads", data, raw, space),
      complete: found.flatMap((one) => wholeDiscussion(one, space)),
    },
    long: found.flatMap((one) =>
      one.number !== null && (one.moreComments !== null || one.moreReplies.length > 0) ? [one.number] : [],
    ),
  };
}

/** Reads one discussion with all that was said in it, a batch a page; nothing where it is not there. */
export async function* readDiscussion(
  graphql: GithubGraphql,
  { owner, name, space }: GithubRepository,
  number: number,
): AsyncGenerator<Batch> {
  const asked = new Set<string>();
  for (let after: string | null = null; ; ) {
    const { data, raw }: GithubAnswer = await graphql.ask(discussionQuery, { owner, name, number, after });
    const found = threadsIn(data, space).find((one) => "moreReplies" in one);
    if (!found) return;
    yield pageBatch("threads", data, raw, space);
    for (const more of found.moreReplies) yield* readReplies(graphql, more.comment, more.after, space);
    after = found.moreComments;
    if (!turned(asked, after, "GitHub")) return;
    asked.add(after);
  }
}

async function* readReplies(
  graphql: GithubGraphql,
  comment: string,
  start: string,
  space: Space,
): AsyncGenerator<Batch> {
  const known = z.object({ node: z.object({ replies: z.object({ pageInfo }) }).nullable() });
  const asked = new Set<string>();
  for (let after: string | null = start; after !== null; ) {
    asked.add(after);
    const { data, raw }: GithubAnswer = await graphql.ask(repliesQuery, { comment, after });
    const replies = known.safeParse(data).data?.node?.replies;
    // Gone since its discussion was read.
    if (!replies) return;
    yield pageBatch("replies", data, raw, space);
    const next: string | null = replies.pageInfo.hasNextPage ? (replies.pageInfo.endCursor ?? null) : null;
    after = turned(asked, next, "GitHub") ? next : null;
  }
}

/** The whole of a discussion that was read page by page: everything again in one batch, whose pages are those before it. */
export function wholeOf(batches: Batch[], space: Space, number: number): Batch | null {
  const [first] = batches;
  if (!first || batches.some(({ skipped }) => skipped.length > 0)) return null;
  return {
    ...first,
    raw: null,
    signals: batches.flatMap(({ signals }) => signals),
    endorsements: batches.flatMap(({ endorsements }) => endorsements),
    complete: [completeThread(space, number, discussionKinds)],
  };
}
