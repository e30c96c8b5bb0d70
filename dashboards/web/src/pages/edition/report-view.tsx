import type { ReportDocument, ReportSection } from "@groundswell/reports";
import { LowCoverage } from "../../parts/coverage.tsx";
import { number, percent, utcDay } from "../../parts/format.ts";
import { CopyButton, Sentence } from "../../parts/sentence.tsx";
import { Term } from "../../parts/term.tsx";
import { Warnings } from "../../parts/warnings.tsx";
import { FiguresTable } from "./figures-table.tsx";
import { ReportChart } from "./report-chart.tsx";
import { SectionTable } from "./section-table.tsx";

/** A report from its sentence to what it rests on. */
export function ReportView({ document }: { document: ReportDocument }) {
  const { insight, basis, changes, figures, sections } = document;
  return (
    <>
      <section className="insight" aria-label="Insight">
        <Sentence text={insight} as="h2" />
        <LowCoverage coverage={{ rate: basis.coverage }} />
        <CopyButton text={insight} />
      </section>
      {changes.length > 0 && (
        <section className="panel" aria-labelledby="changes">
          <h2 id="changes">What changed</h2>
          <Sentences of={changes} />
        </section>
      )}
      <FiguresTable figures={figures} />
      {sections.map((section) => (
        <Section key={section.key} section={section} />
      ))}
      <Basis document={document} />
    </>
  );
}

/** Sentences below one another. */
export function Sentences({ of }: { of: readonly string[] }) {
  return (
    <ul className="sentences">
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Section({ section }: { section: ReportSection }) {
  const id = `section-${section.key}`;
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{section.title}</h2>
      {section.note !== null && <p className="section-note">{section.note}</p>}
      {section.chart && <ReportChart chart={section.chart} />}
      {section.rows.length === 0 ? <p className="aside">{section.empty}</p> : <SectionTable section={section} />}
    </section>
  );
}

function Basis({ document: { window, asOf, basis } }: { document: ReportDocument }) {
  return (
    <section className="panel" aria-labelledby="basis">
      <h2 id="basis">What it rests on</h2>
      <dl className="ground">
        <div>
          <dt>
            <Term word="window">Window</Term>
          </dt>
          <dd title={`${window.from} up to, not including, ${window.to}`}>
            {utcDay(window.from)} up to {utcDay(window.to)} <small>UTC, as of {utcDay(asOf)}</small>
          </dd>
        </div>
        <div>
          <dt>
            <Term word="coverage">Coverage</Term>
          </dt>
          <dd>{basis.coverage === null ? "not known" : `${percent(basis.coverage)} of the expected days read`}</dd>
        </div>
        <div>
          <dt>
            <Term word="policy">Policy</Term>
          </dt>
          <dd>{basis.policyVersion ?? "uses no scores"}</dd>
        </div>
        <div>
          <dt>
            <Term word="run">Run</Term>
          </dt>
          <dd>
            {basis.runs.length === 0 ? "none" : basis.runs.join(", ")}
            {basis.inputWatermark !== null && <small> signals up to number {number(basis.inputWatermark)}</small>}
          </dd>
        </div>
      </dl>
      {basis.gaps.length > 0 && (
        <details className="gaps">
          <summary>What was not read ({basis.gaps.length})</summary>
          <ul>
            {basis.gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </details>
      )}
      <Warnings warnings={basis.warnings} />
    </section>
  );
}
