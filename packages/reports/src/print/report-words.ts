import { describeWindow } from "@groundswell/analytics";
import { plain } from "../dossier-words.ts";
import type {
  ReportBasis,
  ReportCell,
  ReportColumn,
  ReportDocument,
  ReportFigure,
  ReportUnit,
} from "../report/document.ts";
import type { Printable } from "../report/printable.ts";

const unknown = "unknown";
/** How a track is called among what a report rests on. */
const trackWords = { expert: "experts", leader: "community leaders" } as const;

/** Text in one line of at most so many characters, the last of them an ellipsis where something was left out. */
export function clipped(text: string, most: number): string {
  const characters = [...plain(text.toWellFormed())];
  return characters.length <= most
    ? characters.join("")
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

/** Whether it says something else than an edition that was issued before. */
export function isRevision({ edition }: Pick<Printable, "edition">): boolean {
  return edition.revision > 1;
}

/** "the 4 weeks to 2026-11-16". */
export function windowPhrase({ from, to }: ReportDocument["window"]): string {
  return describeWindow({ from: new Date(from), to: new Date(to) });
}

/** The same at the beginning of a line. */
export function windowTitle(window: ReportDocument["window"]): string {
  const words = windowPhrase(window);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What stands at the top of a revision. */
export function revisionWords({ edition }: Pick<Printable, "edition">): string {
  return `This is revision ${edition.revision} of a report that was sent before: data arrived late. It replaces what was said then.`;
}

/** A number as people read it; "unknown" where it is, and never "0.0 %" for some nor "100.0 %" for not all. */
export function valueWords(value: number | null, unit: ReportUnit): string {
  if (value === null || !Number.isFinite(value)) return unknown;
  // A hyphen before a number is no minus, and lines break after it.
  return value < 0 ? `−${amountWords(-value, unit)}` : amountWords(value, unit);
}

/** The 95 % interval of a figure: "40.1 % to 52.0 %"; null where there is none. */
export function intervalWords({ interval, unit }: ReportFigure): string | null {
  if (interval === null) return null;
  return `95 % interval ${valueWords(interval[0], unit)} to ${valueWords(interval[1], unit)}`;
}

/**
 * By how much a figure moved since the window before: "+104, better"; null where one of them is unknown. Nothing is called better or worse
 * where the value of before lies in the interval of now.
 */
export function moveWords({ now, before, unit, better, interval }: ReportFigure): string | null {
  if (now === null || before === null) return null;
  const change = now - before;
  const size = unit === "share" ? `${(Math.abs(change) * 100).toFixed(1)} points` : valueWords(Math.abs(change), unit);
  // A change that is too small to be printed is none, and is neither good nor bad.
  if (!/[1-9]/.test(size)) return "no change";
  const mayBeChance = interval !== null && interval[0] <= before && before <= interval[1];
  const direction = change > 0 === (better === "more") ? ", better" : ", worse";
  const verdict = mayBeChance ? ", may be chance" : better === null ? "" : direction;
  return `${change > 0 ? "+" : "−"}${size}${verdict}`;
}

/** The text of a cell; "unknown" where there is nothing, and an instant as its day. */
export function cellWords(cell: ReportCell | undefined, { kind }: Pick<ReportColumn, "kind">): string {
  if (cell === null || cell === undefined) return unknown;
  if (typeof cell === "number") return valueWords(cell, kind === "text" || kind === "date" ? "count" : kind);
  const text = plain((typeof cell === "string" ? cell : cell.text).toWellFormed());
  return kind === "date" && /^\d{4}-\d\d-\d\dT/.test(text) ? text.slice(0, 10) : text;
}

/** Where the text of a cell leads to; null where it leads nowhere. */
export function cellUrl(cell: ReportCell | undefined): string | null {
  return typeof cell === "object" && cell !== null ? cell.url : null;
}

/** What a report rests on, in sentences; what was not read and what to know stand beside them. */
export function basisWords({ window, asOf, basis }: ReportDocument): string[] {
  const by = basis.tracks.map((track) => trackWords[track]).join(" and ");
  return [
    `It is about ${windowPhrase(window)}, in UTC: from ${dayOf(window.from)} on, before ${dayOf(window.to)}; as of ${dayOf(asOf)}.`,
    coverageWords(basis),
    basis.policyVersion === null ? "It uses no scores." : `Policy ${plain(basis.policyVersion)}.`,
    ...(basis.runs.length === 0
      ? []
      : [`Built from ${basis.runs.length === 1 ? "run" : "runs"} ${basis.runs.join(", ")}.`]),
    ...(basis.inputWatermark === null
      ? []
      : [`Signals up to number ${valueWords(basis.inputWatermark, "count")} had been read.`]),
    ...(by === "" ? [] : [`People are set in order as ${by}.`]),
  ];
}

function coverageWords({ coverage }: ReportBasis): string {
  return coverage === null
    ? "How much of it the sources have read is not known."
    : `The sources have read ${shareWords(coverage)} of the expected days.`;
}

function dayOf(instant: string): string {
  return /T00:00:00(\.0+)?Z$/.test(instant) ? instant.slice(0, 10) : plain(instant);
}

function amountWords(amount: number, unit: ReportUnit): string {
  if (unit === "count") return amount.toLocaleString("en-US", { maximumFractionDigits: 1 });
  if (unit === "score") return amount.toFixed(1);
  return unit === "share" ? shareWords(amount) : hoursWords(amount);
}

function shareWords(share: number): string {
  const tenths = Math.round(share * 1000);
  if (tenths === 0 && share > 0) return "< 0.1 %";
  if (tenths === 1000 && share < 1 - 1e-9) return "> 99.9 %";
  return `${(share * 100).toFixed(1)} %`;
}

function hoursWords(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`;
}
