import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createGunzip, createGzip } from "node:zlib";
import { runNode } from "./measure.mjs";

const realDump = fileURLToPath(new URL("../../shared/data/travel-stackexchange", import.meta.url));
const writeWorld = fileURLToPath(new URL("write-world.mjs", import.meta.url));

/** A mailbox and a dump, and ten times as much of each: other messages, other rows, other people. */
export async function largeInputs(folder) {
  const mailboxes = [];
  for (const times of [1, 10]) {
    const path = join(folder, `list-${times}.mbox`);
    await pipeline(Readable.from(messages(8_000 * times)), createWriteStream(path));
    mailboxes.push({ connector: "mbox", times, path, options: { paths: [path], list: "bench@lists.example.org" } });
  }
  const dump = existsSync(realDump) ? realDump : await simulate(folder);
  const tenfold = join(folder, "tenfold");
  mkdirSync(tenfold);
  for (const file of readdirSync(dump).filter((name) => /\.xml(\.gz)?$/.test(name)))
    await pipeline(
      Readable.from(tenTimes(join(dump, file))),
      createGzip({ level: 1 }),
      createWriteStream(join(tenfold, file.replace(/(\.gz)?$/, ".gz"))),
    );
  return [
    ...mailboxes,
    ...[
      { times: 1, path: dump },
      { times: 10, path: tenfold },
    ].map((one) => ({ connector: "stackexchange-dump", options: { paths: [one.path], site: "travel" }, ...one })),
  ];
}

async function simulate(folder) {
  console.error("bench: there is no real data at ../shared/data/travel-stackexchange, so a dump is simulated");
  return JSON.parse((await runNode([writeWorld, "stackexchange-dump", folder])).stdout).path;
}

function* messages(many) {
  const body = Array.from(
    { length: 30 },
    (_, i) => `Line ${i} of a message about lanterns, wicks and what burns in them.`,
  ).join("\n");
  for (let n = 0; n < many; n++) {
    const person = (n * 7919) % (200 + many / 10);
    const date = new Date(Date.UTC(2015, 0, 1) + n * 600_000).toUTCString();
    const answers =
      n % 4 === 0
        ? ""
        : `In-Reply-To: <${n - (n % 4)}@lists.example.org>\nReferences: <${n - (n % 4)}@lists.example.org>\n`;
    yield `From person${person}@example.org ${date}\nFrom: Person ${person} <person${person}@example.org>\nDate: ${date}\n` +
      `Message-ID: <${n}@lists.example.org>\n${answers}Subject: ${n % 4 === 0 ? "" : "Re: "}Lanterns ${n - (n % 4)}\n` +
      `Content-Type: text/plain; charset=utf-8\n\n${body}\n\n`;
  }
}

/** The rows of a file ten times, with ids of their own each time. */
async function* tenTimes(path) {
  yield '<?xml version="1.0" encoding="utf-8"?>\n<rows>\n';
  for (let time = 0; time < 10; time++) {
    const bytes = createReadStream(path);
    const lines = createInterface({ input: path.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes });
    let text = "";
    for await (const line of lines) {
      if (!line.includes("<row ")) continue;
      text += `${time === 0 ? line : line.replace(ids, (_, name, id) => ` ${name}="${Number(id) + time * 10_000_000}"`)}\n`;
      if (text.length > 65_536) {
        yield text;
        text = "";
      }
    }
    yield text;
  }
  yield "</rows>\n";
}

const ids = / (Id|ParentId|AcceptedAnswerId|PostId|OwnerUserId|UserId|AccountId|LastEditorUserId)="(\d+)"/g;
