import { ConfigError, RefusedError } from "@groundswell/model";
import { describe, expect, it } from "vitest";
import { json, type Page, serveSite, useSite } from "../test/site.ts";
import { discoverPlace, type Proposal } from "./discover-place.ts";
import { createHttp, type Http } from "./http.ts";
import { connectors } from "./index.ts";

const client = () => createHttp({ userAgent: "Groundswell/test", guard: "none" });
/** For addresses that say it all: whoever asks the network fails. */
const nobody = new Proxy({} as Http, {
  get: () => () => {
    throw new Error("The network was asked.");
  },
});

const site = useSite();

/** What anybody can put into the catalogue as it is. */
function usable(proposals: Proposal[]) {
  for (const { connector, options, id, confidence } of proposals) {
    expect(connectors[connector]?.options.safeParse(options).error).toBeUndefined();
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(confidence).toBeGreaterThan(0);
  }
  expect(new Set(proposals.map(({ id }) => id)).size).toBe(proposals.length);
  expect(proposals.map(({ confidence }) => confidence)).toEqual(
    proposals.map((p) => p.confidence).sort((a, b) => b - a),
  );
  return proposals;
}
const at = async (path: string) => usable(await discoverPlace(`${site.baseUrl}${path}`, client()));
const short = (proposals: Proposal[]) => proposals.map(({ connector, options }) => [connector, options]);
const rss = "<rss version='2.0'><channel><title>Lamps</title><item><title>a</title></item></channel></rss>";

describe("a place whose address says what it is", () => {
  it.each<[string, string, object]>([
    ["https://github.com/lamp/wick", "github", { repository: "lamp/wick" }],
    ["https://github.com/lamp/wick/issues?q=1", "github", { repository: "lamp/wick" }],
    ["https://codeberg.org/lamp/wick", "git", { repository: "https://codeberg.org/lamp/wick" }],
    [
      "https://stackoverflow.com/questions/tagged/powershell",
      "stackexchange",
      { site: "stackoverflow", tagged: ["powershell"] },
    ],
    ["https://www.youtube.com/@lamps/videos", "youtube", { channel: "@lamps" }],
    ["https://www.youtube.com/channel/UC1234567890123456789012", "youtube", { channel: "UC1234567890123456789012" }],
    ["https://www.meetup.com/nl-NL/utrecht-psug/events/", "meetup", { urlname: "utrecht-psug" }],
    ["https://sessionize.com/api/v2/jl4ktls0/view/All", "sessionize", { endpoint: "jl4ktls0" }],
    ["https://www.nuget.org/packages/Lamp.Wick/1.0.0", "nuget", { packages: ["Lamp.Wick"] }],
    ["https://bsky.app/hashtag/lamps", "bluesky", { tag: "lamps" }],
    ["https://bsky.app/profile/lamp.example", "feed", { url: "https://bsky.app/profile/lamp.example/rss" }],
    ["https://learn.microsoft.com/en-us/answers/tags/134/sql-server", "microsoft-qa", { tag: "134/sql-server" }],
    [
      "https://www.lamp.example/mailman/listinfo/users",
      "pipermail",
      { url: "https://www.lamp.example/pipermail/users/" },
    ],
    [
      "https://lists.lamp.example/archives/list/users@lamp.example/2024/5/",
      "hyperkitty",
      { url: "https://lists.lamp.example/archives", list: "users@lamp.example" },
    ],
    ["news://news.lamp.example/lamp.users", "nntp", { host: "news.lamp.example", groups: ["lamp.users"] }],
    [
      "nntps://news.lamp.example:1563/lamp.users",
      "nntp",
      { host: "news.lamp.example", port: 1563, tls: true, groups: ["lamp.users"] },
    ],
    ["https://lamp.example/events.ics?x=1", "ical", { url: "https://lamp.example/events.ics?x=1" }],
    ["webcal://lamp.example/events", "ical", { url: "https://lamp.example/events" }],
    ["https://lamp.example/users.mbox.gz", "mbox", { paths: ["users.mbox.gz"] }],
  ])("%s is proposed for %s, and nobody is asked", async (address, connector, options) => {
    const [first] = usable(await discoverPlace(address, nobody));
    expect([first?.connector, first?.options]).toEqual([connector, options]);
  });

  it("can be read in two ways: a channel by its feed as well", async () => {
    const found = await discoverPlace("https://www.youtube.com/channel/UC1234567890123456789012", nobody);
    expect(found.map(({ connector }) => connector)).toEqual(["youtube", "feed"]);
  });

  it("is an organisation: its repositories, without copies and archives", async () => {
    const repositories = [
      { full_name: "lamp/wick" },
      { full_name: "lamp/copy", fork: true },
      { full_name: "lamp/old", archived: true },
      { full_name: "lamp/oil" },
    ];
    const api = await serveSite((_, response) => json(response, repositories));
    const http = client();
    const there: Http = {
      ...http,
      get: (url, options) => http.get(url.replace("https://api.github.com", api.baseUrl), options),
    };
    const found = usable(await discoverPlace("https://github.com/orgs/lamp/repositories", there));
    api.close();
    expect(short(found)).toEqual([
      ["github", { repository: "lamp/wick" }],
      ["github", { repository: "lamp/oil" }],
    ]);
  });

  it("is refused where it is no address", async () => {
    await expect(discoverPlace("lamps", nobody)).rejects.toThrow(ConfigError);
    await expect(discoverPlace("ftp://lamp.example/", nobody)).rejects.toThrow(ConfigError);
  });
});

