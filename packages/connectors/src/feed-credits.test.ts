import { describe, expect, it } from "vitest";
import type { FeedAuthor } from "./feed-authors.ts";
import { creditsOf } from "./feed-credits.ts";
import type { FeedDocument, FeedEntry } from "./feed-document.ts";

const url = "https://planet.example/all.xml";
const space = {
  platform: "blog",
  id: "planet.example",
  kind: "blog",
  name: "Planet",
  url: "https://planet.example/",
} as const;
const kim = { name: "Kim Roe", url: null, email: null };
const ana = { name: "Ana Silva", url: null, email: null };

/** An entry and a feed, as far as it matters who wrote them. */
const entry = (authors: FeedAuthor[], from: string | null = null) =>
  ({ authors, origin: from === null ? null : { id: null, name: "Other", url: from } }) as FeedEntry;
const feed = (entries: (FeedEntry | null)[], authors: FeedAuthor[] = []) => ({ entries, authors }) as FeedDocument;
const credited = (entries: FeedEntry[], authors: FeedAuthor[] = []) =>
  entries.flatMap((one) => creditsOf(feed(entries, authors), { url }, space)(one));
const atOnce = (entries: FeedEntry[]) => {
  const credits = creditsOf(feed(entries), { url }, space);
  return entries.flatMap((one) => credits(one));
};

describe("the accounts that entries are credited to", () => {
  it("are the same whether they are asked for one by one or one after another", () => {
    const people = [
      kim,
      ana,
      { ...kim, url: "https://kim.example/" },
      { ...kim, url: "https://roe.example/" },
      { ...kim, email: "kim@lamps.example" },
      { ...kim, email: "roe@lamps.example" },
      { name: null, url: null, email: "roe@lamps.example" },
    ];
    const homes = [null, "https://one.example/feed.xml", "https://two.example/feed.xml"];
    const entries = people.flatMap((person) => homes.map((home) => entry([person], home)));
    expect(atOnce(entries)).toEqual(credited(entries));
  });

  it("have the blog for their own where nobody else is named, by some entries or by none", () => {
    const own = ["https://planet.example/"];
    expect(atOnce([entry([kim]), entry([])])[0]?.links).toEqual(own);
    expect(atOnce([entry([]), entry([kim])])[1]?.links).toEqual(own);
    expect(atOnce([entry([kim]), entry([ana])])[0]?.links).toEqual([]);
    expect(atOnce([entry([kim], "https://other.example/")])[0]?.links).toEqual([]);
  });

  it("are the blog's own where it names itself as the place that an entry is from", () => {
    for (const home of ["https://www.planet.example/feed.xml", url])
      expect(atOnce([entry([], home)])).toMatchObject([{ id: "planet.example", name: null }]);
    expect(atOnce([entry([], "https://other.example/feed.xml")])).toMatchObject([
      { id: "other.example", name: "Other" },
    ]);
  });

  it("are those of the feed's author, but not for what was taken from elsewhere", () => {
    const entries = [entry([]), entry([], "https://other.example/feed.xml")];
    expect(credited(entries, [kim]).map((one) => one.id)).toEqual(["planet.example#kim roe", "other.example"]);
  });
});
