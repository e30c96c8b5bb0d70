import { actOnCandidacy, decide } from "@groundswell/analyse";
import { answerProposals } from "@groundswell/reports";
import { createServer, openAccess } from "@groundswell/server";
import { addUser, createToken, type Store } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { openApiDocument, operationsOf } from "../scripts/openapi.ts";
import { numberOf, plantTrees } from "./api-people-world.ts";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { type PlanNode, type Planned, recordStatements, wholeReads, withPlans } from "./recorded-statements.ts";
import { person as addPerson, documentOf, follow, issue } from "./report-readers.ts";
import { asOf, rowsOf } from "./store-fixtures.ts";

/** Tables that may be read whole, and why that stays cheap. Every other table grows with what is collected. */
const small: Record<string, string> = {
  expertises: "a handful, from the catalogue",
  spaces: "thousands, from the catalogue; read whole only where all of them are the answer",
  expertise_spaces: "as many as spaces",
  row_tallies: "a row a batch since the last analysis",
  sources: "hundreds, from the catalogue",
  registries: "one a file",
  awards: "one an awardee",
  opt_outs: "one each time somebody asks",
  decisions: "what people decided by hand",
  account_marks: "what people said of accounts by hand",
  left_out_links: "the few accepted links that join nothing",
  found_spaces: "what people decided of spaces",
  candidacies: "people who are considered by hand",
  candidacy_events: "what people did about them by hand",
  runs: "one an analysis",
  tombstones: "a few texts each time somebody is erased",
  users: "people who sign in",
  webhooks: "set up by hand",
  report_schedules: "set up by hand",
  report_subscriptions: "set up by hand, at most a hundred a user",
  alerts: "few by design: what is found again is the same one",
  set_aside: "malformed items, kept for a person to read",
};

/** What reads a growing table whole all the same, by operation, and why. */
const known: Record<string, { tables: string[]; why: string }> = {
  sources: { tables: ["pulls"], why: "it adds up what every pull has brought" },
  awardees: { tables: ["links", "accounts"], why: "it counts the open proposals of everybody" },
  proposals: { tables: ["links", "accounts"], why: "it puts all of them in order" },
  proposal: { tables: ["links", "accounts"], why: "it finds the one among all of them" },
  moved: { tables: ["account_kinds", "accounts"], why: "it names everybody who is staff, a contractor or no person" },
  candidates: {
    tables: ["account_regions", "account_languages", "accounts"],
    why: "places are read for hundreds of people at once, the first of the list or all whom a filter can mean",
  },
};

/** Queries of each route beside the plain one; the paths are those of the document. */
const queries: Record<string, string[]> = {
  candidates: [
    "?track=leader",
    "?region=PT",
    "?language=en",
    "?channel=answers",
    "?stage=discovered",
    "?stage=shortlisted",
    "?gate=conduct",
    "?minEvidence=3",
    "?search=ash",
    "?format=csv",
    "?limit=1",
  ],
  compare: ["?people={person}"],
  discovery: ["?state=all"],
  compareEditions: ["?with={edition}"],
  deliveries: ["?subscription={subscription}", "?limit=1"],
  dossier: ["?format=md"],
  editionFile: ["?format=csv"],
  editions: ["?report=candidates&limit=1", "?expertise=lumen", "?search=lumen"],
  personSignals: ["?kind=answer&limit=2"],
  spaceSignals: ["?kind=answer&limit=2"],
  spaces: ["?weighting=people", "?weighting=shared", "?limit=1&format=csv"],
  support: ["?by=reach"],
  trends: ["?by=tag"],
};
const withoutPlain = new Set(["compare", "compareEditions", "editionFile"]);

describe.each(storeKinds)("plans, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  test("no reading route has a statement without an index", async () => {
    const now = () => asOf;
    await makeCrowd(store);
    await plantTrees(store, now);
    const person = await numberOf(store, "ash");
    await around(store, person);
    await issueMany(store);
    await store.pool.query("analyze");
    const recorded = recordStatements(store);
    const { ask, paths } = await reading(recorded.store, { person, now });
    const partialIndexes = await partialIndexesOf(store);
    const without: string[] = [];
    const seen = new Set<string>();
    for (const { operationId, path } of paths) {
      // What is reckoned once after an analysis and kept has its whole window to read; from then on it is looked up.
      await ask(path);
      recorded.taken();
      await ask(path);
      for (const statement of withPlans(recorded.taken())) {
        const key = JSON.stringify([statement.text, statement.values]);
        if (seen.has(key)) continue;
        seen.add(key);
        const whole = wholeReads(await planOf(store, statement), { partialIndexes }).filter(
          (table) => !(table in small) && !statement.after.has(table) && !known[operationId]?.tables.includes(table),
        );
        if (whole.length > 0) without.push(`${path} reads ${[...new Set(whole)].join(", ")} whole:\n${statement.text}`);
      }
    }
    expect(seen.size).toBeGreaterThan(100);
    expect([...new Set(without)]).toEqual([]);
  }, 300_000);
});

