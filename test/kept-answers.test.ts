import {
  analyse,
  answerAnew,
  decide,
  decideSpace,
  defaultQuestions,
  fillFrame,
  isDefault,
  type KeptQuestion,
  keepAnswers,
  questionText,
} from "@groundswell/analyse";
import {
  erasePerson,
  keepAnswer,
  keptAnswer,
  latestRun,
  type RowsAsked,
  type Store,
  standingOf,
} from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { accountId, asOf, made, makeSource, rowsOf, save, tag } from "./store-fixtures.ts";

const now = () => asOf;
const all: RowsAsked = { offset: 0, limit: 0, key: null };
const spacesByPeople: KeptQuestion = { of: "spaces", weighting: "people", asOf: null, from: null, to: null };
const found: KeptQuestion = { of: "discovery", state: "open", asOf: null };

test("a question is the same text in whatever order it was put together, and another for another window", () => {
  const other: KeptQuestion = { to: null, from: null, asOf: null, weighting: "people", of: "spaces" };
  expect(questionText(other)).toBe(questionText(spacesByPeople));
  expect(isDefault(other)).toBe(true);
  const windowed = { ...spacesByPeople, from: new Date("2026-01-01") };
  expect(questionText(windowed)).not.toBe(questionText(spacesByPeople));
  expect(isDefault(windowed)).toBe(false);
});

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = { ...opened, erasureKey: "a key of tests, with thirty-two characters and more" };
  });

  /** Two spaces of an expertise, in which a dozen people ask and answer, and two of them have an account elsewhere. */
  async function stock() {
    const source = await makeSource(store);
    const signals = Array.from({ length: 60 }, (_, index) => {
      const space = tag(index % 3 === 0 ? "beta" : "alpha");
      const at = new Date(Date.UTC(2026, 0, 1 + (index % 28), 12)).toISOString();
      const question = made(`q${index}`, {
        kind: "question",
        threadId: `q${index}`,
        title: `How to dim ${index}`,
        url: `https://qa.example/q/${index}`,
        occurredAt: at,
        space,
        by: `asker${index % 12}`,
      });
      const answer = made(`a${index}`, {
        threadId: `q${index}`,
        occurredAt: at.replace("T12", "T15"),
        space,
        by: `helper${index % 5}`,
        links: index % 2 === 0 ? [`https://discord.gg/lamps`] : [],
      });
      return index % 4 === 0 ? [question] : [question, answer];
    }).flat();
    await save(store, source, { signals });
    await store.pool.query("update accounts set handle = native_id");
    await analyse({ store, now }, { expertise: "lumen" });
    await keepAnswers({ store, now }, { expertise: "lumen" });
  }
  const kept = async (question: KeptQuestion, rows = all, expertise = "lumen") =>
    (await keptAnswer(store, expertise, questionText(question), rows))?.answer ?? null;
  const fresh = async (question: KeptQuestion) => {
    const { frame, rows } = await answerAnew(store, "lumen", question);
    return fillFrame(frame, rows.map(({ row }) => row).join(","));
  };
  const count = async (table: string) => (await rowsOf(store, `select count(*)::int as n from ${table}`))[0].n;

  test("every question of the first pages is answered with the run, with the very bytes of a fresh answer", async () => {
    await stock();
    expect(await count("kept_answers")).toBe(defaultQuestions.length);
    for (const question of defaultQuestions) {
      const answer = await kept(question);
      expect(answer, questionText(question)).not.toBeNull();
      expect(fillFrame(answer?.frame ?? "", answer?.page ?? "")).toBe(await fresh(question));
    }
    const open = await kept({ of: "open threads", asOf: null, from: null, to: null });
    expect(open?.rows).toBe(15);
  });

  test("pages of rows put together are all rows, and a key has its own", async () => {
    await stock();
    const question: KeptQuestion = { of: "open threads", asOf: null, from: null, to: null };
    const whole = await kept(question);
    const pages = [];
    for (let offset = 0; offset < 15; offset += 4)
      pages.push((await kept(question, { ...all, offset, limit: 4 }))?.page);
    expect(pages.join(",")).toBe(whole?.page);
    const own = await kept(question, { offset: 1, limit: 2, key: "qa.example:beta" });
    const threads = JSON.parse(`[${whole?.page}]`).filter(({ key }: { key: string }) => key === "qa.example:beta");
    expect(own?.rows).toBe(threads.length);
    expect(JSON.parse(`[${own?.page}]`)).toEqual(threads.slice(1, 3));
    expect((await kept(question, { ...all, offset: 99 }))?.page).toBe("");
  });

  test("a decision about people leaves no answer from before it", async () => {
    await stock();
    const before = await kept(spacesByPeople);
    const pair = { a: "qa.example:helper0", b: "qa.example:helper1" };
    await decide({ store, now, actor: "ada" }, { kind: "accept", pair });
    expect(await kept(spacesByPeople)).toBeNull();
    await keepAnswers({ store, now }, { expertise: "lumen" });
    const after = await kept(spacesByPeople);
    expect(after?.sha256).not.toBe(before?.sha256);
    expect(fillFrame(after?.frame ?? "", after?.page ?? "")).toBe(await fresh(spacesByPeople));
  });

  test("a decision about a found space leaves no inbox from before it", async () => {
    await stock();
    expect(JSON.parse(`[${(await kept(found))?.page}]`)).toMatchObject([{ key: "discord.gg/lamps" }]);
    await decideSpace(
      { store, now, actor: "ada" },
      { expertise: "lumen", asOf, name: "discord.gg/lamps" },
      { deed: "ignore" },
      null,
    );
    expect(await kept(found)).toBeNull();
    expect(await fresh(found)).toContain('"proposals":[]');
  });

  test("a new run takes the place of every answer about an older one", async () => {
    await stock();
    const before = await rowsOf(store, "select id from kept_answers order by id");
    const source = (await rowsOf(store, "select * from sources"))[0];
    await save(store, source, { signals: [made("late", { space: tag("gamma"), by: "newcomer" })] });
    await analyse({ store, now }, { expertise: "lumen" });
    await keepAnswers({ store, now }, { expertise: "lumen" });
    const after = await rowsOf(store, "select id, run_id from kept_answers order by id");
    expect(after.filter(({ id }) => before.some((old) => old.id === id))).toEqual([]);
    expect(new Set(after.map(({ run_id }) => run_id)).size).toBe(1);
    expect(
      await rowsOf(
        store,
        "select from kept_rows r where not exists (select from kept_answers k where k.id = r.answer_id)",
      ),
    ).toEqual([]);
    expect((await kept(spacesByPeople))?.page).toContain("qa.example:gamma");
  });

  test("an analysis as of an earlier day is no news: the latest keeps its answers, its year before and its worths", async () => {
    await stock();
    const kindsKept = ["kept_answers", "year_before", "channel_worths"];
    const before = await Promise.all(kindsKept.map(count));
    const answer = await kept(spacesByPeople);
    await analyse({ store, now }, { expertise: "lumen", asOf: new Date("2026-01-20") });
    await keepAnswers({ store, now }, { expertise: "lumen" });
    expect(await Promise.all(kindsKept.map(count))).toEqual(before);
    expect(await kept(spacesByPeople)).toEqual(answer);
    expect((await latestRun(store, "lumen", null))?.asOf).toEqual(asOf);
  });

  test("who is erased is in no kept answer any more, and none from before the erasure is given", async () => {
    await stock();
    const open: KeptQuestion = { of: "open threads", asOf: null, from: null, to: null };
    expect((await kept(open))?.page).toContain('"handle":"asker0"');
    const standing = await standingOf(store, "lumen");
    const begun = await answerAnew(store, "lumen", open);
    await erasePerson(store, {
      person: await accountId(store, "asker0"),
      actor: "ada",
      reason: null,
      now: now(),
      dryRun: false,
    });
    expect(await kept(open)).toBeNull();
    expect(await rowsOf(store, "select row from kept_rows where row like '%\"asker0\"%'")).toEqual([]);
    // What was being reckoned while they were erased is not kept afterwards.
    const keeping = { expertise: "lumen", question: questionText(open), isDefault: true, answer: begun, now: now() };
    expect(standing && (await keepAnswer(store, { ...keeping, ...standing }))).toBe(false);
    await keepAnswers({ store, now }, { expertise: "lumen" });
    expect((await kept(open))?.page).not.toContain("asker0");
  });

  test("an answer that a run or a decision has overtaken is not kept", async () => {
    await stock();
    const standing = await standingOf(store, "lumen");
    if (standing === null) throw new Error("There is a run.");
    const answer = await answerAnew(store, "lumen", spacesByPeople);
    const keeping = { expertise: "lumen", question: "[]", isDefault: false, answer, now: now(), ...standing };
    expect(await keepAnswer(store, keeping)).toBe(true);
    expect(await keepAnswer(store, { ...keeping, run: standing.run - 1 })).toBe(false);
    expect(await keepAnswer(store, { ...keeping, decided: "before" })).toBe(false);
    expect(await keepAnswer(store, { ...keeping, expertise: "nothing" })).toBe(false);
  });

  test("of what nobody asks first only the newest few are kept, and what is asked first stays", async () => {
    await stock();
    const standing = await standingOf(store, "lumen");
    if (standing === null) throw new Error("There is a run.");
    const answer = { frame: '{"rows":[]}', rows: [], sha256: "0" };
    for (let index = 0; index < 30; index++)
      await keepAnswer(store, {
        expertise: "lumen",
        question: `[${index}]`,
        isDefault: false,
        answer,
        now: now(),
        ...standing,
      });
    expect(await count("kept_answers where not is_default")).toBe(24);
    expect(await count("kept_answers where is_default")).toBe(defaultQuestions.length);
  });

  test("another expertise and one without a run have no answers", async () => {
    await stock();
    await makeSource(store, "quiet", ["quiet"]);
    expect(await keptAnswer(store, "quiet", questionText(spacesByPeople), all)).toBeNull();
    expect(await keptAnswer(store, "nothing", questionText(spacesByPeople), all)).toBeNull();
    expect(await keepAnswers({ store, now }, { expertise: "quiet" })).toBe(0);
  });
});
