import { ConfigError, type Word, wordsOnPairs } from "@groundswell/model";
import type { Decision, Member } from "@groundswell/store";

/**
 * Refuses decisions that cannot all hold: two accounts that somebody joined end as two persons, or a locked person would take
 * or lose an account.
 * @param before the decisions that stood until now
 * @throws ConfigError naming the decision to undo first
 */
export function refuseContradiction(
  members: readonly Member[],
  persons: ReadonlyMap<number, number>,
  { before, after }: { before: readonly Decision[]; after: readonly Decision[] },
): void {
  const isHere = ({ accounts }: Decision) => accounts.some((id) => persons.has(id));
  for (const lock of after) {
    if (lock.kind !== "lock" || !isHere(lock)) continue;
    const held = new Set(lock.accounts.map((id) => persons.get(id)));
    const now = members.filter(({ id }) => held.has(persons.get(id)));
    if (held.size === 1 && now.length === lock.accounts.length) continue;
    throw new ConfigError(
      `Person ${lock.person} is locked by ${lock.actor} and keeps its accounts: "groundswell person unlock ${lock.person}" first.`,
    );
  }
  const words = wordsOnPairs(after);
  const broken = words.find(({ a, b, together }) => together && persons.get(a) !== persons.get(b));
  if (!broken) return;
  const isNew = ({ decision }: Word) => !before.some(({ id }) => id === decision.id);
  const against = isNew(broken) ? (words.find((word) => parts(word, broken, persons)) ?? broken) : broken;
  const { id, actor, kind } = against.decision;
  throw new ConfigError(
    `That contradicts decision ${id} of ${actor} (${kind}): "groundswell identities undo ${id}" first, if it was wrong.`,
  );
}

/** Whether a word keeps the two persons of a pair apart. */
function parts({ a, b, together }: Word, pair: Word, persons: ReadonlyMap<number, number>): boolean {
  const [one, other] = [persons.get(pair.a), persons.get(pair.b)];
  const [x, y] = [persons.get(a), persons.get(b)];
  return !together && ((x === one && y === other) || (x === other && y === one));
}
