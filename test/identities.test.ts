import { analyse, decide, type Verdict } from "@groundswell/analyse";
import { type Account, account, batch, ConfigError, type Signal } from "@groundswell/model";
import { answerHistory, answerPersons, answerProposals } from "@groundswell/reports";
import { auditLog, findPersons, openStore, type Store, saveBatch, startPull } from "@groundswell/store";
import fc from "fast-check";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { Desk } from "./run-command.ts";
import { asOf, made, makeSource, save } from "./store-fixtures.ts";

const hash = (letter: string) => letter.repeat(64);
const platforms = ["ash", "birch", "cedar", "dogwood", "elm", "fir"];

/** Six accounts of six platforms: the first two share an address, the next two too, the last two stand alone. */
const people = platforms.map((tree, index) =>
  account(`${tree}.example`, `${index}`, {
    name: `${tree} ${["Grove", "Hedge", "Orchard", "Copse"][index < 4 ? index >> 1 : index - 2]}`,
    handle: tree,
    emailHash: index < 4 ? hash("ab"[index >> 1] as string) : null,
  }),
);
const key = (index: number) => `${platforms[index]}.example:${index}`;

/** Answers of one account on days of several months, so that it is ranked. */
function answersOf(by: Account, votes: number): Signal[] {
  return ["09", "10", "11", "12"].map((month) => ({
    ...made(`${by.platform}-${month}`, { occurredAt: `2025-${month}-10T12:00:00.000Z`, metrics: { score: votes } }),
    account: by,
  }));
}

