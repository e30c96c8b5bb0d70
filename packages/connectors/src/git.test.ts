import { createHash } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { ConfigError, RateLimitedError, type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { gitMissing, serveGit, temporaryFolder, testGit, type Written, writeCommits } from "../test/git-server.ts";
import { type Known, pullAsWorker } from "../test/site.ts";
import { git } from "./git.ts";
import { branchHeads, readCommits } from "./git-history.ts";
import { commitsPage, mapCommitsPage } from "./git-map.ts";
import { runGit } from "./git-program.ts";
import { clonedRepository } from "./git-remote.ts";
import { createHttp, type HttpGet } from "./http.ts";

const now = new Date("2026-02-01T00:00:00Z");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const ilse = sha256("ilse@shells.example.net");

if (gitMissing) console.warn(`git: tests skipped, ${gitMissing}`);

let place: ReturnType<typeof temporaryFolder>;
let origin: string;
let closing: (() => void)[];

beforeEach(() => {
  place = temporaryFolder();
  origin = join(place.folder, "lumen.git");
  mkdirSync(origin);
  closing = [];
});

afterEach(() => {
  for (const close of closing) close();
  place.remove();
});

const write = (commits: Written[], branch?: string) => writeCommits(origin, commits, branch);
const pull = ({ options, ...known }: Known = {}) =>
  pullAsWorker(git, {
    now,
    ...known,
    options: { repository: origin, cacheFolder: join(place.folder, "cache"), ...options },
  });
const left = async (...pulls: Awaited<ReturnType<typeof pull>>[]) => {
  const byId = new Map(pulls.flatMap(({ signals }) => signals.map((one) => [one.id, one])));
  return [...byId.values()]
    .filter(({ deletedAt }) => deletedAt === null)
    .map(({ id }) => id)
    .sort();
};

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
    testGit(origin, ["reflog", "expire", "--expire=now", "--all"]);
    testGit(origin, ["repack", "-adq"]);
    testGit(origin, ["prune", "--expire=now"]);
    const second = await pull({ cursor: first.cursor });
    expect(second.signals.map(({ id }) => id)).toEqual([after.get(11), after.get(12)]);
  });

  test("without a commit is empty, and is read once it has one", async () => {
    testGit(origin, ["init", "--quiet", "--bare", "."]);
    const first = await pull();
    expect(first).toMatchObject({ error: null, signals: [] });
    expect(first.batches[0]?.spaces).toHaveLength(1);
    write([{ mark: 1 }]);
    testGit(origin, ["symbolic-ref", "HEAD", "refs/heads/main"]);
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

describe.skipIf(gitMissing !== null)("who is who", () => {
  const authors = async (commits: Written[]) => {
    write(commits);
    return (await pull()).signals.map(({ id, account }) => [id.replace(/^\w{40}/, ""), account?.id ?? null]);
  };

  test("co-authors have a signal each, numbered by their line, and nobody has two of one commit", async () => {
    const message =
      "Glow (#7)\n\n* one\n\nCo-authored-by: Dorn <Dorn@Wick.example.net>\n\n* two\n\nco-authored-by: Ilse <ilse@shells.example.net>\nCo-Authored-By: Thea Rou <thea@rou.example.net>\nCo-authored-by: Dorn A <dorn@wick.example.net>\nCo-authored-by: nobody <>";
    expect(await authors([{ mark: 1, message }])).toEqual([
      ["", ilse],
      ["+1", sha256("dorn@wick.example.net")],
      ["+3", sha256("thea@rou.example.net")],
    ]);
  });

  test("the mailmap of today speaks for authors and co-authors, and all is read again when it changes", async () => {
    const message = "x\n\nCo-authored-by: Dorn <old@wick.example.net>";
    write([{ mark: 1, author: "ilse <ilse@old.example.net>", message }]);
    const first = await pull();
    expect(first.signals.map(({ account }) => account?.id)).toEqual([
      sha256("ilse@old.example.net"),
      sha256("old@wick.example.net"),
    ]);
    const mailmap =
      "Ilse Vann <ilse@shells.example.net> <ilse@old.example.net>\nDorn Ael <dorn@wick.example.net> <old@wick.example.net>\n";
    write([{ mark: 2, parents: [1], files: { ".mailmap": mailmap } }]);
    const second = await pull({ cursor: first.cursor });
    expect(second.signals.map(({ account }) => [account?.name, account?.id])).toEqual([
      ["Ilse Vann", ilse],
      ["Dorn Ael", sha256("dorn@wick.example.net")],
      ["Ilse Vann", ilse],
    ]);
    expect((await pull({ cursor: second.cursor })).signals).toEqual([]);
  });

  test("whom a later mailmap makes one with the author is no co-author any more", async () => {
    const message = "x\n\nCo-authored-by: Ilse <old@shells.example.net>";
    const shas = write([{ mark: 1, message }]);
    const first = await pull();
    expect(first.signals).toHaveLength(2);
    const mailmap = "Ilse Vann <ilse@shells.example.net> <old@shells.example.net>\n";
    write([{ mark: 2, parents: [1], files: { ".mailmap": mailmap } }]);
    const second = await pull({ cursor: first.cursor });
    const after = write([]);
    expect(await left(first, second)).toEqual([after.get(1), after.get(2)].sort());
    expect(second.signals.find(({ id }) => id === `${shas.get(1)}+1`)?.deletedAt).toBe(now.toISOString());
    expect((await pull()).signals).toHaveLength(2);
  });

  test("an address that a forge made up is that forge's account, whatever it is called by now", async () => {
    write([
      { mark: 1, author: "Ilse Vann <41+IlseV@users.noreply.github.com>" },
      { mark: 2, parents: [1], author: "Ilse <41+ilse-vann@users.noreply.github.com>" },
      { mark: 3, parents: [2], author: "dorn <dorn@users.noreply.github.com>" },
      { mark: 4, parents: [3], author: "Thea <9-thea@users.noreply.gitlab.com>" },
    ]);
    const accounts = (await pull()).signals.map(({ account }) => account);
    // A made-up address is no employer's, and nobody has an avatar by it.
    expect(accounts.map((account) => [account?.emailDomain, account?.gravatarHash])).toEqual(
      accounts.map(() => [null, null]),
    );
    expect(accounts.map((account) => [account?.id, account?.links, account?.emailHash])).toEqual([
      ["github.com+41", ["https://github.com/ilsev"], null],
      ["github.com+41", ["https://github.com/ilse-vann"], null],
      [sha256("dorn@users.noreply.github.com"), ["https://github.com/dorn"], null],
      ["gitlab.com+9", ["https://gitlab.com/thea"], null],
    ]);
  });

  test("what is nobody's address is nobody's commit, however the name reads", async () => {
    const nobody = [
      "root@localhost",
      "",
      "noreply@github.com",
      "you@example.com",
      "ilse",
      "a@host.(none)",
      "none@none",
    ];
    expect(
      await authors(nobody.map((address, i) => ({ mark: i + 1, parents: i ? [i] : [], author: `Ilse <${address}>` }))),
    ).toEqual(nobody.map(() => ["", null]));
  });

  test("bots are bots, and people whose names end so are not", async () => {
    const bots = ["dependabot[bot] <49+dependabot[bot]@users.noreply.github.com>", "wick-bot <wick@wick.example.net>"];
    const people = ["Thea Talbot <t@rou.example.net>", "Ro Bot <r@rou.example.net>"];
    write([...bots, ...people].map((author, i) => ({ mark: i + 1, parents: i ? [i] : [], author })));
    expect((await pull()).signals.map(({ account }) => account?.bot)).toEqual([true, true, false, false]);
  });

  test("a name that is an address is no name", async () => {
    write([{ mark: 1, author: "ilse@shells.example.net <ilse@shells.example.net>" }]);
    expect((await pull()).signals[0]?.account).toMatchObject({ id: ilse, name: null });
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

describe.skipIf(gitMissing !== null)("a machine", () => {
  test("without git is told what to install", async () => {
    write([{ mark: 1 }]);
    vi.stubEnv("PATH", place.folder);
    closing.push(() => vi.unstubAllEnvs());
    const { error } = await pull();
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toContain("install git");
  });

  test("with settings of its own, for a hook or a proxy, reads the same", async () => {
    write([{ mark: 1 }]);
    for (const name of ["GIT_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "https_proxy", "ALL_PROXY"])
      vi.stubEnv(name, "/nowhere");
    closing.push(() => vi.unstubAllEnvs());
    expect(await pull()).toMatchObject({ error: null, signals: [{ kind: "commit" }] });
  });

  test("that shuts down ends the pull without a fault", async () => {
    write([1, 2, 3].map((mark) => ({ mark, parents: mark > 1 ? [mark - 1] : [] })));
    const { error, batches } = await pull({ options: { pageSize: 1 }, stopAfter: 1 });
    expect(error).toBeNull();
    expect(batches).toHaveLength(1);
    const stopped = git.pull({
      source: "test",
      options: git.options.parse({ repository: origin }),
      cursor: null,
      credentials: {},
      since: null,
      now: () => now,
      http: createHttp({ userAgent: "Groundswell/test" }),
      signal: AbortSignal.abort(),
    });
    for await (const batch of stopped) expect(batch).toBeNull();
    await expect(runGit(["version"], { signal: AbortSignal.abort(new Error("stopped")) })).rejects.toThrow("stopped");
  });

  test("reads what is too long in smaller pieces, and sets aside what is too long alone", async () => {
    const shas = write([{ mark: 1 }, { mark: 2, parents: [1], message: "x".repeat(5_000) }, { mark: 3, parents: [2] }]);
    const read = await readCommits(
      { gitDir: origin, run: {} },
      [1, 2, 3].map((mark) => shas.get(mark) ?? ""),
      2_000,
    );
    expect(read.map((one) => ("unread" in one ? one.unread : one.message.trim()))).toEqual([
      "change 1",
      "commit with a message beyond all measure",
      "change 3",
    ]);
    const mapped = mapCommitsPage(
      commitsPage(
        read,
        { space: { platform: "git", id: "x", kind: "repository", name: "x", url: null }, gone: false, again: false },
        now,
      ),
    );
    expect(mapped.signals).toHaveLength(2);
    expect(mapped.skipped).toMatchObject([
      { reason: "commit with a message beyond all measure", position: "commit 2" },
    ]);
  });
});

describe.skipIf(gitMissing !== null)("a folder", () => {
  test("with a working tree is read from its history, not from what lies in it", async () => {
    write([{ mark: 1 }]);
    const tree = join(place.folder, "tree");
    testGit(place.folder, ["clone", "--quiet", origin, tree]);
    writeFileSync(join(tree, ".mailmap"), "Nobody <nobody@shells.example.net> <ilse@shells.example.net>\n");
    const { signals } = await pull({ options: { repository: tree, name: "github.com/lumen/lumen" } });
    expect(signals).toMatchObject([
      {
        space: { platform: "github", id: "lumen/lumen", url: "https://github.com/lumen/lumen" },
        url: `https://github.com/lumen/lumen/commit/${signals[0]?.id}`,
        account: { id: ilse },
      },
    ]);
  });

  test("that is shallow, missing or no repository is said before anything is read", async () => {
    write([{ mark: 1 }, { mark: 2, parents: [1] }]);
    const shallow = join(place.folder, "shallow");
    testGit(place.folder, ["clone", "--quiet", "--depth=1", `file://${origin}`, shallow]);
    const empty = join(place.folder, "empty");
    mkdirSync(empty);
    for (const [repository, words] of [
      [shallow, "git fetch --unshallow"],
      [empty, "no git repository"],
      [join(empty, "gone"), "is no folder"],
    ]) {
      const { error, batches } = await pull({ options: { repository } });
      expect(error).toBeInstanceOf(ConfigError);
      expect((error as Error).message).toContain(words);
      expect(batches).toEqual([]);
    }
  });

  test("is read as it was written, whatever somebody put in its commits' place", async () => {
    const shas = write([
      { mark: 1, message: "true" },
      { mark: 2, parents: [1], message: "false" },
    ]);
    testGit(origin, ["replace", shas.get(1) ?? "", shas.get(2) ?? ""]);
    expect((await pull()).signals.map(({ title }) => title)).toEqual(["true", "false"]);
  });

  test.skipIf(process.getuid?.() !== 0)("of another user is read, as what is mounted into a container is", async () => {
    write([{ mark: 1 }]);
    chownSync(origin, 12_345, 12_345);
    expect(await pull()).toMatchObject({ error: null, signals: [{ kind: "commit" }] });
  });

  test("cannot make this machine run anything", async () => {
    write([{ mark: 1, message: "signed" }]);
    const marker = join(place.folder, "ran");
    const script = join(place.folder, "script.sh");
    writeFileSync(script, `#!/bin/sh\ntouch ${marker}\n`);
    chmodSync(script, 0o755);
    const commit = testGit(origin, ["cat-file", "commit", "main"]).replace(
      "\n\n",
      "\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n\n",
    );
    const sha = testGit(origin, ["hash-object", "-t", "commit", "-w", "--stdin"], Buffer.from(`${commit}\n`));
    testGit(origin, ["update-ref", "refs/heads/main", sha]);
    for (const [key, value] of [
      ["core.fsmonitor", script],
      ["protocol.ext.allow", "always"],
      ["log.showSignature", "true"],
      ["gpg.program", script],
      ["core.hooksPath", place.folder],
      ["core.pager", script],
      ["remote.origin.url", `ext::${script}`],
      ["remote.origin.promisor", "true"],
      ["extensions.partialClone", "origin"],
    ])
      testGit(origin, ["config", key ?? "", value ?? ""]);
    const first = await pull();
    expect(first.error).toBeNull();
    // A head that is not here: a partial clone would go and ask its origin.
    const cursor = { ...(first.cursor as object), heads: ["1234567890123456789012345678901234567890"] };
    expect((await pull({ cursor: JSON.parse(JSON.stringify(cursor)) })).signals).toHaveLength(1);
    expect(readdirSync(place.folder)).not.toContain("ran");
  });
});

describe.skipIf(gitMissing !== null)("an address", () => {
  const serve = async (intercept?: Parameters<typeof serveGit>[1]) => {
    const site = await serveGit(place.folder, intercept);
    closing.push(site.close);
    return site;
  };

  test("is cloned without the contents of files, then followed: new, renamed and rewritten branches", async () => {
    const files = { "large.bin": "x".repeat(10_000), ".mailmap": "Ilse V <ilse@shells.example.net>\n" };
    const before = write([
      { mark: 1, files },
      { mark: 2, parents: [1] },
    ]);
    const site = await serve();
    const options = { repository: `${site.url}/lumen.git` };
    const first = await pull({ options });
    expect(first.error).toBeNull();
    expect(first.ids).toEqual([before.get(1), before.get(2)].sort());
    // The mailmap is the one file that is fetched.
    expect(first.signals[0]?.account?.name).toBe("Ilse V");
    const [cloned = ""] = readdirSync(join(place.folder, "cache"));
    const cache = join(place.folder, "cache", cloned);
    expect(testGit(cache, ["rev-list", "--objects", "--all", "--missing=print"])).toContain("?");
    expect(readdirSync(cache)).not.toContain("hooks");
    const marker = join(place.folder, "ran");
    mkdirSync(join(cache, "hooks"));
    writeFileSync(join(cache, "hooks", "reference-transaction"), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    // A machine that tidies at once: what was rewritten must still be there to be told.
    for (const [key, value] of Object.entries({ "gc.auto": "1", "gc.autoDetach": "false", "gc.pruneExpire": "now" }))
      testGit(cache, ["config", key, value]);
    const after = write([{ mark: 12, parents: [1], message: "amended" }], "trunk");
    testGit(origin, ["symbolic-ref", "HEAD", "refs/heads/trunk"]);
    testGit(origin, ["branch", "-D", "main"]);
    const second = await pull({ options, cursor: first.cursor });
    expect(second.error).toBeNull();
    expect(await left(first, second)).toEqual([after.get(1), after.get(12)].sort());
    expect(readdirSync(join(place.folder, "cache"))).toEqual([cloned]);
    expect(testGit(cache, ["for-each-ref", "--format=%(refname)"])).toBe("refs/heads/trunk");
    expect(readdirSync(place.folder)).not.toContain("ran");
  });

  test("is asked politely first: what it refuses, limits or redirects is said as of any other host", async () => {
    write([{ mark: 1 }]);
    let status = 429;
    const moved = { location: "/lumen.git/info/refs?service=git-upload-pack" };
    const site = await serve((path) =>
      path.startsWith("/lumen.git") && status === 301
        ? null
        : { status, headers: status === 301 ? moved : { "retry-after": "40" } },
    );
    const options = { repository: `${site.url}/old` };
    expect((await pull({ options })).error).toMatchObject({ retryAt: new Date(now.getTime() + 40_000) });
    expect((await pull({ options })).error).toBeInstanceOf(RateLimitedError);
    status = 404;
    expect((await pull({ options })).error).toBeInstanceOf(RefusedError);
    status = 500;
    expect((await pull({ options })).error).toBeInstanceOf(UnavailableError);
    status = 200;
    expect((await pull({ options })).error).toMatchObject({ message: expect.stringContaining("no git repository") });
    status = 301;
    const { signals, error } = await pull({ options });
    expect(error).toBeNull();
    expect(signals).toHaveLength(1);
    expect(site.asked.filter((path) => path.startsWith("/old/git-upload-pack"))).toEqual([]);
  });

  test("that sends git elsewhere after it was judged is not followed", async () => {
    write([{ mark: 1 }]);
    const elsewhere = await serve();
    let asked = 0;
    const site = await serve((path) => {
      if (++asked === 1) return null;
      return { status: 302, headers: { location: `${elsewhere.url}${path}?service=git-upload-pack` } };
    });
    const { error } = await pull({ options: { repository: `${site.url}/lumen.git` } });
    expect(error).toBeInstanceOf(UnavailableError);
    expect(elsewhere.asked).toEqual([]);
    expect(readdirSync(join(place.folder, "cache"))).toEqual([]);
  });

  test("is given the token in a header, to the client and to git", async () => {
    write([{ mark: 1 }]);
    const seen = new Set<unknown>();
    const site = await serve((_, { authorization }) => {
      seen.add(authorization);
      return null;
    });
    expect(
      (await pull({ options: { repository: `${site.url}/lumen.git` }, credentials: { token: "t0ken" } })).error,
    ).toBeNull();
    expect([...seen]).toEqual([`Basic ${Buffer.from("x-access-token:t0ken").toString("base64")}`]);
  });

  test("that redirects elsewhere takes no token there", async () => {
    write([{ mark: 1 }]);
    const seen: unknown[] = [];
    const elsewhere = await serve((_, { authorization }) => {
      seen.push(authorization);
      return null;
    });
    const location = `${elsewhere.url}/lumen.git/info/refs?service=git-upload-pack`;
    const site = await serve(() => ({ status: 301, headers: { location } }));
    const { error } = await pull({ options: { repository: `${site.url}/lumen.git` }, credentials: { token: "t0ken" } });
    expect(error).toBeNull();
    expect(new Set(seen)).toEqual(new Set([undefined]));
  });

  test("on the open internet is https, and its judged address is the one that git goes to", async () => {
    write([{ mark: 1 }]);
    const site = await serve();
    const { port } = new URL(site.url);
    const real = createHttp({ userAgent: "Groundswell/test", now: () => now, guard: "none" });
    // A name that nobody knows: only the address that the client connected to can make git arrive.
    const named = "lumen-git.invalid";
    const http = (remoteAddress: string) => ({
      ...real,
      get: async (url: string, options?: HttpGet) => ({
        ...(await real.get(url.replace(named, "127.0.0.1"), options)),
        url,
      }),
      connect: async () => ({ remoteAddress, destroy() {} }) as unknown as Socket,
    });
    const clone = (address: string) =>
      clonedRepository({
        remote: new URL(`http://${named}:${port}/lumen.git`),
        cacheFolder: join(place.folder, "cache"),
        token: null,
        http: http(address),
        signal: new AbortController().signal,
      });
    await expect(clone("8.8.8.8")).rejects.toThrow("is not encrypted");
    expect(await branchHeads(await clone("127.0.0.1"), null)).toHaveLength(1);
  });

  test("that would run a command, hold a secret or hide a flag is no repository", () => {
    const refused = [
      "ext::sh -c whoami",
      "--upload-pack=touch /tmp/x",
      "ssh://-oProxyCommand=x/y",
      "git@github.com:lumen/lumen.git",
      "git://lumen.example/x",
      "https://ilse:secret@lumen.example/x",
      "file://elsewhere/x",
      "https://lumen.example/x?upload-pack=1",
    ];
    for (const repository of refused) expect(git.options.safeParse({ repository }).success, repository).toBe(false);
    for (const branch of ["--all", "a..b", "^x", "x y", "a:b", "@{u}", "/x", "x/", "x."])
      expect(git.options.safeParse({ ...git.example, branch }).success, branch).toBe(false);
    for (const branch of ["*", "main", "release/v7.5", "é"])
      expect(git.options.safeParse({ ...git.example, branch }).success, branch).toBe(true);
  });
});
