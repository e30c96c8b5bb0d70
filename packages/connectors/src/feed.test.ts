import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { RefusedError } from "@groundswell/model";
import { describe, expect, it } from "vitest";
import { type FeedReading, mapFeed } from "./feed.ts";

const fixture = (name: string) => readFileSync(new URL(`../fixtures/feed/${name}`, import.meta.url));
const map = (source: string | Uint8Array, reading: Partial<FeedReading> = {}) =>
  mapFeed(typeof source === "string" ? Buffer.from(source) : source, {
    url: "https://feeds.example/all.xml",
    // As at a first reading, where nobody knows how old an entry without a date is.
    undated: { first: true, seen: {} },
    ...reading,
  });
const rss = (items: string, channel = "<title>T</title><link>https://blog.example/</link>") =>
  `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>${channel}${items}</channel></rss>`;
const day = "<pubDate>Tue, 01 Sep 2026 06:30:00 GMT</pubDate>";
const one = async (items: string, channel?: string, reading?: Partial<FeedReading>) => {
  const mapped = await map(rss(items, channel), reading);
  if (!mapped.signals[0]) throw new Error(`no signal: ${JSON.stringify(mapped.skipped)}`);
  return mapped.signals[0];
};
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("an RSS feed", () => {
  it("gives a signal for each post, in the space of its site", async () => {
    const { signals, skipped, space, reader } = await map(fixture("wordpress.xml"));
    expect(reader).toBe("strict");
    expect(space).toEqual({
      platform: "blog",
      id: "shells.example",
      kind: "blog",
      name: "Shells & Pipes",
      url: "https://www.shells.example/",
    });
    expect(signals[0]).toMatchObject({
      connector: "feed",
      id: "https://www.shells.example/?p=811",
      kind: "post",
      occurredAt: "2026-09-01T04:30:00.000Z",
      title: "Splatting – in depth",
      excerpt: "Why splatting reads better than backticks.",
      url: "https://www.shells.example/splatting/",
      language: "en-US",
      tags: ["PowerShell", "Tips & Tricks"],
      account: { platform: "blog", id: "shells.example#ilse vann", name: "Ilse Vann", links: [] },
      metrics: { words: 6, replies: 4 },
    });
    expect(signals[1]).toMatchObject({ id: "shells.example#808", metrics: {} });
    expect(skipped).toEqual([
      {
        reason: "a date that cannot be read",
        position: "item 3",
        item: expect.stringContaining("A draft without a day"),
      },
    ]);
  });
  it("names the blog itself where nobody is named, and links its site only where one person writes it", async () => {
    expect((await one(`<item><title>a</title>${day}</item>`)).account).toMatchObject({
      id: "blog.example",
      name: null,
      links: ["https://blog.example/"],
    });
    const single = await one(`<item><title>a</title>${day}<dc:creator>Ilse Vann</dc:creator></item>`);
    expect(single.account?.links).toEqual(["https://blog.example/"]);
  });
  it.each([
    ["<author>ilse@mail.example (Ilse Vann)</author>", "Ilse Vann", "ilse@mail.example"],
    ["<author>Ilse Vann &lt;ilse@mail.example&gt;</author>", "Ilse Vann", "ilse@mail.example"],
    ["<author>Ilse Vann (ilse@mail.example)</author>", "Ilse Vann", "ilse@mail.example"],
    ["<author>noreply@blogger.com (Ilse Vann)</author>", "Ilse Vann", null],
    ["<author>Ilse Vann</author>", "Ilse Vann", null],
    ["<dc:creator>  Ilse\n Vann </dc:creator>", "Ilse Vann", null],
  ])("reads the author %s and never keeps the address", async (author, name, mail) => {
    const { account } = await one(`<item><title>a</title>${day}${author}</item>`);
    expect(account).toMatchObject({ id: "blog.example#ilse vann", name, emailHash: mail && sha256(mail) });
    expect(JSON.stringify(account)).not.toContain("@");
  });
  it("keys an author who is only an address by its hash", async () => {
    const { account } = await one(`<item><title>a</title>${day}<author>Ilse@Mail.example</author></item>`);
    expect(account).toMatchObject({ id: `blog.example#${sha256("ilse@mail.example")}`, name: null });
  });
  it("takes the feed's author, then the configured one, where an entry names nobody", async () => {
    const item = `<item><title>a</title>${day}</item>`;
    const channel = "<title>T</title><link>https://blog.example/</link>";
    const editor = `${channel}<managingEditor>ed@mail.example (Ed Itor)</managingEditor>`;
    expect((await one(item, editor, { author: "Ilse Vann" })).account?.name).toBe("Ed Itor");
    expect((await one(item, channel, { author: "Ilse Vann" })).account?.id).toBe("blog.example#ilse vann");
    expect((await one(item, channel, { author: "https://vann.example/" })).account).toMatchObject({
      id: "https://vann.example/",
      links: ["https://vann.example/", "https://blog.example/"],
    });
  });
  it("credits what an aggregator took from elsewhere to where it is from", async () => {
    const source = '<source url="https://other.example/feed/">Other</source>';
    const channel = "<title>Planet</title><link>https://planet.example/</link><managingEditor>Ed Itor</managingEditor>";
    expect((await one(`<item><title>a</title>${day}${source}</item>`, channel)).account).toMatchObject({
      id: "other.example",
      name: "Other",
    });
    const named = await one(`<item><title>a</title>${day}${source}<dc:creator>Ana Silva</dc:creator></item>`, channel);
    expect(named.account).toMatchObject({ id: "other.example#ana silva", links: [] });
    expect(named.space.id).toBe("planet.example");
  });
  it.each(["", "<broken>"])("credits what an Atom planet took from elsewhere to its author there%s", async (junk) => {
    const planet = (source: string) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>Planet</title>
      <link href="https://planet.example/"/><author><name>Ed Itor</name></author>
      <entry><id>tag:other.example,2026:1</id><title>a</title><updated>2026-01-05T10:00:00Z</updated>
      <source><title>Other</title><link rel="self" href="https://other.example/feed/"/>
      <link rel="alternate" href="https://other.example/"/>${source}</source>${junk}</entry></feed>`;
    const account = async (source: string) => (await map(planet(source))).signals[0]?.account;
    expect(await account("")).toMatchObject({ id: "other.example", name: "Other" });
    expect(await account("<author><name>Ana Silva</name></author>")).toMatchObject({ id: "other.example#ana silva" });
  });
  it("takes tags from podcast and media keywords, dates from PRISM, and the language from HTTP at the last", async () => {
    const item = `<item><title>a</title><guid>1</guid>
      <p:publicationDate xmlns:p="http://prismstandard.org/namespaces/basic/2.0/">2026-02-05T10:00:00Z</p:publicationDate>
      <itunes:keywords>shell, jobs</itunes:keywords><media:keywords>jobs,x</media:keywords></item>`;
    const rss = `<rss version="2.0"><channel><title>C</title>${item}</channel></rss>`;
    const { signals } = await map(rss, { headers: { "content-language": "nl_BE" } });
    expect(signals).toMatchObject([
      { occurredAt: "2026-02-05T10:00:00.000Z", tags: ["shell", "jobs", "x"], language: "nl-BE" },
    ]);
  });
  it.each([
    ["<guid>https://blog.example/1</guid>", "https://blog.example/1"],
    ["<guid isPermaLink='false'>tag:blog.example,2026:1</guid>", "tag:blog.example,2026:1"],
    ["<guid>17</guid>", "blog.example#17"],
    ["<link>https://blog.example/a?utm_source=x&amp;id=1</link>", "https://blog.example/a?id=1"],
    ["<guid></guid><link>https://blog.example/a</link>", "https://blog.example/a"],
    ["", `blog.example#${sha256("a\n2026-09-01T06:30:00.000Z")}`],
  ])("makes the id of %s", async (id, expected) =>
    expect((await one(`<item><title>a</title>${day}${id}</item>`)).id).toBe(expected),
  );
  it("does not believe an id that entries with different links share", async () => {
    const item = (link: string) =>
      `<item><title>a</title><guid>https://blog.example/all</guid><link>${link}</link>${day}</item>`;
    const { signals, skipped } = await map(rss(item("/1") + item("/2") + item("/2")));
    expect(signals.map(({ id }) => id)).toEqual(["https://blog.example/1", "https://blog.example/2"]);
    expect(skipped).toEqual([{ reason: "the same entry twice in one feed", position: "item 3", item: null }]);
  });
  it.each([
    ["It&amp;#8217;s &amp;amp; that", "It’s & that"],
    ["&lt;b&gt;Bold&lt;/b&gt; move", "Bold move"],
    ["Using List&lt;T&gt; well", "Using List<T> well"],
    ["<![CDATA[A &amp; B &mdash; <i>C</i>]]>", "A & B — C"],
    ["1 &lt; 2", "1 < 2"],
    ["It&#146;s\u0007 fine", "It’s fine"],
    ["<i>raw</i> markup &amp; more", "raw markup & more"],
  ])("makes the title %s plain", async (title, expected) =>
    expect((await one(`<item><title>${title}</title>${day}</item>`)).title).toBe(expected),
  );
  it.each([
    ["<link>/posts/1</link>", "https://blog.example/posts/1"],
    ["<link>//cdn.example/1</link>", "https://cdn.example/1"],
    ["<link>www.blog.example/1</link>", "https://www.blog.example/1"],
    ["<link>\n https://blog.example/\n1 </link>", "https://blog.example/1"],
    ["<link>javascript:alert(1)</link>", null],
    ['<link href="https://blog.example/1"/>', "https://blog.example/1"],
    ["<guid>https://blog.example/g</guid>", "https://blog.example/g"],
    ["<guid isPermaLink='false'>https://blog.example/g</guid>", null],
    ['<enclosure url="https://blog.example/1.mp3"/>', "https://blog.example/1.mp3"],
  ])("resolves %s", async (link, expected) =>
    expect((await one(`<item><title>a</title>${day}${link}</item>`)).url).toBe(expected),
  );
  it("takes the first date that can be read", async () => {
    const item = "<item><title>a</title><pubDate>never</pubDate><dc:date>2026-09-01</dc:date></item>";
    expect((await one(item)).occurredAt).toBe("2026-09-01T00:00:00.000Z");
  });
  it("leaves words unknown where only the beginning is there", async () => {
    const long = "word ".repeat(200);
    expect((await one(`<item><title>a</title>${day}<description>${long}</description></item>`)).metrics).toEqual({
      words: 200,
    });
    expect((await one(`<item><title>a</title>${day}<description>${long}[…]</description></item>`)).metrics).toEqual({});
    expect((await one(`<item><title>a</title>${day}<description>short</description></item>`)).metrics).toEqual({});
  });
  it("prefers the configured name and language", async () => {
    const { space, signals } = await map(
      rss(`<item><title>a</title>${day}</item>`, "<title>T</title><language>en-us</language>"),
      {
        name: "Mine",
        language: "nl",
        kind: "video",
      },
    );
    expect([space.name, space.id, signals[0]?.language, signals[0]?.kind]).toEqual([
      "Mine",
      "feeds.example/all.xml",
      "nl",
      "video",
    ]);
  });
});

