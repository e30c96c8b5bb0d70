import { existsSync, readdirSync, readFileSync } from "node:fs";
import { RefusedError } from "@groundswell/model";
import { describe, expect, it } from "vitest";
import { feed } from "./feed.ts";
import { mapOpml, sourcesFromOpml } from "./opml.ts";

const list = (body: string) =>
  mapOpml(Buffer.from(`<?xml version="1.0"?><opml version="2.0"><body>${body}</body></opml>`));

describe("a list of subscriptions", () => {
  it("gives its feeds with title, site and the folders they lie in", () => {
    const feeds = list(`
      <outline text="Teams"><outline text="Shells &amp; more" title="Shells">
        <outline type="rss" text="short" title="Vann on Shells" xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"/>
        <outline text="Only text" xmlUrl="https://b.example/feed" category="/Tech/Shells,/People"/>
      </outline></outline>
      <outline xmlUrl="https://c.example/feed"/>`);
    expect(feeds).toEqual([
      {
        title: "Vann on Shells",
        xmlUrl: "https://a.example/feed?x=1&y=2",
        htmlUrl: "https://a.example/",
        category: "Teams/Shells",
      },
      { title: "Only text", xmlUrl: "https://b.example/feed", htmlUrl: null, category: "/Tech/Shells,/People" },
      { title: null, xmlUrl: "https://c.example/feed", htmlUrl: null, category: null },
    ]);
  });

  it("leaves out notes, other lists, what is commented out with all in it, and what is no web address", () => {
    const feeds = list(`
      <outline text="a note"/>
      <outline type="link" text="another list" url="https://a.example/list.opml"/>
      <outline type="include" url="https://a.example/more.opml"/>
      <outline isComment="true" text="old"><outline type="rss" xmlUrl="https://a.example/old"/></outline>
      <!-- <outline type="rss" xmlUrl="https://a.example/gone"/> -->
      <outline type="rss" xmlUrl="javascript:alert(1)"/>
      <outline type="rss" xmlUrl=""/>
      <outline type="rss" xmlUrl="https://a.example/kept"/>`);
    expect(feeds.map(({ xmlUrl }) => xmlUrl)).toEqual(["https://a.example/kept"]);
  });

  it("is read however attributes and schemes are spelled, and names each feed once", () => {
    const feeds = list(`
      <OUTLINE TYPE="rss" XMLURL="https://a.example/1" HTMLURL="https://a.example"/>
      <outline type='rss' xmlurl='https://a.example/1'/>
      <outline type="rss" url="https://a.example/2"/>
      <outline xmlUrl="feed://a.example/3"/><outline xmlUrl="feed:https://a.example/4"/>
      <outline xmlUrl=" https://a.example/5
      "/>`);
    expect(feeds.map(({ xmlUrl }) => xmlUrl)).toEqual([
      "https://a.example/1",
      "https://a.example/2",
      "http://a.example/3",
      "https://a.example/4",
      "https://a.example/5",
    ]);
  });

  it("survives undeclared entities, stray ampersands, missing ends and attributes that touch", () => {
    const bytes = Buffer.from(
      '\ufeff \n<opml><body><outline text="Caf&eacute; &nbsp;Shell & Co &#146;" xmlUrl="https://a.example/?a=1&copy=2"htmlUrl="https://a.example/"/>' +
        '<outline text="Open"><outline text="R&D" type="rss" xmlUrl="https://b.example/feed">',
    );
    expect(mapOpml(bytes)).toEqual([
      {
        title: "Café Shell & Co ’",
        xmlUrl: "https://a.example/?a=1&copy=2",
        htmlUrl: "https://a.example/",
        category: null,
      },
      { title: "R&D", xmlUrl: "https://b.example/feed", htmlUrl: null, category: "Open" },
    ]);
  });

  it("is read in the encoding it is written in", () => {
    const xml =
      '<?xml version="1.0" encoding="iso-8859-1"?><opml><outline text="Müller" xmlUrl="https://a.example/"/></opml>';
    expect(mapOpml(Buffer.from(xml, "latin1"))[0]?.title).toBe("Müller");
    expect(mapOpml(Buffer.from(`\ufeff${xml}`, "utf16le"))[0]?.title).toBe("Müller");
  });

  it("can be empty, and is refused where it is something else", () => {
    expect(list("")).toEqual([]);
    expect(() => mapOpml(Buffer.from("<html><body>Sign in</body></html>"))).toThrow(RefusedError);
    expect(() => mapOpml(Buffer.from(""))).toThrow(RefusedError);
  });

  it("takes time in proportion to its length", () => {
    expect(list('<outline text="x">'.repeat(20_000))).toEqual([]);
    expect(list(`<outline a="${'x" b="'.repeat(200_000)}`)).toEqual([]);
  });
});

