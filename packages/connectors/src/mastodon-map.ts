import { type Account, account, excerpt, type Signal, type Skip, type Space, signal } from "@groundswell/model";
import { z } from "zod";
import { htmlText, languageTag } from "./feed-text.ts";
import { plainText } from "./html.ts";
import { count, idText, instant, itemsIn, knownMetrics, listOf, mapItems, maybe, text } from "./json-answer.ts";
import { byRule, isSkip } from "./skip.ts";
import { resolveUrl } from "./web-address.ts";

/** Which timeline it is: the host it was read from, and the hashtag without its `#`. */
export type MastodonReading = { instance: string; hashtag: string };

export type MappedMastodon = {
  space: Space;
  signals: Signal[];
  skipped: Skip[];
  /** Whether each item of the list may be kept: false for those whose authors opted out. */
  kept: boolean[];
};

const poster = z.object({
  id: text,
  username: text,
  acct: text,
  display_name: text,
  url: text,
  uri: text,
  note: text,
  bot: maybe(z.boolean()),
  discoverable: maybe(z.boolean()),
  indexable: maybe(z.boolean()),
  noindex: maybe(z.boolean()),
  fields: listOf(z.object({ name: text, value: text, verified_at: text })),
});
type Poster = z.output<typeof poster>;

const status = z.object({
  id: idText,
  uri: z.string().min(1),
  url: text,
  created_at: instant,
  edited_at: maybe(instant),
  in_reply_to_id: maybe(idText),
  content: text,
  spoiler_text: text,
  visibility: text,
  language: text,
  account: maybe(poster),
  reblog: maybe(z.object({})),
  tags: listOf(z.object({ name: z.string().min(1) })),
  replies_count: count,
  reblogs_count: count,
  favourites_count: count,
  quotes_count: count,
});
type Status = z.output<typeof status>;

const optedOutReason = "author opted out";

/** A hashtag as a space: the same on every server, since the same posts are on all of them. */
export function mastodonSpace({ instance, hashtag }: MastodonReading): Space {
  const id = hashtag.normalize("NFC").toLowerCase();
  const url = `https://${instance}/tags/${encodeURIComponent(hashtag)}`;
  return { platform: "fediverse", id, kind: "tag", name: `#${hashtag}`, url };
}

/**
 * Maps a page of statuses, as bytes or parsed (https://docs.joinmastodon.org/entities/Status/): posts, keyed by their `uri`, which is the
 * same on every server. Boosts are nobody's own words, and those who ask not to be indexed are left out.
 */
export function mapMastodon(page: unknown, reading: MastodonReading): MappedMastodon {
  const statuses = itemsIn(page);
  const space = mastodonSpace(reading);
  // Replies name what they answer by the server's own id.
  const uris = new Map(
    statuses.flatMap((item) => {
      const read = status.safeParse(item);
      return read.success ? [[read.data.id, read.data.uri] as const] : [];
    }),
  );
  const kept = statuses.map((item) => !authorOptedOut(item));
  const mapped = mapItems("post", status, statuses, (known, position) => {
    const skip = leftOut(known, position);
    return skip ?? toSignal(known, uris, space, reading);
  });
  const skipped = mapped.skipped.map((skip) => {
    const index = Number(skip.position?.replace("item ", "")) - 1;
    // Whoever opted out is not kept for reading either, however broken the post is.
    return isSkip(skip) && kept[index] === false ? byRule(optedOutReason, skip.position ?? "") : skip;
  });
  return { space, signals: mapped.signals, skipped, kept };
}

function leftOut(known: Status, position: string): Skip | null {
  if (known.account !== null && optedOut(known.account)) return byRule(optedOutReason, position);
  if (known.reblog !== null) return byRule("a boost", position);
  if (known.visibility !== null && !/^(public|unlisted)$/.test(known.visibility))
    return byRule("a post that is not public", position);
  return null;
}

function toSignal(known: Status, uris: Map<string, string>, space: Space, { instance }: MastodonReading): Signal {
  const parent = known.in_reply_to_id === null ? null : (uris.get(known.in_reply_to_id) ?? null);
  return signal({
    connector: "mastodon",
    id: known.uri,
    kind: "post",
    occurredAt: known.created_at,
    editedAt: known.edited_at,
    space,
    account: known.account === null ? null : posterAccount(known.account, instance),
    threadId: known.in_reply_to_id === null ? known.uri : parent,
    parentId: parent,
    title: excerpt(known.spoiler_text),
    excerpt: excerpt(known.content === null ? null : htmlText(known.content)),
    url: resolveUrl(known.url) ?? resolveUrl(known.uri),
    language: languageTag(known.language),
    tags: [...new Set(known.tags.map(({ name }) => name.toLowerCase()))],
    metrics: knownMetrics({
      likes: known.favourites_count,
      reposts: known.reblogs_count,
      replies: known.replies_count,
      quotes: known.quotes_count,
    }),
  });
}

/**
 * The account behind a status, keyed by the address of its profile, whose host is lower-cased. Of its fields only links that
 * the linked page confirms (rel="me") are evidence of who it is.
 */
function posterAccount(known: Poster, instance: string): Account | null {
  const url = resolveUrl(known.url) ?? resolveUrl(known.uri) ?? localUrl(known, instance);
  if (url === null) return null;
  const acct = known.acct ?? known.username;
  const handle = acct === null || acct.includes("@") ? acct : `${acct}@${new URL(url).host}`;
  const verified = known.fields.filter(({ verified_at, value }) => verified_at !== null && value !== null);
  const links = [...new Set(verified.flatMap(({ value }) => linkIn(value ?? "") ?? []))];
  return account("fediverse", url, {
    handle,
    name: known.display_name ?? known.username,
    url,
    bot: known.bot === true,
    links,
  });
}

function localUrl({ acct, username }: Poster, instance: string): string | null {
  const [name, host = instance] = (acct ?? username ?? "").split("@");
  return name ? resolveUrl(`https://${host}/@${name}`) : null;
}

/** A field's value is HTML with a link in it, or on some servers the address alone. */
function linkIn(value: string): string | null {
  const href = /\bhref\s*=\s*["']([^"']+)["']/i.exec(value)?.[1];
  return resolveUrl(href ?? plainText(value));
}

function authorOptedOut(item: unknown): boolean {
  const shape = z.object({ account: poster, reblog: maybe(z.object({ account: poster })) });
  const read = z.object({ account: maybe(poster), reblog: maybe(shape) }).safeParse(item).data;
  return [read?.account, read?.reblog?.account].some((who) => who != null && optedOut(who));
}

/** What people set in their profile, or write into it, to stay out of searches and collections. */
function optedOut(who: Poster): boolean {
  if (who.discoverable === false || who.indexable === false || who.noindex === true) return true;
  const said = [who.note, ...who.fields.flatMap(({ name, value }) => [name, value])]
    .map((html) => plainText(html ?? ""))
    .join(" ");
  return /#(nobots?|noindex|noarchive|nosearch)(?![\p{L}\p{N}_])/iu.test(said);
}
