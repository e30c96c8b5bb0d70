import { ConfigError, isUrl } from "@groundswell/model";
import type { Awardee, AwardGiven } from "./awardee.ts";
import { canonicalUrl } from "./canonical-url.ts";
import { mergeAwardees } from "./merge-awardees.ts";
import { type CsvRow, foldColumn, ragged, readCsv, refuseProblems } from "./read-csv.ts";
import { entryOf, type Field, isEntryColumn } from "./read-registry.ts";
import { addressesOfEntry } from "./registry.ts";

type Meaning = "name" | "links" | "expertise" | "awardedOn" | "endedOn" | "status" | "id";

const spellings: Record<Meaning, string> = {
  name: "name fullname displayname awardee person",
  links: "link links url urls profile profiles website websites site sites blog blogs homepage",
  expertise:
    "expertise expertises category categories awardcategory awardcategories product products technology technologies",
  awardedOn: "awarddate awarded awardedon awardedat dateawarded dateofaward since from start startdate",
  endedOn: "until to end enddate ended endedon endson expires expireson expired expiry expirydate",
  status: "status awardstatus",
  id: "id awardeeid memberid awardid",
};
const meaningOf = new Map(
  (Object.keys(spellings) as Meaning[]).flatMap((meaning) =>
    spellings[meaning].split(" ").map((spelling): [string, Meaning] => [spelling, meaning]),
  ),
);

const statusWords: Record<AwardGiven["status"], string> = {
  current: "current active awarded renewed present",
  alumnus: "alumnus alumna alumni former expired ended past retired inactive",
};
const statusOf = new Map(
  (Object.keys(statusWords) as AwardGiven["status"][]).flatMap((status) =>
    statusWords[status].split(" ").map((word): [string, AwardGiven["status"]] => [word, status]),
  ),
);

/**
 * Reads a CSV file of awardees, one line an award: name, links (separated by spaces, `;` or `|`), expertise (separated by `,`, `;` or `|`),
 * award date, end, status, id, and the columns of handles that registries have. Columns are known by their names in any spelling. Lines
 * about one person are put together: those of one id, and those of one name that share an address.
 * @returns the awardees, and the columns that nothing was read from
 * @throws ConfigError naming every line that cannot be read
 */
export function readAwardees(text: string, file: string): { awardees: Awardee[]; unread: string[] } {
  const { columns, rows } = readCsv(text, file);
  const meanings = readColumns(columns, file);
  if (rows.length === 0) throw new ConfigError(`${file} lists nobody: line 1 names columns and nothing follows.`);
  const problems: { line: number; what: string }[] = [];
  const read = rows.flatMap((row) => {
    const found: string[] = [];
    const awardee = readRow(row, columns, meanings, found);
    problems.push(...found.map((what) => ({ line: row.line, what })));
    return found.length === 0 ? [{ ...awardee, line: row.line }] : [];
  });
  const { awardees, problems: contradictions } = mergeAwardees(read);
  refuseProblems(
    [...problems, ...contradictions].sort((x, y) => x.line - y.line),
    file,
  );
  const unread = columns.filter(
    (column, at) =>
      !meaningOf.has(foldColumn(column)) && !isEntryColumn(column) && !rows.some(({ cells }) => isUrl(cells[at] ?? "")),
  );
  return { awardees, unread };
}

function readColumns(columns: readonly string[], file: string): Map<Meaning, number[]> {
  const meanings = new Map<Meaning, number[]>();
  for (const [at, column] of columns.entries()) {
    const meaning = meaningOf.get(foldColumn(column));
    if (meaning !== undefined) meanings.set(meaning, [...(meanings.get(meaning) ?? []), at]);
  }
  for (const needed of ["name", "expertise"] as const)
    if (!meanings.has(needed))
      throw new ConfigError(
        `${file} is no file of awardees: line 1 must name a column "${needed}", and names ${columns.join(", ") || "none"}.`,
      );
  for (const [meaning, places] of meanings)
    if (places.length > 1 && meaning !== "links" && meaning !== "expertise")
      throw new ConfigError(
        `${file} says one thing twice: its columns ${places.map((at) => columns[at]).join(" and ")} both mean "${meaning}". Remove one.`,
      );
  return meanings;
}

function readRow(
  row: CsvRow,
  columns: readonly string[],
  meanings: ReadonlyMap<Meaning, readonly number[]>,
  problems: string[],
): Awardee {
  const wrong = ragged(row, columns);
  if (wrong !== null) problems.push(wrong);
  const cells = (meaning: Meaning) => (meanings.get(meaning) ?? []).map((at) => row.cells[at]?.trim() ?? "");
  const [name = "", status = "", id = ""] = (["name", "status", "id"] as const).map((one) => cells(one)[0] ?? "");
  if (name === "" && wrong === null) problems.push("has no name");
  const others = columns.flatMap((column, at): Field[] =>
    meaningOf.has(foldColumn(column)) ? [] : [[column, row.cells[at]]],
  );
  const entry = entryOf([["links", cells("links").flatMap((cell) => readLinks(cell, problems))], ...others]);
  const [awardedOn, endedOn] = (["awardedOn", "endedOn"] as const).map((one) => readDay(cells(one)[0] ?? "", problems));
  if (awardedOn && endedOn && endedOn <= awardedOn) problems.push(`ends on ${endedOn}, not after ${awardedOn}`);
  const told = status === "" ? "current" : statusOf.get(status.toLowerCase());
  if (told === undefined)
    problems.push(`has the status "${status}", which is none of ${[...statusOf.keys()].join(", ")}`);
  const expertises = [...new Set(cells("expertise").flatMap((cell) => cell.split(/[,;|]/)))]
    .map((one) => one.trim())
    .filter((one) => one !== "");
  if (expertises.length === 0 && wrong === null) problems.push("has no expertise");
  return {
    ...{ id: id === "" ? null : id, name, entry, links: addressesOfEntry(entry) },
    awards: expertises.map((expertise) => ({
      ...{ expertise, awardedOn: awardedOn ?? null, endedOn: endedOn ?? null, status: told ?? "current" },
    })),
  };
}

function readLinks(cell: string, problems: string[]): string[] {
  return cell
    .split(/[\s;|]+/)
    .map((one) => one.replace(/,$/, ""))
    .filter((one) => one !== "")
    .flatMap((one) => {
      const address =
        /^https?:\/\//i.test(one) || !/^[a-z\d-]+(\.[a-z\d-]+)+(\/|$)/i.test(one) ? one : `https://${one}`;
      if (/^https?:\/\//i.test(address) && canonicalUrl(address) !== null) return [address];
      problems.push(`has the link "${one}", which is no address`);
      return [];
    });
}

/** A day; a month or a year stands for its first. */
function readDay(cell: string, problems: string[]): string | null {
  if (cell === "") return null;
  const [, year, month = "01", day = "01"] = /^(\d{4})(?:[-/](\d{2})(?:[-/](\d{2}))?)?(?:T.*)?$/.exec(cell) ?? [];
  const iso = `${year}-${month}-${day}`;
  const date = new Date(`${iso}T00:00:00Z`);
  if (year !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)) return iso;
  problems.push(`has the date "${cell}": write it as 2026-01-31`);
  return null;
}
