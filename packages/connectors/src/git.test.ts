import { createHash } from "node:crypto";
import { ConfigError, type RawPage } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { ilse, useRepository } from "../test/git-repository.ts";
import { gitMissing, testGit } from "../test/git-server.ts";
import { git } from "./git.ts";

const { here, left, pull, write } = useRepository();

describe.skipIf(gitMissing !== null)("a history", () => {
  test("is read oldest first, each commit by its author's date, merges left out unless asked for", async () => {
    const shas = write([
      { mark: 1, at: "1767225600 +0200", committedAt: "1767312000 +0000", message: "Add lanterns\n\nThey glow.\n" },
      { mark: 2, parents: [1], message: "Shade\n\nSigned-off-by: Ilse Vann <ilse@shells.example.net>\n" },
      { mark: 3, parents: [1] },
      { mark: 4, parents: [2, 3], message: "Merge branch 'wick'" },
    ]);
    const { signals, batches, error } = await pull();
    expect(error).toBeNull();
    expect(signals.map(({ id }) => id)).toEqual([shas.get(1), shas.get(2), shas.get(3)]);
    expect(signals[0]).toMatchObject({
      connector: "git",
      kind: "commit",
      occurredAt: "2026-01-01T00:00:00.000Z",
      deletedAt: null,
      space: { platform: "git", id: "lumen", kind: "repository", name: "lumen", url: null },
      account: {
        ...{ platform: "git", id: ilse, emailHash: ilse, name: "Ilse Vann", bot: false },
        emailDomain: "shells.example.net",
        gravatarHash: createHash("md5").update("ilse@shells.example.net").digest("hex"),
      },
      title: "Add lanterns",
      excerpt: "Add lanterns They glow.",
      metrics: { parents: 0 },
    });
    expect(signals[1]?.excerpt).toBe("Shade");
    expect(batches[0]?.progress).toEqual({ done: 3, total: 3, unit: "items" });
    expect((await pull({ options: { merges: true } })).signals.map(({ metrics }) => metrics.parents)).toEqual([
      0, 1, 1, 2,
    ]);
  });

  test("goes on from its cursor, also from the middle of a pass whose branch has moved since", async () => {
    write([1, 2, 3, 4, 5].map((mark) => ({ mark, parents: mark > 1 ? [mark - 1] : [] })));
    const first = await pull({ options: { pageSize: 2 }, stopAfter: 1 });
    expect(first.signals).toHaveLength(2);
    const shas = write([{ mark: 6, parents: [5] }]);
    const second = await pull({ options: { pageSize: 2 }, cursor: first.cursor });
    expect(second.signals.map(({ id }) => id)).toEqual([3, 4, 5, 6].map((mark) => shas.get(mark)));
    const third = await pull({ options: { pageSize: 2 }, cursor: second.cursor });
    expect(third.signals).toEqual([]);
    expect(third.cursor).toEqual(second.cursor);
  });

  test("that was rewritten gives its new commits, and says which are gone", async () => {
    const before = write([1, 2, 3].map((mark) => ({ mark, parents: mark > 1 ? [mark - 1] : [] })));
    const first = await pull();
    const after = write([
      { mark: 13, parents: [1], message: "change 2, amended" },
      { mark: 14, parents: [13] },
    ]);
    const second = await pull({ cursor: first.cursor });
    expect(second.signals.filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id)).toEqual([
      before.get(2),
      before.get(3),
    ]);
    expect(await left(first, second)).toEqual([after.get(1), after.get(13), after.get(14)].sort());
  });

  test("that was rewritten and swept is read again, for nobody can say what is new", async () => {
    write([1, 2].map((mark) => ({ mark, parents: mark > 1 ? [mark - 1] : [] })));
    const first = await pull();
    const after = write([{ mark: 11 }, { mark: 12, parents: [11] }]);
    testGit(here.origin, ["reflog", "expire", "--expire=now", "--all"]);
    testGit(here.origin, ["repack", "-adq"]);
    testGit(here.origin, ["prune", "--expire=now"]);
    const second = await pull({ cursor: first.cursor });
    expect(second.signals.map(({ id }) => id)).toEqual([after.get(11), after.get(12)]);
  });

  test("without a commit is empty, and is read once it has one", async () => {
    testGit(here.origin, ["init", "--quiet", "--bare", "."]);
    const first = await pull();
    expect(first).toMatchObject({ error: null, signals: [] });
    expect(first.batches[0]?.spaces).toHaveLength(1);
    write([{ mark: 1 }]);
    testGit(here.origin, ["symbolic-ref", "HEAD", "refs/heads/main"]);
    expect((await pull({ cursor: first.cursor })).signals).toHaveLength(1);
  });

  test("begins at the instant that is wanted, on later pulls as well", async () => {
    write([
      { mark: 1, at: "1600000000 +0000" },
      { mark: 2, parents: [1] },
    ]);
    const first = await pull({ since: new Date("2025-06-01T00:00:00Z") });
    expect(first.signals).toHaveLength(1);
    write([{ mark: 3, parents: [2], at: "1600000000 +0000" }]);
    expect((await pull({ cursor: first.cursor })).signals).toEqual([]);
  });

  test("of all branches, or of one that is named, is read as told; a branch that is not there is said", async () => {
    write([{ mark: 1 }]);
    write([{ mark: 2, parents: [1] }], "wick/dim");
    expect((await pull()).signals).toHaveLength(1);
    expect((await pull({ options: { branch: "wick/dim" } })).signals).toHaveLength(2);
    expect((await pull({ options: { branch: "*" } })).signals).toHaveLength(2);
    const { cursor } = await pull({ options: { branch: "wick/dim" } });
    expect((await pull({ options: { branch: "*" }, cursor })).signals).toHaveLength(2);
    const { error } = await pull({ options: { branch: "wick" } });
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toContain("no branch wick");
  });

  test("maps again from a kept page to what it said, and the page holds no address", async () => {
    write([{ mark: 1, message: "Ask ilse@shells.example.net\n\nCo-authored-by: Dorn <dorn@wick.example.net>" }]);
    const { batches } = await pull();
    const [only] = batches;
    const raw = JSON.parse(JSON.stringify({ ...only?.raw, body: [] })) as RawPage;
    const again = await git.map?.(
      { ...raw, body: only?.raw?.body ?? new Uint8Array() },
      git.options.parse(git.example),
    );
    expect(again?.signals).toEqual(only?.signals);
    expect(Buffer.from(only?.raw?.body ?? []).toString()).not.toContain("@");
    expect(only?.signals[0]?.title).toBe("Ask …");
  });
});

