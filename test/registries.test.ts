import { decide, forgetRegistry, importRegistry, linkAccounts } from "@groundswell/analyse";
import { type Account, account, batch } from "@groundswell/model";
import { answerPersons, answerProposals, answerRegistries } from "@groundswell/reports";
import { auditLog, openStore, type Store, saveBatch, startPull } from "@groundswell/store";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { databaseUrlOf, storeKinds, useSuiteStore } from "./open-test-store.ts";
import { Desk } from "./run-command.ts";
import { asOf, made, makeSource, save, tag } from "./store-fixtures.ts";

const quella = [
  account("github", "41", { handle: "quellabor", url: "https://github.com/quellabor" }),
  account("blog.example", "q", { url: "https://quella.example.org" }),
  account("forum.example", "7", { url: "https://forum.example/u/7" }),
];
const committer = account("git", "ab", { name: "Imre" });
const links = quella.map(({ url }) => url ?? "");

describe.each(storeKinds)("registries, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  let minute = 0;
  const now = () => new Date(asOf.getTime() + minute++ * 60_000);
  const link = () => linkAccounts(store, now());
  const context = () => ({ store, now, actor: "ada" });
  const read = (text: string, name = "planet") => importRegistry(context(), { name, file: "planet.json", text });
  const list = (...urls: string[]) => JSON.stringify([{ urls }]);
  const all = async (sql: string) => (await store.pool.query(sql)).rows;

  async function seen(...accounts: Account[]): Promise<void> {
    const pullId = await startPull(store, "test", asOf);
    const source = { id: "test", expertises: ["lumen"] };
    await saveBatch(store, { source, pullId, batch: batch({ accounts, cursor: null }), now: now() });
  }
  /** A repository that the committer was not known to commit to. */
  async function commit(): Promise<void> {
    const signals = [{ ...made("c1", { kind: "commit", space: tag("tool") }), account: committer }];
    await save(store, { id: "test", expertises: ["lumen"] } as never, { signals });
  }
  const together = async () =>
    (await answerPersons(store, null)).persons.map(({ accounts }) =>
      accounts.map(({ platform, id }) => `${platform}:${id}`).sort(),
    );

  beforeEach(async () => {
    await makeSource(store);
    await seen(...quella.slice(0, 2), committer);
  });

  test("a registry joins the accounts that it lists together, and says that it did", async () => {
    expect(await read(list(...links))).toEqual({
      ...{ registry: "planet", entries: 1, erased: 0, replaced: false, links: 1 },
    });
    const { persons } = await answerPersons(store, null);
    expect(persons[0]?.links).toMatchObject([
      {
        method: "registry",
        source: "registry planet",
        status: "accepted",
        reasons: ["planet lists both under one entry"],
      },
    ]);
    expect((await answerRegistries(store)).registries).toMatchObject([
      { name: "planet", kind: "members", entries: 1, links: { accepted: 1, proposed: 0 } },
    ]);
  });

  test("an account that is read later is linked by the registry too", async () => {
    await read(list(...links));
    await seen(quella[2] as Account);
    await link();
    expect(await together()).toEqual([["blog.example:q", "forum.example:7", "github:41"]]);
  });

  test("what a registry lists no more is withdrawn, and a second reading of the same changes nothing", async () => {
    await read(list(...links));
    expect(await read(list(...links))).toMatchObject({ replaced: true, links: 0 });
    expect(await read(list(links[0] as string))).toMatchObject({ replaced: true, links: 1 });
    expect(await together()).toEqual([]);
    expect(await all("select status from links order by id")).toEqual([
      { status: "accepted" },
      { status: "withdrawn" },
    ]);
  });

  test("an empty list removes a registry, and so does forgetting it; both withdraw its links", async () => {
    await read(list(...links));
    expect(await read("[]")).toMatchObject({ entries: 0, replaced: true, links: 1 });
    expect([await together(), (await answerRegistries(store)).registries]).toEqual([[], []]);
    await read(list(...links));
    expect(await forgetRegistry(context(), "planet")).toEqual({ registry: "planet", links: 1 });
    expect([await together(), (await answerRegistries(store)).registries]).toEqual([[], []]);
    await expect(forgetRegistry(context(), "planet")).rejects.toThrow('There is no registry "planet"');
  });

  test("two registries stand beside one another: one that goes takes only its own links", async () => {
    await read(list(...links));
    await read(list(...links), "guild");
    await forgetRegistry(context(), "planet");
    expect(await together()).toEqual([["blog.example:q", "github:41"]]);
  });

  test("a person's word stands above a registry", async () => {
    await decide({ store, now, actor: "ada" }, { kind: "reject", pair: { a: "github:41", b: "blog.example:q" } });
    await read(list(...links));
    expect(await together()).toEqual([]);
    expect((await answerProposals(store, { expertise: null, limit: 0, now: now() })).proposals).toEqual([]);
  });

  test("a file that cannot be read changes nothing, and every import is in the audit log", async () => {
    await read(list(...links));
    await expect(read('[\n{"urls": ["https://a.example"]}\n{}\n]')).rejects.toThrow(
      "planet.json is not JSON: look at line 3.",
    );
    await expect(read(list(...links), "a/b")).rejects.toThrow('"a/b" names no registry');
    expect(await together()).toHaveLength(1);
    await forgetRegistry(context(), "planet");
    expect((await auditLog(store, 0)).map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      ["ada", "identities forget", "registry planet"],
      ["ada", "identities import", "registry planet"],
    ]);
  });

  test("what was known of a pair is kept with the decision about it", async () => {
    await read(list(...links));
    await decide({ store, now, actor: "ada" }, { kind: "reject", pair: { a: "github:41", b: "blog.example:q" } });
    expect((await auditLog(store, 1))[0]?.detail).toMatchObject({
      known: [{ method: "registry", tier: "assert", status: "accepted", source: "registry planet" }],
    });
  });

  /** What only linking would put right: a link that no profile shows, and one left out that is not. */
  const traces = async () => [
    ...(await all("select status from links where method = 'made up' order by id")),
    ...(await all("select why from left_out_links where why = 'made up'")),
  ];
  async function leaveTraces(): Promise<void> {
    await store.pool.query("delete from links where method = 'made up'");
    await store.pool.query("delete from left_out_links");
    await link();
    await store.pool.query(
      `insert into left_out_links values (1, 2, 'made up');
       insert into links (a, b, method, confidence, reasons, status, decided_by, at)
       values (1, 2, 'made up', 0.5, '{}', 'proposed', 'automatic', now());
       update linked_from set fingerprint = (
         select count(*) || ':' || max(id) from links) || substr(fingerprint, strpos(fingerprint, ' ')) where what = 'persons'`,
    );
  }

  test("where nothing has changed nothing is linked again, and any change to what evidence is found in is seen", async () => {
    await leaveTraces();
    const untouched = await traces();
    expect(untouched).toEqual([{ status: "proposed" }, { why: "made up" }]);
    await link();
    await seen(quella[0] as Account);
    await link();
    expect(await traces()).toEqual(untouched);
    for (const change of [
      () => seen({ ...(quella[0] as Account), name: "Quella Borvinth" }),
      () => seen(quella[2] as Account),
      () => commit(),
      () => store.pool.query("insert into handles (account_id, handle, until) values (1, 'old', now())"),
      () => store.pool.query("delete from accounts where native_id = '7'"),
    ]) {
      await leaveTraces();
      await change();
      await link();
      expect(await traces()).toContainEqual({ status: "withdrawn" });
      expect(await traces()).not.toContainEqual({ why: "made up" });
    }
  });

  test("persons that were moved from elsewhere are derived again though no evidence is new", async () => {
    await read(list(...links));
    await store.pool.query("update accounts set person_id = null");
    await link();
    expect(await together()).toHaveLength(1);
  });

  test("a second run over a hundred thousand accounts looks for nothing", { timeout: 240_000 }, async () => {
    await store.pool.query(
      `insert into accounts (platform, native_id, handle, name, email_hash, observed_at)
       select 'p' || n % 3, n::text, 'handle' || n, 'Word' || n || ' Name' || n, md5((n / 2)::text), now() from generate_series(1, 100000) n`,
    );
    expect(await link()).toBeGreaterThan(30_000);
    await leaveTraces();
    const untouched = await traces();
    expect(await link()).toBe(0);
    expect(await traces()).toEqual(untouched);
  });

  test.runIf(kind === "postgres")(
    "what a collector commits while accounts are linked is linked the next time",
    async () => {
      const { rows } = await store.pool.query("select current_database() as name");
      const other = await openStore({ databaseUrl: databaseUrlOf(rows[0].name), home: "" });
      onTestFinished(() => other.close());
      await read(list(...links));
      const collector = await other.pool.connect();
      await collector.query("begin");
      // Seen long before the last run, as pages of an import are.
      await collector.query(
        "insert into accounts (platform, native_id, url, observed_at) values ('forum.example', '7', 'https://forum.example/u/7', '2001-01-01')",
      );
      expect(await link()).toBe(0);
      await collector.query("commit");
      collector.release();
      expect(await link()).toBe(2);
    },
  );

  test("a run leaves earlier handles and the times they were held alone, and they speak against what rests on them", async () => {
    await seen({ ...(quella[0] as Account), handle: "tremblune", url: "https://github.com/tremblune" });
    const held = await all(`select handle, "from", until from handles`);
    expect(held).toMatchObject([{ handle: "quellabor", from: null }]);
    await seen({ ...(quella[1] as Account), links: ["https://github.com/quellabor"] });
    await link();
    await link();
    expect(await all(`select handle, "from", until from handles`)).toEqual(held);
    const { proposals } = await answerProposals(store, { expertise: null, limit: 0, now: now() });
    expect(proposals[0]?.against).toContain(
      `github.com/quellabor was another account's or another name's until ${held[0].until.toISOString().slice(0, 10)}`,
    );
  });
});

