import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mapFeed } from "./feed.ts";
import { parseFeedDate } from "./feed-dates.ts";
import { readXmlFeed } from "./feed-xml.ts";

const root = new URL("../../../../shared/data/recorded/feeds/src/feeds/", import.meta.url);
const files = existsSync(root)
  ? readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".xml"))
  : [];
if (files.length === 0) console.log("Skipped: no recorded feeds at ../shared/data/recorded/feeds.");

/** As much of the expected parse as is compared. */
type Expected = { items?: ExpectedItem[]; entries?: ExpectedItem[] };
type ExpectedItem = {
  id?: string;
  guid?: { value: string };
  title?: string;
  link?: string;
  pubDate?: string;
  published?: string;
  issued?: string;
  categories?: { name?: string; term?: string }[];
};

const read = (name: string) => readFileSync(new URL(name, root));
const expectedOf = (name: string): ExpectedItem[] => {
  const parsed = JSON.parse(read(name.replace(/\.xml$/, ".json")).toString()) as Expected;
  return parsed.items ?? parsed.entries ?? [];
};

describe.skipIf(files.length === 0)("recorded feeds", () => {
  it.each(files)("%s gives each of its items once, as a signal or with the reason why not", async (name) => {
    const expected = expectedOf(name);
    const { signals, skipped } = await mapFeed(read(name), { url: "https://feeds.example/recorded.xml" });
    expect(signals.length + skipped.length).toBe(expected.length);
    const dated = expected.filter((item) => parseFeedDate(item.pubDate ?? item.published ?? item.issued) !== null);
    const twice = skipped.filter(({ item }) => item === null).length;
    expect(signals.length + twice).toBeGreaterThanOrEqual(dated.length);
  });

  it.each(files)("%s has the ids, titles, links, dates and tags that its publishers expect", async (name) => {
    const { signals } = await mapFeed(read(name), { url: "http://example.org/recorded.xml" });
    for (const item of expectedOf(name)) {
      const id = item.guid?.value ?? item.id ?? item.link;
      const found = signals.find((one) => one.id === id || one.id.endsWith(`#${id}`));
      const shared =
        expectedOf(name).filter((other) => (other.guid?.value ?? other.id ?? other.link) === id).length > 1;
      if (!found || shared) continue;
      if (item.title) expect(found.title).toBe(item.title.replace(/<[^>]*>/g, "").trim());
      if (item.link) expect(found.url).toBe(new URL(item.link).href);
      const date = parseFeedDate(item.pubDate ?? item.published ?? item.issued);
      if (date) expect(found.occurredAt).toBe(date.toISOString());
      for (const category of item.categories ?? []) expect(found.tags).toContain(category.term ?? category.name);
    }
  });

  it.each(files)("%s reads the same when it is broken and read leniently", async (name) => {
    const whole = read(name).toString();
    const broken = whole.replace(/<\/(channel|feed|rdf:RDF)>/, "<broken></$1>");
    expect(readXmlFeed(broken)?.reader).toBe("lenient");
    const url = "https://feeds.example/recorded.xml";
    const fetchedAt = "2026-09-10T00:00:00.000Z";
    const [strict, lenient] = await Promise.all([
      mapFeed(Buffer.from(whole), { url, fetchedAt }),
      mapFeed(Buffer.from(broken), { url, fetchedAt }),
    ]);
    expect(lenient.signals).toEqual(strict.signals);
    expect(lenient.space).toEqual(strict.space);
  });
});
