import type { KindEvidence, MarkKind, Period } from "@groundswell/model";
import type { PoolClient } from "pg";

/** An account with all that says what it is. */
export type KindEvidenceRow = KindEvidence & { id: number };

/** What makes an account worth reading, of all that there are. */
export type Suspicion = {
  /** A regular expression that every name of a machine or a post matches. */
  names: string;
  /** Names of organisations in lower-case ASCII letters and digits alone. */
  employers: string[];
  /** Domains of their e-mail addresses. */
  domains: string[];
  /** What platforms call them, in lower case. */
  members: string[];
};

/**
 * Accounts that may be something else than a person's, or were till now; or some accounts whatever they are. Out of a million plain ones
 * hardly any is read.
 */
export async function kindEvidence(
  client: PoolClient,
  wanted: Suspicion | readonly number[],
): Promise<KindEvidenceRow[]> {
  const all = "names" in wanted;
  const { rows } = await client.query(
    `select a.id, a.handle, a.name, ${alwaysABot} as bot, a.staff, a.vendor, a.organisation, a.member_of as "memberOf",
       a.company, a.email_domain as "emailDomain", a.observed_at as "observedAt",
       (select jsonb_agg(to_jsonb(f) order by f.until) from former_profiles f where f.account_id = a.id and f.field <> 'location') as former,
       (select jsonb_agg(to_jsonb(t) order by t.source, t."from") from affiliations t where t.account_id = a.id) as told,
       (select to_jsonb(m) from account_marks m where m.account_id = a.id order by m.id desc limit 1) as mark
     from accounts a where ${all ? suspicious : "a.id = any($1)"} order by a.id`,
    all ? [wanted.names, wanted.employers, wanted.domains, wanted.members] : [wanted],
  );
  return rows.map(readRow);
}

/** Whether account `a` is a machine. One can act by hand and by machine, where its source tells each signal apart: then the signals speak for themselves. */
export const alwaysABot = `a.bot and not (
  exists (select from signals s where s.account_id = a.id and s.bot) and exists (select from signals s where s.account_id = a.id and not s.bot))`;

// What is not ASCII folds in ways that the database does not know, and is read whatever it says.
const suspicious = `a.bot or a.staff or a.vendor or a.organisation
  or a.handle ~* $1 or a.name ~* $1
  or (cardinality($2::text[]) > 0 and a.company is not null and (a.company ~ '[^\\x01-\\x7f]' or exists (
    select from unnest($2::text[]) name where position(name in regexp_replace(lower(a.company), '[^a-z0-9]', '', 'g')) > 0)))
  or (a.email_domain is not null and exists (
    select from unnest($3::text[]) domain where lower(a.email_domain) = domain or right(lower(a.email_domain), length(domain) + 1) = '.' || domain))
  or (a.member_of <> '{}' and exists (select from unnest(a.member_of) member where lower(member) = any($4)))
  or a.id in (
    select account_id from former_profiles where field <> 'location'
    union select account_id from affiliations union select account_id from account_marks union select account_id from account_kinds)`;

type StoredSpan = { from: string | null; until: string | null };
type StoredRow = Omit<KindEvidenceRow, "companies" | "emailDomains" | "told" | "mark"> & {
  company: string | null;
  emailDomain: string | null;
  former: (StoredSpan & { field: string; value: string })[] | null;
  told: (StoredSpan & { organisation: string; source: string; confidence: number; read_at: string })[] | null;
  mark: (StoredSpan & { kind: MarkKind | null; actor: string; reason: string | null; at: string }) | null;
};

function readRow({ company, emailDomain, former, told, mark, ...account }: StoredRow): KindEvidenceRow {
  const values = (field: string, now: string | null) => {
    const before = (former ?? []).filter((one) => one.field === field);
    const earlier = before.map((one) => ({ value: one.value, ...span(one) }));
    // What stands there now came when the last other one went; of the first one nobody knows.
    return now === null ? earlier : [...earlier, { value: now, from: earlier.at(-1)?.until ?? null, until: null }];
  };
  return {
    ...account,
    companies: values("company", company),
    emailDomains: values("email_domain", emailDomain),
    told: (told ?? []).map((one) => ({
      ...{
        organisation: one.organisation,
        source: one.source,
        confidence: one.confidence,
        readAt: new Date(one.read_at),
      },
      ...span(one),
    })),
    mark: readMark(mark),
  };
}

function readMark(mark: StoredRow["mark"]): KindEvidenceRow["mark"] {
  if (!mark?.kind) return null;
  const { kind, actor, reason, at } = mark;
  return { kind, actor, reason, at: new Date(at), ...span(mark) };
}

function span({ from, until }: StoredSpan): Period {
  return { from: from === null ? null : new Date(from), until: until === null ? null : new Date(until) };
}
