import type { SpacesAnswer } from "@groundswell/reports";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { Choice } from "../../parts/choice.tsx";
import { Ground, LowCoverage, Stale } from "../../parts/coverage.tsx";
import { CopyButton, Sentence } from "../../parts/sentence.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import { Warnings } from "../../parts/warnings.tsx";
import { WindowChoice } from "../../parts/window-choice.tsx";
import type { SpacesPlace } from "../../place.ts";
import { useAnswer } from "../../use-answer.ts";
import { ShareCurve } from "./share-curve.tsx";
import { SilentSpaces } from "./silent-spaces.tsx";
import { SpacesTable } from "./spaces-table.tsx";

const weightings = [
  { value: "events", label: "Signals", about: "Everything that happened counts, whoever did it" },
  { value: "people", label: "People", about: "Everybody counts once in each space they were active in" },
  { value: "shared", label: "Equal people", about: "Everybody counts 1, split over the spaces they were active in" },
] as const;

/** Below this many active spaces the sentence speaks of no concentration, and a curve would only be a corner. */
const fewestForCurve = 3;

/** Which few spaces hold the activity of an expertise, and whether people are helped there. */
export function SpacesPage() {
  const expertise = useExpertise();
  const place = useSearch({ from: "/signed-in/expertises/$expertise/spaces" });
  const navigate = useNavigate({ from: "/expertises/$expertise/spaces" });
  const go = (change: Partial<SpacesPlace>) => void navigate({ search: { ...place, ...change }, resetScroll: false });
  const { window, weighting } = place;
  const asked = useAnswer<SpacesAnswer>(expertisePath(expertise, "spaces", { weighting, window }));
  return (
    <>
      <PageHead title={`Spaces of ${expertise.name}`}>
        <div className="switches">
          <WindowChoice value={window} onChoose={(next) => go({ window: next })} />
          <Choice label="Count" value={weighting} choices={weightings} onChoose={(next) => go({ weighting: next })} />
        </div>
      </PageHead>
      <Answered asked={asked} what="the spaces" lines={16}>
        {(answer) => <Spaces answer={answer} place={place} go={go} />}
      </Answered>
    </>
  );
}

type SpacesProps = { answer: SpacesAnswer; place: SpacesPlace; go: (change: Partial<SpacesPlace>) => void };

function Spaces({ answer, place, go }: SpacesProps) {
  const { concentration } = answer;
  const [now] = useState(() => new Date());
  return (
    <>
      <section className="insight" aria-label="Insight">
        <Sentence text={answer.insight} as="h2" />
        <Stale asOf={answer.asOf} now={now} />
        <LowCoverage coverage={answer.coverage} />
        <Ground answer={answer} />
        <CopyButton text={answer.insight} />
        <Warnings warnings={answer.warnings} />
      </section>
      {concentration.active === 0 ? (
        <Silent configured={concentration.configured} />
      ) : (
        <section className="panel" aria-label="Where it happens">
          {concentration.active >= fewestForCurve && <ShareCurve answer={answer} />}
          {!concentration.topSetAgrees && (
            <p className="aside">The first five are not the same ones in all three ways of counting: look at each.</p>
          )}
          <p className="aside">
            <Tiers answer={answer} /> Arrow keys walk through the rows; a number leads to what is behind it.
          </p>
          <SpacesTable answer={answer} place={place} go={go} />
          <SilentSpaces spaces={answer.spaces.filter(({ count }) => count === 0)} />
        </section>
      )}
    </>
  );
}

function Tiers({ answer }: { answer: SpacesAnswer }) {
  const { k50, k80, active } = answer.concentration;
  if (k50 === null || k80 === null) return null;
  return (
    <>
      Of {active} active <Term word="space">spaces</Term>, the <b className="tier-mark head">head</b> ({k50}) reaches
      half of the activity, with the <b className="tier-mark torso">torso</b> ({k80 - k50}) it is 80 %, the rest is the{" "}
      <b className="tier-mark tail">tail</b>.
    </>
  );
}

function Silent({ configured }: { configured: number }) {
  return (
    <Empty title={configured === 0 ? "No space is watched yet." : "No watched space had any activity in this window."}>
      <p>Try the longer window, or look at the coverage above for what has not been read.</p>
    </Empty>
  );
}
