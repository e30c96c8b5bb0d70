import { setTimeout as sleep } from "node:timers/promises";
import type { QueueHandle } from "@groundswell/queue";
import { reportSchedules, workOnReports } from "@groundswell/report";
import { addReportSchedule, auditLog, listReportSchedules, type Store } from "@groundswell/store";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openTestQueue, queuePlaces } from "./open-test-queue.ts";
import { useSuiteStore } from "./open-test-store.ts";
import { building, countingReport, editionsIn } from "./report-fixtures.ts";
import { made, makeSource, save, tag } from "./store-fixtures.ts";

if (!process.env.DATABASE_URL) console.info("DATABASE_URL is not set: a year of reports is not tried on PostgreSQL.");
if (!process.env.REDIS_URL) console.info("REDIS_URL is not set: a year of reports is not tried on Redis.");

const dayMs = 86_400_000;
const begin = Date.parse("2025-01-01T00:00:00Z");
const end = Date.parse("2026-01-01T00:00:00Z");
/** Nobody works from one instant to the other: weeks without a worker, over a change of clocks in Berlin and New York. */
const down = [Date.parse("2025-10-20T00:00:00Z"), Date.parse("2025-11-18T09:00:00Z")] as const;

/** An expertise for each zone, so that all their windows are their own. Minutes of UTC, by the instants at which the clocks change in 2025. */
const zones: { expertise: string; tz: string; offsets: [from: string, minutes: number][] }[] = [
  {
    expertise: "berlin",
    tz: "Europe/Berlin",
    offsets: [
      ["2025-01-01T00:00Z", 60],
      ["2025-03-30T01:00Z", 120],
      ["2025-10-26T01:00Z", 60],
    ],
  },
  {
    expertise: "york",
    tz: "America/New_York",
    offsets: [
      ["2025-01-01T00:00Z", -300],
      ["2025-03-09T07:00Z", -240],
      ["2025-11-02T06:00Z", -300],
    ],
  },
  {
    expertise: "howe",
    tz: "Australia/Lord_Howe",
    offsets: [
      ["2025-01-01T00:00Z", 660],
      ["2025-04-05T15:00Z", 630],
      ["2025-10-04T15:30Z", 660],
    ],
  },
  { expertise: "kolkata", tz: "Asia/Kolkata", offsets: [["2025-01-01T00:00Z", 330]] },
];

const monthsOfChange = [2, 3, 9, 10];

/** When each is due where people are. Clocks change on Sundays: at 02:30 some do not exist, and some are there twice. */
const plans = [
  {
    cadence: "week",
    cron: "30 2 * 3,4,10,11 0",
    isDue: (local: Date) => local.getUTCDay() === 0 && monthsOfChange.includes(local.getUTCMonth()),
    hour: 2,
    minute: 30,
  },
  { cadence: "month", cron: "59 23 1 * *", isDue: (local: Date) => local.getUTCDate() === 1, hour: 23, minute: 59 },
  {
    cadence: "quarter",
    cron: "15 0 2 1,4,7,10 *",
    isDue: (local: Date) => local.getUTCDate() === 2 && local.getUTCMonth() % 3 === 0,
    hour: 0,
    minute: 15,
  },
] as const;

/** The instants of a plan in a zone, reckoned by going over every day of the year: the first of two, and later by the gap where there is none. */
function dueIn({ offsets }: (typeof zones)[number], { isDue, hour, minute }: (typeof plans)[number]): number[] {
  const offsetAt = (instant: number) => {
    let minutes = offsets[0]?.[1] ?? 0;
    for (const [from, now] of offsets) if (instant >= Date.parse(from)) minutes = now;
    return minutes * 60_000;
  };
  const found: number[] = [];
  for (let day = begin - dayMs; day <= end + dayMs; day += dayMs) {
    if (!isDue(new Date(day))) continue;
    const local = day + hour * 3_600_000 + minute * 60_000;
    const candidates = offsets.map(([, minutes]) => local - minutes * 60_000);
    const real = candidates.filter((instant) => instant + offsetAt(instant) === local).sort((a, b) => a - b);
    // In a gap the offset of before it still holds.
    const instant = real[0] ?? local - offsetAt(local - offsetAt(local) - 7_200_000);
    if (instant > begin && instant < end) found.push(instant);
  }
  return found;
}

/** The end of the window that is closed at an instant, in UTC. */
function closedEnd(instant: number, cadence: string): string {
  const at = new Date(instant);
  const day = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
  if (cadence === "week") while (day.getUTCDay() !== 1) day.setUTCDate(day.getUTCDate() - 1);
  else {
    day.setUTCDate(1);
    if (cadence === "quarter") while (day.getUTCMonth() % 3 !== 0) day.setUTCMonth(day.getUTCMonth() - 1);
  }
  return day.toISOString().slice(0, 10);
}

