import { createHash } from "node:crypto";
import type {
  Account,
  CompleteThread,
  Endorsement,
  Metrics,
  Signal,
  SignalKind,
  Skip,
  Space,
} from "@groundswell/model";
import { account, excerpt, signal } from "@groundswell/model";
import { decodeHTML } from "entities";
import { plainText } from "./html.ts";
import { isoInstant } from "./instant.ts";
import { loadPage } from "./load-page.ts";
import { addressesInHtml, addressesInText, outboundLinks } from "./outbound-links.ts";
import { qaAnswerId, qaQuestionId } from "./qapage-id.ts";
import { malformed } from "./skip.ts";
import { isNode, nodesOfType, readStructuredData, type StructuredNode, textOf, valuesOf } from "./structured-data.ts";
import { statedFacts } from "./structured-person.ts";
import { resolveUrl } from "./web-address.ts";

/** What a page gives; `space` is where its signals are, `complete` what the page's own counts show to be all of a thread. */
export type MappedQaPage = {
  signals: Signal[];
  endorsements: Endorsement[];
  skipped: Skip[];
  complete: CompleteThread[];
  space: Space;
};

/** How a page is to be read. */
export type QaPageReading = {
  connector?: string;
  /** The space of all it holds; its site where left out. */
  space?: Space;
  /** Puts what only this site says onto a signal, from its node and its author's. */
  finish?: (signal: Signal, node: StructuredNode, author: StructuredNode | null) => Signal;
};

/** Why a page without a question is set aside: where every page of a pull is, the site has changed its pages. */
export const noQuestion = "page without a question";

const deepestReply = 20;
const nobody = /^(anonymous|deleted( user)?|guest|former (user|member)|\[deleted\]|unknown)$/i;
const htmlTag =
  /<\/?(a|b|blockquote|br|code|div|em|h[1-6]|hr|i|img|kbd|li|ol|p|pre|s|span|strong|sub|sup|table|td|th|tr|ul)\b[^<>]*>/i;

/**
 * Maps a page's schema.org QAPage or DiscussionForumPosting, as JSON-LD or microdata: the question, its accepted and
 * suggested answers, and comments. A posting is a question whose replies are comments.
 * @param url where the page is; it stands in for a question that gives no address of its own
 */
export function mapQaPage(html: string, url: string, reading: QaPageReading = {}): MappedQaPage {
  const { host, origin } = new URL(url);
  const space = reading.space ?? { platform: host, id: host, kind: "site", name: host, url: origin };
  const mapped: MappedQaPage = { signals: [], endorsements: [], skipped: [], complete: [], space };
  const nodes = nodesOfType(readStructuredData(html, url), "QAPage", "DiscussionForumPosting");
  const heads = nodes.flatMap((node) =>
    node["@type"].includes("QAPage") ? valuesOf(node, "mainEntity").filter(isNode) : [node],
  );
  const described = heads.length === 1 ? resolveUrl(loadPage(html)("link[rel=canonical]").attr("href"), url) : null;
  const page: Page = { url: described ?? url, reading, mapped, ids: new Set() };
  for (const head of heads) mapHead(page, head);
  if (heads.length === 0) mapped.skipped.push(malformed(noQuestion, new URL(url).pathname, html));
  return mapped;
}

type Page = { url: string; reading: QaPageReading; mapped: MappedQaPage; ids: Set<string> };

/** What all that was written below a question has from it. */
type Thread = { id: string; url: string; title: string | null; tags: string[] };

