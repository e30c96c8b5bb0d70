import type { PersonPageAnswer, WrongDataMark } from "@groundswell/reports";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { useMay } from "../../me.ts";
import { Ground, LowCoverage, Stale } from "../../parts/coverage.tsx";
import { Instant } from "../../parts/instant.tsx";
import { countryName, languageName, nameOf, stageWord, trackTabs } from "../../parts/people-words.ts";
import { Answered, Empty } from "../../parts/states.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { type Undoable, UndoNote } from "../../parts/undo-note.tsx";
import type { Track } from "../../place-people.ts";
import { useAnswer } from "../../use-answer.ts";
import { AccountsSection } from "./accounts-section.tsx";
import type { Behind } from "./behind.ts";
import { CandidacySection } from "./candidacy-section.tsx";
import { ContributionsSection } from "./contributions-section.tsx";
import { ItemsSection } from "./items-section.tsx";
import { NoticesSection } from "./notices-section.tsx";
import { OptOut } from "./opt-out.tsx";
import { SignalsDialog } from "./signals-dialog.tsx";
import { WhyScore } from "./why-score.tsx";
import { ReportDialog, ResolveDialog, type Wrong } from "./wrong-data.tsx";

/** One person in an expertise: who, why, what they did, what to look at twice, and what people decided. */
export function PersonPage() {
  const expertise = useExpertise();
  const { person } = useParams({ from: "/signed-in/expertises/$expertise/people/$person" });
  const asked = useAnswer<PersonPageAnswer>(expertisePath(expertise, `people/${encodeURIComponent(person)}`));
  // While another person is on the way, nobody should take the one before for them.
  const answer = asked.answer && String(asked.answer.person) === person ? asked.answer : null;
  return (
    <>
      <PageHead title={answer ? nameOf(answer) : `Person ${person}`}>{answer && <Links answer={answer} />}</PageHead>
      <Answered asked={{ ...asked, answer }} what="the person" lines={20}>
        {(one) => <Person answer={one} />}
      </Answered>
    </>
  );
}

function Person({ answer }: { answer: PersonPageAnswer }) {
  const expertise = useExpertise();
  const { track } = useSearch({ from: "/signed-in/expertises/$expertise/people/$person" });
  const navigate = useNavigate({ from: "/expertises/$expertise/people/$person" });
  const mayAct = useMay("write", "people", expertise.slug);
  const [behind, setBehind] = useState<Behind | null>(null);
  const [done, setDone] = useState<Undoable | null>(null);
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const [resolving, setResolving] = useState<WrongDataMark | null>(null);
  const [now] = useState(() => new Date());
  const standing = answer.tracks[track];
  const flags = [...(answer.tracks.expert?.flags ?? []), ...(answer.tracks.leader?.flags ?? [])];
  const differentFlags = flags.filter(
    (one, at) => flags.findIndex(({ flag, why }) => flag === one.flag && why === one.why) === at,
  );
  return (
    <>
      <p className="aside">
        <Facts answer={answer} />
      </p>
      <Stale asOf={answer.asOf} now={now} />
      <LowCoverage coverage={answer.coverage} />
      <Ground answer={answer} />
      <section className="panel" aria-labelledby="why-title">
        <h2 id="why-title">Why this score</h2>
        <Tabs
          label="Track"
          tabs={trackTabs}
          value={track}
          onChoose={(next: Track) => void navigate({ search: { track: next }, resetScroll: false, replace: true })}
        >
          {standing ? (
            <WhyScore standing={standing} onBehind={setBehind} />
          ) : (
            <Empty title="Not active on this track in the window." />
          )}
        </Tabs>
      </section>
      <section className="panel" aria-labelledby="twice-title">
        <h2 id="twice-title">What to look at twice</h2>
        <NoticesSection {...answer} flags={differentFlags} onResolve={mayAct ? setResolving : null} />
        {mayAct && (
          <p className="deeds">
            <button type="button" onClick={() => setWrong({ about: { kind: "person" }, what: nameOf(answer) })}>
              Report wrong data
            </button>
          </p>
        )}
      </section>
      <section className="panel" aria-labelledby="did-title">
        <h2 id="did-title">What they did</h2>
        <ContributionsSection activity={answer.activity} onBehind={setBehind} />
      </section>
      <section className="panel" aria-labelledby="best-title">
        <h2 id="best-title">Best items</h2>
        <ItemsSection
          items={answer.items}
          onWrong={
            mayAct
              ? ({ signal, title }) => setWrong({ about: { kind: "signal", signal }, what: title ?? signal })
              : null
          }
          onResolve={mayAct ? setResolving : null}
        />
      </section>
      <section className="panel" aria-labelledby="accounts-title">
        <h2 id="accounts-title">Accounts</h2>
        <AccountsSection answer={answer} mayDecide={mayAct} onDone={setDone} onWrong={setWrong} />
      </section>
      <section className="panel" aria-labelledby="candidacy-title">
        <h2 id="candidacy-title">What people decided</h2>
        <CandidacySection candidacy={answer.candidacy} mayAct={mayAct} />
        <Frozen answer={answer} />
        <h3>What they want themselves</h3>
        <OptOut answer={answer} mayAct={mayAct} onDone={setDone} />
      </section>
      <section className="panel" aria-labelledby="unseen-title">
        <h2 id="unseen-title">What is not visible</h2>
        <ul className="notices">
          {answer.cannotSee.map(({ what, why }) => (
            <li key={what}>
              <b>{what}.</b> {why}
            </li>
          ))}
        </ul>
      </section>
      {behind && <SignalsDialog person={answer.person} behind={behind} onClose={() => setBehind(null)} />}
      {wrong && <ReportDialog person={answer.person} wrong={wrong} onClose={() => setWrong(null)} />}
      {resolving && <ResolveDialog person={answer.person} mark={resolving} onClose={() => setResolving(null)} />}
      <UndoNote done={done} onClose={() => setDone(null)} />
    </>
  );
}

