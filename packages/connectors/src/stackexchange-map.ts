import type { Account, Endorsement, Metrics, Signal, Skip, Space } from "@groundswell/model";
import { account, excerpt, signal } from "@groundswell/model";
import { decodeHTML } from "entities";
import { z } from "zod";
import { plainText } from "./html.ts";
import { malformed } from "./skip.ts";
import { stackExchangeHost } from "./stackexchange-site.ts";

/** What an answer takes from its question, and what is still known of it when its answers are read later. */
export type Thread = { id: number; title: string | null; tags: string[]; askerId: number | null };

export type MappedPosts = { signals: Signal[]; endorsements: Endorsement[]; skipped: Skip[] };
export type MappedQuestions = MappedPosts & {
  /** Questions with answers that the page does not hold. */
  unread: Thread[];
};

// Unix seconds up to the end of the year 9999, the last that every store can hold.
const seconds = z.number().positive().max(253_402_300_799);
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);

const post = {
  creation_date: seconds,
  last_edit_date: optional(seconds),
  score: optional(z.number()),
  link: optional(z.string()),
  body: optional(z.string()),
  community_owned_date: optional(seconds),
  owner: optional(
    z.object({
      user_id: optional(z.number().int()),
      account_id: optional(z.number().int()),
      user_type: optional(z.string()),
      display_name: optional(z.string()),
      link: optional(z.string()),
    }),
  ),
};

const question = z.object({
  ...post,
  question_id: z.number().int(),
  title: optional(z.string()),
  tags: optional(z.array(z.string())),
  view_count: optional(z.number()),
  answer_count: optional(z.number()),
  accepted_answer_id: optional(z.number().int()),
  closed_date: optional(seconds),
  closed_reason: optional(z.string()),
  locked_date: optional(seconds),
  answers: optional(z.array(z.unknown())),
});

const answer = z.object({
  ...post,
  answer_id: z.number().int(),
  question_id: z.number().int(),
  is_accepted: optional(z.boolean()),
});

type Post = Pick<z.output<typeof answer>, keyof typeof post>;

/** The space that a tag is, or the whole site where no tag is given. */
export function stackExchangeSpace(site: string, tag: string | null): Space {
  const host = stackExchangeHost(site);
  if (tag === null) return { platform: host, id: host, kind: "site", name: host, url: `https://${host}` };
  const url = `https://${host}/questions/tagged/${encodeURIComponent(tag)}`;
  return { platform: host, id: tag, kind: "tag", name: tag, url };
}

/** Maps the `items` of a page of questions, and the answers that they hold. */
export function mapQuestions(items: unknown[], space: Space): MappedQuestions {
  const mapped: MappedQuestions = { signals: [], endorsements: [], skipped: [], unread: [] };
  items.forEach((item, index) => {
    const read = question.safeParse(item);
    if (!read.success) {
      mapped.skipped.push(unusable("question", read.error, item, index));
      return;
    }
    const known = read.data;
    const thread = threadOf(known);
    mapped.signals.push(questionSignal(known, thread, space));
    if (known.answers) append(mapped, mapAnswers(known.answers, space, [thread]));
    else if ((known.answer_count ?? 0) > 0) mapped.unread.push(thread);
  });
  return mapped;
}

/** Maps the `items` of a page of answers; `threads` are their questions. */
export function mapAnswers(items: unknown[], space: Space, threads: Thread[]): MappedPosts {
  const mapped: MappedPosts = { signals: [], endorsements: [], skipped: [] };
  const byId = new Map(threads.map((thread) => [thread.id, thread]));
  items.forEach((item, index) => {
    const read = answer.safeParse(item);
    if (!read.success) {
      mapped.skipped.push(unusable("answer", read.error, item, index));
      return;
    }
    const thread = byId.get(read.data.question_id) ?? null;
    mapped.signals.push(answerSignal(read.data, thread, space));
    if (read.data.is_accepted === true) mapped.endorsements.push(acceptance(read.data.answer_id, thread, space));
  });
  return mapped;
}

