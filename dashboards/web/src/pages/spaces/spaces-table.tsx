import type { SpaceAnswer, SpacesAnswer } from "@groundswell/reports";
import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import { useExpertise } from "../../frame/expertise.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import {
  counted,
  decimal,
  evenPercent,
  hours,
  interval,
  number,
  percent,
  percentagePoints,
  unknown,
} from "../../parts/format.ts";
import { firstSupportPlace, type SpacesPlace, type WindowName } from "../../place.ts";
import { SpaceLink } from "./space-link.tsx";

type SpacesTableProps = {
  answer: SpacesAnswer;
  place: SpacesPlace;
  go: (change: Partial<SpacesPlace>) => void;
};

const firstShown = 25;

/** Every active space: its share, how that changes, whether people are helped there, and where support is lacking. */
export function SpacesTable({ answer, place, go }: SpacesTableProps) {
  const active = answer.spaces.filter(({ count }) => count > 0);
  return (
    <DataTable
      caption="Active spaces; the buttons of the head sort"
      columns={columnsOf(answer, place.window)}
      rows={active}
      rowKey={({ key }) => key}
      rowClass={({ tier }) => `tier-${tier}`}
      sorting={{ sort: place.sort, direction: place.direction }}
      onSort={go}
      shown={firstShown}
      noun="space"
    />
  );
}

function columnsOf({ spaces, weighting }: SpacesAnswer, window: WindowName): Column<SpaceAnswer>[] {
  const largest = spaces[0]?.share ?? 0;
  const to = (space: SpaceAnswer, hash: "trend" | "threads" | "carried" | undefined, text: ReactNode) => (
    <SpaceLink space={space.key} window={window} {...(hash ? { hash } : {})}>
      {text}
    </SpaceLink>
  );
  const count: Column<SpaceAnswer> = {
    ...{ key: "count", label: weighting === "events" ? <>Signals</> : <>Weight</>, number: true, wide: true },
    value: (space) => space.count,
    first: "down",
    cell: (space) => to(space, "trend", weighting === "events" ? number(space.count) : decimal(space.count)),
  };
  return [
    { key: "rank", label: "#", number: true, value: ({ rank }) => rank, cell: ({ rank }) => number(rank) },
    {
      ...{ key: "space", label: "Space", names: true },
      value: ({ name }) => name,
      cell: (space) => (
        <>
          {to(space, undefined, <BreakableName name={space.name} />)}
          <small>
            {space.kind}
            <span className="narrow"> · {counted(space.people, "person", "people")}</span>
          </small>
        </>
      ),
    },
    // With everybody counted once, the count of people is the count.
    ...(weighting === "people" ? [] : [count]),
    {
      ...{ key: "people", label: "People", number: true, wide: true, first: "down" },
      value: ({ people }) => people,
      cell: (space) => to(space, "carried", number(space.people)),
    },
    {
      ...{ key: "share", label: "Share", first: "down" },
      value: ({ share }) => share,
      cell: ({ share }) => (
        <>
          {evenPercent(share)}
          <ShareBar share={share} largest={largest} />
        </>
      ),
    },
    {
      ...{ key: "change", label: "Change", number: true, wide: true, first: "down" },
      value: ({ shareChange }) => shareChange,
      cell: (space) => <Change space={space} />,
    },
    {
      ...{ key: "helped", label: <>Helped in 72 h</>, number: true },
      value: ({ health }) => health?.responseRate["72h"] ?? null,
      cell: (space) => to(space, "threads", <Helped space={space} />),
    },
    {
      ...{ key: "response", label: <>First response</>, number: true, wide: true },
      value: ({ health }) => health?.ttfrHours.median ?? null,
      cell: (space) => to(space, "threads", <FirstResponse space={space} />),
    },
    {
      ...{ key: "support", label: "Support", number: true },
      value: ({ support }) => support?.rank ?? null,
      cell: (space) => <Support space={space} window={window} />,
    },
  ];
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

function Change({ space: { shareChange, shareChangeInterval } }: { space: SpaceAnswer }) {
  if (shareChange === null) return <Unknown why="Nothing to compare with in the window before" />;
  const text = percentagePoints(shareChange);
  const direction = text === percentagePoints(0) ? "steady" : shareChange > 0 ? "up" : "down";
  const sure = shareChangeInterval && interval(...shareChangeInterval, percentagePoints);
  return (
    <>
      <span className={direction}>{text}</span>
      {sure && <small>{sure}</small>}
    </>
  );
}

function Helped({ space: { health } }: { space: SpaceAnswer }) {
  if (health === null) return <Unknown why="Nobody asks here" />;
  const { value, lower, upper, n } = health.intervals.responseRate["72h"];
  if (value === null) return <Insufficient n={n} />;
  return (
    <>
      {percent(value)}
      <small>{interval(lower, upper, percent)}</small>
    </>
  );
}

function FirstResponse({ space: { health } }: { space: SpaceAnswer }) {
  if (health === null) return <Unknown why="Nobody asks here" />;
  const { lower, upper } = health.intervals.ttfrMedianHours;
  if (health.ttfrHours.median === null) return <Insufficient n={health.threads} />;
  return (
    <>
      {hours(health.ttfrHours.median)}
      <small>{interval(lower, upper, hours)}</small>
    </>
  );
}

function Support({ space: { key, support }, window }: { space: SpaceAnswer; window: WindowName }) {
  const { slug } = useExpertise();
  if (support === null || support.rank === null) return <Unknown why="Nobody is in need here, or it cannot be told" />;
  return (
    <>
      <Link
        to="/expertises/$expertise/support"
        params={{ expertise: slug }}
        search={{ ...firstSupportPlace, window }}
        hash={`need-${key}`}
      >
        {number(support.rank)}
      </Link>
      {support.reasons[0] && <small className="reason">{support.reasons[0]}</small>}
    </>
  );
}

function Insufficient({ n }: { n: number }) {
  return <small title="Too few to tell anything from">insufficient ({number(n)})</small>;
}

function Unknown({ why }: { why: string }) {
  return (
    <span className="unknown" title={why}>
      {unknown}
      <span className="hidden"> {why}</span>
    </span>
  );
}
