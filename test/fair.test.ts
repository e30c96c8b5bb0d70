import { analyse, loadPolicy } from "@groundswell/analyse";
import { scoreTracks } from "@groundswell/analytics";
import { account, type Signal } from "@groundswell/model";
import { answerCandidates, answerLocales, type CandidateFilter, scoreRows } from "@groundswell/reports";
import { rhythmsOf, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { projectFiles, readProject } from "./project-files.ts";
import { Desk, signalLines } from "./run-command.ts";
import { asOf, made, makeSource, save } from "./store-fixtures.ts";

const policy = loadPolicy(null);
const window = { from: new Date("2025-02-01T00:00:00Z"), to: asOf };
const dayMs = 86_400_000;

/** Answers of the same days and votes, five a day, at the hours that somebody keeps. */
function answersOf(by: string, days: number, hourOf: (index: number) => number, more: Partial<Signal> = {}): Signal[] {
  return Array.from({ length: days * 5 }, (_, index) => {
    const day = Date.UTC(2025, 9, 1) + Math.floor(index / 5) * dayMs;
    return made(`${by}-${index}`, {
      by,
      occurredAt: new Date(day + hourOf(index) * 3_600_000).toISOString(),
      metrics: { score: 3 },
      ...more,
    });
  });
}

describe.each(storeKinds)("fairness, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const idOf = async (name: string): Promise<number> =>
    (await store.pool.query("select id from accounts where native_id = $1", [name])).rows[0].id;
  const list = async (filter?: CandidateFilter, limit = 0) =>
    (
      await answerCandidates(store, {
        expertise: "lumen",
        track: "expert",
        asOf: null,
        limit,
        ...(filter && { filter }),
      })
    ).candidates;
  const run = () => analyse({ store, now: () => asOf }, { expertise: "lumen" });

  describe("of who works by night", () => {
    beforeEach(async () => {
      const source = await makeSource(store);
      // Ada sleeps; Bea, of the same days and votes, answers around the clock.
      await save(store, source, {
        signals: [...answersOf("ada", 61, (index) => 12 + (index % 8)), ...answersOf("bea", 61, (index) => index % 24)],
      });
      await run();
    });

    test("a lead is told, kindly, and only where it looks like too much", async () => {
      const notes = new Map((await list()).map(({ name, wellbeing }) => [name, wellbeing]));
      expect(notes.get("bea")).toBe(
        "Active on 61 days without a break; 24 % in the six hours that are most probably their night " +
          "(their quietest, 17:00 to 23:00 UTC: no source tells their time zone); up to 5 on one day. " +
          "That may be too much for one person: ask how they are.",
      );
      expect(notes.get("ada")).toMatch(/^Active on 61 days without a break; up to 5 on one day\./);
    });

    test("no score, rank or place comes of it", async () => {
      const merit = (await list()).map(
        ({ person: _, name: __, accounts: ___, evidence: ____, wellbeing: _____, ...rest }) => rest,
      );
      expect(merit).toHaveLength(2);
      expect(merit[0]).toEqual(merit[1]);
      // Day, and no hour: what is scored cannot tell them apart.
      const rows = await scoreRows(store, policy, { expertise: "lumen", window });
      expect(rows.filter(({ day }) => day.length !== 10)).toEqual([]);
      const [ada, bea] = scoreTracks(rows, { policy, asOf }).expert.candidates;
      expect(ada?.score).toBe(bea?.score);
    });

    test("the rhythm holds the expertise's window and what people write themselves", async () => {
      const source = await makeSource(store, "more", ["lumen"]);
      await save(store, source, {
        signals: [
          // Comes out by a schedule.
          made("post", { by: "ada", kind: "post", occurredAt: "2025-10-01T03:00:00.000Z" }),
          made("early", { by: "ada", occurredAt: "2025-01-31T23:59:59.999Z" }),
          made("deleted", { by: "ada", occurredAt: "2025-10-01T03:00:00.000Z", deletedAt: "2025-10-02T00:00:00.000Z" }),
          made("twice", { by: "ada", occurredAt: "2025-10-01T23:30:00.000Z" }),
        ],
      });
      await run();
      const ada = await idOf("ada");
      const found = (await rhythmsOf(store, { expertise: "lumen", window, persons: [ada, ada, 4_000_000] })).get(ada);
      expect(found?.days).toHaveLength(61);
      expect(found?.days[0]).toEqual({ day: "2025-10-01", count: 6 });
      expect(found?.hours.map((count, hour) => (count > 0 ? hour : -1)).filter((hour) => hour >= 0)).toEqual([
        12, 13, 14, 15, 16, 17, 18, 19, 23,
      ]);
      expect((await rhythmsOf(store, { expertise: "candles", window, persons: [ada] })).size).toBe(0);
    });
  });

  describe("of regions and languages", () => {
    const english = "The module is loaded twice because the path contains a symbolic link.";
    const german = "Das Modul wird zweimal geladen, weil der Pfad einen symbolischen Link enthält.";

    beforeEach(async () => {
      const source = await makeSource(store);
      const live = (name: string, location: string | null) =>
        account("qa.example", name, { name, ...(location && { location }) });
      const people: [string, string | null, string, number][] = [
        ["ash", "Wien, Österreich", german, 100],
        ["birch", "Oslo", english, 90],
        ["cedar", "Lyon", english, 80],
        ["dogwood", "Toronto, Canada", english, 75],
        ["elm", null, german, 70],
        ["fir", "Oslo", english, 3],
      ];
      await save(store, source, {
        accounts: people.map(([name, location]) => live(name, location)),
        signals: people.flatMap(([name, , excerpt, days]) =>
          answersOf(name, days, () => 12, { excerpt }).map((one) => ({
            ...one,
            account: live(name, people.find(([of]) => of === name)?.[1] ?? null),
          })),
        ),
      });
      await run();
    });

    test("everybody ranked has a place among their own, and the unknown is none", async () => {
      const found = new Map((await list()).map(({ name, rank, locale }) => [name, { rank, ...locale }]));
      expect(found.get("birch")?.region).toEqual({ name: "Europe", rank: 2, of: 3, few: true });
      expect(found.get("cedar")?.region).toMatchObject({ name: "Europe", rank: 3 });
      expect(found.get("dogwood")?.region).toMatchObject({ name: "Americas", rank: 1, of: 1 });
      expect(found.get("elm")).toMatchObject({ region: null, language: { name: "de", rank: 2, of: 2 } });
      // Three days of one month, on one platform.
      expect(found.get("fir")).toEqual({ rank: null, region: null, language: null });
    });

    test("filtering hides people and moves nobody, and the limit counts those who are left", async () => {
      const ranks = new Map((await list()).map(({ name, rank }) => [name, rank]));
      const names = async (filter: CandidateFilter, limit = 0) => {
        const found = await list(filter, limit);
        for (const { name, rank } of found) expect(rank).toBe(ranks.get(name));
        return found.map(({ name }) => name);
      };
      expect(await names({ region: "Europe" })).toEqual(["ash", "birch", "cedar", "fir"]);
      expect(await names({ region: "Norway" })).toEqual(["birch", "fir"]);
      expect(await names({ region: "Americas" }, 1)).toEqual(["dogwood"]);
      expect(await names({ region: "unknown" })).toEqual(["elm"]);
      expect(await names({ language: "de" })).toEqual(["ash", "elm"]);
      expect(await names({ region: "Europe", language: "en", minEvidenceMonths: 2 })).toEqual(["birch", "cedar"]);
      expect(await names({ stage: "shortlisted" })).toEqual([]);
      expect(await names({ view: "hidden-gems" })).toEqual([]);
    });

    test("coverage counts everybody once, the unknown too", async () => {
      const { regions, languages, firstPage, population } = await answerLocales(store, {
        expertise: "lumen",
        track: "expert",
        asOf: null,
      });
      expect([firstPage, population]).toEqual([20, 6]);
      expect(regions).toMatchObject([
        { name: "Europe", people: 4, ranked: 3, shareOfRanked: 0.6, onFirstPage: 3 },
        { name: "Americas", people: 1, ranked: 1, onFirstPage: 1 },
        { name: null, people: 1, ranked: 1, shareOfRanked: 0.2, shareOfFirstPage: 0.2 },
      ]);
      expect(languages.map(({ name, people }) => [name, people])).toEqual([
        ["en", 4],
        ["de", 2],
      ]);
    });
  });
});

