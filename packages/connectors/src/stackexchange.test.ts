import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type Batch, type Json, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createHttp } from "./http.ts";
import { stackexchange } from "./stackexchange.ts";
import { mapAnswers, mapQuestions, stackExchangeSpace } from "./stackexchange-map.ts";

const now = new Date("2026-09-03T12:00:00Z");
const fixture = JSON.parse(
  readFileSync(new URL("../fixtures/stackexchange/questions.json", import.meta.url), "utf8"),
) as { items: unknown[] };

describe("a page of questions", () => {
  const mapped = mapQuestions(fixture.items, stackExchangeSpace("stackoverflow", "powershell"));
  const byId = new Map(mapped.signals.map((signal) => [signal.id, signal]));

  test("gives a question with its titles and names decoded and its text plain", () => {
    expect(byId.get("7700001")).toEqual({
      connector: "stackexchange",
      id: "7700001",
      kind: "question",
      occurredAt: "2026-09-03T01:46:40.000Z",
      editedAt: "2026-09-03T02:03:20.000Z",
      deletedAt: null,
      space: {
        platform: "stackoverflow.com",
        id: "powershell",
        kind: "tag",
        name: "powershell",
        url: "https://stackoverflow.com/questions/tagged/powershell",
      },
      account: {
        platform: "stackoverflow.com",
        id: "810001",
        handle: null,
        name: "Ilse & Vann",
        url: "https://stackoverflow.com/users/810001/ilse-vann",
        bot: false,
        staff: false,
        links: ["https://stackexchange.com/users/910001"],
        emailHash: null,
      },
      threadId: "7700001",
      parentId: null,
      title: "Export nested group members & e-mail 'quoted'",
      excerpt: "How do I export <members>? Get-ADGroup",
      url: "https://stackoverflow.com/questions/7700001/export-nested-group-members",
      language: null,
      tags: ["powershell", "active-directory"],
      metrics: { score: 4, views: 188, replies: 2 },
    });
  });

  test("gives its answers the question's title, tags and thread", () => {
    expect(byId.get("7700002")).toMatchObject({
      kind: "answer",
      threadId: "7700001",
      parentId: "7700001",
      title: "Export nested group members & e-mail 'quoted'",
      tags: ["powershell", "active-directory"],
      url: "https://stackoverflow.com/a/7700002",
      metrics: { score: 6, accepted: true },
    });
  });

  test("gives the acceptance as an endorsement by who asked, undated", () => {
    expect(mapped.endorsements).toEqual([
      {
        signal: { platform: "stackoverflow.com", kind: "answer", id: "7700002" },
        kind: "accept",
        id: "accept",
        at: null,
        accountId: "810001",
      },
    ]);
  });

  test("keeps what a deleted user wrote and credits nobody", () => {
    expect(byId.get("7700003")).toMatchObject({ account: null, metrics: { score: -1, accepted: false } });
  });

  test("credits nobody for what the community owns, and says what is closed", () => {
    expect(byId.get("7700010")).toMatchObject({
      account: null,
      metrics: { communityOwned: true, closedAt: "2026-09-03T10:23:20.000Z", closedReason: "Needs details or clarity" },
    });
  });

  test("names the questions whose answers are still to be read", () => {
    expect(mapped.unread.map(({ id }) => id)).toEqual([7700010]);
  });

  test("skips what it cannot understand and keeps the rest", () => {
    expect(mapped.signals).toHaveLength(4);
    expect(mapped.skipped.map(({ reason, position }) => [reason, position])).toEqual([
      ["answer without a usable creation_date", "item 3"],
      ["question without a usable creation_date", "item 3"],
      ["question that is no object", "item 4"],
    ]);
    expect(mapped.skipped[1]?.item).toBe('{"question_id":7700011,"title":"no date"}');
  });

  test("tells two people of one name apart and one renamed person as one", () => {
    const by = (user_id: number, display_name: string, answer_id: number) => ({
      answer_id,
      question_id: 1,
      creation_date: 1788400000,
      owner: { user_id, display_name },
    });
    const space = stackExchangeSpace("travel", null);
    const { signals } = mapAnswers([by(1, "Sam", 1), by(2, "Sam", 2), by(1, "Samuel", 3)], space, []);
    expect(signals.map(({ account }) => account?.id)).toEqual(["1", "2", "1"]);
  });

  test.each([0, -5, 1e15, null, "1788400000"])("an impossible date (%j) is no signal", (creation_date) => {
    const { signals, skipped } = mapAnswers(
      [{ answer_id: 1, question_id: 1, creation_date }],
      stackExchangeSpace("travel", null),
      [],
    );
    expect([signals.length, skipped.length]).toEqual([0, 1]);
  });
});

