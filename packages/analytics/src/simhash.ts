/** Two halves of 32 bits each: JavaScript's numbers lose bits beyond 53. */
export type Simhash = readonly [high: number, low: number];

// Scripts that set no spaces between words: each of their characters stands for itself.
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{M}\p{N}]+/gu;

/** The words of a text in one spelling: compatibility forms and letter case folded, marks and punctuation gone. */
export function foldedWords(text: string): string[] {
  return text.normalize("NFKC").toLowerCase().match(words) ?? [];
}

/** 32 even bits of a word: FNV-1a over its UTF-16 units, stirred by the end of MurmurHash3, since the last letter's bits would else stay low. */
function bitsOf(word: string, seed: number): number {
  let bits = seed;
  for (let at = 0; at < word.length; at += 1) bits = Math.imul(bits ^ word.charCodeAt(at), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

// What FNV-1a begins with for 32 bits, and the first half of that for 64.
const seeds = [0x811c9dc5, 0xcbf29ce4] as const;

/**
 * The similarity hash of words (M. Charikar, Similarity estimation techniques from rounding algorithms, 2002): each bit is what
 * the same bit is in most words' own hashes. Texts that share nearly all words differ in few bits.
 */
export function simhash(words: readonly string[]): Simhash {
  const votes = new Int32Array(64);
  for (const word of words) {
    const high = bitsOf(word, seeds[0]);
    const low = bitsOf(word, seeds[1]);
    for (let bit = 0; bit < 32; bit += 1) {
      votes[bit] = (votes[bit] ?? 0) + (((high >>> (31 - bit)) & 1) << 1) - 1;
      votes[bit + 32] = (votes[bit + 32] ?? 0) + (((low >>> (31 - bit)) & 1) << 1) - 1;
    }
  }
  const half = (from: number) => {
    let bits = 0;
    for (let bit = from; bit < from + 32; bit += 1) bits = (bits << 1) | ((votes[bit] ?? 0) > 0 ? 1 : 0);
    return bits >>> 0;
  };
  return [half(0), half(32)];
}

/** How many bits two hashes differ in, 0..64. */
export function hammingDistance(a: Simhash, b: Simhash): number {
  return ones(a[0] ^ b[0]) + ones(a[1] ^ b[1]);
}

// Counts in pairs, fours and eights at once (H. S. Warren, Hacker's Delight, section 5-1).
function ones(bits: number): number {
  let sums = bits - ((bits >>> 1) & 0x55555555);
  sums = (sums & 0x33333333) + ((sums >>> 2) & 0x33333333);
  sums = (sums + (sums >>> 4)) & 0x0f0f0f0f;
  return Math.imul(sums, 0x01010101) >>> 24;
}

/** A hash as 16 hexadecimal digits. */
export function printSimhash([high, low]: Simhash): string {
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}

/** A hash from its 16 hexadecimal digits. */
export function readSimhash(digits: string): Simhash {
  return [Number.parseInt(digits.slice(0, 8), 16), Number.parseInt(digits.slice(8), 16)];
}