const hash = (letter: string) => letter.repeat(64);
const site = (name: string) => `https://${name}.example/u`;
/** Accounts that automatic links would bring together wrongly, or suspiciously. */
const crowd: Account[] = [
  account("p.example", "1", { name: "Quella Borvinth", emailHash: hash("a") }),
  account("q.example", "1", { name: "Quella Borvinth", emailHash: hash("a"), url: site("q"), links: [site("r")] }),
  account("r.example", "1", { name: "Quella Borvinth", emailHash: hash("c"), url: site("r"), links: [site("q")] }),
  account("p.example", "2", { name: "Quella Borvinth", emailHash: hash("c") }),
  ...[..."abcdefghi"].map((letter) =>
    account(`${letter}.host.example`, "9", { name: "Oskar Tremblune", emailHash: hash("d") }),
  ),
  account("s.example", "1", { name: "Zuvelia Orthanque", emailHash: hash("e") }),
  account("t.example", "1", { name: "Zuvelia Orthanque", emailHash: hash("e"), links: [site("u")] }),
  account("u.example", "1", { name: "Zuvelia Orthanque", url: site("u"), links: [site("v")] }),
  account("v.example", "1", { name: "Zuvelia Orthanque", url: site("v"), links: [site("u")] }),
  ...["one", "two"].map((letter, index) =>
    account("list.example", hash(`${index}`), {
      name: `${letter} Ylva`,
      emailHash: hash(`${index}`),
      links: [site("w")],
    }),
  ),
  account("w.example", "1", { name: "Ylva", url: site("w") }),
];

