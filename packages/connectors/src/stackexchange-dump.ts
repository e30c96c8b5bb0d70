import { z } from "zod";
import { defineConnector } from "./connector.ts";
import { fileName } from "./file-input.ts";
import { pullFiles } from "./file-pull.ts";
import { findTables, postsFirst, type TableFile } from "./stackexchange-files.ts";
import { SiteReader } from "./stackexchange-reader.ts";
import { type Row, xmlRows } from "./xml-rows.ts";

export { mapCommentRow, mapPostRow, mapUserRow, mapVoteRow } from "./stackexchange-rows.ts";

const options = z.strictObject({
  /** Tables or folders of them; the names may carry a prefix, as in `coffee-Posts.xml.gz`. */
  paths: z.array(z.string().min(1)).min(1),
  /** The site's host or API name, where neither file nor folder says it. */
  site: z.string().min(1).optional(),
  /** Only questions with one of these tags, and their answers. */
  tags: z.array(z.string().min(1)).optional(),
});

/**
 * A site of Stack Exchange from its data dump: Users.xml, Posts.xml, Comments.xml and Votes.xml, in this order however
 * they are given, since comments and votes name their posts by number only. With `tags`, posts and comments come first
 * and only the users who wrote them are kept: a tag of a large site needs no millions of strangers. Platform and ids are those of the API, so a site can be imported
 * whole and then kept fresh.
 */
export const stackExchangeDump = defineConnector({
  name: "stackexchange-dump",
  summary: "Reads Posts.xml, Users.xml, Comments.xml and Votes.xml of a Stack Exchange data dump, plain or gzip.",
  parser: "saxes row by row, so that memory stays flat and a broken row is told from a broken file.",
  reads: "file",
  options,
  credentials: {},
  order: "oldest-first",
  example: { paths: ["travel-stackexchange"], site: "travel.stackexchange.com" },
  async *pull({ options: { paths, site, tags }, cursor, since, signal }) {
    const files = await findTables(paths, site ?? null, tags?.length ? postsFirst : undefined);
    const readers = new Map(
      files.map((file): [string, SiteReader] => {
        const tables = new Set(files.filter(({ host }) => host === file.host).map(({ table }) => table));
        return [file.host, new SiteReader({ host: file.host, tags: tags ?? [] }, since, tables)];
      }),
    );
    yield* pullFiles<TableFile, Row>(
      {
        files,
        unit: "row",
        split: xmlRows,
        // Users are chosen by who wrote, and those who only commented did too.
        learns: ({ table }) => table === "posts" || (table === "comments" && (tags ?? []).length > 0),
        take(row, { file, number }, gathered) {
          const position = `${fileName(file)} row ${row.Id === undefined ? number : `Id ${row.Id}`}`;
          readers.get(file.host)?.take(file.table, row, position, gathered);
        },
      },
      { cursor, signal },
    );
  },
});
