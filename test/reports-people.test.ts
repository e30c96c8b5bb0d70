import { analyse, decide, deriveKinds, loadPolicy, markAccount, optOut } from "@groundswell/analyse";
import { account, type Signal } from "@groundswell/model";
import { documentFor, findReport, type ReportDocument, type ReportName } from "@groundswell/reports";
import type { Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { accountId, asOf, made, makeSource, save, tag } from "./store-fixtures.ts";

const january = { from: new Date("2026-01-01T00:00:00Z"), to: asOf };
const regions: Record<string, string> = { nova: "Oslo, Norway", rita: "Lyon, France", "steady-21": "Oslo, Norway" };
const steady = Array.from({ length: 21 }, (_, at) => `steady-${String(at + 1).padStart(2, "0")}`);
const names = [...steady, "nova", "rita"];
const person = (name: string) => account("qa.example", name, { name, handle: name, location: regions[name] ?? null });

let minute = 0;
function answers(by: string, days: readonly string[], votes: number, space = "lumen"): Signal[] {
  return days.map((day) => ({
    ...made(`${by}-${day}`, {
      occurredAt: new Date(Date.parse(`${day}T08:00:00Z`) + 1000 * minute++).toISOString(),
      metrics: { score: votes },
      space: tag(space),
      title: `How ${by} lit the lamp on ${day}`,
      url: `https://qa.example/a/${by}/${day}`,
    }),
    account: person(by),
  }));
}
const risingDays = [1, 2, 3, 4, 5, 6, 7, 9, 11, 14, 18, 24];
const daysIn = (month: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${month}-${String(at + 1).padStart(2, "0")}`);

/** Steady people all year, nova since October and mostly in January, and rita more every month. */
function community(): Signal[] {
  minute = 0;
  const months = Array.from({ length: 12 }, (_, at) => new Date(Date.UTC(2025, 1 + at)).toISOString().slice(0, 7));
  return [
    ...steady.flatMap((name, at) =>
      answers(
        name,
        months.flatMap((month) => daysIn(month, 2)),
        60 - 2 * at,
      ),
    ),
    ...answers("nova", ["2025-10-20", "2025-11-20", ...daysIn("2026-01", 12)], 80, "candles"),
    ...answers(
      "rita",
      months.flatMap((month, at) => daysIn(month, risingDays[at] ?? 0)),
      0,
    ),
  ];
}

describe.each(storeKinds)("reports about people, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const now = () => asOf;
  const build = (name: ReportName, window = january) =>
    findReport(name).build(store, { expertise: name === "sources" ? null : "lumen", window, cadence: "month" });
  const candidates = async () => (await build("candidates")) as ReportDocument;
  const section = (document: ReportDocument, key: string) => {
    const found = document.sections.find((one) => one.key === key);
    if (!found) throw new Error(`There is no section ${key}.`);
    return found;
  };
  const named = (document: ReportDocument, key: string) =>
    section(document, key).rows.map(({ cells }) =>
      cells.flatMap((cell) => (typeof cell === "object" && cell !== null ? [cell.text] : [])).join(),
    );
  const figureOf = (document: ReportDocument, key: string) => document.figures.find((one) => one.key === key);
  const outsideRows = ({ insight, changes, title, figures, basis, sections }: ReportDocument) =>
    JSON.stringify([insight, changes, title, figures, basis, sections.map(({ rows: _, ...rest }) => rest)]);

  async function given(signals = community()): Promise<void> {
    const source = await makeSource(store);
    await save(store, source, { accounts: names.map(person) });
    await save(store, source, { signals });
    await store.pool.query(
      "update pulls set state = 'ok', covers_from = '2020-01-01', covers_to = $1, finished_at = $1",
      [asOf],
    );
    await deriveKinds(store);
  }
  const run = async (...instants: Date[]) => {
    for (const instant of instants) {
      const then = () => new Date(Math.max(instant.getTime(), asOf.getTime()));
      await analyse({ store, now: then }, { expertise: "lumen", asOf: instant });
    }
  };

  describe("candidates", () => {
    beforeEach(async () => {
      await given();
      await run(january.from, asOf);
    });

    test("open with counts: who is new among the first, who of them is outside the largest space, and who rises", async () => {
      const document = await candidates();
      expect(document.insight).toBe(
        "1 person is new among the first 20 experts, outside the largest space; 1 rises beyond chance.",
      );
      expect(named(document, "new-experts")).toEqual(["nova"]);
      expect(named(document, "fell-out")).toEqual(["steady-20"]);
      expect(document.changes[0]).toBe(
        "Since 2026-01-01, 1 person came among the first 20 experts and 1 person fell out.",
      );
    });

    test("state the window of the policy, what is new since when, coverage, policy and run", async () => {
      const { window, asOf: until, basis } = await candidates();
      expect(window).toEqual({ from: "2025-02-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z" });
      expect(until).toBe("2026-02-01T00:00:00.000Z");
      expect(basis).toMatchObject({ coverage: 1, policyVersion: "mvp-1", tracks: ["expert", "leader"] });
      expect(basis.warnings[0]).toContain("since 2026-01-01");
    });

    test("compare with the month before, and leave last year unknown where nobody analysed it", async () => {
      const document = await candidates();
      expect(figureOf(document, "experts")).toMatchObject({ now: 23, before: 22, lastYear: null });
      expect(figureOf(document, "outside-largest")?.now).toBeCloseTo(1 / 23, 9);
      expect(document.basis.warnings).toContain(
        "Nothing was analysed as of 2025-02-01, so nothing is compared with it.",
      );
      await run(new Date("2025-02-01T00:00:00Z"));
      expect(figureOf(await candidates(), "experts")).toMatchObject({ lastYear: 0 });
    });

    test("without a run of the month before, who is new is unknown and not nobody", async () => {
      await store.pool.query("delete from runs where as_of = $1", [january.from]);
      const document = await candidates();
      expect(document.insight).toBe("23 experts and 0 leaders are ranked; 1 rises beyond chance.");
      expect(figureOf(document, "new-experts")?.now).toBeNull();
      expect(section(document, "new-experts")).toMatchObject({
        rows: [],
        empty: "Nothing was analysed as of 2026-01-01, so nothing is compared with it.",
      });
    });

    test("a run by another policy is not compared", async () => {
      await store.pool.query("delete from runs where as_of = $1", [january.from]);
      const policy = { ...loadPolicy(null), version: "mvp-0" };
      await analyse({ store, now, policy }, { expertise: "lumen", asOf: january.from });
      const document = await candidates();
      expect(figureOf(document, "experts")?.before).toBeNull();
      expect(document.changes.join()).toContain("judged by the policy mvp-0 and this one by mvp-1");
    });

    test("risers carry their statistic and q, and nobody steady is one", async () => {
      const document = await candidates();
      const { columns, rows } = section(document, "risers");
      expect(named(document, "risers")).toEqual(["rita"]);
      const cell = (key: string) => rows[0]?.cells[columns.findIndex((column) => column.key === key)];
      // Of twelve months each has more active days than any before: all 66 pairs rise.
      expect(cell("s")).toBe(66);
      expect(cell("q")).toBe("< 0.001");
      expect(Number(cell("z"))).toBeGreaterThan(4);
      expect(cell("times")).toBeGreaterThan(1.5);
    });

    test("months that nobody read are no rise: it is said that nothing could be tested", async () => {
      await store.pool.query("update pulls set covers_from = '2025-07-01'");
      const document = await candidates();
      expect(named(document, "risers")).toEqual([]);
      expect(figureOf(document, "risers")?.now).toBeNull();
      expect(document.insight).toContain("who rises could not be tested");
      expect(section(document, "risers").empty).toBe(
        "Who rises is not tested: 7 of the 12 months before were read, and a test needs 9.",
      );
    });

    test("every person has the page, the rank with its interval and one or two best items", async () => {
      const document = await candidates();
      const [row] = section(document, "new-experts").rows;
      const id = await accountId(store, "nova");
      expect(row?.about).toEqual({ expertise: "lumen", person: id, region: "NO", alert: null });
      expect(row?.cells[0]).toEqual({ text: "nova", url: `/expertises/lumen/people/${id}` });
      expect(row?.cells[1]).toMatch(/^\d+ \(\d+–\d+\)$/);
      expect(row?.cells.slice(3)).toEqual([3, "NO", "answers"]);
      expect(row?.notes).toHaveLength(2);
      for (const { url } of row?.notes ?? []) expect(url).toMatch(/^https:\/\/qa\.example\/a\/nova\//);
    });

    test("names stand in rows only, and every row says whom it is about", async () => {
      const document = await candidates();
      for (const name of names) expect(outsideRows(document)).not.toContain(name);
      const rows = document.sections.flatMap((one) => one.rows);
      expect(rows.length).toBeGreaterThan(2);
      for (const { about } of rows) expect(about).toMatchObject({ expertise: "lumen", person: expect.any(Number) });
    });

    test("a lead of one country is given its people and nobody else, and a product team nothing", async () => {
      const document = await candidates();
      const lead = documentFor(document, { matters: ["people", "spaces"], expertises: "all", regions: ["NO"] });
      expect(lead?.sections.flatMap(({ rows }) => rows.map(({ about }) => about.region))).toContain("NO");
      for (const { about } of lead?.sections.flatMap(({ rows }) => rows) ?? []) expect(about.region).toBe("NO");
      expect(JSON.stringify(lead)).not.toMatch(/rita|steady-/);
      expect(documentFor(document, { matters: ["spaces"], expertises: "all", regions: "all" })).toBeNull();
    });

    test("whoever opts out or turns out to be staff after the run is listed nowhere", async () => {
      await optOut({ store, now, actor: "lead" }, { account: "qa.example:nova", isOut: true, reason: null });
      await markAccount(
        { store, now, actor: "lead" },
        { account: "qa.example:rita", kind: "staff", from: null, until: null, reason: null },
      );
      const document = await candidates();
      expect(JSON.stringify(document)).not.toMatch(/nova|rita/);
      expect(document.insight).toContain("nobody rises");
    });

    test("whoever fell out because of a gate is not listed as fallen", async () => {
      await optOut({ store, now, actor: "lead" }, { account: "qa.example:steady-20", isOut: true, reason: null });
      expect(JSON.stringify(await candidates())).not.toContain("steady-20");
    });

    test("flags are reasons to look twice, each with its evidence, and no verdict", async () => {
      const flag = {
        flag: "few-endorsers",
        why: "3 people gave all 40 votes",
        check: null,
        evidence: ["https://qa.example/x"],
      };
      await store.pool.query("update scores set result = jsonb_set(result, '{flags}', $1) where person_id = $2", [
        JSON.stringify([flag]),
        await accountId(store, "nova"),
      ]);
      const twice = section(await candidates(), "look-twice");
      expect(twice.matter).toBe("people");
      expect(twice.note).toContain("none is a verdict");
      expect(twice.rows.filter(({ about }) => about.region === "NO")).toMatchObject([
        {
          cells: [{ text: "nova" }, "few endorsers", "NO"],
          notes: [{ text: "3 people gave all 40 votes.", url: "https://qa.example/x" }],
        },
      ]);
    });
  });

  describe("renewals", () => {
    const june = { from: new Date("2026-05-01T00:00:00Z"), to: new Date("2026-06-01T00:00:00Z") };
    const entries = ["nova", "rita", "nobody"].map((name) =>
      account("awardees", `entry-${name}`, { name: `The ${name}` }),
    );

    beforeEach(async () => {
      await given();
      await save(store, await makeSource(store, "files"), { accounts: entries });
      await store.pool.query("insert into registries (name, kind, read_at) values ('awardees.csv', 'awardees', $1)", [
        asOf,
      ]);
      await store.pool.query(
        `insert into awards (registry, account_id, expertise, awarded_on, status)
         select 'awardees.csv', id, 'lumen', '2024-07-01', 'current' from accounts where platform = 'awardees'`,
      );
      for (const name of ["nova", "rita"])
        await decide(
          { store, now, actor: "lead" },
          { kind: "accept", pair: { a: `awardees:entry-${name}`, b: `qa.example:${name}` } },
        );
    });
    const renewals = (window = june) => build("renewals", window);

    test("say in the months before them how many awards are up, and who has been silent", async () => {
      await run(june.to);
      const document = (await renewals()) as ReportDocument;
      expect(document.insight).toBe(
        "3 awards are up for renewal by 2026-07-01; of the 2 whose accounts are known, nobody has been silent for six months; of 1 no account is known.",
      );
      expect(section(document, "due").rows.map(({ cells }) => cells[5])).toEqual(Array(2).fill("expert off the list"));
      expect(named(document, "unmatched")).toEqual([""]);
      expect(section(document, "unmatched").rows[0]?.cells.slice(1)).toEqual([
        "awardees.csv",
        "2024-07-01",
        "2026-07-01",
      ]);
      expect(figureOf(document, "due")).toMatchObject({ now: 3, before: 3, lastYear: 3 });
      for (const { about } of document.sections.flatMap(({ rows }) => rows)) expect(about.person).not.toBeNull();
    });

    test("hold those apart who did nothing for six months, with when they were seen last", async () => {
      const later = { from: new Date("2027-05-01T00:00:00Z"), to: new Date("2027-06-01T00:00:00Z") };
      await run(later.to);
      const document = (await renewals(later)) as ReportDocument;
      expect(document.insight).toContain("of the 2 whose accounts are known, 2 have been silent for six months");
      expect(
        section(document, "silent")
          .rows.map(({ cells }) => cells[4])
          .sort(),
      ).toEqual(["2026-01-12", "2026-01-24"]);
      for (const name of [...names, "The nobody"]) expect(outsideRows(document)).not.toContain(name);
      const lead = documentFor(document, { matters: ["people"], expertises: "all", regions: ["FR"] });
      expect(lead?.sections.flatMap(({ rows }) => rows)).toHaveLength(1);
    });

    test("count who fell silent since the month before", async () => {
      const july = { from: new Date("2026-07-01T00:00:00Z"), to: new Date("2026-08-01T00:00:00Z") };
      const autumn = { from: "2017-01-01", awards: "monthly", renewals: ["09-01"], leadDays: 30, termMonths: 12 };
      const policy = { ...loadPolicy(null), version: "autumn", cycles: [autumn] } as ReturnType<typeof loadPolicy>;
      await analyse({ store, now: () => july.to, policy }, { expertise: "lumen", asOf: july.to });
      const document = (await renewals(july)) as ReportDocument;
      expect(document.insight).toContain(
        "3 awards are up for renewal by 2026-09-01; of the 2 whose accounts are known, 2 have been",
      );
      expect(document.changes[0]).toBe("Since 2026-07-01, 2 awardees fell silent: nothing in the six months before.");
      expect(figureOf(document, "silent")).toMatchObject({ now: 2, before: 0 });
    });

    test("say nothing where no renewal is near", async () => {
      await run(asOf);
      expect(await renewals(january)).toBeNull();
    });
  });

  test("the same signals in any order give the same bytes, and so does asking again", async () => {
    await given();
    await run(january.from, asOf);
    const first = JSON.stringify(await candidates());
    expect(JSON.stringify(await candidates())).toBe(first);
    const tables = "signals, accounts, runs, scores, pulls, sources, expertises, spaces, rollups, policies";
    await store.pool.query(`truncate ${tables} restart identity cascade`);
    await store.pool.query(
      "truncate year_before, channel_worths, account_kinds, account_regions restart identity cascade",
    );
    await given(community().toReversed());
    await run(january.from, asOf);
    expect(JSON.stringify(await candidates())).toBe(first);
  });

  test("a window that ends where nobody has analysed is refused with what to do", async () => {
    await given();
    await expect(candidates()).rejects.toThrow("groundswell analyse --expertise lumen --as-of 2026-02-01");
  });
});
