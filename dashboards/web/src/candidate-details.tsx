import type { CandidateAnswer } from "@groundswell/reports";
import type { CandidateRowProps } from "./candidate-row.tsx";
import { counted, decimal, factor, kindWord, number, percent, unknown } from "./format.ts";
import { Instant } from "./instant.tsx";
import { WebLink } from "./web-link.tsx";

/** How a score comes about, and the items it rests on. */
export function CandidateDetails({ candidate, spaceNames }: Omit<CandidateRowProps, "largest">) {
  return (
    <>
      <Terms candidate={candidate} />
      <Figures candidate={candidate} />
      <Evidence candidate={candidate} spaceNames={spaceNames} />
    </>
  );
}

function Terms({ candidate }: { candidate: CandidateAnswer }) {
  return (
    <table className="terms">
      <caption>How the score adds up: value × weight, summed</caption>
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
            <abbr title="Value times weight">Adds</abbr>
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

function Figures({ candidate }: { candidate: CandidateAnswer }) {
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

function Evidence({ candidate, spaceNames }: Pick<CandidateRowProps, "candidate" | "spaceNames">) {
  if (candidate.evidence.length === 0) return <p className="aside">No single item is kept as evidence.</p>;
  return (
    <>
      <h4>Evidence</h4>
      <ol className="evidence">
        {candidate.evidence.map((item, index) => (
          <li key={`${index} ${item.url}`}>
            <WebLink to={item.url}>{item.title ?? `${kindWord(item.kind, 1)} ${lastPart(item.url)}`}</WebLink>
            <small>
              {item.title === null ? "" : `${kindWord(item.kind, 1)} `}in {spaceNames.get(item.space) ?? item.space},{" "}
              <Instant at={item.occurredAt} day />
              {item.value > 0 && <span title="Votes, and 2 where it was accepted"> · valued {number(item.value)}</span>}
            </small>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What tells an untitled item from its neighbours: the end of its address. */
function lastPart(url: string | null): string {
  return url?.split(/[?#]/)[0]?.split("/").filter(Boolean).at(-1)?.slice(0, 24) ?? "";
}
