import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { Desk, type Ended, signalLines } from "./run-command.ts";
import { startMailServer } from "./smtp-world.ts";

const desk = new Desk();
afterAll(() => desk.clear());

const answer = ({ code, stdout, stderr }: Ended) => {
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
};
const report = (...args: string[]) => desk.run(["report", ...args]);

beforeAll(async () => {
  const file = desk.file("signals.jsonl", `${signalLines().join("\n")}\n`);
  answer(await desk.run(["import", "signals", file, "--expertise", "lumen", "--json"]));
  answer(await desk.run(["user", "add", "birch@corp.example", "--name", "Birch", "--role", "lead", "--json"]));
  answer(await desk.run(["user", "grant", "birch@corp.example", "--expertise", "lumen", "--json"]));
}, 120_000);

const december = ["--as-of", "2024-03-04"];

test("a report is looked at, issued, shown in every format, and listed", async () => {
  const preview = await report("run", "support", ...december);
  expect(preview.code, preview.stderr).toBe(0);
  expect(preview.stdout).toMatch(/^Where to deploy support: lumen/);
  expect(answer(await report("list", "--json")).editions).toEqual([]);
  const kept = await report("run", "support", ...december, "--keep");
  expect(kept.stderr).toContain("It is kept as edition 1.");
  expect((await report("run", "support", ...december, "--keep")).stderr).toContain("was issued before, as edition 1.");
  const { editions, reports } = answer(await report("list", "--json", "--search", "lumen"));
  expect(editions).toMatchObject([{ id: 1, report: "support", expertise: "lumen", revision: 1 }]);
  expect(reports.length).toBeGreaterThan(5);
  const json = answer(await report("show", "1", "--json"));
  expect(json).toMatchObject({ report: "support", edition: { id: 1 }, insight: editions[0].insight });
  for (const [format, begin] of [
    ["markdown", "# Where to deploy support"],
    ["html", "<!doctype html>"],
    ["csv", "\ufeffsection,what,value"],
  ] as const) {
    const out = desk.file(`edition.${format}`);
    expect((await report("show", "1", "--format", format, "--out", out)).code).toBe(0);
    expect(readFileSync(out, "utf8").toLowerCase().startsWith(begin.toLowerCase()), format).toBe(true);
  }
  expect(answer(await report("compare", "1", "1", "--json")).changes).toEqual([]);
}, 180_000);

test("a schedule says when it is next, in words and in the clocks of its zone", async () => {
  const made = await report("schedule", "support", "--every", "0 7 * * 1", "--tz", "Europe/Berlin");
  expect(made.stdout).toMatch(
    /^Schedule 1: support of lumen, by week\. At 07:00, only on Monday \(Europe\/Berlin\)\.$/m,
  );
  expect(made.stdout.match(/^ {2}Monday, \d+ \w+ \d{4} at 07:00$/gm)).toHaveLength(3);
  expect(answer(await report("pause", "1", "--json"))).toMatchObject({ next: [], pausedAt: expect.any(String) });
  expect(answer(await report("resume", "1", "--json"))).toMatchObject({ pausedAt: null });
  expect(answer(await report("unschedule", "1", "--json"))).toEqual({ removed: 1 });
}, 120_000);

test("a trial that no receiver takes is a failure, with the receiver's words", async () => {
  const env = { GROUNDSWELL_SMTP_URL: "smtp://127.0.0.1:1", GROUNDSWELL_MAIL_FROM: "Groundswell <g@corp.example>" };
  const tried = await desk.run(["report", "test-send", "support", "--user", "birch@corp.example"], { env });
  expect(tried).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("Not sent: ") });
}, 120_000);

