// The gaming suite: what spam and a ring do to the ranks of ordinary people, and whether the flags tell.
import { findFlags, rankWithout, ring, scoreTrack, spam, withRows } from "@groundswell/analytics";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

const people = 25;
/** Fifteen answers of one accomplice, of three, or of fifteen who each accept once: the last leaves no trace in who endorses whom. */
const accomplices = [1, 3, 15];

/**
 * Plays every attack for people drawn from the middle half of everybody scored, and again of those whose evidence suffices for the list.
 * @param rows what everybody did, `help` who answered whom; both as of one instant
 */
export function playGames({ rows, help, policy, asOf, space }) {
  const by = { track: /** @type {const} */ ("expert"), policy, asOf, intervals: false };
  const scores = scoreTrack(rows, by);
  const everybody = scores.candidates.toSorted((a, b) => b.score - a.score || a.person - b.person);
  const listed = scores.candidates.filter(({ rank }) => rank !== null);
  const untouched = flagsOf(rows, help, scores);
  const attacks = {
    spam: (person) => spam(person, space, asOf),
    ...Object.fromEntries(accomplices.map((count) => [`ring${count}`, (person) => ring(person, space, asOf, count)])),
  };
  return { ...playAll(everybody), listed: playAll(listed) };

  function playAll(group) {
    const middle = group.slice(Math.floor(group.length / 4), Math.floor((3 * group.length) / 4));
    const chosen = draw(middle, people).map(({ person }) => person);
    const flagged = group.filter(({ person }) => untouched.has(person));
    const busy = group.filter(({ terms }) => terms.reduce((sum, { count }) => sum + count, 0) >= 20);
    return {
      ...{ people: chosen.length, of: group.length, before: median(chosen.map((person) => placeOf(scores, person))) },
      ...Object.fromEntries(Object.entries(attacks).map(([name, attack]) => [name, tryAttack(chosen, attack)])),
      falseFlags: {
        ...{ people: group.length, flagged: flagged.length, share: flagged.length / group.length },
        withTwentySignals: { people: busy.length, flagged: busy.filter(({ person }) => untouched.has(person)).length },
        byFlag: tally(flagged.flatMap(({ person }) => untouched.get(person))),
      },
    };
  }

  function tryAttack(chosen, attack) {
    const places = [];
    const found = [];
    let flagged = 0;
    for (const person of chosen) {
      const more = attack(person);
      const attacked = withRows(rows, more.rows);
      const after = scoreTrack(attacked, by);
      places.push(placeOf(after, person));
      const own = flagsOf(attacked, [...help, ...more.help], after).get(person) ?? [];
      if (own.length > 0) flagged += 1;
      found.push(...own);
    }
    return { rank: median(places), best: Math.min(...places), flagged, byFlag: tally(found) };
  }

  function flagsOf(given, helped, scored) {
    return findFlags({ rows: given, asOf, help: helped, rerank: rankWithout(given, { policy, asOf })(scored) });
  }
}

/** One's place among everybody scored: how many stand above, and one. */
function placeOf({ candidates }, person) {
  const own = candidates.find((one) => one.person === person);
  return own ? candidates.filter(({ score }) => score > own.score).length + 1 : candidates.length + 1;
}

function draw(list, count) {
  const chance = xoroshiro128plus(1);
  const rest = [...list];
  return Array.from(
    { length: Math.min(count, list.length) },
    () => rest.splice(uniformInt(chance, 0, rest.length - 1), 1)[0],
  );
}

function tally(flags) {
  const counts = {};
  for (const { flag } of flags) counts[flag] = (counts[flag] ?? 0) + 1;
  return counts;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
