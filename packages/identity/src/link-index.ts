import type { LinkAccount } from "@groundswell/model";
import { conflict } from "./account.ts";
import { isNetworkAccount } from "./canonical-url.ts";
import { type Evidence, evidenceOf, type Surroundings } from "./evidence.ts";
import { addKey, countOf, createKeyIndex, type KeyIndex, lastEntry, membersOf, removeKey } from "./key-index.ts";
import { keysOf, type Profile, profileOf } from "./profile.ts";
import { countFrequencies, type Frequencies } from "./rarity.ts";
import { carries, mostAccounts, mostNames } from "./shared-key.ts";

/** Accounts, and who shares which key: what links are found in without comparing everybody with everybody. */
export type LinkIndex = {
  /** By position; an account that was replaced leaves a gap. */
  accounts: (LinkAccount | null)[];
  positions: Map<number, number>;
  keys: KeyIndex;
  frequencies: Frequencies;
  around: Surroundings;
  /** Profiles read lately. */
  profiles: Map<number, Profile>;
};

/** Profiles kept at once: they are ten times the size of their accounts. */
const mostProfiles = 300;
/** A handle that more full names than this have is a word, not a sign of a person. */
const mostHandleNames = 2;

/**
 * An index of accounts: about 300 bytes each, beside the accounts themselves, which it keeps.
 * @param frequencies how frequent names and handles are; counted from the accounts unless told, and not counted again when some are added
 */
export function createIndex(
  accounts: readonly LinkAccount[],
  frequencies: Frequencies = countFrequencies(accounts),
): LinkIndex {
  const keys = createKeyIndex(Math.max(1024, accounts.length * 3));
  const index: LinkIndex = {
    ...{ accounts: [], positions: new Map(), keys, frequencies, profiles: new Map() },
    around: { frequencies, carries: (key) => carriesKey(index, key), heldBefore: (key) => heldBefore(index, key) },
  };
  for (const account of accounts) put(index, account, keysOf(profileOf(account)));
  return index;
}

/** Every account's id, in the order they came. */
export function allIds(index: LinkIndex): Iterable<number> {
  return index.positions.keys();
}

/**
 * Adds accounts, or puts a changed account in place of what it was.
 * @returns the accounts whose links may have changed: those given, and all that share a key with them that says something
 */
export function addAccounts(index: LinkIndex, accounts: readonly LinkAccount[]): Set<number> {
  const touched = new Set<number>();
  const plans = accounts.map((account) => ({ account, keys: keysOf(profileOf(account)) }));
  for (const { account, keys } of plans) {
    touched.add(account.id);
    const before = index.positions.has(account.id) ? keysOf(profileAt(index, account.id)) : [];
    for (const key of [...keys, ...before]) touch(index, key, touched);
  }
  for (const { account, keys } of plans) {
    remove(index, account.id);
    put(index, account, keys);
    index.profiles.delete(account.id);
  }
  return touched;
}

/** The accounts that have a key (`keysOf`), where it says something about persons. */
export function accountsWithKey(index: LinkIndex, key: string): number[] {
  return carriesKey(index, key) ? sharing(index, key).map(({ id }) => id) : [];
}

/** Whether an account is in the index. */
export function hasAccount(index: LinkIndex, id: number): boolean {
  return index.positions.has(id);
}

/** The profile of an account of the index. */
export function profileAt(index: LinkIndex, id: number): Profile {
  const known = index.profiles.get(id);
  if (known) return known;
  const account = index.accounts[index.positions.get(id) ?? -1];
  if (!account) throw new RangeError(`There is no account ${id} in the index: add it before asking for its links.`);
  if (index.profiles.size >= mostProfiles) index.profiles.clear();
  const profile = profileOf(account);
  index.profiles.set(id, profile);
  return profile;
}

const nobody: ReadonlyMap<number, Evidence> = new Map();

/** Everybody with whom an account shares evidence, and that evidence. */
export function neighboursOf(index: LinkIndex, id: number): ReadonlyMap<number, Evidence> {
  const profile = profileAt(index, id);
  let candidates: Set<number> | null = null;
  const { members, nexts } = index.keys;
  for (const key of keysOf(profile))
    for (let block: string | null = key; block !== null; block = block === key ? counterpart(key) : null)
      for (let at = lastEntry(index.keys, block, mostAccounts); at >= 0; at = nexts[at] ?? -1) {
        const other = index.accounts[members[at] ?? -1]?.id;
        if (other === undefined || other === id) continue;
        candidates ??= new Set();
        candidates.add(other);
      }
  if (candidates === null) return nobody;
  const found = new Map<number, Evidence>();
  for (const other of candidates) {
    const evidence = evidenceOf(profile, profileAt(index, other), index.around);
    if (evidence !== null) found.set(other, evidence);
  }
  return found;
}

function carriesKey(index: LinkIndex, key: string): boolean {
  const count = countOf(index.keys, key);
  const most = key.startsWith("h:") ? mostHandleNames : mostNames;
  // As many accounts cannot have more names.
  return count <= most || (count <= mostAccounts && carries(sharing(index, key), most));
}

function heldBefore(index: LinkIndex, key: string): string | null {
  const count = countOf(index.keys, key);
  if (count < 2 || count > mostAccounts) return null;
  const value = key.slice(2);
  const holders = sharing(index, key).map(({ id }) => profileAt(index, id));
  const until = holders.flatMap((one) => (key.startsWith("u:") ? one.former : one.formerHandles).get(value) ?? []);
  const rivals = holders.some((one) => holders.some((other) => conflict(one.held, other.held)));
  return rivals ? (until.sort().at(-1) ?? null) : null;
}

function sharing(index: LinkIndex, key: string): LinkAccount[] {
  return membersOf(index.keys, key).flatMap((position) => index.accounts[position] ?? []);
}

/** The other key under which an account with this one finds others: an address is compared between who owns and who names it. */
function counterpart(key: string): string | null {
  const kind = key[0];
  if (kind === "u" || kind === "n") return `w${key.slice(1)}`;
  if (kind === "w") return `${isNetworkAccount(key.slice(2)) ? "n" : "u"}${key.slice(1)}`;
  return null;
}

function touch(index: LinkIndex, key: string, touched: Set<number>): void {
  for (const block of [key, counterpart(key)]) {
    // Beyond this the key carried nothing before and carries nothing now.
    if (block === null || countOf(index.keys, block) > mostAccounts) continue;
    for (const { id } of sharing(index, block)) touched.add(id);
  }
}

function put(index: LinkIndex, account: LinkAccount, keys: readonly string[]): void {
  const position = index.accounts.push(account) - 1;
  index.positions.set(account.id, position);
  for (const key of keys) addKey(index.keys, key, position);
}

function remove(index: LinkIndex, id: number): void {
  const position = index.positions.get(id);
  if (position === undefined) return;
  for (const key of keysOf(profileAt(index, id))) removeKey(index.keys, key, position);
  index.accounts[position] = null;
}
