import type { SourceCalendarAnswer } from "@groundswell/reports";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { PageHead } from "../../frame/page-head.tsx";
import { useMay } from "../../me.ts";
import { Choice } from "../../parts/choice.tsx";
import { evenPercent, number, unknown } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { Answered } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import { WebLink } from "../../parts/web-link.tsx";
import { useAnswer } from "../../use-answer.ts";
import { advice, type Source, SourceState, sayRhythm } from "../sources/source-state.tsx";
import { CoverageCalendar } from "./coverage-calendar.tsx";
import { SourceDeeds } from "./source-deeds.tsx";
import { SourceProgress } from "./source-progress.tsx";

const dayMs = 86_400_000;
const windows = [
  { value: "90", label: "90 days" },
  { value: "365", label: "a year" },
] as const;

/** One source: how it stands, what was read of each day, and what to do about it. */
export function SourcePage() {
  const { source: id } = useParams({ from: "/signed-in/sources/$source" });
  const { days } = useSearch({ from: "/signed-in/sources/$source" });
  const navigate = useNavigate({ from: "/sources/$source" });
  const [now] = useState(() => new Date());
  const path = `/api/sources/${encodeURIComponent(id)}`;
  const asked = useAnswer<SourceCalendarAnswer>(days === "90" ? path : `${path}?from=${daysBefore(now, Number(days))}`);
  const mayAct = useMay("write", "operation", null);
  return (
    <>
      <p className="way-back">
        <Link to="/sources">All sources</Link>
      </p>
      <PageHead title={id}>
        <Choice
          label="Days"
          value={days}
          choices={windows}
          onChoose={(next) => void navigate({ search: { days: next }, resetScroll: false })}
        />
      </PageHead>
      <Answered asked={asked} what="the source" lines={16}>
        {(answer) => (
          <>
            <section className="panel" aria-label="How it stands">
              <Facts source={answer.source} />
              <Trouble source={answer.source} />
              <SourceProgress source={id} />
              {mayAct && <SourceDeeds source={answer.source} />}
            </section>
            <section className="panel" aria-label="Coverage">
              <h2>
                <Term word="coverage">Coverage</Term>
              </h2>
              {answer.source.every === null && (
                <p className="aside">Nothing is expected of single days here: {sayRhythm(answer.source)}.</p>
              )}
              <CoverageCalendar answer={answer} />
            </section>
          </>
        )}
      </Answered>
    </>
  );
}

function Facts({ source }: { source: Source }) {
  const { coverage } = source;
  return (
    <dl className="measures">
      <div>
        <dt>State</dt>
        <dd>
          <SourceState state={source.state} />
          <small>
            {source.connector}, {sayRhythm(source)}
          </small>
        </dd>
      </div>
      <div>
        <dt>Last success</dt>
        <dd>{source.lastSuccess ? <Instant at={source.lastSuccess} /> : "never"}</dd>
      </div>
      <div>
        <dt>Next run</dt>
        <dd>
          <Instant at={source.nextRun} />
        </dd>
      </div>
      <div>
        <dt>Read up to</dt>
        <dd>
          <Instant at={source.watermark} />
        </dd>
      </div>
      <div>
        <dt>
          <Term word="signal">Signals</Term>
        </dt>
        <dd>{number(source.signals)}</dd>
      </div>
      <QuotaLeft source={source} />
      <div>
        <dt>Last 90 days</dt>
        <dd>
          {coverage.rate === null ? unknown : evenPercent(coverage.rate)}
          <small>
            {coverage.rate === null
              ? "no day was expected"
              : `${number(coverage.read)} of ${number(coverage.expected)} days read`}
          </small>
        </dd>
      </div>
      <div>
        <dt>
          <Term word="expertise">Expertises</Term>
        </dt>
        <dd>
          {source.expertises.length === 0
            ? "none"
            : source.expertises.map((expertise, at) => (
                <span key={expertise}>
                  {at > 0 && ", "}
                  <Link to="/expertises/$expertise/spaces" params={{ expertise }}>
                    {expertise}
                  </Link>
                </span>
              ))}
        </dd>
      </div>
    </dl>
  );
}

/** What its place said last of how much more it may be asked. */
function QuotaLeft({ source: { quota } }: { source: Source }) {
  return (
    <div>
      <dt>Quota left</dt>
      <dd>
        {quota === null ? unknown : number(quota.remaining)}
        {quota === null ? (
          <small>its place says nothing of one</small>
        ) : (
          <small>
            {quota.limit !== null && `of ${number(quota.limit)}, `}said <Instant at={quota.seenAt} />
            {quota.resetAt !== null && (
              <>
                , filled again <Instant at={quota.resetAt} />
              </>
            )}
          </small>
        )}
      </dd>
    </div>
  );
}

/** The last error and what to do about it. */
function Trouble({ source }: { source: Source }) {
  const todo = advice(source);
  if (source.lastError === null && todo === null) return null;
  return (
    <div className="notice failure">
      {source.lastError !== null && <p>{source.lastError}</p>}
      {todo !== null && <p>{todo}</p>}
      {source.movedTo !== null && (
        <p>
          <WebLink to={source.movedTo}>Look at its new address</WebLink>
        </p>
      )}
    </div>
  );
}

/** The first of so many days up to and including today, in UTC. */
function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - (days - 1) * dayMs).toISOString().slice(0, 10);
}
