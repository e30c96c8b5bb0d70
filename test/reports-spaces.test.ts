import { actOnCandidacy, analyse } from "@groundswell/analyse";
import { ConfigError, dayMs, type Signal, type Window } from "@groundswell/model";
import {
  answerSpaces,
  answerTrends,
  documentFor,
  findReport,
  type ReportDocument,
  type ReportName,
  type ReportSection,
  requirePerson,
} from "@groundswell/reports";
import { ensureExpertise, type Store } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { clearStore, storeKinds, useSuiteStore } from "./open-test-store.ts";
import { made, makeSource, save, tag } from "./store-fixtures.ts";

const monday = new Date("2026-02-02T00:00:00Z");
const month = new Date("2026-02-01T00:00:00Z");
const quarter = new Date("2026-01-01T00:00:00Z");

/** Questions two days apart from the second day of a window, the first of them answered after three hours by four people in turn. */
function threads(space: string, { from }: Pick<Window, "from">, count: { asked: number; answered: number }): Signal[] {
  return Array.from({ length: count.asked }, (_, n) => n).flatMap((n) => {
    const at = from.getTime() + dayMs + ((n * 2) % 70) * dayMs + n * 60_000;
    const id = `${space}-${from.toISOString().slice(0, 10)}-${n}`;
    const common = { space: tag(space), threadId: id };
    const question = made(id, {
      ...{ ...common, kind: "question", by: `asker-${space}-${n}`, occurredAt: new Date(at).toISOString() },
      ...{ url: `https://qa.example/questions/${id}`, title: `Why does ${space} flicker` },
    });
    const answer = made(`${id}-answer`, {
      ...{ ...common, parentId: id, by: `helper-${space}-${n % 4}` },
      occurredAt: new Date(at + 3 * 3_600_000).toISOString(),
    });
    return n < count.answered ? [question, answer] : [question];
  });
}

/** Answers by so many people in each of the months before an instant, the oldest first. */
function monthly(space: string, people: readonly number[], to: Date): Signal[] {
  return people.flatMap((count, at) =>
    Array.from({ length: count }, (_, person) =>
      made(`${space}-${at}-${person}`, {
        ...{ by: `${space}-person-${person}`, space: tag(space), tags: [`about-${space}`] },
        occurredAt: new Date(
          Date.UTC(to.getUTCFullYear(), to.getUTCMonth() - people.length + at, 10, 12),
        ).toISOString(),
      }),
    ),
  );
}

