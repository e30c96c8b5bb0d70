import type { Building } from "@groundswell/report";
import { closedAt, monthsTo, type Report, type ReportDocument, type ReportName, weeksTo } from "@groundswell/reports";
import { findReportSchedule, latestRun, type ReportSchedule, type Store } from "@groundswell/store";

/** A report that says how much was done in each space of an expertise: small, and read from the store like any other. */
export function countingReport(name: ReportName = "support", more: Partial<Report> = {}): Report {
  return {
    name,
    title: "What was done",
    about: "How much was done in each space.",
    matter: "spaces",
    of: "expertise",
    cadences: ["week", "day", "month", "quarter"],
    usualCron: "0 7 * * 1",
    needsRun: false,
    windowAt: (instant, cadence) => {
      const to = closedAt(instant, cadence);
      if (cadence === "day") return { from: new Date(to.getTime() - 86_400_000), to };
      return cadence === "week" ? weeksTo(to, 1) : monthsTo(to, cadence === "month" ? 1 : 3);
    },
    async build(store, { expertise, window }) {
      const { rows } = await store.pool.query(
        `select s.name, sum(r.events)::int as events from rollups r join spaces s on s.id = r.space_id
           join expertises e on e.id = r.expertise_id and e.slug = $1
         where r.day >= ($2::timestamptz at time zone 'UTC')::date and r.day < ($3::timestamptz at time zone 'UTC')::date
         group by 1 order by 2 desc, 1`,
        [expertise, window.from, window.to],
      );
      const run = this.needsRun ? await latestRun(store, expertise ?? "", window.to) : null;
      return rows.length === 0 ? null : documentOf(name, expertise, window, rows, run);
    },
    ...more,
  };
}

type Run = { id: number; inputWatermark: number };

function documentOf(
  report: ReportName,
  expertise: string | null,
  window: { from: Date; to: Date },
  found: { name: string; events: number }[],
  run: Run | null,
): ReportDocument {
  const events = found.reduce((sum, row) => sum + row.events, 0);
  const compared = { before: null, lastYear: null, interval: null, better: null };
  return {
    report,
    title: "What was done",
    expertise,
    matter: "spaces",
    window: { from: window.from.toISOString(), to: window.to.toISOString() },
    asOf: window.to.toISOString(),
    insight: `Most was done in ${found[0]?.name}.`,
    figures: [{ key: "events", label: "Signals", unit: "count", now: events, ...compared }],
    changes: [],
    sections: [
      {
        key: "spaces",
        title: "Spaces",
        matter: "spaces",
        note: null,
        chart: null,
        columns: [
          { key: "space", title: "Space", kind: "text" },
          { key: "events", title: "Signals", kind: "count" },
        ],
        rows: found.map((row) => ({
          about: { expertise: null, person: null, region: null, alert: null },
          cells: [row.name, row.events],
          notes: [],
        })),
        empty: "Nothing was done.",
      },
    ],
    basis: {
      coverage: null,
      gaps: [],
      policyVersion: null,
      runs: run ? [run.id] : [],
      inputWatermark: run?.inputWatermark ?? null,
      tracks: [],
      warnings: [],
    },
  };
}

/** What issuing takes, at a clock of the test's. */
export function building(store: Store, now: () => Date): Building {
  return { store, now, policyFile: null };
}

/** The editions there are, as "lumen week 2026-01-05 1", in their order. */
export async function editionsIn(store: Store): Promise<string[]> {
  const { rows } = await store.pool.query(
    `select expertise || ' ' || cadence || ' ' || to_char(window_to at time zone 'UTC', 'YYYY-MM-DD') || ' ' || revision as edition
     from report_editions order by id`,
  );
  return rows.map(({ edition }) => edition);
}

/** A schedule read anew. */
export async function again(store: Store, { id }: Pick<ReportSchedule, "id">): Promise<ReportSchedule> {
  const schedule = await findReportSchedule(store, id);
  if (!schedule) throw new Error(`There is no schedule ${id}.`);
  return schedule;
}