describe.each(storeKinds)("who is one person, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  let minute = 0;
  const now = () => new Date(asOf.getTime() + minute++ * 60_000);

  beforeEach(async () => {
    const source = await makeSource(store);
    await save(store, source, { signals: people.flatMap((one, index) => answersOf(one, index + 1)) });
    await run();
  });

  const run = () => analyse({ store, now }, { expertise: "lumen", asOf });
  const say = (verdict: Verdict, on = store) => decide({ store: on, now, actor: "ada" }, verdict);
  const pair = (a: number, b: number) => ({ a: key(a), b: key(b) });
  const accept = (a: number, b: number) => say({ kind: "accept", pair: pair(a, b) });
  const reject = (a: number, b: number) => say({ kind: "reject", pair: pair(a, b) });
  const split = (index: number) => say({ kind: "split", account: key(index) });
  const undo = (decision: number) => say({ kind: "undo", decision });

  const all = async (sql: string) => (await store.pool.query(sql)).rows;
  /** The person of each of the six. */
  async function persons(): Promise<number[]> {
    const rows = await all("select coalesce(person_id, id) as person from accounts order by native_id::int");
    return rows.map(({ person }) => person);
  }
  /** Who is with whom, whatever the persons are called. */
  const groups = async () => {
    const found = await persons();
    return found.map((person) => found.indexOf(person));
  };
  const scores = () =>
    all(`select track, position, person_id, result::text from scores
      where run_id = (select max(id) from runs) order by 1, 2`);
  const proposed = async () => (await answerProposals(store, { expertise: null, limit: 0, now: now() })).proposals;
  const refusal = (deed: Promise<unknown>) =>
    deed.then(
      () => null,
      (error: Error) => error.message,
    );
  /** Profiles read again, an hour after the last time. */
  async function seen(...accounts: Account[]): Promise<void> {
    const source = { id: "test", expertises: ["lumen"] };
    const pullId = await startPull(store, "test", asOf);
    minute += 60;
    await saveBatch(store, { source, pullId, batch: batch({ accounts, cursor: null }), now: now() });
  }

  test("evidence joins what shares an address, and says so with its reasons", async () => {
    expect(await groups()).toEqual([0, 0, 2, 2, 4, 5]);
    const { persons: joined } = await answerPersons(store, null);
    expect(joined).toHaveLength(2);
    expect(joined[0]?.accounts.map(({ platform, id }) => `${platform}:${id}`)).toEqual([key(0), key(1)]);
    expect(joined[0]?.links).toMatchObject([
      { ...pair(0, 1), method: "same-email", status: "accepted", by: "automatic" },
    ]);
    expect(joined[0]?.links[0]?.reasons).not.toEqual([]);
    const { person = 0 } = joined[0] ?? {};
    expect((await findPersons(store, [person, person])).get(person)?.accounts).toHaveLength(2);
  });

  test("a merge that is undone restores every score bit for bit", async () => {
    const before = await scores();
    const { decision } = await accept(0, 3);
    expect(await groups()).toEqual([0, 0, 0, 0, 4, 5]);
    await run();
    expect(await scores()).not.toEqual(before);
    await undo(decision.id);
    await run();
    expect(await scores()).toEqual(before);
  });

  test("a person that had kept another account's id gets it back when its merge is undone", async () => {
    await accept(1, 2);
    await split(0);
    const before = await persons();
    expect(before[1]).not.toBe(before[0]);
    await accept(4, 5);
    const { decision } = await accept(3, 5);
    await undo(decision.id);
    expect((await persons()).slice(0, 4)).toEqual(before.slice(0, 4));
  });

  test("the larger part of a person keeps its id, also against the account that the id came from", async () => {
    await accept(1, 4);
    const [whole] = await persons();
    await split(0);
    const [alone, one, , , other] = await persons();
    expect([one, other]).toEqual([whole, whole]);
    expect(alone).not.toBe(whole);
    const { persons: found } = await answerPersons(store, whole ?? 0);
    expect(found[0]?.accounts.map(({ id }) => id).sort()).toEqual(["1", "4"]);
  });

  test("no two persons have one id, whatever is decided, and linking again moves nobody", async () => {
    await reject(2, 3);
    await accept(2, 4);
    await accept(4, 5);
    const kept = (await persons())[2];
    await split(2);
    expect((await persons()).slice(4)).toEqual([kept, kept]);
    await accept(2, 0);
    // Nothing leads from it any more to those who have its id.
    await split(2);
    expect(await groups()).toEqual([0, 0, 2, 3, 4, 4]);
    const before = await persons();
    await run();
    expect(await persons()).toEqual(before);
  });

  test("a rejected pair stays apart when the same kind of evidence comes again, and is not proposed", async () => {
    await reject(0, 1);
    expect(await groups()).toEqual([0, 1, 2, 2, 4, 5]);
    await seen(...people.slice(0, 2).map((one) => ({ ...one, emailHash: hash("c") })));
    await run();
    expect(await groups()).toEqual([0, 1, 2, 2, 4, 5]);
    await seen(
      ...people.slice(0, 2).map((one, index) => ({
        ...one,
        url: `https://site.example/${index}`,
        links: [`https://site.example/${1 - index}`],
      })),
    );
    await run();
    expect(await groups()).toEqual([0, 1, 2, 2, 4, 5]);
    expect(await proposed()).toEqual([]);
    expect((await all("select count(*)::int as rows from links where a = 1 and b = 2"))[0].rows).toBeGreaterThan(2);
  });

  test("evidence that a profile shows no more is withdrawn and kept, and comes back when it is shown again", async () => {
    await seen({ ...(people[1] as Account), emailHash: hash("d") });
    await run();
    expect(await groups()).toEqual([0, 1, 2, 2, 4, 5]);
    expect(await all("select status from links where a = 1 and b = 2 order by id")).toEqual([
      { status: "accepted" },
      { status: "withdrawn" },
    ]);
    await seen(people[1] as Account);
    await run();
    expect(await groups()).toEqual([0, 0, 2, 2, 4, 5]);
  });

  test("what somebody joined stays joined without the evidence", async () => {
    await accept(0, 4);
    await seen({ ...(people[1] as Account), emailHash: null, links: ["https://example.org"] });
    await run();
    expect((await groups())[4]).toBe(0);
  });

  test("a locked person takes and loses no account, neither by evidence nor by a decision", async () => {
    const [person = 0] = await persons();
    await say({ kind: "lock", person });
    await seen(
      { ...(people[4] as Account), name: "elm Grove", emailHash: hash("a") },
      { ...(people[1] as Account), emailHash: hash("e") },
    );
    await run();
    expect(await groups()).toEqual([0, 0, 2, 2, 4, 5]);
    for (const deed of [() => accept(0, 5), () => reject(0, 1), () => split(1)])
      expect(await refusal(deed())).toMatch(/is locked by ada.*person unlock/);
    expect((await proposed()).flatMap(({ against }) => against)).toContain(
      "a person locked the accounts of one of the two",
    );
    await say({ kind: "unlock", person });
    await run();
    expect(await groups()).toEqual([0, 1, 2, 2, 0, 5]);
  });

  test("a rename keeps the old handle with the time it was held, and never shows it", async () => {
    await seen({ ...(people[0] as Account), handle: "rowan" });
    await seen({ ...(people[0] as Account), handle: "alder" });
    await seen({ ...(people[0] as Account), handle: "alder" });
    const kept = await all(`select handle, "from", until from handles order by until`);
    expect(kept.map(({ handle }) => handle)).toEqual(["ash", "rowan"]);
    expect(kept[0].from).toBeNull();
    expect(kept[1].from).toEqual(kept[0].until);
    expect(kept[1].until > kept[1].from).toBe(true);
    const shown = JSON.stringify([await answerPersons(store, null), await proposed()]);
    expect(shown).toContain("alder");
    expect(shown).not.toMatch(/"handle":"(ash|rowan)"/);
  });

  test("an old page read again renames nobody", async () => {
    await seen({ ...(people[0] as Account), handle: "rowan" });
    await save(store, { id: "test", expertises: ["lumen"] } as never, { signals: answersOf(people[0] as Account, 1) });
    expect(await all("select handle from handles")).toEqual([{ handle: "ash" }]);
  });

  test("proposals come with what speaks against them and with their effect, which is what analysing then shows", async () => {
    await seen(
      { ...(people[4] as Account), url: "https://elm.example/u/4" },
      { ...(people[5] as Account), links: ["https://elm.example/u/4"] },
      { ...(people[3] as Account), url: "https://dogwood.example/u/3" },
      { ...(people[0] as Account), links: ["https://dogwood.example/u/3"] },
    );
    await run();
    const [first, second, ...others] = await proposed();
    expect(others).toEqual([]);
    expect(first?.change).toBeGreaterThan(second?.change ?? Number.POSITIVE_INFINITY);
    expect(first?.against).toContain("their names have no word in common");
    const shown = first?.persons.flatMap(({ accounts }) => accounts.map(({ platform }) => platform)) ?? [];
    expect(shown).toHaveLength(new Set(shown).size);
    expect(first?.effect).toHaveLength(1);
    const effect = first?.effect[0];
    expect(effect).toMatchObject({ expertise: "lumen", track: "expert" });
    await say({ kind: "accept", pair: { proposal: first?.id ?? "" } });
    await run();
    const ranked = (await scores()).map(({ result }) => JSON.parse(result));
    const joined = ranked.find(({ person }) => first?.persons.some((one) => one.person === person));
    expect(joined).toMatchObject({ rank: effect?.joined.rank });
    expect(joined.score).toBeCloseTo(effect?.joined.score ?? 0, 4);
    expect((await proposed()).map(({ id }) => id)).toEqual([second?.id]);
  });

  test("a snoozed proposal comes back on its day", async () => {
    await seen({ ...(people[4] as Account), url: "https://elm.example/u/4" });
    await seen({ ...(people[5] as Account), links: ["https://elm.example/u/4"] });
    await run();
    const [{ id } = { id: "" }] = await proposed();
    const until = new Date(asOf.getTime() + 90 * 86_400_000);
    await say({ kind: "snooze", pair: { proposal: id }, until });
    expect(await proposed()).toEqual([]);
    const then = await answerProposals(store, { expertise: null, limit: 0, now: until });
    expect(then.proposals.map((one) => one.id)).toEqual([id]);
  });

  test("every decision is in the history and in the audit log, with what it moved; one that is refused is in neither", async () => {
    await accept(0, 4);
    await undo(1);
    await reject(2, 3);
    expect(await refusal(split(4))).toMatch(/person of its own/);
    const { decisions } = await answerHistory(store, 0);
    expect(decisions.map(({ id, kind, stands, undoes }) => [id, kind, stands, undoes])).toEqual([
      [3, "reject", true, null],
      [2, "undo", true, 1],
      [1, "accept", false, null],
    ]);
    expect(decisions[2]?.moved).toMatchObject([{ account: key(4) }]);
    const log = await auditLog(store, 0);
    expect(log.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      ["ada", "identities reject", `${key(2)} and ${key(3)}`],
      ["ada", "identities undo", "decision 1 (accept)"],
      ["ada", "identities accept", `${key(0)} and ${key(4)}`],
    ]);
    expect(log[0]?.detail).toMatchObject({ decision: 3, moved: [{}] });
  });

  test("an undo can be undone", async () => {
    await accept(0, 4);
    await undo(1);
    await undo(2);
    expect(await groups()).toEqual([0, 0, 2, 2, 0, 5]);
    expect(await refusal(undo(2))).toBe("Decision 2 is undone already: undo decision 3 to bring it back.");
    await undo(1);
    expect(await groups()).toEqual([0, 0, 2, 2, 4, 5]);
  });

  test("decisions that cannot all hold are refused by naming the one in the way, and change nothing", async () => {
    await reject(4, 5);
    await accept(4, 0);
    expect(await refusal(accept(5, 0))).toBe(
      'That contradicts decision 1 of ada (reject): "groundswell identities undo 1" first, if it was wrong.',
    );
    expect(await groups()).toEqual([0, 0, 2, 2, 0, 5]);
    await undo(1);
    await accept(5, 0);
    expect(await refusal(reject(4, 5))).toMatch(/contradicts decision [24] /);
    expect(await groups()).toEqual([0, 0, 2, 2, 0, 0]);
  });

  test("what says nothing is answered with one sentence", async () => {
    const wrong: [() => Promise<unknown>, RegExp][] = [
      [
        () => say({ kind: "accept", pair: { a: "ash.example:9", b: key(1) } }),
        /^There is no account ash.example:9: name it/,
      ],
      [
        () => say({ kind: "accept", pair: { a: "ash.example:ASH", b: key(1) } }),
        /not its handle, as in ash.example:0\.$/,
      ],
      [() => say({ kind: "accept", pair: { a: "ash", b: key(1) } }), /^There is no account ash:/],
      [() => accept(1, 1), /is one account: name two/],
      [() => say({ kind: "accept", pair: { proposal: "1-99" } }), /^There is no proposal "1-99"/],
      [() => say({ kind: "snooze", pair: pair(0, 1), until: new Date("2027-01-01") }), /are one person/],
      [() => say({ kind: "snooze", pair: pair(0, 5), until: new Date("2025-01-01") }), /is over/],
      [() => split(5), /is a person of its own/],
      [() => undo(9), /^There is no decision 9/],
      [() => say({ kind: "lock", person: 99 }), /^There is no person 99/],
      [() => say({ kind: "unlock", person: 1 }), /is not locked/],
      [() => answerPersons(store, 99), /^There is no person 99/],
    ];
    for (const [deed, says] of wrong) expect(await refusal(deed())).toMatch(says);
    await accept(0, 5);
    expect(await refusal(accept(5, 0))).toMatch(/^Decision 1 of ada \(accept\) says so/);
    expect(await all("select count(*)::int as n from decisions")).toEqual([{ n: 1 }]);
  });

  test("two who decide at once, each with a connection of their own, and an analysis meanwhile lose nothing", async () => {
    const { rows } = await store.pool.query("select current_database() as name");
    const url = new URL(process.env.DATABASE_URL ?? "postgres://none");
    url.pathname = `/${rows[0].name}`;
    const other = kind === "postgres" ? await openStore({ databaseUrl: url.href, home: "" }) : store;
    try {
      const deeds: [number, number][] = [
        [0, 2],
        [4, 5],
        [1, 3],
        [0, 4],
        [2, 5],
      ];
      const told = deeds.flatMap(([a, b]) =>
        [store, other].map((on) => refusal(say({ kind: "accept", pair: pair(a, b) }, on))),
      );
      const [, ...answers] = await Promise.all([run(), ...told]);
      expect(answers.filter((answer) => answer === null)).toHaveLength(deeds.length);
      expect(answers.filter((answer) => /says so of/.test(answer ?? ""))).toHaveLength(deeds.length);
      expect(await groups()).toEqual([0, 0, 0, 0, 0, 0]);
      const before = await persons();
      await run();
      expect(await persons()).toEqual(before);
    } finally {
      if (other !== store) await other.close();
    }
  });

  const index = fc.integer({ min: 0, max: 5 });
  const two = fc.tuple(index, index).filter(([a, b]) => a !== b);
  const forward = fc.oneof(
    two.map(
      ([a, b]) =>
        (): Promise<unknown> =>
          accept(a, b),
    ),
    two.map(
      ([a, b]) =>
        (): Promise<unknown> =>
          reject(a, b),
    ),
    index.map((one) => (): Promise<unknown> => split(one)),
  );
  const back = fc.integer({ min: 1, max: 6 }).map((id) => (): Promise<unknown> => undo(id));
  const locking = fc
    .tuple(index, fc.constantFrom("lock" as const, "unlock" as const))
    .map(([one, word]) => async () => {
      const person = (await persons())[one] ?? 0;
      return say({ kind: word, person });
    });

  /** Does one after the other; what is refused must have changed nothing. */
  async function doAll(deeds: (() => Promise<unknown>)[]): Promise<void> {
    for (const deed of deeds) {
      const before = await persons();
      try {
        await deed();
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        expect(await persons()).toEqual(before);
      }
    }
  }

  async function forget(): Promise<void> {
    await store.pool.query("truncate decisions, audit_log restart identity");
    await store.pool.query("update accounts set person_id = null");
    await run();
  }

  test("any sequence of decisions equals a rebuild from scratch", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc
        .asyncProperty(fc.array(fc.oneof(forward, forward, back, locking), { maxLength: 9 }), async (deeds) => {
          await doAll(deeds);
          const [reached, held] = [await groups(), await persons()];
          await run();
          expect(await persons()).toEqual(held);
          await store.pool.query("update accounts set person_id = null");
          await run();
          expect(await groups()).toEqual(reached);
        })
        .beforeEach(forget),
      { numRuns: 25, seed: 3 },
    );
  });

  test("decisions taken back in reverse order restore every person's id", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc
        .asyncProperty(fc.array(forward, { maxLength: 7 }), async (deeds) => {
          const before = await persons();
          await doAll(deeds);
          const made = (await answerHistory(store, 0)).decisions;
          for (const { id } of made) await undo(id);
          expect(await persons()).toEqual(before);
        })
        .beforeEach(forget),
      { numRuns: 25, seed: 7 },
    );
  });
});