describe("a place that has to be looked at", () => {
  it.each<[string, Page, string, (url: string) => object]>([
    ["an RSS feed", { body: rss, type: "text/xml" }, "feed", (url) => ({ url })],
    [
      "a JSON feed",
      { body: '{"version":"https://jsonfeed.org/version/1","items":[]}', type: "application/json" },
      "feed",
      (url) => ({ url }),
    ],
    [
      "a podcast",
      { body: rss.replace("<title>a", '<enclosure url="/1.mp3" type="audio/mpeg"/><title>a') },
      "feed",
      (url) => ({ url, kind: "episode" }),
    ],
    [
      "a calendar",
      { body: "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Lamp nights\r\nEND:VCALENDAR", type: "text/plain" },
      "ical",
      (url) => ({ url }),
    ],
    [
      "a mailbox",
      { body: "From y@lamp.example Tue May  1 10:00:00 2024\nSubject: x\n\nx\n", type: "text/plain" },
      "mbox",
      () => ({ paths: ["place"] }),
    ],
    [
      "a list of feeds",
      { body: '<opml><body><outline xmlUrl="https://a.example/feed"/></body></opml>' },
      "feed",
      () => ({ url: "https://a.example/feed" }),
    ],
    [
      "a page that announces a feed",
      { body: '<link rel="alternate" type="application/atom+xml" href="/atom.xml">' },
      "feed",
      (url) => ({ url: new URL("/atom.xml", url).href }),
    ],
    [
      "a page with a feed in its header",
      { body: "<p>x", headers: { link: '</atom.xml>; rel="alternate"; type="application/atom+xml"' } },
      "feed",
      (url) => ({ url: new URL("/atom.xml", url).href }),
    ],
    [
      "a Discourse page",
      { body: '<meta name="generator" content="Discourse 3.4">' },
      "discourse",
      (url) => ({ url: new URL(url).origin }),
    ],
    [
      "a Discourse answer",
      { body: "<p>x", headers: { "x-discourse-route": "list/latest" } },
      "discourse",
      (url) => ({ url: new URL(url).origin }),
    ],
    [
      "a question",
      {
        body: '<script type="application/ld+json">{"@type":"QAPage","mainEntity":{"@type":"Question","name":"x"}}</script>',
      },
      "qapage",
      (url) => ({ url }),
    ],
    [
      "a discussion",
      { body: '<div itemscope itemtype="https://schema.org/DiscussionForumPosting"><p itemprop="text">x</p></div>' },
      "qapage",
      (url) => ({ url }),
    ],
    [
      "an event",
      { body: '<script type="application/ld+json">{"@type":"Event","name":"x"}</script>' },
      "event-page",
      (url) => ({ urls: [url] }),
    ],
    [
      "a page with a calendar",
      { body: '<a href="/nights.ics">Add</a>' },
      "ical",
      (url) => ({ url: new URL("/nights.ics", url).href }),
    ],
    [
      "a page with a subscription",
      { body: '<a href="webcal://lamp.example/nights">Add</a>' },
      "ical",
      () => ({ url: "https://lamp.example/nights" }),
    ],
    [
      "a conference's page",
      { body: '<script src="https://sessionize.com/api/v2/jl4ktls0/view/GridSmart"></script>' },
      "sessionize",
      (url) => ({ endpoint: "jl4ktls0", url }),
    ],
    [
      "a Pipermail archive",
      { body: '<a href="2024-May/thread.html">May</a> <a href="2024-May.txt.gz">Text</a>' },
      "pipermail",
      (url) => ({ url: new URL("/", url).href }),
    ],
    [
      "a HyperKitty archive",
      {
        body: '<script src="/static/hyperkitty/js/x.js"></script><a href="/archives/list/users@lamp.example/">Users</a>',
      },
      "hyperkitty",
      (url) => ({ url: new URL("/archives", url).href, list: "users@lamp.example" }),
    ],
  ])("is known for %s", async (_, page, connector, options) => {
    site.pages["/place"] = page;
    const [first] = await at("/place");
    expect([first?.connector, first?.options]).toEqual([connector, options(`${site.baseUrl}/place`)]);
    expect(site.asked).toEqual(["/robots.txt", "/place"]);
  });

  it("is a category or a tag of a forum where the address says so", async () => {
    const page = {
      body: '<meta name="generator" content="Discourse 3.4"><meta property="og:site_name" content="Lamps">',
    };
    site.pages = { "/c/help/wicks/12": page, "/c/12/l/top": page, "/tag/oil": page };
    const url = site.baseUrl;
    expect(short(await at("/c/help/wicks/12"))).toEqual([["discourse", { url, category: "wicks/12" }]]);
    expect(short(await at("/c/12/l/top"))).toEqual([["discourse", { url, category: "12" }]]);
    expect(await at("/tag/oil")).toMatchObject([
      { connector: "discourse", name: "Lamps", options: { url, tag: "oil" } },
    ]);
  });

  it("is a tag or a person on a Mastodon server", async () => {
    const http = client();
    site.pages = {
      "/tags/lamps": { body: '<meta name="generator" content="Mastodon v4.4"><title>#lamps</title>' },
      "/@ysk": { body: '<div id="mastodon"></div><script id="initial-state"></script>' },
    };
    const there: Http = {
      ...http,
      get: async (url, options) => ({
        ...(await http.get(url.replace("https://social.example", site.baseUrl), options)),
        url,
      }),
    };
    const tag = usable(await discoverPlace("https://social.example/tags/lamps", there));
    expect(short(tag)).toEqual([
      ["mastodon", { instance: "social.example", hashtag: "lamps" }],
      ["feed", { url: "https://social.example/tags/lamps.rss" }],
    ]);
    const person = usable(await discoverPlace("https://social.example/@ysk", there));
    expect(short(person)).toEqual([["feed", { url: "https://social.example/@ysk.rss" }]]);
  });

  it("is asked for what forums and blogs usually have, where its page says nothing", async () => {
    site.pages = {
      "/": { body: "<p>Welcome" },
      "/about.json": { body: '{"about":{"title":"Lamps","version":"3.4"}}', type: "application/json" },
    };
    expect(short(await at("/"))).toEqual([["discourse", { url: site.baseUrl }]]);
    site.pages = { "/": { body: "<p>Welcome" }, "/feed.xml": { body: rss } };
    expect(await at("/")).toMatchObject([
      { connector: "feed", name: "Lamps", options: { url: `${site.baseUrl}/feed.xml` }, confidence: 0.7 },
    ]);
    site.pages = { "/": { body: "<p>Welcome" } };
    expect(await at("/")).toEqual([]);
  });

  it("is left alone where robots.txt closes it, and so are its usual addresses", async () => {
    site.pages = {
      "/robots.txt": { body: "User-agent: *\nDisallow: /closed\nDisallow: /feed", type: "text/plain" },
      "/": { body: "<p>x" },
      "/feed": { body: rss },
    };
    await expect(at("/closed")).rejects.toThrow(RefusedError);
    expect(await at("/")).toEqual([]);
    expect(site.asked.filter((path) => /^\/(closed|feed)/.test(path))).toEqual([]);
  });

  it("proposes all that a page offers, each once, and the surest first", async () => {
    site.pages["/place"] = {
      body: `<title>Lamps</title><meta name="generator" content="Discourse 3.4">
        <link rel="alternate" type="application/rss+xml" title="Latest" href="/latest.rss">
        <link rel="alternate" type="application/rss+xml" href="/latest.rss"><a href="/x.ics">x</a>`,
    };
    expect((await at("/place")).map(({ connector }) => connector)).toEqual(["discourse", "ical", "feed"]);
  });
});
