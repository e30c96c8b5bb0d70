import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { createGzip } from "node:zlib";

/** Writes lines to a file without holding them all. */
export async function writeLines(lines: Iterable<string | Uint8Array>, path: string, gzip: boolean): Promise<void> {
  const file = createWriteStream(path);
  const out = gzip ? createGzip() : file;
  if (gzip) out.pipe(file);
  const closed = once(file, "close");
  for (const line of lines) if (!out.write(line)) await once(out, "drain");
  out.end();
  await closed;
}
