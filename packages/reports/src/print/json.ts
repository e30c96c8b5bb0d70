import type { ReportChart, ReportDocument, ReportSection } from "../report/document.ts";
import type { Printable, PrintLinks } from "../report/printable.ts";
import { addressOf, editionAddress } from "./addresses.ts";
import { cellUrl } from "./report-words.ts";

/**
 * A report for programs, as a text of JSON: keys in a fixed order, whatever order a database kept them in, so that the same report has
 * the same bytes. Shares are 0..1, unknown is null. Whom a row is about is not said beyond what the row says.
 */
export function printReportJson(issue: Printable, links: PrintLinks): string {
  const { document, edition } = issue;
  const { report, title, expertise, window, asOf, insight, figures, changes, sections, basis } = document;
  const { coverage, gaps, policyVersion, runs, inputWatermark, tracks, warnings } = basis;
  const whole = {
    ...{ report, title, expertise, window: { from: window.from, to: window.to }, asOf },
    edition: {
      ...{ id: edition.id, revision: edition.revision, revised: edition.revised },
      url: editionAddress(issue, links),
    },
    insight,
    figures: figures.map(figureOf),
    changes,
    sections: sections.map((section) => sectionOf(section, links.base)),
    basis: { coverage, gaps, policyVersion, runs, inputWatermark, tracks, warnings },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function figureOf({ key, label, unit, now, before, lastYear, interval, better }: ReportDocument["figures"][number]) {
  return { key, label, unit, now, before, lastYear, interval, better };
}

function sectionOf({ key, title, note, chart, columns, rows, empty }: ReportSection, base: string) {
  return {
    ...{ key, title, note, chart: chart && chartOf(chart) },
    columns: columns.map(({ key, title, kind }) => ({ key, title, kind })),
    rows: rows.map(({ about, cells, notes }) => ({
      cells: columns.map((_, at) => {
        const cell = cells[at] ?? null;
        return typeof cell === "object" && cell !== null
          ? { text: cell.text, url: addressOf(cellUrl(cell), base) }
          : cell;
      }),
      notes: notes.map(({ text, url }) => ({ text, url: addressOf(url, base) })),
      alert: about.alert && { kind: about.alert.kind, subject: about.alert.subject },
    })),
    empty,
  };
}

function chartOf(chart: ReportChart) {
  const { title, description } = chart;
  if (chart.draw === "share-curve") {
    const points = chart.points.map(({ spaces, share, name }) => ({ spaces, share, name }));
    return { title, description, draw: chart.draw, points, marked: chart.marked };
  }
  if (chart.draw === "months") {
    const points = chart.points.map(({ from, to, value, provisional }) => ({ from, to, value, provisional }));
    return { title, description, draw: chart.draw, points };
  }
  const bars = chart.bars.map(({ name, value }) => ({ name, value }));
  return { title, description, draw: chart.draw, unit: chart.unit, bars };
}
