import type { Catalogue } from "@groundswell/model";
import type { Store } from "./open.ts";

/**
 * Takes the pace from sources of the catalogues' expertises that none of them names any more, so that nothing reads them; what they brought stays.
 * One that also belongs to another expertise may stand in that one's file, and one that a person added on a page or accepted stands in none: they stay.
 * @returns their ids, ascending
 */
export async function stopUnnamedSources({ pool }: Store, catalogues: readonly Catalogue[]): Promise<string[]> {
  const { rows } = await pool.query(
    `update sources s set every = null
     where every is not null and cardinality(expertises) > 0 and expertises <@ $1 and id <> all ($2)
       and not exists (select from audit_log where action = 'source.add' and subject = 'source ' || s.id)
       and not exists (select from found_spaces where source_id = s.id)
     returning id`,
    [
      catalogues.flatMap(({ expertises }) => expertises.map(({ slug }) => slug)),
      catalogues.flatMap(({ sources }) => sources.map(({ id }) => id)),
    ],
  );
  return rows.map(({ id }) => id as string).sort();
}
