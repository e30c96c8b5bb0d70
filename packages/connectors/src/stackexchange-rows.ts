import {
  type Account,
  account,
  type Endorsement,
  type EndorsementKind,
  excerpt,
  excerptLength,
  type Metrics,
  type Signal,
  type Skip,
  type Space,
  signal,
} from "@groundswell/model";
import { encodePart } from "./encode-part.ts";
import { gravatarHash } from "./gravatar.ts";
import { plainText } from "./html.ts";
import { isoInstant } from "./instant.ts";
import { addressesInHtml, addressesInText } from "./outbound-links.ts";
import { byRule, malformed } from "./skip.ts";
import { linksOutOf, webAddress } from "./stackexchange-site.ts";
import type { Row } from "./xml-rows.ts";

/** Whose dump a row is of. With `tags`, only questions with one of them and their answers count. */
export type DumpSite = { host: string; tags: string[] };

/** What an answer takes from its question, and whether that question accepts it; null is unknown. */
export type Known = { question: { title: string | null; tags: string[] } | null; accepted: boolean | null };

const voteKinds: Record<string, EndorsementKind> = {
  1: "accept",
  2: "up",
  3: "down",
  5: "bookmark",
  8: "bounty",
  9: "bounty",
};

/** A whole number as Stack Exchange writes its ids, at most ten digits; null for anything else. */
export function rowId(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : null;
}

/** The tags of a question in either encoding that dumps have used: `<a><b>` and `|a|b|`. */
export function rowTags(text: string | undefined): string[] {
  return text ? text.split(/[<>|]+/).filter((tag) => tag !== "") : [];
}

/** A row of Users.xml as an account. Id -1 is the site's own user, a bot. */
export function mapUserRow(row: Row, site: DumpSite, position: string): Account | Skip {
  const id = row.Id ?? "";
  if (id !== "-1" && rowId(id) === null) return malformed("user without an id", position, JSON.stringify(row));
  const network = rowId(row.AccountId);
  const links = [network ? `https://stackexchange.com/users/${network}` : null, webAddress(row.WebsiteUrl)];
  return account(site.host, id, {
    name: excerpt(row.DisplayName),
    url: `https://${site.host}/users/${id}`,
    bot: id === "-1",
    links: links.filter((link) => link !== null),
    location: excerpt(row.Location),
    gravatarHash: avatarOf(row),
  });
}

/** Dumps until 2013 give the hash itself, later ones the picture's address where somebody chose one. */
function avatarOf({ EmailHash, ProfileImageUrl }: Row): string | null {
  const hash = EmailHash?.trim().toLowerCase() ?? "";
  return /^[\da-f]{32}$/.test(hash) ? hash : gravatarHash(ProfileImageUrl);
}

/**
 * A row of Posts.xml as a question or an answer.
 * @param known of an answer: its question's title and tags, and whether that accepts it
 * @returns the signal, or why there is none: a tag wiki, a post without the wanted tags, a row without a date
 */
export function mapPostRow(row: Row, site: DumpSite, known: Known, position: string): Signal | Skip {
  const id = row.Id ?? "";
  if (rowId(id) === null) return malformed("post without an id", position, JSON.stringify(row));
  const kind = row.PostTypeId === "1" ? "question" : row.PostTypeId === "2" ? "answer" : null;
  if (!kind) return notAPost(row, position);
  const occurredAt = isoInstant(row.CreationDate);
  if (!occurredAt) return malformed("post without a valid date", position, JSON.stringify(row));
  const threadId = kind === "question" ? id : row.ParentId;
  if (rowId(threadId) === null) return malformed("answer without its question", position, JSON.stringify(row));
  const tags = kind === "question" ? rowTags(row.Tags) : (known.question?.tags ?? []);
  const space = spaceOf(site, tags);
  if (!space) return byRule("post without the wanted tags", position);
  return signal({
    connector: "stackexchange-dump",
    id,
    kind,
    occurredAt,
    editedAt: isoInstant(row.LastEditDate),
    space,
    account: row.CommunityOwnedDate ? null : authorOf(row.OwnerUserId, site.host),
    threadId: threadId as string,
    parentId: kind === "question" ? null : (threadId as string),
    title: excerpt(kind === "question" ? row.Title : known.question?.title),
    excerpt: excerptOf(row.Body),
    url: `https://${site.host}/${kind === "question" ? "questions" : "a"}/${id}`,
    tags,
    links: linksOutOf({ host: site.host, threadId: threadId as string }, addressesInHtml(row.Body ?? ""), null),
    metrics: metricsOf(row, kind === "answer" ? known.accepted : null),
  });
}

function notAPost(row: Row, position: string): Skip {
  const type = rowId(row.PostTypeId);
  return type === null
    ? malformed("post without a type", position, JSON.stringify(row))
    : byRule(`post type ${type} is no question or answer`, position);
}