function threadOf(known: z.output<typeof question>): Thread {
  return {
    id: known.question_id,
    title: known.title ? decodeHTML(known.title) : null,
    tags: (known.tags ?? []).map((tag) => decodeHTML(tag)),
    askerId: known.owner?.user_id ?? null,
  };
}

function questionSignal(known: z.output<typeof question>, thread: Thread, space: Space): Signal {
  const id = String(known.question_id);
  const metrics = postMetrics(known);
  if (known.view_count != null) metrics.views = known.view_count;
  if (known.answer_count != null) metrics.replies = known.answer_count;
  if (known.closed_date != null) metrics.closedAt = instant(known.closed_date);
  if (known.closed_reason != null) metrics.closedReason = decodeHTML(known.closed_reason);
  if (known.locked_date != null) metrics.lockedAt = instant(known.locked_date);
  return signal({
    ...postFields(known, space),
    id,
    kind: "question",
    threadId: id,
    title: thread.title,
    url: known.link ?? `https://${space.platform}/q/${id}`,
    tags: thread.tags,
    metrics,
  });
}

function answerSignal(known: z.output<typeof answer>, thread: Thread | null, space: Space): Signal {
  const metrics = postMetrics(known);
  if (known.is_accepted != null) metrics.accepted = known.is_accepted;
  return signal({
    ...postFields(known, space),
    id: String(known.answer_id),
    kind: "answer",
    threadId: String(known.question_id),
    parentId: String(known.question_id),
    title: thread?.title ?? null,
    url: known.link ?? `https://${space.platform}/a/${known.answer_id}`,
    tags: thread?.tags ?? [],
    metrics,
  });
}

/** Only who asked can accept; the API gives no date for it. */
function acceptance(answerId: number, thread: Thread | null, space: Space): Endorsement {
  return {
    signal: { platform: space.platform, kind: "answer", id: String(answerId) },
    kind: "accept",
    id: "accept",
    at: null,
    accountId: thread?.askerId == null ? null : String(thread.askerId),
  };
}

function postFields(known: Post, space: Space) {
  return {
    connector: "stackexchange",
    occurredAt: instant(known.creation_date),
    editedAt: known.last_edit_date == null ? null : instant(known.last_edit_date),
    space,
    account: ownerAccount(known, space.platform),
    excerpt: known.body ? excerpt(plainText(known.body)) : null,
  };
}

function postMetrics(known: Post): Metrics {
  const metrics: Metrics = {};
  if (known.score != null) metrics.score = known.score;
  if (known.community_owned_date != null) metrics.communityOwned = true;
  return metrics;
}

/** Who wrote a post: nobody where the user is deleted, or where the post belongs to the community and earns no one credit. */
function ownerAccount(known: Post, platform: string): Account | null {
  const owner = known.owner;
  if (owner?.user_id == null || owner.user_type === "does_not_exist" || known.community_owned_date != null) return null;
  return account(platform, String(owner.user_id), {
    name: owner.display_name ? decodeHTML(owner.display_name) : null,
    url: owner.link ?? `https://${platform}/users/${owner.user_id}`,
    // -1 is the process that bumps and closes, on every site.
    bot: owner.user_id < 0,
    links: owner.account_id == null ? [] : [`https://stackexchange.com/users/${owner.account_id}`],
  });
}

function unusable(what: string, error: z.ZodError, item: unknown, index: number): Skip {
  const field = error.issues[0]?.path[0];
  const reason = field === undefined ? `${what} that is no object` : `${what} without a usable ${String(field)}`;
  return malformed(reason, `item ${index + 1}`, JSON.stringify(item) ?? String(item));
}

function append(to: MappedPosts, more: MappedPosts): void {
  to.signals.push(...more.signals);
  to.endorsements.push(...more.endorsements);
  to.skipped.push(...more.skipped);
}

function instant(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString();
}
