import type { CandidateRow } from "@groundswell/reports";
import { counted, decimal, factor, kindWord, number, percent, unknown } from "../../parts/format.ts";

/** How a score comes about. */
export function CandidateDetails({ candidate }: { candidate: CandidateRow }) {
  return (
    <>
      <Terms candidate={candidate} />
      <Figures candidate={candidate} />
    </>
  );
}

function Terms({ candidate }: { candidate: CandidateRow }) {
  return (
    <table className="terms">
      <caption>How the score adds up</caption>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col" className="number">
            Count
          </th>
          <th scope="col" className="number">
            <abbr title="After votes, half-lives and weekly saturation">Value</abbr>
          </th>
          <th scope="col" className="number">
            Weight
          </th>
          <th scope="col" className="number">
            <abbr title="Its part of the score">Adds</abbr>
          </th>
        </tr>
      </thead>
      <tbody>
        {candidate.terms.map((term) => (
          <tr key={term.kind}>
            <th scope="row">
              <span className={`swatch kind-${term.kind}`} />
              {kindWord(term.kind, term.count)}
            </th>
            <td className="number">{number(term.count)}</td>
            <td className="number">{factor(term.value)}</td>
            <td className="number">× {factor(term.weight)}</td>
            <td className="number">{factor(term.contribution)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={4}>
            Score
          </th>
          <td className="number">{factor(candidate.score)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Figures({ candidate }: { candidate: CandidateRow }) {
  const { percentile, breadth, quality, track } = candidate;
  return (
    <dl className="figures">
      <div>
        <dt>Percentile</dt>
        <dd>{percentile === null ? unknown : percent(percentile)}</dd>
      </div>
      <div>
        <dt>Breadth</dt>
        <dd title="Effective spaces: as many equally used ones as would be as varied">
          {counted(breadth.spaces, "space")} ({decimal(breadth.effectiveSpaces)} effective),{" "}
          {counted(breadth.sources, "platform")}
        </dd>
      </div>
      <div>
        <dt>Answers accepted</dt>
        <dd title="With 95 % confidence at least the lower bound">
          {quality.acceptRate === null
            ? unknown
            : `${percent(quality.acceptRate)}, at least ${percent(quality.acceptLowerBound)}`}
        </dd>
      </div>
      <div>
        <dt>Expert / leader</dt>
        <dd>
          {decimal(track.expert)} / {decimal(track.leader)}
        </dd>
      </div>
    </dl>
  );
}
