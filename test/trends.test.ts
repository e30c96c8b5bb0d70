import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { analyse, deriveKinds } from "@groundswell/analyse";
import { judgeTrends, monthsBefore, nameMonth, type TrendSeries } from "@groundswell/analytics";
import { account, ConfigError, type Signal } from "@groundswell/model";
import { answerTrends, type TrendAnswer, type TrendsAnswer, type TrendsQuestion } from "@groundswell/reports";
import { createWorld, truth } from "@groundswell/simulator";
import { movePersons, type Store } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { realData } from "./real-data.ts";
import { Desk } from "./run-command.ts";
import { accountId, asOf, made, makeSource, save, tag } from "./store-fixtures.ts";

/** The instant of a day in a month that lies so many months before the window's end. */
const inMonth = (back: number, day = 10) =>
  new Date(Date.UTC(asOf.getUTCFullYear(), asOf.getUTCMonth() - back, day, 12)).toISOString();

/** Answers by `people` people in each of the last months, the oldest first. */
function monthly(space: string, people: readonly number[], more: Partial<Signal> = {}, day = 10): Signal[] {
  const { account: _, ...known } = more;
  return people.flatMap((count, at) =>
    Array.from({ length: count }, (_, person) =>
      made(`${space}-${at}-${person}`, {
        by: `person-${person}`,
        space: tag(space),
        occurredAt: inMonth(people.length - at, day),
        ...known,
      }),
    ),
  );
}

