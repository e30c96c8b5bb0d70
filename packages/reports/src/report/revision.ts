import { cellWords, intervalWords, valueWords } from "../print/report-words.ts";
import type { ReportDocument, ReportFigure, ReportRow, ReportSection } from "./document.ts";
import { countWords } from "./figures.ts";

const mostNamed = 3;

/**
 * What a reader of a revision sees otherwise than in the edition before, in sentences; none where nothing does. Numbers are compared as they are
 * printed, so that what nobody can see makes no revision; runs, watermarks and coverage are not compared. Rows are named only where everybody who
 * may have the report may have them: never persons, alerts or other expertises.
 */
export function changesBetween(old: ReportDocument, now: ReportDocument): string[] {
  return [
    ...(old.insight === now.insight ? [] : [`It said: “${old.insight}” It says now: “${now.insight}”`]),
    ...figureChanges(old.figures, now.figures),
    ...now.changes.filter((sentence) => !old.changes.includes(sentence)).map((sentence) => `New: ${sentence}`),
    ...old.changes
      .filter((sentence) => !now.changes.includes(sentence))
      .map((sentence) => `No longer said: ${sentence}`),
    ...sectionChanges(old, now),
  ];
}

function figureChanges(old: readonly ReportFigure[], now: readonly ReportFigure[]): string[] {
  const before = new Map(old.map((figure) => [figure.key, figure]));
  const after = new Set(now.map(({ key }) => key));
  const changed = now.flatMap((figure) => {
    const was = before.get(figure.key);
    if (!was) return [`${figure.label} is new: ${printed(figure)}.`];
    if (printed(was) !== printed(figure)) return [`${figure.label} was ${printed(was)} and is ${printed(figure)}.`];
    return compared(was) === compared(figure) ? [] : [`What ${figure.label} is compared with has changed.`];
  });
  return [...changed, ...old.filter(({ key }) => !after.has(key)).map(({ label }) => `${label} is no longer given.`)];
}

function printed(figure: ReportFigure): string {
  const interval = intervalWords(figure);
  return `${valueWords(figure.now, figure.unit)}${interval === null ? "" : ` (${interval})`}`;
}

function compared({ before, lastYear, unit }: ReportFigure): string {
  return `${valueWords(before, unit)}, ${valueWords(lastYear, unit)}`;
}

function sectionChanges(old: ReportDocument, now: ReportDocument): string[] {
  const before = new Map(old.sections.map((section) => [section.key, section]));
  const after = new Set(now.sections.map(({ key }) => key));
  return [
    ...now.sections.flatMap((section) => {
      const was = before.get(section.key);
      return was ? rowChanges(was, section, now) : [`“${section.title}” is new.`];
    }),
    ...old.sections.filter(({ key }) => !after.has(key)).map(({ title }) => `“${title}” is no longer there.`),
  ];
}

function rowChanges(old: ReportSection, now: ReportSection, document: ReportDocument): string[] {
  const [before, after] = [keyed(old), keyed(now)];
  const nameable = (row: ReportRow) => now.matter === document.matter && isEverybodys(row, document);
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, row]) => row);
  const come = [...after].filter(([key]) => !before.has(key)).map(([, row]) => row);
  const moved = movedRows([...before.keys()], [...after.keys()]).flatMap((key) => after.get(key) ?? []);
  const others = [...after].filter(([key, row]) => {
    const was = before.get(key);
    return was !== undefined && shownOf(was, old) !== shownOf(row, now);
  });
  const said = [
    say(come, nameable, old, "is new", "are new"),
    say(gone, nameable, old, "is no longer there", "are no longer there"),
    say(moved, nameable, now, "has another place", "have another place"),
    say(
      others.map(([, row]) => row),
      nameable,
      now,
      "says something else",
      "say something else",
    ),
    old.note === now.note ? null : "the note above it has changed",
  ].filter((words) => words !== null);
  return said.length === 0 ? [] : [`In “${now.title}”: ${said.join("; ")}.`];
}

/** "lumen-qa and 2 more rows are new"; null where there is none. */
function say(
  rows: readonly ReportRow[],
  isNameable: (row: ReportRow) => boolean,
  { columns }: ReportSection,
  one: string,
  many: string,
): string | null {
  if (rows.length === 0) return null;
  const names = rows.filter(isNameable).map(({ cells }) => cellWords(cells[0], columns[0] ?? { kind: "text" }));
  const named = names.slice(0, mostNamed);
  const rest = rows.length - named.length;
  const words = rest === 0 ? named : [...named, countWords(rest, named.length === 0 ? "row" : "more row")];
  const list = words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
  return `${list} ${rows.length === 1 ? one : many}`;
}

function isEverybodys({ about }: ReportRow, { expertise }: ReportDocument): boolean {
  return about.person === null && about.alert === null && (about.expertise === null || about.expertise === expertise);
}

/** Rows by what they are about, or by their first cell; a second of the same is told apart by its number. */
function keyed({ rows, columns }: ReportSection): Map<string, ReportRow> {
  const found = new Map<string, ReportRow>();
  for (const row of rows) {
    const { person, alert, expertise } = row.about;
    const first = cellWords(row.cells[0], columns[0] ?? { kind: "text" });
    const key = JSON.stringify([person ?? first, alert, expertise]);
    let number = 1;
    while (found.has(`${key}${number}`)) number++;
    found.set(`${key}${number}`, row);
  }
  return found;
}

/** The fewest rows to be moved so that those on both lists stand in the new order: who merely made room has not moved. */
function movedRows(before: readonly string[], after: readonly string[]): string[] {
  const places = new Map(before.map((key, place) => [key, place]));
  const common = after.filter((key) => places.has(key));
  const stays = new Set(longestRising(common.map((key) => places.get(key) ?? 0)));
  return common.filter((_, at) => !stays.has(at));
}

/** The indices of a longest rising part of some numbers, which are all different. */
function longestRising(numbers: readonly number[]): number[] {
  const chains: { length: number; before: number }[] = [];
  let last = -1;
  for (const [at, number] of numbers.entries()) {
    const chain = { length: 1, before: -1 };
    for (const [earlier, { length }] of chains.entries())
      if ((numbers[earlier] ?? 0) < number && length >= chain.length)
        Object.assign(chain, { length: length + 1, before: earlier });
    chains.push(chain);
    if (chain.length > (chains[last]?.length ?? 0)) last = at;
  }
  const found: number[] = [];
  for (let at = last; at >= 0; at = chains[at]?.before ?? -1) found.push(at);
  return found;
}

/** Everything that is printed of a row. */
function shownOf({ cells, notes }: ReportRow, { columns }: ReportSection): string {
  return JSON.stringify([columns.map((column, at) => cellWords(cells[at], column)), notes.map(({ text }) => text)]);
}
