import { confirmBy, type Gate, type GateFound, gateAction, movingGates, type Policy } from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import {
  awardsAsOf,
  ineligible,
  type ListGate,
  listGates,
  optedOut,
  type Store,
  takenAway,
  uncertainPersons,
} from "@groundswell/store";

/** Strong evidence has at least this confidence: below it, a person should look before somebody is recognised. */
const strongConfidence = 0.9;
/** One in three taken away, of at least ten. A few deletions are usual: everybody tidies up. */
const conduct = { leastSignals: 10, leastShare: 1 / 3 };

/** The gates of a policy that keep people out of what is scored. */
export function leftOut(policy: Policy): ListGate[] {
  return movingGates(policy, listGates);
}

/**
 * Every gate of everybody active in an expertise's window, as of its end, but for those that the policy switches off. They flag and move;
 * none lowers a score. Of `persons` only, where some are given: to look everybody through takes seconds.
 */
export async function findGates(
  store: Store,
  policy: Policy,
  { expertise, window, persons = null }: { expertise: string; window: Window; persons?: readonly number[] | null },
): Promise<Map<number, GateFound[]>> {
  const found = new Map<number, GateFound[]>();
  const asked = persons && new Set(persons);
  const add = (person: number, gate: Gate, why: string) => {
    if (gateAction(policy, gate) === "off" || (asked && !asked.has(person))) return;
    found.set(person, [...(found.get(person) ?? []), { gate, why, confirmBy: confirmBy[gate] }]);
  };
  for (const { person, gate, why } of await ineligible(store, expertise, window, persons)) add(person, gate, why);
  for (const [person, { current, alumnus }] of await awardsAsOf(store.pool, window.to)) {
    const say = (status: string, { expertise, awardedOn, registry }: (typeof current)[number]) =>
      `${registry} lists them as ${status} for ${expertise}${awardedOn === null ? "" : `, awarded on ${awardedOn}`}`;
    if (current[0]) add(person, "existing_awardee", say("awarded", current[0]));
    else if (alumnus[0]) add(person, "alumni", say("an alumnus", alumnus[0]));
  }
  for (const { person, account, by, reason, at } of await optedOut(store))
    add(person, "opted_out", `${by} noted on ${at.slice(0, 10)} for ${account}${reason === null ? "" : `: ${reason}`}`);
  for (const { person, account, method, confidence } of await uncertainPersons(store, strongConfidence, persons))
    add(person, "identity_uncertain", `${account} belongs to them by ${method} only (${confidence.toFixed(2)})`);
  for (const { person, gone, of } of await takenAway(store, expertise, window, conduct, persons))
    add(person, "conduct", `${gone} of their ${of} signals were taken away again`);
  return found;
}

/** Whether any of somebody's gates takes them off the list. */
export function movesAside(policy: Policy, gates: readonly GateFound[]): boolean {
  return gates.some(({ gate }) => gateAction(policy, gate) === "move");
}
