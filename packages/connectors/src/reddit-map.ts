import { type Account, account, excerpt, type Signal, type Skip, type Space, signal } from "@groundswell/model";
import { z } from "zod";
import { htmlText } from "./feed-text.ts";
import { count, idText, itemsIn, knownMetrics, mapItems, maybe, text, unusable } from "./json-answer.ts";
import { addressesInHtml, addressesInText, outboundLinks } from "./outbound-links.ts";
import { byRule } from "./skip.ts";
import { resolveUrl } from "./web-address.ts";

export type MappedReddit = { space: Space; signals: Signal[]; skipped: Skip[] };

/** Epoch seconds, as a number or its digits; `false` where it never happened, which `edited` says. */
const epoch = z
  .union([z.number(), z.string().regex(/^\d+(\.\d+)?$/)])
  .transform(Number)
  .refine((seconds) => seconds > 0 && seconds < 1e11)
  .transform((seconds) => new Date(seconds * 1000).toISOString());

const written = {
  id: idText,
  author: text,
  author_fullname: text,
  created_utc: epoch,
  edited: maybe(epoch),
  permalink: text,
  score: count,
  score_hidden: maybe(z.boolean()),
  distinguished: text,
  removed_by_category: text,
};

const post = z.object({
  ...written,
  title: text,
  selftext: text,
  selftext_html: text,
  url: text,
  num_comments: count,
  upvote_ratio: count,
  link_flair_text: text,
});

const comment = z.object({
  ...written,
  body: text,
  body_html: text,
  link_id: idText,
  parent_id: maybe(idText),
  link_title: text,
});

type Written = z.output<z.ZodObject<typeof written>>;
const thing = z.object({ kind: z.string(), data: z.unknown() });

/** A subreddit as a space; names of subreddits never change, whatever their case. */
export function redditSpace(subreddit: string): Space {
  return {
    platform: "reddit",
    id: subreddit.toLowerCase(),
    kind: "category",
    name: `r/${subreddit}`,
    url: `https://www.reddit.com/r/${subreddit}/`,
  };
}

/**
 * Maps a listing of Reddit, as bytes, parsed, or as its children alone: posts (t3) and comments (t1), with ids as their
 * full names (`t3_1abcd2`). What was deleted or removed keeps its place and loses its text.
 */
export function mapReddit(listing: unknown, subreddit: string): MappedReddit {
  const space = redditSpace(subreddit);
  const mapped = mapItems("thing", thing, itemsIn(listing, "data", "children"), ({ kind, data }, position) => {
    if (kind === "t3") {
      const read = post.safeParse(data);
      return read.success ? postSignal(read.data, space) : unusable("post", read.error, data, position);
    }
    if (kind === "t1") {
      const read = comment.safeParse(data);
      return read.success ? commentSignal(read.data, space) : unusable("comment", read.error, data, position);
    }
    return byRule("neither post nor comment", position);
  });
  return { space, ...mapped };
}

function postSignal(known: z.output<typeof post>, space: Space): Signal {
  const id = `t3_${known.id.replace(/^t3_/, "")}`;
  const url = permanentUrl(known.permalink) ?? `https://www.reddit.com/comments/${id.slice(3)}/`;
  const gone = isGone(known.selftext) || isGone(known.title) || known.removed_by_category !== null;
  return signal({
    ...writtenFields(known, gone, space),
    id,
    kind: "post",
    threadId: id,
    title: isGone(known.title) ? null : excerpt(unescaped(known.title)),
    excerpt: gone ? null : bodyText(known.selftext_html, known.selftext),
    url,
    tags: known.link_flair_text === null ? [] : [unescaped(known.link_flair_text)],
    links: gone ? [] : linksOut([...targetOf(known), ...bodyAddresses(known.selftext_html, known.selftext)], id, url),
    metrics: knownMetrics({ score: scoreOf(known), replies: known.num_comments, upvoteRatio: known.upvote_ratio }),
  });
}

