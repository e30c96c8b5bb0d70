import type { LinkAccount } from "@groundswell/model";
import { foldHandle, isCommonWord, wordsOf } from "./names.ts";

/**
 * How frequent words of names and letters of handles are among some accounts. Counted once and then held still, so that adding
 * accounts does not move what was decided about others; count again from time to time.
 */
export type Frequencies = { accounts: number; words: Map<string, number>; threes: Float64Array; twos: Float64Array };

/** As if that many people nobody has seen stood behind the accounts: among few accounts every name looks rare. */
const unseen = 50_000;
/** The share of people assumed to bear a name that is frequent anywhere. */
const commonShare = 0.01;
/** Bits of an initial: one of about sixteen. */
const initialBits = 4;
/** What choosing how to write one's name as a handle tells: `otterr`, `r-otter`, `riverotter`… */
const patternBits = 3;
/** Bits by which evidence must be more than the chance that a stranger has it: wrong once in about a thousand. */
const marginBits = 10;

/** Two people of one name make the same handle of it; this much of a handle must come from elsewhere, as two digits do. */
const leastBeyondBits = 6;

/** Names rarer than this may join accounts of one project: two of a thousand people share such a name by chance once in two projects at worst. */
export const rareNameBits = 20;
/** Handles rarer than this are worth showing by themselves. */
export const rareHandleBits = 24;
/** Handles shorter than this are everybody's. */
export const leastHandleLetters = 6;

const symbols = 39;

/** Counts words and letters. */
export function countFrequencies(accounts: Iterable<LinkAccount>): Frequencies {
  const words = new Map<string, number>();
  const threes = new Float64Array(symbols ** 3);
  const twos = new Float64Array(symbols ** 2);
  let count = 0;
  for (const { name, handle } of accounts) {
    count++;
    if (name !== null) for (const word of new Set(wordsOf(name))) words.set(word, (words.get(word) ?? 0) + 1);
    if (handle === null) continue;
    for (const [before, last] of steps(foldHandle(handle))) {
      const three = before * symbols + last;
      threes[three] = (threes[three] ?? 0) + 1;
      twos[before] = (twos[before] ?? 0) + 1;
    }
  }
  return { accounts: count, words, threes, twos };
}

/** The surprise of a full name in bits: the sum over its words, each by its share of people; frequent names anywhere count as frequent. */
export function nameBits({ accounts, words }: Frequencies, name: string): number {
  let bits = 0;
  for (const word of wordsOf(name)) {
    if (word.length === 1) bits += initialBits;
    else {
      const assumed = isCommonWord(word) ? unseen * commonShare : 1;
      bits -= Math.log2(((words.get(word) ?? 0) + assumed) / (accounts + unseen));
    }
  }
  return bits;
}

/** The surprise of a handle in bits, by runs of three characters with the last given the two before it; add-half smoothing. */
export function handleBits({ threes, twos }: Frequencies, handle: string): number {
  let bits = 0;
  for (const [before, last] of steps(handle)) {
    const seen = (threes[before * symbols + last] ?? 0) + 0.5;
    bits -= Math.log2(seen / ((twos[before] ?? 0) + symbols / 2));
  }
  return bits;
}

/** The surprise that is left in a handle for who knows the name: what repeats the name's words or initials tells almost nothing. */
export function handleBitsBeyondName(frequencies: Frequencies, handle: string, name: string): number {
  let rest = handle;
  let repeats = false;
  for (const word of wordsOf(name).sort((a, b) => b.length - a.length)) {
    const part = rest.includes(word)
      ? word
      : word.length > 4 && rest.includes(word.slice(0, 4))
        ? word.slice(0, 4)
        : "";
    if (part === "") continue;
    rest = rest.replace(part, "");
    repeats = true;
  }
  if (!repeats) return handleBits(frequencies, handle);
  const initials = new Set(wordsOf(name).map((word) => word[0]));
  const beyond = [...rest].filter((letter) => /[\p{L}\p{N}]/u.test(letter) && !initials.has(letter)).length;
  return patternBits + beyond * Math.log2(10);
}

/** Whether a handle and a name together are so rare that a stranger is unlikely to have both. */
export function rareTogether(frequencies: Frequencies, handle: string, name: string): boolean {
  if (handle.length < leastHandleLetters || handleBits(frequencies, handle) < rareHandleBits - 4) return false;
  const beyond = handleBitsBeyondName(frequencies, handle, name);
  const known = nameBits(frequencies, name);
  const needed = Math.log2(frequencies.accounts + unseen) + marginBits;
  return beyond >= leastBeyondBits && known + beyond >= needed;
}

/** Each character after the two before it, as numbers; the ends count as characters. */
function* steps(handle: string): Generator<[before: number, last: number]> {
  let [first, second] = [0, 0];
  for (let at = 0; at <= handle.length; at++) {
    const last = at === handle.length ? 0 : symbolOf(handle.charCodeAt(at));
    yield [first * symbols + second, last];
    [first, second] = [second, last];
  }
}

function symbolOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 96;
  if (code >= 48 && code <= 57) return code - 21;
  return code === 45 || code === 95 ? 37 : 38;
}
