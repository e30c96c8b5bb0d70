// The yardstick of a dump: its rows as they are, unpacked and split into lines, into one table by COPY. It maps nothing
// and checks nothing.
import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from } from "pg-copy-streams";

const [folder] = process.argv.slice(2);
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.query("create table copied_rows (file text, row text)");
const startedAt = performance.now();
let rows = 0;
for (const file of readdirSync(folder)) {
  const bytes = createReadStream(join(folder, file));
  const lines = createInterface({ input: file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes });
  await pipeline(Readable.from(copied(file, lines)), client.query(from("copy copied_rows from stdin")));
}
const seconds = (performance.now() - startedAt) / 1000;
await client.end();
console.log(JSON.stringify({ rows, seconds }));

async function* copied(file, lines) {
  let text = "";
  for await (const line of lines) {
    if (!line.includes("<row ")) continue;
    rows++;
    text += `${file}\t${line.replaceAll("\\", "\\\\").replaceAll("\t", "\\t")}\n`;
    if (text.length > 65_536) {
      yield text;
      text = "";
    }
  }
  yield text;
}
