// Scores an invented crowd: so many people with so many rows of what they did, as a heavy tail has them. Prints the seconds,
// one thread, and the megabytes at its peak above what the rows take.
import { scoreTracks } from "@groundswell/analytics";

/**
 * Rows as the store counts them: most people on a few days, few on most, one in five in whatever channel there is.
 * @returns {import("@groundswell/analytics").ScoreRow[]}
 */
export function inventedRows({ rows, people, asOf }) {
  const chance = generator(7);
  const spaces = Array.from({ length: 50 }, (_, space) => `${space < 40 ? "qa" : "forum"}.example:space-${space}`);
  /** @type {import("@groundswell/analytics").ScoreRow["kind"][]} */
  const kinds = ["answer", "comment", "commit", "post", "talk", "event", "newcomer-help"];
  const days = Array.from({ length: 365 }, (_, ago) =>
    new Date(asOf - (ago + 1) * 86_400_000).toISOString().slice(0, 10),
  );
  return Array.from({ length: rows }, () => {
    const person = 1 + Math.floor(people * chance() ** 3);
    const roams = person % 5 === 0;
    const kind = roams ? kinds[Math.floor(chance() * kinds.length)] : kinds[Math.floor(1.2 * chance())];
    const count = 1 + Math.floor(2 * chance());
    return {
      person,
      space: spaces[(person + Math.floor(3 * chance())) % spaces.length],
      kind,
      day: days[Math.floor(chance() * days.length)],
      count,
      logVotes: Math.round(count * 3e6 * chance() ** 2) / 1e6,
      accepted: kind === "answer" ? Math.floor(chance() * 2) : null,
    };
  });
}

/**
 * Scores both tracks with their intervals.
 * @param options.policy as `readPolicy` gives it
 * @returns how many were ranked, the seconds it took, and the megabytes at the peak above the rows
 */
export function run({ rows, people, policy, asOf = new Date("2026-01-01T00:00:00Z"), intervals = true }) {
  const given = inventedRows({ rows, people, asOf: asOf.getTime() });
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const startedAt = performance.now();
  const scored = scoreTracks(given, { policy, asOf, intervals });
  const seconds = (performance.now() - startedAt) / 1000;
  const peakMegabytes = process.resourceUsage().maxRSS / 1024 - before / 2 ** 20;
  const ranked = Object.values(scored).map(({ candidates }) => candidates.filter(({ rank }) => rank !== null).length);
  const scoredPeople = Object.values(scored).map(({ population }) => population);
  return { rows, people: scoredPeople, ranked, seconds, peakMegabytes };
}

/** Numbers from 0 to 1, the same each time (Mulberry32). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
