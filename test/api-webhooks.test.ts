import { once } from "node:events";
import { createServer as createHttpServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createLookingHttp } from "@groundswell/connectors";
import type { QueueHandle } from "@groundswell/queue";
import { createServer, deliverySchedule, openToAll, workOnDeliveries } from "@groundswell/server";
import { failingDays, finishPull, listWebhooks, noCounts, type Store, startPull } from "@groundswell/store";
import { Webhook } from "standardwebhooks";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import { openTestQueue, queuePlaces } from "./open-test-queue.ts";
import { useSuiteStore } from "./open-test-store.ts";
import { makeSource, rowsOf } from "./store-fixtures.ts";

type Message = { headers: IncomingHttpHeaders; body: string; method: string };

/** An answer whose JSON is held to its schema, or read by the test. */
type Answered = Omit<Response, "json"> & { json(): Promise<ReturnType<typeof JSON.parse>> };

/** Queues that are in the store remember jobs by their ids, and the numbers of deliveries begin again with each test. */
async function forgetJobs({ pool }: Store): Promise<void> {
  const { rows } = await pool.query(
    `select string_agg(format('bullmq.%I', tablename), ', ') as tables from pg_tables
     where schemaname = 'bullmq' and tablename not like '%migration%'`,
  );
  if (rows[0].tables !== null) await pool.query(`truncate ${rows[0].tables}`);
}

