import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import {
  type Batch,
  type Json,
  RateLimitedError,
  type RawPage,
  RefusedError,
  UnavailableError,
} from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createHttp, type Http } from "./http.ts";
import { stackexchange } from "./stackexchange.ts";

const now = new Date("2026-09-03T12:00:00Z");
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
  const users = /^\/2\.3\/users\/([\d;]+)$/.exec(url.pathname)?.[1];
  if (users)
    return { items: users.split(";").map((id) => userOf(Number(id))), has_more: false, ...site.extra(url.pathname) };
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

const userOf = (id: number) => ({
  ...{ user_id: id, account_id: id + 900, display_name: `U${id}`, user_type: "registered" },
  ...{ location: "S&#227;o Paulo", website_url: `http://u${id}.example/?a&amp;b` },
});

function ask(id: number, at: number, tags = ["powershell"]): Question {
  const added = { question_id: id, creation_date: 1_000 + id, last_activity_date: at, tags, title: `Question ${id}` };
  site.questions.push(added);
  return added;
}

function answer(id: number, questionId: number, at: number): void {
  site.answers.push({ answer_id: id, question_id: questionId, creation_date: at, is_accepted: false });
}

type Settings = { http?: Http; cursor?: Json; since?: Date; key?: string; options?: object; stopAfter?: number };

