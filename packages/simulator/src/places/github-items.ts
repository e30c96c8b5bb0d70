import { changedAt } from "./github-graphql.ts";
import type { Commit, Member, Release, Review, Said, Thread } from "./github-history.ts";

/** The repository's name of today. */
export const name = "northbeam/Prism-Kit";
/** Its page. */
export const home = `https://github.com/${name}`;

function userItem({ id, login, type, deleted }: Member) {
  // This API shows its ghost in the place of whoever is gone.
  if (deleted)
    return { login: "ghost", id: 10137, type: "User", html_url: "https://github.com/ghost", site_admin: false };
  const shown = type === "Bot" ? `${login}[bot]` : login;
  const url = type === "Bot" ? `https://github.com/apps/${login}` : `https://github.com/${login}`;
  return { login: shown, id, node_id: `U_${id}`, type, html_url: url, site_admin: false };
}

function writtenItem(said: Said) {
  return {
    ...{ id: said.id, node_id: `N_${said.id}`, user: userItem(said.by), body: said.body, author_association: "NONE" },
    ...{ created_at: iso(said.at), updated_at: iso(said.editedAt ?? said.at) },
    performed_via_github_app: said.id % 11 === 0 ? { id: 5, slug: "wick-poster", name: "Wick Poster" } : null,
    reactions: { total_count: said.likes, "+1": said.likes, "-1": 0, heart: 0 },
  };
}

/** An issue, or a pull request as the list of issues has it. */
export function issueItem(thread: Thread, api: string, now: number) {
  const closed = thread.closedAt !== null;
  const isPull = thread.kind === "pull";
  const url = `${home}/${isPull ? "pull" : "issues"}/${thread.number}`;
  return {
    ...writtenItem(thread),
    ...{ number: thread.number, title: thread.title, html_url: url, repository_url: `${api}/repos/${name}` },
    ...{
      state: closed ? "closed" : "open",
      state_reason: closed && !isPull ? "completed" : null,
      labels: [],
      locked: false,
    },
    ...{ comments: thread.comments.length, updated_at: iso(changedAt(thread, now)) },
    closed_at: closed ? iso(thread.closedAt as number) : null,
    ...(isPull && {
      draft: thread.draft,
      pull_request: { html_url: url, merged_at: thread.merged && closed ? iso(thread.closedAt as number) : null },
    }),
  };
}

/** What was said under an issue or a pull request. */
export function commentItems(thread: Thread, api: string) {
  return thread.comments.map((said) => ({
    ...writtenItem(said),
    html_url: `${home}/issues/${thread.number}#issuecomment-${said.id}`,
    issue_url: `${api}/repos/${name}/issues/${thread.number}`,
    minimized: null,
  }));
}

/** What was said on lines of a pull request. */
export function lineItems(thread: Thread, api: string) {
  return thread.lineComments.map((said) => ({
    ...writtenItem(said),
    html_url: `${home}/pull/${thread.number}#discussion_r${said.id}`,
    pull_request_url: `${api}/repos/${name}/pulls/${thread.number}`,
    pull_request_review_id: null,
    path: "src/prism.lum",
  }));
}

/** A review of a pull request. */
export function reviewItem(review: Review, thread: Thread, api: string) {
  const { created_at, updated_at, ...item } = writtenItem(review);
  return {
    ...{ ...item, state: review.state, html_url: `${home}/pull/${thread.number}#pullrequestreview-${review.id}` },
    pull_request_url: `${api}/repos/${name}/pulls/${thread.number}`,
    // Not submitted: shown to nobody but whoever writes it.
    ...(review.state !== "PENDING" && { submitted_at: iso(review.at) }),
  };
}

/** A release, or the draft of one. */
export function releaseItem(release: Release) {
  const { user, updated_at, ...item } = writtenItem(release);
  return {
    ...{ ...item, author: user, tag_name: release.tag, name: "", draft: release.draft, prerelease: false, assets: [] },
    ...{ html_url: `${home}/releases/tag/${release.tag}`, published_at: release.draft ? null : iso(release.at) },
  };
}

/** A commit on the main branch. */
export function commitItem({ sha, by, at, committedAt, message, parents }: Commit) {
  // Whoever has no account, or none any more: null, or an object with nothing in it.
  const author = by === null ? (committedAt % 2_000 === 0 ? null : {}) : by.deleted ? null : userItem(by);
  return {
    ...{ sha, html_url: `${home}/commit/${sha}`, author, committer: null },
    commit: {
      author: { name: "A. Wick", email: "a.wick@wicks.example", date: iso(at) },
      committer: { name: "GitHub", email: "noreply@github.com", date: iso(committedAt) },
      message,
    },
    parents: Array.from({ length: parents }, (_, i) => ({ sha: `${sha.slice(0, 30)}${i}` })),
  };
}

/** The API's own form: whole seconds. */
export function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