function mapHead(page: Page, node: StructuredNode): void {
  const url = address(node, page.url) ?? page.url;
  const thread: Thread = {
    id: qaQuestionId(url),
    url,
    title: words(textOf(node, "name", "headline")),
    tags: keywords(node),
  };
  const metrics: Metrics = { ...counts(node), ...replies(node) };
  const before = page.mapped.skipped.length;
  const asked = add(page, thread, node, { kind: "question", id: thread.id, parentId: null, url, metrics });
  const accepted = valuesOf(node, "acceptedAnswer").filter(isNode);
  for (const answer of accepted) mapReply(page, thread, answer, "answer", thread.id, true, 0);
  const suggested = valuesOf(node, "suggestedAnswer").filter(isNode);
  for (const answer of suggested) mapReply(page, thread, answer, "answer", thread.id, false, 0);
  for (const comment of valuesOf(node, "comment").filter(isNode))
    mapReply(page, thread, comment, "comment", thread.id, null, 0);
  const { platform } = page.mapped.space;
  const found = page.mapped.signals.filter(({ kind, threadId }) => kind === "answer" && threadId === thread.id);
  const kinds = wholeKinds(node, [...accepted, ...suggested], found.length);
  if (asked && page.mapped.skipped.length === before && kinds.length > 0)
    page.mapped.complete.push({ platform, threadId: thread.id, kinds });
}

/** The kinds of which the page holds as many as it counts; where it counts none, there may be more on another page. */
function wholeKinds(question: StructuredNode, answers: StructuredNode[], found: number): SignalKind[] {
  const answered = number(question, "answerCount") === found;
  const onlyComments = answers.length === 0 && question["@type"].includes("DiscussionForumPosting");
  if (!answered && !onlyComments) return [];
  const commented = [question, ...answers].every(hasAllComments);
  if (onlyComments && !answered) return commented ? ["question", "comment"] : [];
  return commented ? ["question", "answer", "comment"] : ["question", "answer"];
}

/** Some sites count the comments right below a post, others all that follow from it. */
function hasAllComments(node: StructuredNode): boolean {
  const count = number(node, "commentCount");
  return count === valuesOf(node, "comment").filter(isNode).length || count === commentsBelow(node, 0);
}

function commentsBelow(node: StructuredNode, depth: number): number {
  const comments = valuesOf(node, "comment").filter(isNode);
  if (depth > deepestReply) return comments.length;
  return comments.reduce((sum, comment) => sum + 1 + commentsBelow(comment, depth + 1), 0);
}

function mapReply(
  page: Page,
  thread: Thread,
  node: StructuredNode,
  kind: "answer" | "comment",
  parentId: string,
  accepted: boolean | null,
  depth: number,
): void {
  const url = address(node, page.url);
  const named = qaAnswerId(url, thread);
  const written = date(node, "datePublished", "dateCreated");
  const author = textOf(authorNode(node) ?? node, "name", "author");
  const hashed = hash(thread.url, author, written);
  // Two by one author on one day: their words tell them apart.
  const id =
    named ?? (page.ids.has(`${kind} ${hashed}`) ? hash(thread.url, author, written, textOf(node, "text")) : hashed);
  const metrics: Metrics = { ...counts(node), ...(accepted === null ? {} : { accepted }) };
  const added = add(page, thread, node, { kind, id, parentId, url: url ?? thread.url, metrics });
  if (added && accepted)
    page.mapped.endorsements.push({
      signal: { platform: page.mapped.space.platform, kind, id },
      kind: "accept",
      id: "accept",
      at: null,
      accountId: null,
    });
  if (depth === deepestReply) return;
  for (const comment of valuesOf(node, "comment").filter(isNode))
    mapReply(page, thread, comment, "comment", added ? id : parentId, null, depth + 1);
}

type Placed = { kind: SignalKind; id: string; parentId: string | null; url: string; metrics: Metrics };

function add({ reading, mapped, ids }: Page, thread: Thread, node: StructuredNode, placed: Placed): boolean {
  const position = `${placed.kind} ${placed.id}`;
  // Some sites list an accepted answer among the suggested ones as well; the accepted one came first.
  if (ids.has(position)) return false;
  ids.add(position);
  const occurredAt = date(node, "datePublished", "dateCreated");
  if (occurredAt === null) {
    mapped.skipped.push(malformed(`${placed.kind} without a usable date`, position, JSON.stringify(node)));
    return false;
  }
  const editedAt = date(node, "dateModified");
  const text = textOf(node, "text", "articleBody", "description");
  const made = signal({
    ...placed,
    connector: reading.connector ?? "qapage",
    occurredAt,
    editedAt: editedAt !== null && editedAt > occurredAt ? editedAt : null,
    space: mapped.space,
    account: authorOf(node, mapped.space.platform, placed.url),
    threadId: thread.id,
    title: thread.title,
    excerpt: excerpt(words(text)),
    language: textOf(node, "inLanguage"),
    tags: thread.tags,
    links: outboundLinks(addressesOf(text), [placed.url, thread.url]),
  });
  mapped.signals.push(reading.finish?.(made, node, authorNode(node)) ?? made);
  return true;
}

