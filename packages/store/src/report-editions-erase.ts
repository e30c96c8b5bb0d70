import type { PoolClient } from "pg";
import { editionHash, wordsOf } from "./edition-text.ts";
import { erasedMark, redactJson } from "./erase-phrases.ts";
import type { Finder } from "./erase-sweep.ts";

type Row = { about: { person: number | null; alert: { subject: string } | null } };
type Section = { rows: Row[]; chart: unknown };
/** As much of a `ReportDocument` as is looked at here; the rest stays as it is. */
type Document = { sections: Section[] };

/**
 * Takes some persons out of every kept report: rows about them go, mentions of them are redacted, and what the search reads and the hash are
 * written anew. What counts them keeps its numbers. Subscriptions and mutes follow them no more.
 * @param finder recognises them in texts
 * @param addresses of what they wrote: the address of a question often spells its title
 * @returns how many editions were changed
 */
export async function eraseFromEditions(
  client: PoolClient,
  persons: readonly number[],
  finder: Finder,
  addresses: readonly string[],
): Promise<number> {
  const theirs = new Set(addresses);
  const subjects = new Set(persons.map((person) => `person:${person}`));
  await client.query("delete from alerts where subject = any($1)", [[...subjects]]);
  await client.query("delete from alert_mutes where subject = any($1)", [[...subjects]]);
  await client.query(
    `update report_subscriptions set watch = jsonb_set(watch, '{subjects}', (
       select coalesce(jsonb_agg(subject order by place), '[]')
       from jsonb_array_elements_text(watch -> 'subjects') with ordinality as u (subject, place) where subject <> all($1)))
     where jsonb_typeof(watch -> 'subjects') = 'array' and watch -> 'subjects' ?| $1`,
    [[...subjects]],
  );
  // Which ones first, and then one at a time: all together they are more than a process should hold.
  const { rows: suspected } = await client.query(
    `select id from report_editions e
     where document @? '$.sections[*].rows[*].about ? (@.person != null)' and exists (
         select from jsonb_path_query(document, '$.sections[*].rows[*].about') about
         where (about ->> 'person')::bigint = any($1))
       or exists (
         select from jsonb_path_query(document, '$.sections[*].rows[*].about.alert.subject') subject
         where subject #>> '{}' = any($2))
       or exists (select from jsonb_path_query(document, 'strict $.**.url') url where url #>> '{}' = any($4))
       or document::text ilike any($3) or array_to_string(revised, ' ') ilike any($3) or words ilike any($3)
     order by id`,
    [persons, [...subjects], finder.patterns, addresses],
  );
  let changed = 0;
  for (const { id } of suspected) {
    const { rows } = await client.query("select document, revised from report_editions where id = $1 for update", [id]);
    const { document, revised } = rows[0] as { document: Document; revised: string[] };
    const known = withoutAddresses(withoutRows(document, new Set(persons), subjects), (url) => theirs.has(url));
    const redacted = redactJson(known, finder.redact);
    // An address with a part taken out leads nowhere.
    const cleaned = withoutAddresses(redacted, (url) => url.includes(erasedMark)) as Document;
    const said = revised.map(finder.redact);
    if (cleaned === document && said.every((text, at) => text === revised[at])) continue;
    await client.query(
      "update report_editions set document = $2, sha256 = $3, words = $4, revised = $5 where id = $1",
      [id, JSON.stringify(cleaned), editionHash(cleaned), wordsOf(cleaned), said],
    );
    changed++;
  }
  return changed;
}

/** The very same document where no row is about them. */
function withoutRows(document: Document, persons: ReadonlySet<number>, subjects: ReadonlySet<string>): Document {
  const isKept = ({ about }: Row) =>
    !(about.person !== null && persons.has(about.person)) &&
    !(about.alert !== null && subjects.has(about.alert.subject));
  const sections = document.sections.map((section) => {
    const rows = section.rows.filter(isKept);
    // A picture of all rows would still show who went.
    return rows.length === section.rows.length ? section : { ...section, rows, chart: null };
  });
  return sections.every((section, at) => section === document.sections[at]) ? document : { ...document, sections };
}

/** The very same value where no address in it is to go. */
function withoutAddresses(value: unknown, isLost: (url: string) => boolean): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutAddresses(item, isLost));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  const entries = Object.entries(value).map(([key, one]): [string, unknown] =>
    key === "url" && typeof one === "string" && isLost(one) ? [key, null] : [key, withoutAddresses(one, isLost)],
  );
  return entries.some(([key, one]) => one !== (value as Record<string, unknown>)[key])
    ? Object.fromEntries(entries)
    : value;
}
