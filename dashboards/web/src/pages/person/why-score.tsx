import type { PersonTrack } from "@groundswell/reports";
import { decimal, factor, kindWord, number, percent, unknown } from "../../parts/format.ts";
import { rankWords } from "../../parts/people-words.ts";
import { RankInterval } from "../../parts/rank-interval.tsx";
import { Term } from "../../parts/term.tsx";
import { WideFrame } from "../../parts/wide-frame.tsx";
import { type Behind, kindBehind } from "./behind.ts";

type WhyScoreProps = { standing: PersonTrack; onBehind: (behind: Behind) => void };

/** Where somebody stands on a track, and the sum that puts them there. */
export function WhyScore({ standing, onBehind }: WhyScoreProps) {
  const { rank, rankInterval, population, percentile, score, aside } = standing;
  return (
    <>
      <p className="standing-words">
        <strong>{rankWords(rank, rankInterval)}</strong>, of {number(population)} people active on this{" "}
        <Term word="track">track</Term>
        {percentile !== null && `; above ${percent(percentile)} of them`}
        {aside && "; moved to another list by a gate, at an unchanged score"}.
      </p>
      <div className="rank-wide">
        <RankInterval rank={rank} rankInterval={rankInterval} last={Math.max(2, population)} />
      </div>
      <Sum standing={standing} onBehind={onBehind} />
      <p className="aside">The bars add up to {factor(score)} of 100 points. A number opens the signals behind it.</p>
      <Stability standing={standing} />
      <Quality standing={standing} />
    </>
  );
}

function Sum({ standing: { terms, score }, onBehind }: WhyScoreProps) {
  let before = 0;
  return (
    <WideFrame label="Why this score, term by term">
      <table className="terms sum">
        <caption>Why this score, term by term</caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col" className="number">
              Signals
            </th>
            <th scope="col" className="number wide">
              <abbr title="After votes, half-lives and weekly saturation">Value</abbr>
            </th>
            <th scope="col" className="number wide">
              <abbr title="Of those active in this kind, how many stand lower">Above</abbr>
            </th>
            <th scope="col" className="number wide">
              Weight
            </th>
            <th scope="col" className="wide">
              <span className="hidden">Adds, drawn</span>
            </th>
            <th scope="col" className="number">
              Adds
            </th>
          </tr>
        </thead>
        <tbody>
          {terms.map((term) => {
            const x = before;
            const width = score === 0 ? 0 : (term.contribution / score) * 100;
            before += width;
            return (
              <tr key={term.kind}>
                <th scope="row">
                  <span className={`swatch kind-${term.kind}`} />
                  {measureWord(term.kind, term.count)} <small>{term.channel}</small>
                </th>
                <td className="number">
                  <button
                    type="button"
                    className="drill"
                    onClick={() =>
                      onBehind({
                        title: `Behind ${number(term.count)} ${measureWord(term.kind, term.count)}`,
                        kind: kindBehind(term.kind),
                        space: null,
                      })
                    }
                  >
                    {number(term.count)}
                    <span className="hidden"> {measureWord(term.kind, term.count)}: show the signals</span>
                  </button>
                </td>
                <td className="number wide">{factor(term.value)}</td>
                <td className="number wide">{percent(term.percentile)}</td>
                <td className="number wide">× {factor(term.weight)}</td>
                <td className="wide sum-bar">
                  <svg className="bar" aria-hidden="true">
                    <rect className="bar-ground" width="100%" height="100%" rx="2" />
                    <rect className={`kind-${term.kind}`} x={`${x}%`} width={`${width}%`} height="100%" />
                  </svg>
                </td>
                <td className="number">{factor(term.contribution)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Score</th>
            <td />
            <td className="wide" />
            <td className="wide" />
            <td className="wide" />
            <td className="wide" />
            <td className="number">{factor(score)}</td>
          </tr>
        </tfoot>
      </table>
    </WideFrame>
  );
}

function Stability({ standing: { stability, steady } }: { standing: PersonTrack }) {
  if (stability.length === 0) return null;
  const without = stability.map((one) => `${one.rank === null ? "unranked" : number(one.rank)} without ${one.without}`);
  return (
    <p className="aside">
      {steady === true && "No channel alone carries the rank: "}
      {steady === false && "One channel carries the rank: "}
      {without.join(", ")}.
    </p>
  );
}

function Quality({ standing }: { standing: PersonTrack }) {
  const { quality, breadth, locale, activeMonths } = standing;
  const rows: [name: string, value: string, about: string][] = [
    ["Active months", number(activeMonths), "Months with activity on this track, of those of the window"],
    [
      "Breadth",
      `${number(breadth.spaces)} spaces, ${decimal(breadth.effectiveSpaces)} effective`,
      "Effective: as many equally used ones as would be as varied",
    ],
    ["Beside others", percent(quality.winRate), "Share of the answers beside theirs that have fewer votes"],
    [
      "Accepted",
      quality.acceptRate === null
        ? unknown
        : `${percent(quality.acceptRate)}, at least ${percent(quality.acceptLowerBound)}`,
      "Share of their answers that were accepted; with 95 % confidence at least the lower bound",
    ],
    ["People helped", number(quality.helped), "Different people answered"],
    [
      "Endorsed by",
      quality.endorsers === null ? unknown : decimal(quality.endorsers),
      "As many people as if each had endorsed to the same degree",
    ],
    ["In their region", placeWords(locale.region), "Rank among the ranked people of the same region"],
    ["In their language", placeWords(locale.language), "Rank among the ranked people of the same language"],
  ];
  return (
    <dl className="measures">
      {rows.map(([name, value, about]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value}
            <small>{about}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function placeWords(place: PersonTrack["locale"]["region"]): string {
  return place === null
    ? unknown
    : `${number(place.rank)} of ${number(place.of)}, ${place.name}${place.few ? " (few)" : ""}`;
}

/** A measure as people say it: most are kinds of signal. */
export function measureWord(measure: string, count: number): string {
  return measure === "newcomer-help" ? "newcomers helped" : kindWord(measure, count);
}