const wobble = (mean: number, count = 36) => Array.from({ length: count }, (_, at) => mean + ((at * 5) % 4));

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  const ask = (more: Partial<TrendsQuestion> = {}) =>
    answerTrends(store, { expertise: "lumen", asOf: null, months: 36, by: "space", ...more });
  const of = (answer: TrendsAnswer, key: string, unit = "people"): TrendAnswer => {
    const found = answer.series.find((one) => one.key === key && one.unit === unit);
    if (!found) throw new Error(`There is no series of ${key} by ${unit}.`);
    return found;
  };

  async function given(signals: Signal[], when = asOf): Promise<void> {
    await save(store, await makeSource(store), { signals });
    await store.pool.query("update pulls set state = 'ok', covers_from = '2020-01-01', covers_to = $1", [asOf]);
    await deriveKinds(store);
    await analyse({ store, now: () => when }, { expertise: "lumen" });
  }

  test("a month that has not ended is shown, and tested never", async () => {
    await given(monthly("lumen", wobble(6)));
    const whole = await ask();
    await analyse({ store, now: () => new Date("2026-02-20T00:00:00Z") }, { expertise: "lumen" });
    const later = await ask({ asOf: new Date("2026-02-20T00:00:00Z") });
    expect(of(later, "qa.example:lumen").points.at(-1)).toEqual({
      ...{ from: "2026-02-01T00:00:00.000Z", to: "2026-02-20T00:00:00.000Z", value: null, provisional: true },
    });
    for (const unit of ["people", "events"]) {
      const { points: _, ...before } = of(whole, "qa.example:lumen", unit);
      const { points, ...after } = of(later, "qa.example:lumen", unit);
      expect(after).toEqual(before);
      expect(points.filter(({ provisional }) => provisional)).toHaveLength(1);
    }
  });

  test("an answer as of an earlier day knows nothing later, and the day itself is not in it", async () => {
    await given(monthly("lumen", wobble(6, 40)));
    const early = new Date("2025-10-01T00:00:00Z");
    await analyse({ store, now: () => early }, { expertise: "lumen", asOf: early });
    const answer = of(await ask({ asOf: early }), "qa.example:lumen");
    expect(answer.points).toHaveLength(36);
    expect(answer.points.at(-1)).toMatchObject({ from: "2025-09-01T00:00:00.000Z", provisional: false });
  });

  test("a person with two accounts is one, a bot is none, and an unknown author is an event of nobody", async () => {
    const more = [
      made("x1", { by: "ada", occurredAt: inMonth(1) }),
      made("x2", { by: "ada-two", occurredAt: inMonth(1) }),
      made("x3", { by: null, occurredAt: inMonth(1) }),
      { ...made("x4", { occurredAt: inMonth(1) }), account: account("qa.example", "beacon", { bot: true }) },
    ];
    await given([...monthly("other", wobble(6)), ...more]);
    const last = async () => {
      const answer = await ask();
      return ["people", "events"].map((unit) => of(answer, "qa.example:lumen", unit).points.at(-1)?.value);
    };
    expect(await last()).toEqual([2, 3]);
    await movePersons(store.pool, new Map([[await accountId(store, "ada-two"), await accountId(store, "ada")]]));
    expect(await last()).toEqual([1, 3]);
  });

  test("the whole counts somebody who is active in two spaces once", async () => {
    await given([...monthly("one", wobble(6)), ...monthly("two", wobble(6))]);
    const answer = await ask();
    const value = (key: string, unit: string) => of(answer, key, unit).points.at(-1)?.value;
    expect(value("lumen", "people")).toBe(value("qa.example:one", "people"));
    expect(value("lumen", "events")).toBe(2 * (value("qa.example:one", "events") ?? 0));
    expect(answer.likeForLike).toEqual({ spaces: 2, of: 2 });
  });

  test("months before a source was read, and after, are missing: neither zero nor a rise nor a fall", async () => {
    await given(monthly("lumen", wobble(6)));
    const cover = (from: string, to: string) =>
      store.pool.query("update pulls set state = 'ok', covers_from = $1, covers_to = $2", [from, to]);
    await cover("2023-02-01T00:00:00Z", "2025-08-01T00:00:00Z");
    const stopped = of(await ask(), "qa.example:lumen");
    expect(stopped).toMatchObject({
      direction: "insufficient",
      silentSince: "2025-08",
      why: "reading stops in 2025-07",
    });
    expect(stopped.points.slice(-6).map(({ value }) => value)).toEqual([null, null, null, null, null, null]);
    await cover("2024-02-01T00:00:00Z", "2026-02-01T00:00:00Z");
    const begun = await ask();
    expect(of(begun, "qa.example:lumen")).toMatchObject({ direction: "steady", tested: 24 });
    expect(begun.likeForLike).toEqual({ spaces: 1, of: 1 });
    expect(of(begun, "lumen")).toMatchObject({ direction: "steady", tested: 24 });
  });

  test("a record that begins in the months that are looked at is no rise, of a space or of the whole", async () => {
    const since = (month: number, count: number) => wobble(count).map((usual, at) => (at < month ? 0 : usual));
    await given([...monthly("one", since(12, 9)), ...monthly("two", since(12, 6)), ...monthly("late", since(20, 9))]);
    const answer = await ask();
    expect(of(answer, "qa.example:one")).toMatchObject({ direction: "steady", tested: 24 });
    expect(of(answer, "qa.example:one").points[11]?.value).toBeNull();
    // What came later than the others is no part of what is compared like for like.
    expect(answer.likeForLike).toEqual({ spaces: 2, of: 3 });
    expect(of(answer, "lumen")).toMatchObject({ direction: "steady", tested: 24 });
  });

  test("a space that falls silent at once in a file that goes on is not said to fall, and does not pull the whole down", async () => {
    const stopped = wobble(9).map((count, at) => (at < 20 ? count : 0));
    await given([...monthly("stopped", stopped), ...monthly("going-on", wobble(6))]);
    const answer = await ask();
    expect(of(answer, "qa.example:stopped")).toMatchObject({
      direction: "insufficient",
      silentSince: "2024-10",
      p: null,
    });
    expect(of(answer, "lumen")).toMatchObject({ direction: "steady", silentSince: null });
    expect(answer.likeForLike).toEqual({ spaces: 1, of: 2 });
  });

  test("tags have series of their own, without what was deleted, and rarely used ones are left out", async () => {
    const rising = Array.from({ length: 36 }, (_, at) => 5 + Math.floor(at / 2));
    await given([
      ...monthly("lumen", rising, { tags: ["prism", "prism"] }),
      ...monthly("lumen-b", wobble(6), { tags: ["wick"] }),
      made("rare", { tags: ["rare"], occurredAt: inMonth(2) }),
      made("gone", { tags: ["wick"], by: "zoe", occurredAt: inMonth(1), deletedAt: inMonth(1, 20) }),
    ]);
    const answer = await ask({ by: "tag" });
    expect(answer.series.map(({ key, of, unit }) => `${of} ${key} ${unit}`)).toEqual([
      ...["expertise lumen people", "expertise lumen events"],
      ...["tag prism people", "tag prism events", "tag wick people", "tag wick events"],
    ]);
    expect(of(answer, "prism").direction).toBe("rising");
    expect(of(answer, "prism", "events").points.at(-1)?.value).toBe(rising.at(-1));
    expect(of(answer, "wick")).toMatchObject({ direction: "steady" });
    expect(of(answer, "wick").points.at(-1)?.value).toBe(wobble(6).at(-1));
  });

  test("whoever does more of late is listed by number, with what it is of their usual", async () => {
    const days = (by: string, ago: number[]) =>
      ago.map((back) =>
        made(`${by}-${back}`, { by, occurredAt: new Date(asOf.getTime() - (back - 0.5) * 86_400_000).toISOString() }),
      );
    const weekly = Array.from({ length: 50 }, (_, week) => 7 * week + 2);
    await given([...days("ada", weekly), ...days("bea", [...weekly, 1, 3, 4, 5, 6, 7, 8, 10, 11, 12])]);
    const { people, series } = await ask({ by: "people" });
    expect(series).toEqual([]);
    expect(people).toEqual([
      expect.objectContaining({ person: await accountId(store, "bea"), events: 60, activeDays: 60 }),
    ]);
    expect(people[0]?.times).toBeGreaterThan(1.5);
    expect(JSON.stringify(await ask())).toBe(JSON.stringify(await ask()));
  });

  test("more than 120 months are refused before anything is read", async () => {
    await expect(ask({ months: 121 })).rejects.toThrow(
      new ConfigError("A trend is of at most 120 months: look at 120 or fewer."),
    );
    await expect(ask({ months: 999_999_999 })).rejects.toThrow(ConfigError);
  });

  test("fewer than 24 months are refused with a sentence that says what to do", async () => {
    await given(monthly("lumen", wobble(6)));
    await expect(ask({ months: 12 })).rejects.toThrow(
      new ConfigError("A trend needs 24 months: look at 24 or more, or leave it at 36."),
    );
  });
});

