import { type Batch, type Json, RateLimitedError, RefusedError } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { commit, day, numbers, range, type Settings, useHub, user } from "../test/github-hub.ts";
import { github } from "./github.ts";

const { api, hub, issue, pull, read } = useHub();

describe("a pull of issues", () => {
  test("reads all of them, a batch and its bytes a page", async () => {
    for (const number of range(1, 10)) issue(number, day(number));
    const { ids, batches, error } = await read();
    expect(error).toBeNull();
    expect(numbers(ids)).toEqual(range(1, 10));
    expect(batches[0]).toMatchObject({ signals: [], spaces: [{ platform: "github", id: "Contoso/PSFoo" }] });
    for (const { raw, signals } of batches.slice(1))
      expect(JSON.parse(new TextDecoder().decode(raw?.body))).toHaveLength(signals.length);
  });

  test("loses none that changes while the list is read", async () => {
    const all = range(1, 30).map((number) => issue(number, day(number)));
    hub.before = (count) => {
      const changed = all[count];
      if (count > 0 && count < 12 && changed) changed.updated_at = day(100 + count);
    };
    expect(numbers((await read()).ids)).toEqual(range(1, 30));
  });

  test("gets past more changes of one second than a page holds", async () => {
    for (const number of range(1, 10)) issue(number, day(1));
    issue(11, day(5));
    expect(numbers((await read()).ids)).toEqual(range(1, 11));
  });

  test("goes on where it stopped, ten minutes earlier, and costs nothing once nothing changes", async () => {
    const options = { pageSize: 10 };
    issue(1, day(1));
    issue(2, "2026-01-09T23:55:00Z");
    issue(3, day(10));
    const first = await read({ options });
    issue(4, "2026-01-09T23:56:00Z");
    const second = await read({ cursor: first.cursor, options });
    expect(numbers(second.ids)).toEqual([2, 3, 4]);
    hub.statuses = [];
    const third = await read({ cursor: second.cursor, options });
    expect([third.error, third.batches.length]).toEqual([null, 0]);
    expect(hub.statuses).toEqual([304, 304]);
    issue(5, day(20));
    expect(numbers((await read({ cursor: third.cursor, options })).ids)).toEqual([2, 3, 4, 5]);
  });

  test("finds what follows a full page that itself stays the same", async () => {
    for (const number of range(1, 3)) issue(number, day(1));
    const first = await read();
    const second = await read({ cursor: first.cursor });
    issue(4, day(2));
    expect(numbers((await read({ cursor: second.cursor })).ids)).toContain(4);
  });

  test("begins where history is wanted from", async () => {
    issue(1, day(1));
    issue(2, day(20));
    expect(numbers((await read({ since: new Date(day(10)) })).ids)).toEqual([2]);
  });
});

