import { readUnsubscribe, sendMessage, workOnSending } from "@groundswell/report";
import { findReport } from "@groundswell/reports";
import {
  addGrants,
  changeRole,
  claimMessage,
  disableUser,
  dueMessages,
  endSubscription,
  listMessages,
  listSubscriptions,
  makeMessages,
  noteBounce,
  type Store,
  settleMessage,
  subscriptionOfFeed,
} from "@groundswell/store";
import PostalMime from "postal-mime";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openTestQueue } from "./open-test-queue.ts";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { contextOf, documentOf, follow, issue, person, secret, start } from "./report-readers.ts";
import { startMailServer } from "./smtp-world.ts";
import { makeSource, rowsOf } from "./store-fixtures.ts";

const hour = 3_600_000;
const all = { userId: null, subscription: null, before: null, limit: 0 };

describe.each(storeKinds)("what is delivered from the %s store", (kind) => {
  let store: Store;
  let clock: Date;
  let server: Awaited<ReturnType<typeof startMailServer>>;
  const now = () => clock;
  const by = () => ({ actor: "admin@corp.example", at: clock });
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    clock = start;
    server = await startMailServer();
    onTestFinished(server.close);
  });

  const at = (text: string) => {
    clock = new Date(text);
  };
  /** Sends all that is due now, and gives the mails that arrived by it. */
  async function sendDue() {
    const before = server.taken.length;
    await makeMessages(store, now());
    for (const id of await dueMessages(store, now())) await sendMessage(contextOf(store, now, server), id);
    return Promise.all(server.taken.slice(before).map(({ raw }) => PostalMime.parse(raw)));
  }
  const states = async () => (await listMessages(store, all)).map(({ state, said }) => [state, said]);

  test("arrives once each, for the report and expertise that somebody subscribed to", async () => {
    for (const name of ["ada", "bo", "cy"]) await person(store, name);
    await follow(store, "ada@corp.example");
    await follow(store, "bo@corp.example", { expertise: "lumen" });
    await follow(store, "cy@corp.example", { expertise: "quill" });
    await issue(store, documentOf("lumen"), clock);
    expect(await sendDue()).toHaveLength(2);
    expect(await sendDue()).toEqual([]);
    expect(server.taken.map(({ to }) => to[0]).sort()).toEqual(["ada@corp.example", "bo@corp.example"]);
  });

  test("holds nothing of people once the role is gone that let its owner read them", async () => {
    await person(store, "ada");
    await follow(store, "ada@corp.example", { formats: ["csv", "json", "markdown"] });
    await issue(store, documentOf("lumen"), clock);
    await makeMessages(store, now());
    await changeRole(store, "ada@corp.example", "product", by());
    expect(await sendDue()).toHaveLength(1);
    expect(server.taken[0]?.raw).not.toMatch(/Vera|Noor|Kim/);
    const mail = await PostalMime.parse(server.taken[0]?.raw ?? "", { attachmentEncoding: "utf8" });
    const whole = [mail.html, mail.text, ...mail.attachments.map(({ content }) => content)].join("\n");
    expect(whole).toContain("lumen-forum");
    expect(whole).not.toMatch(/Vera|Noor|Kim|Egypt/);
  });

  test("is left out whole where it is about people, and does not say what was", async () => {
    await person(store, "ada", "product");
    await follow(store, "ada@corp.example");
    await issue(store, documentOf("lumen", { matter: "people", title: "Vera-of-Germany" }), clock);
    expect(await sendDue()).toEqual([]);
    expect(await states()).toEqual([
      ["left-out", "There is nothing in it that its owner may read, or follows, at this moment."],
    ]);
  });

  test("has rows of a lead's own regions only, and nobody of whom no region is known", async () => {
    await person(store, "ada");
    await addGrants(store, "ada@corp.example", { expertises: [], regions: ["EG"] }, by());
    await follow(store, "ada@corp.example");
    await issue(store, documentOf("lumen"), clock);
    const [mail] = await sendDue();
    expect(mail?.html).toContain("Noor-of-Egypt");
    expect(mail?.html).not.toMatch(/Vera|Kim/);
  });

  test("is nothing of an expertise that its owner may not know, nor for one who is disabled", async () => {
    for (const name of ["ada", "bo", "root"]) await person(store, name, name === "root" ? "admin" : "lead");
    await makeSource(store, "test", ["lumen", "quill"]);
    await addGrants(store, "ada@corp.example", { expertises: ["quill"], regions: [] }, by());
    await follow(store, "ada@corp.example");
    await follow(store, "bo@corp.example");
    await issue(store, documentOf("lumen"), clock);
    await disableUser(store, "bo@corp.example", by());
    expect(await sendDue()).toEqual([]);
    expect(await states()).toEqual([
      ["left-out", "Its owner may read nothing at this moment."],
      ["left-out", "There is nothing in it that its owner may read, or follows, at this moment."],
    ]);
  });

  test("ends with the subscription, also what waits, and by the link of a mail alone", async () => {
    await person(store, "ada");
    const { id } = await follow(store, "ada@corp.example");
    await issue(store, documentOf("lumen"), clock);
    const [mail] = await sendDue();
    const [, token = ""] =
      /unsubscribe\/([^>]+)>/.exec(mail?.headers.find(({ key }) => key === "list-unsubscribe")?.value ?? "") ?? [];
    await issue(store, documentOf("lumen"), clock, 1);
    await makeMessages(store, now());
    expect(readUnsubscribe(secret, token)).toBe(id);
    expect(await endSubscription(store, readUnsubscribe(secret, token) ?? 0, "unsubscribed", by())).toBe(true);
    expect(await endSubscription(store, id, "unsubscribed", by())).toBe(false);
    await issue(store, documentOf("lumen"), clock, 2);
    expect(await sendDue()).toEqual([]);
    expect(await states()).toEqual([
      ["left-out", "The subscription has ended."],
      ["sent", expect.any(String)],
    ]);
    expect(await rowsOf(store, "select detail from audit_log where action = 'subscription.end'")).toEqual([
      { detail: { why: "unsubscribed" } },
    ]);
  });

  test("waits for the end of quiet over midnight, in the night in which clocks are changed too", async () => {
    await person(store, "ada");
    await follow(store, "ada@corp.example", { quiet: { from: "22:00", to: "07:00" }, tz: "Europe/Berlin" });
    for (const [month, [issued, before, after]] of [
      ["2026-01-10T21:30:00Z", "2026-01-11T05:59:59Z", "2026-01-11T06:00:00Z"],
      ["2026-03-28T23:30:00Z", "2026-03-29T04:59:59Z", "2026-03-29T05:00:00Z"],
      ["2026-10-24T23:30:00Z", "2026-10-25T05:59:59Z", "2026-10-25T06:00:00Z"],
    ].entries()) {
      at(issued ?? "");
      await issue(store, documentOf("lumen"), clock, month);
      expect(await sendDue()).toEqual([]);
      at(before ?? "");
      expect(await sendDue()).toEqual([]);
      at(after ?? "");
      expect(await sendDue()).toHaveLength(1);
    }
  });

  test("is not sent in quiet that began while nothing was running", async () => {
    await person(store, "ada");
    await follow(store, "ada@corp.example", { quiet: { from: "22:00", to: "07:00" } });
    at("2026-01-10T21:59:00Z");
    await issue(store, documentOf("lumen"), clock);
    await makeMessages(store, now());
    at("2026-01-10T23:00:00Z");
    expect(await sendDue()).toEqual([]);
    at("2026-01-11T07:00:00Z");
    expect(await sendDue()).toHaveLength(1);
    expect((await listMessages(store, all))[0]?.attempts).toBe(1);
  });

  test("of three editions is one mail in a digest, at eight in the morning of its reader", async () => {
    await person(store, "ada");
    await follow(store, "ada@corp.example", { digest: "day", tz: "Europe/Berlin" });
    for (const [month, name] of ["lumen", "quill", "weave"].entries())
      await issue(store, documentOf(name), clock, month);
    expect(await sendDue()).toEqual([]);
    at("2026-01-11T06:59:59Z");
    expect(await sendDue()).toEqual([]);
    at("2026-01-11T07:00:00Z");
    // Noted at the very moment is in it; after it, in the next.
    await issue(store, documentOf("ember"), clock, 3);
    const [mail, ...more] = await sendDue();
    expect(more).toEqual([]);
    for (const name of ["lumen", "quill", "weave", "ember"]) expect(mail?.html).toContain(`Two rose in ${name}.`);
    expect(mail?.messageId).toBe("<1.digest.2026-01-11@g.example>");
    at("2026-01-11T07:00:01Z");
    await issue(store, documentOf("late"), clock, 4);
    expect(await sendDue()).toEqual([]);
    at("2026-01-15T12:00:00Z");
    const after = await sendDue();
    expect(after.map(({ messageId }) => messageId)).toEqual(["<1.digest.2026-01-15@g.example>"]);
  });

  test("of a digest is the last revision alone of what was corrected meanwhile", async () => {
    await person(store, "ada");
    await follow(store, "ada@corp.example", { digest: "day" });
    for (const [month, name] of ["lumen", "quill"].entries()) await issue(store, documentOf(name), clock, month);
    await issue(store, documentOf("lumen-mended"), clock, 0, 2);
    at("2026-01-11T08:00:00Z");
    const [mail] = await sendDue();
    expect(mail?.html).toContain("Two rose in lumen-mended.");
    expect(mail?.html).toContain("Two rose in quill.");
    expect(mail?.html).not.toContain("Two rose in lumen.");
    // The first revision is in that mail as well: it comes in no other.
    at("2026-01-20T12:00:00Z");
    expect(await sendDue()).toEqual([]);
  });

  test("of a week is one mail on Monday", async () => {
    await person(store, "ada");
    await follow(store, "ada@corp.example", { digest: "week" });
    await issue(store, documentOf("lumen"), clock);
    at("2026-01-12T07:59:59Z");
    expect(await sendDue()).toEqual([]);
    at("2026-01-12T08:00:00Z");
    expect(await sendDue()).toHaveLength(1);
  });

  test("of a week holds the report that is due on that Monday as usual, though it takes a while to build", async () => {
    await person(store, "ada");
    await follow(store, "ada@corp.example", { report: "support", digest: "week" });
    expect(findReport("support").usualCron).toBe("0 7 * * 1");
    at("2026-01-12T07:04:00Z");
    await issue(store, documentOf("lumen", { report: "support" }), clock);
    expect(await sendDue()).toEqual([]);
    at("2026-01-12T08:00:00Z");
    expect((await sendDue()).map(({ messageId }) => messageId)).toEqual(["<1.digest.2026-01-12@g.example>"]);
  });

  test.each([
    ["that wait for their day", "2026-01-13T08:00:00Z"],
    ["that came too late for a digest that was made", "2026-01-12T07:59:59Z"],
  ])("is not kept from anybody by more digests of others than are made at once, %s", async (_, noted) => {
    for (const name of ["ada", "bo"]) await person(store, name);
    const { id } = await follow(store, "ada@corp.example", { digest: "week" });
    await follow(store, "bo@corp.example");
    const first = await issue(store, documentOf("lumen"), clock);
    at("2026-01-12T08:00:00Z");
    expect(await sendDue()).toHaveLength(2);
    at("2026-01-13T09:00:00Z");
    await rowsOf(
      store,
      `with more as (insert into report_editions (report, expertise, cadence, window_from, window_to, revision, document, sha256, revised, words,
         built_at)
         select report, expertise, cadence, window_from - n * interval '1 day', window_to - n * interval '1 day', 1, document, sha256, revised, words,
           built_at from report_editions, generate_series(1, 5000) n where id = ${first} returning id)
       insert into report_deliveries (subscription_id, edition_id, created_at) select ${id}, id, '${noted}' from more`,
    );
    await issue(store, documentOf("quill"), clock, 1);
    expect((await sendDue()).map(({ to }) => to?.[0]?.address)).toEqual(["bo@corp.example"]);
  });

  test("is claimed by one of many, taken over when the lease is over, and settled by its holder alone", async () => {
    await person(store, "ada");
    await follow(store, "ada@corp.example");
    await issue(store, documentOf("lumen"), clock);
    expect(await Promise.all([1, 2, 3].map(() => makeMessages(store, now())))).toContain(1);
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimMessage(store, 1, now(), hour)));
    const [first, ...others] = claims.filter((claim) => claim !== null);
    expect(others).toEqual([]);
    expect(await dueMessages(store, now())).toEqual([]);
    clock = new Date(clock.getTime() + hour - 1);
    expect(await claimMessage(store, 1, now(), hour)).toBeNull();
    clock = new Date(clock.getTime() + 1);
    const second = await claimMessage(store, 1, now(), hour);
    expect(second).toMatchObject({ key: "1.1", attempts: 2 });
    if (!first || !second) throw new Error("It was claimed by nobody.");
    expect(await settleMessage(store, first, { kind: "refused", said: "Too late." }, now())).toBe(false);
    expect(await settleMessage(store, second, { kind: "sent", said: "250 Ok" }, now())).toBe(true);
    expect(await settleMessage(store, second, { kind: "refused", said: "Again." }, now())).toBe(false);
    expect(await states()).toEqual([["sent", "250 Ok"]]);
  });

  test("goes before what ended its sender", async () => {
    for (const name of ["ada", "bo"]) {
      await person(store, name);
      await follow(store, `${name}@corp.example`);
    }
    await issue(store, documentOf("lumen"), clock);
    await makeMessages(store, now());
    expect(await dueMessages(store, now())).toEqual([1, 2]);
    await claimMessage(store, 1, now(), hour);
    clock = new Date(clock.getTime() + hour);
    expect(await dueMessages(store, now())).toEqual([2, 1]);
  });

  test("is given up where whoever sends it never comes to an end", async () => {
    await person(store, "ada");
    await follow(store, "ada@corp.example");
    await issue(store, documentOf("lumen"), clock);
    await makeMessages(store, now());
    for (let crash = 0; crash < 20; crash++) {
      expect(await claimMessage(store, 1, now(), hour)).not.toBeNull();
      clock = new Date(clock.getTime() + hour);
    }
    expect(await sendDue()).toEqual([]);
    expect(await states()).toEqual([["failed", expect.stringMatching(/did not come to an end/)]]);
  });

  test("ends at an address that does not exist, by a notice about the owner's own address", async () => {
    await person(store, "ada");
    await follow(store, "ada@corp.example");
    await issue(store, documentOf("lumen"), clock);
    const note = { messageKey: "1.1", recipient: "ada@corp.example", status: "5.1.1", text: "No such mailbox" };
    expect(await noteBounce(store, note, by())).toBeNull();
    await sendDue();
    // Tried in vain for days, a mailbox that is full, a mail that is too big, and one that is not liked.
    for (const status of ["4.4.1", "5.2.2", "5.3.4", "5.7.1"])
      expect(await noteBounce(store, { ...note, status }, by())).toEqual({ subscription: 1, ended: false });
    expect(await noteBounce(store, { ...note, recipient: "eve@evil.example" }, by())).toEqual({
      subscription: 1,
      ended: false,
    });
    expect(await noteBounce(store, { ...note, messageKey: "1.99" }, by())).toBeNull();
    expect(await noteBounce(store, note, by())).toEqual({ subscription: 1, ended: true });
    expect((await listMessages(store, all))[0]).toMatchObject({
      bounce: "ada@corp.example: 5.1.1 No such mailbox",
      state: "sent",
    });
    expect((await listSubscriptions(store, null))[0]?.endedWhy).toBe("bounced");
  });

  test("goes out by the queue, where a job each minute finds what is due", async () => {
    await person(store, "ada");
    await follow(store, "ada@corp.example");
    await issue(store, documentOf("lumen"), clock);
    const queue = await openTestQueue(kind === "embedded" ? "the embedded store" : "PostgreSQL", store, now);
    onTestFinished(() => queue.close());
    await workOnSending(contextOf(store, now, server), queue);
    await queue.add("send", { message: null });
    await expect.poll(() => server.taken.length, { timeout: 15_000 }).toBe(1);
    await queue.drained("send");
    expect(await states()).toEqual([["sent", expect.any(String)]]);
  });
});