test("of a world whose truth is known, the rising and the falling space are found and no steady one is", () => {
  const known = truth(createWorld({ seed: 11, asOf, people: 1_200, months: 36 }));
  const months = monthsBefore(asOf, 36);
  const places = new Map(months.map(({ from }, at) => [nameMonth(from), at]));
  const people = new Map<string, Set<string>[]>();
  for (const { space, account, occurredAt } of known.signals) {
    const person = account ? known.personOf[account] : undefined;
    const at = places.get(occurredAt.slice(0, 7));
    if (!person || at === undefined || known.roles[person] === "bot") continue;
    const sets = people.get(space) ?? months.map(() => new Set<string>());
    people.set(space, sets);
    sets[at]?.add(person);
  }
  const keys = [...people.keys()].sort();
  const judged = judgeTrends(
    keys.map((key): TrendSeries => {
      const values = (people.get(key) ?? []).map(({ size }) => size);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return { unit: "people", values, earlier: [], people: mean };
    }),
    months,
  );
  const claimed = (direction: string) => keys.filter((_, at) => judged[at]?.direction === direction);
  expect(claimed("rising")).toEqual([known.risingSpace]);
  expect(claimed("falling")).toEqual([known.fallingSpace]);
}, 120_000);

describe("on the months of real repositories", () => {
  const data = realData("powershell");
  const end = new Date("2026-08-01T00:00:00Z");
  const months = [...monthsBefore(new Date("2023-08-01T00:00:00Z"), 24), ...monthsBefore(end, 36)];

  /** People a month of every space, counted here without a store. */
  function readPeople(folder: string): Map<string, number[]> {
    const places = new Map(months.map(({ from }, at) => [nameMonth(from), at]));
    const people = new Map<string, Set<string>[]>();
    for (const line of gunzipSync(readFileSync(join(folder, "signals.ndjson.gz")))
      .toString()
      .split("\n")) {
      const { space, account, occurredAt, metrics } = line ? JSON.parse(line) : { occurredAt: "" };
      const at = places.get(occurredAt.slice(0, 7));
      if (at === undefined || account?.bot || (metrics?.parents ?? 0) > 1) continue;
      const sets = people.get(space.id) ?? months.map(() => new Set<string>());
      people.set(space.id, sets);
      sets[at]?.add(account?.id);
    }
    return new Map([...people].map(([key, sets]) => [key, sets.map(({ size }) => size)]));
  }

  const series = (values: number[]): TrendSeries => ({
    ...{ unit: "people", values: values.slice(24), earlier: values.slice(0, 24), people: 20 },
  });

  test.skipIf(data === null)(
    "in a random order of their months, the test is right about chance, and finds nothing after",
    () => {
      let state = 7;
      const chance = () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state / 2 ** 32;
      };
      const shuffled = (values: number[]) =>
        values
          .map((value) => ({ value, key: chance() }))
          .sort((a, b) => a.key - b.key)
          .map(({ value }) => value);
      const spaces = [...readPeople(data ?? "").values()].filter(
        (values) => values.slice(24).filter(Boolean).length >= 12,
      );
      const judged = Array.from({ length: 60 }, () =>
        judgeTrends(
          spaces.map((values) => series([...values.slice(0, 24), ...shuffled(values.slice(24))])),
          months.slice(24),
        ),
      ).flat();
      const tested = judged.filter(({ p }) => p !== null);
      expect(tested.length).toBeGreaterThan(1_000);
      const falsePositives = tested.filter(({ p }) => (p ?? 1) < 0.05).length / tested.length;
      console.info(`of ${tested.length} shuffled real series, ${(100 * falsePositives).toFixed(1)} % have p < 0.05`);
      expect(falsePositives).toBeGreaterThan(0.02);
      expect(falsePositives).toBeLessThan(0.08);
      expect(tested.filter(({ q }) => (q ?? 1) <= 0.1).length / tested.length).toBeLessThan(0.01);
    },
  );

  test.skipIf(data === null)("a history that stops with its snapshot is silent, not falling", () => {
    const values = readPeople(data ?? "").get("microsoft/Microsoft365DSC") ?? [];
    const [trend] = judgeTrends([series(values)], months.slice(24));
    expect(trend).toMatchObject({ direction: "insufficient", silentSince: "2024-11", p: null });
  });
});

