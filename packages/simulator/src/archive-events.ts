import { createHash } from "node:crypto";
import { commentItem, commitMessage, githubUserThen, issueItem, releaseItem, reviewItem } from "./github-items.ts";
import {
  accountAt,
  type Instant,
  isoSeconds,
  type RepositorySpace,
  spaceOf,
  type World,
  type WorldComment,
  type WorldCommit,
  type WorldRelease,
  type WorldReview,
  type WorldThread,
} from "./world.ts";

/** Something that the archive has an event for. */
export type Moment = { at: Instant; space: number; actor: number } & (
  | { what: "opened" | "closed"; thread: WorldThread }
  | { what: "comment"; thread: WorldThread; comment: WorldComment }
  | { what: "review"; thread: WorldThread; review: WorldReview }
  | { what: "release"; release: WorldRelease }
  | { what: "push"; commit: WorldCommit }
);

/** The day from which events come without titles, merges, and the commits of a push. */
const trimmedFrom = Date.UTC(2025, 9, 7);

/** Everything the archive saw, in the order it happened. */
export function moments(world: World): Moment[] {
  const ofThreads = world.threads.flatMap((thread): Moment[] => {
    const { space, closedAt, merged } = thread;
    return [
      { what: "opened", at: thread.at, space, actor: thread.author, thread },
      ...thread.comments.map((comment): Moment => {
        return { what: "comment", at: comment.at, space, actor: comment.author, thread, comment };
      }),
      ...thread.reviews.map((review): Moment => {
        return { what: "review", at: review.at, space, actor: review.author, thread, review };
      }),
      ...(closedAt === null
        ? []
        : [{ what: "closed" as const, at: closedAt, space, actor: merged?.by ?? thread.author, thread }]),
    ];
  });
  const releases = world.releases.map((release): Moment => {
    return { what: "release", at: release.at, space: release.space, actor: release.author, release };
  });
  const pushes = world.commits.map((commit): Moment => {
    return { what: "push", at: commit.at, space: commit.space, actor: commit.author, commit };
  });
  return [...ofThreads, ...releases, ...pushes].sort((a, b) => a.at - b.at);
}

/** An event as the archive has it, with the login of that day and authors that are deleted by now. */
export function archiveEvent(world: World, id: number, moment: Moment) {
  const space = spaceOf(world, moment) as RepositorySpace;
  const actor = githubUserThen(world, moment.actor, moment.at);
  return {
    id: String(id),
    ...typeAndPayload(world, moment),
    actor: { id: actor.id, login: actor.login, display_login: actor.login, gravatar_id: "", url: actor.url },
    repo: { id: space.repositoryId, name: space.id, url: `https://api.github.com/repos/${space.id}` },
    public: true,
    created_at: isoSeconds(moment.at),
  };
}

function typeAndPayload(world: World, moment: Moment): { type: string; payload: object } {
  const user = githubUserThen(world, moment.actor, moment.at);
  switch (moment.what) {
    case "opened":
    case "closed": {
      const action = moment.what;
      if (moment.thread.kind === "issue")
        return { type: "IssuesEvent", payload: { action, issue: issueThen(world, moment.thread, moment.at) } };
      const pull_request = pullThen(world, moment.thread, moment.at);
      return { type: "PullRequestEvent", payload: { action, number: moment.thread.number, pull_request } };
    }
    case "comment": {
      const { thread, at } = moment;
      const written = { ...commentItem(world, thread, moment.comment), user, updated_at: isoSeconds(at) };
      // The authors' associations went with the trim.
      const comment = at < trimmedFrom ? written : { ...written, author_association: undefined };
      return moment.comment.onDiff
        ? reviewComment({ action: "created", comment, pull_request: pullThen(world, thread, at) })
        : { type: "IssueCommentEvent", payload: { action: "created", comment, issue: issueThen(world, thread, at) } };
    }
    case "review": {
      const written = reviewItem(world, moment.thread, moment.review);
      const review = { ...written, user, state: written.state.toLowerCase() };
      const pull_request = pullThen(world, moment.thread, moment.at);
      return { type: "PullRequestReviewEvent", payload: { action: "created", review, pull_request } };
    }
    case "release": {
      const release = { ...releaseItem(world, moment.release), author: user };
      return { type: "ReleaseEvent", payload: { action: "published", release } };
    }
    case "push":
      return { type: "PushEvent", payload: pushPayload(world, moment.commit) };
  }
}

function reviewComment(payload: object) {
  return { type: "PullRequestReviewCommentEvent", payload };
}

/** The issue as it stood at an instant of its life. */
function issueThen(world: World, thread: WorldThread, at: Instant) {
  const closed = thread.closedAt !== null && thread.closedAt <= at;
  const today = issueItem(world, thread);
  return {
    ...today,
    user: githubUserThen(world, thread.author, thread.at),
    ...{ state: closed ? "closed" : "open", state_reason: closed ? today.state_reason : null },
    ...{ closed_at: closed ? today.closed_at : null, updated_at: isoSeconds(at) },
    ...{ comments: thread.comments.filter((comment) => !comment.onDiff && comment.at <= at).length },
    reactions: undefined,
    ...(at >= trimmedFrom && { author_association: undefined }),
  };
}

function pullThen(world: World, thread: WorldThread, at: Instant) {
  const { title, body, html_url, pull_request } = issueItem(world, thread);
  const branch = (ref: string, id: number) => ({ ref, sha: digest(`${thread.id}/${ref}`), repo: { id } });
  const repository = (spaceOf(world, thread) as RepositorySpace).repositoryId;
  const minimal = {
    ...{ id: thread.id, number: thread.number, url: pull_request?.url },
    ...{ head: branch(`change-${thread.number}`, repository), base: branch("main", repository) },
  };
  if (at >= trimmedFrom) return minimal;
  const merged = thread.merged !== null && thread.merged.at <= at ? thread.merged : null;
  return {
    ...minimal,
    ...{ title, body, html_url, user: githubUserThen(world, thread.author, thread.at) },
    ...{
      state: thread.closedAt !== null && thread.closedAt <= at ? "closed" : "open",
      created_at: isoSeconds(thread.at),
    },
    ...{ merged: merged !== null, merged_at: merged && isoSeconds(merged.at) },
    merged_by: merged && githubUserThen(world, merged.by, merged.at),
  };
}

function pushPayload(world: World, commit: WorldCommit) {
  const { repositoryId } = spaceOf(world, commit) as RepositorySpace;
  const push = {
    ...{ repository_id: repositoryId, push_id: Number.parseInt(commit.sha.slice(0, 8), 16), ref: "refs/heads/main" },
    ...{ head: commit.sha, before: commit.parents[0] },
  };
  if (commit.at >= trimmedFrom) return push;
  const { name, email } = accountAt(world, commit.author);
  const [local = "", domain = ""] = email.split("@");
  // The archive hides the part of every address before the @.
  const author = { name, email: `${digest(local)}@${domain}` };
  const message = commitMessage(world, commit);
  const url = `https://api.github.com/repos/${spaceOf(world, commit).id}/commits/${commit.sha}`;
  return { ...push, size: 1, distinct_size: 1, commits: [{ sha: commit.sha, author, message, distinct: true, url }] };
}

function digest(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
