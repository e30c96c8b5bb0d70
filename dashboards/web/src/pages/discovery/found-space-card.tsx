import type { SpaceProposal } from "@groundswell/reports";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { act } from "../../ask.ts";
import { useExpertise } from "../../frame/expertise.ts";
import { counted, number, percent } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { Failure } from "../../parts/states.tsx";
import { WebLink } from "../../parts/web-link.tsx";

const snoozeDays = 30;
const dayMs = 86_400_000;

const deeds = [
  { deed: "accept", label: "Accept", about: "Watch it from now on: a source is made of it" },
  { deed: "ignore", label: "Ignore", about: "Do not propose it again" },
  { deed: "snooze", label: "Snooze", about: `Propose it again in ${snoozeDays} days` },
  { deed: "look", label: "Look there", about: "Ask the place what it is and what would read it" },
] as const;
type Deed = (typeof deeds)[number]["deed"];

const said: Record<Exclude<Deed, "look">, string> = { accept: "Accepted", ignore: "Ignored", snooze: "Snoozed" };

type FoundSpaceCardProps = {
  found: SpaceProposal;
  mayDecide: boolean;
};

/** One found space: who leads there, why it is proposed, and what to do about it. */
export function FoundSpaceCard({ found, mayDecide }: FoundSpaceCardProps) {
  return (
    <li className="panel">
      <h2>
        <span className="rank">{number(found.rank)}</span> <WebLink to={found.url}>{found.name}</WebLink>{" "}
        <small>
          {found.kind}, {found.identified}
        </small>
      </h2>
      <p>
        {counted(found.people, "person links", "people link")} there
        {found.shareOfPeople !== null && ` (${percent(found.shareOfPeople)} of those active)`}, from{" "}
        {counted(found.spaces, "space")}, in {counted(found.months, "month")}, with {counted(found.signals, "signal")},
        the last <Instant at={found.last} day />.
      </p>
      <Examples found={found} />
      {found.decision && (
        <p className="aside">
          {said[found.decision.deed]} by {found.decision.by}, <Instant at={found.decision.at} />
          {found.decision.until && (
            <>
              , until <Instant at={found.decision.until} day />
            </>
          )}
        </p>
      )}
      {mayDecide && <Decide found={found} />}
      {found.catalogueEntry !== null && (
        <details>
          <summary>What to add to a catalogue to read it</summary>
          <pre>{found.catalogueEntry}</pre>
        </details>
      )}
    </li>
  );
}

function Decide({ found }: Pick<FoundSpaceCardProps, "found">) {
  const { slug } = useExpertise();
  const queries = useQueryClient();
  const last = useRef<Deed | null>(null);
  const decide = useMutation({
    mutationFn: (deed: Deed) =>
      act(
        `/api/expertises/${encodeURIComponent(slug)}/discovery/${encodeURIComponent(found.key)}/${deed}`,
        deed === "snooze" ? { until: snoozedUntil(new Date()) } : {},
      ),
    onSuccess: () =>
      queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).includes("/discovery") }),
  });
  return (
    <>
      <p className="deeds">
        {deeds.map(({ deed, label, about }) => (
          <button
            key={deed}
            type="button"
            title={about}
            // What nobody knows how to read cannot become a source; a look may tell.
            disabled={decide.isPending || (deed === "accept" && found.source === null)}
            onClick={() => {
              last.current = deed;
              decide.mutate(deed);
            }}
          >
            {label}
            <span className="hidden"> {found.name}</span>
          </button>
        ))}
        <span role="status" className="aside">
          {decide.isPending && decide.variables === "look" && "Looking there…"}
          {decide.isSuccess && decide.variables === "look" && "Looked."}
        </span>
      </p>
      {decide.isError && (
        <Failure message={decide.error.message} again={() => last.current && decide.mutate(last.current)} />
      )}
    </>
  );
}

/** The day until which a found space is put off. */
function snoozedUntil(now: Date): string {
  return new Date(now.getTime() + snoozeDays * dayMs).toISOString().slice(0, 10);
}

function Examples({ found }: { found: SpaceProposal }) {
  if (found.examples.length === 0) return null;
  return (
    <details>
      <summary>{counted(found.examples.length, "signal")} that lead there</summary>
      <ul className="threads">
        {found.examples.map((address) => (
          <li key={address}>
            <WebLink to={address}>{address}</WebLink>
          </li>
        ))}
      </ul>
    </details>
  );
}
