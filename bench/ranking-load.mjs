// Brings real data into an empty store the way a person would: through the connector, the collector and one analysis.
import { analyse } from "@groundswell/analyse";
import { collect } from "@groundswell/collect";
import { connectors, createHttp } from "@groundswell/connectors";
import { ensureExpertise, importSource, openStore } from "@groundswell/store";

const now = () => new Date("2026-11-21T12:00:00Z");

/** Opens the store that the environment names, with a folder or files imported into it for one expertise, rolled up and linked. */
export async function loadStore(connector, expertise, paths, asOf) {
  const { DATABASE_URL: databaseUrl = null, GROUNDSWELL_HOME: home = "memory://" } = process.env;
  const store = await openStore({ databaseUrl, home });
  await ensureExpertise(store, expertise);
  const source = await importSource(store, {
    id: `import-${connector}`,
    ...{ connector, expertises: [expertise], options: { paths } },
  });
  const http = createHttp({ userAgent: "groundswell-bench/0", allowHosts: ["127.0.0.1"] });
  await collect({ store, connectors, http, env: {}, now, rawDays: 0, signal: new AbortController().signal }, source);
  await analyse({ store, now }, { expertise, asOf });
  return store;
}

/** The person of every account of a platform, by the account's own id. */
export async function personsOf(store, platform) {
  const { rows } = await store.pool.query(
    "select native_id as id, coalesce(person_id, id) as person from accounts where platform = $1",
    [platform],
  );
  return new Map(rows.map(({ id, person }) => [id, person]));
}