describe.each(queuePlaces)("webhooks, queues in $name", ({ kind, place }) => {
  let store: Store;
  let queue: QueueHandle;
  let receiver: Server;
  let url: string;
  let messages: Message[];
  let answerWith: (count: number) => { status: number; headers?: Record<string, string> };
  let clock: Date;
  const now = () => clock;

  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    await forgetJobs(store);
    clock = new Date();
    messages = [];
    answerWith = () => ({ status: 200 });
    receiver = createHttpServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { headers, method = "" } = request;
      messages.push({ headers, method, body: Buffer.concat(chunks).toString() });
      const { status, headers: more = {} } = answerWith(messages.length);
      response.writeHead(status, more).end();
    }).listen(0, "127.0.0.1");
    await once(receiver, "listening");
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    queue = await openTestQueue(place, store, now);
    onTestFinished(async () => {
      await queue.close();
      receiver.close();
    });
    await makeSource(store);
  });

  const client = (allowHosts = ["127.0.0.1"]) => createLookingHttp({ userAgent: "test", allowHosts });
  function server(allowHosts = ["127.0.0.1"]) {
    const operation = { queue, looking: client(allowHosts), allowHosts };
    return createServer({ store, now, access: openToAll(), queueView: async () => null, operation });
  }
  function post(path: string, json: unknown = null, app = server()) {
    const body = json === null ? {} : { body: JSON.stringify(json), headers: { "content-type": "application/json" } };
    return app.request(`/api${path}`, { method: "POST", ...body }) as Promise<Answered>;
  }
  async function register(events = ["source.failed"]): Promise<{ id: number; secret: string }> {
    const added = await (await post("/webhooks", { url, events })).json();
    expectAnswer("WebhookAddedAnswer", added);
    // What happens later happens later.
    clock = new Date(clock.getTime() + 1_000);
    return { id: added.webhook.id, secret: added.secret };
  }
  async function pull(error: string | null): Promise<void> {
    const pullId = await startPull(store, "test", clock);
    const state = error === null ? "ok" : "failed";
    const source = { sourceState: error === null ? "ok" : "failing", sourceId: "test" } as const;
    const rest = { counts: noCounts(), covers: null, retryAt: null, movedTo: null, now: clock };
    await finishPull(store, { pullId, state, ...source, error, ...rest });
    clock = new Date(clock.getTime() + 1_000);
  }
  async function deliverAll(): Promise<void> {
    await workOnDeliveries(queue, { store, http: client(), now });
    await queue.add("deliver", deliverySchedule.data);
    const counted = "select count(*)::int as all, count(delivered_at)::int as made from webhook_deliveries";
    await expect.poll(() => rowsOf(store, counted), { timeout: 15_000 }).toEqual([{ all: 1, made: 1 }]);
  }

  test("tell of what happened, signed as the library of the specification verifies", async () => {
    const { secret } = await register();
    await pull("The host did not answer.");
    await deliverAll();
    await expect.poll(() => messages.length).toBe(1);
    const [message] = messages as [Message];
    expect(message.method).toBe("POST");
    expect(new Webhook(secret).verify(message.body, message.headers as Record<string, string>)).toMatchObject({
      type: "source.failed",
      data: { source: "test", error: "The host did not answer." },
    });
    const forged = message.body.replace("test", "tast");
    expect(() => new Webhook(secret).verify(forged, message.headers as Record<string, string>)).toThrow();
  });

  test("are tried again with the same id and body until the receiver takes it", async () => {
    await register();
    answerWith = (count) => ({ status: count < 3 ? 500 : 204 });
    await pull("No answer.");
    await deliverAll();
    expect(messages).toHaveLength(3);
    expect(new Set(messages.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(messages.map(({ body }) => body)).size).toBe(1);
    const [last] = (await listWebhooks(store)).map((webhook) => webhook.last);
    expect(last).toMatchObject({ attempts: 3, status: 204, error: null });
  });

  test.each([
    ["and arrive in its last hour", 23, 204, { made: true, left: false }],
    ["and then no longer", 25, 503, { made: false, left: true }],
  ])("are tried for a day, %s", async (_, hours, status, end) => {
    await register();
    answerWith = () => ({ status: 503 });
    await pull("No answer.");
    await workOnDeliveries(queue, { store, http: client(), now });
    const begun = clock;
    const lookAfter = async (hour: number) => {
      clock = new Date(begun.getTime() + hour * 3_600_000);
      await queue.add("deliver", deliverySchedule.data);
      await queue.drained("deliver");
      return rowsOf(
        store,
        "select delivered_at is not null as made, gave_up_at is not null as left from webhook_deliveries",
      );
    };
    for (let hour = 0; hour < 9; hour++) expect(await lookAfter(hour)).toEqual([{ made: false, left: false }]);
    answerWith = () => ({ status });
    expect(await lookAfter(hours)).toEqual([end]);
  });

  test("tell once that a source fails, however often it does, and of nothing that was before", async () => {
    await pull("Before there was a webhook.");
    await pull(null);
    clock = new Date(clock.getTime() + 1_000);
    await register();
    await pull("No answer.");
    await pull("Still no answer.");
    await deliverAll();
    await expect.poll(() => messages.map(({ body }) => JSON.parse(body).data.error)).toEqual(["No answer."]);
  });

  test("follow no redirect", async () => {
    const { id } = await register();
    answerWith = () => ({ status: 302, headers: { location: url } });
    const tested = await (await post(`/webhooks/${id}/test`)).json();
    expectAnswer("WebhookTestedAnswer", tested);
    expect(tested).toMatchObject({ status: 302, error: expect.stringMatching(/302/) });
    expect(messages).toHaveLength(1);
  });

  test("reach no private address, in whatever way it got there", async () => {
    const { id } = await register();
    const tested = await (await post(`/webhooks/${id}/test`, null, server([]))).json();
    expect(tested).toMatchObject({ status: null, error: expect.stringMatching(/loopback address/) });
    expect(messages).toEqual([]);
    for (const refused of ["http://example.org/", "ftp://example.org/", "nonsense", "https://user:secret@example.org/"])
      expect((await post("/webhooks", { url: refused, events: ["run.finished"] }, server([]))).status).toBe(422);
  });

  test("are disabled after days in which nothing arrived, which the audit log says", async () => {
    const { id } = await register();
    answerWith = () => ({ status: 500 });
    await post(`/webhooks/${id}/test`);
    clock = new Date(clock.getTime() + failingDays * 86_400_000 - 1_000);
    await post(`/webhooks/${id}/test`);
    expect((await listWebhooks(store))[0]?.disabledAt).toBeNull();
    clock = new Date(clock.getTime() + 2_000);
    await post(`/webhooks/${id}/test`);
    expect((await listWebhooks(store))[0]?.disabledAt).toEqual(clock);
    expect(await rowsOf(store, "select subject from audit_log where action = 'webhook.disable'")).toEqual([
      { subject: `webhook ${id}` },
    ]);
    expect((await post(`/webhooks/${id}/test`)).status).toBe(409);
    await post(`/webhooks/${id}/enable`);
    answerWith = () => ({ status: 200 });
    expect(await (await post(`/webhooks/${id}/test`)).json()).toMatchObject({ status: 200, error: null });
  });

  test("show their secret once, and leave nothing behind when they are removed", async () => {
    const { id, secret } = await register();
    const listed = await (await server().request("/api/webhooks")).json();
    expectAnswer("WebhooksAnswer", listed);
    expect(JSON.stringify(listed)).not.toContain(secret);
    expect(JSON.stringify(await rowsOf(store, "select * from audit_log"))).not.toContain(secret);
    await post(`/webhooks/${id}/test`);
    expect((await server().request(`/api/webhooks/${id}`, { method: "DELETE" })).status).toBe(204);
    expect(await rowsOf(store, "select id from webhook_deliveries")).toEqual([]);
    expect((await server().request(`/api/webhooks/${id}`, { method: "DELETE" })).status).toBe(404);
  });
});