test("the command shows, decides and takes back, names who decided, and answers wrong input with one sentence", {
  timeout: 180_000,
}, async () => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  const env = { GROUNDSWELL_ACTOR: "grace" };
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await desk.run([...args, "--json"], { env });
    expect(stderr.replace(/^.*analyse.*$/gm, "").trim()).toBe("");
    expect(code).toBe(0);
    return JSON.parse(stdout);
  };
  const lines = people.flatMap((one, index) => answersOf(one, index + 1)).map((one) => JSON.stringify(one));
  await desk.run(["import", "signals", desk.file("signals.ndjson", lines.join("\n")), "--expertise", "lumen"]);
  await desk.run(["analyse", "--as-of", "2026-02-01"]);
  const before = await json("identities", "list");
  expect(before.persons).toHaveLength(2);
  const { decision } = await json("identities", "accept", key(0), key(4), "--reason", "met them");
  expect(decision).toMatchObject({ id: 1, kind: "accept", actor: "grace", reason: "met them", moved: [{}] });
  const { persons } = await json("identities", "list", "--person", String(before.persons[0].person));
  expect(persons[0].accounts).toHaveLength(3);
  const undone = await desk.run(["identities", "undo", "1"], { env });
  expect(undone.stdout).toMatch(/^Decision 2: undo, decision 1 \(accept\)\.\n.*elm\.example:4.*groundswell analyse/s);
  expect(await json("identities", "list")).toEqual(before);
  expect((await json("identities", "history")).decisions.map(({ by }: { by: string }) => by)).toEqual([
    "grace",
    "grace",
  ]);
  expect(await desk.run(["identities", "accept", "12"])).toMatchObject({ code: 2, stdout: "" });
  const wrong = await desk.run(["identities", "split", "elm.example:4"]);
  expect(wrong).toEqual({
    code: 1,
    stdout: "",
    stderr: "elm.example:4 is a person of its own: nothing can be split off.\n",
  });
});
