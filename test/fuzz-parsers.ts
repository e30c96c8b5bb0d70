import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duplex } from "node:stream";
import { readPolicy } from "@groundswell/analytics";
import {
  askRobots,
  type Connector,
  connectors,
  discoverPlace,
  type Http,
  sourcesFromOpml,
} from "@groundswell/connectors";
import { readAffiliations, readAwardees, readRegistry } from "@groundswell/identity";
import { type RawPage, readCatalogue } from "@groundswell/model";
import { places, startSimulator } from "@groundswell/simulator";
import { placeContext } from "./place-pull.ts";
import { readProject, root } from "./project-files.ts";

/** What is fuzzed: good inputs to begin with, and how one is read. */
export type Parser = {
  name: string;
  seeds: Uint8Array[];
  /** The most bytes that are tried, where people write what is read by hand: its readers take some 20 µs a line. */
  longest?: number;
  read(input: Uint8Array, seed: number): unknown;
};

const until = new Date("2026-02-01T00:00:00Z");
const now = () => until;
const byHand = 30_000;
const longestSeed = 150_000;
const mostSeeds = 8;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytesOf = (written: string) => Buffer.from(written);
const example = (path: string) => bytesOf(readProject(path));

/** What is read from text or from a page alone. */
export function textParsers(): Parser[] {
  const csv = (...lines: string[]) => [bytesOf(lines.join("\n"))];
  const registry = ["name,github,twitter,website,country", 'Ada B,ada,ada_b,https://ada.example,"NO"', "Cy,,,,"];
  const awardees = ["name,expertise,award date,links", 'Ada B,"lumen; lamps",2025-07-01,https://ada.example', "Cy,x,,"];
  const affiliations = [
    "account,organisation,from,until",
    "github:1,Contoso,2024-01-01,",
    "github:2,Fabrikam,,2025-01-01",
  ];
  const sources = [
    "version: 1",
    "expertises:",
    "  - slug: lumen",
    "    name: Lumen",
    "    rules: { words: [lumen] }",
    "sources:",
    "  - id: qa",
    "    connector: feed",
    "    expertises: [lumen]",
    "    options: { url: https://a.example/feed }",
    "",
  ];
  const catalogue = bytesOf(sources.join("\n"));
  const answered = (url: string) => (input: Uint8Array) => discoverPlace(url, answering(input), now);
  return [
    {
      name: "catalogue",
      longest: byHand,
      seeds: [catalogue],
      read: (input) => readCatalogue(text(input), "c.yaml", connectors),
    },
    {
      name: "policy",
      longest: byHand,
      seeds: [example("policies/mvp.yaml")],
      read: (input) => readPolicy(text(input), "p.yaml"),
    },
    {
      name: "registry-csv",
      longest: byHand,
      seeds: csv(...registry),
      read: (input) => readRegistry(text(input), "r.csv"),
    },
    {
      name: "registry-json",
      seeds: csv(
        '[{"name":"Ada B","github":"ada","links":["https://ada.example"]},{"name":"Cy","location":{"country":"NO"}}]',
      ),
      read: (input) => readRegistry(text(input), "r.json"),
    },
    {
      name: "awardees-csv",
      longest: byHand,
      seeds: csv(...awardees),
      read: (input) => readAwardees(text(input), "a.csv"),
    },
    {
      name: "affiliations-csv",
      longest: byHand,
      seeds: csv(...affiliations),
      read: (input) => readAffiliations(text(input), "a.csv"),
    },
    {
      name: "opml",
      seeds: csv(
        '<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body><outline text="a">',
        '<outline type="rss" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/></outline></body></opml>',
      ),
      read: sourcesFromOpml,
    },
    {
      name: "robots",
      seeds: csv("User-agent: *", "Disallow: /private*", "Crawl-delay: 5", "Sitemap: https://a.example/s.xml"),
      read: (input) => askRobots(answering(input), "https://a.example/page", now),
    },
    {
      name: "discovery-page",
      seeds: ["feed/wordpress.xml", "qapage/json-ld.html", "ical/group.ics"].map((path) =>
        example(`packages/connectors/fixtures/${path}`),
      ),
      read: answered("https://a.example/somewhere"),
    },
    {
      name: "nntp-session",
      seeds: [newsServer()],
      read: (input) => drain(connectorNamed("nntp"), { host: "news.example", groups: ["a.b"] }, answering(input)),
    },
  ];
}

/** The pages of every simulated place, read again by the mapper of their connector as `replay` does. */
export async function pageParsers(): Promise<Parser[]> {
  const found: Parser[] = [];
  for (const [name, open] of Object.entries(places)) {
    const connector = connectorNamed(name);
    const { map } = connector;
    if (!map) continue;
    const place = open({ seed: 1, until, now });
    const simulator = await startSimulator({ places: [place], now });
    try {
      const context = placeContext(place, simulator.url, now);
      const pages = new Map<string, RawPage>();
      for await (const { raw } of connector.pull(context)) {
        const kind = raw && raw.body.length <= longestSeed ? shapeOf(raw) : null;
        if (raw && kind !== null && pages.size < mostSeeds && !pages.has(kind)) pages.set(kind, raw);
      }
      const raws = [...pages.values()];
      const read = (body: Uint8Array, seed: number) => map({ ...(raws[seed] as RawPage), body }, context.options);
      found.push({ name, seeds: raws.map(({ body }) => body), read });
    } finally {
      await simulator.close();
    }
  }
  return found;
}

