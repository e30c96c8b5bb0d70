import { analyse, decide } from "@groundswell/analyse";
import { auditLog, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import { asking, jsonOf, lead, numberOf, plantTrees } from "./api-people-world.ts";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, rowsOf } from "./store-fixtures.ts";

describe.each(storeKinds)("who is one person, over the API, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  let minute = 0;
  const now = () => new Date(asOf.getTime() + minute++ * 60_000);

  beforeEach(async () => {
    await plantTrees(store, now);
    // Evidence too weak to join anybody by itself: ash may be dogwood, birch may be cedar, and elm is in no lumen.
    await propose("ash", "dogwood");
    await propose("birch", "cedar");
    await propose("elm", "nobody");
    await analyse({ store, now }, { expertise: "lumen", asOf });
  });

  async function propose(one: string, other: string, status = "proposed") {
    await store.pool.query(
      `insert into accounts (platform, native_id, observed_at) values ('qa.example', 'nobody', $1) on conflict do nothing`,
      [asOf],
    );
    await store.pool.query(
      `insert into links (a, b, method, tier, confidence, reasons, status, source, decided_by, at)
       select least(x.id, y.id), greatest(x.id, y.id), 'name', 'weak', 0.4, '{"the same way to write"}', $4, 'by hand', 'test', $3
       from accounts x, accounts y where x.native_id = $1 and y.native_id = $2`,
      [one, other, asOf, status],
    );
  }

  const persons = () =>
    rowsOf(store, "select native_id as tree, coalesce(person_id, id) as person from accounts order by native_id");
  async function read(name: Parameters<typeof expectAnswer>[0], path: string, asker = lead()) {
    const response = await asking(store, now, asker).get(path);
    expect(response.status, await response.clone().text()).toBe(200);
    const answer = await jsonOf(response);
    expectAnswer(name, answer);
    return answer;
  }
  async function say(body: unknown, asker = lead()) {
    const response = await asking(store, now, asker).post("lumen/identities/decisions", body);
    return { status: response.status, answer: await jsonOf(response) };
  }
  const proposals = async (asker = lead()): Promise<{ id: string; a: string; b: string }[]> =>
    (await read("ProposalListAnswer", "lumen/identities/proposals", asker)).proposals;
  const pairs = async (asker = lead()) => (await proposals(asker)).map(({ a, b }) => [a, b].sort().join(" "));

  test("proposals are of people of the expertise, and both of regions that the lead may see", async () => {
    expect((await pairs()).sort()).toEqual(["qa.example:ash qa.example:dogwood", "qa.example:birch qa.example:cedar"]);
    expect(await pairs(lead({ regions: ["PT"] }))).toEqual(["qa.example:ash qa.example:dogwood"]);
    // Where the other one is, nobody knows: that is nobody's region.
    expect(await pairs(lead({ regions: ["DE"] }))).toEqual([]);
  });

  test("one proposal shows both sides, the reasons and what joining does to their ranks", async () => {
    const list = await proposals();
    const one = list.find(({ a, b }) => [a, b].includes("qa.example:ash"));
    const page = await read("ProposalPageAnswer", `lumen/identities/proposals/${one?.id}`);
    expect(page.sides.map(({ name, kinds }: { name: string; kinds: object[] }) => [name, kinds])).toEqual([
      [
        "Ash Grove",
        [
          { kind: "answer", events: 4 },
          { kind: "post", events: 1 },
        ],
      ],
      [
        "Dogwood Copse",
        [
          { kind: "answer", events: 4 },
          { kind: "post", events: 1 },
        ],
      ],
    ]);
    expect(page.reasons).toEqual(["the same way to write"]);
    expect(page.effect).toMatchObject([{ expertise: "lumen", track: "expert" }]);
    const log = (await auditLog(store, 0)).filter(({ action }) => action === "proposal");
    expect(log.map(({ subject }) => subject).sort()).toEqual(
      [`person ${await numberOf(store, "ash")} in lumen`, `person ${await numberOf(store, "dogwood")} in lumen`].sort(),
    );
    const { get } = asking(store, now, lead({ regions: ["DE"] }));
    expect((await get(`lumen/identities/proposals/${one?.id}`)).status).toBe(404);
  });

  test("a lead of a region is told nothing that names somebody outside it", async () => {
    await propose("ash", "birch", "accepted");
    await say({ kind: "reject", pair: { a: "qa.example:ash", b: "qa.example:birch" }, reason: "birch told me" });
    await say({ kind: "accept", pair: { a: "qa.example:ash", b: "qa.example:dogwood" } });
    await say({ kind: "split", account: "qa.example:dogwood" });
    await propose("dogwood", "birch");
    const portugal = lead({ regions: ["PT"] });
    const { get } = asking(store, now, portugal);
    const told = [await read("IdentitiesAnswer", "lumen/identities", portugal)];
    for (const tree of ["ash", "dogwood"] as const)
      told.push(
        await read("PersonPageAnswer", `lumen/people/${await numberOf(store, tree)}`, portugal),
        await (await get(`lumen/people/${await numberOf(store, tree)}/dossier`)).json(),
      );
    await say({ kind: "undo", decision: 3 });
    await say({ kind: "undo", decision: 2 });
    const one = (await proposals(portugal)).find(({ a, b }) => [a, b].includes("qa.example:ash"));
    told.push(await read("ProposalPageAnswer", `lumen/identities/proposals/${one?.id}`, portugal));
    const naming = told.flatMap((answer) => JSON.stringify(answer).match(/[^{]*birch[^}]*/g) ?? []);
    expect(naming).toEqual([]);
    const everywhere = await read("ProposalPageAnswer", `lumen/identities/proposals/${one?.id}`);
    expect(everywhere.decisions.map(({ reason }: { reason: string | null }) => reason)).toContain("birch told me");
    const ash = await read("PersonPageAnswer", `lumen/people/${await numberOf(store, "ash")}`);
    expect(JSON.stringify(ash.links)).toContain("birch");
  });

  test("accepting joins, undoing gives every account back, and both are in the history", async () => {
    const before = await persons();
    const one = (await proposals()).find(({ a, b }) => [a, b].includes("qa.example:ash"));
    const accepted = await say({ kind: "accept", pair: { proposal: one?.id }, reason: "told me so" });
    expect(accepted.status, JSON.stringify(accepted.answer)).toBe(200);
    expectAnswer("DecidedAnswer", accepted.answer);
    expect(accepted.answer.persons).toHaveLength(1);
    const joined = await read("IdentitiesAnswer", "lumen/identities");
    expect(joined.persons.map(({ accounts }: { accounts: object[] }) => accounts.length)).toEqual([2]);
    expect((await read("IdentitiesAnswer", "lumen/identities", lead({ regions: ["DE"] }))).persons).toEqual([]);
    expect((await say({ kind: "undo", decision: accepted.answer.decision })).status).toBe(200);
    expect(await persons()).toEqual(before);
    const history = async (asker = lead()) => {
      const { decisions } = await read("HistoryAnswer", "lumen/identities/history", asker);
      return decisions.map(({ kind: said, stands }: { kind: string; stands: boolean }) => [said, stands]);
    };
    expect(await history()).toEqual([
      ["undo", true],
      ["accept", false],
    ]);
    expect(await history(lead({ regions: ["DE"] }))).toEqual([]);
  });

  test("a decision over the API leaves in the store what the command leaves", async () => {
    const pair = { a: "qa.example:ash", b: "qa.example:dogwood" };
    const kept = async () => {
      const decisions = await rowsOf(
        store,
        "select kind, accounts::text, person, actor, reason, until, moved from decisions order by id",
      );
      const logged = (await auditLog(store, 0)).filter(({ action }) => action.startsWith("identities "));
      return {
        decisions,
        logged: logged.map(({ actor, action, subject }) => [actor, action, subject]),
        persons: await persons(),
      };
    };
    await say({ kind: "reject", pair, reason: "two people" });
    await say({ kind: "snooze", pair: { a: "qa.example:birch", b: "qa.example:cedar" }, until: "2027-01-01" });
    const byApi = await kept();
    await store.pool.query("delete from decisions; delete from audit_log");
    const acting = { store, now, actor: "River" };
    await decide(acting, { kind: "reject", pair }, "two people");
    const snoozed = { a: "qa.example:birch", b: "qa.example:cedar" };
    await decide(acting, { kind: "snooze", pair: snoozed, until: new Date("2027-01-01") }, null);
    expect(byApi).toEqual(await kept());
    expect(await pairs()).toEqual([]);
  });

  test("splitting and locking are of people whom the lead may see, and a refusal keeps its sentence", async () => {
    await say({ kind: "accept", pair: { a: "qa.example:ash", b: "qa.example:dogwood" } });
    const again = await say({ kind: "accept", pair: { a: "qa.example:ash", b: "qa.example:dogwood" } });
    expect([again.status, again.answer.detail]).toEqual([422, expect.stringContaining("says so of")]);
    const elsewhere = lead({ regions: ["DE"] });
    const ash = await numberOf(store, "ash");
    for (const body of [
      { kind: "split", account: "qa.example:dogwood" },
      { kind: "lock", person: ash },
      { kind: "undo", decision: 1 },
      { kind: "reject", pair: { a: "qa.example:ash", b: "qa.example:dogwood" } },
    ]) {
      const { status, answer } = await say(body, elsewhere);
      expect([body.kind, status, answer.detail]).toEqual([
        body.kind,
        404,
        'Nothing in "lumen" is called so: take the names from its identities, proposals and history.',
      ]);
    }
    expect((await say({ kind: "split", account: "ember.example:elm" })).status).toBe(404);
    expect((await say({ kind: "split", account: "qa.example:dogwood" })).status).toBe(200);
    expect((await say({ kind: "lock", person: ash })).status).toBe(200);
    expect((await say({ kind: "unlock", person: ash })).status).toBe(200);
    const readOnly = lead({ scopes: ["people:read"], via: "token" });
    expect((await say({ kind: "lock", person: ash }, readOnly)).status).toBe(403);
  });
});
