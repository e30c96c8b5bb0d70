import type { Head } from "@groundswell/reports";
import { counted, percent, utcDay } from "./format.ts";
import { Instant } from "./instant.tsx";
import { Term } from "./term.tsx";

/** Below this share of read days a number says more of the reading than of the community. */
const lowCoverage = 0.8;
const staleDays = 3;
const dayMs = 86_400_000;

/** What an answer rests on: its window, what was read of it, and the run that reckoned it. */
export function Ground({ answer }: { answer: Pick<Head, "window" | "coverage" | "run"> }) {
  const { window, run, coverage } = answer;
  return (
    <dl className="ground">
      <div>
        <dt>
          <Term word="window">Window</Term>
        </dt>
        <dd title={`${window.from} up to, not including, ${window.to}`}>
          {utcDay(window.from)} up to {utcDay(window.to)} <small>UTC</small>
        </dd>
      </div>
      <div>
        <dt>
          <Term word="coverage">Coverage</Term>
        </dt>
        <dd>
          <CoverageFound coverage={coverage} />
        </dd>
      </div>
      <div>
        <dt>
          <Term word="run">Run</Term> {run.id}
        </dt>
        <dd>
          <Instant at={run.computedAt} /> <small>policy {run.policyVersion}</small>
        </dd>
      </div>
    </dl>
  );
}

/** Says where little of a window was read, before anybody passes its numbers on. */
export function LowCoverage({ coverage }: { coverage: Pick<Head["coverage"], "rate"> }) {
  if (coverage.rate === null || coverage.rate >= lowCoverage) return null;
  return (
    <p className="caveat">
      Only {percent(coverage.rate)} of the days of this window were read: what is missing below may be there.
    </p>
  );
}

/** Says where an analysis is older than it should be. */
export function Stale({ asOf, now }: { asOf: string; now: Date }) {
  const days = Math.floor((now.getTime() - Date.parse(asOf)) / dayMs);
  if (days < staleDays) return null;
  return (
    <p className="caveat">
      This is how it stood <Instant at={asOf} day />, {counted(days, "day")} ago: nothing has been analysed since.
    </p>
  );
}

function CoverageFound({ coverage }: Pick<Head, "coverage">) {
  if (coverage.rate === null) return <>nothing was expected to be read</>;
  const read = `${percent(coverage.rate)} of ${counted(coverage.expected, "source-day")} read`;
  if (coverage.missing.length === 0) return <>{read}</>;
  return (
    <details className="gaps">
      <summary>{read}</summary>
      <ul>
        {coverage.missing.map((gap) => (
          <li key={`${gap.source} ${gap.from}`}>
            <b>{gap.source}</b> {utcDay(gap.from)} up to {utcDay(gap.to)}: {gap.why}
          </li>
        ))}
      </ul>
    </details>
  );
}
