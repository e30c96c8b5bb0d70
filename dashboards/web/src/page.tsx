import type { CandidatesAnswer, SpacesAnswer } from "@groundswell/reports";
import type { ExpertisesAnswer } from "@groundswell/server";
import { useEffect, useState } from "react";
import { CandidatesSection } from "./candidates-section.tsx";
import { Header } from "./header.tsx";
import { InsightSection } from "./insight-section.tsx";
import { type Place, windowStart } from "./place.ts";
import { SourcesSection } from "./sources-section.tsx";
import { SpacesSection } from "./spaces-section.tsx";
import { Empty, Failure, Loading } from "./states.tsx";
import { useAnswer } from "./use-answer.ts";
import { usePlace } from "./use-place.ts";

type Analysed = { slug: string; name: string; asOf: string };

/** The whole page: where it happens, who is helping, and what it was read from. */
export function Page() {
  const [place, go] = usePlace();
  const { answer, failure, again } = useAnswer<ExpertisesAnswer>("/api/expertises");
  const expertises = answer?.expertises ?? [];
  const chosen = choose(expertises, place.expertise);
  useEffect(() => {
    document.title = chosen ? `${chosen.name} · Groundswell` : "Groundswell";
  }, [chosen]);

  return (
    <>
      <Header expertises={expertises} chosen={chosen?.slug ?? null} onChoose={(expertise) => go({ expertise })} />
      <main>
        {failure && <Failure message={failure} again={again} />}
        {!answer && !failure && <Loading what="the expertises" />}
        {answer && !chosen && <NothingYet named={place.expertise} known={expertises.length} />}
        {chosen && chosen.asOf === null && <NotAnalysed slug={chosen.slug} name={chosen.name} />}
        {chosen && chosen.asOf !== null && (
          <Analysis key={chosen.slug} expertise={{ ...chosen, asOf: chosen.asOf }} place={place} go={go} />
        )}
        {answer && <SourcesSection />}
      </main>
      <footer>
        <p>Groundswell proposes; people decide. Every number leads back to its signals.</p>
      </footer>
    </>
  );
}

type AnalysisProps = { expertise: Analysed; place: Place; go: (change: Partial<Place>) => void };

function Analysis({ expertise, place, go }: AnalysisProps) {
  const [limit, setLimit] = useState(12);
  const base = `/api/expertises/${encodeURIComponent(expertise.slug)}`;
  // Both ask as of the same instant, so that a run that ends meanwhile does not leave half of a page behind.
  const asOf = new URLSearchParams({ asOf: expertise.asOf });
  const from = windowStart(place.window, expertise.asOf);
  const spaces = useAnswer<SpacesAnswer>(
    `${base}/spaces?weighting=${place.weighting}&${asOf}${from ? `&from=${from}` : ""}`,
  );
  const candidates = useAnswer<CandidatesAnswer>(`${base}/candidates?track=${place.track}&${asOf}&limit=${limit}`);
  return (
    <>
      <InsightSection asked={spaces} />
      <div className="columns">
        <SpacesSection asked={spaces} place={place} go={go} />
        <CandidatesSection
          asked={candidates}
          track={place.track}
          spaceNames={spaceNames(spaces.answer)}
          onTrack={(track) => go({ track })}
          onMore={() => setLimit((last) => last + 50)}
        />
      </div>
    </>
  );
}

function spaceNames(answer: SpacesAnswer | null): Map<string, string> {
  return new Map((answer?.spaces ?? []).map((space) => [space.key, space.name]));
}

/** The expertise that the address names; without a name the first that has been analysed. */
function choose(expertises: ExpertisesAnswer["expertises"], slug: string | null) {
  if (slug !== null) return expertises.find((expertise) => expertise.slug === slug) ?? null;
  return expertises.find((expertise) => expertise.asOf !== null) ?? expertises[0] ?? null;
}

function NothingYet({ named, known }: { named: string | null; known: number }) {
  if (named !== null && known > 0)
    return (
      <Empty title={`There is no expertise “${named}” here.`}>
        <p>Choose one of those above.</p>
      </Empty>
    );
  return (
    <Empty title="Nothing is watched yet.">
      <p>
        Say in a catalogue which spaces belong to an expertise, and load it:{" "}
        <code>groundswell catalogue apply catalogue.yaml</code>
      </p>
    </Empty>
  );
}

function NotAnalysed({ slug, name }: { slug: string; name: string }) {
  return (
    <Empty title={`${name} has not been analysed yet.`}>
      <p>
        Read its sources and weigh what they hold: <code>groundswell pull --expertise {slug}</code>, then{" "}
        <code>groundswell analyse --expertise {slug}</code>
      </p>
    </Empty>
  );
}
