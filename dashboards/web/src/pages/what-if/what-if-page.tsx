import type { WhatIfAnswer, WhatIfMover } from "@groundswell/reports";
import type { PolicyAnswer } from "@groundswell/server";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { Ground, LowCoverage, Stale } from "../../parts/coverage.tsx";
import { counted, decimal, factor, number } from "../../parts/format.ts";
import { nameOf, trackTabs } from "../../parts/people-words.ts";
import { PersonLink } from "../../parts/person-link.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { Term } from "../../parts/term.tsx";
import { WideFrame } from "../../parts/wide-frame.tsx";
import type { WhatIfPlace } from "../../place-people.ts";
import { useAnswer } from "../../use-answer.ts";
import { changedValues, changesOf, dialsOf, direction } from "./dials.ts";
import { SliderRow } from "./sliders.tsx";
import { useWhatIf } from "./use-what-if.ts";

/** Who would move if the policy were another. Nothing of it is saved. */
export function WhatIfPage() {
  const expertise = useExpertise();
  const place = useSearch({ from: "/signed-in/expertises/$expertise/what-if" });
  const navigate = useNavigate({ from: "/expertises/$expertise/what-if" });
  const go = (search: WhatIfPlace) => void navigate({ search, resetScroll: false, replace: true });
  const asked = useAnswer<PolicyAnswer>(expertisePath(expertise, "policy"));
  return (
    <>
      <PageHead title={`What if ${expertise.name} weighed otherwise`} />
      <p className="caveat">
        Nothing is saved: scores, ranks and the policy stay as they are. A policy is changed in its file, as a new
        version.
      </p>
      <Tabs
        label="Track"
        tabs={trackTabs}
        value={place.track}
        onChoose={(track) => go({ track, weights: {}, numbers: {} })}
      >
        <Answered asked={asked} what="the policy" lines={12}>
          {(policy) => <Sliders policy={policy} place={place} go={go} />}
        </Answered>
      </Tabs>
    </>
  );
}

type SlidersProps = { policy: PolicyAnswer; place: WhatIfPlace; go: (place: WhatIfPlace) => void };

function Sliders({ policy, place, go }: SlidersProps) {
  const dials = dialsOf(policy, place.track);
  const changes = changesOf(dials, place);
  const asked = useWhatIf(place.track, changes);
  const isChanged = Object.keys(changes).length > 0;
  const setNumbers = (numbers: Record<string, number>) =>
    go({ ...place, numbers: changedValues([...dials.whole, ...dials.kinds], numbers) });
  const isOfKinds = changes.kinds !== undefined;
  return (
    <>
      <section className="panel" aria-label="What is tried">
        <h2>
          Weights of the <Term word="channel">channels</Term> <small>policy {policy.version}</small>
        </h2>
        <SliderRow
          dials={dials.weights}
          values={place.weights}
          onChange={(weights) => go({ ...place, weights: changedValues(dials.weights, weights) })}
        />
        <h3>The whole track</h3>
        <SliderRow dials={dials.whole} values={place.numbers} onChange={setNumbers} />
        <details open={isOfKinds || undefined}>
          <summary>What one signal of each kind is worth</summary>
          <SliderRow dials={dials.kinds} values={place.numbers} onChange={setNumbers} />
        </details>
        <p className="deeds">
          <button type="button" disabled={!isChanged} onClick={() => go({ ...place, weights: {}, numbers: {} })}>
            As the policy has them
          </button>
        </p>
      </section>
      {!isChanged && (
        <Empty title="Move a slider to see who would move.">
          <p>Everybody is scored again with the numbers that you set, over the same signals.</p>
        </Empty>
      )}
      {isChanged && (
        <Answered asked={asked} what="who would move" lines={12}>
          {(answer) => <Moved answer={answer} isSettled={asked.isSettled} />}
        </Answered>
      )}
    </>
  );
}

function Moved({ answer, isSettled }: { answer: WhatIfAnswer; isSettled: boolean }) {
  const { changes, changed, correlation, top, movers, entering, leaving, before, after } = answer;
  const [now] = useState(() => new Date());
  const up = movers.filter((one) => direction(one.before.rank, one.after.rank) === "up");
  const down = movers.filter((one) => direction(one.before.rank, one.after.rank) === "down");
  return (
    <section className="panel" aria-label="Who would move">
      <h2>
        <span role="status">
          {isSettled ? `${counted(changed, "person", "people")} would have another rank` : "Scoring everybody again…"}
        </span>
      </h2>
      <Stale asOf={answer.asOf} now={now} />
      <LowCoverage coverage={answer.coverage} />
      <p className="aside">
        {changes.join("; ")}. {number(top.shared)} of the first {number(top.size)} stay among them
        {correlation !== null && `; the orders agree by ${factor(correlation)} (Spearman, 1 is the same)`}.{" "}
        {counted(before.ranked, "person", "people")} ranked before, {number(after.ranked)} after.
      </p>
      {entering.length + leaving.length > 0 && (
        <div className="pair">
          <Names title={`Into the first ${number(top.size)}`} movers={entering} />
          <Names title={`Out of the first ${number(top.size)}`} movers={leaving} />
        </div>
      )}
      <div className="pair">
        <Movers title="Up" movers={up} />
        <Movers title="Down" movers={down} />
      </div>
      <Ground answer={answer} />
    </section>
  );
}

function Names({ title, movers }: { title: string; movers: readonly WhatIfMover[] }) {
  return (
    <div>
      <h3>{title}</h3>
      {movers.length === 0 && <p className="aside">Nobody.</p>}
      <ul className="names">
        {movers.map((one) => (
          <li key={one.person}>
            <PersonLink person={one.person}>{nameOf(one)}</PersonLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Movers({ title, movers }: { title: string; movers: readonly WhatIfMover[] }) {
  return (
    <div>
      <h3>{title}</h3>
      {movers.length === 0 && <p className="aside">Nobody.</p>}
      {movers.length > 0 && (
        <WideFrame label={`${title}, furthest first`}>
          <table className="data">
            <caption className="hidden">{title}, furthest first</caption>
            <thead>
              <tr>
                <th scope="col">Person</th>
                <th scope="col" className="number">
                  Rank
                </th>
                <th scope="col" className="number">
                  Score
                </th>
              </tr>
            </thead>
            <tbody>
              {movers.map((one) => (
                <tr key={one.person}>
                  <th scope="row">
                    <PersonLink person={one.person}>{nameOf(one)}</PersonLink>
                    <small>{one.why}</small>
                  </th>
                  <td className="number">
                    {rankWord(one.before.rank)} → <b>{rankWord(one.after.rank)}</b>
                  </td>
                  <td className="number">
                    {decimal(one.before.score)} → {decimal(one.after.score)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideFrame>
      )}
    </div>
  );
}

function rankWord(rank: number | null): string {
  return rank === null ? "none" : number(rank);
}