/** Pulls as a worker does: batches are saved until an error, which is handed back beside them. */
async function pull({ cursor = null, since, key, options = {}, stopAfter, http }: Settings = {}) {
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
    http: http ?? createHttp({ userAgent: "Groundswell/test", now: () => now, allowHosts: ["127.0.0.1"] }),
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

  test("asks for the rest of the answers where a page holds only some", async () => {
    Object.assign(ask(1, 10_000), { answers: [{ answer_id: 101, question_id: 1, creation_date: 5_000 }] });
    for (const id of range(1, 4)) answer(100 + id, 1, 5_000);
    expect((await pull()).answers).toEqual(new Set(range(101, 104)));
  });

  test("names a thread whole only with all its answers in one page", async () => {
    ask(1, 10_000);
    ask(2, 20_000);
    ask(3, 30_000);
    for (const id of range(1, 4)) answer(100 + id, 1, 5_000 + id);
    const cut = await pull();
    expect(cut.batches.map(({ complete }) => complete.map(({ threadId, kinds }) => [threadId, ...kinds]))).toEqual([
      [
        ["1", "question"],
        ["2", "question", "answer"],
        ["3", "question", "answer"],
      ],
      [],
      [],
    ]);
    const whole = await pull({ options: { pageSize: 4 } });
    expect(whole.batches[1]?.complete).toEqual([{ platform: "stackoverflow.com", threadId: "1", kinds: ["answer"] }]);
  });

  test("every page says the same again when it is mapped without the network", async () => {
    for (const id of range(1, 5)) ask(id, 10_000 + id, id % 2 ? ["dsc", "powershell"] : ["powershell"]);
    for (const id of range(1, 9)) answer(100 + id, 1 + (id % 5), 5_000 + id);
    const given = { tagged: ["powershell", "dsc"] };
    const options = stackexchange.options.parse({ site: "stackoverflow", baseUrl, ...given });
    const { batches } = await pull({ options: given });
    expect(batches.length).toBeGreaterThan(5);
    for (const { raw, signals, accounts, endorsements, spaces, skipped } of batches) {
      const said = { signals, accounts, endorsements, spaces, skipped };
      const kept = raw && { ...raw, context: JSON.parse(JSON.stringify(raw.context)) };
      expect(kept && (await stackexchange.map?.(kept, options))).toEqual(said);
    }
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
      expect(read.batches).toHaveLength(1);
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

  test.each([
    ["a backoff", () => Object.assign(site, { extra: () => ({ backoff: 10 }) }), 10],
    ["throttling", () => failing(502, "too many requests, more requests available in 82 seconds"), 82],
    ["a backoff of years", () => Object.assign(site, { extra: () => ({ backoff: 1e9 }) }), 86_400],
  ])("%s makes every source of the host wait", async (_what, limit, seconds) => {
    for (const id of range(1, 3)) ask(id, 10_000 + id);
    limit();
    const http = createHttp({ userAgent: "Groundswell/test", now: () => now, allowHosts: ["127.0.0.1"] });
    await pull({ http });
    const asked = site.asked.length;
    const other = await pull({ http, options: { tagged: ["dsc"] } });
    expect((other.error as RateLimitedError).retryAt).toEqual(new Date(now.getTime() + seconds * 1000));
    expect(site.asked).toHaveLength(asked);
  });

  test("a spent quota stops the pull before it asks again", async () => {
    for (const id of range(1, 8)) ask(id, 10_000 + id);
    site.extra = () => ({ quota_remaining: 0 });
    const { error, batches } = await pull();
    expect(error).toBeInstanceOf(RateLimitedError);
    expect([batches.length, site.asked.length]).toEqual([1, 1]);
    expect((error as Error).message).toContain("A key raises it");
  });

  function failing(error_id: number, error_message: string, status = 400): void {
    site.refuse = { status, after: 0, body: JSON.stringify({ error_id, error_name: "x", error_message }) };
  }

  test.each([200, 400, 429, 502])("throttling waits as many seconds as it says (status %i)", async (status) => {
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

describe("profiles", () => {
  beforeEach(() => {
    for (const id of range(1, 7)) {
      const owner = { user_id: 1 + (id % 5), account_id: 901 + (id % 5), display_name: "U" };
      Object.assign(ask(id, 10_000 + id * 50), {
        owner: id === 7 ? { user_id: -1, display_name: "Community" } : owner,
      });
    }
  });
  const usersAsked = () => site.asked.flatMap(({ url }) => /\/users\/([\d;]+)$/.exec(url.pathname)?.[1] ?? []);

  test("are asked for only on request, each once, and say where authors are and what their sites are", async () => {
    expect((await pull()).batches.flatMap(({ accounts }) => accounts)).toEqual([]);
    expect(usersAsked()).toEqual([]);
    const { batches, error } = await pull({ options: { profiles: true } });
    expect(error).toBeNull();
    const accounts = batches.flatMap((batch) => batch.accounts);
    expect(accounts.map(({ id }) => id).sort()).toEqual(["1", "2", "3", "4", "5"]);
    expect(usersAsked().join(";").split(";")).toHaveLength(5);
    // The site's own user has a number below zero, and no page.
    expect(site.asked.filter(({ url }) => url.pathname.includes("-"))).toEqual([]);
    expect(accounts.find(({ id }) => id === "2")).toMatchObject({
      location: "São Paulo",
      links: ["https://stackexchange.com/users/902", "http://u2.example/?a&b"],
    });
  });

  test("alone say what an author's links are, since a later post would name one of them in the place of all", async () => {
    const links = async (options: object) =>
      (await pull({ options })).signals.flatMap(({ account }) => account?.links ?? []);
    expect(await links({ profiles: true })).toEqual([]);
    expect((await links({})).length).toBeGreaterThan(0);
  });

  test("come before the page that they belong to, so that a pull cut short in between asks for them again", async () => {
    const { batches, cursor } = await pull({ options: { profiles: true }, stopAfter: 1 });
    expect(batches[0]?.accounts.length).toBeGreaterThan(0);
    expect(cursor).toBeNull();
    const { questions } = await pull({ options: { profiles: true }, cursor });
    expect(questions.size).toBe(7);
  });

  test("are kept as they came, and map to the same again; one that is broken is set aside", async () => {
    site.extra = (path) => (path.includes("/users/") ? { items: [userOf(1), { user_id: "x" }] } : {});
    const { batches } = await pull({ options: { profiles: true } });
    const [first] = batches;
    expect(first?.skipped).toMatchObject([{ of: "accounts", reason: "user without a usable user_id" }]);
    const options = stackexchange.options.parse({ site: "stackoverflow", profiles: true });
    const kept = { ...(first?.raw as RawPage), context: JSON.parse(JSON.stringify(first?.raw?.context)) };
    expect(await stackexchange.map?.(kept, options)).toMatchObject({
      accounts: first?.accounts,
      skipped: first?.skipped,
    });
  });
});
