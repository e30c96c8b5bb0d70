import { createHash } from "node:crypto";
import { escapeUTF8 } from "entities";
import { type Context, Hono } from "hono";
import { readPosts, renderFeed, windows1252 } from "./feed-documents.ts";
import { grouped } from "./grouped.ts";
import { accountAt, type BlogSpace, type World } from "./world.ts";

const types = {
  rss: "application/rss+xml",
  atom: "application/atom+xml",
  rdf: "application/rdf+xml",
  json: "application/feed+json",
};

/** Sends a body with its validators, or 304 where the reader has it already. */
export function conditional(c: Context, body: Uint8Array<ArrayBuffer>, type: string, changedAt: number): Response {
  const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`;
  const headers = { "content-type": type, etag, "last-modified": new Date(changedAt).toUTCString() };
  const match = c.req.header("if-none-match");
  const since = c.req.header("if-modified-since");
  // RFC 9110, 13.1.3: the date counts only where no ETag is sent.
  const same = match === undefined ? since !== undefined && Date.parse(since) >= changedAt : match.includes(etag);
  return same ? c.body(null, 304, headers) : c.body(body, 200, headers);
}

/**
 * `/feeds/{slug}.xml` in the blog's own format (RSS for those that write JSON), `/feeds/{slug}.json`, and the home
 * pages `/blogs/{slug}/` that announce them.
 * @param items how many of the latest posts a feed holds; null for all
 */
export function feedRoutes(world: World, items: number | null): Hono {
  const app = new Hono();
  const posts = grouped(world.posts, (post) => post.space);
  const blogs = new Map(
    world.spaces.flatMap((space, i) => (space.kind === "blog" ? [[space.slug, { space, i }]] : [])),
  );
  const find = (slug: string) => blogs.get(slug) as { space: BlogSpace; i: number } | undefined;

  app.get("/feeds/:file{.+\\.(xml|json)}", (c) => {
    const [, slug = "", suffix] = /^(.+)\.(xml|json)$/.exec(c.req.param("file")) ?? [];
    const blog = find(slug);
    if (!blog) return c.text("There is no such feed.", 404);
    const xml = blog.space.format === "json" ? "rss" : blog.space.format;
    const format = suffix === "json" ? "json" : xml;
    const list = readPosts(world, blog.space, (posts.get(blog.i) ?? []).slice(items === null ? 0 : -items));
    const text = renderFeed(blog.space, format, list, world.asOf);
    const charset = format === "json" ? "utf-8" : blog.space.charset;
    const body = charset === "utf-8" ? new TextEncoder().encode(text) : windows1252(text);
    // No charset in the header: the document's own declaration must be believed.
    return conditional(c, body, types[format], list[0]?.at ?? world.from);
  });
  app.get("/blogs/:slug/", (c) => {
    const blog = find(c.req.param("slug"));
    return blog ? c.html(homePage(world, blog.space)) : c.text("There is no such blog.", 404);
  });
  return app;
}

function homePage(world: World, blog: BlogSpace): string {
  const authors = blog.authors.flatMap((p) => world.people[p]?.accounts ?? []).map((i) => accountAt(world, i));
  const own = authors.filter((account) => account.platform === "blog" && account.url === blog.url);
  const me = own.flatMap((account) => account.links).map((url) => `<link rel="me" href="${escapeUTF8(url)}">`);
  const xml = types[blog.format === "json" ? "rss" : blog.format];
  return `<!doctype html>
<html lang="${blog.language}"><head><meta charset="utf-8"><title>${escapeUTF8(blog.name)}</title>
<link rel="alternate" type="${xml}" title="Posts" href="/feeds/${blog.slug}.xml">
<link rel="alternate" type="${types.json}" title="Posts" href="/feeds/${blog.slug}.json">
${me.join("\n")}
</head><body><h1>${escapeUTF8(blog.name)}</h1></body></html>
`;
}
