import { type DecisionKind, standingDecisions } from "@groundswell/model";
import type { Decision, Member } from "@groundswell/store";
import fc from "fast-check";
import { expect, test } from "vitest";
import { derivePersons } from "./derive-persons.ts";

const size = 8;
const members: Member[] = Array.from({ length: size }, (_, index) => ({
  ...{ id: index + 1, platform: `platform-${index % 6}`, platformId: `p${index}`, emailHash: null, person: index + 1 },
}));
const strong = 0.95;

function decision(id: number, kind: DecisionKind, accounts: number[], undoes: number | null = null): Decision {
  const nothing = { person: null, actor: "lead", reason: null, at: new Date(0), until: null, moved: [] };
  return { ...nothing, id, kind, accounts, undoes };
}

const account = fc.integer({ min: 1, max: size });
const pair = fc.tuple(account, account).filter(([a, b]) => a < b);
const evidence = fc
  .uniqueArray(fc.tuple(pair, fc.constantFrom(0.98, strong, 0.8)), {
    maxLength: 14,
    selector: ([[a, b]]) => `${a} ${b}`,
  })
  .map((list) => list.map(([[a, b], confidence]) => ({ a, b, confidence })));
const decisions = fc
  .array(
    fc.record({
      kind: fc.constantFrom<DecisionKind>("accept", "reject", "split", "lock", "snooze", "undo"),
      pair,
      third: account,
      undoes: fc.nat(12),
    }),
    { maxLength: 12 },
  )
  .map((list) =>
    list.map(({ kind, pair: [a, b], third, undoes }, index) => {
      const accounts = kind === "split" && third !== a ? [a, b, third] : [a, b];
      return decision(index + 1, kind, kind === "undo" ? [] : accounts, kind === "undo" ? undoes : null);
    }),
  );
type Links = { a: number; b: number; confidence: number }[];

const derive = (links: Links, said: Decision[], before = members) =>
  derivePersons(before, links, standingDecisions(said)).persons;

test("the latest word on a pair stands above evidence, whatever the order in which decisions are read", () => {
  const link = [{ a: 1, b: 2, confidence: strong }];
  const words = [decision(1, "accept", [1, 2]), decision(2, "reject", [1, 2]), decision(3, "accept", [1, 2])];
  expect(derive([], words).get(2)).toBe(1);
  expect(derive(link, words.slice(0, 2).reverse()).get(2)).toBe(2);
});

test("an account that is split off stays away from all it left, by whatever evidence", () => {
  const links = [
    { a: 1, b: 2, confidence: 0.99 },
    { a: 1, b: 3, confidence: strong },
    { a: 2, b: 3, confidence: strong },
  ];
  const persons = derive(links, [decision(1, "split", [1, 2, 3])]);
  expect([persons.get(1), persons.get(2), persons.get(3)]).toEqual([1, 2, 2]);
});

test("any sequence of accepting, rejecting, splitting, locking and undoing equals deriving everything from scratch, in any order", () => {
  fc.assert(
    fc.property(evidence, decisions, fc.infiniteStream(fc.nat()), (links, said, dice) => {
      let current = members;
      for (let made = 1; made <= said.length; made++) {
        const persons = derive(links, said.slice(0, made), current);
        current = current.map((member) => ({ ...member, person: persons.get(member.id) ?? member.id }));
      }
      const shuffled = said
        .map((one) => ({ one, at: dice.next().value ?? 0 }))
        .sort((x, y) => x.at - y.at)
        .map(({ one }) => one);
      expect(groups(derive([...links].reverse(), shuffled))).toEqual(groups(derive(links, said, current)));
    }),
  );
});

test("a decision that is undone leaves every person as if it had never been made", () => {
  fc.assert(
    fc.property(evidence, decisions, (links, said) => {
      for (const kind of ["accept", "reject", "lock", "split"] as const) {
        const undone = [...said, decision(100, kind, [1, 2]), decision(101, "undo", [], 100)];
        expect(derive(links, undone)).toEqual(derive(links, said));
      }
    }),
  );
});

test("what a person rejected is never one person, whatever evidence there is", () => {
  fc.assert(
    fc.property(evidence, decisions, (links, said) => {
      const persons = derive(links, [...said, decision(100, "reject", [1, 2])]);
      expect(persons.get(1)).not.toBe(persons.get(2));
    }),
  );
});

/** Who is with whom, whatever the persons are called. */
function groups(persons: ReadonlyMap<number, number>): number[] {
  const found = members.map(({ id }) => persons.get(id) ?? id);
  return found.map((person) => found.indexOf(person));
}
