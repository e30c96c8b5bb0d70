import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { git } from "../src/git.ts";
import { gitMissing, temporaryFolder, type Written, writeCommits } from "./git-server.ts";
import { type Known, pullAsWorker } from "./site.ts";

export const now = new Date("2026-02-01T00:00:00Z");
export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
export const ilse = sha256("ilse@shells.example.net");

if (gitMissing) console.warn(`git: tests skipped, ${gitMissing}`);

/** In every test of a file a repository of its own: tests write its commits, and close what they leave in `closing`. */
export function useRepository() {
  const here = { folder: "", origin: "", closing: [] as (() => void)[] };
  let place: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    place = temporaryFolder();
    Object.assign(here, { folder: place.folder, origin: join(place.folder, "lumen.git"), closing: [] });
    mkdirSync(here.origin);
  });
  afterEach(() => {
    for (const close of here.closing) close();
    place.remove();
  });

  const write = (commits: Written[], branch?: string) => writeCommits(here.origin, commits, branch);
  const pull = ({ options, ...known }: Known = {}) =>
    pullAsWorker(git, {
      now,
      ...known,
      options: { repository: here.origin, cacheFolder: join(here.folder, "cache"), ...options },
    });
  /** The ids of what is there after some pulls, without what the later ones took away. */
  const left = async (...pulls: Awaited<ReturnType<typeof pull>>[]) => {
    const byId = new Map(pulls.flatMap(({ signals }) => signals.map((one) => [one.id, one])));
    return [...byId.values()]
      .filter(({ deletedAt }) => deletedAt === null)
      .map(({ id }) => id)
      .sort();
  };
  return { here, write, pull, left };
}
