import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useExpertise } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { useMay } from "../../me.ts";
import { Tabs } from "../../parts/tabs.tsx";
import { type Undoable, UndoNote } from "../../parts/undo-note.tsx";
import type { IdentitiesPlace } from "../../place-people.ts";
import { DecisionsSection } from "./decisions-section.tsx";
import { PersonsSection } from "./persons-section.tsx";
import { ReviewSection } from "./review-section.tsx";

const tabs = [
  { value: "proposals", label: "To decide", about: "may be one person" },
  { value: "persons", label: "Joined", about: "several accounts" },
  { value: "decisions", label: "Decided", about: "by people" },
] as const;

/** Which accounts are one person: what is proposed, what is joined, and what people decided. */
export function IdentitiesPage() {
  const { slug, name } = useExpertise();
  const { show, proposal } = useSearch({ from: "/signed-in/expertises/$expertise/identities" });
  const navigate = useNavigate({ from: "/expertises/$expertise/identities" });
  const mayDecide = useMay("write", "people", slug);
  const [done, setDone] = useState<Undoable | null>(null);
  const go = (search: Partial<IdentitiesPlace>) => void navigate({ search, resetScroll: false });
  return (
    <>
      <PageHead title={`Who is who in ${name}`} />
      <Tabs label="Identities" tabs={tabs} value={show} onChoose={(next) => go({ show: next })}>
        {show === "proposals" && (
          <ReviewSection
            proposal={proposal}
            mayDecide={mayDecide}
            onGo={(id) => go({ show, proposal: id })}
            done={done}
            onDone={setDone}
          />
        )}
        {show === "persons" && <PersonsSection mayDecide={mayDecide} onDone={setDone} />}
        {show === "decisions" && <DecisionsSection mayDecide={mayDecide} onDone={setDone} />}
      </Tabs>
      <UndoNote done={done} onClose={() => setDone(null)} />
    </>
  );
}
