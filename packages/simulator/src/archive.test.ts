import { hourMs } from "@groundswell/model";
import { expect, test } from "vitest";
import { archiveLines, archiveName } from "./archive.ts";
import { createWorld } from "./create-world.ts";
import { truth } from "./truth.ts";
import { accountAt, iso, isoSeconds } from "./world.ts";

const world = createWorld({ seed: 3, asOf: new Date("2026-01-15T00:00:00Z"), people: 120, months: 8 });

// biome-ignore lint/suspicious/noExplicitAny: the lines are read as any client would, without a schema.
type Loose = any;
const events: { hour: number; event: Loose }[] = [];
let broken = 0;
for (let hour = Math.floor(world.from / hourMs) * hourMs; hour < world.asOf; hour += hourMs)
  for (const line of archiveLines(world, hour) ?? [])
    try {
      events.push({ hour, event: JSON.parse(line) });
    } catch {
      broken++;
    }

test("the archive holds every issue, pull request, comment, review and release under the API's ids", () => {
  const found = new Set<string>();
  for (const { event } of events) {
    const { action, issue, number, comment, review, release } = event.payload;
    const thread = (n: number) => `${event.repo.name.toLowerCase()}#${n}`;
    if (action === "opened" && issue) found.add(`issue ${thread(issue.number)}`);
    if (action === "opened" && number) found.add(`pull-request ${thread(number)}`);
    if (comment) found.add(`comment ${event.type === "PullRequestReviewCommentEvent" ? "r" : ""}${comment.id}`);
    if (review) found.add(`review ${review.id}`);
    if (release) found.add(`release ${release.id}`);
  }
  const wanted = truth(world).signals.filter((signal) => signal.platform === "github" && signal.kind !== "commit");
  expect([...found].sort()).toEqual(wanted.map((signal) => `${signal.kind} ${signal.id}`).sort());
});

test("an event is in the file of its hour, and some are in the next one too", () => {
  const times = new Map<string, number>();
  for (const { hour, event } of events) {
    times.set(event.id, (times.get(event.id) ?? 0) + 1);
    const late = hour - Math.floor(Date.parse(event.created_at) / hourMs) * hourMs;
    expect([0, hourMs]).toContain(late);
  }
  expect([...times.values()].filter((n) => n === 2).length).toBeGreaterThan(3);
});

test("no hour is empty, since the archive holds all of GitHub", () => {
  for (let hour = world.from; hour < world.from + 48 * hourMs; hour += hourMs)
    expect(archiveLines(world, hour)?.length).toBeGreaterThan(0);
});

test("some files end in a line that broke off", () => {
  expect(broken).toBeGreaterThan(0);
});

test("from the trim of 2025-10-07 on, pushes have no commits and pull requests no titles", () => {
  const side = (trimmed: boolean) => events.filter(({ event }) => event.created_at >= "2025-10-07" === trimmed);
  const has = (trimmed: boolean, type: string, read: (payload: Loose) => unknown) =>
    side(trimmed)
      .filter(({ event }) => event.type === type)
      .map(({ event }) => read(event.payload) !== undefined);
  for (const [type, read] of [
    ["PushEvent", (payload: Loose) => payload.commits],
    ["PullRequestEvent", (payload: Loose) => payload.pull_request.title],
  ] as const) {
    expect(new Set(has(false, type, read))).toEqual(new Set([true]));
    expect(new Set(has(true, type, read))).toEqual(new Set([false]));
  }
});

test("an address is hashed up to its @, and nobody's own address is told", () => {
  const emails = events.flatMap(({ event }) => (event.payload.commits ?? []).map((c: Loose) => c.author.email));
  expect(emails.length).toBeGreaterThan(0);
  for (const email of emails) expect(email).toMatch(/^[0-9a-f]{40}@mail\.example$/);
});

test("a renamed account acts under the login of its day", () => {
  const renamed = world.accounts.findIndex((account) => account.formerHandle && account.platform === "github");
  const { id, handle, formerHandle } = accountAt(world, renamed);
  const acts = events.filter(({ event }) => event.actor.id === Number(id));
  expect(acts.length).toBeGreaterThan(0);
  for (const { event } of acts) {
    const before = event.created_at < isoSeconds(formerHandle?.until ?? 0);
    expect(event.actor.login).toBe(before ? formerHandle?.handle : handle);
  }
});

test("an hour's name has no leading zero, and hours outside the world are missing", () => {
  expect(archiveName(Date.UTC(2025, 8, 1, 7))).toBe("2025-09-01-7.json.gz");
  expect(archiveLines(world, world.asOf)).toBeNull();
  expect(archiveLines(world, world.from - hourMs)).toBeNull();
  expect(iso(world.from)).toBe("2025-05-15T00:00:00.000Z");
});
