import { createHash } from "node:crypto";
import { dayMs, hourMs } from "@groundswell/model";
import type { Crowd } from "./crowd.ts";
import { grouped } from "./grouped.ts";
import { delayMs, wholeSecond } from "./questions.ts";
import { type Random, random } from "./random.ts";
import { rhythm } from "./rhythm.ts";
import type { Instant, RepositorySpace, WorldCommit, WorldRelease, WorldReview, WorldThread } from "./world.ts";

const pullRequestShare = 0.45;
/** Events that one thread brings on average: itself, comments, reviews, the merge's commit and the direct commits beside it. */
const eventsPerThread = 3.6;

type RepositoryHistory = { threads: WorldThread[]; commits: WorldCommit[]; releases: WorldRelease[] };
type Scene = {
  seed: number;
  index: number;
  space: RepositorySpace;
  crowd: Crowd;
  from: Instant;
  asOf: Instant;
  random: Random;
};

/** Everything that happened in one repository, numbered and dated; ids are unique over all repositories. */
export function workOn(
  seed: number,
  index: number,
  space: RepositorySpace,
  crowd: Crowd,
  bots: number[],
  from: Instant,
  asOf: Instant,
): RepositoryHistory {
  const scene: Scene = { seed, index, space, crowd, from, asOf, random: random(seed, `repository/${space.key}`) };
  const rate = rhythm(from, asOf, space.trend);
  const count = Math.round(rate.totalFor(space.perYear / eventsPerThread));
  const maintainers = space.maintainers.flatMap((person) => crowd.accountOf(person, "github") ?? []);
  const threads: WorldThread[] = [];
  const commits: WorldCommit[] = [];
  while (threads.length < count) {
    const at = rate.draw(scene.random, scene.random.pick([1, 1, 0, -5, -8, 5.5, 9]));
    const thread = openThread(scene, at, bots);
    if (thread === null) continue;
    converse(scene, thread, maintainers);
    threads.push(thread);
    if (thread.merged) commits.push(commit(scene, thread.author, thread.merged.at, thread));
    if (scene.random.chance(0.35)) commits.push(commit(scene, scene.random.pick(maintainers), at, null));
  }
  const releases = release(scene, maintainers);
  return numbered(scene, { threads, commits, releases });
}

function openThread({ index, crowd, random }: Scene, at: Instant, bots: number[]): WorldThread | null {
  const pull = random.chance(pullRequestShare);
  const bot = pull && bots.length > 0 && random.chance(0.12);
  const author = bot ? random.pick(bots) : crowd.draw(pull ? "help" : "ask", index, at, random);
  if (author === null) return null;
  return {
    space: index,
    kind: pull ? "pull-request" : "issue",
    number: 0,
    id: 0,
    author,
    at,
    updatedAt: at,
    closedAt: null,
    merged: null,
    comments: [],
    reviews: [],
    likes: random.poisson(0.4),
  };
}

function converse(scene: Scene, thread: WorldThread, maintainers: number[]): void {
  const { random, crowd, asOf, space } = scene;
  const pull = thread.kind === "pull-request";
  const reply = (present: number[]) => {
    const at = wholeSecond(thread.at + delayMs(random, space.medianResponseHours * (1 + present.length)));
    const author = crowd.draw("help", thread.space, at, random, present);
    return at < asOf && author !== null ? { at, author } : null;
  };
  const comment = (onDiff: boolean) => {
    const said = reply(onDiff ? [thread.author] : []);
    if (!said) return;
    const edited = wholeSecond(said.at + random.exponential(5 * hourMs)) + 1000;
    const updatedAt = random.chance(0.04) && edited < asOf ? edited : said.at;
    const likes = random.poisson(1.2 * crowd.person(said.author).skill ** 2);
    thread.comments.push({ id: 0, ...said, updatedAt, likes, onDiff });
  };
  for (let i = random.poisson(pull ? 0.8 : 1.6); i > 0; i--) comment(false);
  for (let i = pull ? random.poisson(0.4) : 0; i > 0; i--) comment(true);
  for (let i = pull ? random.poisson(0.9) : 0; i > 0; i--) {
    const said = reply([thread.author]);
    const states: WorldReview["state"][] = ["APPROVED", "APPROVED", "CHANGES_REQUESTED", "COMMENTED"];
    if (said) thread.reviews.push({ id: 0, ...said, state: random.pick(states) });
  }
  close(scene, thread, maintainers);
  const moments = [
    ...thread.comments.map((c) => c.updatedAt),
    ...thread.reviews.map((r) => r.at),
    thread.closedAt ?? 0,
  ];
  thread.updatedAt = Math.max(thread.at, ...moments);
}

