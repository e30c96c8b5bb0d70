import { mostUnknown } from "../concentration-warnings.ts";
import { fewestReaching } from "../rank-spaces.ts";
import type { ReadThread } from "./asked-thread.ts";
import { fewestCases } from "./measured-rate.ts";

/** Responses per person; those of unknown authors are nobody's. */
export type Responders = ReadonlyMap<number, number>;

/** Counts the responses in some threads. */
export function countResponders(threads: readonly ReadThread[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { responses } of threads)
    for (const { person } of responses) if (person !== null) counts.set(person, (counts.get(person) ?? 0) + 1);
  return counts;
}

/**
 * The fewest persons who together gave a share of the responses, whoever crosses it included: with 0.8 the core tier, with 0.5 the
 * contributor absence factor's. Whoever gave as many as the last of them is of them too, so that no key decides.
 */
export function fewestResponders(responders: Responders, share: number): Set<number> {
  const { ranked, counts, total } = byResponses(responders);
  const crossing = counts[fewestReaching(counts, total, share) - 1] ?? Infinity;
  return new Set(ranked.filter(([, count]) => count >= crossing).map(([person]) => person));
}

/** How much of all responses hangs on few people. All null below ten responses by known persons. */
export type Resilience = {
  /**
   * How many of the most responsive persons would have to leave for half of the responses to be missing (CHAOSS). Null where more than a fifth of the
   * responses are of unknown authors: it would hang on who they are.
   */
  absenceFactor: number | null;
  topResponderShare: number | null;
  /** Who that is; null where several gave as many, and where more than a fifth of the responses are of unknown authors. */
  topResponder: number | null;
};

/** @param responses of known persons and of unknown authors */
export function resilience(responders: Responders, responses: number): Resilience {
  const { ranked, counts, total } = byResponses(responders);
  if (total < fewestCases) return { absenceFactor: null, topResponderShare: null, topResponder: null };
  const [person = null, most = 0] = ranked[0] ?? [];
  const isKnown = responses - total <= mostUnknown * responses;
  return {
    absenceFactor: isKnown ? fewestReaching(counts, responses, 0.5) : null,
    topResponderShare: most / responses,
    topResponder: isKnown && counts[1] !== most ? person : null,
  };
}

function byResponses(responders: Responders) {
  const ranked = [...responders].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const counts = ranked.map(([, count]) => count);
  return { ranked, counts, total: counts.reduce((sum, count) => sum + count, 0) };
}
