import { z } from "zod";
import { defineConnector } from "./connector.ts";
import { fileName, findFiles, type InputFile } from "./file-input.ts";
import { listReading } from "./mail-list.ts";
import { Threads } from "./mail-threads.ts";
import { pullMboxes } from "./mbox-pull.ts";

export { mapMbox } from "./mbox-map.ts";

const options = z.strictObject({
  /** Mailboxes in mbox format, plain or gzip, or folders of them; `-` is standard input. */
  paths: z.array(z.string().min(1)).min(1),
  /** The list: its address or its List-Id. Without it each message says so itself, and else the file's name does. */
  list: z.string().min(1).optional(),
  /** What to call the list. */
  name: z.string().min(1).optional(),
  /** The list's posting address, where `list` is not that: what it sends in its authors' place is theirs. */
  address: z.email().optional(),
});

/** Archives of mailing lists, and newsgroups kept in the same format. */
export const mbox = defineConnector({
  name: "mbox",
  summary: "Reads the messages of a mailing list or a newsgroup from archives in mbox format, plain or gzip.",
  parser:
    "postal-mime for messages, because mailparser cannot be installed today; iconv-lite for charsets that Node lacks.",
  reads: "file",
  options,
  credentials: {},
  order: "oldest-first",
  example: { paths: ["users.mbox.gz"], list: "users@lists.example.org" },
  async *pull({ options: { paths, ...naming }, cursor, since, signal }) {
    const files = await findFiles(paths, (name) => /\.(mbox|mbx|txt)(\.gz)?$/i.test(name), "file named .mbox");
    // Monthly files of one list: a reply's thread often began in the file before.
    const threads = new Threads();
    const readingOf = (file: InputFile) => ({ ...listReading("mbox", naming, listOf(file)), threads });
    yield* pullMboxes({ files, readingOf, since }, { cursor, signal });
  },
});

function listOf(file: InputFile): string {
  return fileName(file)
    .replace(/\.gz$/i, "")
    .replace(/\.(mbox|mbx|txt)$/i, "");
}