/** What is to be issued in the year: each slot that somebody was there for, and after the time without a worker the latest one of each. */
function expectedEditions(): { editions: string[]; missed: number } {
  const editions = new Set<string>();
  let missed = 0;
  for (const zone of zones) {
    for (const plan of plans) {
      const due = dueIn(zone, plan);
      const lost = due.filter((instant) => instant >= down[0] && instant < down[1]);
      const issued = due.filter((instant) => !lost.slice(0, -1).includes(instant));
      missed += Math.max(0, lost.length - 1);
      for (const instant of issued)
        editions.add(`${zone.expertise} ${plan.cadence} ${closedEnd(instant, plan.cadence)} 1`);
    }
  }
  return { editions: [...editions].sort(), missed };
}

describe.each(queuePlaces)("a year of reports, on $name", ({ kind, place }) => {
  let store: Store;
  let queue: QueueHandle;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const now = () => new Date(Date.now());
  const revisions: unknown[] = [];
  let whenIssued: (schedule: number) => void = () => {};

  async function startWorker(): Promise<void> {
    queue = await openTestQueue(place, store, now);
    // The hourly look is left to the two below: whenever it ran by itself while the clock is moved, it would seem to have lost its worker.
    await queue.reconcileSchedules((await reportSchedules(store)).filter(({ key }) => key !== "all"));
    const reports = [countingReport()];
    await workOnReports(building(store, now), queue, {
      reports,
      onIssued: ({ id }) => whenIssued(id),
      onRevised: (revised) => revisions.push(revised),
    });
    await lookBack();
  }

  /** The look for what was missed and what came late: at each start, and hourly. */
  async function lookBack(): Promise<void> {
    await queue.add("report", { schedule: null });
    await queue.drained("report");
  }

  /** Lets the job that fires next run, as it would had the time really passed, and waits until it is done. */
  async function fire(key: string, at: number): Promise<void> {
    const issued = new Promise<void>((resolve) => {
      whenIssued = (schedule) => String(schedule) === key && resolve();
    });
    vi.setSystemTime(at + 500);
    const board = queue.boards().find((one) => one.getName() === "report");
    const job = await board?.getJob(`repeat:${key}:${at}`);
    if (!job) throw new Error(`The job of schedule ${key} at ${new Date(at).toISOString()} is not there.`);
    // Where the worker has woken up by itself, it has seen the new time and needs no help.
    await (job as unknown as { promote(): Promise<void> }).promote().catch(() => {});
    await issued;
    // Not before it is at its end: the clock is moved next, and a job of days looks like one whose worker died.
    while ((await queue.counts()).report.active > 0) await sleep(5);
  }

  /** Fires what is due before an instant, in its order. */
  async function live(until: number): Promise<void> {
    for (;;) {
      const schedules = await queue.schedules();
      expect(schedules.filter(({ registered }) => !registered)).toEqual([]);
      const [next] = schedules;
      const at = Date.parse(next?.next ?? "");
      if (!next || at >= until) break;
      await fire(next.key, at);
    }
    vi.setSystemTime(until);
  }

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: begin });
    for (const { expertise, tz } of zones) {
      const source = await makeSource(store, expertise, [expertise]);
      const days = Array.from({ length: 137 }, (_, at) => begin - 40 * dayMs + at * 3 * dayMs);
      await save(store, source, {
        signals: days.map((day) =>
          made(`${expertise}-${day}`, { occurredAt: new Date(day).toISOString(), space: tag(expertise) }),
        ),
      });
      for (const { cadence, cron } of plans)
        await addReportSchedule(
          store,
          { report: "support", expertise, cadence, cron, tz },
          { actor: "lena@corp.example", at: now() },
        );
    }
  });
  afterEach(async () => {
    await queue.close();
    vi.useRealTimers();
  });

  test("has exactly the editions that were due, each once, and one of each schedule after weeks without a worker", async () => {
    await startWorker();
    expect(await editionsIn(store)).toEqual([]);
    await live(down[0]);
    await queue.close();
    vi.setSystemTime(down[1]);
    await startWorker();
    await live(end);
    await lookBack();
    const expected = expectedEditions();
    expect((await editionsIn(store)).sort()).toEqual(expected.editions);
    const audit = await auditLog(store, 0);
    const missed = audit.filter(({ action }) => action === "report.missed").map(({ detail }) => Number(detail.missed));
    expect(missed.reduce((sum, count) => sum + count, 0)).toBe(expected.missed);
    expect(expected.missed).toBeGreaterThan(10);
    expect(revisions).toEqual([]);
    expect((await listReportSchedules(store)).map(({ lastError }) => lastError)).toEqual(Array(12).fill(null));
    expect(await queue.deadLetters("report")).toEqual([]);
  }, 600_000);
});
