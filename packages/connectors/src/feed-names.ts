/** The prefix that the specification of each namespace uses. Dialects and misspellings of one namespace share it; "" is a feed's own words. */
const prefixes: [RegExp, string][] = [
  [/^https?:\/\/(www\.)?w3\.org\/2005\/atom\/?$/, "atom"],
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
  [
    /^https?:\/\/(tools\.)?search\.yahoo\.com\/mrss(\/rss\.html)?\/?$|^https?:\/\/(www\.)?rssboard\.org\/media-rss$/,
    "media",
  ],
  [/^https?:\/\/(podcastindex\.org\/namespace\/1\.0|github\.com\/podcastindex-org\/)/, "podcast"],
  [/^https?:\/\/www\.google\.com\/schemas\/play-podcasts\/1\.0\/?$/, "googleplay"],
  [/^https?:\/\/webns\.net\/mvcb\/?$/, "admin"],
  [/^https?:\/\/xmlns\.com\/foaf\/0\.1\/?$/, "foaf"],
  [/^https?:\/\/(www\.)?prismstandard\.org\/namespaces\//, "prism"],
  [/^https?:\/\/purl\.org\/syndication\/thread\/1\.0\/?$/, "thr"],
  [/^https?:\/\/rssnamespace\.org\/feedburner\/ext\/1\.0\/?$/, "feedburner"],
  [/^https?:\/\/(www\.)?w3\.org\/1999\/xhtml\/?$/, "xhtml"],
  [/^http:\/\/www\.w3\.org\/xml\/1998\/namespace$/, "xml"],
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

/** The canonical prefix of a namespace, or null where it is none that is read. */
export function canonicalPrefix(namespace: string): string | null {
  const uri = namespace.trim().toLowerCase();
  return prefixes.find(([shape]) => shape.test(uri))?.[1] ?? null;
}
