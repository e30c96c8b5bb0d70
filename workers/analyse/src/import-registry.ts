import { addressesOfEntry, type RegistryEntry, readRegistry } from "@groundswell/identity";
import { ConfigError } from "@groundswell/model";
import {
  deleteRegistry,
  type RegistryKind,
  readTombstones,
  registryKind,
  replaceAwards,
  type Store,
  saveAwardeeAccounts,
  saveRegistry,
  type Tombstones,
  type Transaction,
  whileLinking,
  writeAudit,
} from "@groundswell/store";
import { linkAccounts } from "./link-accounts.ts";

export type ImportContext = { store: Store; now: () => Date; actor: string };

/** A file as somebody gives it: what the registry is to be called, what the file is called in messages, what it says. */
export type RegistryFile = { name: string; file: string; text: string };

/** What became of a registry's file. */
export type RegistryImported = {
  registry: string;
  entries: number;
  /** Entries of people who have been erased: they are not kept. */
  erased: number;
  /** Whether a registry of that name was there and has been replaced or removed. */
  replaced: boolean;
  /** How many links are new, changed or withdrawn by it. */
  links: number;
};

/**
 * Keeps a registry in place of the one of its name, and links accounts by it; one that lists nobody is removed. All or nothing, with its entry in the
 * audit log. Accounts that are read later are linked by it too.
 * @throws ConfigError where the file cannot be read, the name is no name, or a file of awardees has it
 */
export async function importRegistry(
  { store, now, actor }: ImportContext,
  { name, file, text }: RegistryFile,
): Promise<RegistryImported> {
  const entries = readRegistry(text, file);
  const at = now();
  const kept = await whileLinking(store, async (client) => {
    const replaced = await refuseOtherKind(client, name, "members");
    const tombstones = await readTombstones(client, store.erasureKey);
    const left = entries.filter((entry) => !isErasedEntry(entry, tombstones));
    if (left.length === 0) await deleteRegistry(client, name);
    else {
      const rows = left.map((entry) => ({ entry, account: null }));
      await saveRegistry(client, { name, kind: "members", entries: rows }, at);
    }
    const detail = { entries: left.length, erased: entries.length - left.length, replaced };
    await writeAudit(client, { at, actor, action: "identities import", subject: `registry ${name}`, detail });
    return detail;
  });
  return { registry: name, ...kept, links: await linkAccounts(store, at) };
}

/**
 * Removes a registry or a file of awardees with all that rests on it. The accounts of awardees stay, because decisions may be about them, and say nothing any more.
 * @returns how many links are new, changed or withdrawn by that
 * @throws ConfigError where there is none of that name
 */
export async function forgetRegistry(
  { store, now, actor }: ImportContext,
  name: string,
): Promise<{ registry: string; links: number }> {
  const at = now();
  await whileLinking(store, async (client) => {
    const kind = await registryKind(client, name);
    if (kind === null)
      throw new ConfigError(`There is no registry "${name}": "groundswell identities registries" lists them.`);
    if (kind === "awardees") {
      await saveAwardeeAccounts(client, name, [], at);
      await replaceAwards(client, name, []);
    }
    await deleteRegistry(client, name);
    await writeAudit(client, { at, actor, action: "identities forget", subject: `registry ${name}`, detail: { kind } });
  });
  return { registry: name, links: await linkAccounts(store, at) };
}

/**
 * Refuses a name that cannot be one, or that a file of the other kind has.
 * @returns whether a registry of that name and kind is there
 * @throws ConfigError saying so
 */
export async function refuseOtherKind(client: Transaction, name: string, kind: RegistryKind): Promise<boolean> {
  if (!/^[^\p{C}/:]{1,60}$/u.test(name) || name.trim() !== name)
    throw new ConfigError(
      `"${name}" names no registry: give --name of up to 60 characters, without slashes, colons or spaces around it.`,
    );
  const before = await registryKind(client, name);
  if (before !== null && before !== kind)
    throw new ConfigError(
      `"${name}" is ${before === "awardees" ? "a file of awardees" : "a registry of members"} already: give another --name, or "groundswell identities forget" it first.`,
    );
  return before !== null;
}

/** Whether an entry is of somebody who has been erased: such a person does not come back by a file. */
export function isErasedEntry(entry: RegistryEntry, tombstones: Tombstones | null, account?: string): boolean {
  if (tombstones === null) return false;
  return tombstones.isErased({
    accounts: account === undefined ? [] : [account],
    handles: entry.handles ?? {},
    hashes: [entry.emailHash, entry.gravatarHash],
    links: addressesOfEntry(entry),
  });
}