describe("the sources of a list of subscriptions", () => {
  const sources = (body: string, head = "") =>
    sourcesFromOpml(Buffer.from(`<?xml version="1.0"?>${head}<opml version="2.0"><body>${body}</body></opml>`));
  const outline = (url: string) => `<outline type="rss" xmlUrl="${url}"/>`;
  const ids = (body: string) => sources(body).map(({ id }) => id);

  it("are entries of the catalogue that the connector takes", () => {
    const [one, ...more] = sources(outline("https://www.shells.example/blog/feed/?a=1&amp;b=2"));
    expect([one, more]).toEqual([
      {
        id: "shells-example-blog",
        connector: "feed",
        options: { url: "https://www.shells.example/blog/feed/?a=1&b=2" },
      },
      [],
    ]);
    expect(feed.options.safeParse(one?.options).success).toBe(true);
  });

  it("tell videos from posts", () => {
    const [channel] = sources(outline("https://www.youtube.com/feeds/videos.xml?channel_id=UC1"));
    expect(channel?.options.kind).toBe("video");
  });

  it("name each place once, however its address is written, and prefer the encrypted one", () => {
    const twice = ["http://a.example/feed/", "https://www.a.example/feed", "https://A.example/feed?utm_source=x"];
    expect(sources(twice.map(outline).join(""))).toEqual([
      { id: "a-example", connector: "feed", options: { url: "https://www.a.example/feed" } },
    ]);
  });

  it("have ids of their own where addresses are alike, and ids at all where they are not Latin", () => {
    expect(ids(outline("https://a.example/feed?p=1") + outline("https://a.example/feed?p=2"))).toEqual([
      "a-example",
      "a-example-2",
    ]);
    expect(ids(outline("https://例え.example/フィード"))).toEqual(["xn-r8jz45g-example"]);
    for (const id of ids(outline("https://a.example/----/") + outline(`https://a.example/${"x".repeat(500)}`)))
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it("never hold what an entity of the list would fetch or multiply", () => {
    const doctype = `<!DOCTYPE opml [<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY a "https://evil.example/"><!ENTITY b "&a;&a;&a;">]>`;
    const found = sources(
      ["&file;", "&a;", "&b;"].map((url) => outline(url)).join("") + outline("https://a.example/feed?x=&file;"),
      doctype,
    );
    expect(found.map(({ options }) => options.url)).toEqual(["https://a.example/feed?x=&file;"]);
  });

  it("are read from ten thousand outlines, one in the other", () => {
    const nested = Array.from({ length: 10_000 }, (_, n) => `<outline text="f" xmlUrl="https://a.example/${n}/feed">`);
    const found = sources(nested.join("") + "</outline>".repeat(10_000));
    expect([found.length, new Set(found.map(({ id }) => id)).size]).toEqual([10_000, 10_000]);
    expect(ids(outline("https://a.example/feed?same").repeat(10_000))).toHaveLength(1);
  });
});

const root = new URL("../../../../shared/data/recorded/feeds/src/opml/references/", import.meta.url);
const files = existsSync(root) ? readdirSync(root).filter((name) => name.endsWith(".opml")) : [];
if (files.length === 0) console.log("Skipped: no recorded lists at ../shared/data/recorded/feeds/src/opml.");

type Expected = {
  text?: string;
  title?: string;
  xmlUrl?: string;
  htmlUrl?: string;
  category?: string;
  outlines?: Expected[];
};

describe.skipIf(files.length === 0)("recorded lists", () => {
  it.each(files)("%s gives the feeds that its publisher expects", (name) => {
    const read = (file: string) => readFileSync(new URL(file, root));
    const { body } = JSON.parse(read(name.replace(/\.opml$/, ".json")).toString()) as {
      body: { outlines: Expected[] };
    };
    const flat = (outlines: Expected[]): Expected[] => outlines.flatMap((one) => [one, ...flat(one.outlines ?? [])]);
    const expected = flat(body.outlines).filter(({ xmlUrl }) => xmlUrl !== undefined);
    expect(mapOpml(read(name))).toEqual(
      expected.map(({ title, text, xmlUrl, htmlUrl, category }) => ({
        title: title ?? text ?? null,
        xmlUrl,
        htmlUrl: htmlUrl ?? null,
        category: category ?? null,
      })),
    );
  });
});
