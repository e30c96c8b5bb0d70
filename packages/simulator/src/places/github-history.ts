import { hourMs } from "@groundswell/model";
import { inventHandle, inventName, untaken } from "../names.ts";
import { type Random, random } from "../random.ts";
import { prose, threadTitle } from "../text.ts";

/** Who writes in the repository; one whose account is deleted is shown as the platform's ghost. */
export type Member = { id: number; login: string; type: "User" | "Bot" | "Mannequin"; deleted: boolean };

/** Something said, or a change of state, at an instant in Unix milliseconds. */
export type Said = {
  id: number;
  by: Member;
  at: number;
  editedAt: number | null;
  body: string;
  likes: number;
  gone: boolean;
};
export type Review = Said & { state: "APPROVED" | "CHANGES_REQUESTED" | "PENDING" };
export type Talk = Said & { replies: Said[]; deletedAt: number | null };
export type Commit = {
  sha: string;
  by: Member | null;
  at: number;
  committedAt: number;
  pushedAt: number;
  message: string;
  parents: number;
};
export type Release = Said & { tag: string; draft: boolean };

/** An issue, a pull request or a discussion: all three are numbered in one row. */
export type Thread = Said & {
  number: number;
  kind: "issue" | "pull" | "discussion";
  title: string;
  closedAt: number | null;
  merged: boolean;
  draft: boolean;
  comments: Said[];
  reviews: Review[];
  lineComments: Said[];
  answerable: boolean;
  talks: Talk[];
  /** The id of the comment or reply that was chosen as the answer, when and by whom. */
  chosen: { id: number; at: number; by: Member } | null;
};

export type History = { members: Member[]; threads: Thread[]; commits: Commit[]; releases: Release[] };

const [begin, end] = [Date.UTC(2025, 9, 1), Date.UTC(2026, 1, 1)];
// Ids of comments have outgrown 32 bits; those of comments on issues and on lines are two rows of numbers.
const firstComment = 3_400_000_000;

/** Four months of a repository. */
export function githubHistory(seed: number, until: Date): History {
  const draw = random(seed, "github-place");
  const members = people(draw);
  const ids = { comment: firstComment, line: firstComment, talk: 13_000_000, review: firstComment };
  const say = (id: number, at: number): Said => ({
    ...{ id, at, by: draw.pick(members), body: prose(`github-place/${seed}/${id}/${at}`), likes: draw.int(0, 4) },
    editedAt: draw.chance(0.2) ? at + draw.int(1, 72) * hourMs : null,
    gone: false,
  });
  const after = (at: number) => whole(at + draw.exponential(40) * hourMs);
  const several = <T>(mean: number, one: () => T) => Array.from({ length: draw.poisson(mean) }, one);
  const dates = Array.from({ length: 56 }, () => whole(begin + draw.float() * (end - begin))).sort((a, b) => a - b);
  // Two that were opened in one second.
  dates[9] = dates[8] as number;

  const threads = dates.map((at, index): Thread => {
    const kind = (["issue", "discussion", "pull", "issue"] as const)[index % 4] ?? "issue";
    const head = say(9_000_000 + index, at);
    const closedAt = kind !== "discussion" && draw.chance(0.5) ? after(at) : null;
    const thread: Thread = {
      ...{
        ...head,
        editedAt: null,
        number: index + 1,
        kind,
        title: threadTitle(`github-place/${seed}/${index}`),
        closedAt,
      },
      ...{ merged: kind === "pull" && closedAt !== null && draw.chance(0.7), draft: draw.chance(0.2) },
      comments: kind === "discussion" ? [] : several(1.5, () => say(ids.comment++, after(at))),
      reviews: kind === "pull" ? several(1.5, () => review(say(ids.review++, after(at)), draw)) : [],
      lineComments: kind === "pull" ? several(1.5, () => say(ids.line++, after(at))) : [],
      ...{ answerable: draw.chance(0.6), talks: [], chosen: null },
    };
    if (kind !== "discussion") return thread;
    // The first is longer than any page: 55 comments, and 53 replies to one of them.
    const talks = Array.from({ length: index === 1 ? 55 : draw.int(1, 4) }, (_, position) => {
      const talk = say(ids.talk++, after(at));
      const replies = index === 1 && position === 0 ? 53 : draw.int(0, 2);
      return {
        ...talk,
        deletedAt: null,
        replies: Array.from({ length: replies }, () => say(ids.talk++, after(talk.at))),
      };
    }).sort((a, b) => a.at - b.at);
    return { ...thread, talks, ...answered(thread, talks, index, draw) };
  });
  // Deleted long ago, and still in its place for the sake of the replies to it.
  const old = threads.find(({ number, talks }) => number > 2 && talks.some(({ replies }) => replies.length > 0));
  for (const talk of old?.talks.filter(({ replies }) => replies.length > 0).slice(0, 1) ?? [])
    Object.assign(talk, { deletedAt: talk.at + hourMs, editedAt: null });
  const history = { members, threads, commits: commits(draw, members, seed), releases: releases(draw, say) };
  return cutAt(history, until.getTime());
}

