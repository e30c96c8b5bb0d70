import type { Batch, KnownThread } from "@groundswell/model";
import { RateLimitedError, RefusedError } from "@groundswell/model";
import { afterEach, beforeEach, expect, test } from "vitest";
import { json, serveSite } from "../test/site.ts";
import { createHttp } from "./http.ts";
import { stackexchange } from "./stackexchange.ts";

type Question = { question_id: number; [field: string]: unknown };
type Answer = { answer_id: number; question_id: number; creation_date: number };

const now = new Date("2026-09-03T12:00:00Z");
const platform = "stackoverflow.com";

/** A site that gives what is asked for by id; `pageLimit` is the most it puts on a page. */
const site = {
  questions: new Map<number, Question>(),
  answers: [] as Answer[],
  asked: [] as URL[],
  pageLimit: 100,
  extra: {},
  refuse: null as object | null,
};
let served: Awaited<ReturnType<typeof serveSite>>;

beforeEach(async () => {
  Object.assign(site, { questions: new Map(), answers: [], asked: [], pageLimit: 100, extra: {}, refuse: null });
  served = await serveSite(({ url }, response) => {
    site.asked.push(url);
    if (site.refuse) return json(response, site.refuse, 400);
    const [, ids = "", below] = /^\/questions\/([\d;]+)(\/answers)?$/.exec(url.pathname) ?? [];
    const wanted = new Set(ids.split(";").map(Number));
    const all: object[] = below
      ? site.answers.filter(({ question_id }) => wanted.has(question_id))
      : [...wanted].flatMap((id) => site.questions.get(id) ?? []);
    const created = (item: object) => Number((item as Partial<Answer>).creation_date);
    const listed = all
      .filter((item) => !(created(item) < Number(url.searchParams.get("min") ?? 0)))
      .sort((a, b) => created(a) - created(b));
    const size = Math.min(site.pageLimit, Number(url.searchParams.get("pagesize")));
    const start = (Number(url.searchParams.get("page")) - 1) * size;
    const items = listed.slice(start, start + size);
    json(response, { items, has_more: start + size < listed.length, quota_remaining: 9, ...site.extra });
  });
});
afterEach(() => served.close());

function ask(id: number, more: object = {}): void {
  site.questions.set(id, {
    question_id: id,
    creation_date: 1_000 + id,
    answer_count: 0,
    tags: ["powershell"],
    ...more,
  });
}

function answer(id: number, questionId: number, more: object = {}): void {
  site.answers.push({ answer_id: id, question_id: questionId, creation_date: 2_000 + id, ...more });
}

const known = (id: number | string, more: Partial<KnownThread> = {}): KnownThread => ({
  platform,
  kind: "question",
  id: String(id),
  url: null,
  occurredAt: "2026-01-01T00:00:00.000Z",
  ...more,
});

