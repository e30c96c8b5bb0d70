import type { Signal, Skip } from "@groundswell/model";
import { z } from "zod";
import { defineConnector } from "./connector.ts";
import { fileName, findFiles, type InputFile } from "./file-input.ts";
import { pullFiles } from "./file-pull.ts";
import { listReading } from "./mail-list.ts";
import { mapMessages } from "./mbox-map.ts";
import { byRule, isSkip } from "./skip.ts";

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
  reads: "file",
  options,
  credentials: {},
  order: "oldest-first",
  example: { paths: ["users.mbox.gz"], list: "users@lists.example.org" },
  async *pull({ options: { paths, ...naming }, cursor, since, signal }) {
    const files = await findFiles(paths, (name) => /\.(mbox|mbx|txt)(\.gz)?$/i.test(name), "file named .mbox");
    const earliest = since?.toISOString() ?? "";
    yield* pullFiles<InputFile, Signal | Skip>(
      {
        files,
        unit: "message",
        split: (chunks, file) => some(mapMessages(chunks, listReading("mbox", naming, listOf(file)))),
        take(found, { file, number }, gathered) {
          const position = `${fileName(file)} message ${number}`;
          if (gathered === null) return;
          if (isSkip(found)) gathered.skipped.push({ ...found, position });
          else if (found.occurredAt < earliest)
            gathered.skipped.push(byRule("older than the history wanted", position));
          else gathered.signals.push(found);
        },
      },
      { cursor, signal },
    );
  },
});

function listOf(file: InputFile): string {
  return fileName(file)
    .replace(/\.gz$/i, "")
    .replace(/\.(mbox|mbx|txt)$/i, "");
}

async function* some<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let gathered: Item[] = [];
  for await (const item of items) {
    if (gathered.push(item) < 100) continue;
    yield gathered;
    gathered = [];
  }
  if (gathered.length > 0) yield gathered;
}