function people(draw: Random): Member[] {
  const taken = new Set<string>();
  const logins = Array.from({ length: 9 }, () => untaken(inventHandle(inventName(draw), draw), taken));
  const users = logins.map((login, i): Member => ({ id: 52_000 + i, login, type: "User", deleted: i === 3 }));
  return [
    ...users,
    { id: 61_000, login: "wick-trimmer", type: "Bot", deleted: false },
    { id: 62_000, login: "imported-hand", type: "Mannequin", deleted: false },
  ];
}

function review(said: Said, draw: Random): Review {
  const state = draw.pick(["APPROVED", "APPROVED", "CHANGES_REQUESTED", "PENDING"] as const);
  return { ...said, editedAt: null, state };
}

/** Mostly a comment is the answer, once a reply to one. */
function answered(thread: Thread, talks: Talk[], index: number, draw: Random): { chosen: Thread["chosen"] } {
  const [first] = talks;
  if (!thread.answerable || !first || draw.chance(0.3)) return { chosen: null };
  const found = index % 8 === 5 ? (first.replies[0] ?? first) : first;
  return { chosen: { id: found.id, at: found.at + 5 * hourMs, by: thread.by } };
}

function commits(draw: Random, members: Member[], seed: number): Commit[] {
  return Array.from({ length: 34 }, (_, index) => {
    const committedAt = whole(begin + draw.float() * (end - begin));
    const by = draw.chance(0.15) ? null : draw.pick(members);
    const trailer = index % 5 === 0 ? "\n\nCo-authored-by: Second Hand <second.hand@hands.example>" : "";
    return {
      sha: `${seed.toString(16)}${index.toString(16).padStart(4, "0")}`.padEnd(40, "c"),
      ...{
        by,
        committedAt,
        parents: index % 7 === 0 ? 2 : 1,
        message: `${threadTitle(`commit/${seed}/${index}`)}${trailer}`,
      },
      // Rebased: written weeks before it was committed. Some lie on somebody's disk for days more.
      at: whole(committedAt - (draw.chance(0.3) ? draw.int(1, 30) * 24 * hourMs : 0)),
      pushedAt: committedAt + (draw.chance(0.3) ? draw.int(1, 12) * 24 * hourMs : 0),
    };
  });
}

function releases(draw: Random, say: (id: number, at: number) => Said): Release[] {
  return Array.from({ length: 13 }, (_, index) => {
    const at = whole(begin + ((index + draw.float()) / 13) * (end - begin));
    return { ...say(7_000 + index, at), editedAt: null, tag: `v1.${index}.0`, draft: index === 6 };
  });
}

/** Nothing happens after the end of the history, so that what is said there is all there ever will be. */
function cutAt({ members, threads, commits, releases }: History, endMs: number): History {
  const before = <T extends { at: number }>(list: T[]) => list.filter(({ at }) => at < endMs);
  const change = (at: number | null) => (at !== null && at < endMs ? at : null);
  const said = <T extends Said>(list: T[]) => before(list).map((one) => ({ ...one, editedAt: change(one.editedAt) }));
  return {
    ...{ members, releases: before(releases), commits: commits.filter(({ pushedAt }) => pushedAt < endMs) },
    threads: before(threads).map((thread) => {
      const { chosen, closedAt } = thread;
      return {
        ...thread,
        closedAt: change(closedAt),
        merged: thread.merged && change(closedAt) !== null,
        ...{ comments: said(thread.comments), reviews: said(thread.reviews), lineComments: said(thread.lineComments) },
        talks: said(thread.talks).map((talk) => ({ ...talk, replies: said(talk.replies) })),
        chosen: chosen && chosen.at < endMs ? chosen : null,
      };
    }),
  };
}

/** Dates have whole seconds. */
function whole(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
