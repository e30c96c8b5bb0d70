import type { Answer } from "@groundswell/server";
import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { utcDay } from "../../parts/format.ts";
import { Answered } from "../../parts/states.tsx";
import { useAnswer } from "../../use-answer.ts";
import { type EditionHead, inOrder, isOfSame } from "./edition-order.ts";
import { Sentences } from "./report-view.tsx";

type CompareSectionProps = { edition: EditionHead; others: readonly EditionHead[]; chosen: number };

/** What an edition says otherwise than another one of the same report. The choice stands in the address. */
export function CompareSection({ edition, others, chosen }: CompareSectionProps) {
  const id = useId();
  const navigate = useNavigate({ from: "/reports/$edition" });
  const choices = others.filter((one) => one.id !== edition.id && isOfSame(one, edition));
  const other = choices.find((one) => one.id === chosen) ?? null;
  if (choices.length === 0) return null;
  return (
    <section className="panel unprinted" aria-labelledby={id} id="compare">
      <h2 id={id}>Compare</h2>
      <p className="field compare-with">
        <label htmlFor={`${id}-with`}>With the edition of</label>
        <select
          id={`${id}-with`}
          value={other === null ? "" : String(other.id)}
          onChange={(event) => void navigate({ search: { with: Number(event.target.value) }, resetScroll: false })}
        >
          <option value="">Choose an edition</option>
          {choices.map((one) => (
            <option key={one.id} value={one.id}>
              {utcDay(one.window.from)} up to {utcDay(one.window.to)}
              {one.revision > 1 && `, revision ${one.revision}`}
            </option>
          ))}
        </select>
      </p>
      {other !== null && <Difference of={inOrder(edition, other)} />}
    </section>
  );
}

function Difference({ of: [earlier, later] }: { of: [EditionHead, EditionHead] }) {
  const path = `/api/editions/${later.id}/compare?with=${earlier.id}`;
  const asked = useAnswer<Answer["EditionCompareAnswer"]>(path);
  return (
    <Answered asked={asked} what="what is different" lines={6}>
      {({ changes }) => (
        <>
          <p className="aside">
            From {utcDay(earlier.window.from)} up to {utcDay(earlier.window.to)}
            {earlier.revision > 1 && `, revision ${earlier.revision}`}, to {utcDay(later.window.from)} up to{" "}
            {utcDay(later.window.to)}
            {later.revision > 1 && `, revision ${later.revision}`}:
          </p>
          {changes.length === 0 ? <p>Both say the same.</p> : <Sentences of={changes} />}
        </>
      )}
    </Answered>
  );
}
