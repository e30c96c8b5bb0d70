import type { CompareAnswer, Compared } from "@groundswell/reports";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { Ground, LowCoverage, Stale } from "../../parts/coverage.tsx";
import { counted, decimal, factor, number, percent, unknown } from "../../parts/format.ts";
import {
  countryName,
  flagWord,
  gateWord,
  languageName,
  nameOf,
  rankWords,
  stageWord,
  trackTabs,
} from "../../parts/people-words.ts";
import { PersonLink } from "../../parts/person-link.tsx";
import { RankInterval } from "../../parts/rank-interval.tsx";
import { measureWord } from "../../parts/score-terms.tsx";
import { Sparkline } from "../../parts/sparkline.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { WideFrame } from "../../parts/wide-frame.tsx";
import { useAnswer } from "../../use-answer.ts";
import { monthsWords } from "../candidates/candidate-row.tsx";

/** Up to four people beside one another, term by term. */
export function ComparePage() {
  const expertise = useExpertise();
  const place = useSearch({ from: "/signed-in/expertises/$expertise/compare" });
  const navigate = useNavigate({ from: "/expertises/$expertise/compare" });
  const { people, track } = place;
  const asked = useAnswer<CompareAnswer>(people === "" ? null : expertisePath(expertise, "compare", { people, track }));
  return (
    <>
      <PageHead title={`Beside one another in ${expertise.name}`} />
      {people === "" ? (
        <Empty title="Nobody is chosen.">
          <p>
            Select up to four among the{" "}
            <Link to="/expertises/$expertise/candidates" params={{ expertise: expertise.slug }}>
              candidates
            </Link>
            , then compare them.
          </p>
        </Empty>
      ) : (
        <Tabs
          label="Track"
          tabs={trackTabs}
          value={track}
          onChoose={(next) => void navigate({ search: { people, track: next }, resetScroll: false, replace: true })}
        >
          <Answered asked={asked} what="the people" lines={16}>
            {(answer) => <Comparison answer={answer} />}
          </Answered>
        </Tabs>
      )}
    </>
  );
}

function Comparison({ answer }: { answer: CompareAnswer }) {
  const [now] = useState(() => new Date());
  const { persons, terms, channels, population, track } = answer;
  const largest = Math.max(0, ...terms.flatMap(({ of }) => of.map((term) => term?.contribution ?? 0)));
  return (
    <>
      <Stale asOf={answer.asOf} now={now} />
      <LowCoverage coverage={answer.coverage} />
      <Ground answer={answer} />
      <section className="panel" aria-label="Comparison">
        <WideFrame label="People beside one another">
          <table className="data compare">
            <caption className="hidden">{counted(persons.length, "person", "people")} beside one another</caption>
            <thead>
              <tr>
                <td />
                {persons.map((one) => (
                  <th key={one.person} scope="col">
                    <PersonLink person={one.person} track={track}>
                      {nameOf(one)}
                    </PersonLink>
                    <small>{placeWords(one)}</small>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <Row name="Rank" persons={persons}>
                {({ standing, aside }) =>
                  standing === null ? (
                    "not active on this track"
                  ) : (
                    <>
                      {rankWords(standing)}
                      {aside && <small>moved to another list</small>}
                      <RankInterval {...standing} last={Math.max(2, population)} />
                    </>
                  )
                }
              </Row>
              <Row name="Score" persons={persons}>
                {({ standing }) => (standing ? <b>{decimal(standing.score)}</b> : unknown)}
              </Row>
              <Row name="Last twelve months" persons={persons}>
                {({ months }) => (
                  <div title={monthsWords(months)}>
                    <Sparkline values={months} />
                    <span className="hidden">{monthsWords(months)}</span>
                  </div>
                )}
              </Row>
              <Row name="Stage" persons={persons}>
                {({ stage }) => stageWord(stage ?? "discovered")}
              </Row>
              <Divider title="Adds to the score, by kind" columns={persons.length + 1} />
              {terms.map(({ name, of }) => (
                <tr key={name}>
                  <th scope="row">
                    <Kind term={of.find((term) => term !== null) ?? null} name={name} />
                  </th>
                  {of.map((term, at) => (
                    <td key={persons[at]?.person}>
                      {term === null ? (
                        <span className="unknown">none</span>
                      ) : (
                        <>
                          <span>
                            {factor(term.contribution)} <small>{counted(term.count, "signal")}</small>
                          </span>
                          <Bar kind={term.kind} share={largest === 0 ? 0 : term.contribution / largest} />
                        </>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
              <Divider title="Standing, by channel" columns={persons.length + 1} />
              {channels.map(({ name, of }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {of.map((channel, at) => (
                    <td key={persons[at]?.person}>
                      {channel === null ? (
                        <span className="unknown">none</span>
                      ) : (
                        `above ${percent(channel.percentile)}`
                      )}
                    </td>
                  ))}
                </tr>
              ))}
              <Divider title="Beside the score" columns={persons.length + 1} />
              <Row name="Active months" persons={persons}>
                {({ standing }) => (standing ? number(standing.activeMonths) : unknown)}
              </Row>
              <Row name="Spaces" persons={persons}>
                {({ standing }) =>
                  standing
                    ? `${number(standing.breadth.spaces)}, ${decimal(standing.breadth.effectiveSpaces)} effective`
                    : unknown
                }
              </Row>
              <Row name="Answers accepted" persons={persons}>
                {({ standing }) => percent(standing?.quality.acceptRate ?? null)}
              </Row>
              <Row name="People helped" persons={persons}>
                {({ standing }) => (standing ? number(standing.quality.helped) : unknown)}
              </Row>
              <Row name="Look twice" persons={persons}>
                {({ standing }) =>
                  [
                    ...(standing?.flags.map(({ flag }) => flagWord(flag)) ?? []),
                    ...(standing?.gates.map(({ gate }) => gateWord(gate)) ?? []),
                  ].join(", ") || "nothing"
                }
              </Row>
            </tbody>
          </table>
        </WideFrame>
      </section>
    </>
  );
}

function Kind({ term, name }: { term: CompareAnswer["terms"][number]["of"][number]; name: string }) {
  if (term === null) return <>{name}</>;
  return (
    <>
      <span className={`swatch kind-${term.kind}`} />
      {measureWord(term.kind, 2)} <small>{term.channel}</small>
    </>
  );
}

type RowProps = { name: string; persons: readonly Compared[]; children: (one: Compared) => ReactNode };

function Row({ name, persons, children }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {persons.map((one) => (
        <td key={one.person}>{children(one)}</td>
      ))}
    </tr>
  );
}

function Divider({ title, columns }: { title: string; columns: number }) {
  return (
    <tr className="divider">
      <th scope="colgroup" colSpan={columns}>
        {title}
      </th>
    </tr>
  );
}

function Bar({ kind, share }: { kind: string; share: number }) {
  return (
    <svg className="bar" aria-hidden="true">
      <rect className="bar-ground" width="100%" height="100%" rx="2" />
      <rect className={`kind-${kind}`} width={`${share * 100}%`} height="100%" rx="2" />
    </svg>
  );
}

function placeWords({ region, languages, accounts }: Compared): string {
  const place = region === null ? "region unknown" : countryName(region);
  return [place, ...languages.map(languageName), counted(accounts.length, "account")].join(" · ");
}
