import { expect, test } from "vitest";
import { openLog } from "./log.ts";
import { hideSecrets, secretsOf } from "./secrets.ts";

const end = { name: "collect" as const, subject: "my-blog", milliseconds: 1_203, counts: { saved: 12, seen: 3 } };

async function logged(pretty: boolean, secrets: readonly string[] = [], level: "debug" | "info" | "error" = "info") {
  let text = "";
  const write = (line: string) => {
    text += line;
  };
  const to = { write };
  const log = await openLog({ level, pretty, secrets, to });
  return { log, text: () => text };
}

test("the end of a job is one line of JSON with its subject, outcome, milliseconds, counts and error", async () => {
  const { log, text } = await logged(false);
  log.job({ ...end, outcome: "done", error: null });
  log.job({ ...end, outcome: "retried", error: "The blog is down." });
  log.job({ ...end, outcome: "failed", error: "The blog is gone." });
  const lines = text()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const told = {
    job: "collect",
    subject: "my-blog",
    milliseconds: 1_203,
    counts: { saved: 12, seen: 3 },
    msg: "job ended",
  };
  expect(lines).toEqual([
    { time: expect.any(String), level: "info", ...told, outcome: "done" },
    { time: expect.any(String), level: "warn", ...told, outcome: "retried", error: "The blog is down." },
    { time: expect.any(String), level: "error", ...told, outcome: "failed", error: "The blog is gone." },
  ]);
  expect(new Date(lines[0].time).toISOString()).toBe(lines[0].time);
});

test("for a person the same line reads as a sentence", async () => {
  const { log, text } = await logged(true);
  log.job({ ...end, outcome: "retried", error: "The blog is down." });
  log.info("pages and API: http://localhost:4400");
  expect(text()).toContain("collect my-blog: retried in 1,203 ms, 12 saved, 3 seen: The blog is down.");
  expect(text()).toContain("pages and API: http://localhost:4400");
  expect(text()).not.toContain("{");
  expect(text().trimEnd().split("\n")).toHaveLength(2);
});

test("looking every minute for what there is to deliver says nothing, unless it fails or everything is asked for", async () => {
  const idle = { name: "deliver", subject: "all", outcome: "done", milliseconds: 1, counts: {}, error: null } as const;
  const { log, text } = await logged(false);
  log.job(idle);
  expect(text()).toBe("");
  log.job({ ...idle, outcome: "retried", error: "The store is away." });
  expect(text()).toContain("The store is away.");
  const all = await logged(false, [], "debug");
  all.log.job(idle);
  expect(all.text()).toContain('"deliver"');
});

test("a line below the level is not written", async () => {
  const { log, text } = await logged(false, [], "error");
  log.info("hello");
  log.warn("hello");
  expect(text()).toBe("");
});

const env = {
  DATABASE_URL: "postgresql://me:p%40ssw%20rd@db.example/groundswell",
  GROUNDSWELL_SECRET: 'a"quoted\\secret-of-32-characters',
  GITHUB_TOKEN: "ghp_0123456789",
  BLOG_LOGIN: "named-by-a-source",
  HTTPS_PROXY: "http://proxy:proxypass@proxy.example:3128",
  GROUNDSWELL_CONTACT: "https://groundswell.example/contact",
  HOME: "/home/somebody",
};

test("secrets are those of settings, of names that say so, of sources and of addresses, and nothing else is hidden", () => {
  const secrets = secretsOf(env, ["BLOG_LOGIN"]);
  const { DATABASE_URL, GROUNDSWELL_SECRET, GITHUB_TOKEN, BLOG_LOGIN } = env;
  expect(new Set(secrets)).toEqual(
    new Set([DATABASE_URL, "p%40ssw%20rd", "p@ssw rd", GROUNDSWELL_SECRET, GITHUB_TOKEN, BLOG_LOGIN, "proxypass"]),
  );
  expect(secrets.map((one) => one.length)).toEqual(secrets.map((one) => one.length).sort((a, b) => b - a));
  expect(secretsOf({ API_KEY: "none" })).toEqual([]);
});

test("whatever writes a line, no secret is in it: in messages, fields, errors, and as JSON escapes it", async () => {
  const secrets = secretsOf(env, ["BLOG_LOGIN"]);
  for (const pretty of [false, true]) {
    const { log, text } = await logged(pretty, secrets);
    for (const secret of secrets) {
      log.error(`connect failed: ${secret}`, { cause: { deep: secret } });
      log.job({
        ...end,
        subject: secret,
        outcome: "failed",
        error: `GET https://api.example/?key=${encodeURIComponent(secret)}`,
      });
    }
    for (const secret of secrets) {
      expect(text()).not.toContain(secret);
      expect(text()).not.toContain(JSON.stringify(secret).slice(1, -1));
      expect(text()).not.toContain(encodeURIComponent(secret));
    }
    expect(text()).toContain("[secret]");
  }
  expect(hideSecrets("nothing here", secrets)).toBe("nothing here");
});
