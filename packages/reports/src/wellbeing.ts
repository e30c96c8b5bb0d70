import { loadOf, wellbeingNote } from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import { rhythmsOf, type Store } from "@groundswell/store";

/**
 * What a lead should know of how much a handful of people carry; nothing for those with whom it looks well. It is read when it is
 * shown, long after the scores: no score can take it.
 */
export async function wellbeingNotes(
  store: Store,
  question: { expertise: string; window: Window; persons: readonly number[] },
): Promise<Map<number, string>> {
  const notes = new Map<number, string>();
  for (const [person, rhythm] of await rhythmsOf(store, question)) {
    const note = wellbeingNote(loadOf(rhythm));
    if (note !== null) notes.set(person, note);
  }
  return notes;
}
