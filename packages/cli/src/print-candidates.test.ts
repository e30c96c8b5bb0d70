import { stripVTControlCharacters } from "node:util";
import type { CandidateAnswer, CandidatesAnswer, MovedAnswer } from "@groundswell/reports";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { printCandidates } from "./print-candidates.ts";

const url = "https://forum.example/a-thread-with-a-name-that-is-much-longer-than-a-narrow-terminal/77#answer-1234567";

function candidate(person: number, more: Partial<CandidateAnswer> = {}): CandidateAnswer {
  return {
    rank: person,
    rankInterval: [person, person],
    person,
    score: 90.04 - person,
    percentile: 0.9,
    stability: [{ without: "answers", rank: null }],
    steady: false,
    track: { expert: 90, leader: 0 },
    terms: [
      {
        kind: "answer",
        channel: "answers",
        count: 1234,
        value: 9,
        percentile: 0.9,
        weight: 1,
        contribution: 90.04 - person,
      },
    ],
    channels: [],
    activeMonths: 8,
    breadth: { spaces: 1, effectiveSpaces: 1, sources: 1, channels: 1 },
    quality: {
      winRate: null,
      acceptRate: null,
      acceptLowerBound: null,
      endorsers: null,
      helped: 0,
      unvotedShare: null,
    },
    flags: [],
    gates: [],
    locale: { region: null, language: null },
    hiddenGem: null,
    name: `Person ${person}`,
    stage: null,
    accounts: [],
    region: null,
    regionSource: null,
    languages: [],
    evidence: [],
    wrongData: [],
    wellbeing: null,
    ...more,
  };
}

function answer(candidates: CandidateAnswer[], moved: CandidatesAnswer["moved"] = []): CandidatesAnswer {
  return {
    expertise: "lumen",
    asOf: "2026-02-01T00:00:00.000Z",
    window: { from: "2025-02-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z" },
    run: { id: 1, policyVersion: "mvp-1", computedAt: "2026-02-01T00:00:00.000Z", inputWatermark: 1 },
    coverage: { expected: 0, read: 0, rate: null, missing: [] } as unknown as CandidatesAnswer["coverage"],
    track: "expert",
    population: 1234,
    policyVersion: "mvp-1",
    cycle: null,
    candidates,
    moved,
  };
}

const width = process.stdout.columns;
let printed = "";

beforeEach(() => {
  printed = "";
  process.stdout.columns = 60;
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += stripVTControlCharacters(String(text));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.stdout.columns = width;
});

const everything = candidate(3, {
  rank: 2,
  rankInterval: [1, 1007],
  name: "A name that somebody has given themselves to see how lists cope with it",
  stability: [
    { without: "answers", rank: 412 },
    { without: "code", rank: null },
  ],
  quality: { winRate: 0.71, acceptRate: 0.43, acceptLowerBound: 0.31, endorsers: 12.3, helped: 34, unvotedShare: 0.1 },
  flags: [
    { flag: "one-asker", why: "", evidence: [], check: null },
    { flag: "one-asker", why: "", evidence: [], check: null },
  ],
  gates: [{ gate: "alumni", why: "", confirmBy: "" }],
  locale: {
    region: { name: "Europe", rank: 2, of: 41, few: false },
    language: { name: "pt", rank: 1, of: 3, few: true },
  },
  hiddenGem: { why: "Helped 34 people. Stands below the first page, in place 143." },
  wellbeing:
    "Active on 61 days without a break; up to 43 on one day. That may be too much for one person: ask how they are.",
  stage: "in-review",
  evidence: [{ url, title: "A thread" } as CandidateAnswer["evidence"][number]],
});

test("a candidate is shown with the place, how sure it is, what it is made of, and what to look at", () => {
  printCandidates(answer([candidate(1), candidate(2, { rankInterval: [1, 4] }), everything]));
  expect(printed.split("\n\n")[3]).toBe(
    `=2 (1–1,007) · 87.0 · A name that somebody has given
    themselves to see how lists cope with it, person 3 [in
    review, !one asker, ?alumni, gem, rest]
    answer 87.0 (1,234); 8 months
    wins 71 %, accepted 43 %, endorsed as if by 12, helped
      34
    2 of 41 in Europe, 1 of 3 (few) writing Portuguese
    rank without answers 412, without code none
    Helped 34 people. Stands below the first page, in place
      143.
    Active on 61 days without a break; up to 43 on one day.
      That may be too much for one person: ask how they are.
    best:
      ${url}`,
  );
});

test("on a narrow terminal no line is too wide but for an address, which stays whole", () => {
  printCandidates(answer([candidate(1), everything]));
  expect(printed).toContain(url);
  expect(printed.split("\n").filter((line) => line.length > 60 && !line.includes(url))).toEqual([]);
});

test("the legend explains the marks that are shown, and no others", () => {
  printCandidates(answer([candidate(1)]));
  expect(printed).toContain("those that chance alone could give");
  expect(printed).not.toMatch(/look twice|gem|rest:|wrong data/);
  printed = "";
  printCandidates(answer([everything]));
  for (const words of ["! look twice", "? to be confirmed", "gem: ", "rest: "]) expect(printed).toContain(words);
});

test("who has no rank for want of evidence stands last, apart, with a dash and no number", () => {
  printCandidates(answer([candidate(1), candidate(2, { rank: null, rankInterval: null, stability: [] })]));
  const [before = "", after = ""] = printed.split("Insufficient evidence");
  expect(before).toContain("Person 1");
  expect(after).toMatch(/\n– · 88\.0 · Person 2, person 2\n/);
});

test("who is on another list is named by gate with the reason, the many counted", () => {
  const aside = (person: number, gate: MovedAnswer["gate"]): MovedAnswer => ({
    person,
    name: `Aside ${person}`,
    gate,
    why: `reason ${person}`,
    gates: [],
    source: null,
    confidence: null,
    at: null,
    score: 9,
  });
  const many = [1, 2, 3, 4, 5, 6, 7].map((person) => aside(person, "employee_of_vendor"));
  printCandidates(answer([candidate(1)], [...many, aside(9, "opted_out")]));
  expect(printed.slice(printed.indexOf("On another list"))).toBe(`On another list, and none the lower for it: 8 active.
  employee of vendor: 7
    Aside 1, person 1: reason 1
    Aside 2, person 2: reason 2
    Aside 3, person 3: reason 3
    Aside 4, person 4: reason 4
    Aside 5, person 5: reason 5
    and 2 more: --json names them
  opted out: 1
    Aside 9, person 9: reason 9
`);
});

test("where nobody is like that, the list says so", () => {
  printCandidates(answer([]), { isFiltered: true });
  expect(printed).toContain("Nobody on the list is like that.");
});

test("a name cannot take over the terminal", () => {
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
  printCandidates(answer([candidate(1, { name: "red\u001b]0;title\u0007\nroot" })]));
  for (const obeyed of ["\u001b]0", "\u0007", "\nroot"]) expect(printed).not.toContain(obeyed);
});
