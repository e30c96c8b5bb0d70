import { type Account, account, type Space } from "@groundswell/model";
import { authorAccount, type FeedAuthor, parseAuthor } from "./feed-authors.ts";
import type { FeedDocument, FeedEntry } from "./feed-document.ts";
import { siteId } from "./web-address.ts";

/** The accounts that an entry is credited to, its first author first; never none. */
export type Credits = (entry: FeedEntry) => Account[];

/** Where an entry is from: the blog that it is read in, or another that an aggregator names. */
type Home = { elsewhere: boolean; id: string; url: string | null; name: string | null };

/**
 * Who wrote the entries of a feed: those they name, else whom the feed names, else whom the configuration names, else the blog
 * itself. What an aggregator took from elsewhere is credited there.
 * @param reading the feed's own address, and the author that its source is configured with
 */
export function creditsOf(
  feed: FeedDocument,
  { url, author }: { url: string; author?: string | undefined },
  space: Space,
): Credits {
  const here: Home = { elsewhere: false, id: space.id, url: space.url, name: null };
  const inherited = [...feed.authors.slice(0, 1), ...configured(author)].slice(0, 1);
  const hosts = [bareHost(space.url ?? url), bareHost(url)];
  // A site says who somebody is only where it is nobody else's.
  const own = isSingle(feed) && space.url !== null ? [space.url] : [];
  // Few people write most entries.
  const seen = new Map<string, Account | null>();
  const accountOf = (one: FeedAuthor, home: Home) => {
    const key = `${home.id}\n${home.elsewhere}\n${one.name}\n${one.url}\n${one.email}`;
    const known = seen.get(key);
    if (known !== undefined) return known;
    const found = authorAccount(one, home.id, siteId);
    const linked =
      found === null || home.elsewhere || own.length === 0
        ? found
        : { ...found, links: [...new Set([...found.links, ...own])] };
    seen.set(key, linked);
    return linked;
  };
  return (entry) => {
    const home = homeOf(entry, hosts) ?? here;
    const authors = entry.authors.length > 0 || home.elsewhere ? entry.authors : inherited;
    const accounts: Account[] = [];
    for (const one of authors) {
      const found = accountOf(one, home);
      if (found !== null) accounts.push(found);
    }
    if (accounts.length > 0) return accounts;
    const links = home.url === null ? [] : [home.url];
    return [account("blog", home.id, { name: home.name, url: home.url, links })];
  };
}

/** The blog that an entry was taken from; null where it is the feed's own. */
function homeOf({ origin }: FeedEntry, hosts: string[]): Home | null {
  if (origin === null || origin.url === null) return null;
  const url = siteOfFeed(origin.url);
  return hosts.includes(bareHost(url)) ? null : { elsewhere: true, id: siteId(url), url, name: origin.name };
}

/** Whether no entry names another author than the others do. */
function isSingle(feed: FeedDocument): boolean {
  let first: string | null = null;
  for (const entry of feed.entries) {
    const name = entry?.authors[0]?.name ?? null;
    first ??= name;
    if (name !== null && name !== first) return false;
  }
  return true;
}

function bareHost(url: string): string {
  return new URL(url).host.replace(/^www\./, "");
}

/** Aggregators name the feed they took an entry from; the site is what its own feed is known by. */
function siteOfFeed(url: string): string {
  return new URL(url.replace(/\/((feed|rss|atom)s?|index|[\w-]+\.(xml|rss|atom|rdf|json))\/?([?#].*)?$/i, "/")).href;
}

function configured(author: string | undefined): FeedAuthor[] {
  if (author === undefined) return [];
  if (/^https?:\/\//i.test(author)) return [{ name: null, url: author, email: null }];
  return [parseAuthor(author) ?? { name: author, url: null, email: null }];
}
