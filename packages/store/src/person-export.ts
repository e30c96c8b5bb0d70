import type { PoolClient } from "pg";
import { readDecisions } from "./decisions.ts";
import { type Holds, holdsById } from "./erase-shared-names.ts";
import { registryEntriesOf } from "./erase-sources.ts";
import { type Finder, finderOf, readRawPages } from "./erase-sweep.ts";
import { findTraces } from "./erase-traces.ts";
import type { Store } from "./open.ts";
import { membersOfPerson } from "./persons.ts";
import { inTransaction } from "./transaction.ts";

// Everything that is held by account: what it is called in the document, and where it is.
const parts: Record<string, string> = {
  accounts: "select to_jsonb(t) as row from accounts t where id = any ($1) order by id",
  formerHandles: `select to_jsonb(t) as row from handles t where account_id = any ($1) order by account_id, until`,
  formerProfiles: `select to_jsonb(t) as row from former_profiles t where account_id = any ($1) order by account_id, until`,
  affiliations:
    "select to_jsonb(t) as row from affiliations t where account_id = any ($1) order by account_id, read_at",
  marks: "select to_jsonb(t) as row from account_marks t where account_id = any ($1) order by id",
  kinds: `select to_jsonb(t) as row from account_kinds t where account_id = any ($1) order by account_id, "from"`,
  regions: "select to_jsonb(t) as row from account_regions t where account_id = any ($1) order by account_id",
  languages: "select to_jsonb(t) as row from account_languages t where account_id = any ($1) order by 1",
  awards: "select to_jsonb(t) as row from awards t where account_id = any ($1) order by id",
  links: `select to_jsonb(t) || jsonb_build_object(
      'a', (select platform || ':' || native_id from accounts where id = t.a),
      'b', (select platform || ':' || native_id from accounts where id = t.b)) as row
    from links t where a = any ($1) or b = any ($1) order by id`,
  leftOutLinks: "select to_jsonb(t) as row from left_out_links t where a = any ($1) or b = any ($1) order by a, b",
  signals: `select to_jsonb(t) || jsonb_build_object(
      'space', (select platform || ':' || native_id from spaces where id = t.space_id),
      'earlierMetrics', (select coalesce(jsonb_agg(to_jsonb(e) - 'signal_id' order by replaced_on), '[]')
        from earlier_metrics e where signal_id = t.id)) as row
    from signals t where account_id = any ($1) order by occurred_at, id`,
  endorsementsGiven: `select to_jsonb(t) || jsonb_build_object('signal', s.platform || ':' || s.kind || ':' || s.native_id) as row
    from endorsements t join signals s on s.id = t.signal_id where t.account_id = any ($1) order by t.signal_id, t.kind, t.native_id`,
  endorsementsReceived: `select to_jsonb(t) - 'account_id' || jsonb_build_object('signal', s.platform || ':' || s.kind || ':' || s.native_id) as row
    from endorsements t join signals s on s.id = t.signal_id where s.account_id = any ($1) order by t.signal_id, t.kind, t.native_id`,
};

const newestScores = `select jsonb_build_object('expertise', e.slug, 'asOf', r.as_of, 'policyVersion', r.policy_version,
      'computedAt', r.computed_at, 'track', t.track, 'result', t.result) as row
    from scores t join runs r on r.id = t.run_id join expertises e on e.id = r.expertise_id
    where t.person_id = $1 and r.id in (select distinct on (expertise_id) id from runs order by expertise_id, as_of desc, id desc) order by e.slug, t.track`;

/** Everything that the store holds about a person, in one document. */
export type PersonExport = { person: number; exportedAt: string } & Record<string, unknown>;

/**
 * Gathers everything that is held about a person, as of one instant.
 * @throws ConfigError where nobody has this number
 */
export async function exportPerson(store: Store, person: number, now: Date): Promise<PersonExport> {
  return inTransaction(store, async (client) => {
    await client.query("set transaction isolation level repeatable read, read only");
    const ids = (await membersOfPerson(client, person)).map(({ id }) => id);
    const traces = await findTraces(client, ids);
    const finder = finderOf(traces.phrases, traces.keys);
    const document: PersonExport = { person, exportedAt: now.toISOString() };
    for (const [name, sql] of Object.entries(parts)) document[name] = await rowsOf(client, sql, ids);
    document.scores = await rowsOf(client, newestScores, person);
    document.registryEntries = await registryEntriesOf(client, traces, finder);
    document.ownSpaces = traces.spaces.map(({ key, name }) => ({ key, name }));
    document.decisions = (await readDecisions(client)).filter(({ accounts }) =>
      accounts.some((id) => ids.includes(id)),
    );
    document.audit = await auditAbout(client, person, finder);
    document.rawPages = await rawPagesAbout(client, ids, finder, holdsById(traces.accounts));
    return document;
  });
}

async function rowsOf(client: PoolClient, sql: string, of: number | number[]): Promise<unknown[]> {
  const { rows } = await client.query(sql, [of]);
  return rows.map(({ row }) => row);
}

async function auditAbout(client: PoolClient, person: number, finder: Finder): Promise<unknown[]> {
  const { rows } = await client.query("select at, actor, action, subject, detail from audit_log order by id");
  return rows.filter((entry) => entry.subject === `person ${person}` || finder.names(JSON.stringify(entry)));
}

/** The stored pages that the person's signals came from or that name the person: what was asked for, and when. */
async function rawPagesAbout(client: PoolClient, ids: number[], finder: Finder, holds: Holds): Promise<unknown[]> {
  const { rows } = await client.query(
    "select distinct raw_id as id from signals where account_id = any ($1) and raw_id is not null",
    [ids],
  );
  const from = new Set(rows.map(({ id }) => id));
  const pages: unknown[] = [];
  for await (const { id, isNamed, source, request, fetchedAt } of readRawPages(client, finder, holds))
    if (isNamed || from.has(id)) pages.push({ source, request, fetchedAt });
  return pages;
}
