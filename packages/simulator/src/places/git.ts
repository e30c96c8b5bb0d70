import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hourMs } from "@groundswell/model";
import { Hono } from "hono";
import { inventHandle, inventName } from "../names.ts";
import { type Random, random } from "../random.ts";
import { prose, threadTitle } from "../text.ts";
import type { TrueSignal } from "../truth.ts";
import { commitObject, type GitObject, gitObject, layOutRepository, treeObject, writeObjects } from "./git-objects.ts";
import type { Place, PlaceOptions } from "./place.ts";

type Author = { name: string; address: string };
/** A change before it has a hash; `mailmap` is the version of the file that its tree holds. */
type Change = {
  at: number;
  author: Author;
  authoredSeconds: number;
  coAuthors: Author[];
  title: string;
  encoding: string | null;
  shape: "plain" | "side" | "merge";
  mailmap: 0 | 1;
};
type Commit = { change: Change; sha: string; objects: GitObject[] };

const begin = Date.parse("2025-10-01T08:00:00Z");
const space = "lumen.example/lumen";
/** Then the newest changes are rewritten, and pushed over what was there. */
const rewrittenAt = Date.parse("2026-01-15T08:00:00Z");
const rewritten = 3;
/** From then on the mailmap knows one more address. */
const mailmapGrowsAt = Date.parse("2026-01-18T00:00:00Z");

/** One repository: merges, co-authors, a mailmap that grows, bots, nobody's addresses, broken dates, a rewritten branch. */
export function gitPlace({ seed, until, now }: PlaceOptions): Place {
  const people = authors(random(seed, "git/people"));
  const changes = plan(random(seed, "git/changes"), people, until.getTime());
  const before = changes.filter(({ at }) => at < rewrittenAt);
  const kept = before.slice(0, -rewritten);
  const amended = before
    .slice(-rewritten)
    .map((change) => ({ ...change, at: rewrittenAt, title: `${change.title} (amended)` }));
  const first = chain(before, people);
  const second = chain([...kept, ...amended, ...changes.filter(({ at }) => at >= rewrittenAt)], people);
  const shown = (at: number) => (at < rewrittenAt ? first : second).filter(({ change }) => change.at <= at);
  let folder: string | null = null;

  /** What a push would have brought by now. */
  function push(): string {
    if (folder === null) throw new Error("The place of git listens first: its repository is a folder.");
    const visible = shown(now().getTime());
    const head = visible.at(-1);
    if (head)
      writeObjects(
        folder,
        visible.flatMap(({ objects }) => objects),
        head.sha,
      );
    return folder;
  }

  return {
    connector: "git",
    prefix: "/git",
    routes: new Hono(),
    source: () => ({ options: { repository: push(), name: space, pageSize: 20 }, credentials: {} }),
    truth: (at) => ({
      signals: shown(at.getTime()).flatMap((commit) => signals(commit, mailmapOf(people, at))),
      endorsements: [],
    }),
    async listen() {
      const opened = mkdtempSync(join(tmpdir(), "groundswell-git-"));
      layOutRepository(opened);
      folder = opened;
      return {
        async close() {
          folder = null;
          rmSync(opened, { recursive: true, force: true });
        },
      };
    },
  };
}

/** Two people write from two addresses, one from a made-up one under two logins; one machine, and one who set no address. */
function authors(draw: Random): Author[] {
  const named = Array.from({ length: 5 }, () => inventName(draw));
  const [one = "", two = "", three = "", ...rest] = named;
  const of = (name: string, host: string) => ({ name, address: `${inventHandle(name, draw)}@${host}.example.org` });
  return [
    of(one, "home"),
    of(one, "work"),
    of(two, "home"),
    of(two, "old"),
    { name: three, address: "7001+Lantern@users.noreply.github.com" },
    { name: three, address: "7001+lantern-lit@users.noreply.github.com" },
    ...rest.map((name) => of(name, "home")),
    { name: "wickbot[bot]", address: "9001+wickbot[bot]@users.noreply.github.com" },
    { name: "unset", address: "unset@localhost" },
  ];
}

function mailmapLines([home, work, other, old]: Author[], version: 0 | 1): string {
  const line = (to: Author | undefined, from: Author | undefined) =>
    `${to?.name} <${to?.address}> <${from?.address}>\n`;
  return line(home, work) + (version === 1 ? line(other, old) : "");
}

