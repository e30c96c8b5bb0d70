import { foldedWords, hammingDistance, printSimhash, readSimhash, type Simhash, simhash } from "./simhash.ts";

/** Something published, and what tells whether it was published before. */
export type Publication = {
  signal: number;
  kind: string;
  title: string | null;
  /** Its address in one spelling; null where it has none. */
  url: string | null;
  /** What `textFingerprint` made of its text. */
  simhash: string | null;
  occurredAt: Date;
  /** Whether its author is known. */
  named: boolean;
};

/** `signal` says again what `of`, the earliest, said. */
export type Copy = { signal: number; of: number; how: "url" | "text" };

/** Words below which two texts can be alike by chance. */
export const fewestWords = 12;

/** Bits in which the hashes of a text and its copy may differ. */
export const mostBits = 3;

/** What a text is found again by: 16 hexadecimal digits, or null where it is too short to tell. */
export function textFingerprint(title: string | null, excerpt: string | null): string | null {
  const words = foldedWords(`${title ?? ""} ${excerpt ?? ""}`);
  return words.length < fewestWords ? null : printSimhash(simhash(words));
}

/**
 * Finds what was published before: at the same address, or with a text whose hash differs in at most 3 bits, by whomever. The earliest
 * counts whose author is known, since nobody would have the others'. A title that names other numbers is the next of a series and a title
 * of other words is another piece under the same boilerplate, so neither is a copy; nor is a talk that is given again on another day.
 * A copy of a copy is one of the earliest.
 */
export function findCopies(publications: readonly Publication[]): Copy[] {
  const ordered = [...publications].sort(
    (a, b) =>
      Number(b.named) - Number(a.named) || a.occurredAt.getTime() - b.occurredAt.getTime() || a.signal - b.signal,
  );
  const alike = alikePairs(ordered.map(({ simhash }) => (simhash === null ? null : readSimhash(simhash))));
  const titles: Title[] = [];
  const titleAt = (at: number) => (titles[at] ??= readTitle(ordered[at]?.title ?? ""));
  const isSame = (one: number, other: number) =>
    isOccasion(ordered[one] as Publication, ordered[other] as Publication) && isTitle(titleAt(one), titleAt(other));
  const byUrl = new Map<string, number[]>();
  const first: number[] = [];
  const copies: Copy[] = [];
  for (const [at, { signal, url }] of ordered.entries()) {
    const atUrl = (url !== null && byUrl.get(url)) || [];
    const sameUrl = atUrl.find((earlier) => isSame(earlier, at));
    const same = sameUrl ?? alike.get(at)?.find((earlier) => isSame(earlier, at));
    first[at] = same === undefined ? at : (first[same] ?? same);
    const of = ordered[first[at] ?? at]?.signal ?? signal;
    if (same !== undefined) copies.push({ signal, of, how: sameUrl === undefined ? "text" : "url" });
    else if (url !== null && atUrl.length < mostSharing) byUrl.set(url, [...atUrl, at]);
  }
  return copies.sort((a, b) => a.signal - b.signal);
}

type Title = { words: string[]; all: Set<string>; numbers: string };

function readTitle(title: string): Title {
  const words = foldedWords(title);
  return { words, all: new Set(words), numbers: words.filter((word) => /\p{N}/u.test(word)).join(" ") };
}

/** An address or a text that hundreds of pieces share is a site's and not theirs; looking through all of them would cost their square. */
const mostSharing = 300;

/**
 * For each place of a list, the earlier places whose hashes differ from its own in at most three bits. Of five blocks of a hash three bits
 * touch three at most, so some pair of blocks is the same: hashes are sorted by each pair and compared with their neighbours. Single
 * blocks would not tell texts of one language apart, which are all somewhat alike.
 */
function alikePairs(hashes: readonly (Simhash | null)[]): Map<number, number[]> {
  const alike = new Map<number, number[]>();
  const blocks = hashes.map((hash) => hash && blocksOf(hash));
  for (const [turn, [one, other]] of blockPairs.entries()) {
    // Key and place in one number: 26 bits and the 27 that are left below 2^53.
    const keys = new Float64Array(hashes.length);
    let kept = 0;
    for (const [at, of] of blocks.entries())
      if (of) keys[kept++] = ((of[one] ?? 0) * 2 ** 13 + (of[other] ?? 0)) * places + at;
    const sorted = keys.subarray(0, kept).sort();
    for (let from = 0, to = 0; to < kept; to += 1) {
      const key = Math.floor((sorted[to] ?? 0) / places);
      if (key !== Math.floor((sorted[from] ?? 0) / places)) from = to;
      const later = (sorted[to] ?? 0) % places;
      for (let neighbour = from; neighbour < Math.min(to, from + mostSharing); neighbour += 1) {
        const earlier = (sorted[neighbour] ?? 0) % places;
        const [a, b] = [hashes[earlier], hashes[later]];
        if (!a || !b || hammingDistance(a, b) > mostBits || isMetBefore(turn, blocks[earlier], blocks[later])) continue;
        const held = alike.get(later);
        if (held) held.push(earlier);
        else alike.set(later, [earlier]);
      }
    }
  }
  for (const list of alike.values()) list.sort((a, b) => a - b);
  return alike;
}

const places = 2 ** 27;
const blockPairs = [0, 1, 2, 3].flatMap((one) =>
  [1, 2, 3, 4].filter((other) => other > one).map((other) => [one, other] as const),
);

function blocksOf([high, low]: Simhash): number[] {
  return [high >>> 19, (high >>> 6) & 0x1fff, ((high & 0x3f) << 7) | (low >>> 25), (low >>> 12) & 0x1fff, low & 0xfff];
}

/** Whether an earlier turn has brought the two together. */
function isMetBefore(turn: number, a: number[] | null | undefined, b: number[] | null | undefined): boolean {
  return blockPairs.slice(0, turn).some(([one, other]) => a?.[one] === b?.[one] && a?.[other] === b?.[other]);
}

/** Whether both can be one occasion: a talk is given anew each time. */
function isOccasion(a: Publication, b: Publication): boolean {
  const isTalk = a.kind === "talk" || b.kind === "talk";
  return !isTalk || Math.abs(a.occurredAt.getTime() - b.occurredAt.getTime()) <= occasionMs;
}

/** Whether both can be titles of one piece, as far as there are any. */
function isTitle(a: Title, b: Title): boolean {
  if (a.words.length === 0 || b.words.length === 0) return true;
  if (a.numbers !== b.numbers) return false;
  const [few, many] = a.words.length <= b.words.length ? [a, b] : [b, a];
  return few.words.filter((word) => many.all.has(word)).length >= few.words.length * sharedTitle;
}

/** A programme may say a day and not the hour. */
const occasionMs = 36 * 3_600_000;
/** Share of the shorter title's words that the longer one must have: sites add their name, and readers their "cross-posted". */
const sharedTitle = 0.6;
