import type { TrendAnswer, TrendsAnswer } from "@groundswell/reports";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { Choice } from "../../parts/choice.tsx";
import { Ground, LowCoverage } from "../../parts/coverage.tsx";
import { type Column, DataTable, type Sorting } from "../../parts/data-table.tsx";
import { counted, percent } from "../../parts/format.ts";
import { Sparkline } from "../../parts/sparkline.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import { firstSpacesPlace, type TrendsPlace } from "../../place.ts";
import { useAnswer } from "../../use-answer.ts";
import { SpaceLink } from "../spaces/space-link.tsx";
import { directionWord, monthly, slope, spanOf, TrendNotes } from "./trend-words.tsx";

const subjects = [
  { value: "space", label: "Spaces" },
  { value: "tag", label: "Tags" },
] as const;
const units = [
  { value: "people", label: "People", about: "How many people are active in a month" },
  { value: "events", label: "Signals", about: "How much happens in a month" },
] as const;

/** What rises and falls in an expertise, by months, and what is to be looked at. */
export function TrendsPage() {
  const expertise = useExpertise();
  const place = useSearch({ from: "/signed-in/expertises/$expertise/trends" });
  const navigate = useNavigate({ from: "/expertises/$expertise/trends" });
  const go = (change: Partial<TrendsPlace>) => void navigate({ search: { ...place, ...change }, resetScroll: false });
  const asked = useAnswer<TrendsAnswer>(expertisePath(expertise, "trends", { by: place.by }));
  return (
    <>
      <PageHead title={`What rises and falls in ${expertise.name}`}>
        <div className="switches">
          <Choice label="Of" value={place.by} choices={subjects} onChoose={(by) => go({ by })} />
          <Choice label="Count" value={place.unit} choices={units} onChoose={(unit) => go({ unit })} />
        </div>
      </PageHead>
      <Answered asked={asked} what="the trends" lines={16}>
        {(answer) => (
          <>
            <Ground answer={answer} />
            <LowCoverage coverage={answer.coverage} />
            <p className="aside">
              All <Term word="trend">trends</Term> of this answer are tested together: of those claimed, at most{" "}
              {percent(answer.falseDiscoveryRate)} are expected to be chance. The whole is counted over the{" "}
              {answer.likeForLike.spaces} of {counted(answer.likeForLike.of, "space")} that were read throughout.
            </p>
            <Series series={answer.series.filter(({ unit }) => unit === place.unit)} />
          </>
        )}
      </Answered>
    </>
  );
}

function Series({ series }: { series: TrendAnswer[] }) {
  const [sorting, setSorting] = useState<Sorting>({ sort: "", direction: "up" });
  if (series.length === 0)
    return (
      <Empty title="There is nothing to follow by months yet.">
        <p>Trends need whole months that were read; see the coverage of the sources.</p>
      </Empty>
    );
  return (
    <section className="panel" aria-label="Series">
      <DataTable
        caption="Series by months; the buttons of the head sort"
        columns={columns}
        rows={series}
        rowKey={({ of, key }) => `${of} ${key}`}
        sorting={sorting}
        onSort={setSorting}
        shown={30}
        noun="series"
      />
    </section>
  );
}

const columns: Column<TrendAnswer>[] = [
  {
    ...{ key: "name", label: "What", names: true },
    value: ({ name }) => name,
    cell: (one) => (
      <>
        {one.of === "space" ? (
          <SpaceLink space={one.key} window={firstSpacesPlace.window} hash="trend">
            {one.name}
          </SpaceLink>
        ) : (
          one.name
        )}
        {one.of === "expertise" && <small>the whole</small>}
      </>
    ),
  },
  {
    ...{ key: "line", label: "Months", wide: true },
    cell: (one) => (
      <>
        <Sparkline values={one.points.filter(({ provisional }) => !provisional).map(({ value }) => value)} />
        <small>{spanOf(one)}</small>
      </>
    ),
  },
  {
    ...{ key: "mean", label: "A month", number: true, first: "down" },
    value: ({ mean }) => mean,
    cell: ({ mean }) => monthly(mean),
  },
  {
    ...{ key: "direction", label: "Direction", first: "down" },
    value: ({ slopePerMonth, mean }) => (slopePerMonth === null || !mean ? null : slopePerMonth / mean),
    cell: (one) => (
      <>
        <span className={`direction-${one.direction}`}>{directionWord(one.direction)}</span>
        <small>{one.why ?? slope(one)}</small>
      </>
    ),
  },
  { key: "notes", label: "Notes", cell: (one) => <TrendNotes trend={one} /> },
];