/** The same signals in another order, the same at each run. */
function shuffled<One>(all: readonly One[]): One[] {
  return all
    .map((one, at) => ({ one, key: (at * 7919) % 10_007 }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
}

const weeks = {
  now: { from: new Date("2025-11-10T00:00:00Z") },
  before: { from: new Date("2025-08-18T00:00:00Z") },
  lastYear: { from: new Date("2024-11-10T00:00:00Z") },
};
const supportWorld = [
  ...threads("amber", weeks.now, { asked: 30, answered: 6 }),
  ...threads("basil", weeks.now, { asked: 24, answered: 22 }),
  ...threads("cedar", weeks.now, { asked: 12, answered: 12 }),
  ...threads("dune", weeks.now, { asked: 4, answered: 0 }),
  ...threads("amber", weeks.before, { asked: 30, answered: 27 }),
  ...threads("basil", weeks.before, { asked: 24, answered: 20 }),
  ...threads("cedar", weeks.before, { asked: 14, answered: 9 }),
  ...threads("amber", weeks.lastYear, { asked: 20, answered: 19 }),
  ...threads("cedar", weeks.lastYear, { asked: 20, answered: 15 }),
];

const wobble = (level: number) => Array.from({ length: 36 }, (_, at) => level + ((at * 5) % 7));
const trendsWorld = [
  ...monthly(
    "rising",
    wobble(4).map((level, at) => level + Math.round(at / 2)),
    month,
  ),
  ...monthly(
    "falling",
    wobble(22).map((level, at) => level - Math.round(at / 2)),
    month,
  ),
  ...monthly(
    "steady",
    wobble(8).map((level, at) => (at === 35 ? 40 : level)),
    month,
  ),
];

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  async function stock(signals: readonly Signal[], { expertise = "lumen", as = [monday] } = {}): Promise<void> {
    const source = await makeSource(store, `source-${expertise}`, [expertise]);
    await save(store, source, { signals: [...signals] });
    await read(expertise, "2020-01-01", "2026-02-02");
    for (const asOf of as) await analyse({ store, now: () => asOf }, { expertise, asOf });
  }
  async function read(expertise: string, ...windows: string[]): Promise<void> {
    const id = `source-${expertise}`;
    await store.pool.query("update sources set since = '2020-01-01' where id = $1", [id]);
    await store.pool.query("update pulls set state = 'ok', covers_from = null, covers_to = null where source_id = $1", [
      id,
    ]);
    for (let at = 0; at < windows.length; at += 2)
      await store.pool.query(
        "insert into pulls (source_id, state, started_at, covers_from, covers_to) values ($1, 'ok', $4, $2, $3)",
        [id, windows[at], windows[at + 1], monday],
      );
  }
  async function build(name: ReportName, at: Date, expertise: string | null = "lumen"): Promise<ReportDocument> {
    const report = findReport(name);
    const [cadence] = report.cadences;
    const built = await report.build(store, { expertise, cadence, window: report.windowAt(at, cadence) });
    if (!built) throw new Error(`The report ${name} said nothing.`);
    return built;
  }
  const section = ({ sections }: ReportDocument, key: string): ReportSection => {
    const found = sections.find((one) => one.key === key);
    if (!found) throw new Error(`There is no section ${key}.`);
    return found;
  };
  const figure = ({ figures }: ReportDocument, key: string) => figures.find((one) => one.key === key);
  const golden = (document: ReportDocument) =>
    expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(`golden/report-${document.report}.json`);

  test("where to deploy support is the document that is kept beside this test", async () => {
    await stock(supportWorld);
    await golden(await build("support", monday));
  });

  test("a report on Thursday is of the weeks to Monday, and nothing later shows", async () => {
    await stock([...supportWorld, ...threads("basil", { from: monday }, { asked: 20, answered: 0 })]);
    const document = await build("support", new Date("2026-02-05T09:00:00Z"));
    expect(document.window).toEqual({ from: "2025-11-10T00:00:00.000Z", to: "2026-02-02T00:00:00.000Z" });
    expect(figure(document, "open-threads")).toMatchObject({ now: 30 });
  });

  test("support leads with the spaces in need, their reasons and the threads that wait, without a word of who asked", async () => {
    await stock(supportWorld);
    const document = await build("support", monday);
    const answer = await answerSpaces(store, {
      ...{ expertise: "lumen", weighting: "events", asOf: monday, from: weeks.now.from, to: monday },
    });
    expect(document.insight).toBe(
      "In the 12 weeks to 2026-02-02, support is needed most in amber and basil: 26 of 30 threads without a response within 72 h are there.",
    );
    const [amber] = section(document, "needy").rows;
    expect(amber?.cells[0]).toEqual({ text: "amber", url: "/expertises/lumen/space?space=qa.example%3Aamber" });
    expect(amber?.notes.map(({ url }) => url).filter((url) => url !== null)).toEqual([
      "https://qa.example/questions/amber-2025-11-10-6",
      "https://qa.example/questions/amber-2025-11-10-7",
    ]);
    expect(amber?.notes[0]?.text).toBe(answer.spaces.find(({ name }) => name === "amber")?.support?.reasons[0]);
    expect(section(document, "activity").note).toBe(answer.insight);
    expect(section(document, "activity").chart).toMatchObject({
      points: [{ spaces: 0 }, { spaces: 1, name: "basil" }, { spaces: 2 }, { spaces: 3 }, { spaces: 4, share: 1 }],
    });
    expect(JSON.stringify(document)).not.toMatch(/asker-|helper-|flicker/);
  });

  test("help is of all threads, compared with the window before and a year earlier, and a fall beyond chance is said", async () => {
    await stock(supportWorld);
    const document = await build("support", monday);
    expect(figure(document, "helped-72h")).toMatchObject({ now: 40 / 70, before: 56 / 68, lastYear: 34 / 40 });
    expect(figure(document, "open-threads")).toMatchObject({ now: 30, before: 12, lastYear: 6 });
    expect(figure(document, "first-response")).toMatchObject({ now: 3, before: 3 });
    expect(document.changes).toContain(
      "Helped within 72 h in amber: 20 %, down from 90 % in the window before, more than by chance.",
    );
    expect(document.changes.join()).not.toMatch(/in basil: \d/);
  });

  test("two windows that are alike changed by nothing more than chance", async () => {
    const alike = { asked: 20, answered: 15 };
    await stock(
      [weeks.now, weeks.before].flatMap((at) => ["amber", "basil", "cedar"].flatMap((key) => threads(key, at, alike))),
    );
    const { changes, figures } = await build("support", monday);
    expect(changes).toEqual(["Nothing changed by more than chance against the window before."]);
    expect(figures.find(({ key }) => key === "helped-72h")).toMatchObject({ lastYear: null });
  });

  test("a window of which less was read is compared with nothing, and the basis says why and what was not read", async () => {
    await stock(supportWorld);
    await read("lumen", "2024-11-01", "2025-02-10", "2025-11-10", "2026-02-02");
    const document = await build("support", monday);
    for (const { key, before } of document.figures) expect([key, before]).toEqual([key, null]);
    expect(figure(document, "helped-72h")?.lastYear).toBe(34 / 40);
    expect(document.changes).toEqual(["Not compared with the window before: see the warnings."]);
    expect(document.basis.warnings.join()).toMatch(/was read of this window and .* of the earlier one/);
    expect(document.basis).toMatchObject({ coverage: 1, gaps: [] });
    await read("lumen", "2025-12-01", "2026-02-02");
    const partly = await build("support", monday);
    expect(partly.insight).toMatch(/^In the 12 weeks to 2026-02-02, of which only 75 % was read, support/);
    expect(partly.basis.gaps).toEqual(["source-lumen was not read on 21 days between 2025-11-10 and 2025-11-30."]);
  });

  test("weeks without any activity are something to say", async () => {
    await stock(threads("amber", { from: new Date("2024-01-01") }, { asked: 12, answered: 2 }));
    const document = await build("support", monday);
    expect(document.insight).toBe("In the 12 weeks to 2026-02-02, nobody asked anything in the watched spaces.");
    expect(document.changes).toEqual(["In the window before nothing was recorded: there is nothing to compare with."]);
    expect(document.sections.flatMap(({ rows }) => rows)).toEqual([]);
    expect(figure(document, "helped-72h")).toMatchObject({ now: null, before: null });
  });

  test("community trends are the document that is kept beside this test", async () => {
    await stock(trendsWorld, { as: [month] });
    await golden(await build("trends", month));
  });

  test("trends say what rises, what falls and what one month was, as the answer does", async () => {
    await stock(trendsWorld, { as: [month] });
    const document = await build("trends", new Date("2026-02-11T07:00:00Z"));
    expect(document.window).toEqual({ from: "2026-01-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z" });
    const { series } = await answerTrends(store, { expertise: "lumen", asOf: month, months: 36, by: "space" });
    const names = (key: string) => section(document, key).rows.map(({ cells }) => (cells[0] as { text: string }).text);
    expect(series.filter(({ direction }) => direction === "rising").map(({ name }) => name)).toContain("rising");
    expect(names("rising")).toEqual(["rising", "about-rising (tag)"]);
    expect(names("falling")).toEqual(["falling", "about-falling (tag)"]);
    expect(section(document, "notes").rows.map(({ cells }) => cells.slice(1))).toContainEqual([
      "2026-01",
      expect.stringMatching(/^a single month of 40 people/),
    ]);
    const whole = series.find(({ of, unit }) => of === "expertise" && unit === "people")?.points ?? [];
    expect(figure(document, "people")).toMatchObject({
      ...{ now: whole[35]?.value, before: whole[34]?.value, lastYear: whole[23]?.value },
    });
    expect(JSON.stringify(document)).not.toMatch(/-person-/);
  });

  test("a quarter is compared with the quarter before and the same quarter a year earlier", async () => {
    await stock(trendsWorld, { as: [quarter] });
    const { build: make, windowAt } = findReport("trends");
    const window = windowAt(month, "quarter");
    const document = await make(store, { expertise: "lumen", window, cadence: "quarter" });
    const { series } = await answerTrends(store, { expertise: "lumen", asOf: quarter, months: 36, by: "space" });
    const values =
      series.find(({ of, unit }) => of === "expertise" && unit === "events")?.points.map(({ value }) => value ?? 0) ??
      [];
    const sum = (from: number) => values.slice(from, from + 3).reduce((a, b) => a + b, 0);
    expect(document?.figures.find(({ key }) => key === "signals")).toMatchObject({
      ...{ now: sum(33), before: sum(30), lastYear: sum(21) },
    });
  });

  test("where nothing rises or falls, the sentence says so", async () => {
    await stock(monthly("steady", wobble(8), month), { as: [month] });
    const document = await build("trends", month);
    expect(document.insight).toBe("No trend beyond chance in 4 series over the 36 months to 2026-02-01.");
  });

  async function stockProgram(order: (signals: Signal[]) => Signal[] = (signals) => signals): Promise<void> {
    const from = new Date("2025-10-01T00:00:00Z");
    const earlier = new Date("2025-07-02T00:00:00Z");
    await stock(
      order([
        ...threads("amber", { from }, { asked: 40, answered: 20 }),
        ...threads("amber", { from: earlier }, { asked: 40, answered: 36 }),
      ]),
      { as: [quarter] },
    );
    await stock(
      order([
        ...threads("prism", { from }, { asked: 40, answered: 36 }),
        ...threads("prism", { from: earlier }, { asked: 40, answered: 36 }),
      ]),
      { expertise: "prism", as: [quarter] },
    );
    await ensureExpertise(store, "quartz");
    const person = await requirePerson(store, "qa.example:helper-amber-1");
    const act = (on: string) => ({ store, now: () => new Date(on), actor: "lead" });
    const move = { kind: "move", to: "shortlisted" } as const;
    await actOnCandidacy(act("2025-11-20T00:00:00Z"), { expertise: "lumen", person }, move, "because");
  }

  test("the program overview is the document that is kept beside this test", async () => {
    await stockProgram();
    await golden(await build("overview", quarter, null));
  });

  test("an overview sets expertises side by side, says which one was not analysed, and counts candidates without naming any", async () => {
    await stockProgram();
    const document = await build("overview", new Date("2026-02-20T00:00:00Z"), null);
    expect(document.insight).toBe(
      "In the 3 months to 2026-01-01, of 3 expertises lumen helped least: 50 % of threads within 72 h, prism 90 %.",
    );
    const { rows } = section(document, "expertises");
    expect(rows.map(({ about }) => about.expertise)).toEqual(["lumen", "prism", "quartz"]);
    expect(rows[2]?.cells.slice(1)).toEqual(Array(7).fill(null));
    expect(rows[2]?.notes).toEqual([{ text: "Not analysed as of 2026-01-01: nothing is known of it.", url: null }]);
    expect(section(document, "candidacies").rows[0]?.cells.slice(1)).toEqual([1, 0, 0, 0, 0]);
    expect(document.changes).toEqual([
      "Helped within 72 h in lumen: 50 %, down from 90 % in the window before, more than by chance.",
    ]);
    expect(JSON.stringify(document)).not.toMatch(/helper-|asker-/);
    const ofPrism = { matters: ["spaces"], expertises: ["prism"], regions: "all" } as const;
    expect(documentFor(document, ofPrism)).toBeNull();
    const theirs = documentFor(document, { ...ofPrism, expertises: "all" });
    expect(theirs?.sections.map(({ key }) => key)).toEqual(["expertises", "unseen"]);
  });

  test("the same store gives the same bytes, in whatever order its signals were saved", async () => {
    const all: [ReportName, Date, string | null, () => Promise<void>, () => Promise<void>][] = [
      ["overview", quarter, null, () => stockProgram(), () => stockProgram(shuffled)],
      ["support", monday, "lumen", () => stock(supportWorld), () => stock(shuffled(supportWorld))],
      [
        "trends",
        month,
        "lumen",
        () => stock(trendsWorld, { as: [month] }),
        () => stock(shuffled(trendsWorld), { as: [month] }),
      ],
    ];
    for (const [name, at, expertise, first, second] of all) {
      await clearStore(store);
      await first();
      const [once, twice] = [await build(name, at, expertise), await build(name, at, expertise)];
      expect(JSON.stringify(twice)).toBe(JSON.stringify(once));
      await clearStore(store);
      await second();
      expect(JSON.stringify(await build(name, at, expertise))).toBe(JSON.stringify(once));
    }
  });

  test("a report of one expertise wants to be told which, and one that exists", async () => {
    await stock(supportWorld);
    for (const name of ["support", "trends"] as const) {
      await expect(build(name, monday, null)).rejects.toThrow(/report of one expertise: name it/);
      await expect(build(name, monday, "opal")).rejects.toThrow(ConfigError);
    }
  });
});