test("the command says it in one sentence, draws the months, and prints the same as JSON", async () => {
  const desk = new Desk();
  try {
    // A file is taken to hold all from its first signal to its last: these are on the first and on the last day.
    const counts = Array.from({ length: 36 }, (_, at) => 5 + at);
    const last = made("last", { by: "person-0", occurredAt: inMonth(1, 31) });
    const lines = [...monthly("lumen", counts, {}, 1), last]
      .map(({ id, kind, occurredAt, space, account }) => JSON.stringify({ id, kind, occurredAt, space, account }))
      .join("\n");
    await desk.run(["import", "signals", desk.file("signals.ndjson", lines), "--expertise", "lumen"]);
    await desk.run(["analyse", "--as-of", "2026-02-01"]);
    const said = await desk.run(["trends"]);
    expect([said.code, said.stderr]).toEqual([0, ""]);
    expect(said.stdout).toMatch(
      /^Of 1 space, 1 is rising and 0 falling in active people at a false-discovery rate of 10 %/,
    );
    expect(said.stdout).toMatch(/lumen +[▁▂▃▄▅▆▇█]{36} +22\.5 +\+12\.0 .*↑ rising/);
    const json = JSON.parse((await desk.run(["trends", "--json"])).stdout);
    expect(json.series[0]).toMatchObject({ key: "lumen", of: "expertise", direction: "rising", slopePerMonth: 1 });
    const refused = await desk.run(["trends", "--months", "6"]);
    expect([refused.code, refused.stdout]).toEqual([1, ""]);
    expect(refused.stderr).toMatch(/^A trend needs 24 months/);
  } finally {
    desk.clear();
  }
}, 120_000);
