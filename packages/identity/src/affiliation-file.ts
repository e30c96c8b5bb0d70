import { ConfigError } from "@groundswell/model";
import { foldColumn, ragged, readCsv, refuseProblems } from "./read-csv.ts";

/** A line of a file of affiliations: the account as somebody names it, and the half-open period of whole days. */
export type AffiliationLine = {
  line: number;
  /** `platform:id`, or the address of a profile. */
  account: string;
  organisation: string;
  from: Date | null;
  until: Date | null;
};

const wanted = ["account", "organisation", "from", "until"] as const;

/**
 * Reads who worked for whom: CSV with the columns account, organisation, from and until. A day that is left out is open.
 * @throws ConfigError naming every line that is wrong, and the columns that are missing or of no use
 */
export function readAffiliations(text: string, file: string): AffiliationLine[] {
  const { columns, rows } = readCsv(text, file);
  const names = columns.map((column) => foldColumn(column).replace("organization", "organisation"));
  const missing = wanted.filter((name) => !names.includes(name));
  const unknown = columns.filter((_, at) => !(wanted as readonly string[]).includes(names[at] ?? ""));
  if (missing.length > 0 || unknown.length > 0 || new Set(names).size < names.length)
    throw new ConfigError(
      `${file} must have the columns ${wanted.join(", ")}, once each, and no other: its first line has ${columns.join(", ") || "none"}.`,
    );
  const read = rows.map((row) => {
    const cells = Object.fromEntries(names.map((name, at) => [name, row.cells[at] ?? ""]));
    const [from, until] = [readDay(cells.from), readDay(cells.until)];
    const problems = [
      ragged(row, columns),
      cells.account === "" ? "names no account" : null,
      cells.organisation === "" ? "names no organisation" : null,
      from === "wrong" ? `has "${cells.from}" for a day: write 2026-03-01` : null,
      until === "wrong" ? `has "${cells.until}" for a day: write 2026-03-01` : null,
      from instanceof Date && until instanceof Date && from >= until ? "ends before it begins" : null,
    ].filter((problem) => problem !== null);
    return {
      problems: problems.slice(0, 1).map((what) => ({ line: row.line, what })),
      row: { line: row.line, account: cells.account ?? "", organisation: cells.organisation ?? "", from, until },
    };
  });
  refuseProblems(
    read.flatMap(({ problems }) => problems),
    file,
  );
  return read.map(({ row }) => row as AffiliationLine);
}

function readDay(text = ""): Date | null | "wrong" {
  if (text === "") return null;
  const day = new Date(`${text}T00:00:00Z`);
  // The 30th of February is no day, though Date finds one for it.
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
    ? day
    : "wrong";
}
