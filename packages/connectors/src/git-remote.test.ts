import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { now, useRepository } from "../test/git-repository.ts";
import { gitMissing, serveGit, testGit } from "../test/git-server.ts";
import { git } from "./git.ts";
import { branchHeads } from "./git-history.ts";
import { clonedRepository } from "./git-remote.ts";
import { createHttp, type HttpGet } from "./http.ts";

const { here, left, pull, write } = useRepository();

describe.skipIf(gitMissing !== null)("an address", () => {
  const serve = async (intercept?: Parameters<typeof serveGit>[1]) => {
    const site = await serveGit(here.folder, intercept);
    here.closing.push(site.close);
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
    const [cloned = ""] = readdirSync(join(here.folder, "cache"));
    const cache = join(here.folder, "cache", cloned);
    expect(testGit(cache, ["rev-list", "--objects", "--all", "--missing=print"])).toContain("?");
    expect(readdirSync(cache)).not.toContain("hooks");
    const marker = join(here.folder, "ran");
    mkdirSync(join(cache, "hooks"));
    writeFileSync(join(cache, "hooks", "reference-transaction"), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    // A machine that tidies at once: what was rewritten must still be there to be told.
    for (const [key, value] of Object.entries({ "gc.auto": "1", "gc.autoDetach": "false", "gc.pruneExpire": "now" }))
      testGit(cache, ["config", key, value]);
    const after = write([{ mark: 12, parents: [1], message: "amended" }], "trunk");
    testGit(here.origin, ["symbolic-ref", "HEAD", "refs/heads/trunk"]);
    testGit(here.origin, ["branch", "-D", "main"]);
    const second = await pull({ options, cursor: first.cursor });
    expect(second.error).toBeNull();
    expect(await left(first, second)).toEqual([after.get(1), after.get(12)].sort());
    expect(readdirSync(join(here.folder, "cache"))).toEqual([cloned]);
    expect(testGit(cache, ["for-each-ref", "--format=%(refname)"])).toBe("refs/heads/trunk");
    expect(readdirSync(here.folder)).not.toContain("ran");
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
    expect(readdirSync(join(here.folder, "cache"))).toEqual([]);
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
        cacheFolder: join(here.folder, "cache"),
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
