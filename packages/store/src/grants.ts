import { ConfigError } from "@groundswell/model";
import { writeAudit } from "./audit.ts";
import type { Store } from "./open.ts";
import { inTransaction } from "./transaction.ts";
import { type By, requireUser, type User } from "./users.ts";

/** What a user is let see; expertises by slug or `*` for all, regions by ISO 3166-1 alpha-2 code. */
export type Grants = { expertises: readonly string[]; regions: readonly string[] };

/**
 * Grants expertises and regions beside those granted before.
 * @throws ConfigError where there is no such user, expertise or region
 */
export async function addGrants(store: Store, idOrEmail: string, grants: Grants, { actor, at }: By): Promise<User> {
  const user = await requireUser(store, idOrEmail);
  const { expertises, regions } = await readGrants(store, grants);
  await inTransaction(store, async (client) => {
    for (const [kind, values] of [["expertise", expertises] as const, ["region", regions] as const])
      await client.query(
        `insert into grants (user_id, kind, value, granted_by, granted_at)
         select $1, $2, value, $4, $5 from unnest($3::text[]) as value on conflict do nothing`,
        [user.id, kind, values, actor, at],
      );
    await writeAudit(client, {
      at,
      actor,
      action: "user.grant",
      subject: `user ${user.email}`,
      detail: { expertises, regions },
    });
  });
  return requireUser(store, user.id);
}

/**
 * Takes grants back.
 * @throws ConfigError where there is no such user, or the user has no such grant
 */
export async function removeGrants(store: Store, idOrEmail: string, grants: Grants, { actor, at }: By): Promise<User> {
  const user = await requireUser(store, idOrEmail);
  const expertises = [...grants.expertises];
  const regions = grants.regions.map((region) => region.trim().toUpperCase());
  const missing =
    expertises.find((one) => !user.expertises.includes(one)) ?? regions.find((one) => !user.regions.includes(one));
  if (missing !== undefined)
    throw new ConfigError(
      `${user.email} has no grant "${missing}": it has ${[...user.expertises, ...user.regions].join(", ") || "none"}.`,
    );
  await inTransaction(store, async (client) => {
    await client.query(
      "delete from grants where user_id = $1 and (kind, value) in (select * from unnest($2::text[], $3::text[]))",
      [user.id, [...expertises.map(() => "expertise"), ...regions.map(() => "region")], [...expertises, ...regions]],
    );
    await writeAudit(client, {
      at,
      actor,
      action: "user.revoke",
      subject: `user ${user.email}`,
      detail: { expertises, regions },
    });
  });
  return requireUser(store, user.id);
}

async function readGrants({ pool }: Store, { expertises, regions }: Grants): Promise<Grants> {
  const { rows } = await pool.query("select slug from expertises order by slug");
  const known = rows.map(({ slug }) => slug as string);
  const unknown = expertises.find((slug) => slug !== "*" && !known.includes(slug));
  if (unknown !== undefined)
    throw new ConfigError(
      `There is no expertise "${unknown}": there are ${known.join(", ") || "none yet"}, or * for all.`,
    );
  return { expertises, regions: regions.map(readRegion) };
}

const regionNames = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

function readRegion(text: string): string {
  const code = text.trim().toUpperCase();
  if (/^[A-Z]{2}$/.test(code) && code !== "ZZ" && regionNames.of(code) !== undefined) return code;
  throw new ConfigError(`"${text}" is no region: give the two letters of a country, as DE or BR.`);
}
