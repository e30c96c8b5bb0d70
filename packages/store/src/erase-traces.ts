import { accountKey } from "@groundswell/model";
import type { Pool, PoolClient } from "pg";
import { ordinaryPhrases } from "./erase-ordinary.ts";
import { addressOf, fold, mentions, type Phrases, phraseOf, phrasesOf } from "./erase-phrases.ts";
import { findOwnPlaces, isUnder, type OwnPlace } from "./erase-places.ts";

/** An account that is to be erased, with everything that it was ever called. */
export type ErasedAccount = {
  id: number;
  platform: string;
  platformId: string;
  handles: string[];
  name: string | null;
  url: string | null;
  links: string[];
  verifiedLinks: string[];
  hashes: string[];
};

/** A text of the person that is left in other people's words, and why. */
export type LeftAlone = { text: string; why: string };

/** What leads to a person. */
export type Traces = {
  accounts: ErasedAccount[];
  /** Texts that are nobody else's: looked for everywhere, and in all that arrives later. */
  phrases: string[];
  /** `platform:id` of the accounts, which texts of ours use. */
  keys: string[];
  /** E-mail and avatar hashes that no other account has. */
  hashes: string[];
  /** Addresses that are theirs alone. */
  addresses: string[];
  /** Handles that no other account of the same platform has. */
  handles: { platform: string; handle: string }[];
  spaces: OwnPlace[];
  left: LeftAlone[];
};

/** What a person's accounts have said of themselves. */
async function readAccounts(client: Pool | PoolClient, ids: readonly number[]): Promise<ErasedAccount[]> {
  const { rows } = await client.query(
    `select id, platform, native_id as "platformId", to_jsonb(array_remove(array_prepend(handle,
         array(select handle from handles where account_id = a.id order by until desc)), null)) as handles,
       name, url, to_jsonb(links) as links, to_jsonb(verified_links) as "verifiedLinks",
       to_jsonb(array_remove(array[email_hash, gravatar_hash], null)) as hashes
     from accounts a where id = any($1) order by id`,
    [ids],
  );
  return rows;
}

const leastLetters = 4;

/** Gathers what leads to a person, and what cannot be told from other people's. */
export async function findTraces(client: Pool | PoolClient, ids: readonly number[]): Promise<Traces> {
  const accounts = await readAccounts(client, ids);
  const others = await readOthers(client, ids);
  const ordinary = await ordinaryPhrases(client, accounts);
  const left: LeftAlone[] = [];
  const phrases = new Set<string>();
  const judge = (text: string, what: string) => {
    const phrase = phraseOf(text);
    if (phrase.length < leastLetters) return leave(text, `a ${what} of fewer than ${leastLetters} letters`);
    if (ordinary.has(phrase))
      return leave(text, "also a word of ours, or the name of a tag, a space, an organisation or an expertise");
    const [other] = others.called(phrase);
    if (other !== undefined) return leave(text, `${other} has it too`);
    phrases.add(phrase);
  };
  const leave = (text: string, why: string) => {
    if (text.trim() !== "" && !left.some((one) => one.text === text)) left.push({ text, why });
  };
  for (const { handles, name, platformId } of accounts) {
    for (const handle of new Set(handles)) judge(handle, "handle");
    if (name !== null) judge(name, "name");
    // A number alone is many things; an id with letters in it is only this one.
    if (/\p{L}/u.test(platformId) && !handles.some((handle) => fold(handle) === fold(platformId)))
      judge(platformId, "platform's id");
  }
  const theirs = phrasesOf(phrases);
  const isOwn = (address: string) => accounts.some((account) => belongsTo(account, address, theirs));
  const places = await findOwnPlaces(client, accounts, isOwn);
  const addresses = new Set<string>();
  for (const { url, links, verifiedLinks } of accounts) {
    for (const text of new Set([...(url === null ? [] : [url]), ...verifiedLinks, ...links])) {
      const address = addressOf(text);
      if (address === null || addresses.has(address)) continue;
      const [owner] = others.owning(address);
      if (owner !== undefined) leave(text, `${owner} has it too`);
      else if (places.others.has(address)) leave(text, "others write there too");
      else if (!isOwn(address) && !verifiedLinks.includes(text) && !places.own.has(address))
        leave(text, "nothing shows that it is theirs");
      else addresses.add(address);
    }
  }
  for (const address of addresses) phrases.add(phraseOf(address));
  const hashes = new Set(accounts.flatMap((account) => account.hashes).map(fold));
  const shared = await sharedHashes(client, ids, [...hashes]);
  return {
    accounts,
    phrases: [...phrases, ...[...hashes].filter((hash) => !shared.has(hash))].filter((phrase) => phrase !== ""),
    keys: accounts.map(({ platform, platformId }) => accountKey({ platform, id: platformId })),
    hashes: [...hashes].filter((hash) => !shared.has(hash)),
    addresses: [...addresses],
    handles: accounts.flatMap(({ platform, handles }) =>
      handles.filter((handle) => !others.hasHandle(platform, handle)).map((handle) => ({ platform, handle })),
    ),
    spaces: places.spaces,
    left,
  };
}

