import { dayMs } from "@groundswell/model";
import type { TrueSignal } from "../truth.ts";
import { fromWall, nthWeekday, toWall } from "../zones.ts";
import { basicStamp } from "./planned.ts";

const zone = "Europe/Amsterdam";

/** The series of a calendar, as its lines and as what they mean: every occurrence by the slot that its series gives it. */
export function series(until: Date, group: string): { lines: string[]; signals: TrueSignal[] } {
  const held = (uid: string, slot: number, at = slot, day = false): TrueSignal => ({
    platform: "calendar",
    kind: "event",
    id: `${uid}#${day ? basicStamp(slot).slice(0, 8) : basicStamp(slot)}`,
    space: `calendar:${group}`,
    account: null,
    occurredAt: new Date(at).toISOString(),
  });
  const first = Math.floor(until.getTime() / dayMs) * dayMs - 115 * dayMs;
  const evenings = Array.from({ length: 14 }, (_, week) => fromWall(zone, first + week * 7 * dayMs + 18.5 * 3_600_000));
  const [excluded, moved, off] = [evenings[2], evenings[5], evenings[8]] as [number, number, number];
  const monthly = [3, 2, 1, 0].map((back) => lastWorkingDay(until, back));
  const camp = first + 40 * dayMs;
  return {
    lines: [
      ...weekly(evenings, { excluded, moved, off }),
      ...["BEGIN:VEVENT", "UID:monthly@lumen.example", `DTSTART:${basicStamp(monthly[0] as number)}`],
      ...[
        "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=4",
        "SUMMARY:The month's last working day",
        "END:VEVENT",
      ],
      ...["BEGIN:VEVENT", "UID:camp@lumen.example", `DTSTART;VALUE=DATE:${basicStamp(camp).slice(0, 8)}`],
      `RDATE;VALUE=DATE:${[9, 30].map((days) => basicStamp(camp + days * dayMs).slice(0, 8)).join(",")}`,
      ...["SUMMARY:Camp", "END:VEVENT"],
    ],
    signals: [
      ...evenings.filter((at) => ![excluded, moved, off].includes(at)).map((at) => held("weekly@lumen.example", at)),
      held("weekly@lumen.example", moved, moved + dayMs),
      ...monthly.map((at) => held("monthly@lumen.example", at)),
      ...[0, 9, 30].map((days) => held("camp@lumen.example", camp + days * dayMs, camp + days * dayMs, true)),
    ],
  };
}

/** Every week on the clock of its zone, over a change of clocks: one left out, one a day late, one called off. */
function weekly(
  evenings: number[],
  { excluded, moved, off }: { excluded: number; moved: number; off: number },
): string[] {
  const local = (at: number) => `;TZID=${zone}:${basicStamp(toWall(zone, at)).slice(0, -1)}`;
  const head = ["BEGIN:VEVENT", "UID:weekly@lumen.example"];
  return [
    ...[
      ...head,
      `RECURRENCE-ID:${basicStamp(moved)}`,
      `DTSTART${local(moved + dayMs)}`,
      "SUMMARY:A day late",
      "END:VEVENT",
    ],
    ...[...head, `DTSTART${local(evenings[0] as number)}`, "DURATION:PT2H", "SUMMARY:Weekly evening"],
    ...[`RRULE:FREQ=WEEKLY;UNTIL=${basicStamp(evenings.at(-1) as number)}`, `EXDATE${local(excluded)}`, "END:VEVENT"],
    ...[
      ...head,
      `RECURRENCE-ID${local(off)}`,
      `DTSTART${local(off)}`,
      "STATUS:CANCELLED",
      "SUMMARY:Not today",
      "END:VEVENT",
    ],
  ];
}

/** Noon on the last working day of a month before the end of history. */
function lastWorkingDay(until: Date, monthsBack: number): number {
  const month = new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth() - 1 - monthsBack, 1));
  const [year, number] = [month.getUTCFullYear(), month.getUTCMonth() + 1];
  const days = [1, 2, 3, 4, 5].map((weekday) => nthWeekday(year, number, -1, weekday));
  return Date.UTC(year, number - 1, Math.max(...days), 12);
}
