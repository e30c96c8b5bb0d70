import { dayMs, twelveMonthsTo } from "@groundswell/model";
import { expect, test } from "vitest";
import { createWorld } from "./create-world.ts";
import type { Trend } from "./rhythm.ts";
import { stamp, upcomingSignals, worldSignals } from "./signals.ts";
import { countWindow, truth } from "./truth.ts";
import { accountAt, iso, spaceOf, type TagSpace, type World } from "./world.ts";

const asOf = new Date("2026-11-15T00:00:00Z");
const world = createWorld({ seed: 7, asOf });
const known = truth(world);

test("the same seed gives the same world, to the last answer", () => {
  expect(createWorld({ seed: 7, asOf })).toEqual(world);
});

test("another seed gives another world", () => {
  const other = createWorld({ seed: 8, asOf });
  expect(other.people.map((p) => p.name)).not.toEqual(world.people.map((p) => p.name));
  expect(other.questions.length).not.toBe(world.questions.length);
});

test("5 of 50 spaces hold 55 to 75 % of the events, in every seed and both windows, and they are the planned ones", () => {
  const windows = {
    weeks12: { from: new Date(asOf.getTime() - 84 * dayMs), to: asOf },
    months12: twelveMonthsTo(asOf),
  };
  for (let seed = 1; seed <= 20; seed++) {
    const one = createWorld({ seed, asOf });
    const heads = one.spaces.filter((space) => space.head).map((space) => space.key);
    expect(one.spaces).toHaveLength(50);
    expect(heads).toHaveLength(5);
    for (const [name, window] of Object.entries(windows)) {
      const { headShare, spaces, total } = countWindow(one, window, 5);
      const largest = spaces.slice(0, 5).map((space) => space.key);
      expect.soft(headShare, `seed ${seed}, ${name}`).toBeGreaterThanOrEqual(0.55);
      expect.soft(headShare, `seed ${seed}, ${name}`).toBeLessThanOrEqual(0.75);
      expect.soft(largest.sort(), `seed ${seed}, ${name}`).toEqual([...heads].sort());
      if (name === "months12") {
        expect.soft(total, `seed ${seed}`).toBeGreaterThan(8_000);
        expect.soft(total, `seed ${seed}`).toBeLessThan(12_000);
      }
    }
  }
});

test("the counts of a window are those of its signals", () => {
  const { window, total, spaces } = known.windows.weeks12;
  const [from, to] = [window.from.toISOString(), window.to.toISOString()];
  const inside = known.signals.filter((signal) => signal.occurredAt >= from && signal.occurredAt < to);
  expect(inside).toHaveLength(total);
  for (const { key, count } of spaces) expect(inside.filter((signal) => signal.space === key)).toHaveLength(count);
});

test("every signal is dated inside the world, has a key of its own and a known author or none", () => {
  const keys = new Set(known.signals.map((signal) => `${signal.platform}:${signal.kind}:${signal.id}`));
  expect(keys.size).toBe(known.signals.length);
  for (const signal of known.signals) {
    expect(signal.occurredAt >= iso(world.from) && signal.occurredAt < iso(world.asOf)).toBe(true);
    if (signal.account !== null) expect(known.personOf).toHaveProperty([signal.account]);
  }
  expect(known.upcoming.length).toBeGreaterThan(0);
});

test("replies come after what they reply to, and acceptances after the answer", () => {
  for (const question of world.questions) {
    for (const answer of question.answers) expect(answer.at).toBeGreaterThan(question.at);
    const accepted = question.answers.find((answer) => answer.id === question.accepted?.answerId);
    if (question.accepted) expect(question.accepted.at).toBeGreaterThan(accepted?.at ?? Number.POSITIVE_INFINITY);
  }
  for (const thread of world.threads)
    for (const reply of [...thread.comments, ...thread.reviews]) expect(reply.at).toBeGreaterThan(thread.at);
});

