import { ConfigError } from "@groundswell/model";
import colors from "picocolors";

/** Whoever read stdout has closed it, as `head` does: nothing is left to do, and nothing has failed. */
export class ReaderGoneError extends Error {
  override readonly name = "ReaderGoneError";
}

let broken: NodeJS.ErrnoException | null = null;

/** Keeps a broken stdout from ending the process in the middle of its work; `print` and `flush` throw it instead. */
export function watchOutput(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    broken ??= error;
  });
  // Nobody is left who could be told that stderr is gone.
  process.stderr.on("error", () => {});
}

/**
 * Waits until everything printed has been taken.
 * @throws ReaderGoneError where its reader has gone, ConfigError where it could not be written
 */
export async function flush(): Promise<void> {
  await settleOutput();
  refuseBroken();
}

/** Waits until everything said on stdout and stderr has been taken, or cannot be. */
export async function settleOutput(): Promise<void> {
  const taken = [process.stdout, process.stderr].map(
    (stream) => new Promise<void>((resolve) => stream.write("", () => resolve())),
  );
  await Promise.all(taken);
}

function refuseBroken(): void {
  if (broken === null) return;
  if (broken.code === "EPIPE") throw new ReaderGoneError("Standard output is closed.");
  throw new ConfigError(
    `The answer could not be written to standard output (${broken.code}): free disk space or write it elsewhere, and repeat.`,
    { cause: broken },
  );
}

/** Prints one JSON document, the only thing on stdout. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/**
 * Prints a line for people; with `--json` nothing but the document goes to stdout.
 * @throws ReaderGoneError where its reader has gone, ConfigError where an earlier line could not be written
 */
export function print(line = ""): void {
  refuseBroken();
  process.stdout.write(`${line}\n`);
}

/** Says something beside the answer: progress, logs, errors. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A number as people read it: 156,620. */
export function number(value: number): string {
  return value.toLocaleString("en-US");
}

/** A share as people read it: 72.7 %; unknown is a dash. */
export function share(value: number | null): string {
  return value === null ? "–" : `${(value * 100).toFixed(1)} %`;
}

export type Column = { title: string; right?: boolean; most?: number };

/** A table in plain text: columns as wide as their widest cell, long cells cut at `most` characters. */
export function table(columns: Column[], rows: string[][]): string {
  const cells = rows.map((row) => row.map((cell, i) => cut(printable(cell), columns[i]?.most ?? 60)));
  const widths = columns.map(({ title }, i) => Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, i) => (columns[i]?.right ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  return [colors.dim(line(columns.map((column) => column.title))), ...cells.map(line)].join("\n");
}

/** Text from a source, with nothing in it that a terminal would obey. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, " ");
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