describe.each(storeKinds)("subscriptions in the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    await person(store, "ada");
  });
  const user = "ada@corp.example";

  test("show no address of a hook, no secret and no hash, but once", async () => {
    const target = "https://hooks.slack.com/services/T0/B0/very-secret-part";
    await follow(store, user, { channel: "slack", target });
    const hook = await follow(store, user, {
      channel: "webhook",
      target: "https://in.example:8443/x?token=hidden-token",
    });
    const feed = await follow(store, user, { channel: "feed" });
    expect(hook.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(feed.secret).toMatch(/^[\da-f]{64}$/);
    const listed = await listSubscriptions(store, null);
    expect(listed.map(({ place }) => place)).toEqual(["hooks.slack.com", "in.example:8443", null]);
    const shown = JSON.stringify([listed, await rowsOf(store, "select * from audit_log")]);
    for (const hidden of ["very-secret-part", "hidden-token", hook.secret, feed.secret])
      expect(shown).not.toContain(hidden);
    expect((await subscriptionOfFeed(store, feed.secret ?? ""))?.id).toBe(feed.id);
    expect(await subscriptionOfFeed(store, "0".repeat(64))).toBeNull();
    await endSubscription(store, feed.id, "removed", { actor: "ada", at: start });
    expect(await subscriptionOfFeed(store, feed.secret ?? "")).toBeNull();
  });

  test("that would send one report to one place twice are refused", async () => {
    await follow(store, user, { expertise: "lumen" });
    await follow(store, user, { expertise: "quill" });
    await follow(store, user, { report: "trends" });
    await expect(follow(store, user, { expertise: "lumen" })).rejects.toThrow(
      /Subscription 1 sends this report there already/,
    );
    await expect(follow(store, user)).rejects.toThrow(/already/);
    await expect(follow(store, user, { report: "trends", expertise: "lumen" })).rejects.toThrow(/already/);
    await endSubscription(store, 1, "removed", { actor: "ada", at: start });
    await follow(store, user, { expertise: "lumen" });
  });

  test.each([
    ["a folder that leads elsewhere", { channel: "folder", target: "../etc", formats: ["html"] }, /small letters/],
    ["a folder without a format", { channel: "folder", target: "team-a" }, /at least one format/],
    ["an address that is none", { channel: "teams", target: "not-an-address-secret" }, /starts with https/],
    ["an address with a password", { channel: "webhook", target: "https://me:pw@in.example/x" }, /without user/],
    ["an address for a mail", { target: "eve@evil.example" }, /no address of its own/],
    ["a time of day", { quiet: { from: "7", to: "9" } }, /no time of day/],
    ["a time zone", { tz: "Mars/Olympus" }, /no time zone/],
    [
      "a digest of files",
      { channel: "folder", target: "team-a", formats: ["html"], digest: "day" },
      /leave the digest out/,
    ],
  ] as const)("with %s are refused with a sentence", async (_, wish, message) => {
    await expect(follow(store, user, wish as never)).rejects.toThrow(message);
    await expect(follow(store, user, wish as never)).rejects.not.toThrow(/not-an-address-secret|me:pw/);
  });
});
