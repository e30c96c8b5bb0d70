import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readPolicy } from "@groundswell/analytics";
import { connectors } from "@groundswell/connectors";
import { ConfigError, readCatalogue } from "@groundswell/model";
import { expect, onTestFinished, test } from "vitest";
import { testHttp } from "./place-pull.ts";

/** A file in a folder of its own. */
function file(name: string, bytes: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-file-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

/** Reads a file as an import does, to its end. */
async function importFile(name: string, options: object): Promise<void> {
  const connector = connectors[name];
  if (!connector) throw new Error(`There is no connector ${name}.`);
  const now = () => new Date("2026-02-01T00:00:00Z");
  const { signal } = new AbortController();
  const context = {
    source: "x",
    options: connector.options.parse(options),
    cursor: null,
    credentials: {},
    since: null,
  };
  for await (const _ of connector.pull({ ...context, now, http: testHttp(now), signal }));
}

const aliases = Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}*a${at}]`);

test("YAML that unfolds without end is refused like any other mistake", () => {
  const bomb = ["a0: &a0 x", ...aliases].join("\n");
  for (const read of [() => readCatalogue(bomb, "c.yaml", connectors), () => readPolicy(bomb, "p.yaml")]) {
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/^[cp]\.yaml: its aliases stand for too much/);
  }
});

test("a source of a connector that every object has is refused with the names that there are", () => {
  const source = "  - { id: a, connector: constructor, expertises: [x], options: {} }";
  const text = ["version: 1", "expertises:", "  - { slug: x, name: X, rules: { tags: [x] } }", "sources:", source].join(
    "\n",
  );
  for (const known of [connectors, { ...connectors }])
    expect(() => readCatalogue(text, "c.yaml", known)).toThrow(/no connector "constructor"; use one of: /);
});

test("a packed dump that unfolds into one value without end is refused before it fills the memory", async () => {
  const bomb = gzipSync(`<?xml version="1.0"?><posts><row Id="1" Body="${"x".repeat(40_000_000)}"/></posts>`);
  expect(bomb.length).toBeLessThan(100_000);
  const path = file("Posts.xml.gz", bomb);
  await expect(importFile("stackexchange-dump", { paths: [path], site: "x.stackexchange.com" })).rejects.toThrow(
    /no row in 32 MB/,
  );
});

test("archives are never unpacked, so nothing in one can be written anywhere", async () => {
  for (const name of ["a.zip", "a.7z", "a.tar", "a.tar.gz", "a.tgz"])
    await expect(importFile("signals", { paths: [file(name, "../../etc/passwd")] })).rejects.toThrow(
      /is packed as .*: unpack it first/,
    );
});
