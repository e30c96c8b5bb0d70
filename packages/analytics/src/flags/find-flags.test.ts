import { dayMs } from "@groundswell/model";
import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, test } from "vitest";
import type { ScoreRow } from "../activity-table.ts";
import { type FlagInput, findFlags } from "./find-flags.ts";
import type { Help, SignalsOf } from "./flag.ts";

const asOf = new Date("2026-01-01T00:00:00Z");
const space = "qa.example:lumen";

function dayBefore(age: number): string {
  return new Date(asOf.getTime() - (age + 1) * dayMs).toISOString().slice(0, 10);
}

function answers(person: number, age: number, count: number, more: Partial<ScoreRow> = {}): ScoreRow {
  return { person, space, kind: "answer", day: dayBefore(age), count, logVotes: count, accepted: 0, ...more };
}

function helped(helper: number, asker: number | null, count: number, more: Partial<Help> = {}): Help {
  const all = { eligible: count, eligibleAccepted: count, accepted: count, rated: count, endorsed: count, unvoted: 0 };
  return { helper, asker, answers: count, ...all, ...more };
}

/** Sixty people who answer now and then, some ten times as much as others. */
function crowd(): ScoreRow[] {
  const chance = xoroshiro128plus(5);
  return Array.from({ length: 60 }, (_, index) => index + 1000).flatMap((person) => {
    const perDay = 0.02 + 0.3 * uniformFloat64(chance) ** 3;
    return Array.from({ length: 365 }, (_, age) => age)
      .filter(() => uniformFloat64(chance) < perDay)
      .map((age) => answers(person, age, 1, { accepted: uniformFloat64(chance) < 0.3 ? 1 : 0 }));
  });
}

/** Everybody asks somebody else each time, and a third is accepted. */
function crowdHelp(): Help[] {
  return Array.from({ length: 60 }, (_, index) => index + 1000).flatMap((helper) =>
    Array.from({ length: 30 }, (_, n) =>
      helped(helper, 5000 + ((helper * 31 + n * 7) % 900), 1, {
        accepted: n % 3 === 0 ? 1 : 0,
        eligibleAccepted: n % 3 === 0 ? 1 : 0,
        unvoted: n % 10 === 0 ? 1 : 0,
      }),
    ),
  );
}

const input = (more: Partial<FlagInput> = {}): FlagInput => ({
  ...{ rows: crowd(), help: crowdHelp(), asOf, rerank: (_, without) => (without ? 14 : 3) },
  ...more,
});
const flagsOf = (person: number, more: Partial<FlagInput>) => findFlags(input(more)).get(person) ?? [];
const names = (person: number, more: Partial<FlagInput>) => flagsOf(person, more).map(({ flag }) => flag);

test("people who answer as they always did have no flag", () => {
  expect(findFlags(input())).toEqual(new Map());
});

describe("a burst", () => {
  const before = Array.from({ length: 10 }, (_, month) => answers(1, 40 + month * 30, 2));

  test("is a last month that the other eleven do not explain, with the rank without it", () => {
    const rows = [...crowd(), ...before, answers(1, 3, 30, { logVotes: 0 }), answers(1, 12, 30, { logVotes: 0 })];
    expect(flagsOf(1, { rows })).toEqual([
      {
        flag: "burst",
        why: "60 of the year's 80 signals of kind answer (75 %) are from its last 30 days, after 1.8 a month before.",
        evidence: [],
        check: "rank without 2025-12-02 to 2025-12-31: 14th, with: 3rd",
        signalsOf: { kind: "answer", days: { from: "2025-12-02", to: "2025-12-31" }, askers: null },
      },
    ]);
  });

  test("is not seen in a steady year, however full, nor in the first month of somebody new", () => {
    const steady = Array.from({ length: 365 }, (_, age) => answers(1, age, 3));
    expect(names(1, { rows: [...crowd(), ...steady] })).toEqual([]);
    expect(names(1, { rows: [...crowd(), answers(1, 3, 30, { logVotes: 0 })] })).toEqual([]);
  });
});

describe("where everybody comes in spells", () => {
  const spells = Array.from({ length: 40 }, (_, index) => index + 2000).flatMap((person) =>
    [40, 100, 200, 300].map((age) => answers(person, age + (person % 20), 20, { accepted: 12, logVotes: 40 })),
  );

  test("one more spell is neither a burst nor a jump", () => {
    const own = [answers(1, 3, 20, { accepted: 12, logVotes: 40 }), answers(1, 150, 20, { accepted: 6, logVotes: 20 })];
    expect(names(1, { rows: [...spells, ...own], help: [] })).toEqual([]);
  });
});

test("a full month or fortnight in a full year is no flag, because it is a small part of it", () => {
  const year = Array.from({ length: 26 }, (_, n) => answers(1, n * 14 + 1, 8, { accepted: 8, logVotes: 8 }));
  expect(names(1, { rows: [...crowd(), ...year, answers(1, 3, 60, { accepted: 30, logVotes: 60 })] })).toEqual([]);
});

