import { parseFeedDate } from "./feed-dates.ts";
import type { FeedHead } from "./feed-document.ts";
import type { FeedElement } from "./feed-element.ts";
import { type Bases, baseOf, linksOf, relationOf, resolveLink } from "./feed-links.ts";
import { authorsOf, firstDate, tagsOf, textOf, titleOf } from "./feed-parts.ts";

const subtitleWords =
  "subtitle atom:subtitle tagline description itunes:subtitle itunes:summary dc:description abstract".split(" ");
const updatedWords =
  "updated atom:updated modified lastbuilddate dcterms:modified dc:date date pubdate published".split(" ");
const publishedWords = "pubdate published dcterms:issued issued dcterms:created created dc:date".split(" ");
const rightsWords = "rights atom:rights copyright dc:rights dcterms:rights media:copyright".split(" ");
const authorWords = "author atom:author dc:creator dc:author itunes:author itunes:owner managingeditor".split(" ");

/** What a feed says about itself. */
export function readHead(feed: FeedElement, bases: Bases): FeedHead {
  return {
    id: textOf(feed, ["id", "atom:id", "guid", "dc:identifier"]) ?? feed.attribute("rdf:about"),
    title: titleOf(feed.all("title")[0]) ?? textOf(feed, ["dc:title", "atom:title", "media:title", "itunes:title"]),
    subtitle: textOf(feed, subtitleWords),
    link: headLink(feed, bases),
    language: textOf(feed, ["language", "dc:language"]) ?? feed.attribute("xml:lang"),
    updated: firstDate(feed, updatedWords) ?? parseFeedDate(feed.attribute("lastmod")),
    published: firstDate(feed, publishedWords),
    authors: authorsOf(feed, bases, authorWords),
    contributors: authorsOf(feed, bases, ["contributor", "atom:contributor", "dc:contributor"]),
    publisher: authorsOf(feed, bases, ["webmaster", "dc:publisher"])[0] ?? null,
    tags: tagsOf(feed),
    rights: textOf(feed, rightsWords),
    generator:
      textOf(feed, ["generator", "atom:generator"]) ??
      feed.all("admin:generatoragent")[0]?.attribute("rdf:resource") ??
      null,
    image: imageOf(feed, bases),
  };
}

/** The page that the feed belongs to; Active Channels wrote it as an attribute. */
function headLink(feed: FeedElement, bases: Bases): string | null {
  for (const link of linksOf(feed)) {
    if (relationOf(link) !== "alternate") continue;
    const url = resolveLink(link.attribute("href") ?? link.text, bases, baseOf(link));
    if (url !== null) return url;
  }
  return resolveLink(feed.attribute("href"), bases);
}

function imageOf(feed: FeedElement, bases: Bases): string | null {
  const written =
    textOf(feed.all("image")[0] ?? feed, ["url"]) ??
    feed.all("itunes:image")[0]?.attribute("href") ??
    textOf(feed, ["logo", "atom:logo", "icon", "atom:icon"]) ??
    feed.all("googleplay:image")[0]?.attribute("href") ??
    feed.all("media:thumbnail")[0]?.attribute("url");
  return resolveLink(written, bases);
}
