import { chmodSync, chownSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "@groundswell/model";
import { describe, expect, test, vi } from "vitest";
import { ilse, now, useRepository } from "../test/git-repository.ts";
import { gitMissing, testGit } from "../test/git-server.ts";
import { git } from "./git.ts";
import { readCommits } from "./git-history.ts";
import { commitsPage, mapCommitsPage } from "./git-map.ts";
import { runGit } from "./git-program.ts";
import { createHttp } from "./http.ts";

const { here, pull, write } = useRepository();

describe.skipIf(gitMissing !== null)("a machine", () => {
  test("without git is told what to install", async () => {
    write([{ mark: 1 }]);
    vi.stubEnv("PATH", here.folder);
    here.closing.push(() => vi.unstubAllEnvs());
    const { error } = await pull();
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toContain("install git");
  });

  test("with settings of its own, for a hook or a proxy, reads the same", async () => {
    write([{ mark: 1 }]);
    for (const name of ["GIT_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "https_proxy", "ALL_PROXY"])
      vi.stubEnv(name, "/nowhere");
    here.closing.push(() => vi.unstubAllEnvs());
    expect(await pull()).toMatchObject({ error: null, signals: [{ kind: "commit" }] });
  });

  test("that shuts down ends the pull without a fault", async () => {
    write([1, 2, 3].map((mark) => ({ mark, parents: mark > 1 ? [mark - 1] : [] })));
    const { error, batches } = await pull({ options: { pageSize: 1 }, stopAfter: 1 });
    expect(error).toBeNull();
    expect(batches).toHaveLength(1);
    const stopped = git.pull({
      source: "test",
      options: git.options.parse({ repository: here.origin }),
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
      { gitDir: here.origin, run: {} },
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
    const tree = join(here.folder, "tree");
    testGit(here.folder, ["clone", "--quiet", here.origin, tree]);
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
    const shallow = join(here.folder, "shallow");
    testGit(here.folder, ["clone", "--quiet", "--depth=1", `file://${here.origin}`, shallow]);
    const empty = join(here.folder, "empty");
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
    testGit(here.origin, ["replace", shas.get(1) ?? "", shas.get(2) ?? ""]);
    expect((await pull()).signals.map(({ title }) => title)).toEqual(["true", "false"]);
  });

  test.skipIf(process.getuid?.() !== 0)("of another user is read, as what is mounted into a container is", async () => {
    write([{ mark: 1 }]);
    chownSync(here.origin, 12_345, 12_345);
    expect(await pull()).toMatchObject({ error: null, signals: [{ kind: "commit" }] });
  });

  test("cannot make this machine run anything", async () => {
    write([{ mark: 1, message: "signed" }]);
    const marker = join(here.folder, "ran");
    const script = join(here.folder, "script.sh");
    writeFileSync(script, `#!/bin/sh\ntouch ${marker}\n`);
    chmodSync(script, 0o755);
    const commit = testGit(here.origin, ["cat-file", "commit", "main"]).replace(
      "\n\n",
      "\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n\n",
    );
    const sha = testGit(here.origin, ["hash-object", "-t", "commit", "-w", "--stdin"], Buffer.from(`${commit}\n`));
    testGit(here.origin, ["update-ref", "refs/heads/main", sha]);
    for (const [key, value] of [
      ["core.fsmonitor", script],
      ["protocol.ext.allow", "always"],
      ["log.showSignature", "true"],
      ["gpg.program", script],
      ["core.hooksPath", here.folder],
      ["core.pager", script],
      ["remote.origin.url", `ext::${script}`],
      ["remote.origin.promisor", "true"],
      ["extensions.partialClone", "origin"],
    ])
      testGit(here.origin, ["config", key ?? "", value ?? ""]);
    const first = await pull();
    expect(first.error).toBeNull();
    // A head that is not here: a partial clone would go and ask its here.origin.
    const cursor = { ...(first.cursor as object), heads: ["1234567890123456789012345678901234567890"] };
    expect((await pull({ cursor: JSON.parse(JSON.stringify(cursor)) })).signals).toHaveLength(1);
    expect(readdirSync(here.folder)).not.toContain("ran");
  });
});
