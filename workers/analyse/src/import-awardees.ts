import { createHash } from "node:crypto";
import { type Awardee, addressKeys, nameKey, readAwardees } from "@groundswell/identity";
import { account, accountKey } from "@groundswell/model";
import {
  awardeeAccounts,
  readTombstones,
  replaceAwards,
  saveAwardeeAccounts,
  saveRegistry,
  whileLinking,
  writeAudit,
} from "@groundswell/store";
import { type ImportContext, isErasedEntry, type RegistryFile, refuseOtherKind } from "./import-registry.ts";
import { linkAccounts } from "./link-accounts.ts";

/** What became of a file of awardees. */
export type AwardeesImported = {
  registry: string;
  awardees: number;
  awards: number;
  /** Awardees who have been erased: they are not kept. */
  erased: number;
  /** Whether a file of that name was there and has been replaced. */
  replaced: boolean;
  /** Columns of the file that nothing was read from. */
  unread: string[];
  /** How many links are new, changed or withdrawn by it. */
  links: number;
};

/**
 * Keeps a file of awardees in place of the one of its name. Each becomes an account of platform `awardees`, which the file joins to the accounts
 * at the awardee's addresses, as any registry does. All or nothing, with its entry in the audit log.
 * @throws ConfigError where the file cannot be read, the name is no name, or a registry of members has it
 */
export async function importAwardees(
  { store, now, actor }: ImportContext,
  { name, file, text }: RegistryFile,
): Promise<AwardeesImported> {
  const { awardees, unread } = readAwardees(text, file);
  const at = now();
  const kept = await whileLinking(store, async (client) => {
    const replaced = await refuseOtherKind(client, name, "awardees");
    const tombstones = await readTombstones(client, store.erasureKey);
    const idOf = chooseIds(await awardeeAccounts(client, name));
    const named = awardees
      .map((awardee) => {
        const known = { name: awardee.name, links: awardee.links };
        return { awardee, account: account("awardees", `${name}/${idOf(awardee)}`, known) };
      })
      .filter((one) => !isErasedEntry(one.awardee.entry, tombstones, accountKey(one.account)));
    const accounts = await saveAwardeeAccounts(
      client,
      name,
      named.map((one) => one.account),
      at,
    );
    const rows = named.map(({ awardee: { entry } }, index) => ({ entry, account: accounts[index] ?? null }));
    await saveRegistry(client, { name, kind: "awardees", entries: rows }, at);
    const awards = named.flatMap(({ awardee }, index) =>
      awardee.awards.map((award) => ({ ...award, account: accounts[index] ?? 0 })),
    );
    await replaceAwards(client, name, awards);
    const erased = awardees.length - named.length;
    const detail = { awardees: named.length, awards: awards.length, erased, replaced };
    await writeAudit(client, { at, actor, action: "awardees import", subject: `awardees ${name}`, detail });
    return detail;
  });
  return { registry: name, ...kept, unread, links: await linkAccounts(store, at) };
}

/**
 * Chooses the id by which an awardee is known again when the file is read a second time: the program's own; else that of the account of the same name
 * that has one of the awardee's addresses already; else a hash of name and first address.
 */
function chooseIds(known: readonly { platformId: string; name: string; links: readonly string[] }[]) {
  const places = new Map<string, string>();
  for (const { platformId, name, links } of known)
    for (const address of addressKeys({ links: [...links] }))
      places.set(`${nameKey(name)} ${address}`, platformId.slice(platformId.indexOf("/") + 1));
  return ({ id, name, links }: Pick<Awardee, "id" | "name" | "links">): string => {
    if (id !== null) return id;
    const addresses = addressKeys({ links });
    const before = addresses
      .map((address) => places.get(`${nameKey(name)} ${address}`))
      .find((one) => one !== undefined);
    if (before !== undefined) return before;
    const text = `${nameKey(name)}\n${addresses[0] ?? ""}`;
    return createHash("sha256").update(text).digest("hex").slice(0, 16);
  };
}
