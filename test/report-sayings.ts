import type { ReportDocument, ReportRow } from "@groundswell/reports";
import fc from "fast-check";
import { edition, supportDocument } from "./report-documents.ts";

/** What somebody would write who wanted to break out of every format at once. */
export const evil =
  '](javascript:alert(1)) | <img src=x onerror=alert(1)> `#1` @ada <!channel> <https://evil.example|x> *b* \u202Egnp\u200B\r\nBcc: x@evil.example "q" &amp; =1+1';
/** What no line of a subject or cell may hold. */
export const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** A report as it was issued first. */
export const first = edition(supportDocument);
/** The same, revised. */
export const revision = edition(supportDocument, { revision: 2, revised: ["Signals rose from 1,052 to 1,078."] });

/** The document with every text that a source or a person has a say in replaced. */
export function saying(text: string, document: ReportDocument = supportDocument): ReportDocument {
  const row = (one: ReportRow): ReportRow => ({
    ...one,
    cells: one.cells.map((cell, at) =>
      at === 0 ? { text, url: text } : typeof cell === "number" || cell === null ? cell : text,
    ),
    notes: [
      { text, url: text },
      { text, url: "javascript:alert(1)" },
      { text, url: "//evil.example/x" },
      { text, url: "/\\evil.example" },
    ],
  });
  return {
    ...document,
    title: text,
    insight: text,
    changes: [text],
    figures: document.figures.map((figure) => ({ ...figure, label: text })),
    basis: { ...document.basis, gaps: [text], warnings: [text], policyVersion: text },
    sections: document.sections.map((section) => ({
      ...section,
      title: text,
      note: text,
      empty: text,
      columns: section.columns.map((column) => ({ ...column, title: text })),
      chart: section.chart && { ...section.chart, title: text, description: text },
      rows: section.rows.map(row),
    })),
  };
}

/** The document with so many rows in its first section. */
export function withRows(count: number, text = "A space whose name is neither short nor long"): ReportDocument {
  const [section] = supportDocument.sections;
  const [row] = section?.rows ?? [];
  if (!section || !row) throw new Error("The document has a section with a row.");
  const rows = Array.from({ length: count }, (_, at) => ({
    ...row,
    cells: [{ text: `${text} ${at}`, url: `/expertises/lumen/spaces/${at}` }, ...row.cells.slice(1)],
    notes: [1, 2, 3, 4, 5, 6].map((note) => ({ text: `${text} ${note}`, url: "https://forum.example/questions/81" })),
  }));
  return { ...supportDocument, sections: [{ ...section, rows }, ...supportDocument.sections.slice(1)] };
}

/** The titles of columns as reports write them: no source has a say in those, and they stay whole where there is room. */
export function withColumns(document: ReportDocument): ReportDocument {
  const sections = document.sections.map((section, at) => ({
    ...section,
    columns: supportDocument.sections[at]?.columns ?? section.columns,
  }));
  return { ...document, sections };
}

const words = fc.string({ unit: "grapheme", maxLength: 300 });
/** Any text, the evil one among them. */
export const anything = fc.oneof(words, fc.string({ unit: "binary", maxLength: 200 }), fc.constant(evil));