describe("a sudden jump", () => {
  const before = Array.from({ length: 10 }, (_, month) => answers(1, 40 + month * 30, 1));

  test("is a fortnight that holds the year's acceptances, wherever in the year it lies", () => {
    for (const age of [3, 10, 100]) {
      const rows = [...crowd(), ...before, answers(1, age, 15, { accepted: 15, logVotes: 0 })];
      expect(names(1, { rows })).toContain("sudden-jump");
    }
  });

  test("is seen also where it lies across two fortnights", () => {
    const two = [10, 17].map((age) => answers(1, age, 8, { accepted: 8, logVotes: 0 }));
    expect(names(1, { rows: [...crowd(), ...before, ...two] })).toContain("sudden-jump");
  });

  test("is told for votes too, where nothing can be accepted", () => {
    const rows = crowd().map((row) => ({ ...row, accepted: null }));
    const jump = answers(1, 100, 15, { accepted: null, logVotes: 15 * Math.log2(13) });
    expect(flagsOf(1, { rows: [...rows, ...before, jump] })[0]?.why).toContain(
      "of the year's votes by their logarithm",
    );
  });

  test("is not what somebody gets who always gets as much", () => {
    const steady = Array.from({ length: 52 }, (_, week) => answers(1, week * 7, 8, { accepted: 8, logVotes: 24 }));
    expect(names(1, { rows: [...crowd(), ...steady] })).toEqual([]);
  });
});

describe("volume without acceptance", () => {
  const flood = { eligible: 80, eligibleAccepted: 0, accepted: 0, rated: 80, unvoted: 70, endorsed: 10 };

  test("is many answers that nobody accepts and nobody votes for", () => {
    const [flag] = flagsOf(1, { help: [...crowdHelp(), helped(1, 2, 80, flood)] });
    expect(flag?.flag).toBe("volume-without-acceptance");
    expect(flag?.why).toBe("Of 80 answers 0 of 80 were accepted, and nobody voted for 88 %; usual are 33 % accepted.");
  });

  test("is not few answers, nor ones that people vote for, nor ones whose votes nobody shows", () => {
    for (const more of [
      { ...flood, rated: 49 },
      { ...flood, unvoted: 4 },
      { ...flood, eligibleAccepted: 20 },
      { ...flood, rated: 0, unvoted: 0 },
    ])
      expect(names(1, { help: [...crowdHelp(), helped(1, 2, 80, more)] })).toEqual([]);
  });
});

describe("endorsers", () => {
  test("few of them for many endorsements are told, with the rank without those who count", () => {
    const [flag] = flagsOf(1, { help: [helped(1, 2, 10), helped(1, 3, 6), helped(1, 4, 6), helped(1, 5, 1)] });
    expect(flag).toMatchObject({ flag: "few-endorsers", check: "rank without these 4 askers: 14th, with: 3rd" });
    expect(flag?.why).toBe("23 endorsements come from 4 people, which counts as 3.1 by their shares.");
  });

  test("many of them are no flag, and an asker whom nobody names is no endorser", () => {
    const many = Array.from({ length: 40 }, (_, asker) => helped(1, 100 + asker, 1));
    expect(names(1, { help: many })).toEqual([]);
    expect(names(1, { help: [helped(1, null, 40)] })).toEqual([]);
  });

  test("one who carries the whole is told", () => {
    const others = Array.from({ length: 10 }, (_, asker) => helped(1, 100 + asker, 1));
    expect(flagsOf(1, { help: [...others, helped(1, 2, 9)] })[0]).toMatchObject({
      flag: "one-asker",
      why: "9 of 19 endorsements (47 %) come from one person.",
      check: "rank without this asker: 14th, with: 3rd",
    });
    expect(names(1, { help: [...others, helped(1, 2, 6)] })).toEqual([]);
    const more = Array.from({ length: 15 }, (_, asker) => helped(1, 200 + asker, 1));
    expect(names(1, { help: [...others, ...more, helped(1, 2, 9)] })).toEqual([]);
  });
});

describe("reciprocity", () => {
  const among = Array.from({ length: 20 }, (_, n) => [helped(1, 200 + n, 1), helped(2, 300 + n, 1)]).flat();

  test("is told of both where two endorse each other more than chance would", () => {
    const found = findFlags(input({ help: [...crowdHelp(), ...among, helped(1, 2, 4), helped(2, 1, 4)] }));
    expect([...found].map(([person, flags]) => [person, flags.map(({ flag }) => flag)])).toEqual([
      [1, ["reciprocity"]],
      [2, ["reciprocity"]],
    ]);
  });

  test("one way only is help, and once or twice each way is courtesy", () => {
    for (const pair of [[helped(1, 2, 6)], [helped(1, 2, 2), helped(2, 1, 2)]])
      expect(names(1, { help: [...crowdHelp(), ...among, ...pair] })).toEqual([]);
  });

  test("is what chance brings where two give most of all there is", () => {
    const others = [3, 4, 5].map((person) => helped(person, 1, 1));
    expect(names(1, { help: [helped(1, 2, 4), helped(2, 1, 4), ...others] })).not.toContain("reciprocity");
  });
});

