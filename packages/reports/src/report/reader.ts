import type { ReportDocument, ReportMatter, ReportRow, ReportSection } from "./document.ts";
import { alertsInsight, nameInTitle } from "./words-alerts.ts";

/** Who is given a report, and what they may be given of it at this moment. */
export type Reader = {
  matters: readonly ReportMatter[];
  /** Slugs of expertises. */
  expertises: readonly string[] | "all";
  /** ISO 3166-1 alpha-2 codes of countries: people of these only. Who is nowhere known is nobody's then. */
  regions: readonly string[] | "all";
};

/** Which alerts somebody follows; null is all. */
export type Watch = { kinds: readonly string[] | null; subjects: readonly string[] | null };

/**
 * What a reader may have of a report: sections and rows are left out whole; null where it is nothing of theirs. One that sets expertises side
 * by side is for whoever knows them all: its sentences name them.
 */
export function documentFor(document: ReportDocument, reader: Reader): ReportDocument | null {
  if (!reader.matters.includes(document.matter)) return null;
  if (!expertisesOf(document).every((expertise) => knows(reader, expertise))) return null;
  return {
    ...document,
    sections: document.sections.flatMap((section) =>
      reader.matters.includes(section.matter) ? [withRows(section, (row) => isSeen(row, reader))] : [],
    ),
  };
}

/** The alerts that somebody follows, without those muted, and the sentence of what is left; null where nothing is. */
export function documentWatched(
  document: ReportDocument,
  { kinds, subjects }: Watch,
  isMuted: (alert: { kind: string; subject: string }) => boolean,
): ReportDocument | null {
  const isWanted = ({ about: { alert } }: ReportRow) =>
    alert === null ||
    ((kinds === null || kinds.includes(alert.kind)) &&
      (subjects === null || subjects.includes(alert.subject)) &&
      !isMuted(alert));
  const sections = document.sections.map((section) => withRows(section, isWanted));
  const kindsIn = (those: readonly ReportSection[]) =>
    those.flatMap(({ rows }) => rows.flatMap(({ about }) => about.alert?.kind ?? []));
  const left = kindsIn(sections);
  if (left.length === 0) return null;
  if (left.length === kindsIn(document.sections).length) return { ...document, sections };
  // The sentence counts: it would tell of what was muted.
  const insight = alertsInsight(left, nameInTitle(document.title), document.asOf.slice(0, 10));
  return { ...document, sections, insight };
}

function expertisesOf({ expertise, sections }: ReportDocument): string[] {
  const rows = sections.flatMap((section) => section.rows.map(({ about }) => about.expertise));
  return [expertise, ...rows].filter((one) => one !== null);
}

function withRows(section: ReportSection, isKept: (row: ReportRow) => boolean): ReportSection {
  const rows = section.rows.filter(isKept);
  // A picture of all rows would show what a reader was not given.
  return rows.length === section.rows.length ? section : { ...section, rows, chart: null };
}

function isSeen({ about: { expertise, person, region } }: ReportRow, reader: Reader): boolean {
  if (expertise !== null && !knows(reader, expertise)) return false;
  if (person === null) return true;
  if (!reader.matters.includes("people")) return false;
  return reader.regions === "all" || (region !== null && reader.regions.includes(region));
}

function knows({ expertises }: Reader, expertise: string): boolean {
  return expertises === "all" || expertises.includes(expertise);
}
