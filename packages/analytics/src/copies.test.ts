import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findCopies, type Publication, textFingerprint } from "./copies.ts";
import { hammingDistance, readSimhash } from "./simhash.ts";

const story =
  "When the lamp in the harbour went dark we found three wires that somebody had joined with tape and hope and here is how we mended them";

type Given = Partial<Publication> & { excerpt?: string | null; day?: number };
const published = (signal: number, { excerpt = story, day = signal, ...more }: Given = {}): Publication => {
  const title = more.title === undefined ? "Three wires in the harbour" : more.title;
  return {
    signal,
    kind: "post",
    title,
    url: `blog.example/${signal}`,
    simhash: textFingerprint(title, excerpt),
    occurredAt: new Date(Date.UTC(2026, 0, day)),
    named: true,
    ...more,
  };
};

describe("the same text", () => {
  test("counts once, where it was first, though it was read last", () => {
    expect(findCopies([published(1, { day: 9 }), published(2, { day: 7 }), published(3, { day: 8 })])).toEqual([
      { signal: 1, of: 2, how: "text" },
      { signal: 3, of: 2, how: "text" },
    ]);
  });

  test("counts for somebody, where an earlier one names nobody", () => {
    const unnamed = published(1, { day: 6, named: false });
    const copies = [
      { signal: 1, of: 2, how: "text" },
      { signal: 3, of: 2, how: "text" },
    ];
    expect(findCopies([unnamed, published(2, { day: 7 }), published(3, { day: 8 })])).toEqual(copies);
  });

  test("is the same with other punctuation, letter case and the site's name behind the title", () => {
    const other = { title: "THREE WIRES in the Harbour!", excerpt: story.toUpperCase().replaceAll(" ", "  ") };
    expect(findCopies([published(1), published(2, other)])).toHaveLength(1);
  });

  test("of eleven words can be chance, of twelve it is not", () => {
    const words = (count: number) => Array.from({ length: count }, (_, at) => `word${"abcdefghijklm"[at]}`).join(" ");
    const pair = (count: number) => [1, 2].map((one) => published(one, { title: null, excerpt: words(count) }));
    expect(findCopies(pair(11))).toEqual([]);
    expect(findCopies(pair(12))).toHaveLength(1);
  });

  test("under another number is the next of a series", () => {
    const simhash = textFingerprint(null, story);
    const pieces = [1, 2].map((number) => published(number, { title: `Harbour news ${number}`, simhash }));
    expect(findCopies(pieces)).toEqual([]);
  });

  test("under a title of other words is what a blog puts below everything", () => {
    const hash = textFingerprint(null, story);
    const pieces = ["Wiring a lamp", "Painting boats"].map((title, at) => published(at, { title, simhash: hash }));
    expect(findCopies(pieces)).toEqual([]);
  });

  test("of a talk is another talk on another day, and the same in two programmes of that day", () => {
    expect(findCopies([1, 9].map((day) => published(day, { kind: "talk" })))).toEqual([]);
    expect(findCopies([1, 2].map((day) => published(day, { kind: "talk" })))).toHaveLength(1);
  });
});

test("the same address counts once, whatever was kept of the text", () => {
  const url = "blog.example/wires";
  const pair = [published(1, { url }), published(2, { url, excerpt: "In short: tape." })];
  expect(findCopies(pair)).toEqual([{ signal: 2, of: 1, how: "url" }]);
});

test("an address that different pieces share is a programme's, not theirs", () => {
  const url = "conference.example/programme";
  const pair = [published(1, { url }), published(2, { url, title: "Painting boats", excerpt: "Boats." })];
  expect(findCopies(pair)).toEqual([]);
});

test("a post that quotes another one's title with words of its own is no copy", () => {
  const own =
    "I read this over breakfast and could not disagree more since tape is no way to join anything near salt water let alone in winter";
  expect(findCopies([published(1), published(2, { excerpt: own })])).toEqual([]);
});

test("a copy of a copy is one of the first", () => {
  const [a, b, c] = [0x0, 0x7, 0x3f].map((low, at) =>
    published(at + 1, { simhash: `00000000000000${low.toString(16).padStart(2, "0")}` }),
  ) as [Publication, Publication, Publication];
  expect(findCopies([a, c])).toEqual([]);
  expect(findCopies([a, b, c]).map(({ of }) => of)).toEqual([1, 1]);
});

test("hashes that differ in three bits are found wherever the bits are, those that differ in four never", () => {
  const bit = fc.integer({ min: 0, max: 63 });
  const base = published(1, { simhash: "0123456789abcdef" });
  fc.assert(
    fc.property(fc.uniqueArray(bit, { maxLength: 6 }), (bits) => {
      const flipped = bits.reduce((hash, at) => hash ^ (1n << BigInt(at)), 0x0123456789abcdefn);
      const other = published(2, { simhash: flipped.toString(16).padStart(16, "0") });
      expect(findCopies([base, other])).toHaveLength(bits.length <= 3 ? 1 : 0);
    }),
    { seed: 20260201, numRuns: 400 },
  );
});

const vocabulary = Array.from({ length: 400 }, (_, at) => `w${at.toString(36)}x`);
const text = fc.array(fc.constantFrom(...vocabulary), { minLength: 60, maxLength: 80 });

test("texts of different words are never taken for copies", () => {
  fc.assert(
    fc.property(fc.uniqueArray(text, { minLength: 20, maxLength: 30 }), (texts) => {
      const all = texts.map((words, at) => published(at, { title: null, excerpt: words.join(" ") }));
      expect(findCopies(all)).toEqual([]);
    }),
    { seed: 20260201, numRuns: 50 },
  );
});

test("a text in another order or dress is a copy, and one with a third of its words changed is none", () => {
  fc.assert(
    fc.property(text, fc.constantFrom(" ", "\n", " - "), (words, gap) => {
      const hash = (of: string[], by = " ") => readSimhash(textFingerprint(null, of.join(by)) as string);
      expect(hammingDistance(hash(words), hash(words.toReversed(), gap))).toBe(0);
      const changed = words.map((word, at) => (at % 3 === 0 ? `other${word}` : word));
      expect(hammingDistance(hash(words), hash(changed))).toBeGreaterThan(3);
    }),
    { seed: 20260201 },
  );
});

test("the order in which pieces are given changes nothing", () => {
  const all = [1, 2, 3, 4].map((signal) => published(signal, { day: 8 - (signal % 3) }));
  expect(findCopies(all.toReversed())).toEqual(findCopies(all));
});

test("a text that hundreds of different pieces share is what a site puts below everything, and makes nothing a copy", () => {
  const letters = (number: number) => [...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("");
  const piece = (signal: number, title: string) => published(signal, { title, simhash: "0123456789abcdef" });
  const among = (different: number) =>
    findCopies([
      ...Array.from({ length: different }, (_, at) => piece(at, letters(at))),
      piece(9000, "lamps"),
      piece(9001, "lamps"),
    ]);
  expect(among(299)).toEqual([{ signal: 9001, of: 9000, how: "text" }]);
  expect(among(300)).toEqual([]);
});
