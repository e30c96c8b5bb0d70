import { createServer, openToAll } from "@groundswell/server";
import { addPushSource, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, makeSource, rowsOf } from "./store-fixtures.ts";

type Item = Record<string, unknown>;

/** An answer of an invented forum. */
const item = (id: string, more: Item = {}): Item => ({
  ...{ id, kind: "answer", occurredAt: "2026-01-10T12:00:00Z" },
  space: { platform: "forum.example", id: "lumen", kind: "category", name: "Lumen" },
  account: { platform: "forum.example", id: "ada", name: "Ada" },
  ...more,
});
const lines = (...items: unknown[]) =>
  items.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n");

/** An answer whose JSON is held to its schema, or read by the test. */
type Answered = Omit<Response, "json"> & { json(): Promise<ReturnType<typeof JSON.parse>> };

describe.each(storeKinds)("%s store: signals that programs send", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    await makeSource(store, "pulled");
    await addPushSource(store, { id: "forum", expertises: ["lumen"] }, { actor: "Op", at: asOf });
  });

  function send(body: string, { source = "forum", type = "application/x-ndjson", key = "" } = {}) {
    const app = createServer({ store, now: () => asOf, access: openToAll(), queueView: async () => null });
    const headers = { "content-type": type, ...(key && { "idempotency-key": key }) };
    return app.request(`/api/signals?source=${source}`, { method: "POST", body, headers }) as Promise<Answered>;
  }

  test("are saved once: the same bytes sent again are seen, and change nothing", async () => {
    const body = lines(item("1"), item("2"), item("3"));
    const first = await (await send(body)).json();
    expectAnswer("PushAnswer", first);
    expect(first).toMatchObject({ fetched: 3, saved: 3, seen: 0, skipped: 0 });
    const second = await (await send(body)).json();
    expect(second).toMatchObject({ fetched: 3, saved: 0, seen: 3, skipped: 0 });
    expect(await rowsOf(store, "select count(*)::int as n from signals")).toEqual([{ n: 3 }]);
  });

  test("as an array or by line are the same signals", async () => {
    await send(lines(item("1"), item("2")));
    const array = await send(JSON.stringify([item("1"), item("2")]), { type: "application/json" });
    expect(await array.json()).toMatchObject({ saved: 0, seen: 2 });
  });

  test("belong to the expertises of their source, and its pull says what became of them", async () => {
    const { pull } = await (await send(lines(item("1"), "{"))).json();
    expect(await rowsOf(store, "select reason from expertise_spaces")).toEqual([{ reason: "source forum" }]);
    const [row] = await rowsOf(store, "select state, counts from pulls where id = $1", pull);
    expect(row).toMatchObject({ state: "ok", counts: { signals: { fetched: 2, saved: 1, seen: 0, skipped: 1 } } });
    expect(await rowsOf(store, "select state from sources where id = 'forum'")).toEqual([{ state: "ok" }]);
  });

  test("that cannot be understood are named by their line, counting empty ones, and the rest is saved", async () => {
    const future = item("9", { occurredAt: "2027-01-01T00:00:00Z" });
    const answer = await (await send(lines(item("1"), "", "{", item("2", { kind: "nonsense" }), future))).json();
    expect(answer).toMatchObject({ fetched: 4, saved: 1, seen: 0, skipped: 3 });
    expect(answer.malformed).toEqual([
      { position: "line 3", reason: "line is not JSON" },
      { position: "line 4", reason: "kind is missing or invalid" },
    ]);
    expect(answer.reasons).toMatchObject({ "line is not JSON": 1, "is dated in the future": 1 });
  });

  test("under one Idempotency-Key get the first answer again, and another body under it is refused", async () => {
    const first = await send(lines(item("1")), { key: "a" });
    const again = await send(lines(item("1")), { key: "a" });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await again.json()).toEqual(await first.json());
    const other = await send(lines(item("2")), { key: "a" });
    expect(other.status).toBe(422);
    expect(await rowsOf(store, "select native_id from signals")).toEqual([{ native_id: "1" }]);
  });

  test("sent twice at once under one key are one pull", async () => {
    const [a, b] = await Promise.all([send(lines(item("1")), { key: "k" }), send(lines(item("1")), { key: "k" })]);
    expect(await a.json()).toEqual(await b.json());
    expect(await rowsOf(store, "select count(*)::int as n from pulls")).toEqual([{ n: 1 }]);
  });

  test("go only into a source that is there, is sent its signals, and is not paused", async () => {
    expect((await send(lines(item("1")), { source: "nobody" })).status).toBe(404);
    expect((await send(lines(item("1")), { source: "pulled" })).status).toBe(409);
    await store.pool.query("update sources set state = 'paused' where id = 'forum'");
    expect((await send(lines(item("1")))).status).toBe(409);
    expect(await rowsOf(store, "select id from signals")).toEqual([]);
  });

  test("are 1,000 and 2 MB at most, and one at least", async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => item(String(index)));
    const tooMany = await send(lines(...many));
    expect([tooMany.status, (await tooMany.json()).detail]).toEqual([
      413,
      expect.stringMatching(/1001 .*at most 1000/),
    ]);
    const long = await send(lines(item("1", { title: "x".repeat(2 * 1024 * 1024) })));
    expect([long.status, (await long.json()).detail]).toEqual([413, expect.stringMatching(/2 MB/)]);
    expect((await send("\n")).status).toBe(400);
    expect((await send("{}", { type: "application/json" })).status).toBe(400);
    expect((await send(lines(item("1")), { type: "text/plain" })).status).toBe(415);
    expect(await rowsOf(store, "select id from signals")).toEqual([]);
  });

  test("of 1,000 at once are all saved", async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => item(String(index)));
    expect(await (await send(lines(...many))).json()).toMatchObject({ fetched: 1_000, saved: 1_000 });
  });
});
