import {
  type Account,
  account,
  type Endorsement,
  excerpt,
  type Metrics,
  type Signal,
  type Space,
  signal,
} from "@groundswell/model";
import { decodeHTML } from "entities";
import { encodePart } from "./encode-part.ts";
import { gravatarHash } from "./gravatar.ts";
import { plainText } from "./html.ts";
import { addressesInHtml, addressesInText } from "./outbound-links.ts";
import type { AnswerItem, CommentItem, PostItem, QuestionItem, WrittenItem } from "./stackexchange-item.ts";
import { linksOutOf, stackExchangeHost, webAddress } from "./stackexchange-site.ts";

/** What answers and comments take from their question, and what is still known of it when they are read later. */
export type Thread = { id: number; title: string | null; tags: string[]; askerId: number | null };

/** The space that a tag is, or the whole site where no tag is given. */
export function stackExchangeSpace(site: string, tag: string | null): Space {
  const host = stackExchangeHost(site);
  if (tag === null) return { platform: host, id: host, kind: "site", name: host, url: `https://${host}` };
  const url = `https://${host}/questions/tagged/${encodePart(tag)}`;
  return { platform: host, id: tag, kind: "tag", name: tag, url };
}

/** What is kept of a question for its answers and comments. */
export function threadOf(item: QuestionItem): Thread {
  return {
    id: item.question_id,
    title: item.title ? decodeHTML(item.title) : null,
    tags: (item.tags ?? []).map((tag) => decodeHTML(tag)),
    askerId: isSomebody(item.owner) ? item.owner.user_id : null,
  };
}

/** A question as a signal. One that moved to or from another site says so: the same question is there too. */
export function questionSignal(item: QuestionItem, thread: Thread, space: Space): Signal {
  const id = String(item.question_id);
  const metrics = postMetrics(item);
  if (item.view_count != null) metrics.views = item.view_count;
  if (item.answer_count != null) metrics.replies = item.answer_count;
  if (item.closed_date != null) metrics.closedAt = instant(item.closed_date);
  if (item.closed_reason != null) metrics.closedReason = decodeHTML(item.closed_reason);
  if (item.protected_date != null) metrics.protectedAt = instant(item.protected_date);
  if (item.bounty_amount != null) metrics.bounty = item.bounty_amount;
  if (item.migrated_from) metrics.migratedFrom = elsewhere(item.migrated_from);
  if (item.migrated_to) metrics.migratedTo = elsewhere(item.migrated_to);
  return signal({
    ...writtenFields(item, space),
    ...postFields(item, space.platform),
    id,
    kind: "question",
    threadId: id,
    title: thread.title,
    url: webAddress(item.link) ?? `https://${space.platform}/q/${id}`,
    tags: thread.tags,
    links: linksOf(item, id, space.platform),
    metrics,
  });
}

/** An answer as a signal. */
export function answerSignal(item: AnswerItem, thread: Thread, space: Space): Signal {
  const metrics = postMetrics(item);
  if (item.is_accepted != null) metrics.accepted = item.is_accepted;
  if (item.awarded_bounty_amount != null) metrics.bounty = item.awarded_bounty_amount;
  return signal({
    ...writtenFields(item, space),
    ...postFields(item, space.platform),
    id: String(item.answer_id),
    kind: "answer",
    threadId: String(item.question_id),
    parentId: String(item.question_id),
    title: thread.title,
    url: webAddress(item.link) ?? `https://${space.platform}/a/${item.answer_id}`,
    tags: thread.tags,
    links: linksOf(item, String(item.question_id), space.platform),
    metrics,
  });
}

/** A comment as a signal, on the question itself or on one of its answers. */
export function commentSignal(item: CommentItem, thread: Thread, space: Space): Signal {
  return signal({
    ...writtenFields(item, space),
    id: String(item.comment_id),
    kind: "comment",
    threadId: String(thread.id),
    parentId: String(item.post_id),
    title: thread.title,
    url: webAddress(item.link) ?? `https://${space.platform}/posts/comments/${item.comment_id}`,
    tags: thread.tags,
    links: linksOf(item, String(thread.id), space.platform),
    metrics: item.score == null ? {} : { score: item.score },
  });
}

/** The acceptance of an answer. Only who asked can accept; the API gives no date for it. */
export function acceptance(answerId: number, thread: Thread, space: Space): Endorsement {
  return {
    signal: { platform: space.platform, kind: "answer", id: String(answerId) },
    kind: "accept",
    id: "accept",
    at: null,
    accountId: thread.askerId === null ? null : String(thread.askerId),
  };
}

function writtenFields(item: WrittenItem, space: Space) {
  return {
    connector: "stackexchange",
    occurredAt: instant(item.creation_date),
    space,
    account: ownerAccount(item.owner, space.platform),
    excerpt: excerptOf(item),
  };
}

/** A post that belongs to the community earns no one credit. */
function postFields(item: PostItem, platform: string) {
  return {
    editedAt: item.last_edit_date == null ? null : instant(item.last_edit_date),
    account: item.community_owned_date == null ? ownerAccount(item.owner, platform) : null,
  };
}

function postMetrics(item: PostItem): Metrics {
  const metrics: Metrics = {};
  if (item.score != null) metrics.score = item.score;
  if (item.community_owned_date != null) metrics.communityOwned = true;
  if (item.locked_date != null) metrics.lockedAt = instant(item.locked_date);
  return metrics;
}

function excerptOf({ body, body_markdown }: WrittenItem): string | null {
  if (body) return excerpt(plainText(body));
  return body_markdown ? excerpt(decodeHTML(body_markdown)) : null;
}

function linksOf({ body, body_markdown, link }: WrittenItem, threadId: string, host: string): string[] {
  const found = body ? addressesInHtml(body) : addressesInText(decodeHTML(body_markdown ?? ""));
  return linksOutOf({ host, threadId }, found, webAddress(link));
}

type Owner = NonNullable<WrittenItem["owner"]>;

function isSomebody(owner: WrittenItem["owner"]): owner is Owner & { user_id: number } {
  return owner?.user_id != null && owner.user_type !== "does_not_exist";
}

/** Who wrote it: nobody where the user is deleted. */
export function ownerAccount(owner: WrittenItem["owner"], platform: string): Account | null {
  if (!isSomebody(owner)) return null;
  return account(platform, String(owner.user_id), {
    name: owner.display_name ? decodeHTML(owner.display_name) : null,
    url: webAddress(owner.link) ?? `https://${platform}/users/${owner.user_id}`,
    // -1 is the process that bumps and closes, on every site.
    bot: owner.user_id < 0,
    links: owner.account_id == null ? [] : [`https://stackexchange.com/users/${owner.account_id}`],
    gravatarHash: gravatarHash(owner.profile_image),
  });
}

function elsewhere({ question_id, other_site }: NonNullable<QuestionItem["migrated_to"]>): string {
  return `${other_site.site_url.replace(/\/+$/, "")}/questions/${question_id}`;
}

function instant(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString();
}
