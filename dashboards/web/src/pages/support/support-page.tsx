import type { SupportListAnswer, SupportSpace } from "@groundswell/reports";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { Choice } from "../../parts/choice.tsx";
import { Ground, LowCoverage } from "../../parts/coverage.tsx";
import { counted, decimal, factor, number } from "../../parts/format.ts";
import { Answered, Empty } from "../../parts/states.tsx";
import { WindowChoice } from "../../parts/window-choice.tsx";
import type { SupportPlace, WindowName } from "../../place.ts";
import { useAnswer } from "../../use-answer.ts";
import { ThreadList } from "../space/thread-list.tsx";
import { SpaceLink } from "../spaces/space-link.tsx";

const orders = [
  { value: "need", label: "Unmet need", about: "Where most threads are in need of somebody" },
  { value: "reach", label: "Reach", about: "Where support would reach most people" },
] as const;

const partMeanings: Record<string, string> = {
  unanswered: "without a response after seven days",
  growing: "more than in the window before, at that rate",
  slow: "first response only after 72 hours",
  "one-person": "answered by the one person who carries the space",
  "no-expert": "answered, but by no expert",
};

/** Where support is lacking, with the reasons, their reckoning and the threads behind them. */
export function SupportPage() {
  const expertise = useExpertise();
  const place = useSearch({ from: "/signed-in/expertises/$expertise/support" });
  const navigate = useNavigate({ from: "/expertises/$expertise/support" });
  const go = (change: Partial<SupportPlace>) => void navigate({ search: { ...place, ...change }, resetScroll: false });
  const { window, by } = place;
  const asked = useAnswer<SupportListAnswer>(expertisePath(expertise, "support", { window, by }));
  return (
    <>
      <PageHead title={`Where ${expertise.name} lacks support`}>
        <div className="switches">
          <WindowChoice value={window} onChoose={(next) => go({ window: next })} />
          <Choice label="Order" value={by} choices={orders} onChoose={(next) => go({ by: next })} />
        </div>
      </PageHead>
      <Answered asked={asked} what="the support list" lines={14}>
        {(answer) => (
          <>
            <Ground answer={answer} />
            <LowCoverage coverage={answer.coverage} />
            {answer.spaces.length === 0 && (
              <Empty title="No space is known to lack support in this window.">
                <p>Spaces in which too few threads are old enough to tell are named below. Try the longer window.</p>
              </Empty>
            )}
            <ol className="support">
              {answer.spaces.map((space, index) => (
                <SpaceInNeed key={space.key} space={space} rank={index + 1} window={window} />
              ))}
            </ol>
            <TooFew answer={answer} window={window} />
          </>
        )}
      </Answered>
    </>
  );
}

type SpaceInNeedProps = { space: SupportSpace; rank: number; window: WindowName };

function SpaceInNeed({ space, rank, window }: SpaceInNeedProps) {
  return (
    <li className="panel" id={`need-${space.key}`}>
      <h2>
        <span className="rank">{number(rank)}</span>{" "}
        <SpaceLink space={space.key} window={window} hash="threads">
          {space.name}
        </SpaceLink>{" "}
        <small>{space.kind}</small>
      </h2>
      <ul className="reasons">
        {space.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p className="aside">
        {counted(space.threads, "thread")} by {counted(space.reach.askers, "asker")},{" "}
        {counted(space.reach.people, "person", "people")} reached
        {space.reach.views !== null && `, ${counted(space.reach.views, "view")}`}.
      </p>
      <details>
        <summary>
          How the need of {space.need === null ? "this space" : decimal(space.need)} adds up, in{" "}
          {counted(space.parts.length, "part")}
        </summary>
        <Parts space={space} />
      </details>
      {space.waiting.length > 0 && (
        <details>
          <summary>Those that wait longest for a response ({number(space.waiting.length)})</summary>
          <ThreadList threads={space.waiting} />
        </details>
      )}
    </li>
  );
}

function Parts({ space }: { space: SupportSpace }) {
  return (
    <table className="parts">
      <caption className="hidden">The parts of the need of {space.name}, in threads</caption>
      <thead>
        <tr>
          <th scope="col">Which</th>
          <th scope="col" className="number">
            Threads
          </th>
          <th scope="col" className="number">
            Weight
          </th>
          <th scope="col" className="number">
            Adds
          </th>
        </tr>
      </thead>
      <tbody>
        {space.parts.map(({ part, threads, weight, need }) => (
          <tr key={part}>
            <th scope="row">{partMeanings[part] ?? part}</th>
            <td className="number">{decimal(threads)}</td>
            <td className="number">× {factor(weight)}</td>
            <td className="number">{decimal(need)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TooFew({ answer, window }: { answer: SupportListAnswer; window: WindowName }) {
  const { slug } = useExpertise();
  if (answer.insufficient.length === 0) return null;
  return (
    <details className="silent">
      <summary>{counted(answer.insufficient.length, "space has", "spaces have")} too few threads to tell</summary>
      <ul>
        {answer.insufficient.map((key) => (
          <li key={key}>
            <Link to="/expertises/$expertise/space" params={{ expertise: slug }} search={{ space: key, window }}>
              {key}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
