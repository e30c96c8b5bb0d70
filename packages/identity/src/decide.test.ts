import type { DecisionKind } from "@groundswell/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Decision, decide } from "./decide.ts";
import type { Link } from "./links.ts";
import { type LinkMethod, methods } from "./methods.ts";
import { resolve } from "./persons.ts";

const asOf = new Date("2026-11-15T00:00:00Z");
const later = new Date("2026-12-15T00:00:00Z");

function link(a: number, b: number, method: LinkMethod = "same-email"): Link {
  const { tier, confidence } = methods[method];
  const status = tier === "weak" ? "proposed" : "accepted";
  return { a, b, method, tier, confidence, reasons: ["a reason"], against: [], status };
}
function decision(id: number, kind: DecisionKind, accounts: number[], known: Partial<Decision> = {}): Decision {
  return { id, kind, accounts, actor: "lead", at: asOf, ...known };
}

test("evidence is accepted by its tier, and what is weak is proposed", () => {
  const standing = decide([link(1, 2), link(3, 4, "same-name")], [], asOf);
  expect(standing.accepted).toEqual([{ a: 1, b: 2, confidence: 0.95 }]);
  expect(standing.proposals).toMatchObject([{ a: 3, b: 4, rejectedBefore: false }]);
});

test("a rejection holds against later evidence, of the same kind and of stronger ones", () => {
  const rejected = decision(1, "reject", [2, 1], { methods: ["same-name"] });
  for (const method of ["same-name", "same-handle"] as const)
    expect(decide([link(1, 2, method)], [rejected], asOf)).toMatchObject({ cannot: [{ a: 1, b: 2 }], proposals: [] });
  const stronger = decide([link(1, 2, "mutual-link")], [rejected], asOf);
  expect(stronger).toMatchObject({ accepted: [], cannot: [{ a: 1, b: 2 }], proposals: [{ rejectedBefore: true }] });
});

test("whoever rejected without saying what was known is asked again only about what a platform states", () => {
  const rejected = decision(1, "reject", [1, 2]);
  expect(decide([link(1, 2, "same-email")], [rejected], asOf).proposals).toEqual([]);
  expect(decide([link(1, 2, "network-account")], [rejected], asOf).proposals).toHaveLength(1);
});

test("the latest word on a pair holds, whatever the order in which decisions are read", () => {
  const words = [decision(1, "accept", [1, 2]), decision(2, "reject", [1, 2]), decision(3, "accept", [1, 2])];
  expect(decide([], words, asOf)).toMatchObject({ accepted: [{ a: 1, b: 2, byPerson: true }], cannot: [] });
  expect(decide([], words.slice(0, 2).reverse(), asOf)).toMatchObject({ accepted: [], cannot: [{ a: 1, b: 2 }] });
});

test("an undo takes one decision back, and an undone undo brings it back", () => {
  const words = [decision(1, "reject", [1, 2]), decision(2, "undo", [], { undoes: 1 })];
  expect(decide([link(1, 2)], words, asOf)).toEqual(decide([link(1, 2)], [], asOf));
  const again = [...words, decision(3, "undo", [], { undoes: 2 })];
  expect(decide([link(1, 2)], again, asOf)).toEqual(decide([link(1, 2)], words.slice(0, 1), asOf));
});

test("a snoozed proposal is away until its day", () => {
  const snoozed = decision(1, "snooze", [1, 2], { until: later });
  const evidence = [link(1, 2, "same-name")];
  expect(decide(evidence, [snoozed], asOf)).toMatchObject({ proposals: [], snoozed: [{ a: 1, b: 2, until: later }] });
  expect(decide(evidence, [snoozed], later)).toMatchObject({ proposals: [{ a: 1, b: 2 }], snoozed: [] });
});

test("an account that is split off stays away from all it left, and no evidence asks again", () => {
  const standing = decide(
    [link(1, 2, "network-account"), link(1, 3), link(2, 3)],
    [decision(1, "split", [1, 2, 3])],
    asOf,
  );
  expect(standing).toMatchObject({ accepted: [{ a: 2, b: 3 }], cannot: [{ b: 2 }, { b: 3 }], proposals: [] });
});

