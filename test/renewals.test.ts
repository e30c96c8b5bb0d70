import { actOnCandidacy, analyse, decide, loadPolicy } from "@groundswell/analyse";
import { type Account, account, type Signal } from "@groundswell/model";
import { answerRenewals, buildDossier, dossierMarkdown, renewalDates, requirePerson } from "@groundswell/reports";
import type { Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, made, makeSource, save } from "./store-fixtures.ts";

const mvp = loadPolicy(null);
const at = (day: string) => new Date(`${day}T00:00:00Z`);

describe("when an award is renewed", () => {
  test.each([
    // Once a year for all, since 2017; due within 30 days of it.
    ["2024-08-01", "2026-02-01", { renewal: "2026-07-01", daysLeft: 150, due: false, closes: "2026-06-01" }],
    ["2024-08-01", "2026-06-15", { renewal: "2026-07-01", daysLeft: 16, due: true, closes: "2026-06-01" }],
    // A term is served in full: not on the day of the award itself.
    ["2026-07-01", "2026-07-01", { renewal: "2027-07-01", daysLeft: 365, due: false, closes: "2027-06-01" }],
    // On each one's own day, before.
    ["2009-04-01", "2010-02-01", { renewal: "2010-04-01", daysLeft: 59, due: true, closes: "2010-01-01" }],
  ])("of %s, seen on %s", (awardedOn, day, expected) => {
    expect(renewalDates(mvp, awardedOn, at(day))).toEqual(expected);
  });

  test("is not known where each has a day of their own and the file gives none", () => {
    expect(renewalDates(mvp, null, at("2010-02-01"))).toMatchObject({ renewal: null, due: false });
    expect(renewalDates(mvp, null, at("2026-02-01"))).toMatchObject({ renewal: "2026-07-01" });
  });
});

