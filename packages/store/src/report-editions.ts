import { UnavailableError, type Window } from "@groundswell/model";
import { writeAudit } from "./audit.ts";
import { editionHash, wordsOf } from "./edition-text.ts";
import type { Store } from "./open.ts";
import { noteDeliveries } from "./report-deliveries.ts";
import { reportSubject } from "./report-schedules.ts";
import { holdErasures } from "./tombstones.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

/** Which window of which report an edition is of. */
export type EditionOf = {
  report: string;
  /** The slug of an expertise; null for a report that sets all side by side. */
  expertise: string | null;
  /** `day`, `week`, `month`, `quarter`. */
  cadence: string;
  window: Window;
};

/** As much of a report as is looked at here: the persons that it has rows about. */
type Rows = { sections: readonly { rows: readonly { about: { person: number | null } }[] }[] };

export type NewEdition = EditionOf & {
  /** 1 for the first, 2 and on for revisions. */
  revision: number;
  document: Rows;
  /** What changed against the revision before, in sentences; none of a first edition. */
  revised: readonly string[];
  /** Signals up to this number had been read before it was built; null where nobody knows. */
  watermark: number | null;
  builtAt: Date;
};

/** An edition without what it says in full. */
export type EditionHead = EditionOf & {
  id: number;
  revision: number;
  title: string;
  insight: string;
  sha256: string;
  revised: string[];
  builtAt: Date;
};

/** A kept report. `document` is a `ReportDocument`. */
export type Edition = EditionHead & { document: unknown; watermark: number | null; lookedAt: Date | null };

const headFields = `id, report, expertise, cadence, window_from as "windowFrom", window_to as "windowTo", revision,
  document ->> 'title' as title, document ->> 'insight' as insight, sha256, revised, built_at as "builtAt"`;
const fields = `${headFields}, document, watermark, looked_at as "lookedAt"`;
const isOf = `report = $1 and expertise is not distinct from $2 and cadence = $3 and window_from = $4 and window_to = $5`;

/**
 * Keeps an edition and notes whom it is for, whole or not at all. Of two workers that built the same one, the second changes nothing.
 * @returns its number, and whether it was not there before
 * @throws UnavailableError where somebody whom it shows was erased while it was built
 */
export async function saveEdition(store: Store, edition: NewEdition): Promise<{ id: number; isNew: boolean }> {
  const { report, expertise, cadence, window, revision, document, revised, watermark, builtAt } = edition;
  return inTransaction(store, async (client) => {
    await refuseErased(client, document);
    const { rows } = await client.query(
      `insert into report_editions
         (report, expertise, cadence, window_from, window_to, revision, document, sha256, revised, words, watermark, built_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning id`,
      [
        ...keyOf(edition),
        revision,
        JSON.stringify(document),
        editionHash(document),
        revised,
        wordsOf(document),
        watermark,
        builtAt,
      ],
    );
    if (rows.length === 0) {
      const known = await client.query(`select id from report_editions where ${isOf} and revision = $6`, [
        ...keyOf(edition),
        revision,
      ]);
      return { id: known.rows[0].id, isNew: false };
    }
    const id: number = rows[0].id;
    const subscribers = await noteDeliveries(client, id);
    const [from, to] = [window.from.toISOString(), window.to.toISOString()];
    await writeAudit(client, {
      at: builtAt,
      actor: "worker",
      action: revision === 1 ? "report.issue" : "report.revise",
      subject: reportSubject({ report, expertise }),
      detail: { edition: id, cadence, from, to, revision, subscribers },
    });
    return { id, isNew: true };
  });
}

/** An edition; null where there is none. */
export async function findEdition({ pool }: Store, id: number): Promise<Edition | null> {
  const { rows } = await pool.query(`select ${fields} from report_editions where id = $1`, [id]);
  return rows[0] ? (read(rows[0]) as Edition) : null;
}

/** What part of the editions is asked for; null is all. */
export type EditionFilter = {
  /** Names of reports. */
  reports: readonly string[] | null;
  /** Slugs of expertises: those of one of them, and those of all side by side. */
  expertises: readonly string[] | null;
  /** Words that it has to say, all of them, as a search engine reads them: "quoted phrase", -without. */
  words: string | null;
  /** Only editions before the one of this number. */
  before: number | null;
  /** How many; 0 gives all. */
  limit: number;
};

/** Editions, the newest first. */
export async function listEditions({ pool }: Store, filter: EditionFilter): Promise<EditionHead[]> {
  const { reports, expertises, words, before, limit } = filter;
  const { rows } = await pool.query(
    `select ${headFields} from report_editions
     where ($1::text[] is null or report = any($1)) and ($2::text[] is null or expertise is null or expertise = any($2))
       and ($3::text is null or to_tsvector('simple', words) @@ websearch_to_tsquery('simple', $3))
       and id < coalesce($4::bigint, 9223372036854775807)
     order by id desc limit case when $5 > 0 then $5 end`,
    [reports, expertises, words, before, limit],
  );
  return rows.map(read);
}

/** The latest revision of a window; null where it was not issued. */
export async function latestEdition({ pool }: Store, of: EditionOf): Promise<Edition | null> {
  const { rows } = await pool.query(
    `select ${fields} from report_editions where ${isOf} order by revision desc limit 1`,
    keyOf(of),
  );
  return rows[0] ? (read(rows[0]) as Edition) : null;
}

/** The latest revision of the latest window that a report was issued of; null where there is none. */
export async function newestEdition({ pool }: Store, of: Omit<EditionOf, "window">): Promise<Edition | null> {
  const { rows } = await pool.query(
    `select ${fields} from report_editions where report = $1 and expertise is not distinct from $2 and cadence = $3
     order by window_to desc, window_from desc, revision desc limit 1`,
    [of.report, of.expertise, of.cadence],
  );
  return rows[0] ? (read(rows[0]) as Edition) : null;
}

/** The editions of one report and cadence, all revisions, the latest window first: to set side by side. */
export async function editionsOf(
  { pool }: Store,
  of: Omit<EditionOf, "window">,
  limit: number,
): Promise<EditionHead[]> {
  const { rows } = await pool.query(
    `select ${headFields} from report_editions where report = $1 and expertise is not distinct from $2 and cadence = $3
     order by window_to desc, window_from desc, revision desc limit case when $4 > 0 then $4 end`,
    [of.report, of.expertise, of.cadence, limit],
  );
  return rows.map(read);
}

function keyOf({ report, expertise, cadence, window }: EditionOf): unknown[] {
  return [report, expertise, cadence, window.from, window.to];
}

function read({ windowFrom, windowTo, ...head }: EditionHead & { windowFrom: Date; windowTo: Date }): EditionHead {
  return { ...head, window: { from: windowFrom, to: windowTo } };
}

/** Whoever is erased while a report is built must not come back by it; built again, it does not know them. */
async function refuseErased(client: Transaction, { sections }: Rows): Promise<void> {
  await holdErasures(client);
  const persons = new Set(sections.flatMap(({ rows }) => rows.map(({ about }) => about.person)));
  persons.delete(null);
  const { rows } = await client.query(
    `select from unnest($1::bigint[]) p where not exists (select from accounts where id = p or person_id = p) limit 1`,
    [[...persons]],
  );
  if (rows.length > 0)
    throw new UnavailableError("Somebody whom the report shows was erased while it was built: it is built again.");
}
