import { UnavailableError } from "@groundswell/model";
import { expect, it } from "vitest";
import { useSite } from "../test/site.ts";
import { connectors } from "./index.ts";
import { lookAtHost, mostRequests } from "./look-at-host.ts";
import { createLookingHttp, longestLook } from "./looking-http.ts";

const now = () => new Date("2026-02-01T00:00:00Z");
const rss = "<rss version='2.0'><channel><title>Lamps</title><item><title>a</title></item></channel></rss>";
const forum = "<meta name='generator' content='Discourse 3.4'><title>Lamps</title>";
const site = useSite();

const open = () => createLookingHttp({ userAgent: "groundswell/test", now, allowHosts: [new URL(site.baseUrl).host] });
const look = (http = open()) => lookAtHost(`${site.baseUrl}/`, http, now);

it("finds the feed that a page announces, and the newest day that its sitemap has", async () => {
  site.pages["/"] = { body: "<link rel=alternate type='application/rss+xml' href='/posts.xml'>" };
  site.pages["/sitemap.xml"] = {
    body: "<lastmod>2025-11-03</lastmod><lastmod>2099-01-01</lastmod><lastmod>2024-01-01T10:00:00Z</lastmod>",
  };
  const { found, newestPage, unreadable } = await look();
  expect(found[0]).toMatchObject({ connector: "feed", options: { url: `${site.baseUrl}/posts.xml` } });
  expect(connectors.feed?.options.safeParse(found[0]?.options).success).toBe(true);
  expect([newestPage, unreadable]).toEqual(["2025-11-03", null]);
});

it("finds a feed where blogs usually have it", async () => {
  site.pages["/"] = { body: "<title>Lamps</title>" };
  site.pages["/feed"] = { body: rss, type: "application/rss+xml" };
  expect((await look()).found[0]).toMatchObject({ connector: "feed", options: { url: `${site.baseUrl}/feed` } });
});

it("finds a forum that shows its topics, and says of one that does not that it cannot be read", async () => {
  site.pages["/"] = { body: forum };
  site.pages["/latest.json"] = { body: JSON.stringify({ topic_list: { topics: [] } }), type: "application/json" };
  expect((await look()).found[0]?.connector).toBe("discourse");
  site.pages["/latest.json"] = { body: "{}", status: 403 };
  expect(await look()).toMatchObject({ found: [], unreadable: "the forum shows nothing without signing in" });
});

it("asks for nothing that robots.txt closes, and says so", async () => {
  site.pages["/robots.txt"] = { body: "User-agent: *\nDisallow: /", type: "text/plain" };
  site.pages["/"] = { body: forum };
  const { found, unreadable } = await look();
  expect(found).toEqual([]);
  expect(unreadable).toMatch(/robots\.txt asks programs not to read/);
  expect(site.asked).toEqual(["/robots.txt"]);
});

it("refuses hosts off the open internet, by address and by redirect", async () => {
  const strict = createLookingHttp({ userAgent: "groundswell/test", now, allowHosts: [] });
  expect((await look(strict)).unreadable).toMatch(/loopback address, not on the open internet/);
  expect(site.asked).toEqual([]);
  for (const inside of [
    "http://127.0.0.2/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://10.0.0.1/",
  ]) {
    site.pages["/"] = { body: "", status: 302, headers: { location: inside } };
    expect((await look()).unreadable, inside).toMatch(/not on the open internet/);
  }
});

it("reads no page of more than two megabytes, also one that says nothing of its length", async () => {
  site.pages["/"] = { body: `<title>Lamps</title>${" ".repeat(longestLook)}${forum}` };
  const { found, unreadable } = await look();
  expect(found).toEqual([]);
  expect(unreadable).not.toBeNull();
});

it("asks a host that has nothing for a bounded number of pages", async () => {
  site.pages["/"] = { body: "<title>Lamps</title>" };
  const { requests, unreadable } = await look();
  expect(unreadable).toBe("nothing is known to read it");
  expect(requests).toBeLessThanOrEqual(mostRequests);
  expect(site.asked.length).toBe(requests);
});

it("asks nobody where the address says it all, and leaves a host that is down for another day", async () => {
  expect(await lookAtHost("https://github.com/lamp/wick", open(), now)).toMatchObject({
    requests: 0,
    unreadable: null,
  });
  site.pages["/"] = { body: "", status: 502 };
  await expect(look()).rejects.toThrow(UnavailableError);
});
