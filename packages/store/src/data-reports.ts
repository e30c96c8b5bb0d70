import type { Pool, PoolClient } from "pg";

/** What a report of wrong data can be about. */
export type ReportedKind = "signal" | "account" | "person" | "link";

/** What somebody says is wrong, and what was done about it. */
export type DataReport = {
  id: number;
  kind: ReportedKind;
  /** As it was named. */
  subject: string;
  signalId: number | null;
  accountId: number | null;
  otherAccountId: number | null;
  why: string;
  reportedBy: string;
  reportedAt: Date;
  resolution: string | null;
  resolvedBy: string | null;
  resolvedAt: Date | null;
};

/** A signal by the name that people give it. */
export type SignalName = { id: number; accountId: number | null };

const columns = `id, kind, subject, signal_id as "signalId", account_id as "accountId", other_account_id as "otherAccountId", why,
  reported_by as "reportedBy", reported_at as "reportedAt", resolution, resolved_by as "resolvedBy", resolved_at as "resolvedAt"`;

/** The signal that is named `platform:kind:id`; null where there is none. Platforms and ids may hold colons: every cut is tried. */
export async function signalNamed(client: Pool | PoolClient, key: string): Promise<SignalName | null> {
  const places = [...key.matchAll(/:/g)].map(({ index }) => index);
  const cuts = places.flatMap((first) => places.filter((last) => last > first).map((last) => [first, last] as const));
  const { rows } = await client.query(
    `select id, account_id as "accountId" from signals where (platform, kind, native_id) in (
       select * from unnest($1::text[], $2::text[], $3::text[]))`,
    [
      cuts.map(([first]) => key.slice(0, first)),
      cuts.map(([first, last]) => key.slice(first + 1, last)),
      cuts.map(([, last]) => key.slice(last + 1)),
    ],
  );
  return rows.length === 1 ? rows[0] : null;
}

/** Adds a report. */
export async function addDataReport(
  client: PoolClient,
  report: Omit<DataReport, "id" | "resolution" | "resolvedBy" | "resolvedAt">,
): Promise<DataReport> {
  const { kind, subject, signalId, accountId, otherAccountId, why, reportedBy, reportedAt } = report;
  const { rows } = await client.query(
    `insert into data_reports (kind, subject, signal_id, account_id, other_account_id, why, reported_by, reported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${columns}`,
    [kind, subject, signalId, accountId, otherAccountId, why, reportedBy, reportedAt],
  );
  return rows[0];
}

/** Says what was done about an open report; null where there is no open one of that number. */
export async function resolveDataReport(
  client: PoolClient,
  id: number,
  { resolution, by, at }: { resolution: string; by: string; at: Date },
): Promise<DataReport | null> {
  const { rows } = await client.query(
    `update data_reports set resolution = $2, resolved_by = $3, resolved_at = $4
     where id = $1 and resolved_at is null returning ${columns}`,
    [id, resolution, by, at],
  );
  return rows[0] ?? null;
}

/** Reports, the newest first: the open ones, or all. */
export async function readDataReports(client: Pool | PoolClient, which: "open" | "all"): Promise<DataReport[]> {
  const { rows } = await client.query(
    `select ${columns} from data_reports where $1 or resolved_at is null order by id desc`,
    [which === "all"],
  );
  return rows;
}

/** An open report on a signal, an account or a person, with whom it is about now and the signal's name and address. */
export type OpenMark = {
  report: number;
  kind: ReportedKind;
  subject: string;
  why: string;
  at: Date;
  persons: number[];
  signal: { key: string; url: string | null; kind: string; occurredAt: Date } | null;
};

/** The open reports that are about some persons, the oldest first. */
export async function openMarks(client: Pool | PoolClient, persons: readonly number[]): Promise<OpenMark[]> {
  const { rows } = await client.query(
    `select r.id as report, r.kind, r.subject, r.why, r.reported_at as at,
       (select array_to_json(array_agg(distinct coalesce(a.person_id, a.id))) from accounts a
        where a.id in (r.account_id, r.other_account_id, s.account_id)) as persons,
       case when s.id is not null then jsonb_build_object('key', s.platform || ':' || s.kind || ':' || s.native_id, 'url', s.url,
         'kind', s.kind, 'occurredAt', s.occurred_at) end as signal
     from data_reports r left join signals s on s.id = r.signal_id
     where r.resolved_at is null and exists (
       select from accounts a where a.id in (r.account_id, r.other_account_id, s.account_id) and coalesce(a.person_id, a.id) = any($1))
     order by r.id`,
    [persons],
  );
  return rows.map(({ signal, ...row }) => ({
    ...row,
    signal: signal === null ? null : { ...signal, occurredAt: new Date(signal.occurredAt) },
  }));
}
