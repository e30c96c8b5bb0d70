import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sendMessage } from "@groundswell/report";
import { type DeliveryChannel, dueMessages, listMessages, makeMessages, type Store } from "@groundswell/store";
import { Webhook } from "standardwebhooks";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { contextOf, documentOf, follow, issue, person, start } from "./report-readers.ts";
import { rowsOf } from "./store-fixtures.ts";

type Answer = { status: number; headers?: Record<string, string>; body?: string } | "drop";
const user = "ada@corp.example";
const path = "/services/T000/B000/a-very-secret-part";

describe.each(storeKinds)("hooks and folders from the %s store", (kind) => {
  let store: Store;
  let clock: Date;
  let origin: string;
  let requests: { headers: IncomingHttpHeaders; body: string }[];
  let answers: Answer[];
  const now = () => clock;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    [clock, requests, answers] = [start, [], []];
    const server = createServer(async (request, response: ServerResponse) => {
      let body = "";
      for await (const piece of request) body += piece;
      requests.push({ headers: request.headers, body });
      const answer = answers.shift() ?? { status: 200, body: "ok" };
      if (answer === "drop") return void response.destroy();
      response.writeHead(answer.status, answer.headers).end(answer.body ?? "");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await person(store, "ada");
  });

  async function sendOne(context = contextOf(store, now)) {
    await makeMessages(store, now());
    const [id] = await dueMessages(store, now());
    return id === undefined ? null : sendMessage(context, id);
  }
  const hook = (channel: DeliveryChannel) => follow(store, user, { channel, target: origin + path });
  const message = async () =>
    (await listMessages(store, { userId: null, subscription: null, before: null, limit: 1 }))[0];

  test("post a card to Teams and blocks to Slack, without a link by which any reader could end them", async () => {
    await hook("teams");
    await hook("slack");
    await issue(store, documentOf("lumen"), clock);
    await sendOne();
    await sendOne();
    const [card, blocks] = requests.map(({ body }) => JSON.parse(body));
    expect(card.attachments[0].contentType).toBe("application/vnd.microsoft.card.adaptive");
    expect(blocks.blocks.length).toBeGreaterThan(1);
    expect(JSON.stringify([card, blocks])).not.toContain("unsubscribe");
    expect(JSON.stringify([card, blocks])).toContain("Two rose in lumen.");
  });

  test("that others read too have nothing about people where the subscription says so", async () => {
    await follow(store, user, { channel: "slack", target: origin + path, withoutPeople: true });
    await issue(store, documentOf("lumen"), clock);
    await sendOne();
    expect(requests[0]?.body).toContain("lumen-forum");
    expect(requests[0]?.body).not.toMatch(/Vera|Noor|Kim/);
  });

  test("wait as long as they are asked to, and no shorter than our own wait", async () => {
    await hook("slack");
    await issue(store, documentOf("lumen"), clock);
    answers = [{ status: 429, headers: { "retry-after": "600" } }];
    expect(await sendOne()).toMatchObject({ kind: "retry" });
    clock = new Date(start.getTime() + 599_000);
    expect(await sendOne()).toBeNull();
    clock = new Date(start.getTime() + 600_000);
    expect(await sendOne()).toMatchObject({ kind: "sent" });
    expect(requests).toHaveLength(2);
  });

  test.each<[string, Answer, string]>([
    ["a fault of its own", { status: 500 }, "retry"],
    ["a connection that breaks off", "drop", "retry"],
    ["that there is no such hook", { status: 404, body: "no_service" }, "refused"],
    ["that the hook is gone", { status: 410 }, "refused"],
    [
      "an address elsewhere, which is not followed",
      { status: 302, headers: { location: "http://127.0.0.1:1/" } },
      "refused",
    ],
  ])("answer %s", async (_, answer, kindOf) => {
    await hook("teams");
    await issue(store, documentOf("lumen"), clock);
    answers = [answer];
    expect(await sendOne()).toMatchObject({ kind: kindOf });
    expect(requests).toHaveLength(1);
  });

  test("of Teams that answer 200 and say in words that it failed are asked again", async () => {
    await hook("teams");
    await issue(store, documentOf("lumen"), clock);
    answers = [
      {
        status: 200,
        body: "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429",
      },
    ];
    expect(await sendOne()).toMatchObject({ kind: "retry" });
  });

  test("never have their address repeated, also where a receiver repeats it", async () => {
    await follow(store, user, { channel: "slack", target: `${origin}${path}?token=another%2Dsecret-part` });
    await issue(store, documentOf("lumen"), clock);
    answers = [
      {
        status: 404,
        body: `No hook at ${origin}${path}?token=another%2Dsecret-part (another-secret-part, a-very-secret-part)\u202E`,
      },
    ];
    await sendOne();
    const { said } = (await message()) ?? {};
    expect(said).toMatch(/answered 404: No hook at/);
    expect(said).not.toMatch(/secret-part|\p{Cf}/u);
  });

  test("on a private network are not asked", async () => {
    await follow(store, user, { channel: "webhook", target: "http://10.0.0.7/x-secret-part" });
    await issue(store, documentOf("lumen"), clock);
    expect(await sendOne()).toMatchObject({
      kind: "refused",
      said: expect.stringMatching(/^10\.0\.0\.7 .*not on the open internet/),
    });
  });

  test("are signed with the same id and body at every attempt, as the library of the specification verifies", async () => {
    const { secret } = await hook("webhook");
    const issued = new Date();
    clock = issued;
    await issue(store, documentOf("lumen"), clock);
    answers = [{ status: 503 }];
    expect(await sendOne()).toMatchObject({ kind: "retry" });
    clock = new Date(issued.getTime() + 60_000);
    expect(await sendOne()).toMatchObject({ kind: "sent" });
    const [first, second] = requests;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers["webhook-id"]).toBe("msg_report_1.1");
    const verified = new Webhook(secret ?? "").verify(second?.body ?? "", second?.headers as Record<string, string>);
    expect(verified).toMatchObject({ type: "report.issued", data: { reports: [{ insight: "Two rose in lumen." }] } });
  });

  function makeFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), "groundswell-reports-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return folder;
  }

  test("are files under one folder, the same file where the same message comes twice, and never half of one", async () => {
    const folder = makeFolder();
    await follow(store, user, { channel: "folder", target: "team-a", formats: ["csv", "html"] });
    await issue(store, documentOf("lumen", { expertise: "../../evil/C#" }), clock);
    const context = { ...contextOf(store, now), folder };
    expect(await sendOne(context)).toMatchObject({ kind: "sent" });
    const names = ["candidates-evil-c-2026-01-01-1-1.csv", "candidates-evil-c-2026-01-01-1-1.html"];
    expect(readdirSync(join(folder, "team-a")).sort()).toEqual(names);
    // What a crash before the renaming leaves, and what one after it leaves.
    writeFileSync(join(folder, "team-a", `.${names[0]}.left`), "half");
    await rowsOf(store, "update report_messages set state = 'sending', leased_until = $1, lease = 'x'", clock);
    expect(await sendOne(context)).toMatchObject({ kind: "sent" });
    expect(readdirSync(join(folder, "team-a")).sort()).toEqual(names);
    expect(readFileSync(join(folder, "team-a", names[0] ?? ""), "utf8")).toContain("Vera-of-Germany");
    expect(readdirSync(folder)).toEqual(["team-a"]);
  });

  test("go nowhere else, whatever the name of the folder was made to be", async () => {
    const [folder, elsewhere] = [makeFolder(), makeFolder()];
    const context = { ...contextOf(store, now), folder };
    await follow(store, user, { channel: "folder", target: "team-a", formats: ["csv"] });
    mkdirSync(join(folder, "real"));
    symlinkSync(elsewhere, join(folder, "team-a"));
    await issue(store, documentOf("lumen"), clock);
    expect(await sendOne(context)).toMatchObject({ kind: "refused", said: expect.stringMatching(/leads out/) });
    await rowsOf(store, "update report_subscriptions set target = '../elsewhere'");
    await issue(store, documentOf("lumen"), clock, 1);
    expect(await sendOne(context)).toMatchObject({ kind: "refused" });
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(["real", "team-a"]);
  });

  test("that are set nowhere wait until they are", async () => {
    await follow(store, user, { channel: "folder", target: "team-a", formats: ["csv"] });
    await issue(store, documentOf("lumen"), clock);
    expect(await sendOne()).toMatchObject({ kind: "retry", said: expect.stringMatching(/GROUNDSWELL_REPORTS/) });
    clock = new Date(clock.getTime() + 60_000);
    expect(await sendOne({ ...contextOf(store, now), folder: makeFolder() })).toMatchObject({ kind: "sent" });
  });
});
