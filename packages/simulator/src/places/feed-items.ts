import { hourMs } from "@groundswell/model";
import { encodeXML } from "entities";
import { inventName, slugOf } from "../names.ts";
import { random } from "../random.ts";
import { postTitle, prose, proseHtml } from "../text.ts";

/** What a blog wrote once. */
export type BlogItem = {
  number: number;
  at: number;
  editedAt: number | null;
  title: string;
  /** Null where the feed names nobody. */
  authors: string[];
  /** The feed's own id; null where it gives none. */
  id: string | null;
  link: string | null;
  /** The feed gives its beginning only; the rest is on its page. */
  cut: boolean;
  /** Dated in a way that no reader can read. */
  undated: boolean;
  /** Stays on top of the feed. */
  pinned: boolean;
  tags: string[];
  html: string;
  summary: string;
};

/** The posts of a blog from `from` to `until`, oldest first: some share an instant, some lack an id, an author or a date. */
export function blogItems(seed: number, from: number, until: number, site: string): BlogItem[] {
  const chance = random(seed, "places/feed");
  const names = Array.from({ length: 4 }, () => inventName(chance));
  const items: BlogItem[] = [];
  let at = from;
  for (let number = 1; at < until; number++) {
    const key = `${seed}/places/feed/${number}`;
    const language = chance.pick(["en", "fr", "de"]);
    // The number keeps two titles apart that the same words were drawn for.
    const title = `${postTitle(key, language)} (${number})`;
    const bare = number % 17 === 0;
    const link = bare ? null : `${site}/${new Date(at).getUTCFullYear()}/${number}-${slugOf(title)}`;
    items.push({
      number,
      at,
      editedAt: number % 5 === 0 && !bare ? at + 30 * hourMs : null,
      title,
      authors: number % 6 === 0 ? [] : chance.shuffled(names).slice(0, number % 8 === 0 ? 2 : 1),
      id: bare || number % 7 === 0 ? null : `tag:wick.example,2025:${number}`,
      link,
      cut: number % 3 === 0 && link !== null,
      // When such an entry was written nobody can say, unless it is seen to come.
      undated: number % 23 === 0 && at < Date.UTC(2026, 0, 1),
      pinned: number === 4,
      tags: number % 2 === 0 ? ["lumen", "wicks & beams"] : [],
      html: proseHtml(key).repeat(4),
      summary: `${prose(key).slice(0, 90)} […]`,
    });
    if (!chance.chance(0.1)) at += Math.round(chance.exponential(30)) * hourMs + 60_000;
  }
  return items;
}

const dateOf = (item: BlogItem) => (item.undated ? "some time in spring" : new Date(item.at).toUTCString());
const isoOf = (item: BlogItem) => (item.undated ? "some time in spring" : new Date(item.at).toISOString());
const editedOf = (item: BlogItem) => new Date(item.editedAt ?? item.at).toISOString();

/** RSS 2.0 in UTF-8: titles are escaped twice, the body in a CDATA section. */
export function rssOf(site: string, items: BlogItem[]): string {
  const item = (one: BlogItem) => `<item><title>${encodeXML(encodeXML(one.title))}</title>
${one.link ? `<link>${one.link}?utm_source=rss</link>` : ""}${one.id ? `<guid isPermaLink="false">${one.id}</guid>` : ""}
<pubDate>${dateOf(one)}</pubDate>${one.authors.map((name) => `<dc:creator><![CDATA[${name}]]></dc:creator>`).join("")}
${one.tags.map((tag) => `<category>${encodeXML(tag)}</category>`).join("")}
<description>${encodeXML(one.summary)}</description>
${one.cut ? "" : `<content:encoded><![CDATA[${one.html}]]></content:encoded>`}</item>`;
  return `\ufeff<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Wick &amp; beam</title><link>${site}/</link><description>On Lumen</description><language>en</language>
${items.map(item).join("\n")}</channel></rss>`;
}

/** Atom 1.0 with relative links; it cannot leave out the date of an edit. */
export function atomOf(site: string, items: BlogItem[]): string {
  const entry = (one: BlogItem) => `<entry><title type="html">${encodeXML(encodeXML(one.title))}</title>
${one.link ? `<link href="${one.link.slice(site.length + 1)}"/>` : ""}${one.id ? `<id>${one.id}</id>` : ""}
<published>${isoOf(one)}</published>${one.undated ? "" : `<updated>${editedOf(one)}</updated>`}
${one.authors.map((name) => `<author><name>${encodeXML(name)}</name></author>`).join("")}
${one.tags.map((tag) => `<category term="${encodeXML(tag)}"/>`).join("")}
${one.cut ? `<summary>${encodeXML(one.summary)}</summary>` : `<content type="html">${encodeXML(one.html)}</content>`}</entry>`;
  return `<?xml version="1.0" encoding="utf-16"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="${site}/"><title>Wick &amp; beam</title><link href="./"/>
<id>${site}/</id>${items.map(entry).join("\n")}</feed>`;
}

/** RSS 1.0 with prefixes of its own; every item names its page, so one without a page has no `rdf:about` either. */
export function rdfOf(site: string, items: BlogItem[]): string {
  const item = (
    one: BlogItem,
  ) => `<s:item${one.link ? ` r:about="${one.link}"` : ""}><s:title>${encodeXML(one.title)}</s:title>
${one.link ? `<s:link>${one.link}</s:link>` : ""}${one.id ? `<d:identifier>${one.id}</d:identifier>` : ""}
<d:date>${isoOf(one)}</d:date>${one.authors.map((name) => `<d:creator>${encodeXML(name)}</d:creator>`).join("")}
${one.tags.map((tag) => `<d:subject>${encodeXML(tag)}</d:subject>`).join("")}
<s:description>${encodeXML(one.cut ? one.summary : one.html)}</s:description></s:item>`;
  return `<?xml version="1.0" encoding="iso-8859-1"?>
<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
<s:channel r:about="${site}/"><s:title>Wick &amp; beam</s:title><s:link>${site}/</s:link></s:channel>
${items.map(item).join("\n")}</r:RDF>`;
}

/** JSON Feed 1.1, with a comma too many as people write it by hand. */
export function jsonOf(site: string, items: BlogItem[]): string {
  const written = items.map((one) =>
    JSON.stringify({
      ...(one.id ? { id: one.id } : {}),
      ...(one.link ? { url: one.link } : {}),
      title: one.title,
      date_published: isoOf(one),
      ...(one.editedAt === null ? {} : { date_modified: editedOf(one) }),
      authors: one.authors.map((name) => ({ name })),
      tags: one.tags,
      ...(one.cut ? { summary: one.summary } : { content_html: one.html }),
    }),
  );
  return `{"version":"https://jsonfeed.org/version/1.1","title":"Wick & beam","home_page_url":"${site}/","items":[${written.join(",\n")},]}`;
}