/** Reads threads again as a worker does, with what it threw at the end. */
async function revisit(threads: KnownThread[], options: object = {}, stopAfter?: number) {
  const stop = new AbortController();
  const batches: Batch[] = [];
  let error: unknown = null;
  const reading = stackexchange.revisit?.(
    {
      source: "test",
      options: stackexchange.options.parse({
        site: "stackoverflow",
        tagged: ["powershell"],
        baseUrl: served.baseUrl,
        ...options,
      }),
      cursor: null,
      credentials: {},
      since: null,
      now: () => now,
      http: createHttp({ userAgent: "Groundswell/test", now: () => now, allowHosts: ["127.0.0.1"] }),
      signal: stop.signal,
    },
    threads,
  );
  try {
    for await (const batch of reading ?? []) {
      batches.push(batch);
      if (batches.length === stopAfter) stop.abort();
    }
  } catch (caught) {
    error = caught;
  }
  const complete = batches
    .flatMap((batch) => batch.complete)
    .map(({ threadId, kinds }) => [threadId, ...kinds].join(" "));
  return { batches, error, complete, signals: batches.flatMap((batch) => batch.signals) };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test("questions are asked for a hundred at once, and those not given any more are gone with all below them", async () => {
  for (const id of range(1, 250)) if (id !== 7 && id !== 249) ask(id);
  const { complete, signals, error } = await revisit(range(1, 250).map((id) => known(id)));
  expect(error).toBeNull();
  expect(site.asked).toHaveLength(3);
  expect(signals).toHaveLength(248);
  expect(complete.filter((line) => line.endsWith("comment"))).toEqual([
    "7 question answer comment",
    "249 question answer comment",
  ]);
  expect(complete).toHaveLength(250);
});

test("late votes, edits and acceptances are read, with the asker's name on the acceptance", async () => {
  ask(1, { score: 9, last_edit_date: 5_000, answer_count: 1, owner: { user_id: 44 } });
  answer(11, 1, { is_accepted: true, score: 3 });
  const { batches, signals, complete } = await revisit([known(1)]);
  expect(signals[0]).toMatchObject({ editedAt: "1970-01-01T01:23:20.000Z", metrics: { score: 9 } });
  expect(signals[1]).toMatchObject({ id: "11", metrics: { score: 3, accepted: true } });
  expect(batches.flatMap(({ endorsements }) => endorsements)).toMatchObject([{ kind: "accept", accountId: "44" }]);
  expect(complete).toEqual(["1 question", "1 answer"]);
});

test("answers that come with their questions are not asked for again", async () => {
  ask(1, { answer_count: 1, answers: [{ answer_id: 11, question_id: 1, creation_date: 2_000 }] });
  const { complete } = await revisit([known(1)], { filter: "!answers" });
  expect(site.asked.map(({ pathname }) => pathname)).toEqual(["/questions/1"]);
  expect(site.asked[0]?.searchParams.get("filter")).toBe("!answers");
  expect(complete).toEqual(["1 question answer"]);
});

test("answers of several questions come on one page as long as they fit", async () => {
  for (const id of range(1, 4)) ask(id, { answer_count: 2 });
  for (const id of range(1, 4)) for (const n of [1, 2]) answer(id * 10 + n, id);
  const { complete, batches } = await revisit(
    range(1, 4).map((id) => known(id)),
    { pageSize: 5 },
  );
  expect(site.asked.map(({ pathname }) => pathname)).toEqual([
    "/questions/1;2;3;4",
    "/questions/1;2/answers",
    "/questions/3;4/answers",
  ]);
  expect(complete.filter((line) => line.endsWith("answer"))).toEqual(range(1, 4).map((id) => `${id} answer`));
  expect(batches.every(({ raw }) => raw !== null)).toBe(true);
});

test("a question with more answers than a page holds is whole only when they stand together", async () => {
  ask(1, { answer_count: 7 });
  for (const id of range(11, 17)) answer(id, 1);
  const { batches } = await revisit([known(1)], { pageSize: 3 });
  const [last, ...pages] = [...batches].reverse();
  expect(last?.signals.map(({ id }) => id)).toEqual(range(11, 17).map(String));
  expect(last?.complete).toEqual([{ platform, threadId: "1", kinds: ["answer"] }]);
  expect(pages.every(({ complete }) => complete.every(({ kinds }) => !kinds.includes("answer")))).toBe(true);
});

test("pages are followed to the end before anything counts as gone", async () => {
  for (const id of range(1, 8)) ask(id);
  site.pageLimit = 3;
  const { signals, complete } = await revisit(range(1, 9).map((id) => known(id)));
  expect(new Set(signals.map(({ id }) => id)).size).toBe(8);
  expect(complete.filter((line) => line.endsWith("comment"))).toEqual(["9 question answer comment"]);
});

test("a question that is there but unreadable, or lost its tags, is not gone", async () => {
  ask(1, { creation_date: "soon" });
  ask(2, { tags: ["bash"] });
  const { complete, batches } = await revisit([known(1), known(2)], { tagged: ["powershell", "dsc"] });
  expect(complete).toEqual([]);
  expect(batches[0]?.skipped.map(({ reason }) => reason).sort()).toEqual([
    "question without a usable creation_date",
    "question without the wanted tags",
  ]);
});

test("nothing counts as gone where an item does not say which question it is", async () => {
  site.questions.set(1, { title: "whose?" } as unknown as Question);
  expect((await revisit([known(1), known(2)])).complete).toEqual([]);
});

test("what cannot be asked for by id is passed over", async () => {
  ask(5);
  const { complete } = await revisit([
    known("not-a-number"),
    known("99999999999"),
    known("4000000000"),
    known(3, { platform: "superuser.com" }),
    known(4, { kind: "answer" }),
    known(5),
    known(5),
  ]);
  expect(complete).toEqual(["5 question answer"]);
  expect(site.asked.map(({ pathname }) => pathname)).toEqual(["/questions/5"]);
});

test("nothing to read is nothing to ask", async () => {
  expect((await revisit([])).batches).toEqual([]);
  expect(site.asked).toEqual([]);
});

test("asked to stop, it ends after the batch it is at", async () => {
  for (const id of range(1, 9)) ask(id, { answer_count: 1 });
  const { batches } = await revisit(
    range(1, 9).map((id) => known(id)),
    { pageSize: 3 },
    1,
  );
  expect([batches.length, site.asked.length]).toEqual([1, 1]);
});

test("limits and refusals are those of a pull", async () => {
  for (const id of range(1, 9)) ask(id);
  site.extra = { backoff: 10 };
  const held = await revisit(
    range(1, 9).map((id) => known(id)),
    { pageSize: 3 },
  );
  expect([held.batches.length, (held.error as RateLimitedError).retryAt]).toEqual([
    1,
    new Date("2026-09-03T12:00:10Z"),
  ]);
  site.extra = { quota_remaining: 0 };
  expect(
    (
      await revisit(
        range(1, 9).map((id) => known(id)),
        { pageSize: 3 },
      )
    ).error,
  ).toBeInstanceOf(RateLimitedError);
  site.refuse = { error_id: 400, error_name: "bad_parameter", error_message: "ids" };
  expect((await revisit([known(1)])).error).toBeInstanceOf(RefusedError);
});

test("a page kept of a revisit says the same when it is mapped again", async () => {
  ask(1, { answer_count: 1, owner: { user_id: 44 }, title: "One" });
  answer(11, 1, { is_accepted: true });
  const options = stackexchange.options.parse({ site: "stackoverflow", tagged: ["powershell"] });
  for (const { raw, signals, endorsements } of (await revisit([known(1)])).batches)
    expect(raw && (await stackexchange.map?.(raw, options))).toMatchObject({ signals, endorsements });
});
