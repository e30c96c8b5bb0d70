import type { CandidateRow as Candidate } from "@groundswell/reports";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { linkable } from "../../parts/web-link.tsx";
import { CandidateDetails } from "./candidate-details.tsx";
import { CandidateRow, monthsWords, why } from "./candidate-row.tsx";
import { kindsByContribution } from "./score-bar.tsx";

const hostile: Candidate = {
  rank: 1,
  rankInterval: [1, 1],
  person: 1,
  score: 6,
  percentile: 0.9,
  track: { expert: 6, leader: 0 },
  terms: [
    { kind: "answer", channel: "answers", count: 12, value: 5, percentile: 0.9, weight: 1, contribution: 5 },
    { kind: "post", channel: "posts", count: 1, value: 2, percentile: 0.5, weight: 0.5, contribution: 1 },
  ],
  activeMonths: 4,
  breadth: { spaces: 2, effectiveSpaces: 1.5, sources: 1, channels: 1 },
  channels: [],
  stability: [],
  steady: null,
  locale: { region: null, language: null },
  hiddenGem: null,
  wrongData: [],
  quality: {
    winRate: null,
    acceptRate: 0.5,
    acceptLowerBound: 0.25,
    endorsers: null,
    helped: 3,
    unvotedShare: null,
  },
  name: "<img src=x onerror=alert(1)>",
  stage: null,
  accounts: [{ platform: "forum", id: "1", handle: "one", url: "javascript:alert(1)" }],
  region: null,
  regionSource: null,
  languages: [],
  flags: [],
  gates: [],
  months: [0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 7],
};

const rowOf = (candidate: Candidate) => ({
  ...{ candidate, largest: 6, lastRank: 9, isSelected: false },
  onSelect: () => undefined,
  link: (name: string) => name,
});

test("only absolute http and https addresses are linked", () => {
  expect(linkable("https://forum.example/a/1")).toBe("https://forum.example/a/1");
  for (const address of [
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "data:text/html,x",
    "//forum.example",
    "a/1",
    "",
    null,
  ])
    expect(linkable(address)).toBeNull();
});

test("names and addresses from outside stay text", () => {
  const props = rowOf(hostile);
  const html =
    renderToStaticMarkup(createElement(CandidateRow, props)) +
    renderToStaticMarkup(createElement(CandidateDetails, { candidate: hostile }));
  expect(html).not.toMatch(/<img|<script|javascript:|href="data:/);
  expect(html).toContain("&lt;img src=x");
});

test("nothing is drawn with an inline style, which the server's policy would refuse", () => {
  const props = rowOf(hostile);
  expect(renderToStaticMarkup(createElement(CandidateRow, props))).not.toContain("style=");
});

test("a row says what was done, and that one without a rank has too little evidence", () => {
  expect(why(hostile)).toBe("12 answers, 1 post · active in 4 months · 2 spaces");
  expect(why({ ...hostile, rank: null, breadth: { ...hostile.breadth, spaces: 1 } })).toBe(
    "12 answers, 1 post · active in 4 months · 1 space · too little evidence to rank",
  );
});

test("the legend names the kinds that add something, the largest first", () => {
  const silent = {
    kind: "comment",
    channel: "answers",
    count: 3,
    value: 0,
    percentile: 0.1,
    weight: 0.5,
    contribution: 0,
  } as const;
  expect(kindsByContribution([{ ...hostile, terms: [silent, ...hostile.terms] }])).toEqual(["answer", "post"]);
});

test("what the line of months draws is said in words", () => {
  expect(monthsWords([0, 12])).toBe("Signals in the last 2 months: 0, 12");
});
