import type { PersonTrack } from "@groundswell/reports";
import type { ReactNode } from "react";
import { factor, kindWord, number, percent, unknown } from "./format.ts";

type ScoreTerm = PersonTrack["terms"][number];

/** What can stand between the signals and what they add. On a narrow screen only these two are left. */
const columns = {
  value: {
    title: <abbr title="After votes, half-lives and weekly saturation">Value</abbr>,
    cell: (term: ScoreTerm) => factor(term.value),
  },
  above: {
    title: <abbr title="Of those active in this kind, how many stand lower">Above</abbr>,
    // Dossiers of old were frozen without it.
    cell: ({ percentile }: ScoreTerm) => (Number.isFinite(percentile) ? percent(percentile) : unknown),
  },
  weight: { title: "Weight", cell: (term: ScoreTerm) => `× ${factor(term.weight)}` },
};

type ScoreTermsProps = {
  terms: readonly ScoreTerm[];
  score: number;
  caption: string;
  show: readonly (keyof typeof columns)[];
  /** How many signals, where it is more than the number. */
  count?: (term: ScoreTerm) => ReactNode;
  /** Draws what each adds behind what those before it add. */
  drawn?: boolean;
};

/** How a score adds up, term by term. */
export function ScoreTerms({ terms, score, caption, show, count, drawn = false }: ScoreTermsProps) {
  const shareOf = ({ contribution }: ScoreTerm) => (score === 0 ? 0 : (contribution / score) * 100);
  return (
    <table className="terms">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col" className="number">
            Signals
          </th>
          {show.map((column) => (
            <th key={column} scope="col" className="number wide">
              {columns[column].title}
            </th>
          ))}
          {drawn && (
            <th scope="col" className="wide">
              <span className="hidden">Adds, drawn</span>
            </th>
          )}
          <th scope="col" className="number">
            <abbr title="Its part of the score">Adds</abbr>
          </th>
        </tr>
      </thead>
      <tbody>
        {terms.map((term, at) => (
          <tr key={term.kind}>
            <th scope="row">
              <span className={`swatch kind-${term.kind}`} />
              {measureWord(term.kind, term.count)} <small>{term.channel}</small>
            </th>
            <td className="number">{count ? count(term) : number(term.count)}</td>
            {show.map((column) => (
              <td key={column} className="number wide">
                {columns[column].cell(term)}
              </td>
            ))}
            {drawn && (
              <td className="wide sum-bar">
                <svg className="bar" aria-hidden="true">
                  <rect className="bar-ground" width="100%" height="100%" rx="2" />
                  <rect
                    className={`kind-${term.kind}`}
                    x={`${terms.slice(0, at).reduce((sum, one) => sum + shareOf(one), 0)}%`}
                    width={`${shareOf(term)}%`}
                    height="100%"
                  />
                </svg>
              </td>
            )}
            <td className="number">{factor(term.contribution)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Score</th>
          <td />
          {[...show, ...(drawn ? ["drawn"] : [])].map((column) => (
            <td key={column} className="wide" />
          ))}
          <td className="number">{factor(score)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** A measure as people say it: most are kinds of signal. */
export function measureWord(measure: string, count: number): string {
  return measure === "newcomer-help" ? "newcomers helped" : kindWord(measure, count);
}
