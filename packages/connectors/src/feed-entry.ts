import type { Metrics } from "@groundswell/model";
import type { FeedAuthor } from "./feed-authors.ts";
import { parseFeedDate } from "./feed-dates.ts";
import type { FeedEntry } from "./feed-document.ts";
import type { FeedElement } from "./feed-element.ts";
import { type Bases, baseOf, linksOf, relationOf, resolveLink } from "./feed-links.ts";
import { authorsOf, decoded, enclosuresOf, firstDate, firstOf, tagsOf, textOf, titleOf } from "./feed-parts.ts";
import { guessedText, htmlText } from "./feed-text.ts";
import { addressesInHtml, guessedAddresses } from "./outbound-links.ts";

const publishedWords =
  "pubdate published atom:published issued dcterms:issued created dcterms:created dc:date prism:publicationdate date".split(
    " ",
  );
const updatedWords = "updated atom:updated modified dcterms:modified".split(" ");
const bodyWords = "content:encoded content atom:content xhtml:body body xhtml:div description".split(" ");
const summaryWords =
  "summary atom:summary media:description itunes:summary dc:description itunes:subtitle abstract".split(" ");

const authorWords = "author atom:author dc:creator dc:author itunes:author".split(" ");

const idWords = ["guid", "id", "atom:id", "dc:identifier"];
const titleWords = ["title", "dc:title", "media:title", "itunes:title"];
const shownWords = ["summary", "atom:summary", "description", ...summaryWords, "content:encoded"];
const contributorWords = ["contributor", "atom:contributor", "dc:contributor", "podcast:person", "media:credit"];
const rightsWords = ["rights", "atom:rights", "copyright", "dc:rights", "dcterms:rights", "media:copyright"];

/**
 * Reads one RSS item or Atom entry. What only few ask for is read when it is asked for.
 * @param bases what its relative links are relative to, innermost first
 */
export function readEntry(element: FeedElement, bases: Bases): FeedEntry {
  return new ElementEntry(element, bases);
}

/** Those an entry names, else those of the feed that it was taken from, else who is credited for what it shows. */
function entryAuthors(
  element: FeedElement,
  source: FeedElement | undefined,
  group: FeedElement | undefined,
  base: Bases,
) {
  const own = authorsOf(element, base, authorWords);
  if (own.length > 0) return own;
  const elsewhere = source === undefined ? [] : authorsOf(source, base, ["author", "atom:author"]);
  if (elsewhere.length > 0) return elsewhere;
  const credits = [element, ...(group ? [group] : [])].flatMap((one) => one.all("media:credit"));
  const authors = credits.filter((credit) => /^(author|owner|anchor person)?$/i.test(credit.attribute("role") ?? ""));
  return authors.flatMap((credit) => authorsOf({ ...credit, all: () => [credit] }, base, ["media:credit"]));
}

/** An RSS id is the entry's address unless it says that it is none. */
function permalink(element: FeedElement, guid: string | null, base: Bases): string | null {
  const said = element.all("guid")[0]?.attribute("ispermalink")?.toLowerCase();
  if (said === "false") return null;
  return said === "true" || /^https?:/i.test(guid ?? "") ? resolveLink(guid, base) : null;
}

const languageWords = ["dc:language", "language"];
const spokenWords = ["content", "atom:content", "summary", "atom:summary", "title", "description"];

/** What the entry says of its language, or what its parts do. */
function languageOf(element: FeedElement): string | null {
  const own = firstOf(element, languageWords)?.text ?? element.attribute("xml:lang");
  if (own) return own;
  for (const word of spokenWords) {
    const language = element.all(word)[0]?.attribute("xml:lang");
    if (language) return language;
  }
  return null;
}

/** Atom: the alternate page, HTML first; RSS: the link's text; else what was enclosed. */
function entryLink(element: FeedElement, bases: Bases): string | null {
  const original = resolveLink(element.all("feedburner:origlink")[0]?.text, bases);
  if (original !== null) return original;
  const links = linksOf(element);
  for (const isWanted of wantedLinks)
    for (const link of links) {
      const url = isWanted(link) ? resolveLink(link.attribute("href") ?? link.text, bases, baseOf(link)) : null;
      if (url !== null) return url;
    }
  const address = element.attribute("href") ?? element.all("a")[0]?.attribute("href") ?? element.attribute("rdf:about");
  return resolveLink(address, bases) ?? enclosuresOf(element, links, bases)[0]?.url ?? null;
}

/** The links that lead to an entry's page, the surest first. */
const wantedLinks: ((link: FeedElement) => boolean)[] = [
  (link) => isAlternate(link) && /html/i.test(link.attribute("type") ?? "html"),
  isAlternate,
  (link) => relationOf(link) === "self",
];

function isAlternate(link: FeedElement): boolean {
  return relationOf(link) === "alternate";
}

function bodyOf(element: FeedElement, group: FeedElement | undefined): FeedEntry["body"] {
  for (const word of bodyWords) {
    const text = readableText(element, word);
    if (text !== "") return { text, full: word !== "description" };
  }
  for (const word of summaryWords) {
    const text = readableText(element, word);
    if (text !== "") return { text, full: false };
  }
  const described = group?.all("media:description")[0]?.text ?? "";
  return described === "" ? null : { text: guessedText(described), full: false };
}