describe("Atom, RDF and JSON", () => {
  it("reads Atom with relative links, XHTML in order, and inherited authors", async () => {
    const { signals, space } = await map(fixture("atom.xml"));
    expect(space).toMatchObject({ id: "vann.example", name: "Vann & Co" });
    expect(signals[0]).toMatchObject({
      id: "tag:vann.example,2026:1",
      title: "One two three",
      excerpt: "Before bold after line <tag>",
      url: "https://vann.example/blog/2026/one.html",
      occurredAt: "2026-09-01T10:00:00.000Z",
      editedAt: "2026-09-02T10:00:00.000Z",
      tags: ["powershell", "dsc"],
      language: "de",
      account: {
        id: "https://vann.example/about",
        name: "Ilse Vann",
        url: "https://vann.example/about",
        emailHash: sha256("ilse@vann.example"),
        emailDomain: "vann.example",
      },
      metrics: { words: 5 },
    });
    expect(signals[1]).toMatchObject({
      title: "Generic List<T>",
      url: "https://vann.example/blog/two",
      occurredAt: "2026-08-30T10:00:00.000Z",
      editedAt: null,
      account: { id: "vann.example#omar beck" },
      metrics: { replies: 2 },
    });
    expect(signals[1]?.metrics).not.toHaveProperty("words");
  });
  it("reads Atom 0.3 in base 64", async () => {
    const title = Buffer.from("Bits & <b>bobs</b>").toString("base64");
    const entry = `<entry><title type="text/html" mode="base64">${title}</title><modified>2026-01-01</modified></entry>`;
    const { signals } = await map(`<feed version="0.3" xmlns="http://purl.org/atom/ns#">${entry}</feed>`);
    expect(signals[0]?.title).toBe("Bits & bobs");
  });
  it("reads RDF whatever its prefixes are", async () => {
    const { signals, reader } = await map(fixture("rdf.xml"));
    expect(reader).toBe("strict");
    expect(signals).toMatchObject([
      {
        id: "http://wiki.example/a",
        occurredAt: "2026-03-01T07:00:00.000Z",
        account: { name: "Ana Silva" },
        tags: ["alpha", "beta"],
        language: "fr",
      },
    ]);
  });
  it("reads JSON Feed, mending a trailing comma", async () => {
    const { signals, skipped, space, reader } = await map(fixture("feed.json"), {
      url: "https://json.example/feed.json",
    });
    expect([reader, space.id]).toEqual(["json", "json.example"]);
    expect(signals).toMatchObject([
      {
        id: "json.example#811",
        url: "https://json.example/splatting",
        editedAt: "2026-09-03T06:30:00.000Z",
        metrics: { words: 3 },
      },
      { id: "https://json.example/guest", excerpt: "A guest, with 1 < 2.", account: { id: "json.example#omar beck" } },
    ]);
    expect(skipped.map(({ reason }) => reason)).toEqual(["no date", "neither title nor link nor text"]);
  });
  it("dates an entry without a date by the moment it came, where nothing is said of earlier readings", async () => {
    const fetchedAt = "2026-09-10T08:00:00.000Z";
    const { signals, undated } = await mapFeed(Buffer.from(rss("<item><title>Timeless</title></item>")), {
      url: "https://feeds.example/all.xml",
      fetchedAt,
    });
    expect(signals).toMatchObject([{ title: "Timeless", occurredAt: fetchedAt }]);
    expect(undated).toEqual({ [signals[0]?.id ?? ""]: fetchedAt });
  });
  it("reads a video's views and likes, and an episode's minutes", async () => {
    const video = await map(fixture("video.xml"), { kind: "video" });
    expect(video.signals[0]).toMatchObject({
      id: "yt:video:abc123",
      kind: "video",
      metrics: { views: 1204, likes: 31 },
      excerpt: "What broke, and why.",
    });
    const talk = await map(fixture("podcast.xml"), { kind: "episode" });
    expect(talk.signals).toMatchObject([
      {
        id: "prompt.example#ep-12",
        url: "https://cdn.prompt.example/12.mp3",
        account: { name: "Ilse Vann" },
        metrics: { duration: 62.5 },
      },
      { account: { name: "Prompt Talk Team" }, metrics: { duration: 30 }, occurredAt: "2026-08-23T12:00:00.000Z" },
    ]);
  });
});

