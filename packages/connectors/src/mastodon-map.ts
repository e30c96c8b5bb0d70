import {
  type Account,
  account,
  excerpt,
  type Mapped,
  type Signal,
  type Skip,
  type Space,
  signal,
} from "@groundswell/model";
import { z } from "zod";
import { encodePart } from "./encode-part.ts";
import { htmlText, languageTag } from "./feed-text.ts";
import { plainText } from "./html.ts";
import {
  count,
  idText,
  instant,
  itemsIn,
  jsonValue,
  knownMetrics,
  listOf,
  mapItems,
  maybe,
  text,
} from "./json-answer.ts";
import { withoutTheirs } from "./opted-out.ts";
import { addressesInHtml, outboundLinks } from "./outbound-links.ts";
import { byRule, isSkip } from "./skip.ts";
import { resolveUrl } from "./web-address.ts";

/** Which timeline it is: the host it was read from, and the hashtag without its `#`. */
export type MastodonReading = { instance: string; hashtag: string };

const poster = z.object({
  id: text,
  username: text,
  acct: text,
  display_name: text,
  url: text,
  uri: text,
  note: text,
  bot: maybe(z.boolean()),
  group: maybe(z.boolean()),
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
  tags: listOf(z.object({ name: z.string().min(1), url: text })),
  mentions: listOf(z.object({ url: text })),
  card: maybe(z.object({ url: text })),
  replies_count: count,
  reblogs_count: count,
  favourites_count: count,
  quotes_count: count,
});
type Status = z.output<typeof status>;

// People call their fields what they like: the plainest words in a few languages.
const placeLabel = /^(location|city|based in|lives in|ort|wohnort|standort|lieu|ville|ubicación|ciudad|woonplaats)$/i;
const employerLabel =
  /^(company|employer|works? (at|for)|working (at|for)|arbeitgeber|firma|employeur|empresa|werkgever)$/i;

const optedOutReason = "author opted out";

/** A hashtag as a space: the same on every server, since the same posts are on all of them. */
export function mastodonSpace({ instance, hashtag }: MastodonReading): Space {
  const id = hashtag.normalize("NFC").toLowerCase();
  const url = `https://${instance}/tags/${encodePart(hashtag)}`;
  return { platform: "fediverse", id, kind: "tag", name: `#${hashtag}`, url };
}

/**
 * Maps a page of statuses, as bytes or parsed (https://docs.joinmastodon.org/entities/Status/): posts, keyed by their `uri`, which is the
 * same on every server. Boosts are nobody's own words, and those who ask not to be indexed are left out. One page seldom
 * holds a conversation, so each post is the thread that it opens, and `parentId` ties a reply to what it answers.
 */
export function mapMastodon(page: unknown, reading: MastodonReading): Mapped {
  const statuses = statusesIn(page);
  const space = mastodonSpace(reading);
  const theirs = statuses.map(authorOptedOut);
  // Replies name what they answer by the server's own id.
  const uris = new Map(
    statuses.flatMap((item, index) => {
      const read = status.safeParse(item);
      return read.success && !theirs[index] ? [[read.data.id, read.data.uri] as const] : [];
    }),
  );
  const mapped = mapItems("post", status, statuses, (known, position) => {
    const skip = leftOut(known, position);
    return skip ?? toSignal(known, uris, space, reading);
  });
  const skipped = mapped.skipped.map((skip) => {
    const index = Number(skip.position?.replace("item ", "")) - 1;
    // Whoever opted out is not kept for reading either, however broken the post is.
    return isSkip(skip) && theirs[index] ? byRule(optedOutReason, skip.position ?? "") : skip;
  });
  return { signals: mapped.signals, accounts: [], endorsements: [], spaces: [space], skipped };
}

/** The statuses of an answer, as bytes or parsed; a status that was asked for alone is a list of one. */
export function statusesIn(page: unknown): unknown[] {
  const value = jsonValue(page);
  return itemsIn(z.object({ id: idText }).safeParse(value).success ? [value] : value);
}

/** Statuses without those of people who opted out, which leave a skip, and without what others quote of them. */
export function withoutOptedOut(statuses: unknown[]): { left: unknown[]; skipped: Skip[] } {
  const skipped = statuses.flatMap((item, index) =>
    authorOptedOut(item) ? [byRule(optedOutReason, `item ${index + 1}`)] : [],
  );
  return { left: withoutTheirs(statuses, authorOptedOut) as unknown[], skipped };
}

/** The uris of the statuses that the mapper understands, also of those that it leaves out by rule. */
export function understoodUris(statuses: unknown[]): Set<string> {
  const opted = z.object({ uri: z.string().min(1) });
  return new Set(statuses.flatMap((item) => (authorOptedOut(item) ? opted : status).safeParse(item).data?.uri ?? []));
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
  const url = resolveUrl(known.url) ?? resolveUrl(known.uri);
  return signal({
    connector: "mastodon",
    id: known.uri,
    kind: "post",
    occurredAt: known.created_at,
    editedAt: known.edited_at,
    space,
    account: known.account === null ? null : posterAccount(known.account, instance),
    threadId: known.uri,
    parentId: parent,
    title: excerpt(known.spoiler_text),
    excerpt: excerpt(known.content === null ? null : htmlText(known.content)),
    url,
    language: languageTag(known.language),
    tags: [...new Set(known.tags.map(({ name }) => name.toLowerCase()))],
    // Not every server marks in its HTML what it made of a mention or a hashtag.
    links: outboundLinks(
      [...addressesInHtml(known.content ?? ""), ...(known.card?.url ? [known.card.url] : [])],
      [url, known.uri, ...[...known.mentions, ...known.tags].map((one) => one.url)],
    ),
    metrics: knownMetrics({
      likes: known.favourites_count,
      reposts: known.reblogs_count,
      replies: known.replies_count,
      quotes: known.quotes_count,
    }),
  });
}

/**
 * The account behind a status, keyed by the address of its profile, whose host is lower-cased. Of the links in its fields
 * the server has checked some: the linked page names the profile (rel="me").
 */
function posterAccount(known: Poster, instance: string): Account | null {
  const url = resolveUrl(known.url) ?? resolveUrl(known.uri) ?? localUrl(known, instance);
  if (url === null) return null;
  const acct = known.acct ?? known.username;
  const handle = acct === null || acct.includes("@") ? acct : `${acct}@${new URL(url).host}`;
  const verifiedLinks = linksIn(known.fields.filter(({ verified_at }) => verified_at !== null));
  const links = [...new Set([...verifiedLinks, ...linksIn(known.fields)])];
  return account("fediverse", url, {
    handle,
    name: known.display_name ?? known.username,
    url,
    bot: known.bot === true,
    links,
    verifiedLinks,
    location: labelled(known.fields, placeLabel),
    company: labelled(known.fields, employerLabel),
    organisation: known.group === true,
  });
}

function localUrl({ acct, username }: Poster, instance: string): string | null {
  const [name, host = instance] = (acct ?? username ?? "").split("@");
  return name ? resolveUrl(`https://${host}/@${name}`) : null;
}

type Field = Poster["fields"][number];

function linksIn(fields: Field[]): string[] {
  return [...new Set(fields.flatMap(({ value }) => (value === null ? [] : (linkIn(value) ?? []))))];
}

/** What stands beside a label, in words: an address is a link and no name. */
function labelled(fields: Field[], label: RegExp): string | null {
  const found = fields.find(({ name }) => label.test((name ?? "").replace(/[^\p{L}\s]/gu, "").trim()));
  const words = excerpt(plainText(found?.value ?? ""));
  return words === null || resolveUrl(words) !== null ? null : words;
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
