import type { Organisation } from "@groundswell/model";
import type { Pool, PoolClient } from "pg";

/** Makes the employers whose people are not eligible what a catalogue says: those that it does not name go. */
export async function saveOrganisations(client: PoolClient, organisations: readonly Organisation[]): Promise<void> {
  const names = organisations.map(({ name }) => name);
  await client.query("delete from organisations where name <> all ($1)", [names]);
  for (const { name, aliases, domains, members, people } of organisations)
    await client.query(
      `insert into organisations (name, aliases, domains, members, people) values ($1, $2, $3, $4, $5)
       on conflict (name) do update set (aliases, domains, members, people) =
         row(excluded.aliases, excluded.domains, excluded.members, excluded.people)`,
      [name, aliases, domains, members, people],
    );
}

/** The employers whose people are not eligible, by name. */
export async function readOrganisations(client: Pool | PoolClient): Promise<Organisation[]> {
  const { rows } = await client.query(
    "select name, aliases, domains, members, people from organisations order by name",
  );
  return rows;
}