function close({ random, crowd, asOf }: Scene, thread: WorldThread, maintainers: number[]): void {
  const { skill } = crowd.person(thread.author);
  const last = Math.max(thread.at, ...thread.comments.map((c) => c.at), ...thread.reviews.map((r) => r.at));
  const at = wholeSecond(last + random.exponential(60 * hourMs)) + 60_000;
  if (at >= asOf || !random.chance(0.8)) return;
  thread.closedAt = at;
  const merges = thread.kind === "pull-request" && random.chance(0.45 + 0.5 * skill);
  if (merges) thread.merged = { by: random.pick(maintainers), at };
}

function commit(scene: Scene, author: number, at: Instant, thread: WorldThread | null): WorldCommit {
  // Parents are filled in once the history is in order; two of them mark a merge commit.
  const parents = thread && scene.random.chance(0.3) ? ["", ""] : [""];
  return { space: scene.index, sha: "", author, at, parents, number: thread === null ? null : -1 };
}

function release({ index, from, asOf, random, space }: Scene, maintainers: number[]): WorldRelease[] {
  const releases: WorldRelease[] = [];
  const everyDays = space.perYear > 300 ? 30 : 75;
  let at = from + random.int(1, everyDays) * dayMs + random.int(8, 18) * hourMs;
  for (let minor = 1; at < asOf; minor++) {
    releases.push({ space: index, id: 0, tag: `v1.${minor}.0`, author: random.pick(maintainers), at: wholeSecond(at) });
    at += everyDays * dayMs * (0.6 + 0.8 * random.float());
  }
  return releases;
}

function numbered({ seed, index, space }: Scene, history: RepositoryHistory): RepositoryHistory {
  // A stride per repository keeps ids unique without a counter that all repositories would have to share.
  const stride = 40_000_000 * (index + 1);
  const byTime = (a: { at: Instant }, b: { at: Instant }) => a.at - b.at;
  history.threads.sort(byTime);
  for (const [i, thread] of history.threads.entries()) thread.number = i + 1;
  const comments = history.threads.flatMap((thread) => thread.comments).sort(byTime);
  const reviews = history.threads.flatMap((thread) => thread.reviews).sort(byTime);
  const items = [...history.threads, ...comments, ...reviews, ...history.releases].sort(byTime);
  for (const [i, item] of items.entries()) item.id = stride + i + 1;
  for (const thread of history.threads) {
    thread.comments.sort((a, b) => a.id - b.id);
    thread.reviews.sort((a, b) => a.id - b.id);
  }
  const merged = grouped(
    history.threads.filter((thread) => thread.merged),
    (thread) => `${thread.merged?.at}/${thread.author}`,
  );
  let previous = "0".repeat(40);
  for (const [i, one] of history.commits.sort(byTime).entries()) {
    one.sha = createHash("sha1").update(`${seed}/${space.key}/${i}`).digest("hex");
    one.parents = one.parents.map((_, n) =>
      n === 0 ? previous : createHash("sha1").update(`${one.sha}/side`).digest("hex"),
    );
    one.number = one.number === null ? null : (merged.get(`${one.at}/${one.author}`)?.shift()?.number ?? null);
    previous = one.sha;
  }
  return history;
}