test("nobody writes before they joined, save in the planted ring", () => {
  for (const question of world.questions)
    for (const post of [question, ...question.answers]) {
      const person = world.people[accountAt(world, post.author).person];
      if (person?.role !== "ring") expect(post.at).toBeGreaterThanOrEqual(person?.joinedAt ?? 0);
    }
});

/** What the world shows of an account's owner: how many answers, their mean score, how many of them were accepted. */
function answered(of: World) {
  const seen = new Map<string, { answers: number; score: number; accepted: number }>();
  for (const question of of.questions)
    for (const answer of question.answers) {
      const id = of.people[accountAt(of, answer.author).person]?.id ?? "";
      const sums = seen.get(id) ?? { answers: 0, score: 0, accepted: 0 };
      sums.answers++;
      sums.score += answer.up - answer.down;
      if (question.accepted?.answerId === answer.id) sums.accepted++;
      seen.set(id, sums);
    }
  return seen;
}

test("what the experts' answers earned follows the planted order of their quality", () => {
  const earned = answered(world);
  const scores = known.experts.map(({ person }) => earned.get(person)?.score ?? 0);
  expect(known.experts.map((e) => e.quality)).toEqual(known.experts.map((e) => e.quality).sort((a, b) => b - a));
  expect(new Set(known.experts.map((e) => e.quality)).size).toBe(known.experts.length);
  expect(spearman(scores)).toBeGreaterThan(0.8);
});

test("an answer by an expert is worth more than one by a regular, and is accepted more often", () => {
  const earned = answered(world);
  const rate = (role: string) => {
    const all = [...earned].filter(([person]) => known.roles[person] === role).map(([, sums]) => sums);
    const answers = all.reduce((sum, one) => sum + one.answers, 0);
    const add = (key: "score" | "accepted") => all.reduce((sum, one) => sum + one[key], 0) / answers;
    return { score: add("score"), accepted: add("accepted") };
  };
  expect(rate("expert").score).toBeGreaterThan(2 * rate("regular").score);
  expect(rate("expert").accepted).toBeGreaterThan(1.3 * rate("regular").accepted);
});

test("the volume burst answers more than anybody in its two weeks and earns nothing", () => {
  const [spammer = ""] = known.traps["volume-burst"];
  const sums = answered(world).get(spammer);
  expect(sums?.answers).toBeGreaterThan(100);
  expect(sums?.score).toBeLessThanOrEqual(0);
  expect(sums?.accepted).toBe(0);
});

test("the ring of four accepts only itself, within minutes", () => {
  const ring = new Set(known.traps["vote-ring"]);
  expect(ring.size).toBe(4);
  const role = (account: number) => world.people[accountAt(world, account).person]?.id ?? "";
  const own = world.questions.filter((question) => ring.has(role(question.author)));
  expect(own.length).toBeGreaterThan(30);
  for (const question of own) {
    const accepted = question.answers.find((answer) => answer.id === question.accepted?.answerId);
    expect(ring.has(role(accepted?.author ?? -1))).toBe(true);
    expect((accepted?.at ?? 0) - question.at).toBeLessThan(30 * 60_000);
  }
});

test("in one of the large spaces hardly a question is answered", () => {
  expect(known.headSpaces).toContain(known.orphanSpace);
  const answeredShare = (key: string) => {
    const own = world.questions.filter((question) => spaceOf(world, question).key === key);
    return own.filter((question) => question.answers.length > 0).length / own.length;
  };
  expect(answeredShare(known.orphanSpace)).toBeLessThan(0.2);
  expect(answeredShare(world.spaces[0]?.key ?? "")).toBeGreaterThan(0.55);
});

test("one space rises and one falls", () => {
  const halves = (key: string) => {
    const middle = iso((world.from + world.asOf) / 2);
    const own = known.signals.filter((signal) => signal.space === key);
    return own.filter((signal) => signal.occurredAt >= middle).length / own.length;
  };
  expect(halves(known.risingSpace)).toBeGreaterThan(0.55);
  expect(halves(known.fallingSpace)).toBeLessThan(0.45);
});