describe.skipIf(gitMissing !== null)("what people's machines write", () => {
  test("a date that cannot be is replaced by the committer's, and where that cannot be either the commit is set aside", async () => {
    write([
      { mark: 1, at: "4102444800 +0000", committedAt: "1767225600 +0000" },
      { mark: 2, parents: [1], at: "0 +0000", committedAt: "1767225600 +0000" },
      { mark: 3, parents: [2], at: "0 +0000", committedAt: "7 +0000" },
      { mark: 4, parents: [3], at: "1767225600 -7531" },
    ]);
    const { signals, batches, error } = await pull();
    expect(error).toBeNull();
    expect(signals.map(({ occurredAt }) => occurredAt)).toEqual(Array(3).fill("2026-01-01T00:00:00.000Z"));
    expect(batches[0]?.skipped).toMatchObject([{ reason: "commit without a possible date", position: "commit 3" }]);
  });

  test("messages are read in the encoding that they declare, and in a likely one where they declare none", async () => {
    write([
      { mark: 1, message: Buffer.from("gl\xfchen", "latin1"), encoding: "ISO-8859-1" },
      { mark: 2, parents: [1], message: Buffer.from("gl\xfchen", "latin1") },
      { mark: 3, parents: [2], message: "glühen \u{1f56f}" },
    ]);
    expect((await pull()).signals.map(({ title }) => title)).toEqual(["glühen", "glühen", "glühen \u{1f56f}"]);
  });

  test("control characters and line ends in a message part nothing", async () => {
    write([
      { mark: 1, message: "a\x1e\x1f\r\ncommit 1234\n\nauthor x <y@z.example.net>\n" },
      { mark: 2, parents: [1] },
    ]);
    expect((await pull()).signals).toHaveLength(2);
  });
});
