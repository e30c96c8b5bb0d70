import { dayMs } from "@groundswell/model";
import { random } from "./random.ts";
import type { GroupSpace, Instant, WorldAccount, WorldEvent, WorldPerson } from "./world.ts";
import { fromWall, nthWeekday } from "./zones.ts";

/** How far past the world's end the calendars are already written. */
const aheadDays = 90;

/** The meetings of one user group: a monthly evening with one month left out, a few single events, a cancelled one. */
export function holdMeetings(
  seed: number,
  index: number,
  space: GroupSpace,
  people: WorldPerson[],
  accounts: WorldAccount[],
  from: Instant,
  asOf: Instant,
): WorldEvent[] {
  const chance = random(seed, `meetings/${space.key}`);
  const organisers = space.organisers.map(
    (p) => people[p]?.accounts.find((a) => accounts[a]?.platform === "calendar") as number,
  );
  const weekday = chance.int(1, 4);
  const nth = chance.int(1, 3);
  const evenings = monthsBetween(from, asOf + aheadDays * dayMs)
    .map(([year, month]) =>
      fromWall(space.timeZone, Date.UTC(year, month - 1, nthWeekday(year, month, nth, weekday), 18, 30)),
    )
    .filter((at) => at >= from && at < asOf + aheadDays * dayMs);
  const left = chance.int(1, Math.max(1, evenings.length - 5));
  const base = { space: index, excluded: [], cancelled: false, recurs: false };
  const monthly: WorldEvent = {
    ...{ ...base, uid: `monthly@${space.slug}.example`, organiser: organisers[0] as number, durationMinutes: 120 },
    ...{ title: `${space.name}: monthly evening`, recurs: true, excluded: evenings.slice(left, left + 1) },
    starts: evenings.filter((_, i) => i !== left),
  };
  const years = (asOf - from) / (365 * dayMs);
  const singles = Array.from({ length: Math.max(3, Math.round(4 * years)) }, (_, i): WorldEvent => {
    const day = Math.floor((from + chance.float() * (asOf - from)) / dayMs) * dayMs;
    const start = fromWall(space.timeZone, day + chance.int(10, 19) * 3_600_000);
    return {
      ...{ ...base, uid: `workshop-${i + 1}@${space.slug}.example`, organiser: chance.pick(organisers) },
      ...{ title: `Lumen workshop, part ${i + 1}; ${space.place}`, durationMinutes: 60 * chance.int(1, 4) },
      ...{ starts: [Math.min(Math.max(start, from), asOf - 3_600_000)], cancelled: i === 1 },
    };
  });
  return [monthly, ...singles];
}

function monthsBetween(from: Instant, to: Instant): [year: number, month: number][] {
  const first = new Date(from);
  const months: [number, number][] = [];
  for (let n = 0; ; n++) {
    const day = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + n, 1));
    if (day.getTime() >= to) return months;
    months.push([day.getUTCFullYear(), day.getUTCMonth() + 1]);
  }
}
