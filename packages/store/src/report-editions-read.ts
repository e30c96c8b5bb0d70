import type { Store } from "./open.ts";
import type { EditionOf } from "./report-editions.ts";

/** The documents of some editions by their numbers; each is a `ReportDocument`. */
export async function editionDocuments({ pool }: Store, ids: readonly number[]): Promise<Map<number, unknown>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query("select id, document from report_editions where id = any($1)", [ids]);
  return new Map(rows.map(({ id, document }) => [id, document]));
}

/** Which of some texts the search finds: by the same rules as the search of editions. */
export async function saysWords({ pool }: Store, texts: readonly string[], words: string): Promise<boolean[]> {
  const { rows } = await pool.query(
    `select to_tsvector('simple', text) @@ websearch_to_tsquery('simple', $2) as says
     from unnest($1::text[]) with ordinality as u (text, place) order by place`,
    [texts, words],
  );
  return rows.map(({ says }) => says);
}

/** The revisions of a window, the first one first. */
export async function revisionsOf(
  { pool }: Store,
  { report, expertise, cadence, window }: EditionOf,
): Promise<{ id: number; revision: number; builtAt: Date }[]> {
  const { rows } = await pool.query(
    `select id, revision, built_at as "builtAt" from report_editions
     where report = $1 and expertise is not distinct from $2 and cadence = $3 and window_from = $4 and window_to = $5
     order by revision`,
    [report, expertise, cadence, window.from, window.to],
  );
  return rows;
}

/** The newest revision of the window before that was issued; null where there is none. */
export async function editionBefore(
  { pool }: Store,
  { report, expertise, cadence, window }: EditionOf,
): Promise<number | null> {
  const { rows } = await pool.query(
    `select id from report_editions
     where report = $1 and expertise is not distinct from $2 and cadence = $3 and window_to < $4
     order by window_to desc, window_from desc, revision desc limit 1`,
    [report, expertise, cadence, window.to],
  );
  return rows[0]?.id ?? null;
}
