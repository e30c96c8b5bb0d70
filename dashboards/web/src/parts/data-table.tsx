import { Fragment, type KeyboardEvent, type ReactNode, useState } from "react";
import { counted } from "./format.ts";
import { type SortDirection, type SortValue, sortRows } from "./sort-rows.ts";

export type Column<Row> = {
  key: string;
  label: ReactNode;
  /** What it is sorted by; a column without it cannot be. */
  value?: (row: Row) => SortValue;
  cell: (row: Row) => ReactNode;
  number?: boolean;
  /** Left out where the screen is narrow. */
  wide?: boolean;
  /** The name of a row: a header, said with each of its cells. */
  names?: boolean;
  /** The direction of the first press; `up` unless given. */
  first?: SortDirection;
};

export type Sorting = { sort: string; direction: SortDirection };

type DataTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowClass?: (row: Row) => string;
  /** What stands under a row, in its whole width; null for nothing. */
  below?: (row: Row) => ReactNode;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  /** Rows shown before somebody asks for all; all unless given. */
  shown?: number;
  /** What the rows are, for the button that shows the others. */
  noun?: string;
};

/** A table that is sorted by the buttons of its head, and walked through with the arrow keys from link to link. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, rowClass, below, sorting, onSort, shown = rows.length, noun = "row" } = props;
  const [all, setAll] = useState(false);
  const by = columns.find(({ key, value }) => key === sorting.sort && value !== undefined);
  const sorted = by?.value ? sortRows(rows, rowKey, by.value, sorting.direction) : rows;
  const visible = all ? sorted : sorted.slice(0, shown);
  return (
    <>
      <div className="table-frame">
        <table className="data">
          <caption className="hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <Head key={column.key} column={column} sorting={sorting} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={walk}>
            {visible.map((row) => (
              <Fragment key={rowKey(row)}>
                <tr className={rowClass?.(row)}>
                  {columns.map((column) =>
                    column.names ? (
                      <th key={column.key} scope="row" className={look(column)}>
                        {column.cell(row)}
                      </th>
                    ) : (
                      <td key={column.key} className={look(column)}>
                        {column.cell(row)}
                      </td>
                    ),
                  )}
                </tr>
                <Below columns={columns.length}>{below?.(row)}</Below>
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      {sorted.length > shown && (
        <button type="button" className="more" onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show ${counted(sorted.length - shown, `more ${noun}`)}`}
        </button>
      )}
    </>
  );
}

function Below({ columns, children }: { columns: number; children: ReactNode }) {
  if (children === undefined || children === null) return null;
  return (
    <tr className="below">
      <td colSpan={columns}>{children}</td>
    </tr>
  );
}

type HeadProps<Row> = Pick<DataTableProps<Row>, "sorting" | "onSort"> & { column: Column<Row> };

function Head<Row>({ column, sorting, onSort }: HeadProps<Row>) {
  const { key, label, value, first = "up" } = column;
  const current = sorting.sort === key ? sorting.direction : null;
  if (!value)
    return (
      <th scope="col" className={look(column)}>
        {label}
      </th>
    );
  const turned = current === "up" ? "down" : "up";
  return (
    <th
      scope="col"
      className={look(column)}
      aria-sort={current === null ? "none" : current === "up" ? "ascending" : "descending"}
    >
      <button
        type="button"
        className="sort"
        onClick={() => onSort({ sort: key, direction: current === null ? first : turned })}
      >
        {label}
        <span className={`sort-mark ${current ?? ""}`} aria-hidden="true" />
      </button>
    </th>
  );
}

/** Up and down go to the link at the same place of the next row; Tab goes on through the page as ever. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = (event.target as HTMLElement).closest("tr");
  if (!step || !row) return;
  const at = links(row).indexOf(event.target as HTMLElement);
  const rows = [...(row.parentElement?.querySelectorAll("tr:not(.below)") ?? [])];
  const next = rows[rows.indexOf(row) + step];
  if (at < 0 || !next) return;
  const target = links(next)[at] ?? links(next).at(-1);
  if (!target) return;
  target.focus();
  event.preventDefault();
}

function links(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>("a[href]")];
}

function look<Row>({ key, number, wide }: Column<Row>): string {
  return [`column-${key}`, number && "number", wide && "wide"].filter(Boolean).join(" ");
}