test("who subscribed is sent the next edition once, tries it beforehand, and ends it", async () => {
  const mails = await startMailServer();
  onTestFinished(() => mails.close());
  const env = {
    GROUNDSWELL_SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
    GROUNDSWELL_MAIL_FROM: "Groundswell <g@corp.example>",
  };
  const run = (...args: string[]) => desk.run(["report", ...args, "--json"], { env });
  const { subscription } = answer(
    await run("subscribe", "support", "--user", "birch@corp.example", "--tz", "Europe/Berlin"),
  );
  expect(subscription).toMatchObject({ id: 1, channel: "mail", withoutPeople: false });
  expect(answer(await run("test-send", "support", "--user", "birch@corp.example"))).toMatchObject({ sent: true });
  expect(mails.taken.at(-1)?.raw).toMatch(/^Subject: Test: Where to deploy support/m);
  expect(answer(await run("deliver"))).toEqual({ delivered: [] });
  await run("run", "support", "--as-of", "2024-02-26", "--keep");
  expect(answer(await run("deliver")).delivered).toMatchObject([{ message: 1, kind: "sent" }]);
  expect(answer(await run("deliver"))).toEqual({ delivered: [] });
  expect(mails.taken).toHaveLength(2);
  expect(answer(await run("deliveries")).deliveries).toMatchObject([{ state: "sent", attempts: 1 }]);
  const notice = desk.file("notice.eml", bounceOf(mails.taken.at(-1)?.raw ?? ""));
  const bounced = await desk.run(["report", "bounce", "--json"], { shell: `"$@" < ${notice}` });
  expect(answer(bounced)).toMatchObject({ subscription: 1, ended: true, status: "5.1.1" });
  expect(answer(await run("unsubscribe", "1"))).toEqual({ subscription: 1, ended: false });
  expect(answer(await run("subscriptions")).subscriptions).toMatchObject([{ endedWhy: "bounced" }]);
}, 180_000);

test("what is muted is said, and taken back", async () => {
  const user = ["--user", "birch@corp.example", "--json"];
  expect(answer(await report("alerts", "--json"))).toEqual({ alerts: [] });
  expect(answer(await report("alerts", "mute", "source-silent", ...user))).toMatchObject({
    id: 1,
    subject: null,
    until: null,
  });
  expect(answer(await report("alerts", "mutes", ...user)).mutes).toHaveLength(1);
  expect(answer(await report("alerts", "unmute", "1", ...user))).toEqual({ unmuted: 1 });
}, 120_000);

test.each<[number, string, string[]]>([
  [1, 'There is no report "horoscope": there are', ["run", "horoscope"]],
  [2, "leave --expertise out", ["run", "overview", "--expertise", "lumen"]],
  [2, "no window has been closed by then", ["run", "support", "--as-of", "2999-01-01"]],
  [1, "There is no edition 99", ["show", "99"]],
  [1, "no cron expression", ["schedule", "support", "--every", "now and then at seven o'clock"]],
  [1, "There is no schedule 99", ["pause", "99"]],
  [1, 'There is no user "nobody@corp.example"', ["subscribe", "support", "--user", "nobody@corp.example"]],
  [1, "No mail goes out from here", ["subscribe", "support", "--user", "birch@corp.example"]],
  [
    1,
    "sent to https:// alone",
    [
      "subscribe",
      "support",
      "--user",
      "birch@corp.example",
      "--channel",
      "teams",
      "--target",
      "http://hooks.example/x",
    ],
  ],
  [
    1,
    "nothing of it is left without them",
    [
      "subscribe",
      "candidates",
      "--user",
      "birch@corp.example",
      "--channel",
      "slack",
      "--target",
      "https://hooks.example/x",
    ],
  ],
  [2, "is no kind of alert", ["subscribe", "alerts", "--user", "birch@corp.example", "--watch", "rain"]],
  [2, "is not written as 22:00-07:00", ["subscribe", "support", "--user", "birch@corp.example", "--quiet", "nights"]],
  [1, "There is no subscription 99", ["unsubscribe", "99"]],
])(
  "exit code %i and one sentence, %s",
  async (code, sentence, args) => {
    const ended = await report(...args);
    expect(ended.stderr).toContain(sentence);
    expect(ended.stderr.trim().split("\n")).toHaveLength(1);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: "" });
  },
  60_000,
);

/** What a mail server sends back of a mail that nobody is there for (RFC 3464). */
function bounceOf(mail: string): string {
  const [head = ""] = mail.split(/\r?\n\r?\n/);
  return [
    "From: MAILER-DAEMON@mx.example",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "MIME-Version: 1.0",
    "",
    ...["--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example", ""],
    ...["Final-Recipient: rfc822; birch@corp.example", "Action: failed", "Status: 5.1.1", ""],
    ...["--b", "Content-Type: text/rfc822-headers", "", head, "", "--b--", ""],
  ].join("\r\n");
}
