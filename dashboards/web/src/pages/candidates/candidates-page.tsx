import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useRef, useState } from "react";
import { useExpertise } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { trackTabs } from "../../parts/people-words.ts";
import { Tabs } from "../../parts/tabs.tsx";
import type { CandidateFilter } from "../../place-people.ts";
import { CandidatesSection } from "./candidates-section.tsx";
import { Filters } from "./filters.tsx";
import { MovedAside } from "./moved-aside.tsx";
import { SavedViews } from "./saved-views.tsx";
import { useSingleKeys } from "./shortcuts.ts";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";

/** Who is helping in an expertise, on two tracks that are never added up. */
export function CandidatesPage() {
  const expertise = useExpertise();
  const place = useSearch({ from: "/signed-in/expertises/$expertise/candidates" });
  const navigate = useNavigate({ from: "/expertises/$expertise/candidates" });
  const search = useRef<HTMLInputElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isOn, switchKeys] = useSingleKeys();
  const onFilter = useCallback(
    (change: Partial<CandidateFilter>) =>
      void navigate({ search: (last) => ({ ...last, ...change }), resetScroll: false, replace: "search" in change }),
    [navigate],
  );
  return (
    <>
      <PageHead title={`Who is helping in ${expertise.name}`}>
        <div className="switches">
          <SavedViews />
          <button type="button" className="quiet" onClick={() => setHelpOpen(true)}>
            Keys
          </button>
        </div>
      </PageHead>
      <Tabs
        label="Track"
        tabs={trackTabs}
        value={place.track}
        // A channel is one of its track.
        onChoose={(track) => void navigate({ search: { ...place, track, channel: "" }, resetScroll: false })}
      >
        <Filters place={place} onFilter={onFilter} search={search} />
        <CandidatesSection
          // Who is selected on one track is not on the other.
          key={place.track}
          place={place}
          isOn={isOn}
          search={search}
          onHelp={() => setHelpOpen(true)}
        />
        <MovedAside track={place.track} />
      </Tabs>
      {isHelpOpen && <ShortcutsDialog isOn={isOn} onSwitch={switchKeys} onClose={() => setHelpOpen(false)} />}
    </>
  );
}