describe("an isolated group", () => {
  const ring = [1, 2, 3, 4].flatMap((helper) =>
    [1, 2, 3, 4].filter((asker) => asker !== helper).map((asker) => helped(helper, asker, 3)),
  );

  test("is a few people who are endorsed by each other and hardly anybody else", () => {
    const [flag] = flagsOf(1, { help: [...crowdHelp(), ...ring] }).filter((one) => one.flag === "isolated-group");
    expect(flag?.why).toBe("4 people give each other 36 of the 36 endorsements that they get (100 %); 9 of theirs.");
    expect(flag?.signalsOf.askers).toEqual([2, 3, 4]);
  });

  test("is not one whose members many others endorse too", () => {
    const others = [1, 2, 3, 4].flatMap((helper) => Array.from({ length: 9 }, (_, n) => helped(helper, 400 + n, 1)));
    expect(names(1, { help: [...crowdHelp(), ...ring, ...others] })).not.toContain("isolated-group");
  });
});

test("nine people who help each other are a team and no ring", () => {
  const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const team = nine.flatMap((helper) =>
    nine.filter((asker) => asker !== helper).map((asker) => helped(helper, asker, 2)),
  );
  expect(names(1, { help: team })).not.toContain("isolated-group");
});

test("flags come by person, and only of those who are asked for", () => {
  const times = new Map([[1, Array.from({ length: 20 }, () => Date.UTC(2026, 0, 1, 14, 3))]]);
  const help = [helped(2, 8, 9), ...Array.from({ length: 10 }, (_, n) => helped(2, 100 + n, 1))];
  expect([...findFlags(input({ times, help })).keys()]).toEqual([1, 2]);
  expect([...findFlags(input({ times, help, people: new Set([2]) })).keys()]).toEqual([2]);
});

test("posts that others posted before are told, and a crosspost of one's own now and then is not", () => {
  const posts = [answers(1, 30, 4, { kind: "post" })];
  const copy = (ofPerson: number) => ({ person: 1, ofPerson });
  const copies = [copy(2), copy(2), copy(2)];
  expect(flagsOf(1, { rows: posts, copies })[0]).toMatchObject({
    flag: "copied-posts",
    why: "3 of 7 posts (43 %) say what was posted before, 3 of them by somebody else. Each counts once, for the first.",
    check: null,
  });
  expect(names(1, { rows: posts, copies: [copy(1), copy(1), copy(1)] })).toEqual([]);
  expect(names(1, { rows: [], copies: [copy(1), copy(1), copy(1)] })).toEqual(["copied-posts"]);
});

test("downloads that jump while nobody depends on a package are told, and where nothing else is known they are not", () => {
  const made = { person: 1, name: "lumen-kit", months: [900, 1000, 1100, 50_000], dependents: 0, stars: 2 };
  expect(flagsOf(1, { packages: [made] })[0]?.why).toBe(
    "lumen-kit has 50,000 downloads in its last month after 1,000 in a usual one, with 0 dependents and 2 stars.",
  );
  for (const more of [{ dependents: 5 }, { stars: 40 }, { dependents: null, stars: null }, { months: [4000, 50_000] }])
    expect(names(1, { packages: [{ ...made, months: made.months, ...more }] })).toEqual(
      more.months ? ["download-inflation"] : [],
    );
  expect(names(1, { packages: [{ ...made, months: [20_000, 30_000, 50_000] }] })).toEqual([]);
});

test("a counter-check asks for the rank without exactly the signals in question, and is null where nobody can tell", () => {
  const asked: (SignalsOf | null)[] = [];
  const help = [helped(1, 2, 9), ...Array.from({ length: 10 }, (_, n) => helped(1, 100 + n, 1))];
  const rerank = (_: number, without: SignalsOf | null) => {
    asked.push(without);
    return null;
  };
  expect(flagsOf(1, { help, rerank })[0]?.check).toBeNull();
  expect(asked).toEqual([null, { kind: "answer", days: null, askers: [2] }]);
});

test("the same input in any order gives the same flags", () => {
  const rows = [...crowd(), answers(1, 300, 5), answers(1, 3, 60, { accepted: 20 })];
  const help = [...crowdHelp(), ...[2, 3, 4].map((asker) => helped(1, asker, 5)), helped(2, 1, 5)];
  const flags = JSON.stringify([...findFlags(input({ rows, help }))]);
  expect(JSON.parse(flags)).not.toEqual([]);
  const shuffled = <T>(list: T[]) => fc.shuffledSubarray(list, { minLength: list.length });
  fc.assert(
    fc.property(shuffled(rows), shuffled(help), (some, others) => {
      expect(JSON.stringify([...findFlags(input({ rows: some, help: others }))])).toBe(flags);
    }),
    { numRuns: 20, seed: 1 },
  );
});