/** Where a node is: its address, or the part of the page that it is named by. */
function address(node: StructuredNode, base: string): string | null {
  const written = textOf(node, "url") ?? valuesOf(node, "url").filter(isNode)[0]?.["@id"] ?? textOf(node, "@id");
  return typeof written === "string" && !written.startsWith("_:") ? resolveUrl(written, base) : null;
}

function authorNode(node: StructuredNode): StructuredNode | null {
  return valuesOf(node, "author").find(isNode) ?? null;
}

/** Keyed by the number or address of the author's page; by the name only where a site gives nothing else. */
function authorOf(node: StructuredNode, platform: string, base: string): Account | null {
  const person = authorNode(node);
  const name = words(person ? textOf(person, "name", "alternateName") : textOf(node, "author"));
  const profile = person && address(person, base);
  const url = profile && new URL(profile).pathname !== "/" ? profile.replace(/#.*$/s, "") : null;
  if (name !== null && nobody.test(name)) return null;
  if (url === null && name === null) return null;
  const number = url === null ? null : /\/(?:users?|members?|profiles?|u)\/(?:id\/)?(\d+)(?:\/|$)/i.exec(url)?.[1];
  const same = person ? valuesOf(person, "sameAs").flatMap((one) => resolveUrl(textish(one), base) ?? []) : [];
  const id = number ?? url ?? `${platform}#${(name ?? "").toLowerCase()}`;
  return account(platform, id, { name, url, links: [...new Set(same)], ...(person && statedFacts(person)) });
}

function textish(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** ISO 8601, sometimes a day alone, sometimes without a zone: then it is read as UTC. */
function date(node: StructuredNode, ...properties: string[]): string | null {
  const written = textOf(node, ...properties);
  return isoInstant(written && /^\d{4}-\d{2}-\d{2}$/.test(written) ? `${written}T00:00:00Z` : written);
}

function number(node: StructuredNode, property: string): number | null {
  const written = textOf(node, property)?.replace(/(?<=\d),(?=\d{3})/g, "");
  return written && Number.isFinite(Number(written)) ? Number(written) : null;
}

function counts(node: StructuredNode): Metrics {
  const metrics: Metrics = {};
  const [up, down] = [number(node, "upvoteCount"), number(node, "downvoteCount")];
  if (up !== null) metrics.score = up - (down ?? 0);
  for (const counter of valuesOf(node, "interactionStatistic").filter(isNode)) {
    const count = number(counter, "userInteractionCount");
    const [type] = valuesOf(counter, "interactionType");
    const action = isNode(type) ? [...type["@type"], type["@id"]].join(" ") : String(type);
    if (count !== null && action.includes("ViewAction")) metrics.views = count;
    if (count !== null && action.includes("LikeAction") && !action.includes("Dislike")) metrics.likes = count;
  }
  return metrics;
}

function replies(node: StructuredNode): Metrics {
  const count = number(node, "answerCount") ?? number(node, "commentCount");
  return count === null ? {} : { replies: count };
}

function keywords(node: StructuredNode): string[] {
  const listed = valuesOf(node, "keywords").flatMap((one) =>
    isNode(one) ? (textOf(one, "name") ?? []) : typeof one === "string" ? one.split(",") : [],
  );
  return [...new Set(listed.map((tag) => tag.trim()).filter((tag) => tag !== ""))];
}

/** Text that is HTML on one site and plain on the next: `<members>` is a word, `<p>` is not. */
function words(text: string | null): string | null {
  if (text === null) return null;
  return (htmlTag.test(text) ? plainText(text) : decodeHTML(text).trim()) || null;
}

function addressesOf(text: string | null): string[] {
  if (text === null) return [];
  return htmlTag.test(text) ? addressesInHtml(text) : addressesInText(decodeHTML(text));
}

function hash(...parts: (string | null)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
