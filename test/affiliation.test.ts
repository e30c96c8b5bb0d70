import { importAffiliations } from "@groundswell/analyse";
import { readAffiliations } from "@groundswell/identity";
import { account, readCatalogue } from "@groundswell/model";
import { applyCatalogue, auditLog, listAffiliations, type Store } from "@groundswell/store";
import { afterAll, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { Desk } from "./run-command.ts";
import { asOf, made, makeSource, save } from "./store-fixtures.ts";

const head = "account,organisation,from,until";
const catalogue = readCatalogue(
  '{"version": 1, "organisations": [{"name": "Contoso", "people": "staff"}]}',
  "test",
  {},
);

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  const load = (...lines: string[]) =>
    importAffiliations(
      { store, now: () => asOf, actor: "lead" },
      "staff.csv",
      readAffiliations([head, ...lines].join("\n"), "staff.csv"),
    );
  const listed = async () =>
    (await listAffiliations(store, null)).map(
      ({ account, kind, from, until, source }) =>
        `${account} ${kind} ${from?.toISOString().slice(0, 10) ?? ""}..${until?.toISOString().slice(0, 10) ?? ""} ${source}`,
    );

  async function ada() {
    await applyCatalogue(store, catalogue);
    const url = "https://qa.example/users/ada";
    const accounts = [account("qa.example", "ada", { handle: "river", url, company: "Contoso" })];
    await save(store, await makeSource(store), { signals: [made("1"), made("2", { by: "bea" })], accounts });
  }

  test("a file's periods stand above a profile that was not changed, and the same file again replaces them", async () => {
    await ada();
    const imported = await load(
      "qa.example:ada,Contoso Inc.,2020-01-01,2024-07-01",
      "https://qa.example/users/ada/,Fabrikam,2024-07-01,",
    );
    expect(imported).toEqual({ file: "staff.csv", rows: 2, accounts: 1, changes: 1 });
    const periods = [
      "qa.example:ada staff 2020-01-01..2024-07-01 staff.csv",
      "qa.example:ada null 2024-07-01.. staff.csv",
    ];
    expect(await listed()).toEqual(periods);
    expect(
      (await load("qa.example:ada,Contoso Inc.,2020-01-01,2024-07-01", "qa.example:ada,Fabrikam,2024-07-01,")).changes,
    ).toBe(0);
    expect(await listed()).toEqual(periods);
    await load("qa.example:bea,Contoso,,");
    expect(await listed()).toEqual(["qa.example:ada staff .. company", "qa.example:bea staff .. staff.csv"]);
    expect((await auditLog(store, 0)).map(({ action, subject }) => `${action} ${subject}`)).toEqual(
      Array(3).fill("affiliations import staff.csv"),
    );
  });

  test("an account that is not there is named by its line, and nothing of the file is kept", async () => {
    await ada();
    await expect(
      load("qa.example:ada,Contoso,,", "qa.example:river,Contoso,,", "https://qa.example/nobody,Contoso,,"),
    ).rejects.toThrow(
      "staff.csv cannot be read, and nothing was saved: line 3 names qa.example:river, an account that is not there: qa.example:ada has that handle; " +
        "line 4 names https://qa.example/nobody, an account that is not there.",
    );
    expect(await listed()).toEqual([]);
    expect(await auditLog(store, 0)).toEqual([]);
  });
});

describe("the commands", () => {
  const desk = new Desk();
  afterAll(() => desk.clear());

  test("import, list and mark, and say what is wrong with what they are given", async () => {
    const signals = [
      {
        id: "1",
        kind: "answer",
        occurredAt: "2026-01-10T12:00:00Z",
        space: { platform: "qa.example", id: "lumen", kind: "tag", name: "Lumen" },
      },
    ].map((one) => JSON.stringify({ ...one, account: { platform: "qa.example", id: "ada", company: "Contoso GmbH" } }));
    desk.file("signals.ndjson", signals.join("\n"));
    desk.file("catalogue.yaml", "version: 1\norganisations:\n  - name: Contoso\n    people: staff\n");
    desk.file("staff.csv", `${head}\nqa.example:ada,Contoso,2020-01-01,2024-07-01\n`);
    const run = async (...args: string[]) => {
      const { code, stdout, stderr } = await desk.run(args, { env: { GROUNDSWELL_ACTOR: "lead" } });
      return { code, stdout, stderr };
    };
    expect((await run("catalogue", "apply", "catalogue.yaml")).stdout).toContain("1 organisation");
    expect((await run("import", "signals", "signals.ndjson", "--expertise", "lumen")).code).toBe(0);
    expect((await run("affiliations", "import", "staff.csv")).stdout).toContain(
      "staff.csv: 1 periods of 1 accounts kept.",
    );
    const { affiliations } = JSON.parse(
      (await run("affiliations", "list", "--person", "qa.example:ada", "--json")).stdout,
    );
    expect(affiliations).toMatchObject([
      {
        kind: "staff",
        from: "2020-01-01T00:00:00.000Z",
        until: "2024-07-01T00:00:00.000Z",
        source: "staff.csv",
        confidence: 1,
      },
    ]);
    expect((await run("person", "mark", "qa.example:ada", "vendor", "--from", "2025-01-01")).stdout).toContain(
      "qa.example:ada, person 1: vendor from 2025-01-01.",
    );
    expect((await run("affiliations", "list")).stdout).toContain("was marked as a contractor of the vendor by lead");
    expect((await run("person", "mark", "qa.example:ada", "--clear")).stdout).toContain("has no mark any more");
    expect(await run("person", "mark", "qa.example:ada")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--clear"),
    });
    expect(await run("affiliations", "import", "nowhere.csv")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("nowhere.csv cannot be read"),
    });
    // Nine processes, each of which opens the store anew.
  }, 120_000);
});
