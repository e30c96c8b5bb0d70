import { expect, test } from "vitest";
import { createWorld } from "./create-world.ts";
import { type IdentityAccount, identityAccounts } from "./identity-accounts.ts";
import { type Truth, truth } from "./truth.ts";
import type { IdentityTrap } from "./world.ts";

const options = { seed: 7, asOf: new Date("2026-11-15T00:00:00Z"), people: 1200, signalsPerYear: 3000, months: 13 };
const plain = createWorld(options);
const world = createWorld({ ...options, identityTraps: true });
const accounts = identityAccounts(world);

/** The people of a trap who would be joined with somebody else by whoever trusts equal values. */
function caught(trap: IdentityTrap, valuesOf: (account: IdentityAccount) => (string | null)[]): number {
  const trapped = new Set(world.identityTraps?.[trap].map((index) => world.people[index]?.id));
  const people = new Map<string, Set<string>>();
  for (const account of accounts)
    for (const value of valuesOf(account))
      if (value) people.set(value, (people.get(value) ?? new Set()).add(account.person));
  const mixed = [...people.values()].filter((some) => some.size > 1).flatMap((some) => [...some]);
  return new Set(mixed.filter((person) => trapped.has(person))).size;
}

test("traps leave the history of a world as it is", () => {
  const history = ({ signals, endorsements, windows }: Truth) => ({ signals, endorsements, windows });
  // Renamed homonyms and planted links are all that shows: what happened, when and where is the same.
  expect(history(truth(world))).toEqual(history(truth(plain)));
  expect(plain.identityTraps).toBeNull();
  expect(plain.accounts.some(({ trace }) => trace !== undefined)).toBe(false);
});

test("each trap catches whoever trusts what it falsifies", () => {
  const size = (trap: IdentityTrap) => world.identityTraps?.[trap].length ?? 0;
  expect(Math.min(...(["homonym", "shared-mailbox", "copied-link"] as const).map(size))).toBeGreaterThanOrEqual(4);
  expect(caught("shared-mailbox", ({ emailHash }) => [emailHash])).toBe(size("shared-mailbox"));
  expect(caught("homonym", ({ name }) => [name])).toBe(size("homonym"));
  expect(caught("homonym", ({ name, handle }) => [handle && `${name} ${handle}`])).toBe(size("homonym"));
  expect(caught("handle-taken-over", ({ links, url }) => [...links, url])).toBe(size("handle-taken-over"));
  expect(caught("empty-email", ({ emailHash }) => [emailHash])).toBe(size("empty-email"));
  expect(caught("copied-link", ({ links, url }) => [...links, url])).toBe(size("copied-link"));
});

test("the same seed plants the same traps, and every account has a key of its own", () => {
  expect(createWorld({ ...options, identityTraps: true })).toEqual(world);
  const keys = accounts.map(({ platform, platformId }) => `${platform}:${platformId}`);
  expect(new Set(keys).size).toBe(keys.length);
});
