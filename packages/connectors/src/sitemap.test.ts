import { describe, expect, it } from "vitest";
import { sitemapDays } from "./sitemap.ts";

const page = (lastmod: string) => `<url><loc>https://lamp.example/</loc>${lastmod}</url>`;
const sitemap = (...pages: string[]) =>
  `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${pages.join("")}</urlset>`;

describe("the days of a sitemap", () => {
  it.each<[string, string, string[]]>([
    ["a day", "<lastmod>2025-11-03</lastmod>", ["2025-11-03"]],
    ["an instant, with space around it", "<lastmod>\n 2025-11-03T10:00:00+01:00 </lastmod>", ["2025-11-03"]],
    ["a sealed section", "<lastmod><![CDATA[2025-11-03]]></lastmod>", ["2025-11-03"]],
    ["text around a comment", "<lastmod><!-- 1999-01-01 -->2025-11-03</lastmod>", ["2025-11-03"]],
    ["characters written as references", "<lastmod>2025&#45;11&#x2d;03</lastmod>", ["2025-11-03"]],
    ["an element with an attribute", '<lastmod x="y">2025-11-03</lastmod>', ["2025-11-03"]],
    ["an element with a prefix", "<s:lastmod>2025-11-03</s:lastmod>", ["2025-11-03"]],
    ["two pages", "<lastmod>2025-11-03</lastmod><lastmod>2024-01-01</lastmod>", ["2025-11-03", "2024-01-01"]],
    ["a month", "<lastmod>2025-11</lastmod>", []],
    ["what is commented out", "<!-- <lastmod>2025-11-03</lastmod> -->", []],
    ["what is the text of a section", "<loc><![CDATA[<lastmod>2025-11-03</lastmod>]]></loc>", []],
    ["another element", "<lastmodified>2025-11-03</lastmodified>", []],
    ["nothing", "<lastmod/>", []],
  ])("are read of %s", (_, lastmod, days) => {
    expect(sitemapDays(sitemap(page(lastmod)))).toEqual(days);
  });
});

it("is read as far as it goes where it breaks off or is no sitemap", () => {
  expect(sitemapDays(`<urlset>${page("<lastmod>2025-11-03</lastmod>")}<url><lastmod>2025-1`)).toEqual(["2025-11-03"]);
  expect(sitemapDays('{"error":"none"}')).toEqual([]);
  expect(sitemapDays("")).toEqual([]);
});

it("reads nothing that lies deeper than any sitemap, for that takes the square of its depth", () => {
  const within = (depth: number) => `${"<a>".repeat(depth)}<lastmod>2025-11-03</lastmod>${"</a>".repeat(depth)}`;
  expect(sitemapDays(within(50))).toEqual(["2025-11-03"]);
  expect(sitemapDays(within(200))).toEqual([]);
});

it("expands nothing that a document declares", () => {
  const lol = '<!DOCTYPE x [<!ENTITY a "2025-11-03"><!ENTITY b "&a;&a;&a;&a;">]>';
  expect(sitemapDays(`${lol}${sitemap(page("<lastmod>&b;</lastmod>"))}`)).toEqual([]);
  expect(sitemapDays("<lastmod>".repeat(30_000))).toEqual([]);
  expect(sitemapDays(page("<lastmod>2025-11-03</lastmod>").repeat(20_000))).toHaveLength(20_000);
  expect(sitemapDays(`<lastmod>${" 2025-11-03".repeat(200_000)}</lastmod>`)).toEqual(["2025-11-03"]);
  expect(sitemapDays(`<lastmod>${"<!--".repeat(500_000)}`)).toEqual([]);
});
