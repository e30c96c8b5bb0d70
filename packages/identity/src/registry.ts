import { canonicalUrl } from "./canonical-url.ts";
import { accountsWithKey, hasAccount, type LinkIndex, profileAt } from "./link-index.ts";
import type { Link } from "./links.ts";
import { methods, reasonOf } from "./methods.ts";
import { hashKey } from "./shared-key.ts";

/** One person of a registry: a file in which a community lists its members, such as the authors of a planet. */
export type RegistryEntry = {
  /** Addresses of the person's site, feed and profiles. */
  links: readonly string[];
  /** Handles by platform (`github`, `mastodon`…), where it lists no addresses. */
  handles?: Readonly<Record<string, string>>;
  emailHash?: string | null;
  gravatarHash?: string | null;
  /** The store's number of the account that stands for the entry itself, as one does for each awardee. */
  account?: number | null;
};

/** Platforms whose profiles are at one place for everybody. */
const profileAddresses: Record<string, (handle: string) => string> = {
  github: (handle) => `https://github.com/${handle}`,
  gitlab: (handle) => `https://gitlab.com/${handle}`,
  twitter: (handle) => `https://twitter.com/${handle}`,
  bluesky: (handle) => `https://bsky.app/profile/${handle}`,
  mastodon: (handle) => {
    const [, user, host] = /^@?([^@\s]+)@([^@\s]+)$/.exec(handle) ?? [];
    return user && host ? `https://${host}/@${user}` : handle;
  },
};

/**
 * Links between the accounts that a registry lists under one entry. An address that two entries list says nothing. Accepted by itself
 * unless an entry fits two accounts of one platform, of which one must be somebody else's.
 * @param registry what the file is called, for the reasons
 */
export function registryLinks(index: LinkIndex, entries: readonly RegistryEntry[], registry: string): Link[] {
  const keys = entries.map(keysOfEntry);
  const seen = new Map<string, number>();
  for (const key of keys.flat()) seen.set(key, (seen.get(key) ?? 0) + 1);
  const links = new Map<string, Link>();
  for (const [at, own] of keys.entries()) {
    const unshared = own.filter((key) => seen.get(key) === 1);
    const fitting = unshared.flatMap((key) => accountsWithKey(index, key));
    const itself = entries[at]?.account ?? null;
    // What is gone since the file was read, as an erased person's account is, stands for nobody.
    if (itself !== null && hasAccount(index, itself)) fitting.push(itself);
    const ids = [...new Set(fitting)].sort((x, y) => x - y);
    for (const link of linkAll(index, ids, registry)) links.set(`${link.a} ${link.b}`, link);
  }
  return [...links.values()].sort((x, y) => x.a - y.a || x.b - y.b);
}

/** All addresses of an entry: those it lists, and those of the profiles whose handles it lists. */
export function addressesOfEntry({ links, handles = {} }: RegistryEntry): string[] {
  const profiles = Object.entries(handles).flatMap(
    ([platform, handle]) => profileAddresses[platform]?.(handle.trim()) ?? [],
  );
  return [...links, ...profiles];
}

function keysOfEntry(entry: RegistryEntry): string[] {
  const { emailHash, gravatarHash } = entry;
  const keys = addressesOfEntry(entry)
    .map(canonicalUrl)
    .flatMap((url) => (url === null ? [] : `u:${url}`));
  const [email, gravatar] = [hashKey(emailHash), hashKey(gravatarHash)];
  if (email !== null) keys.push(`e:${email}`);
  if (gravatar !== null) keys.push(`${gravatar.length === 64 ? "e" : "g"}:${gravatar}`);
  return [...new Set(keys)];
}

function linkAll(index: LinkIndex, ids: readonly number[], registry: string): Link[] {
  const platforms = ids.map((id) => profileAt(index, id).held);
  const twice = platforms.find(
    (one, at) => one && platforms.some((other, i) => i > at && other?.platform === one.platform && other.id !== one.id),
  );
  const against = twice ? [`the entry fits two accounts of ${twice.platform}`] : [];
  return ids.flatMap((a, at) =>
    ids.slice(at + 1).map((b): Link => {
      const { tier, confidence } = methods.registry;
      const status = against.length === 0 ? "accepted" : "proposed";
      return { a, b, method: "registry", tier, confidence, reasons: [reasonOf("registry", registry)], against, status };
    }),
  );
}