/** So many people and signals that no planner would read them all for the sake of a few. */
async function makeCrowd({ pool }: Store): Promise<void> {
  await pool.query(
    `insert into spaces (platform, native_id, kind, name) select 'qa.example', 'crowd-' || n, 'tag', 'crowd-' || n from generate_series(1, 60) n`,
  );
  await pool.query("insert into expertises (slug, name, rules) values ('lumen', 'lumen', '{}')");
  await pool.query(
    "insert into expertise_spaces (expertise_id, space_id, reason) select e.id, s.id, 'catalogue' from expertises e, spaces s",
  );
  await pool.query(
    `insert into accounts (platform, native_id, name, handle, bot, location, observed_at)
     select 'qa.example', 'crowd-' || n, 'Crowd ' || n, 'crowd' || n, n % 50 = 0, case when n % 2 = 0 then 'Lisbon, Portugal' end, $1
     from generate_series(1, 3000) n`,
    [asOf],
  );
  await pool.query(
    `insert into signals (connector, platform, kind, native_id, space_id, account_id, occurred_at, thread_id, parent_id, title, tags, metrics, bot)
     select 'test', 'qa.example', case when n % 3 = 0 then 'question' else 'answer' end, 'crowd-' || n, s.id, a.id,
       $1::timestamptz - (n * interval '2 hours'), 'crowd-' || n - n % 3, case when n % 3 > 0 then 'crowd-' || n - n % 3 end,
       'Title ' || n, array['crowd'], '{"score": 1}', false
     from generate_series(1, 9000) n
       join spaces s on s.native_id = 'crowd-' || 1 + n % 60 join accounts a on a.native_id = 'crowd-' || 1 + (n * 7) % 3000`,
    [asOf],
  );
  await pool.query(
    `insert into endorsements (signal_id, kind, native_id, at) select id, 'up', 'up-' || id, occurred_at from signals where id % 2 = 0`,
  );
  await pool.query(
    `insert into links (a, b, method, tier, confidence, reasons, status, decided_by, at)
     select a.id, a.id + 1, 'same-name', 'weak', 0.5, '{"called alike"}', 'proposed', 'groundswell', $1 from accounts a where a.id % 2 = 0`,
    [asOf],
  );
  await pool.query(
    `insert into affiliations (account_id, organisation, source, confidence, read_at) select id, 'Lighthouse', 'people.csv', 1, $1 from accounts`,
    [asOf],
  );
  await pool.query(
    `insert into dirty_days (space_id, day) select distinct space_id, (occurred_at at time zone 'UTC')::date from signals`,
  );
}

/** What the routes read beside the people: a candidacy, an award, a decision, two who may be one, a space found and a view kept. */
async function around(store: Store, person: number): Promise<void> {
  const now = () => asOf;
  const birch = await numberOf(store, "birch");
  await store.pool.query(
    `with file as (insert into registries (name, kind, read_at) values ('awardees.csv', 'awardees', $2))
     insert into awards (registry, account_id, expertise, awarded_on, ended_on, status) values ('awardees.csv', $1, 'lumen', '2025-07-01', null, 'current')`,
    [birch, asOf],
  );
  await store.pool.query(
    `insert into links (a, b, method, tier, confidence, reasons, status, decided_by, at)
     values (least($1::bigint, $2), greatest($1::bigint, $2), 'same-name', 'weak', 0.5, '{"called alike"}', 'proposed', 'groundswell', $3)`,
    [person, birch, asOf],
  );
  await decide(
    { store, now, actor: "lead" },
    { kind: "reject", pair: { a: "qa.example:cedar", b: "qa.example:dogwood" } },
  );
  const [known] = await rowsOf(store, "select name from accounts where id = $1", person);
  await actOnCandidacy(
    { store, now, actor: "lead" },
    { expertise: "lumen", person: { person, name: known.name, accounts: [] } },
    { kind: "move", to: "shortlisted" },
  );
}