function Facts({ answer }: { answer: PersonPageAnswer }) {
  const { region, regionSource, languages, candidacy, elsewhere } = answer;
  return (
    <>
      {region === null ? "Region unknown" : countryName(region)}
      {regionSource && (
        <>
          {" "}
          (“{regionSource.place}” at {regionSource.account}, read <Instant at={regionSource.at} day />)
        </>
      )}
      {languages.length > 0 && ` · writes ${languages.map(languageName).join(", ")}`} · {stageWord(candidacy.stage)}
      {elsewhere.map(({ slug, name }) => (
        <span key={slug}>
          {" "}
          · also in{" "}
          <Link
            to="/expertises/$expertise/people/$person"
            params={{ expertise: slug, person: String(answer.person) }}
            search={{ track: "expert" }}
          >
            {name}
          </Link>
        </span>
      ))}
    </>
  );
}

function Links({ answer }: { answer: PersonPageAnswer }) {
  const expertise = useExpertise();
  return (
    <p className="deeds">
      <Link
        className="button"
        to="/expertises/$expertise/people/$person/dossier"
        params={{ expertise: expertise.slug, person: String(answer.person) }}
        search={{ frozen: 0 }}
        preload={false}
      >
        Dossier to print
      </Link>
      <Link className="button" to="/expertises/$expertise/candidates" params={{ expertise: expertise.slug }}>
        All candidates
      </Link>
    </p>
  );
}

function Frozen({ answer: { frozen, person } }: { answer: PersonPageAnswer }) {
  const { slug } = useExpertise();
  if (frozen.length === 0) return null;
  return (
    <>
      <h3>Dossiers that decisions froze</h3>
      <ul className="notices">
        {frozen.map(({ id, at, stage, sha256 }) => (
          <li key={id}>
            <Link
              to="/expertises/$expertise/people/$person/dossier"
              params={{ expertise: slug, person: String(person) }}
              search={{ frozen: id }}
              preload={false}
            >
              When it became {stage.replace("-", " ")}
            </Link>
            , <Instant at={at} /> <small>SHA-256 {sha256.slice(0, 12)}…</small>
          </li>
        ))}
      </ul>
    </>
  );
}
