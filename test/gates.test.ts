import { analyse, decide, loadPolicy, markAccount, optOut } from "@groundswell/analyse";
import type { Policy } from "@groundswell/analytics";
import { account, type Signal } from "@groundswell/model";
import { answerCandidates } from "@groundswell/reports";
import { auditLog, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, made, makeSource, save, tag } from "./store-fixtures.ts";

const mvp = loadPolicy(null);
const now = () => asOf;
const people = ["ada", "bob", "cyd", "dan"];

/** Everybody answers in four months; whoever comes first in the alphabet has the most votes. */
function answersOf(name: string, platform = "qa.example"): Signal[] {
  const votes = 40 - 10 * people.indexOf(name);
  return ["2025-09", "2025-10", "2025-11", "2025-12"].map((month) => ({
    ...made(`${platform}-${name}-${month}`, {
      occurredAt: `${month}-10T12:00:00.000Z`,
      metrics: { score: votes },
      space: { ...tag("lumen"), platform },
    }),
    account: account(platform, name, { name }),
  }));
}

describe.each(storeKinds)("gates, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  let source: Awaited<ReturnType<typeof makeSource>>;
  beforeEach(async () => {
    source = await makeSource(store);
    await save(store, source, { signals: people.flatMap((name) => answersOf(name)) });
  });

  async function list(policy: Policy = mvp) {
    await analyse(
      { store, now, policy: { ...policy, version: `${policy.version}-${Math.abs(hash(policy))}` } },
      {
        expertise: "lumen",
      },
    );
    const { candidates, moved } = await answerCandidates(store, {
      expertise: "lumen",
      track: "expert",
      asOf: null,
      limit: 0,
    });
    return { candidates, moved, names: candidates.map(({ name }) => name) };
  }
  // Each policy of a test is a version of its own, as the store demands.
  const hash = (policy: Policy) => [...JSON.stringify(policy)].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) | 0, 0);
  const gated = (gates: Partial<Policy["gates"]>): Policy => ({ ...mvp, gates: { ...mvp.gates, ...gates } });
  const award = (name: string, status: string, { on = "2024-07-01", until = null as string | null } = {}) =>
    store.pool.query(
      `with file as (insert into registries (name, kind, read_at) values ('awardees.csv', 'awardees', $5) on conflict do nothing)
       insert into awards (registry, account_id, expertise, awarded_on, ended_on, status)
       select 'awardees.csv', id, 'Lumen', $2, $3, $4 from accounts where native_id = $1`,
      [name, on, until, status, asOf],
    );
  const optedOut = (name: string, isOut: boolean) =>
    optOut({ store, now, actor: "lead" }, { account: `qa.example:${name}`, isOut, reason: "asked by mail" });
  const score = async (name: string, answer = list()) =>
    (await answer).candidates.find((one) => one.name === name)?.score;

  test("somebody recognised already stands on another list, with the score they would have had, and nobody's score moves", async () => {
    const before = await list();
    expect(before.names).toEqual(people);
    await award("ada", "current");
    const { names, moved, candidates } = await list();
    expect(names).toEqual(["bob", "cyd", "dan"]);
    expect(moved).toMatchObject([
      {
        name: "ada",
        gate: "existing_awardee",
        why: "awardees.csv lists them as awarded for Lumen, awarded on 2024-07-01",
        score: before.candidates[0]?.score,
      },
    ]);
    expect(candidates.map((one) => one.score)).toEqual(before.candidates.slice(1).map((one) => one.score));
    expect(candidates[0]?.rank).toBe(1);
  });

  test("an alumnus stays on the list with a mark that says who can confirm it", async () => {
    await award("ada", "alumnus", { until: "2025-07-01" });
    const { names, candidates } = await list();
    expect(names).toEqual(people);
    expect(candidates[0]?.gates).toEqual([
      {
        gate: "alumni",
        why: "awardees.csv lists them as an alumnus for Lumen, awarded on 2024-07-01",
        confirmBy: "the program's list of awardees",
      },
    ]);
  });

  test("an award that came after the instant does not show as of it", async () => {
    await award("ada", "current", { on: "2026-03-01" });
    expect((await list()).names).toEqual(people);
  });

  test("who does not want to be considered is not, until they say otherwise, and both are in the audit log", async () => {
    await optedOut("bob", true);
    await expect(optedOut("bob", true)).rejects.toThrow(
      'qa.example:bob, person 2, has opted out already: "groundswell person opt-in qa.example:bob" takes it back.',
    );
    const { names, moved } = await list();
    expect(names).toEqual(["ada", "cyd", "dan"]);
    expect(moved).toMatchObject([
      { name: "bob", gate: "opted_out", why: "lead noted on 2026-02-01 for qa.example:bob: asked by mail" },
    ]);
    await optedOut("bob", false);
    expect((await list()).names).toEqual(people);
    await expect(optedOut("bob", false)).rejects.toThrow("has not opted out");
    expect((await auditLog(store, 2)).map(({ action, subject }) => [action, subject])).toEqual([
      ["person opt-in", "qa.example:bob"],
      ["person opt-out", "qa.example:bob"],
    ]);
  });

  test("a policy says what a gate does: move, flag or nothing, and in no case is a score lower", async () => {
    await markAccount(
      { store, now, actor: "lead" },
      { account: "qa.example:ada", kind: "staff", from: null, until: null, reason: null },
    );
    expect((await list()).names).toEqual(["bob", "cyd", "dan"]);
    const flagged = await list(gated({ employee_of_vendor: "flag" }));
    expect(flagged.names).toEqual(people);
    expect(flagged.moved).toEqual([]);
    expect(flagged.candidates[0]?.gates).toMatchObject([{ gate: "employee_of_vendor" }]);
    const off = await list(gated({ employee_of_vendor: "off" }));
    expect(off.candidates[0]?.gates).toEqual([]);
    expect(off.candidates[0]?.score).toBe(flagged.candidates[0]?.score);
  });

  test("a person whose accounts only a link one way and a name join is uncertain, until somebody says that it is so", async () => {
    const url = "https://forum.example/u/9";
    const twin = account("forum.example", "9", { name: "Rowan Quillfeather", url });
    const first = account("qa.example", "rowan", { name: "Rowan Quillfeather", links: [url] });
    await save(store, source, {
      signals: answersOf("dan").map((one) => ({ ...one, id: `r${one.id}`, account: first })),
    });
    await save(store, source, { accounts: [twin] });
    const rowan = async () => (await list()).candidates.find(({ name }) => name === "Rowan Quillfeather");
    const before = await rowan();
    expect(before?.accounts).toHaveLength(2);
    expect(before?.gates).toMatchObject([
      { gate: "identity_uncertain", why: expect.stringContaining("by corroborated-link only (0.88)") },
    ]);
    await decide(
      { store, now, actor: "lead" },
      { kind: "accept", pair: { a: "qa.example:rowan", b: "forum.example:9" } },
    );
    expect((await rowan())?.gates).toEqual([]);
    expect((await rowan())?.score).toBe(before?.score);
  });

  test("who had a third of what they wrote taken away is marked, and scores as before", async () => {
    const more = Array.from({ length: 6 }, (_, at) =>
      made(`gone-${at}`, { by: "cyd", occurredAt: "2025-12-20T12:00:00.000Z" }),
    );
    await save(store, source, { signals: more });
    const before = await score("cyd");
    await save(store, source, { signals: more.map((one) => ({ ...one, deletedAt: "2026-01-05T12:00:00.000Z" })) });
    const { candidates } = await list();
    const cyd = candidates.find(({ name }) => name === "cyd");
    expect(cyd?.gates).toMatchObject([{ gate: "conduct", why: "6 of their 10 signals were taken away again" }]);
    expect(cyd?.score).toBe(before);
  });
});
