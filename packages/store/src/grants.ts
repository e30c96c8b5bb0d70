import { ConfigError, countryCodes } from "@groundswell/model";
import { writeAudit } from "./audit.ts";
import type { Store } from "./open.ts";
import { inTransaction, type Transaction } from "./transaction.ts";
import { type By, lockUser, requireUser, type User } from "./users.ts";

/** What a user is let see; expertises by slug or `*` for all, regions by ISO 3166-1 alpha-2 code. */
export type Grants = { expertises: readonly string[]; regions: readonly string[] };

/**
 * Grants expertises and regions beside those granted before.
 * @throws ConfigError where there is no such user, expertise or region
 */
export async function addGrants(store: Store, idOrEmail: string, grants: Grants, by: By): Promise<User> {
  const user = await requireUser(store, idOrEmail);
  const wanted = await readGrants(store, grants);
  await inTransaction(store, (client) => insertGrants(client, user, wanted, by));
  return requireUser(store, user.id);
}

/** As `addGrants`, inside a transaction, of grants that `readGrants` has read. */
export async function insertGrants(
  client: Transaction,
  { id, email }: Pick<User, "id" | "email">,
  { expertises, regions }: Grants,
  { actor, at }: By,
): Promise<void> {
  for (const [kind, values] of [["expertise", expertises] as const, ["region", regions] as const])
    await client.query(
      `insert into grants (user_id, kind, value, granted_by, granted_at)
       select $1, $2, value, $4, $5 from unnest($3::text[]) as value on conflict do nothing`,
      [id, kind, values, actor, at],
    );
  const detail = { expertises, regions };
  await writeAudit(client, { at, actor, action: "user.grant", subject: `user ${email}`, detail });
}

/**
 * Takes grants back.
 * @throws ConfigError where there is no such user, the user has no such grant, or a lead would see more without it
 */
export async function removeGrants(store: Store, idOrEmail: string, grants: Grants, by: By): Promise<User> {
  const { id } = await requireUser(store, idOrEmail);
  const gone = { expertises: grants.expertises, regions: grants.regions.map((one) => one.trim().toUpperCase()) };
  await inTransaction(store, async (client) => {
    const user = await lockUser(client, id);
    refuseMissing(user, gone);
    refuseWider(user, gone);
    await deleteGrants(client, user, gone, by);
  });
  return requireUser(store, id);
}

/** As `removeGrants`, inside a transaction; what is not granted is passed over. */
export async function deleteGrants(
  client: Transaction,
  { id, email }: Pick<User, "id" | "email">,
  { expertises, regions }: Grants,
  { actor, at }: By,
): Promise<void> {
  await client.query(
    "delete from grants where user_id = $1 and (kind, value) in (select * from unnest($2::text[], $3::text[]))",
    [id, [...expertises.map(() => "expertise"), ...regions.map(() => "region")], [...expertises, ...regions]],
  );
  const detail = { expertises, regions };
  await writeAudit(client, { at, actor, action: "user.revoke", subject: `user ${email}`, detail });
}

/** What is in the first grants and not in the second. */
export function grantsWithout(all: Grants, some: Grants): Grants {
  return {
    expertises: all.expertises.filter((one) => !some.expertises.includes(one)),
    regions: all.regions.filter((one) => !some.regions.includes(one)),
  };
}

export function isAnyGrant({ expertises, regions }: Grants): boolean {
  return expertises.length + regions.length > 0;
}

function refuseMissing(user: User, { expertises, regions }: Grants): void {
  const missing =
    expertises.find((one) => !user.expertises.includes(one)) ?? regions.find((one) => !user.regions.includes(one));
  if (missing === undefined) return;
  throw new ConfigError(
    `${user.email} has no grant "${missing}": it has ${[...user.expertises, ...user.regions].join(", ") || "none"}.`,
  );
}

/** A lead without a region sees people of all, and one of regions alone every expertise: to take the last back would give more. */
function refuseWider(user: User, gone: Grants): void {
  if (user.role !== "lead") return;
  const left = grantsWithout(user, gone);
  if (gone.regions.length > 0 && left.regions.length === 0 && left.expertises.length > 0)
    throw new ConfigError(
      `Without a region ${user.email} would see people of all regions: grant another region first, or take the expertises back as well.`,
    );
  if (gone.expertises.length > 0 && left.expertises.length === 0 && left.regions.length > 0)
    throw new ConfigError(
      `Without an expertise ${user.email} would see every expertise: grant another one first, or * for all, or take the regions back as well.`,
    );
}

/**
 * Grants as they are kept: regions in capital letters, and everything once.
 * @throws ConfigError where there is no such expertise or region
 */
export async function readGrants({ pool }: Store, { expertises, regions }: Grants): Promise<Grants> {
  const { rows } = await pool.query("select slug from expertises order by slug");
  const known = rows.map(({ slug }) => slug as string);
  const unknown = expertises.find((slug) => slug !== "*" && !known.includes(slug));
  if (unknown !== undefined)
    throw new ConfigError(
      `There is no expertise "${unknown}": there are ${known.join(", ") || "none yet"}, or * for all.`,
    );
  return { expertises: [...new Set(expertises)], regions: [...new Set(regions.map(readRegion))] };
}

/** What people write for a country that is none, and what to write for it. */
const instead = new Map([
  ["UK", "write GB for the United Kingdom"],
  ["EU", "name its countries, as DE FR"],
  ["UN", "name its countries, as DE FR"],
]);

function readRegion(text: string): string {
  const code = text.trim().toUpperCase();
  if (countryCodes.has(code)) return code;
  const advice = instead.get(code) ?? "give the two letters of a country, as DE or BR";
  throw new ConfigError(`"${text}" is no region: ${advice}.`);
}
