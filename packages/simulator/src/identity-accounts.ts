import type { LinkAccount } from "@groundswell/model";
import { accountAt, iso, type World } from "./world.ts";

/** An account as whoever joins accounts sees it, and the person it really is. */
export type IdentityAccount = LinkAccount & { person: string };

/** Every account of a world that is not deleted, with what its platform shows of it. */
export function identityAccounts(world: World): IdentityAccount[] {
  return world.accounts.flatMap((_, index) => {
    const { person, platform, id, handle, name, url, links, networkId, formerHandle, trace, deleted } = accountAt(
      world,
      index,
    );
    if (deleted) return [];
    const network = networkId === null ? [] : [`https://stackexchange.com/users/${networkId}`];
    // Q&A sites, blogs and calendars show names only; of these only a calendar shows addresses.

    return {
      ...{ id: index + 1, platform, platformId: id, name, url, links: [...network, ...links] },
      handle: networkId !== null || platform === "blog" || platform === "calendar" || handle === "" ? null : handle,
      emailHash: trace?.emailHash ?? (platform === "calendar" ? id : null),
      ...{ projects: trace?.projects ?? [], names: trace?.names ?? [] },
      formerHandles: formerHandle ? [{ handle: formerHandle.handle, until: iso(formerHandle.until) }] : [],
      person: world.people[person]?.id as string,
    };
  });
}
