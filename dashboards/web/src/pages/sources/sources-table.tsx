import { Link } from "@tanstack/react-router";
import { type Column, DataTable, type Sorting } from "../../parts/data-table.tsx";
import { evenPercent, number, unknown } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { Term } from "../../parts/term.tsx";
import { type Source, SourceState, sayRhythm, urgency } from "./source-state.tsx";

const columns: readonly Column<Source>[] = [
  {
    key: "source",
    label: "Source",
    names: true,
    value: ({ id }) => id,
    cell: (source) => (
      <>
        <Link to="/sources/$source" params={{ source: source.id }}>
          {source.id}
        </Link>
        <small>
          {source.connector}, {sayRhythm(source)}
        </small>
        {source.lastError !== null && <small className="said-wrong">{source.lastError}</small>}
      </>
    ),
  },
  {
    key: "state",
    label: "State",
    value: urgency,
    cell: (source) => <SourceState state={source.state} />,
  },
  {
    key: "success",
    label: "Last success",
    wide: true,
    value: ({ lastSuccess }) => lastSuccess,
    first: "down",
    cell: ({ lastSuccess }) => (lastSuccess ? <Instant at={lastSuccess} /> : "never"),
  },
  {
    key: "next",
    label: "Next run",
    wide: true,
    value: ({ nextRun }) => nextRun,
    cell: ({ nextRun }) => <Instant at={nextRun} />,
  },
  {
    key: "watermark",
    label: "Read up to",
    wide: true,
    value: ({ watermark }) => watermark,
    cell: ({ watermark }) => <Instant at={watermark} day />,
  },
  {
    key: "quota",
    label: "Quota left",
    number: true,
    wide: true,
    value: ({ quota }) => quota && (quota.limit ? quota.remaining / quota.limit : 1),
    cell: ({ quota }) => (
      <>
        {quota === null ? <span className="unknown">{unknown}</span> : number(quota.remaining)}
        {quota !== null && quota.limit !== null && <small>of {number(quota.limit)}</small>}
      </>
    ),
  },
  {
    key: "signals",
    label: "Signals",
    number: true,
    wide: true,
    first: "down",
    value: ({ signals }) => signals,
    cell: ({ signals }) => number(signals),
  },
  {
    key: "coverage",
    label: <>Coverage, 90 days</>,
    number: true,
    wide: true,
    value: ({ coverage }) => coverage.rate,
    cell: ({ coverage }) => (
      <>
        {coverage.rate === null ? <span className="unknown">{unknown}</span> : evenPercent(coverage.rate)}
        <small>
          {coverage.rate === null ? "none expected" : `${number(coverage.read)} of ${number(coverage.expected)} days`}
        </small>
      </>
    ),
  },
];

type SourcesTableProps = { sources: Source[]; sorting: Sorting; onSort: (sorting: Sorting) => void };

/** Every source with its state; its last error stands in a sentence under its name. */
export function SourcesTable({ sources, sorting, onSort }: SourcesTableProps) {
  return (
    <>
      <DataTable
        caption="Sources"
        columns={columns}
        rows={sources}
        rowKey={({ id }) => id}
        sorting={sorting}
        onSort={onSort}
        shown={100}
        noun="source"
      />
      <p className="aside">
        <Term word="coverage">Coverage</Term> counts the days that should have been read. Times are in your zone; point
        at one for UTC.
      </p>
    </>
  );
}