function commentSignal(known: z.output<typeof comment>, space: Space): Signal {
  const id = `t1_${known.id.replace(/^t1_/, "")}`;
  const gone = isGone(known.body) || known.removed_by_category !== null;
  const threadId = `t3_${known.link_id.replace(/^t3_/, "")}`;
  const url = permanentUrl(known.permalink) ?? `https://www.reddit.com/comments/${threadId.slice(3)}/_/${id.slice(3)}/`;
  return signal({
    ...writtenFields(known, gone, space),
    id,
    kind: "comment",
    threadId,
    parentId: known.parent_id ?? threadId,
    title: known.link_title === null || isGone(known.link_title) ? null : excerpt(unescaped(known.link_title)),
    excerpt: gone ? null : bodyText(known.body_html, known.body),
    url,
    links: gone ? [] : linksOut(bodyAddresses(known.body_html, known.body), threadId, url),
    metrics: knownMetrics({ score: scoreOf(known) }),
  });
}

function writtenFields(known: Written, gone: boolean, space: Space) {
  return {
    connector: "reddit",
    occurredAt: known.created_utc,
    editedAt: known.edited,
    // When it was taken away is not told.
    deletedAt: gone ? (known.edited ?? known.created_utc) : null,
    space,
    account: writerAccount(known),
  };
}

/** An account by its full name; where that is missing by its user name, which on Reddit is for life. */
function writerAccount({ author, author_fullname, distinguished }: Written): Account | null {
  if (author === null || isGone(author)) return null;
  return account("reddit", author_fullname ?? `u/${author.toLowerCase()}`, {
    handle: author,
    url: `https://www.reddit.com/user/${author}`,
    bot: author === "AutoModerator" || /[-_]bot$/i.test(author),
    staff: distinguished === "admin",
  });
}

/** `[deleted]` by its author, `[removed]` by others, and the longer sentences that stand in their place. */
function isGone(value: string | null): boolean {
  return /^\[\s*(deleted|removed)\b[^\]]*\]$/i.test(value ?? "");
}

/** Young scores are hidden, and shown as 1. */
function scoreOf({ score, score_hidden }: Written): number | null {
  return score_hidden === true ? null : score;
}

function bodyText(html: string | null, markdown: string | null): string | null {
  const markup = markupOf(html);
  return excerpt(markup === null ? (markdown === null ? null : unescaped(markdown)) : htmlText(markup));
}

function bodyAddresses(html: string | null, markdown: string | null): string[] {
  const markup = markupOf(html);
  return markup === null ? addressesInText(unescaped(markdown ?? "")) : addressesInHtml(markup);
}

/** Without raw_json the HTML itself comes escaped. */
function markupOf(html: string | null): string | null {
  return html !== null && /^\s*&lt;/.test(html) ? unescaped(html) : html;
}

/** What a link post points at; a picture or film that was uploaded with the post is the post itself. */
function targetOf({ url }: z.output<typeof post>): string[] {
  return url === null || /^https?:\/\/(i|v|preview)\.redd\.it\/|\/gallery\/\w+\/?$/.test(url) ? [] : [url];
}

/** Links out of a thread; its own has one address for each spelling of its title, and `/u/name` is a mention. */
function linksOut(found: string[], threadId: string, url: string): string[] {
  return outboundLinks(found, [url]).filter((link) => {
    const { hostname, pathname } = new URL(link);
    if (!/(^|\.)reddit\.com$/.test(hostname)) return true;
    return !/^\/u(ser)?\//.test(pathname) && !pathname.includes(`/comments/${threadId.slice(3)}/`);
  });
}

/** Reddit escapes these three characters in every text, and no others. */
function unescaped(value: string): string;
function unescaped(value: string | null): string | null;
function unescaped(value: string | null): string | null {
  return value?.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&") ?? null;
}

function permanentUrl(permalink: string | null): string | null {
  return resolveUrl(permalink, "https://www.reddit.com/");
}
