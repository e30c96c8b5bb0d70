import { readFileSync } from "node:fs";
import Parser from "rss-parser";
import { describe, expect, it } from "vitest";
import { mapFeed } from "./feed.ts";

const read = (name: string) => readFileSync(new URL(`../fixtures/feed/${name}`, import.meta.url));

/** rss-parser is what feeds are usually read with in JavaScript: whatever it can read must say the same here. */
describe("a feed that rss-parser reads", () => {
  it.each(["wordpress.xml", "video.xml", "podcast.xml"])("%s has the same entries here", async (name) => {
    const theirs = await new Parser().parseString(read(name).toString());
    const { document } = await mapFeed(read(name), { url: "https://feeds.example/all.xml" });
    expect(document.title).toBe(theirs.title?.trim());
    expect(document.entries.length).toBe(theirs.items.length);
    expect(theirs.items.length).toBeGreaterThan(0);
    for (const [index, item] of theirs.items.entries()) {
      const entry = document.entries[index];
      if (item.title && !/[&<]/.test(item.title)) expect(entry?.title).toBe(item.title.trim());
      if (item.link && /^https?:/.test(item.link)) expect(entry?.link).toBe(new URL(item.link).href);
      if (item.guid) expect(entry?.id).toBe(item.guid.trim());
      if (item.isoDate) expect((entry?.published ?? entry?.updated)?.toISOString()).toBe(item.isoDate);
    }
  });
});