/** Whether an address is an account's by its own words: it names the person, or lies under a profile that is called by handle or id. */
function belongsTo({ handles, platformId, url }: ErasedAccount, address: string, theirs: Phrases): boolean {
  if (mentions(address, theirs)) return true;
  const profile = url === null ? null : addressOf(url);
  if (profile === null || !isUnder(address, profile)) return false;
  const called = new Set([...handles, platformId].map(fold));
  return profile
    .split(/[/?&=]/)
    .slice(1)
    .some((part) => called.has(part.replace(/^[@~]/, "")));
}

type Others = {
  /** Other accounts that are called so, or whose name holds it. */
  called: (phrase: string) => string[];
  /** Other accounts whose profile is at an address. */
  owning: (address: string) => string[];
  hasHandle: (platform: string, handle: string) => boolean;
};

/** Everybody else, as far as their names and addresses could be taken for the person's. */
async function readOthers(client: Pool | PoolClient, ids: readonly number[]): Promise<Others> {
  const { rows } = await client.query(
    `select o.platform || ':' || o.native_id as key, o.platform, o.native_id as id, o.handle, o.name, o.url,
       to_jsonb(array(select handle from handles where account_id = o.id)) as former
     from accounts o where o.id <> all($1) and exists (
       select from accounts a where a.id = any($1) and (
         lower(o.name) like '%' || lower(a.name) || '%' or lower(o.name) like '%' || lower(a.handle) || '%'
         or lower(o.handle) in (lower(a.handle), lower(a.name)) or o.url = a.url or o.url = any(a.verified_links)
         or lower(o.native_id) like '%' || lower(a.name) || '%' or lower(o.native_id) like '%' || lower(a.handle) || '%'
         or o.url = any(a.links)))
     order by o.platform, o.native_id limit 1000`,
    [ids],
  );
  const named = rows.map((row) => ({
    key: row.key as string,
    platform: row.platform as string,
    texts: [row.handle, row.name, row.id, ...row.former].filter((text) => text !== null).map(String),
    handles: [row.handle, ...row.former].filter((text) => text !== null).map(fold),
    address: row.url === null ? null : addressOf(row.url),
  }));
  return {
    called: (phrase) =>
      named.filter(({ texts }) => texts.some((text) => mentions(text, phrasesOf([phrase])))).map(({ key }) => key),
    owning: (address) => named.filter((other) => other.address === address).map(({ key }) => key),
    hasHandle: (platform, handle) =>
      named.some((other) => other.platform === platform && other.handles.includes(fold(handle))),
  };
}

async function sharedHashes(
  client: Pool | PoolClient,
  ids: readonly number[],
  hashes: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query(
    `select distinct lower(hash) as hash from accounts cross join lateral (values (email_hash), (gravatar_hash)) h (hash)
     where id <> all($1) and lower(hash) = any($2)`,
    [ids, hashes],
  );
  return new Set(rows.map(({ hash }) => hash));
}
