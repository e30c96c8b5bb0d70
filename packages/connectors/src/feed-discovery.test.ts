import { describe, expect, it } from "vitest";
import { discoverFeeds } from "./feed-discovery.ts";

const page = "https://blog.example/2026/about/";
const urls = (html: string, link?: string) => discoverFeeds(html, page, link).map(({ url }) => url);

describe("the feeds of a page", () => {
  it("are those it announces, with title and type, in their order", () => {
    const html = `<!doctype html><head>
      <link rel="stylesheet" href="/style.css">
      <link rel="alternate" type="application/rss+xml" title="Shells &amp;
        more &raquo; Feed" href="/feed/">
      <LINK HREF='atom.xml' TYPE='Application/Atom+XML; charset=utf-8' REL='nofollow ALTERNATE'>
      <link rel=alternate type=application/feed+json href=//cdn.example/feed.json>`;
    expect(discoverFeeds(html, page)).toEqual([
      { url: "https://blog.example/feed/", title: "Shells & more » Feed", type: "application/rss+xml" },
      { url: "https://blog.example/2026/about/atom.xml", title: null, type: "application/atom+xml" },
      { url: "https://cdn.example/feed.json", title: null, type: "application/feed+json" },
    ]);
  });

  it("come after nothing but those of comments, by title or by address, in other languages too", () => {
    const link = (href: string, title: string) =>
      `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`;
    const html =
      link("/comments/feed/", "Shells") + link("/k.xml", "Shells » Kommentar-Feed") + link("/feed/", "Shells » Feed");
    expect(urls(html)).toEqual([
      "https://blog.example/feed/",
      "https://blog.example/comments/feed/",
      "https://blog.example/k.xml",
    ]);
  });

  it("are relative to the first base, which may itself be relative", () => {
    const html = `<base href="/blog/"><base href="https://other.example/"><link rel=alternate type="application/rss+xml" href="rss.xml">`;
    expect(urls(html)).toEqual(["https://blog.example/blog/rss.xml"]);
  });

  it("are also those of the HTTP Link header, relative to the page", () => {
    const header =
      '<https://api.example/wp-json/>; rel="https://api.w.org/", </feed?a=1,2>; rel="self alternate"; type="application/rss+xml"; title="a, \\"b\\"", <x.css>; rel=stylesheet, <atom>; type=application/atom+xml; rel=alternate';
    expect(discoverFeeds("<base href='/elsewhere/'>", page, header)).toEqual([
      { url: "https://blog.example/feed?a=1,2", title: 'a, "b"', type: "application/rss+xml" },
      { url: "https://blog.example/2026/about/atom", title: null, type: "application/atom+xml" },
    ]);
  });

  it("are neither APIs, translations and style sheets, nor the page itself, nor what is no web address", () => {
    const html = `
      <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
      <link rel="alternate" type="application/json+oembed" href="/oembed?format=json">
      <link rel="alternate" type="text/xml+oembed" href="/oembed?format=xml">
      <link rel="alternate" hreflang="nl" href="/nl/">
      <link rel="alternate stylesheet" type="text/css" href="/dark.css">
      <link rel="alternate" type="application/rss+xml" href="${page}">
      <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
      <link rel="alternate" type="application/rss+xml" href="">
      <!-- <link rel="alternate" type="application/rss+xml" href="/old.xml"> -->
      <script>"<link rel='alternate' type='application/rss+xml' href='/script.xml'>"</script>`;
    expect(urls(html)).toEqual([]);
  });

  it("are each named once, also when types are loose or the scheme is feed:", () => {
    const html = `
      <link rel="alternate" type="text/xml" href="/index.rdf">
      <link rel="alternate" type="application/json" href="/feed.json">
      <link rel="feed" href="feed:https://blog.example/a.xml">
      <link rel="alternate" type="application/atom+xml" href="feed://blog.example/a.xml">`;
    expect(urls(html)).toEqual([
      "https://blog.example/index.rdf",
      "https://blog.example/feed.json",
      "https://blog.example/a.xml",
    ]);
  });

  it("are found in time proportional to a page's length", () => {
    expect(urls("<link ".repeat(200_000))).toEqual([]);
    expect(urls("", "<a>;".repeat(200_000))).toEqual([]);
  });
});
