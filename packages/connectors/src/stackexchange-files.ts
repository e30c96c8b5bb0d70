import { basename, dirname, resolve } from "node:path";
import { ConfigError } from "@groundswell/model";
import { findFiles, type InputFile } from "./file-input.ts";
import { stackExchangeHost } from "./stackexchange-site.ts";

/** The tables of a dump that are read, in the order they are read: authors before posts, posts before what is said of them. */
export const dumpTables = ["users", "posts", "comments", "votes"] as const;
export type DumpTable = (typeof dumpTables)[number];

/** The order where only some posts count: who wrote them is known only afterwards. */
export const postsFirst: readonly DumpTable[] = ["posts", "comments", "users", "votes"];

/** One table of one site. */
export type TableFile = InputFile & { table: DumpTable; host: string };

const tableName = /^(?:(.*?)[-_. ])?(posts|users|comments|votes)\.xml(?:\.gz)?$/i;
const expected = "Posts.xml, Users.xml, Comments.xml or Votes.xml (plain or .gz)";

/** Whether a file name is that of a table: `Posts.xml`, `users.xml.gz`, `coffee-Votes.xml`. */
export function isTable(name: string): boolean {
  return tableName.test(name);
}

/**
 * The site that a table belongs to, as its file or folder says: `coffee-Posts.xml` → `coffee.stackexchange.com`,
 * `travel-stackexchange/Posts.xml` → `travel.stackexchange.com`; null where neither does.
 */
export function siteOfPath(path: string): string | null {
  const prefix = tableName.exec(basename(path))?.[1];
  if (prefix) return stackExchangeHost(prefix.replace(/-(?=stackexchange$)/i, "."));
  const folder = basename(dirname(resolve(path)));
  // Any folder may be named "data"; only one named like a site says which.
  const named = /^(.+)[-.]stackexchange(\.com)?$/i.exec(folder)?.[1];
  if (named) return stackExchangeHost(`${named}.stackexchange`);
  const host = stackExchangeHost(folder);
  return host === folder.toLowerCase() || !host.endsWith(".stackexchange.com") ? host : null;
}

/**
 * Finds the tables behind paths and puts them in the order they are read, site by site.
 * @param site an API name or a host that all tables belong to; null to go by file and folder names
 * @throws ConfigError where a file is no table, its site is not named, a table comes twice, or votes or comments come without posts
 */
export async function findTables(
  paths: string[],
  site: string | null,
  order: readonly DumpTable[] = dumpTables,
): Promise<TableFile[]> {
  const files = (await findFiles(paths, isTable, expected)).map((file): TableFile => {
    const table = tableName.exec(basename(file.path))?.[2]?.toLowerCase() as DumpTable | undefined;
    if (!table) throw new ConfigError(`${file.path} is no table of a dump that is read: give ${expected}.`);
    const host = site ? stackExchangeHost(site) : siteOfPath(file.path);
    if (!host)
      throw new ConfigError(
        `Which site ${file.path} belongs to cannot be told: add --set site=travel.stackexchange.com.`,
      );
    return { ...file, table, host };
  });
  const hosts = [...new Set(files.map((file) => file.host))];
  return hosts.flatMap((host) => {
    const ofSite = files.filter((file) => file.host === host);
    for (const table of dumpTables) {
      const [first, second] = ofSite.filter((file) => file.table === table);
      if (first && second)
        throw new ConfigError(`${first.path} and ${second.path} are the same table of ${host}: give one of them.`);
    }
    for (const [table, rows] of Object.entries({ votes: "Votes", comments: "Comments" }))
      if (ofSite.some((file) => file.table === table) && !ofSite.some((file) => file.table === "posts"))
        throw new ConfigError(
          `${rows} of ${host} name their posts by number only: give Posts.xml of the same dump too.`,
        );
    return ofSite.sort((a, b) => order.indexOf(a.table) - order.indexOf(b.table));
  });
}