describe("a pull of everything", () => {
  const include = ["issues", "comments", "reviews", "reviewComments", "releases", "commits"];

  function fill() {
    for (const number of range(1, 4)) issue(number, day(number));
    for (const number of range(5, 8)) pull(number, day(number), number - 4);
    for (const id of range(1, 7)) {
      const place = { issue_url: `${api.baseUrl}/issues/1`, pull_request_url: `${api.baseUrl}/pulls/5` };
      hub.comments.push({ id, user, ...place, created_at: day(id), updated_at: day(id) });
    }
    hub.releases = range(1, 8).map((id) => ({ id, author: user, tag_name: `v${id}`, published_at: day(40 - id) }));
    hub.commits = range(1, 11).map((id) => commit(`sha${id}`, day(60 - id)));
  }

  test("reads every list to its end", async () => {
    fill();
    const { signals, error } = await read({ options: { include } });
    expect(error).toBeNull();
    const different = new Map(signals.map(({ kind, id }) => [`${kind} ${id}`, kind]));
    const counts: Record<string, number> = {};
    for (const kind of different.values()) counts[kind] = (counts[kind] ?? 0) + 1;
    expect(counts).toEqual({
      issue: 4,
      "pull-request": 4,
      review: 10,
      comment: 14,
      release: 8,
      commit: 11,
    });
  });

  test("gives the same whole from every saved cursor", async () => {
    fill();
    const options = { include, pageSize: 5 };
    const whole = await read({ options });
    for (let cut = 1; cut < whole.batches.length; cut++) {
      const before = await read({ options, stopAfter: cut });
      expect(before.batches).toHaveLength(cut);
      const after = await read({ options, cursor: before.cursor });
      expect(new Set([...before.ids, ...after.ids])).toEqual(whole.ids);
    }
  });

  test("finishes although every pull is cut short by the limit", async () => {
    fill();
    const seen = new Set<string>();
    const whole = await read({ options: { include } });
    let cursor: Json = null;
    for (let pulls = 0; pulls < 40; pulls++) {
      hub.statuses = [];
      hub.instead = () =>
        hub.statuses.filter((status) => status === 200).length < 4
          ? null
          : { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1788436800" } };
      const part = await read({ options: { include }, cursor });
      for (const id of part.ids) seen.add(id);
      cursor = part.cursor;
      if (part.error === null) break;
      expect(part.error).toBeInstanceOf(RateLimitedError);
    }
    expect(seen).toEqual(whole.ids);
  });

  test("reads reviews without the issues that lead to them", async () => {
    fill();
    const { signals } = await read({ options: { include: ["reviews"] } });
    expect(new Set(signals.map(({ kind }) => kind))).toEqual(new Set(["review"]));
    expect(new Set(signals.map(({ id }) => id)).size).toBe(10);
  });

  test("a pull request that is gone has no reviews, and stops nothing", async () => {
    fill();
    hub.reviews.delete(6);
    const { error, signals } = await read({ options: { include: ["reviews"] } });
    expect(error).toBeNull();
    expect(new Set(signals.map(({ id }) => id)).size).toBe(8);
  });
});

describe("lists that begin with the newest", () => {
  const newest = (cursor: Json, list: string) => (cursor as Record<string, { since: string | null }>)[list]?.since;

  test("keep their old cursor until the end of the pass", async () => {
    hub.commits = range(1, 10).map((id) => commit(`sha${id}`, day(100 - id)));
    const part = await read({ options: { include: ["commits"] }, stopAfter: 3 });
    expect(newest(part.cursor, "commits")).toBeNull();
    const rest = await read({ options: { include: ["commits"] }, cursor: part.cursor });
    expect(newest(rest.cursor, "commits")).toBe(day(99));
    expect(new Set([...part.ids, ...rest.ids]).size).toBe(10);
  });

  test("find what came while an interrupted pass waited", async () => {
    hub.commits = range(1, 10).map((id) => commit(`sha${id}`, day(100 - id)));
    const part = await read({ options: { include: ["commits"] }, stopAfter: 3 });
    hub.commits.unshift(commit("late", day(120)));
    const rest = await read({ options: { include: ["commits"] }, cursor: part.cursor });
    const next = await read({ options: { include: ["commits"] }, cursor: rest.cursor });
    expect(new Set([...part.ids, ...rest.ids, ...next.ids]).size).toBe(11);
  });

  test("find a commit pushed three weeks after it was made, and releases behind the first page", async () => {
    hub.commits = [commit("sha1", day(100))];
    hub.releases = range(1, 9).map((id) => ({ id, author: user, tag_name: `v${id}`, published_at: day(100 - id) }));
    const options = { include: ["commits", "releases"] };
    const first = await read({ options });
    expect(first.ids.size).toBe(10);
    hub.commits.push(commit("pushed late", day(80)));
    expect((await read({ options, cursor: first.cursor })).ids).toContain("commit pushed late");
  });

  test("are not blinded by a clock that is years ahead", async () => {
    hub.commits = [commit("wrong", "2099-01-01T00:00:00Z"), commit("right", day(100))];
    const first = await read({ options: { include: ["commits"] } });
    expect(newest(first.cursor, "commits")).toBe(day(100));
  });

  test("an empty repository has no commits, and that is no failure", async () => {
    hub.instead = (path) =>
      path.endsWith("/commits") ? { status: 409, body: { message: "Git Repository is empty." } } : null;
    expect((await read({ options: { include: ["commits"] } })).error).toBeNull();
  });
});

describe("a renamed repository", () => {
  test("is followed, keeps its space and its ids, and says its new name", async () => {
    issue(1, day(1));
    const before = await read();
    hub.name = "Fabrikam/PSBar";
    issue(2, day(2));
    hub.asked = [];
    const after = await read({ cursor: before.cursor });
    expect(after.error).toBeNull();
    expect(after.signals.map(({ id }) => id)).toContain("contoso/psfoo#2");
    expect(after.signals[0]?.space).toMatchObject({
      id: "contoso/psfoo",
      name: "Fabrikam/PSBar",
      url: "https://github.com/Fabrikam/PSBar",
    });
    expect(hub.asked.filter((path) => path.startsWith("/repos/contoso"))).toHaveLength(1);
  });
});

describe("a repository that took another's name", () => {
  test("is not read into the other's space", async () => {
    issue(1, day(1));
    const before = await read();
    hub.id = 99;
    const { error, signals } = await read({ cursor: before.cursor });
    expect(error).toBeInstanceOf(RefusedError);
    expect(String(error)).toMatch(/another repository.*99, not 77001/);
    expect(signals).toEqual([]);
  });
});

describe("a kept page", () => {
  const map = async (raw: Batch["raw"]) =>
    raw && (await github.map?.(raw, github.options.parse({ repository: "contoso/psfoo" })));

  test("of any list says again what its batch said", async () => {
    issue(1, day(1));
    pull(2, day(2), 2);
    hub.comments.push({
      id: 1,
      user,
      issue_url: "/issues/1",
      pull_request_url: "/pulls/2",
      created_at: day(1),
      updated_at: day(1),
    });
    hub.releases = [{ id: 1, author: user, tag_name: "v1", published_at: day(1) }];
    hub.commits = [commit("sha1", day(1))];
    const include = ["issues", "comments", "reviews", "reviewComments", "releases", "commits"];
    const { batches } = await read({ options: { include } });
    expect(new Set(batches.map(({ raw }) => JSON.stringify(raw?.context))).size).toBe(7);
    for (const { raw, signals, endorsements, spaces, skipped } of batches)
      expect(await map(raw)).toEqual({ signals, endorsements, spaces, skipped, accounts: [] });
  });

  test("without what it was asked for is read by its address", async () => {
    pull(2, day(2), 1);
    const { batches } = await read({ options: { include: ["issues", "reviews"] } });
    for (const { raw, signals } of batches.filter((one) => one.signals.length > 0)) {
      const { context, ...bare } = raw as NonNullable<typeof raw>;
      expect((await map(bare))?.signals.map(({ kind, id }) => [kind, id])).toEqual(
        signals.map(({ kind, id }) => [kind, id]),
      );
    }
  });
});

describe("reviews", () => {
  const complete = async (settings: Settings) =>
    (await read(settings)).batches.flatMap((batch) => batch.complete.map(({ threadId, kinds }) => [threadId, kinds]));
  const options = { include: ["reviews"] };

  test("on one page are all that a pull request has; over several pages, or without any, nothing is said", async () => {
    pull(1, day(1), 2);
    pull(2, day(2), 7);
    pull(3, day(3), 0);
    expect(await complete({ options })).toEqual([["contoso/psfoo#1", ["review"]]]);
  });

  test("are not all known where one cannot be understood", async () => {
    pull(1, day(1), 2);
    hub.reviews.get(1)?.push({ id: "none" });
    expect(await complete({ options })).toEqual([]);
  });
});
