import { dayMs } from "@groundswell/model";

/** What a person did on a day, an ISO date in UTC. */
export type PersonDay = { person: number; day: string; events: number };

/** Somebody who does more of late: `ratio` of recent to usual activity, `times` what it is for somebody equally active all year. */
export type RisingPerson = { person: number; events: number; activeDays: number; ratio: number; times: number };

const yearDays = 365;
const recentHalfLifeDays = 30;
const usualHalfLifeDays = 180;
const fewestEvents = 10;
const fewestDays = 5;
const leastTimes = 1.5;

/** Events, each halved in worth every `halfLifeDays`, of somebody with one event a day all year. */
const steady = (halfLifeDays: number) => (halfLifeDays / Math.LN2) * (1 - 2 ** (-yearDays / halfLifeDays));

/**
 * People whose last weeks outweigh their year: activity that halves in worth every 30 days over the same halved every 180 days, for those
 * with at least 10 events on at least 5 days of the 365 before. No test: half as much again as somebody steady is listed, most first.
 */
export function risingPeople(days: readonly PersonDay[], asOf: Date): RisingPerson[] {
  const people = new Map<number, { events: number; days: Set<string>; recent: number; usual: number }>();
  for (const { person, day, events } of days) {
    const ageDays = (asOf.getTime() - Date.parse(day)) / dayMs;
    if (ageDays <= 0 || ageDays > yearDays) continue;
    const one = people.get(person) ?? { events: 0, days: new Set(), recent: 0, usual: 0 };
    people.set(person, one);
    one.events += events;
    one.days.add(day);
    one.recent += events * 2 ** (-ageDays / recentHalfLifeDays);
    one.usual += events * 2 ** (-ageDays / usualHalfLifeDays);
  }
  const ofSteady = steady(recentHalfLifeDays) / steady(usualHalfLifeDays);
  return [...people]
    .filter(([, { events, days }]) => events >= fewestEvents && days.size >= fewestDays)
    .map(([person, { events, days, recent, usual }]) => {
      const ratio = recent / usual;
      return { person, events, activeDays: days.size, ratio, times: ratio / ofSteady };
    })
    .filter(({ times }) => times >= leastTimes)
    .sort((a, b) => b.ratio - a.ratio || a.person - b.person);
}