describe("a broken feed", () => {
  it("is read as far as it goes: junk before it, undeclared entities, unclosed tags, control characters, no end", async () => {
    const { signals, space, reader } = await map(fixture("broken.xml"));
    expect(reader).toBe("lenient");
    expect(space).toMatchObject({ id: "tips.example", name: "Q&A; tips & tricks" });
    expect(signals).toMatchObject([
      {
        title: "Café AT&T © 2026",
        url: "https://tips.example/?a=1&b=2",
        occurredAt: "2026-09-01T11:30:00.000Z",
        excerpt: "An unclosed line & a picture",
      },
      { title: "Unclosed title", url: "https://tips.example/two", occurredAt: "2026-09-02T10:00:00.000Z" },
      { title: "Bell rings", url: "https://tips.example/three" },
    ]);
  });
  it.each([
    ["a stray ampersand", rss(`<item><title>a & b &nbsp;</title>${day}</item>`), "repaired", "a & b"],
    ["text after its end", `${rss(`<item><title>a</title>${day}</item>`)}<!-- 1 --> bye`, "repaired", "a"],
    [
      "an entity of its own",
      `<!DOCTYPE rss [<!ENTITY who "Vann">]>${rss(`<item><title>&who;</title>${day}</item>`)}`,
      "repaired",
      "Vann",
    ],
    [
      "capital letters",
      rss(`<item><title>a</title>${day}</item>`).replace(
        /<(\/?)(\w+)/g,
        (_, end, name) => `<${end}${name.toUpperCase()}`,
      ),
      "strict",
      "a",
    ],
    ["no version", rss(`<item><title>a</title>${day}</item>`).replace(' version="2.0"', ""), "strict", "a"],
    [
      "items outside the channel",
      `<rss version="2.0"><channel><title>T</title></channel><item><title>a</title>${day}</item></rss>`,
      "strict",
      "a",
    ],
    [
      "one entry that is the whole document",
      `<entry xmlns="http://www.w3.org/2005/Atom"><title>a</title><updated>2026-09-01</updated></entry>`,
      "strict",
      "a",
    ],
    [
      "a prefix on every element",
      `<x:feed xmlns:x="http://www.w3.org/2005/Atom"><x:entry><x:title>a</x:title><x:updated>2026-09-01</x:updated></x:entry></x:feed>`,
      "strict",
      "a",
    ],
    [
      "a link without attributes",
      `<feed xmlns="http://www.w3.org/2005/Atom"><link>https://a.example</link><entry><link/><title>a</title><updated>2026-09-01</updated></entry></feed>`,
      "strict",
      "a",
    ],
    [
      "a date that no clock shows",
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><published>x</published><updated>2026-09-01</updated></entry></feed>`,
      "strict",
      "a",
    ],
    ["attributes without quotes", rss(`<item><title type=text>a</title>${day}</item>`), "lenient", "a"],
  ])("with %s is read", async (_, source, reader, title) => {
    const mapped = await map(source);
    expect([mapped.reader, mapped.signals[0]?.title]).toEqual([reader, title]);
  });
  it("is decoded by HTTP charset, declaration or bytes", async () => {
    const latin = Buffer.from(rss(`<item><title>caf\xe9</title>${day}</item>`), "latin1");
    expect((await map(latin)).signals[0]?.title).toBe("café");
    const cyrillic = Buffer.from(rss(`<item><title>\xcf\xf0\xe8</title>${day}</item>`), "latin1");
    const headers = { "content-type": "text/xml; charset=windows-1251" };
    expect((await map(cyrillic, { headers })).signals[0]?.title).toBe("При");
  });
  it("that is no feed is refused in a sentence that names the feeds a page announces", async () => {
    const page = '<!doctype html><html><link rel="alternate" type="application/rss+xml" href="/feed.xml"><p>Hi</html>';
    await expect(map(page)).rejects.toThrow(RefusedError);
    await expect(map(page)).rejects.toThrow("give one of the feeds that it names: https://feeds.example/feed.xml");
    await expect(map("")).rejects.toThrow("answered with nothing");
    await expect(map("{}")).rejects.toThrow("not a feed");
  });
  it.each([
    [
      "entities that multiply",
      `<!DOCTYPE rss [${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join("")}]>${rss("<item><title>&a20;</title></item>")}`,
    ],
    ["titles never closed", rss("<item><title>".repeat(50_000))],
    ["half tags", rss(`<item><description>${"&lt;p ".repeat(200_000)}</description>${day}</item>`)],
    ["deep nesting", `<rss><channel>${"<item>".repeat(3_000)}`],
    ["CDATA never closed", rss("<item><title><![CDATA[".repeat(20_000))],
  ])("with %s ends", async (_, source) => {
    await map(source).catch((error: unknown) => expect(error).toBeInstanceOf(RefusedError));
  });
});
