import type { LinkAccount } from "./links.ts";

/** A key that more distinct names share than this is a team's, a company's or a default, and says nothing about persons. */
export const mostNames = 3;
/** One name may repeat without end (bots, defaults); comparing all pairs of that many accounts would not end either. */
const mostAccounts = 20;

/** SHA-256 of values that tools write where no address is known. */
const emptyHashes = new Set([
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", // the empty text
  "3c205d8fc749f72977b9331e3179773c315bb1f4860c366de2abe9ec9337730b", // noreply@github.com
  "0a44f8735cbc275f1efcdf43159dcd20e54a1c994d0daeb92d04c389078057b5", // root@localhost
  "b23a6a8439c0dde5515893e7c90c1e3233b8616e634470f20dc4928bcf3609bc", // unknown
  "140bedbf9c3f6d56a9846d2ba7088798683f4da0c248231336e6a05679e4fdfe", // none
  "74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b", // null
]);

/** An e-mail hash as a key; null where it is empty or the hash of nobody's address. */
export function emailKey(hash: string | null): string | null {
  const key = hash?.trim().toLowerCase() ?? "";
  return key === "" || emptyHashes.has(key) ? null : key;
}

/** The name that people know an account by, folded; accounts without any count as names of their own. */
export function foldedName({ id, name, handle }: LinkAccount): string {
  const known = [name, handle].map((text) => text?.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim());
  return known.find(Boolean) ?? `account ${id}`;
}

/** Whether accounts that share a key may be compared by it. */
export function carries(sharing: readonly LinkAccount[]): boolean {
  if (sharing.length > mostAccounts) return false;
  return new Set(sharing.map(foldedName)).size <= mostNames;
}

/** Accounts by key, in order of id; an account without a key is in none. */
export function groupBy<Item>(items: readonly Item[], keysOf: (item: Item) => Iterable<string>): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}
