import type { SpaceAnswer, SpacesAnswer } from "@groundswell/reports";
import { Fragment, useState } from "react";
import { counted, decimal, evenPercent, number, percentagePoints, unknown } from "./format.ts";
import { WebLink } from "./web-link.tsx";

const tiers = ["head", "torso", "tail"] as const;
const tailShown = 5;

/** Every active space in its place, by tier; the silent ones by name alone. */
export function SpacesTable({ answer }: { answer: SpacesAnswer }) {
  const [wholeTail, setWholeTail] = useState(false);
  const active = answer.spaces.filter((space) => space.count > 0);
  const silent = answer.spaces.filter((space) => space.count === 0);
  const largest = active[0]?.share ?? 0;
  const tail = active.filter((space) => space.tier === "tail");
  const hidden = wholeTail ? 0 : Math.max(0, tail.length - tailShown);
  // With everybody counted once, the count of people is the count.
  const withCount = answer.weighting !== "people";
  return (
    <>
      <table className="spaces">
        <caption className="hidden">Spaces by share of activity, most active first</caption>
        <thead>
          <tr>
            <th scope="col" className="number rank">
              <abbr title="Rank">#</abbr>
            </th>
            <th scope="col">Space</th>
            {withCount && (
              <th scope="col" className="number wide">
                {answer.weighting === "events" ? "Signals" : "Weight"}
              </th>
            )}
            <th scope="col" className="number wide">
              People
            </th>
            <th scope="col" className="share">
              Share
            </th>
            <th scope="col" className="number change">
              <abbr title="Change of the share against the window before, in percentage points">Change</abbr>
            </th>
          </tr>
        </thead>
        {tiers.map((tier) => {
          const spaces = active.filter((space) => space.tier === tier);
          const shown = tier === "tail" && hidden > 0 ? spaces.slice(0, tailShown) : spaces;
          return spaces.length === 0 ? null : (
            <tbody key={tier} className={`tier-${tier}`}>
              <tr className="tier">
                <th scope="rowgroup" colSpan={withCount ? 6 : 5}>
                  <b>{tier}</b> {tierMeaning(tier, spaces.length)}
                </th>
              </tr>
              {shown.map((space) => (
                <SpaceRow key={space.key} space={space} largest={largest} withCount={withCount} answer={answer} />
              ))}
            </tbody>
          );
        })}
      </table>
      {(hidden > 0 || wholeTail) && tail.length > tailShown && (
        <button type="button" className="more" onClick={() => setWholeTail(!wholeTail)}>
          {wholeTail ? "Show less of the tail" : `Show ${counted(hidden, "more space")} of the tail`}
        </button>
      )}
      {silent.length > 0 && <SilentSpaces spaces={silent} />}
    </>
  );
}

type SpaceRowProps = { space: SpaceAnswer; largest: number; withCount: boolean; answer: SpacesAnswer };

function SpaceRow({ space, largest, withCount, answer }: SpaceRowProps) {
  return (
    <tr>
      <td className="number rank">{number(space.rank)}</td>
      <th scope="row" className="space">
        <WebLink to={space.url}>
          <BreakableName name={space.name} />
        </WebLink>
        <small>
          {space.kind}
          <span className="narrow"> · {counted(space.people, "person", "people")}</span>
        </small>
      </th>
      {withCount && (
        <td className="number wide">{answer.weighting === "events" ? number(space.count) : decimal(space.count)}</td>
      )}
      <td className="number wide">{number(space.people)}</td>
      <td className="share">
        {evenPercent(space.share)}
        <ShareBar share={space.share} largest={largest} />
      </td>
      <td className="number change">{change(space.shareChange)}</td>
    </tr>
  );
}

/** A name that may break after its slashes, where a reader would break it. */
function BreakableName({ name }: { name: string }) {
  return name.split(/(?<=\/)/).map((part, index) => (
    <Fragment key={`${index} ${part}`}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

function ShareBar({ share, largest }: { share: number | null; largest: number }) {
  const width = share === null || largest === 0 ? 0 : (share / largest) * 100;
  return (
    <svg className="bar" aria-hidden="true">
      <rect className="bar-ground" width="100%" height="100%" rx="2" />
      <rect className="bar-value" width={`${width}%`} height="100%" rx="2" />
    </svg>
  );
}

function SilentSpaces({ spaces }: { spaces: SpaceAnswer[] }) {
  return (
    <details className="silent">
      <summary>{counted(spaces.length, "watched space")} had no activity in this window</summary>
      <ul>
        {spaces.map((space) => (
          <li key={space.key}>
            <WebLink to={space.url}>{space.name}</WebLink> <small>{space.kind}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}

function change(shareChange: number | null) {
  if (shareChange === null)
    return (
      <span className="unknown" title="Nothing to compare with in the window before">
        {unknown}
      </span>
    );
  const text = percentagePoints(shareChange);
  const direction = text === "0.0" ? "steady" : shareChange > 0 ? "up" : "down";
  return <span className={direction}>{text}</span>;
}

function tierMeaning(tier: (typeof tiers)[number], count: number): string {
  const spaces = counted(count, "space");
  if (tier === "head") return `${spaces} ${count === 1 ? "reaches" : "together reach"} half of the activity`;
  if (tier === "torso") return `${number(count)} more ${count === 1 ? "space" : "spaces"} to reach 80 %`;
  return count === 1 ? "the one space that is left" : `the other ${spaces}`;
}
