/** When daylight saving time begins or ends: the nth Sunday of a month (-1 the last), at an hour of local time. */
type Turn = { month: number; nth: number; hour: number };
type Zone = { standardMinutes: number; daylight: { minutes: number; begins: Turn; ends: Turn } | null };

const europe = (standardMinutes: number): Zone => ({
  standardMinutes,
  daylight: {
    minutes: standardMinutes + 60,
    begins: { month: 3, nth: -1, hour: 1 + standardMinutes / 60 },
    ends: { month: 10, nth: -1, hour: 2 + standardMinutes / 60 },
  },
});
const america = (standardMinutes: number): Zone => ({
  standardMinutes,
  daylight: {
    minutes: standardMinutes + 60,
    begins: { month: 3, nth: 2, hour: 2 },
    ends: { month: 11, nth: 1, hour: 2 },
  },
});

/** The time zones that the world's user groups meet in, by their IANA names, with today's rules. */
export const zones: Record<string, Zone> = {
  "Europe/Amsterdam": europe(60),
  "Europe/London": europe(0),
  "America/New_York": america(-300),
  "America/Los_Angeles": america(-480),
  "Asia/Kolkata": { standardMinutes: 330, daylight: null },
};

/** The nth given weekday (0 is Sunday) of a month (1 to 12), as a day of the month; -1 is the last. */
export function nthWeekday(year: number, month: number, nth: number, weekday: number): number {
  if (nth < 0) {
    const last = new Date(Date.UTC(year, month, 0));
    return last.getUTCDate() - ((last.getUTCDay() - weekday + 7) % 7);
  }
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  return 1 + ((weekday - first + 7) % 7) + (nth - 1) * 7;
}

/** The instant at which a clock on the wall there shows `wall` (ms, as if it were UTC). */
export function fromWall(zone: string, wall: number): number {
  const { standardMinutes, daylight } = zones[zone] as Zone;
  const year = new Date(wall).getUTCFullYear();
  const turn = ({ month, nth, hour }: Turn) => Date.UTC(year, month - 1, nthWeekday(year, month, nth, 0), hour);
  const summer = daylight !== null && wall >= turn(daylight.begins) && wall < turn(daylight.ends);
  return wall - (summer ? daylight.minutes : standardMinutes) * 60_000;
}

/** What a clock on the wall there shows at an instant (ms, as if it were UTC). */
export function toWall(zone: string, at: number): number {
  const { standardMinutes, daylight } = zones[zone] as Zone;
  const winter = at + standardMinutes * 60_000;
  const summer = at + (daylight?.minutes ?? standardMinutes) * 60_000;
  return fromWall(zone, summer) === at ? summer : winter;
}