/**
 * A row of Comments.xml as a comment.
 * @param thread of the post it is on; null where that is no signal
 */
export function mapCommentRow(
  row: Row,
  site: DumpSite,
  thread: { id: number; title: string | null; tags: string[] } | null,
  position: string,
): Signal | Skip {
  const occurredAt = isoInstant(row.CreationDate);
  if (rowId(row.Id) === null || rowId(row.PostId) === null || !occurredAt)
    return malformed("comment without an id, post or valid date", position, JSON.stringify(row));
  const space = thread && spaceOf(site, thread.tags);
  if (!space) return byRule("comment on a post that is no signal", position);
  return signal({
    connector: "stackexchange-dump",
    id: row.Id as string,
    kind: "comment",
    occurredAt,
    space,
    account: authorOf(row.UserId, site.host),
    threadId: String(thread.id),
    parentId: row.PostId as string,
    title: excerpt(thread.title),
    excerpt: excerpt(row.Text),
    url: `https://${site.host}/posts/comments/${row.Id}`,
    tags: thread.tags,
    links: linksOutOf({ host: site.host, threadId: String(thread.id) }, addressesInText(row.Text ?? ""), null),
    metrics: countsOf({ score: row.Score }),
  });
}

/** The first wanted tag that the post has, or the site where every tag is wanted. */
function spaceOf(site: DumpSite, tags: string[]): Space | null {
  const { host } = site;
  if (site.tags.length === 0) return { platform: host, id: host, kind: "site", name: host, url: `https://${host}` };
  const tag = site.tags.find((wanted) => tags.includes(wanted));
  if (tag === undefined) return null;
  const url = `https://${host}/questions/tagged/${encodePart(tag)}`;
  return { platform: host, id: tag, kind: "tag", name: tag, url };
}

/** Only the key: Users.xml says more of them, and what is left unsaid here blanks none of it. */
function authorOf(userId: string | undefined, host: string): Account | null {
  const id = rowId(userId);
  return id === null ? null : account(host, String(id));
}

/** Most posts have all of their excerpt at the start of their HTML, and reading the rest would cost most of the time. */
function excerptOf(body: string | undefined): string | null {
  if (!body) return null;
  const enough = excerptLength + 100;
  const start = body.length > 2 * enough ? plainText(body.slice(0, 1.5 * enough)) : "";
  // The cut may have left half a tag or entity at the very end, too far away for the excerpt to show it.
  return excerpt(start.length > enough ? start.slice(0, enough) : plainText(body));
}

function metricsOf(row: Row, accepted: boolean | null): Metrics {
  const metrics = countsOf({ score: row.Score, views: row.ViewCount, replies: row.AnswerCount });
  const closedAt = isoInstant(row.ClosedDate);
  if (closedAt) metrics.closedAt = closedAt;
  if (row.CommunityOwnedDate) metrics.communityOwned = true;
  if (accepted !== null) metrics.accepted = accepted;
  return metrics;
}

function countsOf(texts: Record<string, string | undefined>): Metrics {
  const metrics: Metrics = {};
  for (const [name, text] of Object.entries(texts))
    if (text !== undefined && /^-?\d{1,15}$/.test(text)) metrics[name] = Number(text);
  return metrics;
}

/**
 * A row of Votes.xml as an endorsement, dated to the day.
 * @param post what the post it names is, and who asked the question that accepts it; null where that is no signal
 */
export function mapVoteRow(
  row: Row,
  site: DumpSite,
  post: { kind: "question" | "answer"; acceptedBy: number | null } | null,
  position: string,
): Endorsement | Skip {
  const at = isoInstant(row.CreationDate);
  const type = rowId(row.VoteTypeId);
  if (rowId(row.Id) === null || rowId(row.PostId) === null || type === null || !at)
    return malformed("vote without an id, post, type or valid date", position, JSON.stringify(row));
  const endorses = voteKinds[type];
  if (!endorses) return byRule(`vote type ${type} is no endorsement`, position);
  if (!post) return byRule("vote on a post that is no signal", position);
  if (endorses === "accept" && post.kind === "answer")
    return acceptance(site, row.PostId as string, { by: post.acceptedBy, at });
  return {
    signal: { platform: site.host, kind: post.kind, id: row.PostId as string },
    kind: endorses,
    id: row.Id as string,
    at,
    accountId: rowId(row.UserId) === null ? null : (row.UserId as string),
  };
}

/** The acceptance of an answer by who asked. The API names it without a number, since an answer is accepted once. */
export function acceptance(
  site: DumpSite,
  answerId: string,
  known: { by: number | null; at: string | null },
): Endorsement {
  return {
    signal: { platform: site.host, kind: "answer", id: answerId },
    kind: "accept",
    id: "accept",
    at: known.at,
    accountId: known.by === null ? null : String(known.by),
  };
}
