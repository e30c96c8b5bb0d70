import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { analyse, loadPolicy } from "@groundswell/analyse";
import { collect } from "@groundswell/collect";
import { connectors, createHttp } from "@groundswell/connectors";
import { ConfigError, dayMs, type Endorsement, type Signal } from "@groundswell/model";
import type { CandidateAnswer } from "@groundswell/reports";
import { createWorld, truth, writeSignals } from "@groundswell/simulator";
import { ensureExpertise, findPersons, importSource, keepPolicy, keptPolicy, type Store } from "@groundswell/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, made, makeSource, save } from "./store-fixtures.ts";

type Policy = ReturnType<typeof loadPolicy>;
/** As a run keeps it. */
type Kept = Pick<CandidateAnswer, "person" | "terms" | "locale">;

const mvp = loadPolicy(null);
const champions = loadPolicy(fileURLToPath(new URL("../policies/champions.yaml", import.meta.url)));
const now = () => asOf;
const folder = mkdtempSync(join(tmpdir(), "groundswell-policy-"));
const world = createWorld({ seed: 11, asOf, people: 120, months: 15 });
const really = truth(world);

beforeAll(() => writeSignals(world, join(folder, "world.ndjson.gz")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ago = (days: number, from = asOf) => new Date(from.getTime() - days * dayMs).toISOString();

/** Answers on as many days, each with a vote on the next day. */
function voted(by: string, days: number[], more: Partial<Signal> = {}) {
  const { account: _, ...known } = more;
  const signals = days.map((day) =>
    made(`${by}-${day}`, { by, threadId: `q-${by}-${day}`, occurredAt: ago(day), ...known }),
  );
  const endorsements = signals.map(
    ({ kind, id, occurredAt }): Endorsement => ({
      signal: { platform: "qa.example", kind, id },
      kind: "up",
      id: "first",
      at: new Date(Date.parse(occurredAt) + dayMs).toISOString(),
      accountId: null,
    }),
  );
  return { signals, endorsements };
}

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  /** What a run kept, as the very text. */
  async function scoresOf(run: number): Promise<string[]> {
    const { rows } = await store.pool.query(
      "select concat_ws(' ', track, position, person_id, result) as line from scores where run_id = $1 order by track, position",
      [run],
    );
    return rows.map((row) => row.line);
  }
  async function candidatesOf(run: number, track: string): Promise<Kept[]> {
    const sql = "select result from scores where run_id = $1 and track = $2 order by position";
    return (await store.pool.query(sql, [run, track])).rows.map((row) => row.result);
  }

  test("a version stands for one policy: other content under it is refused, the same is not", async () => {
    await keepPolicy(store, mvp, asOf);
    await keepPolicy(store, { ...mvp }, asOf);
    expect(await keptPolicy(store, mvp.version)).toEqual(mvp);
    expect(await keptPolicy(store, "mvp-0")).toBeNull();
    const changed: Policy = { ...mvp, evidenceFloor: { activeMonths: 1, platforms: 1 } };
    await expect(keepPolicy(store, changed, asOf)).rejects.toThrow(
      new ConfigError(
        "The policy mvp-1 is not what it was when it was first used: give the changed file a version of its own.",
      ),
    );
    await makeSource(store);
    await expect(analyse({ store, now, policy: changed }, { expertise: "lumen" })).rejects.toThrow(ConfigError);
    expect(await keptPolicy(store, mvp.version)).toEqual(mvp);
  });

  test("two programs judge one community by their own rules, and both find who was planted there", async () => {
    const expertise = world.expertise.slug;
    await ensureExpertise(store, expertise);
    const source = await importSource(store, {
      id: "world",
      connector: "signals",
      expertises: [expertise],
      options: { paths: [join(folder, "world.ndjson.gz")] },
    });
    const http = createHttp({ userAgent: "groundswell-test/0", now });
    const signal = new AbortController().signal;
    await collect({ store, connectors, http, env: {}, now, rawDays: 90, signal }, source);

    const names: Record<string, (string | undefined)[]> = {};
    for (const policy of [mvp, champions]) {
      const run = await analyse({ store, now, policy }, { expertise, asOf });
      expect(run.policyVersion).toBe(policy.version);
      const candidates = await candidatesOf(run.run, "expert");
      const persons = await findPersons(
        store,
        candidates.map(({ person }) => person),
      );
      const personOf = ({ person }: Kept) => {
        const [account] = persons.get(person)?.accounts ?? [];
        return account && really.personOf[`${account.platform}:${account.id}`];
      };
      names[policy.version] = candidates.map(personOf);
      const kinds = new Set(candidates.flatMap(({ terms }) => terms.map((term) => term.kind)));
      expect([...kinds].filter((one) => !policy.kinds[one])).toEqual([]);
      const experts = really.experts.map(({ person }) => person);
      const first = names[policy.version]?.slice(0, 20) ?? [];
      expect(
        experts.filter((expert) => !first.includes(expert)),
        policy.version,
      ).toEqual([]);
    }
    expect(names["mvp-1"]?.slice(0, 20)).not.toEqual(names["champions-1"]?.slice(0, 20));
  });

  test("who praises and who criticises a product score alike for the same activity, to the last digit", async () => {
    const source = await makeSource(store);
    const days = [5, 40, 80, 120];
    const fan = voted("fan", days, { title: "The best product there is", excerpt: "I love it. Thank you, vendor!" });
    const critic = voted("critic", days, { title: "It loses data again", excerpt: "Terrible. Do not buy this." });
    await save(store, source, fan, critic);
    const { run } = await analyse({ store, now, policy: mvp }, { expertise: "lumen" });
    const [one, other] = (await candidatesOf(run, "expert")).map(
      // Their language is told from what they write, and two texts need not be told alike.
      ({ person: _, locale: __, ...result }) => JSON.stringify(result),
    );
    expect(one).toBeDefined();
    expect(other).toBe(one);
  });

  test("what came after an instant does not change what is judged as of it", async () => {
    const instant = new Date("2025-11-01T00:00:00Z");
    const source = await makeSource(store);
    const days = [100, 130, 160, 200];
    const before = [voted("ada", days), voted("bob", days.slice(0, 3)), voted("cyd", days.slice(1))];
    await save(store, source, ...before);
    const judged = async () =>
      scoresOf((await analyse({ store, now, policy: mvp }, { expertise: "lumen", asOf: instant })).run);
    const then = await judged();
    expect(then).toHaveLength(3);
    expect(await judged()).toEqual(then);

    const late = (id: string, kind: Endorsement["kind"], name: string): Endorsement => ({
      signal: { platform: "qa.example", kind: "answer", id },
      kind,
      id: name,
      at: ago(3),
      accountId: null,
    });
    const [ada, bob] = before;
    const edited = (bob?.signals ?? []).map((one) => ({ ...one, editedAt: ago(4), excerpt: "Edited since." }));
    await save(store, source, { signals: edited }, voted("dan", [5, 20, 60]), voted("bob", [1, 2, 3]), {
      endorsements: (ada?.signals ?? []).flatMap(({ id }) => [late(id, "up", "late"), late(id, "accept", "late")]),
    });
    expect(await judged()).toEqual(then);
    const today = await analyse({ store, now, policy: mvp }, { expertise: "lumen" });
    expect(await scoresOf(today.run)).not.toEqual(then);
  });

  test("what was deleted after an instant counts as of it still", async () => {
    const instant = new Date("2025-11-01T00:00:00Z");
    const source = await makeSource(store);
    const ada = voted("ada", [100, 130, 160, 200]);
    await save(store, source, ada);
    const judged = async () =>
      scoresOf((await analyse({ store, now, policy: mvp }, { expertise: "lumen", asOf: instant })).run);
    const then = await judged();
    await save(store, source, { signals: ada.signals.map((one) => ({ ...one, deletedAt: ago(2) })) });
    expect(await judged()).toEqual(then);
  });
});
