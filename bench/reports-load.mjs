// Fills the empty PostgreSQL database of the environment with one large expertise that is read throughout and analysed as of three instants: now, a
// month before and a year before; with "keep" keeps the answers of the pages in a database that is filled. Usage: node reports-load.mjs [signals | keep]
import { analyse, keepAnswers } from "@groundswell/analyse";
import { openStore } from "@groundswell/store";
import { fillSpaces, defaults as spaces } from "./spaces-load.mjs";

/** A Monday on which a month, a quarter and a year begin: every report is due then. */
export const asOf = new Date("2024-01-01T00:00:00Z");
export const { expertise } = spaces;
const earlier = [new Date("2023-01-01T00:00:00Z"), new Date("2023-12-01T00:00:00Z")];

const [what] = process.argv.slice(2);
const context = {
  now: () => asOf,
  store: await openStore({ databaseUrl: process.env.DATABASE_URL, home: "memory://" }),
};
try {
  const done =
    what === "keep"
      ? { kept: await keepAnswers(context, { expertise }) }
      : await fill(context, Number(what ?? spaces.signals));
  console.log(JSON.stringify(done));
} finally {
  await context.store.close();
}

async function fill({ store, now }, signals) {
  const filled = await fillSpaces(store, { signals, asOf });
  // Read throughout, so that the windows are compared and nothing is spared.
  await store.pool.query(
    `insert into sources (id, connector, expertises, options, since, state) values ('bench', 'bench', $1, '{}', '2021-01-01', 'ok')`,
    [[expertise]],
  );
  await store.pool.query(
    `insert into pulls (source_id, state, started_at, finished_at, covers_from, covers_to) values ('bench', 'ok', $1, $1, '2021-01-01', $1)`,
    [asOf],
  );
  for (const at of [...earlier, asOf]) await analyse({ store, now }, { expertise, asOf: at });
  return filled;
}
