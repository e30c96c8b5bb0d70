import type { RenewalsAnswer } from "@groundswell/reports";
import { useState } from "react";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { Ground, LowCoverage, Stale } from "../../parts/coverage.tsx";
import { DataTable, type Sorting } from "../../parts/data-table.tsx";
import { counted, percent, utcDay } from "../../parts/format.ts";
import { nameOf } from "../../parts/people-words.ts";
import { Answered, Empty } from "../../parts/states.tsx";
import { useAnswer } from "../../use-answer.ts";
import { renewalColumns } from "./renewal-columns.tsx";

/** Whose award comes up for renewal, and the same measures now and a year before. */
export function RenewalsPage() {
  const expertise = useExpertise();
  const asked = useAnswer<RenewalsAnswer>(expertisePath(expertise, "renewals"));
  return (
    <>
      <PageHead title={`Who is up for renewal in ${expertise.name}`} />
      <Answered asked={asked} what="the renewals" lines={12}>
        {(answer) => <Renewals answer={answer} />}
      </Answered>
    </>
  );
}

function Renewals({ answer }: { answer: RenewalsAnswer }) {
  const { renewals, unmatched, yearBefore } = answer;
  const [sorting, setSorting] = useState<Sorting>({ sort: "renewal", direction: "up" });
  const [now] = useState(() => new Date());
  const due = renewals.filter((one) => one.due).length;
  return (
    <>
      <Stale asOf={answer.asOf} now={now} />
      <LowCoverage coverage={answer.coverage} />
      <Ground answer={answer} />
      <section className="panel" aria-label="Renewals">
        {renewals.length === 0 ? (
          <Empty title="Nobody who holds an award is known here.">
            <p>
              Awardees come from a file that an admin imports, or from candidacies that were awarded. Until one is
              there, nobody is up for renewal.
            </p>
          </Empty>
        ) : (
          <>
            <p className="aside">
              {counted(renewals.length, "awardee")}, {due === 0 ? "none" : due} of them due. The year before is{" "}
              {utcDay(yearBefore.window.from)} up to {utcDay(yearBefore.window.to)}
              {yearBefore.coverageRate !== null && `, ${percent(yearBefore.coverageRate)} of it read`}. Nobody is
              renewed or dropped by these numbers: they are where a conversation begins.
            </p>
            <DataTable
              caption="Awardees; the buttons of the head sort"
              columns={renewalColumns}
              rows={renewals}
              rowKey={({ person }) => String(person)}
              sorting={sorting}
              onSort={setSorting}
              shown={50}
              noun="awardee"
            />
          </>
        )}
        {unmatched.length > 0 && (
          <details className="moved">
            <summary>
              {counted(unmatched.length, "awardee")} without any known account: nothing is known of what they do
            </summary>
            <ul>
              {unmatched.map((one) => (
                <li key={one.person}>
                  {nameOf(one)} <small>{one.source}</small>
                </li>
              ))}
            </ul>
          </details>
        )}
      </section>
    </>
  );
}
