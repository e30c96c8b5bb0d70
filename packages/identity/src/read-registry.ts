import { ConfigError } from "@groundswell/model";
import { foldColumn, ragged, readCsv, refuseProblems } from "./read-csv.ts";
import type { RegistryEntry } from "./registry.ts";

/** Columns or fields that registries use, folded to letters, and what they hold. */
const handleFields: Record<string, string> = {
  github: "github",
  githubhandle: "github",
  githublogin: "github",
  gitlab: "gitlab",
  twitter: "twitter",
  twitterhandle: "twitter",
  bluesky: "bluesky",
  mastodon: "mastodon",
};
const emailFields = new Set(["emailhash", "emailsha256"]);
const gravatarFields = new Set(["gravatar", "gravatarhash"]);

/** A named value of an entry. */
export type Field = readonly [name: string, value: unknown];

/**
 * Reads a registry: a JSON array of objects, or CSV whose first line names the columns. Fields are known by their names in any spelling
 * (`GitHubHandle`, `github_handle`); every other value that is an address counts as one of the person's. An empty array is a registry of
 * nobody.
 * @throws ConfigError naming the line where the text is neither, or saying what is missing where it tells nobody's address
 */
export function readRegistry(text: string, file: string): RegistryEntry[] {
  const rows = /^\s*[[{]/.test(text) ? readJson(text, file) : readColumns(text, file);
  const entries = rows
    .map(entryOf)
    .filter(({ links, handles = {}, ...hashes }) => links.length + Object.keys({ ...handles, ...hashes }).length > 0);
  if (rows.length > 0 && entries.length === 0)
    throw new ConfigError(
      `${file} is no registry: none of its ${rows.length} entries has an address, a handle or a hash in a column of that name.`,
    );
  return entries;
}

/** Links, handles and hashes among named values. */
export function entryOf(fields: readonly Field[]): RegistryEntry {
  const links: string[] = [];
  const handles: Record<string, string> = {};
  const hashes: { emailHash?: string; gravatarHash?: string } = {};
  for (const [field, value] of fields) {
    const name = foldColumn(field);
    for (const one of Array.isArray(value) ? value : [value]) {
      const text = typeof one === "string" ? one.trim() : "";
      const platform = handleFields[name];
      if (/^https?:\/\//i.test(text)) links.push(text);
      else if (platform !== undefined && text !== "") handles[platform] = text.replace(/^@/, "");
      else if (emailFields.has(name) && text !== "") hashes.emailHash = text;
      else if (gravatarFields.has(name) && text !== "") hashes.gravatarHash = text;
    }
  }
  return { links, handles, ...hashes };
}

/** Whether a column holds handles or hashes of a registry's entries. */
export function isEntryColumn(column: string): boolean {
  const name = foldColumn(column);
  return handleFields[name] !== undefined || emailFields.has(name) || gravatarFields.has(name);
}

function readJson(text: string, file: string): Field[][] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(`${file} is not JSON: look at line ${faultyLine(text)}.`, { cause });
  }
  const list = Array.isArray(parsed) ? parsed : Object.values(parsed as object).find(Array.isArray);
  if (!list) throw new ConfigError(`${file} holds no list: a registry is a JSON array with one object a person.`);
  const wrong = list.findIndex((row) => typeof row !== "object" || row === null || Array.isArray(row));
  if (wrong >= 0)
    throw new ConfigError(`${file} is no registry: entry ${wrong + 1} of its list is not an object with named values.`);
  return list.map((row) => Object.entries(row));
}

function readColumns(text: string, file: string): Field[][] {
  const { columns, rows } = readCsv(text, file);
  if (columns.length < 2)
    throw new ConfigError(`${file} is no registry: its first line must name at least two columns.`);
  if (rows.length === 0)
    throw new ConfigError(
      `${file} lists nobody: line 1 names columns and nothing follows. A registry of nobody is written as [].`,
    );
  refuseProblems(
    rows.flatMap((row) => {
      const what = ragged(row, columns);
      return what === null ? [] : [{ line: row.line, what }];
    }),
    file,
  );
  return rows.map(({ cells }) => cells.map((cell, at): Field => [columns[at] ?? "", cell]));
}

/** The first line with which a text cannot be the beginning of any JSON. Node's messages name no place for some faults. */
function faultyLine(text: string): number {
  const lines = text.split("\n");
  let [right, wrong] = [0, lines.length];
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1;
    if (mayGoOn(lines.slice(0, middle).join("\n"))) right = middle;
    else wrong = middle;
  }
  return wrong;
}

function mayGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const position = /at position (\d+)/.exec(message)?.[1];
    return /end of JSON|Unterminated string/.test(message) || Number(position) === beginning.length;
  }
}
