import { isDeepStrictEqual } from "node:util";
import { ConfigError } from "@groundswell/model";
import type { Store } from "./open.ts";
import { queryPrepared } from "./prepared.ts";

/**
 * Keeps a policy under its version, so that a run can always say by what it judged.
 * @throws ConfigError where another policy has that version
 */
export async function keepPolicy<Policy extends { version: string }>(
  store: Store,
  policy: Policy,
  now: Date,
): Promise<void> {
  await store.pool.query(
    "insert into policies (version, document, first_used) values ($1, $2, $3) on conflict (version) do nothing",
    [policy.version, JSON.stringify(policy), now],
  );
  const kept = await keptPolicy(store, policy.version);
  if (isDeepStrictEqual(kept, JSON.parse(JSON.stringify(policy)))) return;
  throw new ConfigError(
    `The policy ${policy.version} is not what it was when it was first used: give the changed file a version of its own.`,
  );
}

/** The policy of a version as it was first used; null where no run used it. */
export async function keptPolicy(store: Store, version: string): Promise<unknown> {
  const { rows } = await queryPrepared(store, "select document from policies where version = $1", [version]);
  return rows[0]?.document ?? null;
}