/** Files, read by a pull as `import` does, from a folder of this process. */
export function fileParsers(): Parser[] {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-fuzz-"));
  const fixtures = "packages/connectors/fixtures";
  const reading = (name: string, file: string, options: object) => (input: Uint8Array) => {
    writeFileSync(file, input);
    return drain(connectorNamed(name), options, answering(new Uint8Array()));
  };
  const one = (name: string, file: string, more = {}) =>
    reading(name, join(folder, file), { paths: [join(folder, file)], ...more });
  const dump = `${fixtures}/stackexchange-dump/espresso-stackexchange`;
  const tables = ["Posts", "Users", "Votes"].map((table): Parser => {
    // Votes mean nothing without the posts that they are for.
    const whole = join(folder, table);
    cpSync(join(root, dump), whole, { recursive: true });
    return {
      name: `stackexchange-dump-${table.toLowerCase()}`,
      seeds: [example(`${dump}/${table}.xml`)],
      read: reading("stackexchange-dump", join(whole, `${table}.xml`), {
        paths: [whole],
        site: "espresso.stackexchange.com",
      }),
    };
  });
  return [
    ...tables,
    { name: "signals", seeds: [example(`${fixtures}/signals/mixed.ndjson`)], read: one("signals", "s.ndjson") },
    {
      name: "gharchive",
      seeds: [example(`${fixtures}/gharchive/2026-09-01-10.json`)],
      read: one("gharchive", "2026-09-01-10.json"),
    },
    { name: "mbox", seeds: mail(), read: one("mbox", "m.mbox", { list: "users@lists.example" }) },
  ];
}

function connectorNamed(name: string): Connector {
  const connector = connectors[name];
  if (!connector) throw new Error(`There is no connector ${name}.`);
  return connector;
}

/** Pages of one shape differ in numbers and names only. */
function shapeOf({ request, context }: RawPage): string {
  const { pathname } = new URL(request.replace(/^\w+ (?=https?:)/, ""), "http://x.invalid");
  return `${pathname.replace(/\d+/g, "0").split("/").slice(0, 4).join("/")} ${Object.keys((context as object) ?? {})}`;
}

async function drain(connector: Connector, options: object, http: Http): Promise<void> {
  const { signal } = new AbortController();
  const context = { source: "fuzz", options: connector.options.parse(options), cursor: null, credentials: {} };
  for await (const _ of connector.pull({ ...context, since: null, now, http, signal }));
}

/** A client that has one answer to everything. */
function answering(body: Uint8Array): Http {
  const http = {
    get: async (url: string) => {
      const headers = { "content-type": "text/html" };
      return { status: 200, url, movedTo: null, headers, body, fetchedAt: until.toISOString() };
    },
    fetch: async () => new Response(Buffer.from(body)),
    pause: () => {},
    connect: async () => wire(body),
  };
  return http as Http;
}

/** A connection on which the other end says what it says, whatever it is told, and hangs up. */
function wire(body: Uint8Array): Socket {
  const duplex = new Duplex({
    read() {
      this.push(body);
      this.push(null);
    },
    write: (_, __, done) => done(),
  });
  const socket = { setTimeout: () => duplex, destroySoon: () => duplex.destroy() };
  return Object.assign(duplex, socket) as unknown as Socket;
}

function newsServer(): Uint8Array {
  const article = [
    "From: Ada <ada@a.example>",
    "Date: Wed, 2 Sep 2026 10:00:00 GMT",
    "Message-ID: <1@x>",
    "Newsgroups: a.b",
    "Subject: x",
    "",
    "text",
  ];
  const overview = "1\tx\tAda <ada@a.example>\tWed, 2 Sep 2026 10:00:00 GMT\t<1@x>\t\t10\t1";
  return bytesOf(
    ["200 hello", "201 reader", "211 1 1 1 a.b", "224 rows", overview, ".", "220 1 <1@x>", ...article, ".", ""].join(
      "\r\n",
    ),
  );
}

function mail(): Uint8Array[] {
  const head = (id: string, type: string) => [
    "From ada at example.org  Mon Sep  1 12:00:00 2025",
    "From: =?utf-8?q?Ada_B?= <ada@a.example>",
    "To: users@lists.example",
    "Date: Mon, 01 Sep 2025 12:00:00 +0000",
    "Subject: [users] Re: =?iso-8859-1?B?SGVsbG8=?=",
    `Message-ID: <${id}@a.example>`,
    "In-Reply-To: <0@a.example>",
    "List-Id: Users <users.lists.example>",
    "MIME-Version: 1.0",
    `Content-Type: ${type}`,
  ];
  const plain = [
    ...head("1", "text/plain; charset=hz-gb-2312"),
    "",
    "On Monday, Cy wrote:",
    "> text",
    "",
    "See https://a.example ~{<:Ky2;~}.",
    "",
  ];
  const html = [
    ...head("2", "text/html; charset=utf-8"),
    "",
    "<html><head><style>x</style></head><body><p>Hello</p><blockquote>old</blockquote><div id=appendonsend></div></body></html>",
    "",
  ];
  const parts = [
    ...head("3", 'multipart/alternative; boundary="b"'),
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Hello",
    "--b",
    "Content-Type: text/html",
    "Content-Transfer-Encoding: base64",
    "",
    "PGI+SGVsbG88L2I+",
    "--b--",
    "",
  ];
  return [plain, html, parts, [...plain, ...html, ...parts]].map((lines) => bytesOf(lines.join("\n")));
}
