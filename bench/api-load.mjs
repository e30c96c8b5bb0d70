// Fills an empty PostgreSQL store for the bench of the API: what bench:spaces fills, with everything around it that routes read (sources that
// were pulled, places, awards, proposals, candidacies), analysed.
import { actOnCandidacy, analyse, keepAnswers } from "@groundswell/analyse";
import { addUser, createToken, findPersons, runScores } from "@groundswell/store";
import { defaults, fillSpaces } from "./spaces-load.mjs";

export const { expertise, asOf } = defaults;
const now = () => asOf;
const by = { actor: "bench", at: asOf };

const sources = 40;
const awardees = 400;
const proposals = 300;
const considered = 20;

/** Fills, analyses and lets one admin in by a token. @returns counts, seconds and the token's secret */
export async function fillApi(store, signals) {
  return { ...(await fillSpaces(store, { signals })), ...(await finishFilling(store)) };
}

/** Everything but the signals: what is around them, the analysis, and who asks. `onStep` is told of each step of the analysis. */
export async function finishFilling(store, onStep = () => {}) {
  await makeSources(store);
  await makePlaces(store);
  await makeAwards(store);
  const startedAt = performance.now();
  const { run } = await analyse({ store, now, onStep }, { expertise, asOf });
  await keepAnswers({ store, now }, { expertise });
  const analyseSeconds = (performance.now() - startedAt) / 1000;
  await makeProposals(store, run);
  await makeCandidacies(store, run);
  await store.pool.query("vacuum analyze");
  const user = await addUser(store, { name: "Bench", email: "bench@example.org", role: "admin" }, by);
  const scopes = ["people:read", "spaces:read", "operation:read", "administration:read"];
  const expiresAt = new Date(Date.now() + 86_400_000);
  const { secret } = await createToken(
    store,
    { user: user.id, name: "bench", scopes, expiresAt },
    { actor: "bench", at: new Date() },
  );
  return { analyseSeconds, secret };
}

/** Each read day after day for a year. */
async function makeSources({ pool }) {
  await pool.query(
    `insert into sources (id, connector, expertises, options, since, state, last_success)
     select 'source-' || n, 'feed', array[$1], jsonb_build_object('url', 'https://place-' || n || '.example/feed'),
       $2::timestamptz - interval '2 years', 'ok', $2::timestamptz from generate_series(1, $3::int) n`,
    [expertise, asOf, sources],
  );
  await pool.query(
    `insert into pulls (source_id, started_at, finished_at, state, counts, covers_from, covers_to)
     select s.id, day, day + interval '1 minute', 'ok', '{"requests": 3, "fetched": 9, "saved": 9}', day - interval '1 day', day
     from sources s, generate_series($1::timestamptz - interval '1 year', $1::timestamptz, interval '1 day') day order by day`,
    [asOf],
  );
}

/** One in three says in a profile where they are. */
async function makePlaces({ pool }) {
  await pool.query(
    `update accounts set location = (array['Lisbon, Portugal', 'Berlin, Germany', 'Toronto, Canada', 'Pune, India', 'Kyoto, Japan'])[1 + id % 5],
       handle = 'handle-' || native_id where id % 3 = 0`,
  );
}

/** Some of those who do most hold an award, by a file whose lines are known to be theirs. */
async function makeAwards({ pool }) {
  await pool.query(
    `insert into awards (registry, account_id, expertise, awarded_on, ended_on, status)
     select 'awardees.csv', account_id, $1, '2025-07-01', null, 'current' from (
       select account_id from rollups where account_id is not null group by 1 order by sum(events) desc, 1 limit $2) busiest`,
    [expertise, awardees],
  );
}

/** Neighbours on the list, by a method that never joins by itself. */
async function makeProposals({ pool }, run) {
  await pool.query(
    `insert into links (a, b, method, tier, confidence, reasons, status, decided_by, at)
     select least(one.person_id, other.person_id), greatest(one.person_id, other.person_id), 'same-name', 'weak', 0.5,
       '{"both are called the same"}', 'proposed', 'groundswell', $2
     from scores one join scores other on other.run_id = one.run_id and other.track = one.track and other.position = one.position + 1
     where one.run_id = $1 and one.track = 'expert' and one.position % 7 = 0 order by one.position limit $3`,
    [run, asOf, proposals],
  );
}

async function makeCandidacies(store, run) {
  const best = await runScores(store, run, "expert", considered);
  const ids = best.map(({ person }) => person);
  for (const person of (await findPersons(store, ids)).values())
    await actOnCandidacy({ store, now, actor: "bench" }, { expertise, person }, { kind: "move", to: "shortlisted" });
}