describe.each(storeKinds)("renewals, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const now = () => asOf;
  const [ash, birch, cedar, dogwood] = ["ash", "birch", "cedar", "dogwood"].map((tree) =>
    account("qa.example", tree, { name: tree, handle: tree }),
  ) as [Account, Account, Account, Account];

  function answersOf(by: Account, months: string[], votes: number): Signal[] {
    return months.map((month) => ({
      ...made(`${by.id}-${month}`, { occurredAt: `${month}-10T12:00:00.000Z`, metrics: { score: votes } }),
      account: by,
    }));
  }
  async function award(
    by: Account,
    more: { expertise?: string; on?: string | null; until?: string; status?: string } = {},
  ) {
    await store.pool.query(
      "insert into registries (name, kind, read_at) values ('awardees.csv', 'awardees', $1) on conflict do nothing",
      [asOf],
    );
    const { expertise = "Lumen ", on = "2024-07-01", until = null, status = "current" } = more;
    await store.pool.query(
      `insert into awards (registry, account_id, expertise, awarded_on, ended_on, status)
       select 'awardees.csv', id, $2, $3, $4, $5 from accounts where native_id = $1`,
      [by.id, expertise, on, until, status],
    );
  }
  const renewals = () => answerRenewals(store, { expertise: "lumen", asOf: null });
  const dossierOf = async (tree: string, day: Date | null = null) =>
    buildDossier(store, { expertise: "lumen", person: await requirePerson(store, `qa.example:${tree}`), asOf: day });
  const names = async () => (await renewals()).renewals.map(({ name }) => name);

  beforeEach(async () => {
    const source = await makeSource(store);
    const entries = ["entry-ash", "entry-birch", "entry-nobody", "entry-cedar"].map((id) =>
      account("awardees", id, { name: id }),
    );
    await save(store, source, {
      accounts: entries,
      signals: [
        ...answersOf(ash, ["2025-09", "2025-10", "2025-11", "2026-01"], 9),
        ...answersOf(ash, ["2024-09", "2024-10", "2024-11"], 2),
        ...answersOf(birch, ["2025-03", "2025-04", "2025-05"], 4),
        ...answersOf(cedar, ["2025-10", "2025-11", "2025-12"], 3),
        ...answersOf(cedar, ["2024-09", "2024-10", "2024-11"], 1),
        ...answersOf(dogwood, ["2025-10", "2025-11", "2025-12"], 3),
      ],
    });
    for (const tree of ["ash", "birch", "cedar"])
      await decide(
        { store, now, actor: "lead" },
        { kind: "accept", pair: { a: `awardees:entry-${tree}`, b: `qa.example:${tree}` } },
      );
    await analyse({ store, now }, { expertise: "lumen", asOf });
    const entry = (name: string) => ({ ...(entries[0] as Account), id: `entry-${name}` });
    await award(entry("ash"));
    await award(entry("birch"), { expertise: "LUMEN" });
    await award(entry("nobody"));
  });

  test("show who holds an award, the same measures of both years, and who fell silent", async () => {
    const answer = await renewals();
    expect(
      answer.renewals.map(({ silent, lastActivity, renewal }) => [silent, lastActivity?.slice(0, 10), renewal]),
    ).toEqual([
      [true, "2025-05-10", "2026-07-01"],
      [false, "2026-01-10", "2026-07-01"],
    ]);
    const [birchs, ashs] = answer.renewals;
    expect(ashs?.now.expert).toMatchObject({ items: 4 });
    expect(ashs?.before.expert).toMatchObject({ items: 3 });
    expect(ashs?.change.expert).toBeCloseTo((ashs?.now.expert?.score ?? 0) - (ashs?.before.expert?.score ?? 0), 9);
    // Nothing is known of the year before: that is not zero.
    expect(birchs).toMatchObject({ before: { expert: null }, change: { expert: null } });
  });

  test("name those of whom no account is known, beside the list", async () => {
    const { unmatched, renewals: known } = await renewals();
    expect(unmatched).toMatchObject([{ name: "entry-nobody", source: "awardees.csv" }]);
    expect(known.some(({ name }) => name === "entry-nobody")).toBe(false);
  });

  test("leave out awards that ended, that are of another expertise, or that came later", async () => {
    await award({ ...cedar, id: "entry-cedar" }, { until: "2025-07-01" });
    await award({ ...cedar, id: "entry-cedar" }, { expertise: "Candles" });
    await award({ ...cedar, id: "entry-cedar" }, { on: "2026-03-01" });
    await award({ ...cedar, id: "entry-cedar" }, { status: "alumnus", on: "2020-07-01" });
    expect(await names()).toHaveLength(2);
    await award({ ...cedar, id: "entry-cedar" }, { on: "2025-07-01" });
    expect(await names()).toHaveLength(3);
  });

  test("leave out who is called an alumnus before the end of the award, as gates do", async () => {
    await award({ ...cedar, id: "entry-cedar" }, { on: "2025-07-01", until: "2026-07-01", status: "alumnus" });
    expect(await names()).toHaveLength(2);
  });

  test("hold whoever was awarded here, until the award is taken back", async () => {
    const person = await requirePerson(store, "qa.example:dogwood");
    const yesterday = () => new Date(asOf.getTime() - 86_400_000);
    const act = (deed: Parameters<typeof actOnCandidacy>[2]) =>
      actOnCandidacy({ store, now: yesterday, actor: "lead" }, { expertise: "lumen", person }, deed);
    for (const to of ["shortlisted", "in-review", "nominated", "awarded"] as const) await act({ kind: "move", to });
    const { renewals: held } = await renewals();
    expect(held.find(({ source }) => source === "candidacy")).toMatchObject({
      name: "dogwood",
      awardedOn: "2026-01-31",
      // The first of July after a whole year.
      renewal: "2027-07-01",
    });
    await act({ kind: "undo" });
    expect(await names()).not.toContain("dogwood");
  });

  test("the year before is what an analysis as of that day finds", async () => {
    await analyse({ store, now }, { expertise: "lumen", asOf });
    const { renewals: held } = await renewals();
    const ashs = held.find(({ source, silent }) => source === "awardees.csv" && !silent);
    const then = new Date("2025-02-01T00:00:00Z");
    await analyse({ store, now }, { expertise: "lumen", asOf: then });
    const earlier = await answerRenewals(store, { expertise: "lumen", asOf: then });
    const { now: found } = earlier.renewals.find(({ person }) => person === ashs?.person) ?? {};
    expect(found?.expert).not.toBeNull();
    expect(ashs?.before).toEqual(found);
  });

  test("call nobody silent who was seen on a day of the sixth month before, however long the months are", async () => {
    const then = at("2025-08-31");
    const occurredAt = "2025-03-01T12:00:00.000Z";
    await save(store, await makeSource(store, "march"), {
      signals: [{ ...made("march", { occurredAt }), account: cedar }],
    });
    await award({ ...cedar, id: "entry-cedar" });
    await analyse({ store, now }, { expertise: "lumen", asOf: then });
    const { renewals: held } = await answerRenewals(store, { expertise: "lumen", asOf: then });
    expect(held.find(({ lastActivity }) => lastActivity === occurredAt)).toMatchObject({ silent: false });
  });

  test("whom an award keeps off the list has no rank in either year, and is not called insufficient", async () => {
    const then = at("2025-02-01");
    await analyse({ store, now }, { expertise: "lumen", asOf });
    expect((await renewals()).renewals.map(({ aside, now }) => [aside, now.expert?.rank])).toEqual([
      [true, null],
      [true, null],
    ]);
    const words = dossierMarkdown(await dossierOf("ash"));
    expect(words).toMatch(/Not ranked: a gate keeps them off the list; above [\d.]+ % of 4 active people/);
    expect(words).not.toContain("insufficient");
    const { yearBefore } = await dossierOf("cedar");
    expect(yearBefore.tracks.expert).toMatchObject({ rank: 1, rankInterval: [1, 1] });
    await analyse({ store, now }, { expertise: "lumen", asOf: then });
    const { rank, rankInterval } = (await dossierOf("cedar", then)).tracks.expert ?? {};
    expect(yearBefore.tracks.expert).toMatchObject({ rank, rankInterval });
  });

  test("the same inputs give the same answer", async () => {
    expect(JSON.stringify(await renewals())).toBe(JSON.stringify(await renewals()));
  });
});
