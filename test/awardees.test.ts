import { analyse, decide, forgetRegistry, importAwardees, importRegistry } from "@groundswell/analyse";
import { type Account, account } from "@groundswell/model";
import { answerAwardees, answerPersons, answerProposals } from "@groundswell/reports";
import { auditLog, awardsAsOf, erasePerson, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { Desk } from "./run-command.ts";
import { asOf, made, makeSource, save } from "./store-fixtures.ts";

const people = [
  account("github", "41", { handle: "quellabor", name: "Quella Borvinth", url: "https://github.com/quellabor" }),
  account("forum.example", "7", { name: "quella", url: "https://forum.example/u/7" }),
  account("forum.example", "8", { name: "Oskar Tremblune", url: "https://forum.example/u/8" }),
  account("github", "42", { handle: "tremblune", name: "Oskar Tremblune", url: "https://github.com/tremblune" }),
  account("qa.example", "9", { name: "Ylva Zuvelinde", url: "https://qa.example/users/9" }),
];
const [quella, , oskar] = people as [Account, Account, Account];
const head = "name,links,expertise,award date,until,status,github\n";
const quellasLine = "Quella Borvinth,https://forum.example/u/7,Lumen,2023-07-01,,current,quellabor\n";

/** Answers on days of several months, so that everybody is ranked. */
const answers = people.flatMap((by, index) =>
  ["09", "10", "11", "12"].map((month) => ({
    ...made(`${by.platform}-${by.id}-${month}`, {
      occurredAt: `2025-${month}-10T12:00:00.000Z`,
      metrics: { score: index + 1 },
    }),
    account: by,
  })),
);

describe.each(storeKinds)("awardees, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  let minute = 0;
  const now = () => new Date(asOf.getTime() + minute++ * 60_000);
  const context = () => ({ store, now, actor: "ada" });
  const read = (text: string, name = "champions") =>
    importAwardees(context(), { name, file: "awardees.csv", text: text.startsWith("name") ? text : head + text });
  const run = () => analyse({ store, now }, { expertise: "lumen", asOf });
  const all = async (sql: string) => (await store.pool.query(sql)).rows;
  const ask = async (asked: Partial<Parameters<typeof answerAwardees>[1]> = {}) =>
    (await answerAwardees(store, { expertise: null, status: null, unmatched: false, now: now(), ...asked })).awardees;
  const personOf = async ({ platform, id }: Account): Promise<number> =>
    (
      await all(
        `select coalesce(person_id, id) as person from accounts where platform = '${platform}' and native_id = '${id}'`,
      )
    )[0].person;
  const held = async (day: string) => (await awardsAsOf(store.pool, new Date(day))).get(await personOf(quella));

  beforeEach(async () => {
    await save(store, await makeSource(store), { signals: answers });
    await run();
  });

  test("an awardee is one person with the accounts at the awardee's addresses, with the file as the reason", async () => {
    expect(await read(quellasLine)).toEqual({
      ...{ registry: "champions", awardees: 1, awards: 1, erased: 0, replaced: false, unread: [], links: 5 },
    });
    const [one] = await ask();
    expect(one).toMatchObject({
      ...{ name: "Quella Borvinth", person: await personOf(quella), platforms: ["forum.example", "github"] },
      ...{ expertise: "Lumen", awardedOn: "2023-07-01", endedOn: null, status: "current", proposals: 0 },
    });
    expect(one?.links.filter(({ method }) => method === "registry")).toMatchObject([
      { a: "forum.example:7", b: one?.account, status: "accepted", source: "registry champions" },
      { a: "github:41", b: one?.account, status: "accepted" },
    ]);
  });

  test("an entry that fits two accounts of one platform is proposed, and a name alone joins nobody", async () => {
    await read(
      "Oskar Tremblune,https://forum.example/u/7 https://forum.example/u/8,Lumen,2024-01-01,,current,\n" +
        "Ylva Zuvelinde,,Lumen,2024-01-01,,current,\n",
    );
    const [first, second] = await ask();
    expect([first?.person, second?.person]).toEqual([null, null]);
    expect(first?.links.map(({ status }) => status)).not.toContain("accepted");
    expect(first?.proposals).toBeGreaterThan(0);
    expect(second?.links).toMatchObject([{ method: "same-name", status: "proposed" }]);
    const { proposals } = await answerProposals(store, { expertise: null, limit: 0, now: now() });
    expect(proposals.flatMap(({ against }) => against)).toContain("the entry fits two accounts of forum.example");
    expect(await ask({ unmatched: true })).toHaveLength(2);
  });

  test("an import counts as no activity: every score stays as it was, also of whoever it moves to another list", async () => {
    const scores = () =>
      all(`select track, person_id, result -> 'score' as score, result -> 'percentile' as percentile, result -> 'terms' as terms
           from scores where run_id = (select max(id) from runs) order by 1, 2`);
    const before = await scores();
    await read("Ylva Zuvelinde,https://qa.example/users/9,Lumen,2024-01-01,,current,\n");
    await run();
    expect(await scores()).toEqual(before);
    expect(
      await all(
        "select count(*)::int as n from rollups r join accounts a on a.id = r.account_id where a.platform = 'awardees'",
      ),
    ).toEqual([{ n: 0 }]);
  });

  test("a person may be in two files of awardees, and two ids of one file are two people", async () => {
    await read(quellasLine);
    await read("name,id,links,expertise\nQuella Borvinth,5,https://github.com/quellabor,Prism\n", "guild");
    const persons = (await ask()).map(({ person }) => person);
    expect(persons).toEqual([await personOf(quella), await personOf(quella)]);
    const twice =
      "name,id,links,expertise\nQuella B,5,https://github.com/quellabor,Prism\nQ B,6,https://forum.example/u/7,Prism\n";
    await read(twice, "guild");
    const [one, other] = (await ask()).filter(({ registry }) => registry === "guild");
    expect(one?.person).not.toBe(other?.person);
  });

  test("a second reading with a later award, a changed status and a new address knows the awardee again", async () => {
    await read(quellasLine);
    const [{ account: before } = { account: "" }] = await ask();
    const accept = { kind: "accept" as const, pair: { a: before, b: "qa.example:9" } };
    await decide(context(), accept);
    const later =
      "QUELLA BORVINTH,https://quella.example.org https://forum.example/u/7,Prism,2025-07-01,,current,\n" +
      "Quella Borvinth,https://forum.example/u/7,Lumen,2023-07-01,2025-07-01,alumni,quellabor\n";
    expect(await read(later)).toMatchObject({ awardees: 1, awards: 2, replaced: true });
    const again = await ask();
    expect(again.map(({ account, expertise, status }) => [account, expertise, status])).toEqual([
      [before, "Lumen", "alumnus"],
      [before, "Prism", "current"],
    ]);
    expect(again[0]?.platforms).toContain("qa.example");
    expect(await all("select count(*)::int as n from accounts where platform = 'awardees'")).toEqual([{ n: 1 }]);
    expect(await read(later)).toMatchObject({ links: 0 });
    expect(await ask()).toEqual(again);
  });

  test("who is in the file no more has no awards, no links and no name left", async () => {
    await read(quellasLine);
    await read("Oskar Tremblune,https://github.com/tremblune,Lumen,2024-01-01,,current,\n");
    expect((await ask()).map(({ name }) => name)).toEqual(["Oskar Tremblune"]);
    expect(await personOf(quella)).not.toBe(await personOf(people[1] as Account));
    expect(
      await all(
        "select count(*)::int as n from accounts where platform = 'awardees' and name is null and links = '{}'",
      ),
    ).toEqual([{ n: 1 }]);
    await forgetRegistry(context(), "champions");
    expect([await ask(), (await answerPersons(store, null)).persons]).toEqual([[], []]);
    expect(JSON.stringify(await all("select name, links from accounts where platform = 'awardees'"))).not.toMatch(
      /Oskar|tremblune/,
    );
  });

  test("awards are as of an instant: one to come does not show, and one that ended later was current", async () => {
    await read(
      "Quella Borvinth,https://github.com/quellabor,Lumen,2023-07-01,2025-07-01,alumnus,\n" +
        "Quella Borvinth,https://github.com/quellabor,Prism,2025-07-01,,current,\n" +
        "Quella Borvinth,https://github.com/quellabor,Ember,2024-01-01,,former,\n",
    );
    const expertises = async (day: string) => {
      const { current = [], alumnus = [] } = (await held(day)) ?? {};
      return [current.map(({ expertise }) => expertise), alumnus.map(({ expertise }) => expertise)];
    };
    expect(await held("2023-06-30T23:59:59Z")).toBeUndefined();
    expect(await expertises("2023-07-01")).toEqual([["Lumen"], []]);
    expect(await expertises("2024-06-01")).toEqual([["Lumen"], ["Ember"]]);
    expect(await expertises("2025-06-30T23:59:59Z")).toEqual([["Lumen"], ["Ember"]]);
    expect(await expertises("2025-07-01")).toEqual([["Prism"], ["Lumen", "Ember"]]);
    expect(await held("2025-07-01")).toMatchObject({
      current: [{ registry: "champions", expertise: "Prism", awardedOn: "2025-07-01", endedOn: null }],
    });
    expect((await awardsAsOf(store.pool, asOf)).has(await personOf(oskar))).toBe(false);
  });

  test("who is called an alumnus before the end that the file tells has left early", async () => {
    await read("Quella Borvinth,https://github.com/quellabor,Lumen,2023-07-01,2099-07-01,alumnus,\n");
    expect((await held("2026-01-01"))?.alumnus).toHaveLength(1);
  });

  test("an award without a date is known at any time", async () => {
    await read("Quella Borvinth,https://github.com/quellabor,Lumen,,,current,\n");
    expect((await held("2001-01-01"))?.current).toMatchObject([{ awardedOn: null }]);
  });

  test("a file with a line that cannot be read, or with the name of a registry, changes nothing; imports are in the audit log", async () => {
    await read(quellasLine);
    const before = await ask();
    await expect(read(`${quellasLine}Oskar,,Lumen,yesterday,,current,\n`)).rejects.toThrow(
      'line 3 has the date "yesterday"',
    );
    await expect(read(quellasLine, "a:b")).rejects.toThrow('"a:b" names no registry');
    expect((await ask()).map(({ account }) => account)).toEqual(before.map(({ account }) => account));
    expect(await auditLog(store, 0)).toMatchObject([
      {
        ...{ actor: "ada", action: "awardees import", subject: "awardees champions" },
        detail: { awardees: 1, awards: 1, erased: 0, replaced: false },
      },
    ]);
  });

  test("who was erased does not come back by a file of awardees or members", async () => {
    await read(quellasLine);
    const keyed = { ...store, erasureKey: "a-key-of-the-tests-that-is-long-enough" };
    await erasePerson(keyed, { person: await personOf(quella), actor: "ada", reason: null, now: now(), dryRun: false });
    expect(await ask()).toEqual([]);
    const others = "Oskar Tremblune,https://github.com/tremblune,Lumen,2024-01-01,,current,\n";
    const again = { name: "champions", file: "awardees.csv", text: head + quellasLine + others };
    expect(await importAwardees({ ...context(), store: keyed }, again)).toMatchObject({ awardees: 1, erased: 1 });
    expect(JSON.stringify(await all("select * from accounts where platform = 'awardees'"))).not.toMatch(/quella/i);
    const members = { name: "planet", file: "planet.json", text: '[{"github": "quellabor"}, {"github": "tremblune"}]' };
    expect(await importRegistry({ ...context(), store: keyed }, members)).toMatchObject({ entries: 1, erased: 1 });
  });

  test("awards are found by expertise in any case and by status", async () => {
    await read(`${quellasLine}Oskar Tremblune,https://github.com/tremblune,Prism,2020-01-01,2021-01-01,former,\n`);
    expect((await ask({ expertise: "LUMEN" })).map(({ name }) => name)).toEqual(["Quella Borvinth"]);
    expect((await ask({ status: "alumnus" })).map(({ name }) => name)).toEqual(["Oskar Tremblune"]);
    expect(await ask({ unmatched: true })).toEqual([]);
  });
});

