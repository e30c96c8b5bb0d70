import type { SpacesAnswer } from "@groundswell/reports";
import { lazy, Suspense } from "react";
import { Choice } from "./choice.tsx";
import type { Place } from "./place.ts";
import { SpacesTable } from "./spaces-table.tsx";
import { Empty, Loading } from "./states.tsx";
import type { Asked } from "./use-answer.ts";

// The chart's library is larger than the rest of the page, whose sentence and tables should not wait for it.
const ShareCurve = lazy(() => import("./share-curve.tsx").then(({ ShareCurve }) => ({ default: ShareCurve })));

type SpacesSectionProps = {
  asked: Asked<SpacesAnswer>;
  place: Place;
  go: (change: Partial<Place>) => void;
};

const windows = [
  { value: "12-weeks", label: "12 weeks" },
  { value: "12-months", label: "12 months" },
] as const;

const weightings = [
  { value: "events", label: "Signals", about: "Everything that happened counts, whoever did it" },
  { value: "people", label: "People", about: "Everybody counts once in each space they were active in" },
  { value: "shared", label: "Equal people", about: "Everybody counts 1, split over the spaces they were active in" },
] as const;

/** Below this many active spaces the sentence speaks of no concentration, and a curve would only be a corner. */
const fewestForCurve = 3;

/** Where it happens: the curve and the table of spaces. */
export function SpacesSection({ asked, place, go }: SpacesSectionProps) {
  const { answer, failure, loading } = asked;
  return (
    <section id="where" aria-labelledby="where-title" aria-busy={loading}>
      <h2 id="where-title">Where it happens</h2>
      <div className="switches">
        <Choice label="Window" value={place.window} choices={windows} onChoose={(window) => go({ window })} />
        <Choice
          label="Count"
          value={place.weighting}
          choices={weightings}
          onChoose={(weighting) => go({ weighting })}
        />
      </div>
      {/* The insight, from the same answer, says what failed and offers to try again. */}
      {failure && <Empty title="The spaces could not be read." />}
      {!answer && loading && <Loading what="the spaces" lines={10} />}
      {answer && (
        <div className={loading ? "stale" : undefined}>
          {answer.concentration.active === 0 ? <Silent answer={answer} /> : <Active answer={answer} />}
        </div>
      )}
    </section>
  );
}

function Active({ answer }: { answer: SpacesAnswer }) {
  return (
    <>
      {answer.concentration.active >= fewestForCurve && (
        <Suspense fallback={<div className="curve" />}>
          <ShareCurve answer={answer} />
        </Suspense>
      )}
      {!answer.concentration.topSetAgrees && (
        <p className="aside">The first five are not the same ones in all three ways of counting: look at each.</p>
      )}
      <SpacesTable answer={answer} />
    </>
  );
}

function Silent({ answer }: { answer: SpacesAnswer }) {
  const { configured } = answer.concentration;
  return (
    <Empty title={configured === 0 ? "No space is watched yet." : "No watched space had any activity in this window."}>
      <p>Try the longer window, or look at the sources below for what has not been read.</p>
    </Empty>
  );
}
