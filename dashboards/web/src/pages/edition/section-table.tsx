import type { ReportRow, ReportSection } from "@groundswell/reports";
import { useMemo, useState } from "react";
import { type Column, DataTable, type Sorting } from "../../parts/data-table.tsx";
import { counted } from "../../parts/format.ts";
import { AnswerLink } from "../../parts/page-link.tsx";
import { cellLink, cellValue, isNumber, sayCell } from "./report-values.ts";

const shownNotes = 3;
/** A row with its place in the report: rows have no other key, and what is sorted can be put back. */
type Placed = { row: ReportRow; place: string };

/** The rows of a section as a table that can be sorted, each with its reasons below it. */
export function SectionTable({ section }: { section: ReportSection }) {
  const [sorting, setSorting] = useState<Sorting>({ sort: "", direction: "up" });
  const columns = useMemo(() => columnsOf(section), [section]);
  const rows = section.rows.map((row, at): Placed => ({ row, place: String(at).padStart(6, "0") }));
  return (
    <DataTable
      caption={`${section.title}; the buttons of the head sort`}
      columns={columns}
      rows={rows}
      rowKey={({ place }) => place}
      below={({ row }) => (row.notes.length === 0 ? null : <Notes notes={row.notes} />)}
      sorting={sorting}
      onSort={setSorting}
      shown={25}
    />
  );
}

function columnsOf({ columns }: ReportSection): Column<Placed>[] {
  return columns.map((column, at) => ({
    key: `${at}-${column.key}`,
    label: column.title,
    names: at === 0,
    number: isNumber(column),
    first: isNumber(column) ? "down" : "up",
    value: ({ row }) => cellValue(row.cells[at]),
    cell: ({ row }) => {
      const link = cellLink(row.cells[at]);
      const words = sayCell(row.cells[at], column);
      return link === null ? words : <AnswerLink to={link}>{words}</AnswerLink>;
    },
  }));
}

/** Reasons and evidence; the first few, and the others behind a disclosure. */
function Notes({ notes }: Pick<ReportRow, "notes">) {
  const rest = notes.slice(shownNotes);
  return (
    <div className="row-notes">
      <NoteList notes={notes.slice(0, shownNotes)} />
      {rest.length > 0 && (
        <details>
          <summary>{counted(rest.length, "more note")}</summary>
          <NoteList notes={rest} />
        </details>
      )}
    </div>
  );
}

function NoteList({ notes }: Pick<ReportRow, "notes">) {
  return (
    <ul>
      {notes.map(({ text, url }) => (
        <li key={`${text} ${url}`}>{url === null ? text : <AnswerLink to={url}>{text}</AnswerLink>}</li>
      ))}
    </ul>
  );
}
