import { useExpertise } from "../../frame/expertise.ts";
import { counted } from "../../parts/format.ts";
import { gateWords, nameOf } from "../../parts/people-words.ts";
import { PersonLink } from "../../parts/person-link.tsx";
import { Failure } from "../../parts/states.tsx";
import type { Track } from "../../place-people.ts";
import { useMoved } from "./use-moved.ts";

/** Active people who cannot be candidates, with the reason: shown, never scored lower. */
export function MovedAside({ track }: { track: Track }) {
  const { answer: last, failure, hasMore, isMoreComing, more, again } = useMoved(useExpertise(), track);
  // While the other track is on its way, its tab must not show this one's people.
  const answer = last?.track === track ? last : null;
  if (!answer || answer.totals.length === 0) return null;
  const all = answer.totals.reduce((sum, { people }) => sum + people, 0);
  return (
    <details className="moved">
      <summary>{counted(all, "active person is", "active people are")} moved aside, with the reason</summary>
      {answer.totals.map(({ gate, people }) => (
        <div key={gate}>
          <h2>
            {counted(people, "person", "people")}: {gateWords[gate]}
          </h2>
          <ul>
            {answer.moved
              .filter((one) => one.gate === gate)
              .map((one) => (
                <li key={one.person}>
                  <PersonLink person={one.person}>{nameOf(one)}</PersonLink> <small>{one.why}</small>
                </li>
              ))}
          </ul>
        </div>
      ))}
      {failure !== null && <Failure message={failure} again={again} />}
      {failure === null && hasMore && (
        <button type="button" className="more" disabled={isMoreComing} onClick={more}>
          {isMoreComing ? "More are on their way…" : "Show more people"}
        </button>
      )}
    </details>
  );
}
