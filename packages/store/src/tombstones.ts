import { createHmac } from "node:crypto";
import { type Account, accountKey, ConfigError, type Space, spaceKey } from "@groundswell/model";
import type { PoolClient } from "pg";
import { addressOf, fold, mentions, type Phrases, redact } from "./erase-phrases.ts";

/** What somebody may be known by, in a file or on a platform; what is not known is left out. */
export type KnownBy = {
  /** Accounts as `platform:id`. */
  accounts?: readonly string[];
  /** Handles by platform. */
  handles?: Readonly<Record<string, string | null>>;
  /** Hashes of their e-mail address, of whichever kind. */
  hashes?: readonly (string | null | undefined)[];
  /** Addresses that are theirs. */
  links?: readonly (string | null)[];
};

/** What may not come back. Nothing can be read of it; it can only be asked about what arrives. */
export type Tombstones = {
  /** Whether somebody has been erased: never by a name alone, for a name is not one person's. */
  isErased(somebody: KnownBy): boolean;
  isErasedAccount(account: Account): boolean;
  isErasedSpace(space: Space): boolean;
  /** Whether a text names somebody who has been erased. */
  mentions(text: string): boolean;
  /** A text with each such mention replaced. */
  redact(text: string): string;
  /** What stands for an id that names an erased person: the same each time. */
  pseudonym(id: string): string;
};

const keyed = (key: string, text: string) => createHmac("sha256", key).update(fold(text)).digest("hex");

// Its presence says which key the others were made with.
const checkText = "groundswell tombstones";

/** The texts that are hashed, by kind; a kind before each keeps a handle from matching an id. */
export const tombstoneTexts = {
  account: (key: string) => `account:${key}`,
  handle: (platform: string, handle: string) => `handle:${platform}:${handle}`,
  hash: (hash: string) => `hash:${hash.trim()}`,
  link: (address: string) => `link:${address}`,
  space: (key: string) => `space:${key}`,
  phrase: (phrase: string) => `phrase:${phrase}`,
  firstWord: (phrase: string) => `first:${phrase.split(" ", 1)[0]}`,
};

/** Waits while a person is being erased, and keeps the next erasure waiting until this transaction ends. */
export async function holdErasures(client: PoolClient): Promise<void> {
  await client.query("select pg_advisory_xact_lock_shared(hashtext('groundswell:erase'))");
}

/**
 * Waits for all that is being saved, and keeps the next from beginning until this transaction ends. Whatever saves holds erasures before it is
 * given numbers, so that then all that has a lower number is there.
 */
export async function awaitSaving(client: PoolClient): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtext('groundswell:erase'))");
}

/**
 * Everything that must not come back, or null where nobody has been erased. Waits while a person is being erased, and keeps
 * the next erasure waiting until this transaction ends: what is saved has been asked about.
 * @throws ConfigError where somebody was erased and the key is missing or another one
 */
export async function readTombstones(client: PoolClient, key: string | null): Promise<Tombstones | null> {
  // A statement of its own: the next one must see what the erasure that it waited for has written.
  await holdErasures(client);
  const { rows } = await client.query("select hash, words from tombstones");
  if (rows.length === 0) return null;
  const hashes = new Set(rows.map(({ hash }) => hash as string));
  if (key === null)
    throw new ConfigError(
      "People have been erased from this store, and without GROUNDSWELL_ERASURE_KEY they would come back: set the key that they were erased with.",
    );
  refuseOtherKey(hashes, key);
  return tombstonesUnder(key, hashes, new Set(rows.map(({ words }) => words as number)));
}

/**
 * Adds tombstones, and with the first ones the mark of their key.
 * @throws ConfigError where there are some of another key
 */
export async function addTombstones(
  client: PoolClient,
  key: string,
  { texts, phrases, at }: { texts: Iterable<string>; phrases: Iterable<string>; at: Date },
): Promise<void> {
  await refuseKey(client, key);
  const hashed = new Map([checkText, ...texts].map((text) => [keyed(key, text), 0]));
  for (const phrase of phrases) {
    hashed.set(keyed(key, tombstoneTexts.phrase(phrase)), phrase.split(" ").length);
    hashed.set(keyed(key, tombstoneTexts.firstWord(phrase)), 0);
  }
  await client.query(
    `insert into tombstones (hash, words, at) select hash, words, $3 from unnest($1::text[], $2::int[]) as u (hash, words)
     on conflict do nothing`,
    [[...hashed.keys()], [...hashed.values()], at],
  );
}

/** @throws ConfigError where people were erased with another key */
export async function refuseKey(client: PoolClient, key: string): Promise<void> {
  const { rows } = await client.query("select hash from tombstones");
  if (rows.length > 0) refuseOtherKey(new Set(rows.map(({ hash }) => hash)), key);
}

/** What stands for an id that names an erased person: the same each time, and nothing can be read of it. */
export function pseudonym(key: string, id: string): string {
  return keyed(key, `id:${id}`).slice(0, 32);
}

function refuseOtherKey(hashes: ReadonlySet<string>, key: string): void {
  if (!hashes.has(keyed(key, checkText)))
    throw new ConfigError(
      "GROUNDSWELL_ERASURE_KEY is not the key that people were erased with, so they would come back: set that one.",
    );
}

function tombstonesUnder(key: string, hashes: ReadonlySet<string>, words: ReadonlySet<number>): Tombstones {
  const asked = new Map<string, boolean>();
  const has = (text: string) => {
    const folded = fold(text);
    let found = asked.get(folded);
    if (found === undefined) {
      found = hashes.has(keyed(key, folded));
      asked.set(folded, found);
    }
    return found;
  };
  const phrases: Phrases = {
    lengths: [...words].filter((count) => count > 0).sort((a, b) => b - a),
    begins: (word) => has(tombstoneTexts.firstWord(word)),
    has: (phrase) => has(tombstoneTexts.phrase(phrase)),
  };
  const isErased = ({ accounts = [], handles = {}, hashes: theirs = [], links = [] }: KnownBy) =>
    accounts.some((one) => has(tombstoneTexts.account(one))) ||
    Object.entries(handles).some(([platform, handle]) => handle && has(tombstoneTexts.handle(platform, handle))) ||
    theirs.some((hash) => hash && has(tombstoneTexts.hash(hash))) ||
    links.some((link) => {
      const address = link === null ? null : addressOf(link);
      return address !== null && has(tombstoneTexts.link(address));
    });
  return {
    isErased,
    isErasedAccount: (account) =>
      isErased({
        accounts: [accountKey(account)],
        handles: { [account.platform]: account.handle },
        hashes: [account.emailHash, account.gravatarHash],
        links: [account.url, ...account.verifiedLinks],
      }),
    isErasedSpace: (space) =>
      has(tombstoneTexts.space(spaceKey(space))) || (isPath(space.id) && mentions(space.id, phrases)),
    mentions: (text) => mentions(text, phrases),
    redact: (text) => redact(text, phrases),
    pseudonym: (id) => pseudonym(key, id),
  };
}

/** Whether an id is a path or an address, in which a person's handle makes the place theirs; a tag may be called like anybody. */
function isPath(id: string): boolean {
  return /[/.]/.test(id);
}
