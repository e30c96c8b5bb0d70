import { type Account, type Batch, batch, excerpt, type Mapped } from "@groundswell/model";
import { decodeHTML } from "entities";
import { unusable } from "./json-answer.ts";
import type { StackExchangeApi } from "./stackexchange-api.ts";
import { userItem } from "./stackexchange-item.ts";
import { ownerAccount } from "./stackexchange-map.ts";
import { stackExchangeHost } from "./stackexchange-site.ts";
import { typedUrl } from "./web-address.ts";

/** How many the API takes at once. */
const usersAtOnce = 100;

/** Maps the items of `/users/{ids}`: what profiles say beside what stands with every post. */
export function mapUsers(items: unknown[], site: string): Mapped {
  const mapped: Mapped = { signals: [], accounts: [], endorsements: [], spaces: [], skipped: [] };
  for (const [index, item] of items.entries()) {
    const read = userItem.safeParse(item);
    const known = read.success ? ownerAccount(read.data, stackExchangeHost(site)) : null;
    if (read.success && known !== null) {
      const website = typedUrl(read.data.website_url && decodeHTML(read.data.website_url));
      const links = website === null ? known.links : [...known.links, website];
      mapped.accounts.push({
        ...known,
        links,
        location: excerpt(read.data.location && decodeHTML(read.data.location)),
      });
    } else if (!read.success)
      mapped.skipped.push({ ...unusable("user", read.error, item, `item ${index + 1}`), of: "accounts" });
  }
  return mapped;
}

/**
 * Reads the profiles of those who wrote something in a batch, save those in `asked`, to which they are added.
 * @throws what `api.page` throws
 */
export async function* readProfiles(
  api: StackExchangeApi,
  { site }: { site: string },
  { signals }: Batch,
  asked: Set<string>,
): AsyncGenerator<Batch> {
  const ids = new Set(
    signals.flatMap(({ account }) => (isPerson(account) && !asked.has(account.id) ? account.id : [])),
  );
  const wanted = [...ids];
  for (let from = 0; from < wanted.length; from += usersAtOnce) {
    const some = wanted.slice(from, from + usersAtOnce);
    const page = await api.page(`/users/${some.join(";")}`, { pagesize: usersAtOnce });
    for (const id of some) asked.add(id);
    const raw = { ...page.raw, context: { list: "users" } };
    yield batch({ ...mapUsers(page.items, site), raw, cursor: null });
  }
}

/** The site's own user has a number below zero, and no profile. */
function isPerson(account: Account | null): account is Account {
  return account !== null && !account.id.startsWith("-");
}