/** The addresses in the very text that is the entry's body. */
function addressesOf(element: FeedElement, group: FeedElement | undefined): string[] {
  for (const word of [...bodyWords, ...summaryWords])
    for (const one of element.all(word))
      for (const part of [one, ...one.all(word)]) {
        if (part.text === "" || !isText(part)) continue;
        const type = part.attribute("type");
        const isPlain = type === "text" || type === "text/plain";
        return isPlain ? guessedAddresses(decoded(part)) : addressesInHtml(decoded(part));
      }
  return guessedAddresses(group?.all("media:description")[0]?.text ?? "");
}

/** The text of the first element of a name that has any; empty where none has. */
function readableText(element: FeedElement, word: string): string {
  for (const one of element.all(word))
    for (const part of [one, ...one.all(word)]) {
      // Atom allows a picture or a sound, in base 64, as content.
      if (part.text === "" || !isText(part)) continue;
      const type = part.attribute("type");
      return type === "text" || type === "text/plain" ? guessedText(decoded(part)) : htmlText(decoded(part));
    }
  return "";
}

function isText(element: FeedElement): boolean {
  const type = element.attribute("type");
  return type === null || /^(text|html|xhtml)$|^text\/|^(application|multipart)\/.*(xml|html|alternative)/i.test(type);
}

function originOf(source: FeedElement, base: Bases): FeedEntry["origin"] {
  const links = linksOf(source);
  const alternate = links.find((link) => relationOf(link) === "alternate") ?? links[0];
  const url = resolveLink(source.attribute("url") ?? alternate?.attribute("href") ?? alternate?.text, base);
  const id = firstOf(source, ["id", "atom:id"])?.text ?? null;
  const name = textOf(source, ["title", "atom:title"]) ?? (source.text.startsWith("<") ? null : titleOf(source));
  return url === null && name === null && id === null ? null : { id, name, url };
}

function metricsOf(element: FeedElement, group: FeedElement | undefined): Metrics {
  const community = group?.all("media:community")[0] ?? element.all("media:community")[0];
  const metrics: Metrics = {};
  const add = (name: string, value: number | null) => {
    if (value !== null) metrics[name] = value;
  };
  add("replies", count(element.all("slash:comments")[0]?.text) ?? count(element.all("thr:total")[0]?.text));
  add("views", count(community?.all("media:statistics")[0]?.attribute("views")));
  add("likes", count(community?.all("media:starrating")[0]?.attribute("count")));
  add("duration", minutes(element.all("itunes:duration")[0]?.text));
  return metrics;
}

function count(text: string | null | undefined): number | null {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Minutes from `HH:MM:SS`, `MM:SS` or seconds, to two decimals. */
function minutes(text: string | undefined): number | null {
  if (!text || !/^\d{1,6}(:\d{1,2}){0,2}$/.test(text)) return null;
  const seconds = text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round((seconds / 60) * 100) / 100;
}

class ElementEntry implements FeedEntry {
  readonly id: string | null;
  readonly link: string | null;
  readonly title: string | null;
  readonly body: FeedEntry["body"];
  readonly published: Date | null;
  readonly updated: Date | null;
  readonly authors: FeedAuthor[];
  readonly tags: string[];
  readonly language: string | null;
  readonly origin: FeedEntry["origin"];
  readonly inReplyTo: string | null;
  readonly metrics: Metrics;
  private readonly element: FeedElement;
  private readonly group: FeedElement | undefined;
  private readonly bases: Bases;

  constructor(element: FeedElement, outer: Bases) {
    const own = baseOf(element);
    const bases = own === null ? outer : [own, ...outer];
    const group = element.all("media:group")[0];
    const source = element.all("source")[0] ?? element.all("atom:source")[0];
    const guid = firstOf(element, idWords)?.text ?? element.attribute("rdf:about");
    this.element = element;
    this.group = group;
    this.bases = bases;
    this.id = guid || null;
    this.link = entryLink(element, bases) ?? permalink(element, guid, bases);
    this.title = textOf(element, titleWords) ?? titleOf(group?.all("media:title")[0]);
    this.body = bodyOf(element, group);
    this.published = firstDate(element, publishedWords);
    this.updated = firstDate(element, updatedWords) ?? parseFeedDate(element.attribute("lastmod"));
    this.authors = entryAuthors(element, source, group, bases);
    this.tags = tagsOf(element);
    this.language = languageOf(element);
    this.origin = source === undefined ? null : originOf(source, bases);
    this.inReplyTo = element.all("thr:in-reply-to")[0]?.attribute("ref") ?? null;
    this.metrics = metricsOf(element, group);
  }

  get addresses(): string[] {
    return addressesOf(this.element, this.group);
  }

  get summary(): string | null {
    return textOf(this.element, shownWords) ?? titleOf(this.group?.all("media:description")[0]);
  }

  get dated(): boolean {
    const { element } = this;
    const isWritten = (word: string) => element.all(word).length > 0;
    return element.attribute("lastmod") !== null || publishedWords.some(isWritten) || updatedWords.some(isWritten);
  }

  get contributors(): FeedAuthor[] {
    return authorsOf(this.element, this.bases, contributorWords);
  }

  get rights(): string | null {
    return textOf(this.element, rightsWords);
  }

  get enclosures(): FeedEntry["enclosures"] {
    return enclosuresOf(this.element, linksOf(this.element), this.bases);
  }

  get comments(): string | null {
    const { element, bases } = this;
    const written = element.all("comments")[0];
    const replies = linksOf(element).find((link) => relationOf(link) === "replies");
    return (
      resolveLink(written?.text, bases, written ? baseOf(written) : null) ??
      resolveLink(replies?.attribute("href"), bases)
    );
  }
}
