import type { AwardeesAnswer } from "@groundswell/reports";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { PageHead } from "../../frame/page-head.tsx";
import { Choice } from "../../parts/choice.tsx";
import { type Column, DataTable, type Sorting } from "../../parts/data-table.tsx";
import { counted, unknown, utcDay } from "../../parts/format.ts";
import { Answered, Empty } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import { type AwardeesPlace, firstAwardeesPlace } from "../../place-operation.ts";
import { useAnswer } from "../../use-answer.ts";
import { ImportDialog } from "./import-dialog.tsx";

type Awardee = AwardeesAnswer["awardees"][number];
const statuses = [
  { value: "", label: "All" },
  { value: "current", label: "Current" },
  { value: "alumnus", label: "Ended" },
] as const;

/** Who was recognised, and whether their accounts are known; files of them are loaded here. */
export function AwardeesPage() {
  const place = useSearch({ from: "/signed-in/administration/awardees" });
  const navigate = useNavigate({ from: "/administration/awardees" });
  const go = (change: Partial<AwardeesPlace>) => void navigate({ search: { ...place, ...change }, resetScroll: false });
  const asked = useAnswer<AwardeesAnswer>(awardeesPath(place));
  const [loads, setLoads] = useState(false);
  const [sorting, setSorting] = useState<Sorting>({ sort: "name", direction: "up" });
  return (
    <>
      <PageHead title="Awardees">
        <button type="button" className="button" onClick={() => setLoads(true)}>
          Load a file
        </button>
      </PageHead>
      <div className="switches">
        <Choice label="Awards" value={place.status} choices={statuses} onChoose={(status) => go({ status })} />
        <label className="check">
          <input
            type="checkbox"
            checked={place.unmatched}
            onChange={(event) => go({ unmatched: event.target.checked })}
          />{" "}
          Only those without a known account
        </label>
      </div>
      <section className="panel" aria-label="Awardees">
        <Answered asked={asked} what="the awardees" lines={12}>
          {({ awardees }) =>
            awardees.length === 0 ? (
              <Nothing place={place} />
            ) : (
              <>
                <p className="aside">
                  {counted(awardees.length, "award")}. Each reading of this list stands in the audit log.
                </p>
                <DataTable
                  caption="Awardees"
                  columns={columns}
                  rows={awardees}
                  rowKey={({ account, expertise, awardedOn, registry }) =>
                    `${registry} ${account} ${expertise} ${awardedOn}`
                  }
                  sorting={sorting}
                  onSort={setSorting}
                  shown={100}
                  noun="award"
                />
              </>
            )
          }
        </Answered>
      </section>
      {loads && <ImportDialog onClose={() => setLoads(false)} />}
    </>
  );
}

function Nothing({ place }: { place: AwardeesPlace }) {
  const isNarrowed = place.status !== firstAwardeesPlace.status || place.unmatched;
  return (
    <Empty title={isNarrowed ? "There is no such award." : "No file of awardees is loaded yet."}>
      {!isNarrowed && (
        <p>
          A <Term word="registry">registry</Term> of awardees is a CSV file whose first line names its columns: name,
          expertise, award date, end, and columns of links or handles.
        </p>
      )}
    </Empty>
  );
}

const columns: readonly Column<Awardee>[] = [
  {
    key: "name",
    label: "Name",
    names: true,
    value: ({ name }) => name,
    cell: ({ name, account }) => (
      <>
        {name ?? unknown}
        <small>{account}</small>
      </>
    ),
  },
  { key: "expertise", label: "Award", value: ({ expertise }) => expertise, cell: ({ expertise }) => expertise },
  {
    key: "awarded",
    label: "Since",
    first: "down",
    value: ({ awardedOn }) => awardedOn,
    cell: ({ awardedOn, endedOn }) => (
      <>
        {awardedOn === null ? unknown : utcDay(awardedOn)}
        {endedOn !== null && <small>up to {utcDay(endedOn)}</small>}
      </>
    ),
  },
  {
    key: "accounts",
    label: "Known on",
    wide: true,
    value: ({ platforms }) => platforms.length,
    cell: ({ platforms, proposals }) => (
      <>
        {platforms.length === 0 ? <span className="unknown">no account known</span> : platforms.join(", ")}
        {proposals > 0 && <small>{counted(proposals, "proposal waits", "proposals wait")} for a decision</small>}
      </>
    ),
  },
  { key: "registry", label: "File", wide: true, value: ({ registry }) => registry, cell: ({ registry }) => registry },
];

function awardeesPath({ status, unmatched }: AwardeesPlace): string {
  const query = new URLSearchParams();
  if (status !== "") query.set("status", status);
  if (unmatched) query.set("unmatched", "true");
  return query.size === 0 ? "/api/awardees" : `/api/awardees?${query}`;
}
