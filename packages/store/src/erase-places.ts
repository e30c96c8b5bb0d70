import { spaceKey } from "@groundswell/model";
import type { Pool, PoolClient } from "pg";
import { addressOf, fold } from "./erase-phrases.ts";
import type { ErasedAccount } from "./erase-traces.ts";

/** A space that is the person's own: their blog, their channel, a repository under their handle. */
export type OwnPlace = { id: number; platform: string; platformId: string; key: string; name: string };

export type OwnPlaces = {
  spaces: OwnPlace[];
  /** Addresses of the person that lead to a space of their own. */
  own: ReadonlySet<string>;
  /** Addresses that they name and at which others write too. */
  others: ReadonlySet<string>;
};

/** The kinds of space in which only one person writes, as a rule; elsewhere a link shows where they go, not what is theirs. */
export const personal = ["blog", "channel", "repository"];

/**
 * The spaces that are the person's own. One that lies under their handle, on its platform or at its address, is; one that
 * their profile only names is theirs where nobody else begins anything there, and they write there or nobody else names it.
 * @param isOwn whether an address is theirs by its own words
 */
export async function findOwnPlaces(
  client: Pool | PoolClient,
  accounts: readonly ErasedAccount[],
  isOwn: (address: string) => boolean,
): Promise<OwnPlaces> {
  const named = accounts.flatMap(({ url, links, verifiedLinks }) => [url ?? "", ...links, ...verifiedLinks]);
  const addresses = [...new Set(named.map(addressOf).filter((address) => address !== null))];
  const own = new Set<string>();
  const others = new Set<string>();
  const spaces: OwnPlace[] = [];
  for (const space of await nearbySpaces(client, accounts, addresses)) {
    const place = space.url === null ? null : addressOf(space.url);
    const leading = addresses.filter((address) => place !== null && isUnder(place, address));
    const isTheirs =
      liesUnderHandle(space, accounts) ||
      leading.some(isOwn) ||
      (leading.length > 0 &&
        personal.includes(space.kind) &&
        !space.hasOtherAuthors &&
        (space.isWritten || !space.isNamed));
    if (isTheirs) {
      const { id, platform, platformId, name } = space;
      spaces.push({ id, platform, platformId, key: spaceKey({ platform, id: platformId }), name });
    }
    for (const address of leading) (isTheirs ? own : others).add(address);
  }
  return { spaces, own, others };
}

type Nearby = Omit<OwnPlace, "key"> & {
  kind: string;
  url: string | null;
  /** Others have begun something there. */
  hasOtherAuthors: boolean;
  /** The person has written there. */
  isWritten: boolean;
  /** Others' profiles name it. */
  isNamed: boolean;
};

/** Whether an address is another one, or lies below it. */
export function isUnder(place: string, address: string): boolean {
  return place === address || place.startsWith(`${address}/`) || place.startsWith(`${address}?`);
}

/** `owner/name` under a handle of the same platform; or the very id of a channel or blog. */
export function liesUnderHandle(
  { platform, platformId, kind }: Pick<Nearby, "platform" | "platformId" | "kind">,
  accounts: readonly ErasedAccount[],
): boolean {
  const [owner = "", ...rest] = fold(platformId).split("/");
  return accounts.some((account) => {
    if (account.platform !== platform) return false;
    const called = [...account.handles, account.platformId].map(fold).filter((text) => /\p{L}/u.test(text));
    return called.includes(rest.length > 0 ? owner.replace(/^[@~]/, "") : personal.includes(kind) ? owner : "");
  });
}

/** Spaces of the person's platforms under a handle of theirs, and spaces at addresses that they name. */
async function nearbySpaces(
  client: Pool | PoolClient,
  accounts: readonly ErasedAccount[],
  addresses: readonly string[],
): Promise<Nearby[]> {
  const hosts = addresses.map((address) => address.split(/[/?]/, 1)[0] ?? "");
  const { rows } = await client.query(
    `select id, platform, native_id as "platformId", kind, name, url, exists (
         select from signals s where s.space_id = sp.id and s.account_id <> all($1)
           and s.kind not in ('comment', 'answer', 'review', 'issue')) as "hasOtherAuthors",
       exists (select from signals s where s.space_id = sp.id and s.account_id = any($1)) as "isWritten",
       exists (select from accounts o cross join unnest(o.links || o.url) link where o.id <> all($1) and sp.url is not null
         and rtrim(lower(link), '/') = rtrim(lower(sp.url), '/')) as "isNamed"
     from spaces sp
     where platform = any($2) or regexp_replace(lower(url), '^https?://(www[.])?([^/?#]*).*$', '\\2') = any($3)
     order by id`,
    [accounts.map(({ id }) => id), accounts.map(({ platform }) => platform), hosts],
  );
  return rows;
}
