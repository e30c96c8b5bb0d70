import type { LinkAccount } from "@groundswell/model";
import { fold } from "./names.ts";
import { nobodys } from "./nobodys.ts";

/** A key that more distinct names share than this is a team's, a company's or a default, and says nothing about persons. */
export const mostNames = 3;
/** One name may repeat without end (bots, defaults); comparing all pairs of that many accounts would not end either. */
export const mostAccounts = 20;

const emptyHashes = new Set(Object.values(nobodys).flat());

/** An e-mail or avatar hash as a key; null where it is empty or the hash of nobody's address. */
export function hashKey(hash: string | null | undefined): string | null {
  const key = hash?.trim().toLowerCase() ?? "";
  return key === "" || /^0+$/.test(key) || emptyHashes.has(key) ? null : key;
}

/** The name that people know an account by, folded; accounts without any count as names of their own. */
export function foldedName({ id, name, handle }: LinkAccount): string {
  const known = [name, handle].map((text) => (text === null ? "" : fold(text).replace(/\s+/g, " ")));
  return known.find((text) => text !== "") ?? `account ${id}`;
}

/** Whether few enough names share a key. */
export function carries(sharing: readonly LinkAccount[], names: number): boolean {
  return new Set(sharing.map(foldedName)).size <= names;
}
