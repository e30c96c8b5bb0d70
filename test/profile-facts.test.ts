import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linkAccounts } from "@groundswell/analyse";
import { connectors } from "@groundswell/connectors";
import type { Account, Batch, Json } from "@groundswell/model";
import { places, startSimulator } from "@groundswell/simulator";
import type { SourceRow, Store } from "@groundswell/store";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { pullPlace, testHttp } from "./place-pull.ts";
import { asOf, makeSource, save } from "./store-fixtures.ts";

const now = () => new Date("2026-01-25T00:00:00Z");

/** A folder for one test. */
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "profile-facts-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Runs git away from the settings of whoever runs it. */
function git(repository: string, ...args: string[]): void {
  const env = { PATH: process.env.PATH, HOME: repository, GIT_CONFIG_NOSYSTEM: "1" };
  execFileSync("git", args, { cwd: repository, env, stdio: "ignore" });
}

function commit(repository: string, author: string): void {
  const committer = ["-c", "user.name=Harbour", "-c", "user.email=noreply@harbour.example"];
  const at = "2026-01-05T12:00:00Z";
  git(
    repository,
    ...committer,
    "commit",
    "--quiet",
    "--allow-empty",
    "--message=Mend",
    `--date=${at}`,
    `--author=${author}`,
  );
}

const gitMissing = (() => {
  try {
    execFileSync("git", ["--version"]);
    return null;
  } catch {
    return "git is not installed";
  }
})();

/** Everything that one place of the simulator gives. */
async function pulled(name: string): Promise<Batch[]> {
  const place = places[name]?.({ seed: 5, until: new Date("2026-02-01T00:00:00Z"), now });
  if (!place) throw new Error(`There is no place ${name}.`);
  const simulator = await startSimulator({ places: [place], now });
  onTestFinished(() => simulator.close());
  const { batches, error } = await pullPlace(place, simulator.url, now);
  expect(error).toBeNull();
  return batches;
}

/** Everything that a connector gives which asks nobody over the network. */
async function readBy(name: string, options: object): Promise<Batch[]> {
  const connector = connectors[name];
  if (!connector) throw new Error(`There is no connector ${name}.`);
  const context = { source: name, cursor: null as Json, credentials: {}, since: null, now, http: testHttp(now) };
  const batches: Batch[] = [];
  const stop = new AbortController();
  const pull = connector.pull({ ...context, options: connector.options.parse(options), signal: stop.signal });
  for await (const batch of pull) batches.push(batch);
  return batches;
}

/** The accounts that wrote anything in some batches, each once. */
function authors(batches: Batch[]): Account[] {
  const all = batches.flatMap(({ signals }) => signals.flatMap((one) => one.account ?? []));
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

describe.each(storeKinds)("what profiles say reaches identity, on the %s store", (kind) => {
  let store: Store;
  let source: SourceRow;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    source = await makeSource(store);
  });

  /** Saves what was read, and links what is there. */
  async function link(...read: Batch[][]): Promise<void> {
    await save(store, source, ...read.flat());
    await linkAccounts(store, asOf);
  }

  /** What speaks for one account and another being one person's: the method, what became of it, where the other is. */
  async function linksOf({ platform, id }: Account): Promise<string[][]> {
    const { rows } = await store.pool.query(
      `select l.method, l.status, o.platform from links l join accounts o on o.id in (l.a, l.b)
         join accounts own on own.id in (l.a, l.b) and own.id <> o.id
       where own.platform = $1 and own.native_id = $2 order by l.id`,
      [platform, id],
    );
    return rows.map(({ method, status, platform }) => [method, status, platform]);
  }
  test("a link that a Mastodon server has checked joins the account with the page it names; one that it has not does not", async () => {
    const posts = await pulled("mastodon");
    const [checked, unchecked] = [true, false].map((isChecked) =>
      authors(posts).find(({ links, verifiedLinks }) => links.length > 0 && verifiedLinks.length > 0 === isChecked),
    ) as [Account, Account];
    const blogs = [checked, unchecked].map(({ links: [url] }, index) => ({
      ...{ id: `post-${index}`, kind: "post", occurredAt: "2026-01-05T12:00:00Z" },
      space: { platform: "blog", id: `blog-${index}`, kind: "blog", name: "A blog" },
      account: { platform: "blog", id: url, url },
    }));
    const file = join(folder(), "blogs.ndjson");
    writeFileSync(file, blogs.map((one) => JSON.stringify(one)).join("\n"));
    const written = await readBy("signals", { paths: [file] });
    await link(posts, written);
    expect(await linksOf(checked)).toEqual([["verified-link", "accepted", "blog"]]);
    expect(await linksOf(unchecked)).toEqual([["one-way-link", "proposed", "blog"]]);
  });

  test("where Stack Exchange users say they are, and their sites, outlast every later page with their posts", async () => {
    const questions = await pulled("stackexchange");
    await link(questions);
    const { rows } = await store.pool.query("select location, links from accounts where native_id::int > 0");
    expect(rows.length).toBeGreaterThan(5);
    expect(new Set(rows.map(({ location }) => location))).toEqual(new Set(["Zürich & around", null]));
    for (const { links } of rows)
      expect(links).toEqual([
        expect.stringContaining("https://stackexchange.com/users/"),
        expect.stringMatching(/^https:\/\/user\d+\.harbour\.example\/$/),
      ]);
  });

  test.skipIf(gitMissing)(
    `the avatar of a Stack Exchange user joins it with the commits of that address${gitMissing ? `: ${gitMissing}` : ""}`,
    async () => {
      const questions = await pulled("stackexchange");
      const user = authors(questions).find(({ gravatarHash }) => gravatarHash !== null) as Account;
      const repository = folder();
      git(repository, "init", "--quiet", "--initial-branch=main");
      commit(repository, `${user.name} <user${user.id}@Harbour.example>`);
      commit(repository, `${user.name} the Second <other@harbour.example>`);
      const commits = await readBy("git", { repository, name: "harbour" });
      expect(authors(commits).map(({ emailDomain }) => emailDomain)).toEqual(["harbour.example", "harbour.example"]);
      await link(questions, commits);
      expect((await linksOf(user)).filter(([method]) => method === "gravatar")).toEqual([
        ["gravatar", "accepted", "git"],
      ]);
    },
  );
});
