import type { PersonTrack } from "@groundswell/reports";
import { counted, decimal, factor, number, percent, unknown } from "../../parts/format.ts";
import { rankWords } from "../../parts/people-words.ts";
import { RankInterval } from "../../parts/rank-interval.tsx";
import { measureWord, ScoreTerms } from "../../parts/score-terms.tsx";
import { Term } from "../../parts/term.tsx";
import { WideFrame } from "../../parts/wide-frame.tsx";
import type { Behind } from "./behind.ts";

type WhyScoreProps = { standing: PersonTrack; onBehind: (behind: Behind) => void };

/** Where somebody stands on a track, and the sum that puts them there. */
export function WhyScore({ standing, onBehind }: WhyScoreProps) {
  const { rank, rankInterval, population, percentile, score, aside } = standing;
  return (
    <>
      <p className="standing-words">
        <strong>{rankWords(standing)}</strong>, of {number(population)} people active on this{" "}
        <Term word="track">track</Term>
        {percentile !== null && `; above ${percent(percentile)} of them`}
        {aside && "; moved to another list by a gate, at an unchanged score"}.
      </p>
      <div className="rank-wide">
        <RankInterval rank={rank} rankInterval={rankInterval} last={Math.max(2, population)} />
      </div>
      <Sum standing={standing} onBehind={onBehind} />
      <p className="aside">
        The bars add up to {factor(score)} of 100 points. A number that is a button opens the signals behind it.
      </p>
      <Stability standing={standing} />
      <Quality standing={standing} />
    </>
  );
}

function Sum({ standing: { terms, score }, onBehind }: WhyScoreProps) {
  return (
    <WideFrame label="Why this score, term by term">
      <ScoreTerms
        terms={terms}
        score={score}
        caption="Why this score, term by term"
        show={["value", "above", "weight"]}
        drawn
        count={({ kind, count }) => {
          const words = measureWord(kind, count);
          const behind = { title: `Behind ${number(count)} ${words}`, kind, space: null };
          return (
            <button type="button" className="drill" onClick={() => onBehind(behind)}>
              {number(count)}
              <span className="hidden"> {words}: show the signals</span>
            </button>
          );
        }}
      />
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
      `${counted(breadth.spaces, "space")}, ${decimal(breadth.effectiveSpaces)} effective`,
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
