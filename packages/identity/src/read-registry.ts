import { ConfigError } from "@groundswell/model";
import { parse } from "csv-parse/sync";
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

/**
 * Reads a registry: a JSON array of objects, or CSV whose first line names the columns. Fields are known by their names in any spelling
 * (`GitHubHandle`, `github_handle`); every other value that is an address counts as one of the person's.
 * @throws ConfigError where the text is neither
 */
export function readRegistry(text: string, file: string): RegistryEntry[] {
  const rows = /^\s*[[{]/.test(text) ? readJson(text, file) : readCsv(text, file);
  return rows.map(entryOf).filter(({ links, handles = {} }) => links.length + Object.keys(handles).length > 0);
}

function readJson(text: string, file: string): Record<string, unknown>[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(`${file} is not JSON: check the line that the reason names.`, { cause });
  }
  const list = Array.isArray(parsed) ? parsed : Object.values(parsed as object).find(Array.isArray);
  if (!list) throw new ConfigError(`${file} holds no list: a registry is a JSON array with one object a person.`);
  return list.filter((row): row is Record<string, unknown> => typeof row === "object" && row !== null);
}

function readCsv(text: string, file: string): Record<string, unknown>[] {
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true, relax_column_count: true });
  } catch (cause) {
    throw new ConfigError(`${file} is not CSV: check the line that the reason names.`, { cause });
  }
  if (rows.length > 0 && rows.every((row) => Object.keys(row).length < 2))
    throw new ConfigError(`${file} is no registry: its first line must name at least two columns.`);
  return rows;
}

function entryOf(row: Record<string, unknown>): RegistryEntry {
  const links: string[] = [];
  const handles: Record<string, string> = {};
  const hashes: { emailHash?: string; gravatarHash?: string } = {};
  for (const [field, value] of Object.entries(row)) {
    const name = field.toLowerCase().replace(/[^a-z0-9]/g, "");
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
