/** The prefix that the specification of each namespace uses. Dialects and misspellings of one namespace share it; "" is a feed's own words. */
const prefixes: [RegExp, string][] = [
  [/^https?:\/\/(www\.)?w3\.org\/2005\/atom$/, "atom"],
  [/^https?:\/\/purl\.org\/(atom|echo|pie)\//, "atom"],
  [/^https?:\/\/example\.com\/(newformat#|necho)$|^uri\/of\/echo\/namespace#$/, "atom"],
  [/^https?:\/\/purl\.org\/(rss\/1\.0\/?|net\/rss1\.1#?)$/, ""],
  [/^https?:\/\/(my|channel)\.netscape\.com\/(rdf\/simple|publish\/formats)\//, ""],
  [/^https?:\/\/(backend\.userland\.com|blogs\.law\.harvard\.edu\/tech)\//, ""],
  [/^https?:\/\/(www\.)?w3\.org\/1999\/02\/22-rdf-syntax-ns#?$/, "rdf"],
  [/^https?:\/\/purl\.org\/dc\/elements\/1\.[01]\/?$/, "dc"],
  [/^https?:\/\/purl\.org\/dc\/terms\/?$/, "dcterms"],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content\/?$/, "content"],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/slash\/?$/, "slash"],
  [/^https?:\/\/(www\.itunes|example)\.com\/dtds\/podcast-1\.0\.dtd$/, "itunes"],
  [/^https?:\/\/search\.yahoo\.com\/mrss\/?$/, "media"],
  [/^https?:\/\/(www\.)?prismstandard\.org\/namespaces\//, "prism"],
  [/^https?:\/\/purl\.org\/syndication\/thread\/1\.0\/?$/, "thr"],
  [/^https?:\/\/rssnamespace\.org\/feedburner\/ext\/1\.0\/?$/, "feedburner"],
  [/^https?:\/\/(www\.)?w3\.org\/1999\/xhtml\/?$/, "xhtml"],
  [/^http:\/\/www\.w3\.org\/xml\/1998\/namespace$/, "xml"],
];

/** What is read of a feed and of an entry: canonical names, in lower case. */
export const feedWords = [
  "title",
  "dc:title",
  "link",
  "atom:link",
  "language",
  "dc:language",
  "author",
  "atom:author",
  "dc:creator",
  "itunes:author",
  "itunes:owner",
  "managingeditor",
];

export const entryWords = [
  "title",
  "dc:title",
  "media:title",
  "link",
  "atom:link",
  "feedburner:origlink",
  "guid",
  "id",
  "atom:id",
  "dc:identifier",
  "pubdate",
  "published",
  "issued",
  "created",
  "updated",
  "modified",
  "atom:published",
  "atom:updated",
  "dc:date",
  "prism:publicationdate",
  "date",
  "dcterms:issued",
  "dcterms:created",
  "dcterms:modified",
  "author",
  "atom:author",
  "dc:creator",
  "itunes:author",
  "source",
  "atom:source",
  "category",
  "atom:category",
  "dc:subject",
  "itunes:keywords",
  "media:keywords",
  "description",
  "dc:description",
  "content:encoded",
  "content",
  "atom:content",
  "summary",
  "atom:summary",
  "itunes:summary",
  "body",
  "xhtml:body",
  "xhtml:div",
  "media:group",
  "media:description",
  "media:community",
  "dc:language",
  "language",
  "slash:comments",
  "thr:total",
  "thr:in-reply-to",
  "itunes:duration",
  "enclosure",
];

/** Turns a document's own names into canonical ones: `DC:Creator`, `d:creator` and `dc:creator` are one word. */
export type NameReader = (name: string) => string;

/**
 * The reader of names for one document. Prefixes go by the namespaces that it declares, wherever it declares them; an undeclared
 * prefix stands for itself. Atom's own words lose their prefix where the document is an Atom feed.
 */
export function nameReader(xml: string): NameReader {
  const root = /<([\w.-]+:)?(feed|entry|rss|rdf|channel)\b/i.exec(xml);
  const atom = /^(feed|entry)$/i.test(root?.[2] ?? "");
  const declared = new Map<string, string>();
  for (const [, prefix = "", quoted = ""] of xml.matchAll(/\sxmlns:([\w.-]+)\s*=\s*("[^"]*"|'[^']*')/g)) {
    const canonical = canonicalPrefix(quoted.slice(1, -1));
    if (canonical !== null && !declared.has(prefix.toLowerCase())) declared.set(prefix.toLowerCase(), canonical);
  }
  const seen = new Map<string, string>();
  return (name) => {
    const known = seen.get(name);
    if (known !== undefined) return known;
    const [local = "", own = ""] = name.toLowerCase().split(":", 2).reverse();
    const prefix = declared.get(own) ?? own;
    const bare = prefix === "" || (atom && prefix === "atom");
    // RSS 1.0 is read by its root's usual spelling.
    const canonical = local === "rdf" ? "rdf:RDF" : bare ? local : `${prefix}:${local}`;
    if (seen.size < 10_000) seen.set(name, canonical);
    return canonical;
  };
}

function canonicalPrefix(namespace: string): string | null {
  const uri = namespace.trim().toLowerCase();
  return prefixes.find(([shape]) => shape.test(uri))?.[1] ?? null;
}
