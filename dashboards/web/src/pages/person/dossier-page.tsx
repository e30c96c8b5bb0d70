import type { Dossier, DossierTrack } from "@groundswell/reports";
import { useParams, useSearch } from "@tanstack/react-router";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { Ground, LowCoverage } from "../../parts/coverage.tsx";
import { counted, decimal, number, percent, utcDay } from "../../parts/format.ts";
import { gateWord, nameOf, rankWords, trackTabs } from "../../parts/people-words.ts";
import { PersonLink } from "../../parts/person-link.tsx";
import { ScoreTerms } from "../../parts/score-terms.tsx";
import { Answered } from "../../parts/states.tsx";
import { WebLink } from "../../parts/web-link.tsx";
import { type Track, tracks } from "../../place-people.ts";
import { useAnswer } from "../../use-answer.ts";
import { Evidence } from "./accounts-section.tsx";
import { ItemsSection } from "./items-section.tsx";

/** The dossier of a person as a page to print: a sheet of paper for each section. */
export function DossierPage() {
  const expertise = useExpertise();
  const { person } = useParams({ from: "/signed-in/expertises/$expertise/people/$person/dossier" });
  const { frozen } = useSearch({ from: "/signed-in/expertises/$expertise/people/$person/dossier" });
  const path = (format?: string) =>
    expertisePath(expertise, `people/${encodeURIComponent(person)}/dossier`, {
      ...(frozen > 0 && { frozen }),
      ...(format !== undefined && { format }),
    });
  const asked = useAnswer<Dossier>(path());
  return (
    <>
      <PageHead title={asked.answer ? `${nameOf(asked.answer)}: dossier` : "Dossier"}>
        <p className="deeds unprinted">
          <button type="button" onClick={() => window.print()}>
            Print
          </button>
          {(["md", "html", "json"] as const).map((format) => (
            <a key={format} className="button" href={path(format)} download={`dossier-${person}.${format}`}>
              {format === "md" ? "Markdown" : format.toUpperCase()}
            </a>
          ))}
          <span className="button">
            <PersonLink person={Number(person)}>The person</PersonLink>
          </span>
        </p>
      </PageHead>
      <Answered asked={asked} what="the dossier" lines={20}>
        {(dossier) => <Sections dossier={dossier} frozen={frozen} />}
      </Answered>
    </>
  );
}

function Sections({ dossier, frozen }: { dossier: Dossier; frozen: number }) {
  const { program, gates, wrongData, items, activities, cannotSee, vouched, accounts, links } = dossier;
  return (
    <div className="dossier">
      <section aria-label="What it rests on">
        <p className="aside">
          {program} · {dossier.expertise}
          {frozen > 0 && " · as it was frozen by a decision"}
        </p>
        <Ground answer={dossier} />
        <LowCoverage coverage={dossier.coverage} />
        {wrongData.map(({ report, subject, why }) => (
          <p key={report} className="caveat">
            Reported as wrong (report {report}, {subject}): {why}
          </p>
        ))}
        {gates.map(({ gate, why, confirmBy }) => (
          <p key={gate} className="caveat">
            To confirm: {gateWord(gate)}. {why}. Ask {confirmBy}.
          </p>
        ))}
      </section>
      {tracks
        .filter((track) => track in dossier.tracks)
        .map((track) => (
          <TrackSection key={track} dossier={dossier} track={track} />
        ))}
      <section aria-labelledby="items-title">
        <h2 id="items-title">The ten best items</h2>
        <ItemsSection items={items} onWrong={null} onResolve={null} />
      </section>
      <section aria-labelledby="form-title">
        <h2 id="form-title">In the program’s form</h2>
        {activities.map(({ activity, title, description, date, dateEnd, url, quantity, reach }) => (
          <article key={`${activity} ${title}`}>
            <h3>
              {activity}: <WebLink to={url}>{title}</WebLink>
            </h3>
            <p>{description}</p>
            <small>
              {utcDay(date)} to {utcDay(dateEnd)} · quantity {number(quantity)} · reach{" "}
              {reach === null ? "unknown" : number(reach)}
            </small>
          </article>
        ))}
        {activities.length === 0 && <p className="aside">Nothing of theirs is of a kind that the form has.</p>}
      </section>
      <section aria-labelledby="unseen-title">
        <h2 id="unseen-title">What we cannot see</h2>
        <ul className="notices">
          {cannotSee.map(({ what, why }) => (
            <li key={what}>
              <b>{what}.</b> {why}
            </li>
          ))}
        </ul>
        <h3>Brought by people, and in no score</h3>
        {vouched.length === 0 && <p className="aside">Nothing yet.</p>}
        <ul className="notices">
          {vouched.map((one) => (
            <li key={`${one.title} ${one.at}`}>
              <b>{one.activity}:</b> <WebLink to={one.url}>{one.title}</WebLink>, {utcDay(one.date)}. {one.note}
              <small>
                vouched for by {one.vouchedBy}, written down by {one.by}
              </small>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="joined-title">
        <h2 id="joined-title">Accounts, and what joins them</h2>
        <ul className="notices">
          {accounts.map(({ platform, id, handle, url }) => (
            <li key={`${platform}:${id}`}>
              <WebLink to={url}>{handle ?? id}</WebLink> <small>{platform}</small>
            </li>
          ))}
        </ul>
        <ul className="links">
          {links.map((link) => (
            <li key={`${link.a} ${link.b} ${link.method}`}>
              <Evidence link={link} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function TrackSection({ dossier, track }: { dossier: Dossier; track: Track }) {
  const standing = dossier.tracks[track];
  const before = dossier.yearBefore.tracks[track];
  const label = trackTabs.find(({ value }) => value === track)?.label ?? track;
  return (
    <section aria-labelledby={`${track}-title`}>
      <h2 id={`${track}-title`}>
        {label}
        {standing && ` · ${decimal(standing.score)} of 100`}
      </h2>
      {standing ? <Standing standing={standing} /> : <p>Not active on this track in the window.</p>}
      <p className="aside">
        The year before ({percent(dossier.yearBefore.coverageRate)} of it read):{" "}
        {before
          ? `score ${decimal(before.score)}, ${before.rank === null ? "not ranked" : `rank ${number(before.rank)}`}, ${counted(before.items, "item")}.`
          : "nothing on this track, as far as the sources were read."}
      </p>
    </section>
  );
}

function Standing({ standing }: { standing: DossierTrack }) {
  const { population, percentile, activeMonths, terms, score, flags } = standing;
  return (
    <>
      <p>
        {rankWords(standing)}, of {number(population)} active people
        {percentile !== null && `; above ${percent(percentile)} of them`}; active in {counted(activeMonths, "month")}.
      </p>
      <ScoreTerms terms={terms} score={score} caption="How the score adds up" show={["above"]} />
      {flags.map(({ flag, why, check }) => (
        <p key={`${flag} ${why}`} className="caveat">
          {why} Counter-check: {check}
        </p>
      ))}
    </>
  );
}
