import { senders, sendMail, sendMessage } from "@groundswell/report";
import {
  dueMessages,
  listMessages,
  type MessageRow,
  makeMessages,
  mostAttempts,
  type SendOutcome,
  type Store,
} from "@groundswell/store";
import PostalMime from "postal-mime";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { contextOf, documentOf, follow, issue, person, start } from "./report-readers.ts";
import { type Fault, startFaultyServer, startMailServer } from "./smtp-world.ts";
import { rowsOf } from "./store-fixtures.ts";

const quick = { connectMs: 300, greetingMs: 300, silenceMs: 300, totalMs: 700 };
const quickly: typeof senders = { ...senders, mail: (context, parcel) => sendMail(context, parcel, quick) };
const minute = 60_000;

describe.each(storeKinds)("mail from the %s store", (kind) => {
  let store: Store;
  let clock: Date;
  const now = () => clock;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    clock = start;
    await person(store, "ada");
    await follow(store, "ada@corp.example");
    await issue(store, documentOf("lumen"), clock);
  });

  const later = (ms: number) => {
    clock = new Date(clock.getTime() + ms);
  };
  const message = async () =>
    (await listMessages(store, { userId: null, subscription: null, before: null, limit: 1 }))[0] as MessageRow;

  /** Sends what is due against a server with faults, as often as it takes, and says what came of each attempt. */
  async function deliver(faults: (Fault | null)[]) {
    const server = await startFaultyServer(faults);
    onTestFinished(server.close);
    const context = contextOf(store, now, server);
    await makeMessages(store, now());
    const outcomes: (SendOutcome | null)[] = [];
    for (let tries = 0; tries < 30; tries++) {
      for (const id of await dueMessages(store, now())) outcomes.push(await sendMessage(context, id, quickly));
      const { state } = await message();
      if (state !== "waiting") break;
      later(6 * 60 * minute);
    }
    return { kinds: outcomes.map((outcome) => outcome?.kind), outcomes, taken: server.taken, last: await message() };
  }

  test.each<[string, Fault, RegExp]>([
    ["greylists", { at: "RCPT", say: "450 4.2.0 Greylisted, see you" }, /Greylisted/],
    ["is out of order at its greeting", { at: "greeting", say: "554 5.3.2 Not today" }, /Not today/],
    ["is busy", { at: "greeting", say: "421 4.3.2 Busy" }, /Busy/],
    ["does not take our sender", { at: "MAIL", say: "550 5.7.1 Who are you" }, /Who are you/],
    [
      "says only at the recipient that it relays nothing of ours",
      { at: "RCPT", say: "554 5.7.1 No relay" },
      /No relay/,
    ],
    ["says only at the recipient that it has listed us", { at: "RCPT", say: "550 5.7.606 Listed" }, /Listed/],
    ["says only at the recipient that nobody signed in", { at: "RCPT", say: "530 Sign in first" }, /Sign in first/],
    ["says only at the recipient that our sender has no host", { at: "RCPT", say: "550 5.1.8 No host" }, /No host/],
    ["never greets", { at: "greeting", do: "nothing" }, /ETIMEDOUT/],
    ["never answers a recipient", { at: "RCPT", do: "nothing" }, /ETIMEDOUT/],
    ["says a letter at a time and never a line", { at: "MAIL", do: "trickle" }, /EABORT|ETIMEDOUT/],
    ["answers garbage", { at: "EHLO", say: "\u0000\u001b[31mnonsense" }, /nonsense|EPROTOCOL/],
    ["drops the connection before DATA", { at: "RCPT", do: "drop" }, /ECONNECTION/],
    ["drops at DATA", { at: "DATA", do: "drop" }, /ECONNECTION/],
    ["drops in the middle of a mail", { at: "inside", do: "drop" }, /ECONNECTION|ESOCKET/],
    ["has no room", { at: "dot", say: "452 4.3.1 No room" }, /No room/],
  ])("arrives once from a server that %s", async (_, fault, said) => {
    const { kinds, outcomes, taken, last } = await deliver([fault]);
    expect(kinds).toEqual(["retry", "sent"]);
    expect(taken).toHaveLength(1);
    expect(last).toMatchObject({ state: "sent", attempts: 2, said: "250 2.0.0 Ok: queued" });
    expect(outcomes[0]?.said).toMatch(said);
    expect(outcomes[0]?.said).not.toMatch(/\p{Cc}/u);
  });

  test("is given up after so many attempts, and shows what was said last", async () => {
    const { kinds, taken, last } = await deliver(Array(40).fill({ at: "RCPT", say: "450 4.2.0 Never" }));
    expect([kinds, taken]).toEqual([Array(mostAttempts).fill("retry"), []]);
    expect(last).toMatchObject({ state: "failed", attempts: mostAttempts, said: "450 4.2.0 Never" });
    // Three days of a server that is out of order are no refusal by its readers.
    expect(await rowsOf(store, "select ended_at from report_subscriptions")).toEqual([{ ended_at: null }]);
  });

  test.each<[string, Fault, string]>([
    ["the recipient", { at: "RCPT", say: "550 5.1.1 No such mailbox" }, "550 5.1.1 No such mailbox"],
    ["the recipient, plainly", { at: "RCPT", say: "550 No such mailbox" }, "550 No such mailbox"],
    ["the recipient's mailbox", { at: "RCPT", say: "552 5.2.2 It is full" }, "552 5.2.2 It is full"],
    ["the mail", { at: "dot", say: "554 5.7.1 Looks like spam" }, "554 5.7.1 Looks like spam"],
  ])("is not tried again where a server refuses %s, and shows what it said", async (_, fault, said) => {
    const { kinds, taken, last } = await deliver([fault]);
    expect([kinds, taken]).toEqual([["refused"], []]);
    expect(last).toMatchObject({ state: "failed", attempts: 1, said });
  });

  test("arrives twice, with the same bytes and Message-ID, where a server takes it and its answer is lost", async () => {
    const { kinds, taken } = await deliver([{ at: "dot", do: "drop" }]);
    expect(kinds).toEqual(["retry", "sent"]);
    expect(taken).toHaveLength(2);
    expect(taken[1]?.raw).toBe(taken[0]?.raw);
    expect((await PostalMime.parse(taken[0]?.raw ?? "")).messageId).toBe("<1.1@g.example>");
  });

  test("waits longer each time, from a minute to six hours", async () => {
    const server = await startFaultyServer(Array(20).fill({ at: "RCPT", say: "450 Later" }));
    onTestFinished(server.close);
    await makeMessages(store, now());
    const waits: number[] = [];
    for (let tries = 0; tries < 11; tries++) {
      await sendMessage(contextOf(store, now, server), 1);
      const { notBefore } = await message();
      waits.push((notBefore.getTime() - clock.getTime()) / minute);
      later(notBefore.getTime() - clock.getTime() - 1);
      expect(await dueMessages(store, now())).toEqual([]);
      later(1);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
  });

  test("sends no password where there is no TLS, and none is shown in what was said", async () => {
    const server = await startFaultyServer([]);
    onTestFinished(server.close);
    await makeMessages(store, now());
    // A name that is not this machine, though its address is: the rule is about names.
    const plain = {
      ...contextOf(store, now, server),
      mail: { url: `smtp://me:hunter2hunter2@127.0.0.1.nip.invalid:${server.port}`, from: "a@g.example" },
    };
    expect(await sendMessage(plain, 1, quickly)).toMatchObject({ kind: "retry" });
    later(minute);
    const forced = {
      ...plain,
      mail: { url: `smtp://me:hunter2hunter2@127.0.0.1:${server.port}?requireTLS=true`, from: "a@g.example" },
    };
    expect(await sendMessage(forced, 1, quickly)).toMatchObject({ kind: "retry" });
    later(2 * minute);
    const secure = {
      ...plain,
      mail: { url: `smtps://me:hunter2hunter2@127.0.0.1:${server.port}`, from: "a@g.example" },
    };
    expect(await sendMessage(secure, 1, quickly)).toMatchObject({ kind: "retry" });
    expect(server.taken).toEqual([]);
    expect(JSON.stringify(await rowsOf(store, "select * from report_messages"))).not.toContain("hunter2");
  });

  test("ends a subscription after five refusals for good one after another, which the audit log says", async () => {
    for (let month = 1; month <= 5; month++) {
      expect(await rowsOf(store, "select ended_why as why from report_subscriptions")).toEqual([{ why: null }]);
      await deliver([{ at: "RCPT", say: "550 5.1.1 No such mailbox" }]);
      if (month < 5) await issue(store, documentOf("lumen"), clock, month);
    }
    expect(await rowsOf(store, "select ended_why as why from report_subscriptions")).toEqual([{ why: "refused" }]);
    expect(
      await rowsOf(store, "select actor, subject, detail from audit_log where action = 'subscription.end'"),
    ).toEqual([{ actor: "groundswell", subject: "subscription 1", detail: { why: "refused" } }]);
  });

  test("has both texts, headers that say it is a machine's, and one click to end it", async () => {
    const server = await startMailServer();
    onTestFinished(server.close);
    await rowsOf(store, "update report_subscriptions set formats = '{csv,json,markdown}'");
    await makeMessages(store, now());
    expect(await sendMessage(contextOf(store, now, server), 1)).toMatchObject({ kind: "sent" });
    const mail = await PostalMime.parse(server.taken[0]?.raw ?? "");
    const header = (name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
    expect(header("auto-submitted")).toEqual(["auto-generated"]);
    expect(header("list-unsubscribe")).toEqual([
      expect.stringMatching(/^<https:\/\/g\.example\/unsubscribe\/1\.[\w-]{43}>$/),
    ]);
    expect(header("list-unsubscribe-post")).toEqual(["List-Unsubscribe=One-Click"]);
    expect(mail.to).toEqual([{ name: "", address: "ada@corp.example" }]);
    expect(mail.text).toContain("Two rose in lumen.");
    expect(mail.html).toContain("Two rose in lumen.");
    expect(mail.attachments.map(({ filename }) => filename)).toEqual([
      "candidates-lumen-2026-01-01.csv",
      "candidates-lumen-2026-01-01.json",
      "candidates-lumen-2026-01-01.md",
    ]);
  });

  test("lets nothing that a source wrote begin a header, a recipient or a formula", async () => {
    const server = await startMailServer();
    onTestFinished(server.close);
    const evil = 'lumen\r\nBcc: eve@evil.example\r\n\r\n<script>alert(1)</script>\u202E"=HYPERLINK(1)';
    const document = documentOf(evil, { title: evil });
    document.sections[0]?.rows.push({
      ...(document.sections[0].rows[0] as object),
      cells: ['=cmd|"/c calc"!A1'],
    } as never);
    await rowsOf(store, "update report_subscriptions set formats = '{csv}'");
    await issue(store, document, clock, 1);
    await makeMessages(store, now());
    const edition = (await rowsOf(store, "select id from report_messages where key = '1.2'"))[0].id;
    expect(await sendMessage(contextOf(store, now, server), edition)).toMatchObject({ kind: "sent" });
    const [{ to, raw } = { to: [], raw: "" }] = server.taken;
    expect(to).toEqual(["ada@corp.example"]);
    const mail = await PostalMime.parse(raw, { attachmentEncoding: "utf8" });
    expect(mail.headers.map(({ key }) => key).sort()).toEqual(
      [
        "auto-submitted",
        "content-type",
        "date",
        "from",
        "list-unsubscribe",
        "list-unsubscribe-post",
        "message-id",
        "mime-version",
        "subject",
        "to",
      ].sort(),
    );
    expect(mail.subject).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(mail.html).not.toContain("<script>alert");
    expect(String(mail.attachments[0]?.content)).not.toMatch(/(^|,)"?[=+@]/m);
  });
});