test("the command hides whom nobody asked for, and says what it cannot look for", async ({ onTestFinished }) => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  desk.file("forum.ndjson", signalLines().join("\n"));
  await desk.run(["import", "signals", "forum.ndjson", "--expertise", "powershell"]);
  await desk.run(["analyse", "--as-of", "2024-03-03"]);
  const ask = (...words: string[]) => desk.run(["candidates", ...words]);
  const listed = await ask("--limit", "0");
  expect(listed).toMatchObject({ code: 0, stderr: "" });
  expect(listed.stdout).toMatch(/\n=?\d \(\d–\d\) · [\d.]+ · Person 1, person \d+/);
  // Sixty days reach into three months.
  const { stdout } = await ask("--min-evidence", "4");
  expect(stdout).toContain("Nobody on the list is like that.");
  expect(stdout).not.toContain("Person 1");
  expect(JSON.parse((await ask("--region", "unknown", "--limit", "1", "--json")).stdout).candidates).toHaveLength(1);
  expect(await ask("--region", "Atlantis")).toMatchObject({ code: 1, stderr: expect.stringContaining("is no region") });
  expect(await ask("--view", "locales", "--region", "Europe")).toMatchObject({ code: 2 });
  const { regions, languages } = JSON.parse((await ask("--view", "locales", "--json")).stdout);
  expect([regions[0].name, languages[0].people]).toEqual([null, 5]);
  expect((await ask("--view", "locales")).stdout).toMatch(/\nunknown +5 /);
}, 60_000);

test("nothing that a score is made of reads a place, a language, a gem or a rhythm", () => {
  const folder = "packages/analytics/src";
  const seen = new Set<string>();
  const follow = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, next = ""] of readProject(`${folder}/${file}`).matchAll(/from "\.\/([\w-]+\.ts)"/g)) follow(next);
  };
  follow("score.ts");
  expect(seen.size).toBeGreaterThan(5);
  expect([...seen].filter((file) => /locale|gem|wellbeing|quality|flags/.test(file))).toEqual([]);
  // The rest is read after the score, by whoever shows it.
  const readers = projectFiles(/^(packages|workers)\/.*\/src\/.*\.ts$/)
    .filter((path) => !path.endsWith(".test.ts") && /\b(wellbeingNotes|rhythmsOf)\(/.test(readProject(path)))
    .sort();
  expect(readers).toEqual([
    "packages/reports/src/candidates.ts",
    "packages/reports/src/person-page.ts",
    "packages/reports/src/wellbeing.ts",
    "packages/store/src/rhythm.ts",
  ]);
});