/** The addresses that the mailmap of an instant replaces. */
function mailmapOf([home, work, other, old]: Author[], at: Date): Map<string, string> {
  const pairs: [Author | undefined, Author | undefined][] = [[work, home]];
  if (at.getTime() >= mailmapGrowsAt) pairs.push([old, other]);
  return new Map(pairs.map(([from, to]) => [from?.address ?? "", to?.address ?? ""]));
}

function plan(draw: Random, people: Author[], until: number): Change[] {
  const changes: Change[] = [];
  let isMapped = false;
  for (let at = begin, n = 0; at < until; n++) {
    const author = draw.pick(people);
    const title = n % 9 === 4 ? `Glühende Dochte n° ${n}` : threadTitle(`git/${n}`);
    const grows: boolean = !isMapped && at >= mailmapGrowsAt;
    isMapped ||= grows;
    if (grows) at = mailmapGrowsAt;
    const change: Change = {
      at,
      author,
      // A clock that had no battery: the committer's has to do.
      authoredSeconds: n % 17 === 5 ? 0 : Math.floor(at / 1000) - draw.int(0, 900),
      coAuthors: n % 6 === 2 ? [draw.pick(people), draw.pick(people)] : [],
      title,
      encoding: n % 9 === 4 ? "ISO-8859-1" : null,
      shape: "plain",
      mailmap: isMapped ? 1 : 0,
    };
    if (n % 8 === 7) changes.push({ ...change, shape: "side" }, { ...change, shape: "merge", title: `Merge ${title}` });
    else changes.push(change);
    // Ties: some changes land in the same second.
    if (n % 11 !== 3) at += draw.int(4, 60) * hourMs;
  }
  return changes;
}

function chain(changes: Change[], people: Author[]): Commit[] {
  const commits: Commit[] = [];
  let tip: string | null = null;
  let side: string | null = null;
  for (const [n, change] of changes.entries()) {
    const files = {
      ".mailmap": gitObject("blob", Buffer.from(mailmapLines(people, change.mailmap))),
      notes: gitObject("blob", Buffer.from(`${n}\n`)),
    };
    const tree = treeObject(files);
    const seconds = Math.floor(change.at / 1000);
    const parents = change.shape === "merge" ? [tip, side] : [tip];
    const commit = commitObject({
      tree: tree.sha,
      parents: parents.filter((sha) => sha !== null),
      author: `${change.author.name} <${change.author.address}> ${change.authoredSeconds} +0100`,
      committer: `GitHub <noreply@github.com> ${seconds} +0000`,
      encoding: change.encoding,
      message: Buffer.from(message(change), change.encoding === null ? "utf8" : "latin1"),
    });
    commits.push({ change, sha: commit.sha, objects: [...Object.values(files), tree, commit] });
    if (change.shape === "side") side = commit.sha;
    else tip = commit.sha;
  }
  return commits;
}

function message({ title, coAuthors }: Change): string {
  const trailers = coAuthors.map(({ name, address }) => `Co-authored-by: ${name} <${address}>`);
  return [title, "", prose(title), ...(trailers.length > 0 ? ["", ...trailers] : []), ""].join("\n");
}

/** One signal for each person in a commit; a merge is none, and nobody is in it twice. */
function signals({ change, sha }: Commit, mailmap: Map<string, string>): TrueSignal[] {
  if (change.shape === "merge") return [];
  const seconds = change.authoredSeconds === 0 ? Math.floor(change.at / 1000) : change.authoredSeconds;
  const one = (id: string, account: string | null): TrueSignal => ({
    platform: "git",
    kind: "commit",
    id,
    space: `git:${space}`,
    account,
    occurredAt: new Date(seconds * 1000).toISOString(),
  });
  const key = ({ address }: Author) => accountOf(mailmap.get(address) ?? address);
  const author = key(change.author);
  const seen = new Set([author]);
  const others = change.coAuthors.flatMap((coAuthor, index) => {
    const account = key(coAuthor);
    if (account === null || seen.has(account)) return [];
    seen.add(account);
    return [one(`${sha}+${index + 1}`, account)];
  });
  return [one(sha, author), ...others];
}

function accountOf(address: string): string | null {
  const number = /^(\d+)\+.*@users\.noreply\.github\.com$/.exec(address)?.[1];
  if (number) return `git:github.com+${number}`;
  return address.endsWith("@localhost")
    ? null
    : `git:${createHash("sha256").update(address.toLowerCase()).digest("hex")}`;
}
