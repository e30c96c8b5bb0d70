/**
 * Which members have which keys, for tens of millions of keys: an open-addressed table of 53-bit hashes with a chain of members
 * each, all in typed arrays. Two keys share a hash once in about a billion pairs of a million keys, so whoever reads
 * members must still compare the keys themselves.
 */
export type KeyIndex = {
  hashes: Float64Array;
  heads: Int32Array;
  counts: Int32Array;
  keys: number;
  members: Int32Array;
  nexts: Int32Array;
  entries: number;
};

/** An empty index with room for about so many keys; it grows by itself. */
export function createKeyIndex(room = 1024): KeyIndex {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(16, room)));
  return {
    ...{
      hashes: new Float64Array(slots),
      heads: new Int32Array(slots).fill(-1),
      counts: new Int32Array(slots),
      keys: 0,
    },
    ...{ members: new Int32Array(room), nexts: new Int32Array(room), entries: 0 },
  };
}

/** Adds a member to a key. A member is a whole number from 0. */
export function addKey(index: KeyIndex, key: string, member: number): void {
  if (index.keys * 5 >= index.hashes.length * 4) growTable(index);
  if (index.entries === index.members.length) growChains(index);
  const hash = hashOf(key);
  const slot = slotOf(index, hash);
  if (index.hashes[slot] === 0) {
    index.hashes[slot] = hash;
    index.keys++;
  }
  index.members[index.entries] = member;
  index.nexts[index.entries] = index.heads[slot] ?? -1;
  index.heads[slot] = index.entries++;
  index.counts[slot] = (index.counts[slot] ?? 0) + 1;
}

/** Takes a member from a key, where it is there. */
export function removeKey(index: KeyIndex, key: string, member: number): void {
  const slot = slotOf(index, hashOf(key));
  let before = -1;
  for (let at = index.heads[slot] ?? -1; at >= 0; before = at, at = index.nexts[at] ?? -1) {
    if (index.members[at] !== member) continue;
    if (before < 0) index.heads[slot] = index.nexts[at] ?? -1;
    else index.nexts[before] = index.nexts[at] ?? -1;
    index.counts[slot] = (index.counts[slot] ?? 1) - 1;
    return;
  }
}

/** How many members a key has. */
export function countOf(index: KeyIndex, key: string): number {
  return index.counts[slotOf(index, hashOf(key))] ?? 0;
}

/** The member that came last to a key, and from each the one before it, as entries of the chain; -1 ends it. */
export function lastEntry(index: KeyIndex, key: string, mostMembers: number): number {
  const slot = slotOf(index, hashOf(key));
  return (index.counts[slot] ?? 0) > mostMembers ? -1 : (index.heads[slot] ?? -1);
}

/** The members of a key, in ascending order. */
export function membersOf(index: KeyIndex, key: string): number[] {
  const found: number[] = [];
  for (let at = index.heads[slotOf(index, hashOf(key))] ?? -1; at >= 0; at = index.nexts[at] ?? -1)
    found.push(index.members[at] ?? 0);
  return found.sort((a, b) => a - b);
}

function slotOf({ hashes }: KeyIndex, hash: number): number {
  const mask = hashes.length - 1;
  let slot = (hash % 0x7fffffff) & mask;
  while (hashes[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}

/** Two 32-bit multiplicative hashes side by side, 53 bits kept; never 0, which marks a free slot. */
function hashOf(key: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0) || 1;
}

function growTable(index: KeyIndex): void {
  const { hashes, heads, counts } = index;
  index.hashes = new Float64Array(hashes.length * 2);
  index.heads = new Int32Array(hashes.length * 2).fill(-1);
  index.counts = new Int32Array(hashes.length * 2);
  for (const [old, hash] of hashes.entries()) {
    if (hash === 0) continue;
    const slot = slotOf(index, hash);
    index.hashes[slot] = hash;
    index.heads[slot] = heads[old] ?? -1;
    index.counts[slot] = counts[old] ?? 0;
  }
}

function growChains(index: KeyIndex): void {
  const grown = (old: Int32Array) => {
    const next = new Int32Array(Math.ceil(old.length * 1.5));
    next.set(old);
    return next;
  };
  index.members = grown(index.members);
  index.nexts = grown(index.nexts);
}
