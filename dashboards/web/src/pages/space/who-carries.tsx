import type { SpaceAnswer } from "@groundswell/reports";
import { number, percent, unknown } from "../../parts/format.ts";
import { Measure, RateMeasure } from "./space-health-section.tsx";

/** On how many people a space rests: counts and shares, and nobody's name. */
export function WhoCarries({ space }: { space: SpaceAnswer }) {
  const { health } = space;
  return (
    <dl className="measures">
      <Measure name="People active" value={number(space.people)} />
      <Measure
        name="Fewest people with half of the signals"
        value={space.absenceFactor === null ? unknown : number(space.absenceFactor)}
      />
      <Measure name="Signals of the most active person" value={percent(space.topPersonShare)} />
      {health !== null && (
        <>
          <Measure name="People who respond" value={number(health.responders)} />
          <Measure
            name="Fewest people with half of the responses"
            value={health.absenceFactor === null ? unknown : number(health.absenceFactor)}
          />
          <Measure name="Responses of the one who responds most" value={percent(health.topResponderShare)} />
          <RateMeasure name="Who responded before and still does" rate={health.intervals.responderRetention} />
          <RateMeasure name="Threads with an expert in them" rate={health.intervals.expertPresence} />
          <RateMeasure name="Responses by the maker's staff" rate={health.intervals.staffShare} />
        </>
      )}
    </dl>
  );
}
