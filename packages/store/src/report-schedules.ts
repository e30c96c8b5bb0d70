import { ConfigError } from "@groundswell/model";
import { writeAudit } from "./audit.ts";
import type { Store } from "./open.ts";
import { inTransaction, type Transaction } from "./transaction.ts";
import type { By } from "./users.ts";

/** When a report is due. */
export type ReportSchedule = {
  id: number;
  report: string;
  /** The slug of an expertise; null for a report that sets all side by side. */
  expertise: string | null;
  /** `day`, `week`, `month`, `quarter`. */
  cadence: string;
  cron: string;
  /** A time zone, as "Europe/Berlin". */
  tz: string;
  createdBy: string;
  createdAt: Date;
  pausedAt: Date | null;
  /** Slots of the cron expression up to this instant are done with; null before the first. */
  handledSlot: Date | null;
  /** Why the last one could not be built, in a sentence; null where it could. */
  lastError: string | null;
};

export type NewReportSchedule = Pick<ReportSchedule, "report" | "expertise" | "cadence" | "cron" | "tz">;

const fields = `id, report, expertise, cadence, cron, tz, created_by as "createdBy", created_at as "createdAt",
  paused_at as "pausedAt", handled_slot as "handledSlot", last_error as "lastError"`;

/** What a schedule is called in the audit log: "report support of lumen". */
export function reportSubject({ report, expertise }: Pick<ReportSchedule, "report" | "expertise">): string {
  return expertise === null ? `report ${report}` : `report ${report} of ${expertise}`;
}

/**
 * Adds a schedule; it issues what is due after now. Whether report, cadence and cron expression can be, is for the caller to have asked.
 * @throws ConfigError where there is the same one, or no such expertise
 */
export async function addReportSchedule(store: Store, wanted: NewReportSchedule, by: By): Promise<ReportSchedule> {
  const { report, expertise, cadence, cron, tz } = wanted;
  return inTransaction(store, async (client) => {
    if (expertise !== null) {
      const known = await client.query("select from expertises where slug = $1", [expertise]);
      if (known.rowCount === 0)
        throw new ConfigError(`There is no expertise "${expertise}": "groundswell status" shows all.`);
    }
    const { rows } = await client.query(
      `insert into report_schedules (report, expertise, cadence, cron, tz, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning ${fields}`,
      [report, expertise, cadence, cron, tz, by.actor, by.at],
    );
    const [added] = rows as ReportSchedule[];
    if (!added)
      throw new ConfigError(
        `The ${reportSubject(wanted)} is due at "${cron}" in ${tz} for each ${cadence} already: give another time, or leave that one.`,
      );
    await auditSchedule(client, "report.schedule", added, by);
    return added;
  });
}

/** Every schedule, or those of one expertise, in the order in which they were added. */
export async function listReportSchedules({ pool }: Store, expertise: string | null = null): Promise<ReportSchedule[]> {
  const { rows } = await pool.query(
    `select ${fields} from report_schedules where $1::text is null or expertise = $1 order by id`,
    [expertise],
  );
  return rows;
}

/** Null where there is none. */
export async function findReportSchedule({ pool }: Store, id: number): Promise<ReportSchedule | null> {
  const { rows } = await pool.query(`select ${fields} from report_schedules where id = $1`, [id]);
  return rows[0] ?? null;
}

/** Lets a schedule issue nothing until it is resumed. @throws ConfigError where there is none */
export async function pauseReportSchedule(store: Store, id: number, by: By): Promise<ReportSchedule> {
  return change(store, id, "report.pause", "paused_at = coalesce(paused_at, $2)", by);
}

/** Lets a schedule go on with what is due after now: a pause was meant, and is not caught up. @throws ConfigError where there is none */
export async function resumeReportSchedule(store: Store, id: number, by: By): Promise<ReportSchedule> {
  const set = `handled_slot = case when paused_at is null then handled_slot else greatest(handled_slot, $2) end, paused_at = null`;
  return change(store, id, "report.resume", set, by);
}

/** Takes a schedule away; what it issued stays. @throws ConfigError where there is none */
export async function removeReportSchedule(store: Store, id: number, by: By): Promise<void> {
  await inTransaction(store, async (client) => {
    const { rows } = await client.query(`delete from report_schedules where id = $1 returning ${fields}`, [id]);
    await auditSchedule(client, "report.unschedule", found(rows, id), by);
  });
}

/** What became of the slot that was due. */
export type SlotDone = {
  slot: Date;
  /** How many slots before it nobody was there for. */
  missed: number;
  at: Date;
};

/**
 * Notes that all slots of a schedule up to one are done with. It never goes back: two workers may end in another order than they began. That
 * slots were missed is said in the audit log.
 */
export async function noteSlot(store: Store, id: number, { slot, missed, at }: SlotDone): Promise<void> {
  await inTransaction(store, async (client) => {
    const { rows } = await client.query(
      `update report_schedules set handled_slot = $2, last_error = null
       where id = $1 and (handled_slot is null or handled_slot < $2) returning ${fields}`,
      [id, slot],
    );
    const [schedule] = rows as ReportSchedule[];
    if (!schedule || missed === 0) return;
    await auditSchedule(
      client,
      "report.missed",
      schedule,
      { actor: "worker", at },
      { missed, slot: slot.toISOString() },
    );
  });
}

/** Keeps why a report could not be built, in a sentence. */
export async function noteReportError({ pool }: Store, id: number, error: string): Promise<void> {
  await pool.query("update report_schedules set last_error = $2 where id = $1", [id, error]);
}

async function change(store: Store, id: number, action: string, set: string, by: By): Promise<ReportSchedule> {
  return inTransaction(store, async (client) => {
    // Named once without use, so that each change may leave it out.
    const { rows } = await client.query(
      `update report_schedules set ${set} where id = $1 and $2::timestamptz is not null returning ${fields}`,
      [id, by.at],
    );
    const schedule = found(rows, id);
    await auditSchedule(client, action, schedule, by);
    return schedule;
  });
}

function found([schedule]: ReportSchedule[], id: number): ReportSchedule {
  if (schedule) return schedule;
  throw new ConfigError(`There is no schedule ${id} of a report: "groundswell report list" shows all.`);
}

async function auditSchedule(
  client: Transaction,
  action: string,
  schedule: ReportSchedule,
  { actor, at }: By,
  more: Record<string, unknown> = {},
): Promise<void> {
  const { id, cadence, cron, tz } = schedule;
  const detail = { schedule: id, cadence, cron, tz, ...more };
  await writeAudit(client, { at, actor, action, subject: reportSubject(schedule), detail });
}
