import type { HealthAnswer } from "@groundswell/reports";
import type { ReactNode } from "react";
import { counted, decimal, hours, interval, number, percent, unknown } from "../../parts/format.ts";
import { Empty } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";

type Rate = HealthAnswer["intervals"]["orphanRate"];

/** The measures of a space's health, each with its interval or the word that it is insufficient. */
export function SpaceHealthSection({ health }: { health: HealthAnswer | null }) {
  if (health === null)
    return (
      <Empty title="Nobody asks here.">
        <p>A blog, a calendar or a space of commits has no threads that could wait for an answer.</p>
      </Empty>
    );
  const { intervals, ttfrHours } = health;
  return (
    <>
      <p className="aside">
        <Term word="health">Health</Term> of {counted(health.threads, "thread")} by {counted(health.askers, "asker")}
        {health.dismissed > 0 &&
          `; ${number(health.dismissed)} more were closed within 72 hours, before anybody responded`}
        .{health.insufficient && " Too few to tell much."}
      </p>
      <dl className="measures">
        <RateMeasure name="Response within 24 hours" rate={intervals.responseRate["24h"]} />
        <RateMeasure name="Response within 72 hours" rate={intervals.responseRate["72h"]} />
        <RateMeasure name="Response within 7 days" rate={intervals.responseRate["7d"]} />
        <Measure
          name="Time to first response, median"
          value={hours(ttfrHours.median)}
          sure={interval(intervals.ttfrMedianHours.lower, intervals.ttfrMedianHours.upper, hours)}
        />
        <Measure name="Nine of ten responded to within" value={hours(ttfrHours.p90)} />
        <RateMeasure name="Answer accepted" rate={intervals.acceptedRate} />
        <RateMeasure name="Never responded to" rate={intervals.orphanRate} />
        <RateMeasure name="Newcomers responded to" rate={intervals.newcomerResponseRate} />
        <RateMeasure name="Askers who are new" rate={intervals.newAskerShare} />
        <Measure name="Open threads" value={number(health.backlog)} sure={age(health)} />
        <Measure
          name="Open threads, growth a week"
          value={health.backlogGrowthPerWeek === null ? unknown : decimal(health.backlogGrowthPerWeek)}
        />
        <RateMeasure name="Asked again elsewhere" rate={intervals.reAskRate} />
      </dl>
    </>
  );
}

function age({ backlogAgeDays: { median } }: HealthAnswer): string {
  return median === null ? "" : `half of them older than ${counted(Math.round(median), "day")}`;
}

/** A share with its 95 % interval and the counts that it is of; a place that does not show it has none. */
export function RateMeasure({ name, rate }: { name: ReactNode; rate: Rate | null }) {
  if (rate === null) return <Measure name={name} value={unknown} sure="the place does not show it" />;
  if (rate.value === null) return <Measure name={name} value="insufficient" sure={`${number(rate.n)} known`} />;
  const counts = `${number(rate.count)} of ${number(rate.n)}`;
  const sure = interval(rate.lower, rate.upper, percent);
  return <Measure name={name} value={percent(rate.value)} sure={sure === "" ? counts : `${sure}; ${counts}`} />;
}

/** One measure: its name, its value, and how sure that is. */
export function Measure({ name, value, sure = "" }: { name: ReactNode; value: string; sure?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value} {sure !== "" && <small>{sure}</small>}
      </dd>
    </div>
  );
}
