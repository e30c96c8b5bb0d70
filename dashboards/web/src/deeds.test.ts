import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const here = import.meta.dirname;

/** The writes of the API by the words of their paths, from the client that is generated from its document. */
function writes(): string[] {
  const client = readFileSync(new URL("../../../test/api-client.d.ts", import.meta.url), "utf8");
  const paths = client.slice(0, client.indexOf("export interface operations"));
  return [...paths.matchAll(/^ {4}"([^"]+)": \{([\s\S]*?)^ {4}\};/gm)].flatMap(([, path = "", methods = ""]) =>
    /^ {8}(post|put|patch|delete): operations/m.test(methods) ? [path] : [],
  );
}

/** The last word of a path that is no parameter. */
function lastWord(path: string): string {
  return path.split("/").findLast((word) => word !== "" && !word.startsWith("{")) ?? path;
}

test("everything that the API lets people do can be done from a page; only programs send signals", () => {
  const code = readdirSync(here, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.ts$/.test(name))
    .map((name) => readFileSync(`${here}/${name}`, "utf8"))
    .join("\n");
  const all = writes();
  expect(all.length).toBeGreaterThan(30);
  const sentByPrograms = ["/signals"];
  const isNamed = (path: string) => new RegExp(`[/"'\`]${lastWord(path)}\\b`).test(code);
  expect(all.filter((path) => !sentByPrograms.includes(path) && !isNamed(path))).toEqual([]);
});
