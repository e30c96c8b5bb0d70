import { encodeXML, escapeUTF8 } from "entities";
import { postGuid, postUrl } from "./blog-addresses.ts";
import { html, postTitle, textKey } from "./text.ts";
import {
  accountAt,
  type BlogFormat,
  type BlogSpace,
  type Instant,
  iso,
  isoSeconds,
  type World,
  type WorldPost,
} from "./world.ts";

/** A post with everything that a feed says of it. */
type FeedPost = {
  at: Instant;
  url: string;
  guid: string;
  title: string;
  html: string;
  author: { name: string; url: string } | null;
};

const feedUrl = (blog: BlogSpace, suffix: string) => `${blog.url}feed.${suffix}`;
// Double escaping is what blog software does to a title that it takes for HTML.
const escapesTwice = (blog: BlogSpace) => blog.format === "rss" && blog.guids === "url";

/** The posts of a blog as its feed shows them, newest first. */
export function readPosts(world: World, blog: BlogSpace, posts: WorldPost[]): FeedPost[] {
  return posts
    .map((post): FeedPost => {
      const key = textKey(world, blog.id, post.number);
      const { name, handle } = accountAt(world, post.author);
      return {
        ...{
          at: post.at,
          url: postUrl(world, post),
          guid: postGuid(world, post),
          html: html(world, blog.id, post.number),
        },
        title: postTitle(key, blog.language),
        author: blog.namesAuthor ? { name, url: `${blog.url}about/${handle}` } : null,
      };
    })
    .reverse();
}

/** A feed in one of four formats, as text; its XML declaration names the blog's own charset. */
export function renderFeed(blog: BlogSpace, format: BlogFormat, posts: FeedPost[], builtAt: Instant): string {
  if (format === "json") return json(blog, posts);
  const declaration = `<?xml version="1.0" encoding="${blog.charset}"?>\n`;
  if (format === "atom") return declaration + atom(blog, posts, builtAt);
  return declaration + (format === "rdf" ? rdf(blog, posts) : rss(blog, posts));
}

function rss(blog: BlogSpace, posts: FeedPost[]): string {
  const items = posts.map(
    (post) => `<item><title>${escapeUTF8(escapesTwice(blog) ? encodeXML(post.title) : post.title)}</title>
<link>${escapeUTF8(post.url)}</link><guid isPermaLink="${blog.guids === "url"}">${escapeUTF8(post.guid)}</guid>
${post.author ? `<dc:creator><![CDATA[${post.author.name}]]></dc:creator>` : ""}<pubDate>${rfc822(post.at)}</pubDate>
<category>lumen</category><content:encoded><![CDATA[${post.html}]]></content:encoded></item>`,
  );
  return `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>${escapeUTF8(blog.name)}</title><link>${blog.url}</link><description>On Lumen</description>
<language>${blog.language}</language>
${items.join("\n")}
</channel></rss>
`;
}

function atom(blog: BlogSpace, posts: FeedPost[], builtAt: Instant): string {
  const entries = posts.map(
    (post) => `<entry><id>${escapeUTF8(post.guid)}</id><title type="text">${escapeUTF8(post.title)}</title>
<link rel="alternate" href="${escapeUTF8(post.url)}"/><published>${isoSeconds(post.at)}</published><updated>${isoSeconds(post.at)}</updated>
${post.author ? `<author><name>${escapeUTF8(post.author.name)}</name><uri>${post.author.url}</uri></author>` : ""}
<category term="lumen"/><content type="html">${escapeUTF8(post.html)}</content></entry>`,
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${blog.language}">
<id>tag:${blog.id},2024:feed</id><title>${escapeUTF8(blog.name)}</title><updated>${isoSeconds(posts[0]?.at ?? builtAt)}</updated>
<link rel="alternate" href="${blog.url}"/><link rel="self" href="${feedUrl(blog, "xml")}"/>
${entries.join("\n")}
</feed>
`;
}

function rdf(blog: BlogSpace, posts: FeedPost[]): string {
  const items = posts.map(
    (
      post,
    ) => `<item rdf:about="${escapeUTF8(post.url)}"><title>${escapeUTF8(post.title)}</title><link>${escapeUTF8(post.url)}</link>
${post.author ? `<dc:creator>${escapeUTF8(post.author.name)}</dc:creator>` : ""}<dc:date>${isoSeconds(post.at)}</dc:date><dc:subject>lumen</dc:subject>
<content:encoded><![CDATA[${post.html}]]></content:encoded></item>`,
  );
  const sequence = posts.map((post) => `<rdf:li rdf:resource="${escapeUTF8(post.url)}"/>`).join("");
  return `<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="${blog.url}"><title>${escapeUTF8(blog.name)}</title><link>${blog.url}</link><description>On Lumen</description>
<dc:language>${blog.language}</dc:language><items><rdf:Seq>${sequence}</rdf:Seq></items></channel>
${items.join("\n")}
</rdf:RDF>
`;
}

function json(blog: BlogSpace, posts: FeedPost[]): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    ...{ title: blog.name, home_page_url: blog.url, feed_url: feedUrl(blog, "json"), language: blog.language },
    items: posts.map((post) => ({
      ...{ id: post.guid, url: post.url, title: post.title, content_html: post.html, date_published: iso(post.at) },
      ...{ tags: ["lumen"], ...(post.author && { authors: [post.author] }) },
    })),
  });
}

function rfc822(at: Instant): string {
  return new Date(at).toUTCString().replace("GMT", "+0000");
}

// The letters at which windows-1252 leaves Latin-1, as far as the world's texts use them.
const moved: Record<string, number> = {
  "€": 0x80,
  "…": 0x85,
  "‘": 0x91,
  "’": 0x92,
  "“": 0x93,
  "”": 0x94,
  "–": 0x96,
  "—": 0x97,
};

/** A text in windows-1252; what it cannot hold becomes a character reference. */
export function windows1252(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) as number;
    const own = moved[letter] ?? (code < 0x80 || (code > 0x9f && code < 0x100) ? code : null);
    if (own === null) bytes.push(...new TextEncoder().encode(`&#${code};`));
    else bytes.push(own);
  }
  return Uint8Array.from(bytes);
}
