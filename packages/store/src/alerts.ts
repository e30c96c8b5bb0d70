import type { Store } from "./open.ts";
import { holdErasures } from "./tombstones.ts";
import { inTransaction } from "./transaction.ts";

/** What was found, as it is kept: a sentence without names, and the test with its statistic, `p`, and `q` over all tests of the evaluation. */
export type AlertFound = {
  sentence: string;
  test: { name: string; statistic: { name: string; value: number }; p: number; q: number };
};

export type Alert = {
  id: number;
  expertise: string;
  kind: string;
  /** The key of a space, the id of a source, `person:12`, or the slug of the expertise. */
  subject: string;
  person: number | null;
  found: AlertFound;
  /** As-of instants. */
  since: Date;
  seenAt: Date;
  endedAt: Date | null;
};

/** What one evaluation says. What it could not look at is in neither list, and stays as it is. */
export type EvaluatedAlerts = {
  found: readonly (Pick<Alert, "kind" | "subject" | "person"> & AlertFound)[];
  verdicts: readonly { kind: string; subject: string; verdict: "found" | "not-found" | "over" }[];
  tests: number;
};

/** So long it has to be looked for and not found before an alert is over: what comes and goes is told once. */
const hysteresisDays = 7;
/** An alert that nobody could look at again for so long is over: its space or source is gone. */
const mostDaysUnseen = 90;

/**
 * Keeps what an evaluation found. What is found again goes on; what is found first is open since then; what is not found in two evaluations that lie
 * `hysteresisDays` apart, or is seen to be over, ends. An evaluation of an instant that is not after the last one changes nothing.
 * @param at when it was evaluated
 * @returns the alerts that are new, or null where the instant, or a later one, was evaluated already
 */
export async function keepAlerts(
  store: Store,
  { expertise, asOf, at }: { expertise: string; asOf: Date; at: Date },
  { found, verdicts, tests }: EvaluatedAlerts,
): Promise<{ kind: string; subject: string }[] | null> {
  return inTransaction(store, async (client) => {
    // Whoever is erased meanwhile must not come back by it.
    await holdErasures(client);
    await client.query("select pg_advisory_xact_lock(hashtext('groundswell:alerts:' || $1))", [expertise]);
    const { rowCount } = await client.query(
      `insert into alert_evaluations (expertise, as_of, evaluated_at, tests, found)
       select $1, $2, $3, $4, $5
       where not exists (select from alert_evaluations where expertise = $1 and as_of >= $2)`,
      [expertise, asOf, at, tests, found.length],
    );
    if (rowCount === 0) return null;
    const kept = JSON.stringify(
      found.map(({ kind, subject, person, sentence, test }) => ({ kind, subject, person, found: { sentence, test } })),
    );
    await client.query(
      `update alerts a set seen_at = $2, missed_at = null, found = f.found
       from jsonb_to_recordset($3::jsonb) as f (kind text, subject text, found jsonb)
       where a.expertise = $1 and a.ended_at is null and a.kind = f.kind and a.subject = f.subject`,
      [expertise, asOf, kept],
    );
    const { rows } = await client.query<{ kind: string; subject: string }>(
      `insert into alerts (expertise, kind, subject, person_id, found, since, seen_at)
       select $1, f.kind, f.subject, f.person, f.found, $2, $2
       from jsonb_to_recordset($3::jsonb) as f (kind text, subject text, person bigint, found jsonb)
       where f.person is null or exists (select from accounts where id = f.person or person_id = f.person)
       order by f.kind, f.subject
       on conflict do nothing returning kind, subject`,
      [expertise, asOf, kept],
    );
    await client.query(
      `update alerts a set missed_at = coalesce(a.missed_at, $2),
         ended_at = case when v.verdict = 'over' or a.missed_at <= $2::timestamptz - $4 * interval '24 hours' then $2::timestamptz end
       from jsonb_to_recordset($3::jsonb) as v (kind text, subject text, verdict text)
       where a.expertise = $1 and a.ended_at is null and a.kind = v.kind and a.subject = v.subject and v.verdict <> 'found'`,
      [expertise, asOf, JSON.stringify(verdicts), hysteresisDays],
    );
    await client.query(
      `update alerts set ended_at = $2
       where expertise = $1 and ended_at is null and seen_at <= $2::timestamptz - $3 * interval '24 hours'`,
      [expertise, asOf, mostDaysUnseen],
    );
    return rows;
  });
}

export type AlertFilter = {
  /** Slugs; null is all. */
  expertises: readonly string[] | null;
  kind: string | null;
  subject: string | null;
  /** `open` ones, those that have `ended`, or null for both. */
  state: "open" | "ended" | null;
  /** Only those first found in `(after, upTo]`; null for no bound. */
  after: Date | null;
  upTo: Date | null;
  /** How many; 0 gives all. */
  limit: number;
};

const everything: AlertFilter = {
  ...{ expertises: null, kind: null, subject: null, state: null, after: null, upTo: null },
  limit: 0,
};

/** Alerts, the newest first, then by expertise, kind and subject. */
export async function listAlerts({ pool }: Store, filter: Partial<AlertFilter> = {}): Promise<Alert[]> {
  const { expertises, kind, subject, state, after, upTo, limit } = { ...everything, ...filter };
  const { rows } = await pool.query<Alert>(
    `select id, expertise, kind, subject, person_id as person, found, since, seen_at as "seenAt", ended_at as "endedAt" from alerts
     where ($1::text[] is null or expertise = any($1)) and ($2::text is null or kind = $2) and ($3::text is null or subject = $3)
       and ($4::text is null or ($4 = 'open') = (ended_at is null))
       and ($5::timestamptz is null or since > $5) and ($6::timestamptz is null or since <= $6)
     order by since desc, expertise, kind, subject, id limit case when $7 > 0 then $7 end`,
    [expertises, kind, subject, state, after, upTo, limit],
  );
  return rows;
}

/** One evaluation: as of when, how many tests it made and how many alerts it found. */
export type AlertEvaluation = { asOf: Date; tests: number; found: number };

/** The latest evaluation of an expertise that is not after an instant, or of all with null; null where there is none. */
export async function latestEvaluation(
  { pool }: Store,
  expertise: string,
  upTo: Date | null = null,
): Promise<AlertEvaluation | null> {
  const { rows } = await pool.query<AlertEvaluation>(
    `select as_of as "asOf", tests, found from alert_evaluations
     where expertise = $1 and ($2::timestamptz is null or as_of <= $2) order by as_of desc limit 1`,
    [expertise, upTo],
  );
  return rows[0] ?? null;
}

/** The expertises that somebody is sent alerts of; `*` among them is each that there is. */
export async function expertisesWithWatchers({ pool }: Store): Promise<string[]> {
  const { rows } = await pool.query<{ expertise: string }>(
    `select distinct coalesce(s.expertise, '*') as expertise from report_subscriptions s join users u on u.id = s.user_id
     where s.report = 'alerts' and s.ended_at is null and u.disabled_at is null order by 1`,
  );
  return rows.map(({ expertise }) => expertise);
}