/** So many editions, and messages of them, that no planner would read them all for the sake of a few. */
async function issueMany(store: Store): Promise<void> {
  const edition = await issue(store, documentOf("lumen"), asOf);
  await store.pool.query(
    `insert into report_editions (report, expertise, cadence, window_from, window_to, revision, document, sha256, revised, words, built_at)
     select report, expertise, cadence, window_from - n * interval '31 days', window_to - n * interval '31 days', revision, document, sha256,
       revised, words, built_at from report_editions, generate_series(1, 2000) n where id = $1`,
    [edition],
  );
  await addPerson(store, "birch");
  const { id } = await follow(store, "birch@corp.example");
  await store.pool.query(
    `insert into report_messages (subscription_id, key, created_at, not_before, state, attempts)
     select $1, n || '.1', $2, $2, 'sent', 1 from generate_series(1, 2000) n`,
    [id, asOf],
  );
  await store.pool.query(
    `insert into report_deliveries (subscription_id, edition_id, message_id, created_at)
     select $1, e.id, m.id, $2 from report_editions e join report_messages m on m.id = e.id`,
    [id, asOf],
  );
}

/** Asks the reading routes of the document, as an admin by a token. */
async function reading(store: Store, { person, now }: { person: number; now: () => Date }) {
  const by = { actor: "test", at: asOf };
  const user = await addUser(store, { name: "Ada", email: "ada@example.org", role: "admin" }, by);
  const scopes = ["people:read", "spaces:read", "operation:read", "administration:read"];
  const expiresAt = new Date(asOf.getTime() + 3_600_000);
  const { secret } = await createToken(store, { user: user.id, name: "t", scopes, expiresAt }, by);
  const baseUrl = "http://groundswell.example";
  const access = await openAccess({ store, secret: "0123456789".repeat(4), baseUrl, now });
  const app = createServer({ store, now, access, queueView: async () => null });
  const [proposal] = (await answerProposals(store, { expertise: "lumen", limit: 1, now: now(), effects: false }))
    .proposals;
  const [issued] = await rowsOf(store, "select max(id) as id from report_editions");
  const [subscribed] = await rowsOf(store, "select max(id) as id from report_subscriptions");
  const named: Record<string, string> = {
    edition: String(issued.id),
    subscription: String(subscribed.id),
    expertise: "lumen",
    key: "qa.example:lumen",
    person: String(person),
    proposal: proposal?.id ?? "none",
    source: "test",
  };
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? unnamed(name));
  const operations = operationsOf(await openApiDocument()).filter(({ method }) => method === "GET");
  const paths = operations.flatMap(({ operationId, path }) =>
    [...(withoutPlain.has(operationId) ? [] : [""]), ...(queries[operationId] ?? [])].map((query) => ({
      operationId,
      path: fill(`${path}${query}`),
    })),
  );
  const ask = async (path: string) => {
    const response = await app.request(`${baseUrl}/api${path}`, { headers: { authorization: `Bearer ${secret}` } });
    if (response.headers.get("content-type")?.startsWith("text/event-stream")) return response.body?.cancel();
    const text = await response.text();
    if (path !== "/queues") expect(response.status, `${path}: ${text}`).toBe(200);
  };
  return { ask, paths };
}

function unnamed(name: string): never {
  throw new Error(`Say here what {${name}} is, so that its route is asked.`);
}

async function partialIndexesOf(store: Store): Promise<Set<string>> {
  const rows = await rowsOf(store, "select indexrelid::regclass::text as name from pg_index where indpred is not null");
  return new Set(rows.map(({ name }) => name));
}

/** The plan where a table is read whole only if there is no other way. */
async function planOf(store: Store, { text, values, after }: Planned): Promise<PlanNode> {
  const client = await store.pool.connect();
  try {
    await client.query("begin");
    await client.query("set local enable_seqscan = off");
    for (const [table, made] of after) {
      await client.query(made.text, [...made.values]);
      await client.query(`analyze ${table}`);
    }
    const { rows } = await client.query(`explain (format json) ${text}`, [...values]);
    return rows[0]["QUERY PLAN"][0].Plan;
  } finally {
    await client.query("rollback");
    client.release();
  }
}
