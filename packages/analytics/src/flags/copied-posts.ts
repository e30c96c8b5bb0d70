import { type Finding, percent } from "./flag.ts";

/** A signal that says what an earlier one said. It is not counted, whoever wrote the first. */
export type Copied = { person: number; ofPerson: number | null };

/** Crossposting one's own is usual; from three on, and half of all that one posts, it is how the list was made. */
const leastCopies = 3;
const leastShare = 0.5;

/**
 * Who posted what others had posted before, and who posts the same again and again.
 * @param posts how many posts each person has that count
 */
export function findCopied(copies: readonly Copied[], posts: ReadonlyMap<number, number>): Finding[] {
  const found = new Map<number, { own: number; others: number }>();
  for (const { person, ofPerson } of copies) {
    const one = found.get(person) ?? { own: 0, others: 0 };
    if (ofPerson === person) one.own += 1;
    else one.others += 1;
    found.set(person, one);
  }
  return [...found].flatMap(([person, { own, others }]): Finding[] => {
    const all = own + others + (posts.get(person) ?? 0);
    if (others < leastCopies && (own < leastCopies || own / all < leastShare)) return [];
    return [
      {
        flag: "copied-posts",
        person,
        why: `${own + others} of ${all} posts (${percent((own + others) / all)}) say what was posted before, ${others} of them by somebody else. Each counts once, for the first.`,
        signalsOf: { kind: "post", days: null, askers: null },
      },
    ];
  });
}
