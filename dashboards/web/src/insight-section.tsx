import type { SpacesAnswer } from "@groundswell/reports";
import { useState } from "react";
import { counted, percent, utcDay } from "./format.ts";
import { Instant } from "./instant.tsx";
import { Failure, Loading } from "./states.tsx";
import type { Asked } from "./use-answer.ts";

/** The sentence to pass on, and what it rests on. */
export function InsightSection({ asked }: { asked: Asked<SpacesAnswer> }) {
  const { answer, failure, loading, again } = asked;
  return (
    <section id="insight" className="insight" aria-label="Insight" aria-busy={loading} tabIndex={-1}>
      {failure && <Failure message={failure} again={again} />}
      {!answer && loading && <Loading what="the insight" lines={3} />}
      {answer && (
        <div className={loading ? "stale" : undefined}>
          <Sentence text={answer.insight} />
          <Ground answer={answer} />
          <CopyButton text={answer.insight} />
        </div>
      )}
    </section>
  );
}

function Sentence({ text }: { text: string }) {
  const [claim = "", ...caveats] = text.split(/(?<=\.) (?=[A-Z])/);
  return (
    <>
      <h1>
        {claim.split(figures).map((part, index) =>
          // Splitting by a pattern with one group puts what matched at the odd places.
          index % 2 === 0 ? part : <Figure key={`${index} ${part}`} text={part} />,
        )}
      </h1>
      {caveats.length > 0 && <p className="caveat">{caveats.join(" ")}</p>}
    </>
  );
}

/** "5 of 51 active spaces" and "73 %", what a glance should catch; and intervals and dates, which should not break. */
const figures =
  /(\([^()]* interval [^()]*\)|\b\d{4}-\d{2}-\d{2}\b|\b\d+ of \d+(?: active spaces)?|(?:(?:just )?(?:over|under) )?\b\d+ %)/;

function Figure({ text }: { text: string }) {
  if (text.startsWith("(")) return <span className="whole interval">{text}</span>;
  const isDate = /^\d{4}-/.test(text);
  return isDate ? <span className="whole">{text}</span> : <strong className="whole">{text}</strong>;
}

function CopyButton({ text }: { text: string }) {
  const [said, setSaid] = useState<"" | "Copied" | "Not copied: select the sentence instead">("");
  // Browsers lend the clipboard to secure pages only.
  if (!navigator.clipboard) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid("Copied"),
      () => setSaid("Not copied: select the sentence instead"),
    );
  return (
    <p className="copy">
      <button type="button" onClick={copy}>
        Copy the sentence
      </button>{" "}
      <span role="status">{said}</span>
    </p>
  );
}

function Ground({ answer }: { answer: SpacesAnswer }) {
  const { window, run, coverage } = answer;
  return (
    <dl className="ground">
      <div>
        <dt>Window</dt>
        <dd title={`${window.from} up to, not including, ${window.to}`}>
          {utcDay(window.from)} up to {utcDay(window.to)} <small>UTC</small>
        </dd>
      </div>
      <div>
        <dt>Coverage</dt>
        <dd>
          <CoverageFound coverage={coverage} />
        </dd>
      </div>
      <div>
        <dt>Run {run.id}</dt>
        <dd>
          <Instant at={run.computedAt} /> <small>policy {run.policyVersion}</small>
        </dd>
      </div>
    </dl>
  );
}

function CoverageFound({ coverage }: { coverage: SpacesAnswer["coverage"] }) {
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
