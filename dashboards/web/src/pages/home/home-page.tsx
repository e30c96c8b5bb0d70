import type { SpacesAnswer } from "@groundswell/reports";
import type { ExpertiseAnswer, ExpertisesAnswer } from "@groundswell/server";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type AnalysedExpertise, expertisePath } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { useMay, useMe } from "../../me.ts";
import { Ground, LowCoverage, Stale } from "../../parts/coverage.tsx";
import { LiveNow } from "../../parts/live-now.tsx";
import { CopyButton, Sentence } from "../../parts/sentence.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { Warnings } from "../../parts/warnings.tsx";
import { firstSpacesPlace } from "../../place.ts";
import { useAnswer } from "../../use-answer.ts";
import { useLastVisit } from "./use-last-visit.ts";

/** My expertises: the sentence of each, what has changed since my last visit, and what it rests on. */
export function HomePage() {
  const asked = useAnswer<ExpertisesAnswer>("/api/expertises");
  return (
    <>
      <PageHead title="My expertises" />
      <LiveNow />
      <Answered asked={asked} what="the expertises" lines={12}>
        {({ expertises }) =>
          expertises.length === 0 ? (
            <Nothing />
          ) : (
            expertises.map((expertise) => <ExpertiseCard key={expertise.slug} expertise={expertise} />)
          )
        }
      </Answered>
    </>
  );
}

function ExpertiseCard({ expertise }: { expertise: ExpertiseAnswer }) {
  const { slug, name, asOf } = expertise;
  const mayRead = useMay("read", "spaces", slug);
  return (
    <section className="panel expertise-card" aria-label={name}>
      <h2>
        <Link to="/expertises/$expertise/spaces" params={{ expertise: slug }} search={firstSpacesPlace}>
          {name}
        </Link>
      </h2>
      {asOf === null && (
        <Empty title="It has not been analysed yet.">
          <p>
            Read its sources and weigh what they hold: <code>groundswell pull --expertise {slug}</code>, then{" "}
            <code>groundswell analyse --expertise {slug}</code>
          </p>
        </Empty>
      )}
      {asOf !== null && mayRead && <Insight expertise={{ slug, name, asOf }} />}
    </section>
  );
}

function Insight({ expertise }: { expertise: AnalysedExpertise }) {
  const asked = useAnswer<SpacesAnswer>(expertisePath(expertise, "spaces", { weighting: "events" }));
  const [now] = useState(() => new Date());
  return (
    <Answered asked={asked} what={`the insight of ${expertise.name}`} lines={7}>
      {(answer) => (
        <>
          <Sentence text={answer.insight} as="p" />
          <Stale asOf={expertise.asOf} now={now} />
          <LowCoverage coverage={answer.coverage} />
          <SinceLastVisit answer={answer} />
          <Warnings warnings={answer.warnings} />
          <Ground answer={answer} />
          <CopyButton text={answer.insight} />
        </>
      )}
    </Answered>
  );
}

function SinceLastVisit({ answer }: { answer: SpacesAnswer }) {
  const { asker } = useMe();
  const changes = useLastVisit(asker.id, answer);
  if (changes === null) return null;
  if (changes.length === 0) return <p className="aside">Nothing new since your last visit.</p>;
  return (
    <div className="since">
      <h3>Since your last visit</h3>
      <ul>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </div>
  );
}

function Nothing() {
  const mayLoad = useMay("write", "operation", null);
  return (
    <Empty title="There is no expertise for you to see yet.">
      {mayLoad ? (
        <p>
          Say in a catalogue which spaces belong to an expertise, and load it:{" "}
          <code>groundswell catalogue apply catalogue.yaml</code>
        </p>
      ) : (
        <p>An admin of this server grants expertises to you.</p>
      )}
    </Empty>
  );
}
