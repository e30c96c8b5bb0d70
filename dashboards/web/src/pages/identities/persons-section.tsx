import type { PersonAnswer } from "@groundswell/reports";
import type { IdentitiesAnswer } from "@groundswell/server";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../../ask.ts";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { useVerdict } from "../../parts/identity-deeds.ts";
import { nameOf } from "../../parts/people-words.ts";
import { PersonLink } from "../../parts/person-link.tsx";
import { ReasonDialog } from "../../parts/reason-dialog.tsx";
import { Empty, Failure, Loading } from "../../parts/states.tsx";
import type { Undoable } from "../../parts/undo-note.tsx";
import { Evidence } from "../person/accounts-section.tsx";

type PersonsSectionProps = { mayDecide: boolean; onDone: (done: Undoable) => void };

const pageSize = 25;

/** The persons that hold several accounts, with what joins them and the way to take an account out. */
export function PersonsSection({ mayDecide, onDone }: PersonsSectionProps) {
  const expertise = useExpertise();
  const [splitting, setSplitting] = useState<string | null>(null);
  const { decide } = useVerdict(onDone);
  const path = (after: number | null) =>
    expertisePath(expertise, "identities", { limit: pageSize, ...(after !== null && { after }) });
  const asked = useInfiniteQuery({
    queryKey: [path(null), "pages"],
    queryFn: ({ pageParam, signal }) => ask<IdentitiesAnswer>(path(pageParam), signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });
  const persons = asked.data?.pages.flatMap((page) => page.persons) ?? [];
  return (
    <section className="panel" aria-label="Joined persons">
      {asked.isError && <Failure message={asked.error.message} again={() => void asked.refetch()} />}
      {asked.isPending && <Loading what="the persons" lines={14} />}
      {asked.isSuccess && persons.length === 0 && <Empty title="Nobody here holds several accounts." />}
      <ul className="joined">
        {persons.map((one) => (
          <li key={one.person}>
            <h2>
              <PersonLink person={one.person}>{nameOf(one)}</PersonLink>
            </h2>
            <Accounts person={one} onSplit={mayDecide ? setSplitting : null} />
            <details>
              <summary>What joins them ({one.links.length})</summary>
              <ul className="links">
                {one.links.map((link) => (
                  <li key={`${link.a} ${link.b} ${link.method}`}>
                    <Evidence link={link} />
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
      {asked.hasNextPage && (
        <button
          type="button"
          className="more"
          disabled={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          {asked.isFetchingNextPage ? "More are on their way…" : "Show more persons"}
        </button>
      )}
      {splitting !== null && (
        <ReasonDialog
          title={`${splitting} is somebody else’s`}
          effect="The account becomes a person of its own, and what it did counts for that one. No evidence joins it again until somebody undoes this."
          deed="Split it off"
          onClose={() => setSplitting(null)}
          onDo={(reason) => decide({ kind: "split", account: splitting, reason }, `${splitting} is apart now.`)}
        />
      )}
    </section>
  );
}

function Accounts({ person, onSplit }: { person: PersonAnswer; onSplit: ((account: string) => void) | null }) {
  return (
    <ul className="account-cards">
      {person.accounts.map(({ platform, id, handle }) => (
        <li key={`${platform}:${id}`}>
          <div>
            {handle ?? id} <small>{platform}</small>
          </div>
          {onSplit && (
            <button type="button" className="quiet" onClick={() => onSplit(`${platform}:${id}`)}>
              Not the same
              <span className="hidden">
                {" "}
                person: {platform}:{id}
              </span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
