import { seenPersons } from "@groundswell/reports";
import { findPersons, knownIn, noteAudit, type PersonRow, type Store } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { Asker } from "../access.ts";
import { RequestError } from "../problem.ts";
import { expertiseParam } from "./spaces.ts";

/** The number of a person, as candidates have it. */
export const personNumber = z.coerce
  .number({ error: "write a person's number" })
  .int("write a person's number")
  .min(1, "write a person's number")
  .max(Number.MAX_SAFE_INTEGER, "write a person's number");

export const personParam = expertiseParam.extend({
  person: personNumber.openapi({ type: "integer", minimum: 1, example: 12 }),
});

/** Those of some persons whom somebody may know of in an expertise: it has evidence of them, and they are in the asker's regions. */
export async function knownPersons(
  store: Store,
  { regions }: Pick<Asker, "regions">,
  expertise: string,
  persons: readonly number[],
): Promise<Set<number>> {
  const known = await knownIn(store, expertise, persons);
  return seenPersons(store, [...known], regions);
}

/**
 * A person whom somebody may know of in an expertise.
 * @throws RequestError in the same words whether nobody has the number or it is somebody else's business
 */
export async function knownPerson(
  store: Store,
  asker: Pick<Asker, "regions">,
  expertise: string,
  person: number,
): Promise<PersonRow> {
  const known = await knownPersons(store, asker, expertise, [person]);
  const found = known.has(person) ? (await findPersons(store, [person])).get(person) : undefined;
  if (found) return found;
  throw new RequestError(404, unknownPerson(expertise, person));
}

/** That nobody is known by a number. */
export const unknownPerson = (expertise: string, person: number) =>
  `There is no person ${person} in "${expertise}": take a number from its candidates.`;

/** Notes who has read what about people. */
export async function noteReading(
  { store, now }: { store: Store; now: () => Date },
  asker: Asker,
  reading: { action: string; subject: string; detail: Record<string, unknown> },
): Promise<void> {
  await noteAudit(store, {
    at: now(),
    actor: asker.actor,
    ...reading,
    detail: { reader: asker.id, ...reading.detail },
  });
}