test("over three years and four, one space rises and one falls the whole time", () => {
  for (const months of [36, 48]) {
    const long = createWorld({ seed: 1, asOf, months, people: 100, spaces: 15, signalsPerYear: 12_000 });
    const quarter = (long.asOf - long.from) / 4;
    const windows = [0, 1, 2, 3].map((n) => {
      const window = { from: new Date(long.from + n * quarter), to: new Date(long.from + (n + 1) * quarter) };
      return new Map(countWindow(long, window, 5).spaces.map(({ key, count }) => [key, count]));
    });
    const counts = (trend: Trend) => {
      const key = long.spaces.find((space) => space.trend === trend)?.key ?? "";
      return windows.map((window) => window.get(key) ?? 0);
    };
    const [rising, falling] = [counts("rising"), counts("falling")];
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
    expect(falling).toEqual([...falling].sort((a, b) => b - a));
    expect((rising[3] as number) / (rising[0] as number)).toBeGreaterThan(1.6);
    expect((falling[3] as number) / (falling[0] as number)).toBeLessThan(0.6);
  }
});

test("two people share a name and nothing else, and deleted people sign nothing", () => {
  const [a, b] = known.traps["same-name"].map((id) => world.people.find((person) => person.id === id));
  expect(a?.name).toBe(b?.name);
  expect(a?.id).not.toBe(b?.id);
  const signed = new Set(known.signals.map((signal) => signal.account && known.personOf[signal.account]));
  for (const person of known.traps["deleted-accounts"]) expect(signed.has(person)).toBe(false);
  expect(known.signals.some((signal) => signal.account === null)).toBe(true);
});

test("the renamed one has a handle of today and one of before", () => {
  const [renamed] = known.traps["renamed-handle"];
  const account = world.accounts.find((one) => one.formerHandle !== null);
  expect(account && world.people[account.person]?.id).toBe(renamed);
  expect(account?.formerHandle?.handle).not.toBe(account?.handle);
});

test("a monthly meeting is one signal per evening, and what was called off is none", () => {
  const cancelled = world.events.filter((event) => event.cancelled).map((event) => event.uid);
  const ids = [...worldSignals(world), ...upcomingSignals(world)]
    .filter((signal) => signal.kind === "event")
    .map((signal) => signal.id);
  expect(cancelled.length).toBeGreaterThan(0);
  for (const uid of cancelled) expect(ids).not.toContain(uid);
  expect(known.cancelled.map((signal) => signal.id).sort()).toEqual(cancelled.sort());
  const monthly = world.events.find((event) => event.recurs);
  expect(ids).toContain(`${monthly?.uid}#${stamp(monthly?.starts[0] ?? 0)}`);
  expect(ids).not.toContain(`${monthly?.uid}#${stamp(monthly?.excluded[0] ?? 0)}`);
});

test("people, spaces and signals can be asked for, down to what the roles need", () => {
  const small = createWorld({ seed: 1, asOf, people: 60, spaces: 20, months: 6, signalsPerYear: 1_000 });
  const fresh = small.linkSpam.find(({ how }) => how === "ring")?.people ?? [];
  expect(fresh).toHaveLength(12);
  expect(small.people).toHaveLength(60 + fresh.length);
  expect(small.spaces).toHaveLength(20);
  expect(small.spaces.filter((space): space is TagSpace => space.kind === "tag" && space.orphan)).toHaveLength(1);
  const count = truth(small).signals.length;
  expect(count).toBeGreaterThan(300);
  expect(count).toBeLessThan(900);
  expect(() => createWorld({ seed: 1, asOf, people: 30 })).toThrow(/too small for its roles/);
  expect(() => createWorld({ seed: 1, asOf, spaces: 3 })).toThrow(/too small/);
});

/** Spearman's rank correlation of values with their own positions, 1 where each is less than the one before. */
function spearman(values: number[]): number {
  const ranks = values.map((value) => values.filter((other) => other > value).length);
  const squares = ranks.reduce((sum, rank, i) => sum + (rank - i) ** 2, 0);
  return 1 - (6 * squares) / (values.length * (values.length ** 2 - 1));
}