test("the command imports and lists registries, and its proposals say what the guards held back", {
  timeout: 180_000,
}, async () => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await desk.run([...args, "--json"]);
    expect([code, stderr.trim()]).toEqual([0, ""]);
    return JSON.parse(stdout);
  };
  const lines = crowd.map((by, index) => JSON.stringify({ ...made(`${index}`), account: by }));
  await desk.run(["import", "signals", desk.file("signals.ndjson", lines.join("\n")), "--expertise", "lumen"]);
  await desk.run(["analyse", "--as-of", "2026-02-01"]);
  const { proposals } = await json("identities", "proposals", "--limit", "0");
  const against: string[] = proposals.flatMap((one: { against: string[] }) => one.against);
  expect(against).toContain("it would join p.example:1 and p.example:2, both of p.example");
  expect(against).toContain("it would make a person of 9 accounts, more than 8");
  expect(against).toContain("it alone holds two parts of a person together, and is not strong");
  expect(against).toContain("p.example has two accounts of them, 2 and 1");
  // Two addresses on a mailing list are no two ids.
  expect(against.filter((text) => text.includes("list.example"))).toEqual([]);

  const file = desk.file("authors.csv", `Name,Site,Blog\nQuella,${site("v")},${site("w")}\n`);
  expect(await json("identities", "import", file)).toMatchObject({ registry: "authors", entries: 1, links: 1 });
  expect((await json("identities", "registries")).registries).toMatchObject([{ name: "authors", entries: 1 }]);
  const shown = await desk.run(["identities", "registries"]);
  expect(shown.stdout).toMatch(/^name +lists +entries +joined +proposed +read at\nauthors +members +1 +1 +0 /);
  const wrong = await desk.run(["identities", "import", desk.file("authors.csv", "name,site\nQuella\n")]);
  expect(wrong).toEqual({
    ...{ code: 1, stdout: "" },
    stderr: "authors.csv cannot be read, and nothing was saved: line 2 has 1 value for 2 columns.\n",
  });
  expect((await desk.run(["identities", "import", desk.file("gone.csv")])).stderr).toMatch(
    /gone.csv cannot be read \(ENOENT\)/,
  );
  const forgotten = await desk.run(["identities", "forget", "authors"]);
  expect(forgotten.stdout).toBe(
    '"authors" is forgotten.\n  1 link new, changed or withdrawn\nScores follow with the next run: "groundswell analyse" makes one now.\n',
  );
});