test("a locked person's accounts are handed on", () => {
  const words = [decision(1, "lock", [3, 1]), decision(2, "lock", [5, 6]), decision(3, "unlock", [], { undoes: 2 })];
  expect(decide([], words, asOf).locks).toEqual([[1, 3]]);
});

const size = 8;
const accounts = Array.from({ length: size }, (_, index) => ({ id: index + 1, platform: `platform-${index % 6}` }));
const pair = fc.tuple(fc.integer({ min: 1, max: size }), fc.integer({ min: 1, max: size })).filter(([a, b]) => a < b);
const evidence = fc.uniqueArray(
  fc.tuple(pair, fc.constantFrom<LinkMethod>("mutual-link", "same-email", "project-name", "same-name")),
  { maxLength: 14, selector: ([[a, b]]) => `${a} ${b}` },
);
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom<DecisionKind>("accept", "reject", "split", "lock", "snooze", "undo"),
    pair,
    third: fc.integer({ min: 1, max: size }),
    undoes: fc.nat(12),
  }),
  { maxLength: 12 },
);
const world = fc.record({
  evidence: evidence.map((list) => list.map(([[a, b], method]) => link(a, b, method))),
  steps,
});
const asDecisions = (list: { kind: DecisionKind; pair: [number, number]; third: number; undoes: number }[]) =>
  list.map(({ kind, pair: [a, b], third, undoes }, index) =>
    decision(index + 1, kind, kind === "split" && third !== a ? [a, b, third] : [a, b], {
      undoes: kind === "undo" ? undoes : null,
      until: kind === "snooze" ? later : null,
    }),
  );

function personsOf(links: Link[], decisions: Decision[]) {
  const { accepted, cannot, locks } = decide(links, decisions, asOf);
  return resolve(accounts, accepted, cannot, { locks }).persons;
}

/** The scores of persons: each account brings sums that no order of adding leaves alone. */
function scoresOf(persons: Map<number, number>) {
  const scores = new Map<number, number>();
  for (const [account, person] of persons) scores.set(person, (scores.get(person) ?? 0) + 0.1 * 3 ** account);
  return scores;
}

test("any sequence of decisions comes to the same as reading all of them at once, in any order", () => {
  fc.assert(
    fc.property(world, fc.infiniteStream(fc.nat()), ({ evidence: links, steps: list }, dice) => {
      const decisions = asDecisions(list);
      const shuffled = decisions
        .map((one) => ({ one, at: dice.next().value ?? 0 }))
        .sort((x, y) => x.at - y.at)
        .map(({ one }) => one);
      expect(decide([...links].reverse(), shuffled, asOf)).toEqual(decide(links, decisions, asOf));
      expect(personsOf(links, shuffled)).toEqual(personsOf(links, decisions));
    }),
  );
});

test("a decision that is undone leaves every person and every score as if it had never been made", () => {
  fc.assert(
    fc.property(world, ({ evidence: links, steps: list }) => {
      const decisions = asDecisions(list);
      const one = decision(100, "accept", [1, 2]);
      for (const kind of ["accept", "reject", "lock", "split"] as const) {
        const made = [...decisions, { ...one, kind }];
        const undone = [...made, decision(101, "undo", [], { undoes: 100 })];
        const [before, after] = [personsOf(links, decisions), personsOf(links, undone)];
        expect(after).toEqual(before);
        expect(scoresOf(after)).toEqual(scoresOf(before));
      }
    }),
  );
});

test("what a person rejected is one person only where a person says so of others", () => {
  fc.assert(
    fc.property(world, ({ evidence: links, steps: list }) => {
      const decisions = [...asDecisions(list), decision(100, "reject", [1, 2])];
      const persons = personsOf(links, decisions);
      expect(persons.get(1)).not.toBe(persons.get(2));
    }),
  );
});
