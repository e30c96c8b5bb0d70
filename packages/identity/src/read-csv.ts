import { ConfigError } from "@groundswell/model";
import { parse } from "csv-parse/sync";

/** A line of a CSV file, and where it ends in the file, counted from 1. */
export type CsvRow = { line: number; cells: string[] };

// Telling that a row does not fit takes the parser forty times as long as reading it.
const mostRagged = 1_000;

/**
 * Reads CSV whose first line names the columns. Rows are given as they are: `ragged` says which of them do not fit.
 * @throws ConfigError naming the line where quotes are not closed, or where a thousand rows do not fit
 */
export function readCsv(text: string, file: string): { columns: string[]; rows: CsvRow[] } {
  const rows: CsvRow[] = [];
  let unfit = 0;
  const take = (cells: string[], { lines: line }: { lines: number }): null => {
    const [head] = rows;
    if (head && cells.length !== head.cells.length && ++unfit > mostRagged)
      throw new ConfigError(
        `${file} is not CSV of one table: up to line ${line} more than ${mostRagged} lines have more or fewer values than the ${head.cells.length} that line ${head.line} names.`,
      );
    rows.push({ line, cells });
    // What is kept here is not kept by the parser as well, which would hold a description of its fault beside each row.
    return null;
  };
  try {
    parse(text, { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true, on_record: take });
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const { lines } = cause as { lines?: number };
    throw new ConfigError(
      `${file} is not CSV: line ${lines ?? 1} has a quote that is not closed or stands in a value.`,
      { cause },
    );
  }
  const [head, ...others] = rows;
  return { columns: head?.cells ?? [], rows: others };
}

/** What is wrong with a row that has more or fewer values than there are columns; null where it fits. */
export function ragged({ cells }: CsvRow, columns: readonly string[]): string | null {
  if (cells.length === columns.length) return null;
  return `has ${cells.length} ${cells.length === 1 ? "value" : "values"} for ${columns.length} columns`;
}

/** A column's name folded to letters and digits: `Award Date` and `award_date` are one. */
export function foldColumn(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

const mostNamed = 20;

/**
 * Refuses a file with all that is wrong in it, line by line, in one sentence.
 * @throws ConfigError where there are any problems
 */
export function refuseProblems(problems: readonly { line: number; what: string }[], file: string): void {
  if (problems.length === 0) return;
  const named = problems.slice(0, mostNamed).map(({ line, what }) => `line ${line} ${what}`);
  const more = problems.length > mostNamed ? [`and ${problems.length - mostNamed} more`] : [];
  throw new ConfigError(`${file} cannot be read, and nothing was saved: ${[...named, ...more].join("; ")}.`);
}
