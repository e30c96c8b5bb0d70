// What `groundswell try` prints of each connector, against the simulator: docs/transcripts.md.
import { tmpdir } from "node:os";
import { signalLines, summary, type Tried } from "../packages/cli/src/signal-line.ts";
import { connectors, createHttp } from "../packages/connectors/src/index.ts";
import { type Place, places, startSimulator } from "../packages/simulator/src/index.ts";

const shown = 2;
const until = new Date("2026-02-01T00:00:00Z");
const now = () => new Date("2026-01-10T12:00:00Z");
const address = "http://127.0.0.1:4500";

/** A section for each connector that the simulator has a place for. */
export async function transcripts(): Promise<string[]> {
  const sections: string[] = [];
  for (const [name, open] of Object.entries(places)) {
    const place = open({ seed: 1, until, now });
    const simulator = await startSimulator({ places: [place], now });
    try {
      sections.push(await transcript(name, place, simulator.url));
    } finally {
      await simulator.close();
    }
  }
  return sections;
}

async function transcript(name: string, place: Place, url: string): Promise<string> {
  const connector = connectors[name];
  if (!connector) throw new Error(`The simulator has a place for ${name}, which is no connector.`);
  const { options, credentials } = place.source(url);
  const tried: Tried = { signals: 0, skipped: {} };
  const batches = connector.pull({
    source: `try-${name}`,
    options: connector.options.parse(options),
    cursor: null,
    credentials,
    since: null,
    now,
    http: createHttp({ userAgent: "groundswell-docs/0 (+https://example.org)", now, allowHosts: ["127.0.0.1"] }),
    signal: new AbortController().signal,
  });
  const lines: string[] = [];
  for await (const line of signalLines(batches, shown, tried)) lines.push(line);
  const secrets = Object.keys(credentials).map((secret) => `${variable(name, secret)}=… `);
  const given = Object.entries(options).map(([key, value]) => ` --set ${setting(key, value)}`);
  const printed = [
    `$ ${secrets.join("")}npx groundswell try ${name}${given.join("")} --limit ${shown}`,
    ...lines,
    summary(name, tried),
  ].join("\n");
  // Ports are others every time, and so is a folder that a place is made in.
  const port = /(nntp:\/\/127\.0\.0\.1):\d+/g;
  const folder = new RegExp(`${tmpdir()}/[\\w.-]+`, "g");
  return `## ${name}\n\n\`\`\`console\n${printed.replaceAll(url, address).replace(port, "$1:4501").replace(folder, "/srv/lumen.git")}\n\`\`\``;
}

const variable = (name: string, secret: string) => `${name}_${secret}`.toUpperCase().replace(/[^A-Z0-9]/g, "_");

function setting(key: string, value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /^[\w./:@=-]+$/.test(text) ? `${key}=${text}` : `'${key}=${text}'`;
}
