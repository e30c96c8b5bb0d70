import type { PublicSignal, SpacePageAnswer } from "@groundswell/reports";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { Ground, LowCoverage } from "../../parts/coverage.tsx";
import { counted, evenPercent, number, percent } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { Answered } from "../../parts/states.tsx";
import { WebLink } from "../../parts/web-link.tsx";
import { WindowChoice } from "../../parts/window-choice.tsx";
import { firstSupportPlace } from "../../place.ts";
import { useAnswer } from "../../use-answer.ts";
import { SignalList } from "./signal-list.tsx";
import { SignalsSection } from "./signals-section.tsx";
import { SpaceHealthSection } from "./space-health-section.tsx";
import { SpaceTrend } from "./space-trend.tsx";
import { ThreadList } from "./thread-list.tsx";
import { WhoCarries } from "./who-carries.tsx";

/** One space: how it goes, whether people are helped, who waits, and who carries it, in counts only. */
export function SpacePage() {
  const expertise = useExpertise();
  const { space, window } = useSearch({ from: "/signed-in/expertises/$expertise/space" });
  const navigate = useNavigate({ from: "/expertises/$expertise/space" });
  const asked = useAnswer<SpacePageAnswer>(expertisePath(expertise, `spaces/${encodeURIComponent(space)}`, { window }));
  return (
    <>
      <PageHead title={asked.answer?.space.name ?? space}>
        <div className="switches">
          <WindowChoice
            value={window}
            onChoose={(next) => void navigate({ search: { space, window: next }, resetScroll: false })}
          />
        </div>
      </PageHead>
      <Answered asked={asked} what="the space" lines={14}>
        {(answer) => <Space answer={answer} />}
      </Answered>
    </>
  );
}

function Space({ answer }: { answer: SpacePageAnswer }) {
  const { space, trends } = answer;
  useScrollToHash();
  return (
    <>
      <p className="aside">
        {space.kind}
        {space.url !== null && (
          <>
            , <WebLink to={space.url}>{space.url}</WebLink>
          </>
        )}
        . Number {number(space.rank)} of its expertise with {evenPercent(space.share)} of the activity:{" "}
        {counted(space.people, "person", "people")} active.
      </p>
      <Ground answer={answer} />
      <LowCoverage coverage={answer.coverage} />
      <section id="trend" className="panel" aria-labelledby="trend-title">
        <h2 id="trend-title">How it goes</h2>
        <SpaceTrend series={trends} />
      </section>
      <section id="health" className="panel" aria-labelledby="health-title">
        <h2 id="health-title">Whether people are helped</h2>
        <SpaceHealthSection health={space.health} />
      </section>
      <section id="threads" className="panel" aria-labelledby="threads-title">
        <h2 id="threads-title">Who waits</h2>
        <Waiting answer={answer} />
      </section>
      <section id="carried" className="panel" aria-labelledby="carried-title">
        <h2 id="carried-title">Who carries it</h2>
        <WhoCarries space={space} />
      </section>
      <section id="signals" className="panel" aria-labelledby="signals-title">
        <h2 id="signals-title">What it was counted from</h2>
        <Sources answer={answer} />
        <Best signals={answer.best} />
        <SignalsSection space={space.key} />
      </section>
    </>
  );
}

function Waiting({ answer: { space, open } }: { answer: SpacePageAnswer }) {
  const { slug } = useExpertise();
  return (
    <>
      {space.support !== null && space.support.rank !== null && (
        <p className="aside">
          <Link to="/expertises/$expertise/support" params={{ expertise: slug }} search={firstSupportPlace}>
            Number {number(space.support.rank)} of the support list
          </Link>
          : {space.support.reasons.join(" ")}
        </p>
      )}
      <p className="aside">
        {open.total === 0
          ? "No thread of this window waits for a response."
          : `${counted(open.total, "thread waits", "threads wait")} for a response; the ${number(open.threads.length)} that wait longest:`}
      </p>
      <ThreadList threads={open.threads} />
    </>
  );
}

function Sources({ answer: { sources } }: { answer: SpacePageAnswer }) {
  return (
    <p className="aside">
      Read from{" "}
      {sources.map(({ id, connector, coverage, lastSuccess }, index) => (
        <span key={id}>
          {index > 0 && "; "}
          <b>{id}</b> ({connector}), {percent(coverage.rate)} of the window, last <Instant at={lastSuccess} />
        </span>
      ))}
      .
    </p>
  );
}

function Best({ signals }: { signals: readonly PublicSignal[] }) {
  if (signals.length === 0) return null;
  return (
    <>
      <h3>Most endorsed of the newest</h3>
      <SignalList signals={signals} />
    </>
  );
}

/** What an address points at arrives after the page: it is gone to once it is there. */
function useScrollToHash(): void {
  useEffect(() => {
    const { hash } = globalThis.location;
    if (hash.length > 1) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, []);
}
