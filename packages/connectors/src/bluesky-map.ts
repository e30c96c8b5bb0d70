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
import { languageTag } from "./feed-text.ts";
import { count, instant, itemsIn, itemText, knownMetrics, listOf, mapItems, maybe, text } from "./json-answer.ts";
import { withoutTheirs } from "./opted-out.ts";
import { outboundLinks } from "./outbound-links.ts";
import { byRule, malformed } from "./skip.ts";

/** What was searched for: a tag without its `#`, or words. */
export type BlueskyReading = { tag?: string | undefined; q?: string | undefined };

const reference = maybe(z.object({ uri: z.string() }));
const label = z.object({ val: z.string(), neg: maybe(z.boolean()) });
const facet = z.object({ features: listOf(z.object({ tag: maybe(z.string().min(1)), uri: maybe(z.string()) })) });
const card = maybe(z.object({ uri: maybe(z.string()) }));

const author = z.object({ did: text, handle: text, displayName: text, labels: listOf(label) });

const postView = z.object({
  uri: z.string().regex(/^at:\/\/did:[^/]+\/[^/]+\/[^/]+$/),
  author: maybe(author),
  indexedAt: maybe(instant),
  record: z.object({
    text: maybe(z.string()),
    createdAt: maybe(instant),
    langs: listOf(z.string()),
    tags: listOf(z.string().min(1)),
    facets: listOf(facet),
    embed: maybe(z.object({ external: card, media: maybe(z.object({ external: card })) })),
    reply: maybe(z.object({ parent: reference })),
  }),
  replyCount: count,
  repostCount: count,
  likeCount: count,
  quoteCount: count,
  bookmarkCount: count,
});
type PostView = z.output<typeof postView>;

const optedOutReason = "author opted out";

/** A search as a space: the tag, or the words within `search:`. */
export function blueskySpace({ tag, q }: BlueskyReading): Space {
  const id = tag === undefined ? `search:${q ?? ""}` : tag.toLowerCase();
  const url =
    tag === undefined
      ? `https://bsky.app/search?q=${encodePart(q ?? "")}`
      : `https://bsky.app/hashtag/${encodePart(tag)}`;
  return { platform: "bluesky", id, kind: "tag", name: tag === undefined ? (q ?? id) : `#${tag}`, url };
}

/**
 * Maps a page of `app.bsky.feed.searchPosts` or `getPosts`, as bytes or parsed: posts, keyed by their author's DID and record key, since handles change. A post
 * says itself when it was made, so it counts as made no later than the network first saw it. A search seldom finds a
 * whole conversation, so each post is the thread that it opens, and `parentId` ties a reply to what it answers.
 */
export function mapBluesky(page: unknown, reading: BlueskyReading): Mapped {
  const posts = itemsIn(page, "posts");
  const mapped = mapItems("post", postView, posts, (known, position) => {
    if (optedOut(known.author)) return byRule(optedOutReason, position);
    const occurredAt = earlier(known.record.createdAt, known.indexedAt);
    if (occurredAt === null) return malformed("post without a usable date", position, itemText(known));
    return toSignal(known, occurredAt, blueskySpace(reading));
  });
  const skipped = mapped.skipped.map((skip) => {
    const item = posts[Number(skip.position?.replace("item ", "")) - 1];
    return authorOptedOut(item) ? byRule(optedOutReason, skip.position ?? "") : skip;
  });
  return { signals: mapped.signals, accounts: [], endorsements: [], spaces: [blueskySpace(reading)], skipped };
}

/** Posts without those of people who opted out, which leave a skip, and without what others quote of them. */
export function withoutOptedOut(posts: unknown[]): { left: unknown[]; skipped: Skip[] } {
  const skipped = posts.flatMap((item, index) =>
    authorOptedOut(item) ? [byRule(optedOutReason, `item ${index + 1}`)] : [],
  );
  return { left: withoutTheirs(posts, authorOptedOut) as unknown[], skipped };
}

/** `did:plc:x/3k` as `at://did:plc:x/app.bsky.feed.post/3k`; null where it is no key of a post. */
export function uriOf(key: string): string | null {
  const [, did, record] = /^(did:[a-z]+:[\w.:%-]+)\/([\w.~:-]{1,512})$/.exec(key) ?? [];
  return did === undefined ? null : `at://${did}/app.bsky.feed.post/${record}`;
}

function toSignal(known: PostView, occurredAt: string, space: Space): Signal {
  const { record } = known;
  const id = keyOf(known.uri);
  const parent = record.reply?.parent ? keyOf(record.reply.parent.uri) : null;
  const tags = [...record.tags, ...record.facets.flatMap(({ features }) => features.flatMap(({ tag }) => tag ?? []))];
  const [did = "", key = ""] = id.split("/");
  const url = `https://bsky.app/profile/${did}/post/${key}`;
  return signal({
    connector: "bluesky",
    id,
    kind: "post",
    occurredAt,
    space,
    account: posterAccount(did, known.author),
    threadId: id,
    parentId: parent,
    excerpt: excerpt(record.text),
    url,
    language: languageTag(record.langs[0]),
    tags: [...new Set(tags.map((tag) => tag.toLowerCase()))],
    links: outboundLinks(addressesOf(record), [url]),
    metrics: knownMetrics({
      likes: known.likeCount,
      reposts: known.repostCount,
      replies: known.replyCount,
      quotes: known.quoteCount,
      bookmarks: known.bookmarkCount,
    }),
  });
}

/** Where a post's words lead, and the card below them; the text itself shows addresses shortened. */
function addressesOf({ facets, embed }: PostView["record"]): string[] {
  const linked = facets.flatMap(({ features }) => features.map(({ uri }) => uri));
  return [...linked, embed?.external?.uri, embed?.media?.external?.uri].flatMap((uri) => uri ?? []);
}

/** `at://did:plc:x/app.bsky.feed.post/3k` as `did:plc:x/3k`. */
function keyOf(uri: string): string {
  const [did = "", , key = ""] = uri.replace(/^at:\/\//, "").split("/");
  return `${did}/${key}`;
}

function earlier(createdAt: string | null, indexedAt: string | null): string | null {
  if (createdAt === null || indexedAt === null) return createdAt ?? indexedAt;
  return createdAt < indexedAt ? createdAt : indexedAt;
}

function posterAccount(did: string, known: PostView["author"]): Account {
  // What the network shows for a handle that its domain does not confirm.
  const handle = known?.handle === "handle.invalid" ? null : (known?.handle ?? null);
  const bot = known?.labels.some(({ val, neg }) => val === "bot" && neg !== true) ?? false;
  return account("bluesky", did, {
    handle,
    name: known?.displayName ?? null,
    url: `https://bsky.app/profile/${did}`,
    bot,
  });
}

function authorOptedOut(item: unknown): boolean {
  return optedOut(z.object({ author }).safeParse(item).data?.author ?? null);
}

/** Whether an author asks not to be shown outside the network, which is what its label for logged-out visitors says. */
function optedOut(who: z.output<typeof author> | null): boolean {
  return who?.labels.some(({ val, neg }) => val === "!no-unauthenticated" && neg !== true) ?? false;
}