type Answer = { answer_id: number; question_id: number; creation_date: number; is_accepted: boolean };
type Question = {
  question_id: number;
  last_activity_date: number;
  creation_date: number;
  tags: string[];
  title: string;
};

/** A site with the API's own rules for sort, min, page and pagesize; `before` may change it between two requests. */
const site = {
  questions: [] as Question[],
  answers: [] as Answer[],
  asked: [] as { url: URL; authorization: string | undefined }[],
  before: (_count: number) => {},
  extra: (_path: string) => ({}) as Record<string, unknown>,
  refuse: null as null | { status: number; body: string; after: number },
};

let server: Server;
let baseUrl: string;

beforeEach(async () => {
  Object.assign(site, { questions: [], answers: [], asked: [], before: () => {}, extra: () => ({}), refuse: null });
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://site");
    site.before(site.asked.length);
    site.asked.push({ url, authorization: request.headers.authorization });
    const refusal = site.refuse;
    const refused = refusal && site.asked.length > refusal.after;
    const text = refused ? refusal.body : JSON.stringify(answerTo(url));
    const type = text.startsWith("{") ? "application/json" : "text/html";
    response.writeHead(refused ? refusal.status : 200, { "content-type": type, "content-encoding": "gzip" });
    response.end(gzipSync(text));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/2.3`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function answerTo(url: URL) {
  const number = (name: string, otherwise: number) => Number(url.searchParams.get(name) ?? otherwise);
  const ids = /^\/2\.3\/questions\/([\d;]+)\/answers$/.exec(url.pathname)?.[1]?.split(";").map(Number);
  const tag = url.searchParams.get("tagged");
  const rows: { at: number; item: object }[] = ids
    ? site.answers
        .filter(({ question_id }) => ids.includes(question_id))
        .map((item) => ({ at: item.creation_date, item }))
    : site.questions
        .filter(({ tags }) => tag === null || tags.includes(tag))
        .map((item) => {
          const answer_count = site.answers.filter(({ question_id }) => question_id === item.question_id).length;
          return { at: item.last_activity_date, item: { ...item, answer_count } };
        });
  const size = number("pagesize", 30);
  const start = (number("page", 1) - 1) * size;
  const listed = rows.filter(({ at }) => at >= number("min", 0)).sort((a, b) => a.at - b.at);
  const items = listed.slice(start, start + size).map(({ item }) => item);
  return {
    items,
    has_more: start + size < listed.length,
    quota_max: 300,
    quota_remaining: 200,
    ...site.extra(url.pathname),
  };
}

function ask(id: number, at: number, tags = ["powershell"]): Question {
  const added = { question_id: id, creation_date: 1_000 + id, last_activity_date: at, tags, title: `Question ${id}` };
  site.questions.push(added);
  return added;
}

function answer(id: number, questionId: number, at: number): void {
  site.answers.push({ answer_id: id, question_id: questionId, creation_date: at, is_accepted: false });
}

type Settings = { cursor?: Json; since?: Date; key?: string; options?: object; stopAfter?: number };

/** Pulls as a worker does: batches are saved until an error, which is handed back beside them. */
async function pull({ cursor = null, since, key, options = {}, stopAfter }: Settings = {}) {
  const stop = new AbortController();
  const batches: Batch[] = [];
  let error: unknown = null;
  const pulling = stackexchange.pull({
    source: "test",
    options: stackexchange.options.parse({
      site: "stackoverflow",
      tagged: ["powershell"],
      baseUrl,
      pageSize: 3,
      ...options,
    }),
    cursor,
    credentials: key ? { key } : {},
    since: since ?? null,
    now: () => now,
    http: createHttp({ userAgent: "Groundswell/test", now: () => now, allowHosts: ["127.0.0.1", "localhost"] }),
    signal: stop.signal,
  });
  try {
    for await (const batch of pulling) {
      batches.push(batch);
      if (batches.length === stopAfter) stop.abort();
    }
  } catch (caught) {
    error = caught;
  }
  const signals = batches.flatMap((batch) => batch.signals);
  const ids = (kind: string) => new Set(signals.filter((signal) => signal.kind === kind).map(({ id }) => Number(id)));
  return {
    batches,
    error,
    cursor: batches.at(-1)?.cursor ?? cursor,
    questions: ids("question"),
    answers: ids("answer"),
    signals,
  };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("a pull", () => {
  test("reads every question of a tag, oldest activity first, and never deeper than it must", async () => {
    for (const id of range(1, 20)) ask(id, 10_000 + id * 50);
    ask(99, 10_000, ["bash"]);
    const { questions, batches, error } = await pull();
    expect(error).toBeNull();
    expect([...questions]).toEqual(range(1, 20));
    expect(new Set(site.asked.map(({ url }) => url.searchParams.get("page")))).toEqual(new Set(["1"]));
    expect(site.asked[0]?.url.searchParams.get("order")).toBe("asc");
    expect(batches.every((batch) => batch.raw !== null && batch.signals.length <= 3)).toBe(true);
    expect(JSON.parse(new TextDecoder().decode(batches[0]?.raw?.body)).items).toHaveLength(3);
  });

  test("loses no row when questions move to the end while the list is read", async () => {
    const all = range(1, 30).map((id) => ask(id, 10_000 + id * 50));
    // Each request finds a row of the pages already read gone to the end, so all behind it shift up by one.
    site.before = (count) => {
      const moved = all[count];
      if (count > 0 && count < 12 && moved) moved.last_activity_date = 90_000 + count;
    };
    const { questions } = await pull();
    expect([...questions].sort((a, b) => a - b)).toEqual(range(1, 30));
  });

  test("gets past more rows of one second than a page holds", async () => {
    for (const id of range(1, 10)) ask(id, 10_000);
    ask(11, 20_000);
    expect([...(await pull()).questions].sort((a, b) => a - b)).toEqual(range(1, 11));
  });

  test("goes on where it stopped, ten minutes earlier", async () => {
    ask(1, 10_000);
    ask(2, 19_500);
    ask(3, 20_000);
    const first = await pull();
    ask(4, 19_600);
    ask(5, 21_000);
    const second = await pull({ cursor: first.cursor });
    expect([...second.questions]).toEqual([2, 4, 3, 5]);
    const third = await pull({ cursor: second.cursor });
    expect((await pull({ cursor: third.cursor })).cursor).toEqual(third.cursor);
  });

  test("begins a first pull where history is wanted from", async () => {
    ask(1, 10_000);
    ask(2, 20_000);
    expect([...(await pull({ since: new Date(15_000_000) })).questions]).toEqual([2]);
  });

  test("gives the same whole from every saved cursor", async () => {
    for (const id of range(1, 12)) ask(id, 10_000 + id * 40);
    for (const id of range(1, 30)) answer(100 + id, 1 + (id % 12), 5_000 + id);
    const whole = await pull();
    expect([whole.questions.size, whole.answers.size]).toEqual([12, 30]);
    for (let cut = 1; cut < whole.batches.length; cut++) {
      const before = await pull({ stopAfter: cut });
      expect(before.batches).toHaveLength(cut);
      const after = await pull({ cursor: JSON.parse(JSON.stringify(before.cursor)) });
      expect(new Set([...before.questions, ...after.questions]).size).toBe(12);
      expect(new Set([...before.answers, ...after.answers]).size).toBe(30);
    }
  });

  test("asks for answers that a page lacks, all of them, with their question's title", async () => {
    ask(1, 10_000);
    ask(2, 10_001);
    for (const id of range(1, 8)) answer(100 + id, 1, 5_000);
    const { answers, signals } = await pull();
    expect(answers.size).toBe(8);
    expect(signals.find(({ id }) => id === "101")).toMatchObject({ title: "Question 1", tags: ["powershell"] });
    expect(site.asked.map(({ url }) => url.pathname)).not.toContain("/2.3/questions/1;2/answers");
  });

  test("does not ask for answers that a page holds", async () => {
    const held = { ...ask(1, 10_000), answers: [{ answer_id: 7, question_id: 1, creation_date: 5_000 }] };
    site.questions = [held];
    answer(7, 1, 5_000);
    expect([...(await pull()).answers]).toEqual([7]);
    expect(site.asked).toHaveLength(1);
  });

  test("reads each tag as a space of its own, and the whole site where none is named", async () => {
    ask(1, 10_000, ["powershell"]);
    ask(2, 10_000, ["dsc"]);
    const tags = await pull({ options: { tagged: ["powershell", "dsc"] } });
    expect(tags.signals.map(({ id, space }) => [id, space.id])).toEqual([
      ["1", "powershell"],
      ["2", "dsc"],
    ]);
    const whole = await pull({ options: { tagged: [], site: "travel" } });
    expect(whole.signals.map(({ space }) => [space.platform, space.id, space.kind])).toEqual([
      ["travel.stackexchange.com", "travel.stackexchange.com", "site"],
      ["travel.stackexchange.com", "travel.stackexchange.com", "site"],
    ]);
  });
});

describe("limits", () => {
  test("backoff is honoured after the page that said it is safe, and every tag is reached all the same", async () => {
    for (const id of range(1, 8)) ask(id, 10_000 + id, [id % 2 ? "powershell" : "dsc"]);
    for (const id of range(1, 20)) answer(100 + id, 1 + (id % 8), 5_000 + id);
    site.extra = () => ({ backoff: 10 });
    const questions = new Set<number>();
    const answers = new Set<number>();
    let cursor: Json = null;
    for (let pulls = 0; pulls < 30; pulls++) {
      const read = await pull({ cursor, options: { tagged: ["powershell", "dsc"] } });
      for (const id of read.questions) questions.add(id);
      for (const id of read.answers) answers.add(id);
      cursor = read.cursor;
      expect(read.batches.length).toBeGreaterThan(0);
      expect(read.error).toBeInstanceOf(RateLimitedError);
      expect((read.error as RateLimitedError).retryAt).toEqual(new Date(now.getTime() + 10_000));
    }
    expect([questions.size, answers.size]).toEqual([8, 20]);
  });

  test("a backoff on the last page of a pull is no failure", async () => {
    ask(1, 10_000);
    site.extra = () => ({ backoff: 10 });
    expect((await pull()).error).toBeNull();
  });

  test("a spent quota stops the pull before it asks again", async () => {
    for (const id of range(1, 8)) ask(id, 10_000 + id);
    site.extra = () => ({ quota_remaining: 0 });
    const { error, batches } = await pull();
    expect(error).toBeInstanceOf(RateLimitedError);
    expect([batches.length, site.asked.length]).toEqual([1, 1]);
    expect((error as Error).message).toContain("A key raises it");
  });

  const failing = (error_id: number, error_message: string, status = 400) => {
    site.refuse = { status, after: 0, body: JSON.stringify({ error_id, error_name: "x", error_message }) };
  };

  test.each([400, 429, 502])("throttling waits as many seconds as it says (status %i)", async (status) => {
    failing(502, "too many requests from this IP, more requests available in 82 seconds", status);
    const { error } = await pull();
    expect(error).toBeInstanceOf(RateLimitedError);
    expect((error as RateLimitedError).retryAt).toEqual(new Date(now.getTime() + 82_000));
  });

  test.each([
    [400, "bad_parameter", RefusedError, /site, tags and filter/],
    [403, "access_denied", RefusedError, /key/],
    [405, "key_required", RefusedError, /key/],
    [404, "no_method", RefusedError, /baseUrl/],
    [500, "internal_error", UnavailableError, /Try again later/],
    [503, "temporarily_unavailable", UnavailableError, /Try again later/],
  ])("error %i (%s) says what to do", async (id, name, kind, sentence) => {
    failing(id, name);
    const { error } = await pull();
    expect(error).toBeInstanceOf(kind);
    expect((error as Error).message).toMatch(sentence);
  });

  test("what is no page of the API is a fault, never an empty success", async () => {
    site.refuse = { status: 200, after: 0, body: "<html>Just a moment" };
    expect((await pull()).error).toBeInstanceOf(UnavailableError);
    site.refuse = { status: 502, after: 0, body: "<html>bad gateway" };
    expect((await pull()).error).toBeInstanceOf(UnavailableError);
  });

  test("a page that fails later leaves the cursor at what was read", async () => {
    for (const id of range(1, 9)) ask(id, 10_000 + id * 1_000);
    site.refuse = { status: 500, after: 2, body: "" };
    const first = await pull();
    expect([first.batches.length, first.error]).toEqual([2, expect.any(UnavailableError)]);
    site.refuse = null;
    const second = await pull({ cursor: first.cursor });
    expect(new Set([...first.questions, ...second.questions]).size).toBe(9);
  });
});

describe("the key", () => {
  test.each([
    ["bearer", "Bearer s3cret", null],
    ["query", undefined, "s3cret"],
    ["none", undefined, null],
  ])("travels as %s, and is in nothing that is kept or said", async (auth, header, query) => {
    for (const id of range(1, 4)) ask(id, 10_000 + id);
    const { batches, error } = await pull({ key: "s3cret", options: { auth } });
    expect(error).toBeNull();
    expect(site.asked[0]?.authorization).toBe(header);
    expect(site.asked[0]?.url.searchParams.get("key")).toBe(query);
    expect(batches[0]?.raw?.request).toContain("/2.3/questions?site=stackoverflow");
    expect(JSON.stringify(batches.map(({ raw, cursor }) => [raw?.request, cursor]))).not.toContain("s3cret");
    site.refuse = { status: 400, after: 0, body: '{"error_id":403,"error_message":"key s3cret is not yours"}' };
    expect(String((await pull({ key: "s3cret", options: { auth } })).error)).not.toContain("s3cret");
  });
});