test("the command imports awardees and shows who is matched", { timeout: 120_000 }, async () => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  const lines = answers.map((one) => JSON.stringify(one));
  await desk.run(["import", "signals", desk.file("signals.ndjson", lines.join("\n")), "--expertise", "lumen"]);
  const file = desk.file(
    "champions.csv",
    `${head.replace("github", "github,country")}${quellasLine.trim()},NO\nImre,,Lumen,,,,,SE\n`,
  );
  const imported = await desk.run(["awardees", "import", file]);
  expect(imported).toMatchObject({ code: 0, stderr: "" });
  expect(imported.stdout).toMatch(
    /^2 awardees with 2 awards in "champions"\.\n {2}nothing was read from the columns country\n {2}\d links new/,
  );
  const shown = await desk.run(["awardees", "list"]);
  expect(shown.stdout).toMatch(
    /^name .*\nImre .* – +not matched +0\nQuella Borvinth .* forum.example, github +0\n2 awardees, 1 not matched/,
  );
  const { code, stdout } = await desk.run(["awardees", "list", "--unmatched", "--json"]);
  expect([code, JSON.parse(stdout).awardees.length]).toEqual([0, 1]);
  expect(await desk.run(["awardees", "list", "--status", "gone"])).toMatchObject({
    ...{ code: 2, stdout: "", stderr: expect.stringContaining('--status "gone" is no status') },
  });
  expect(await desk.run(["awardees", "import", desk.file("bad.csv", "name,expertise\n,\n")])).toEqual({
    ...{ code: 1, stdout: "" },
    stderr: "bad.csv cannot be read, and nothing was saved: line 2 has no name; line 2 has no expertise.\n",
  });
});
