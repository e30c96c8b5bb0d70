import { hash } from "./random.ts";
import { markdown, textKey, threadTitle } from "./text.ts";
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

const api = "https://api.github.com";

/** The short form of a user under the login it had at `at`, whether deleted since or not: what an archive wrote down then. */
export function githubUserThen(world: World, index: number, at: Instant) {
  const user = accountAt(world, index);
  const login = user.formerHandle && at < user.formerHandle.until ? user.formerHandle.handle : user.handle;
  return {
    ...{ login, id: Number(user.id), node_id: `U_${user.id}`, avatar_url: `https://avatars.example/u/${user.id}` },
    ...{
      url: `${api}/users/${encodeURIComponent(login)}`,
      html_url: user.bot ? user.url : `https://github.com/${login}`,
    },
    ...{ type: user.bot ? "Bot" : "User", site_admin: false },
  };
}

/** The short form of a user as the API has it today; null for a deleted one. */
function githubUser(world: World, index: number) {
  return accountAt(world, index).deleted ? null : githubUserThen(world, index, world.asOf);
}

/** A user's own page: the only place where a name, a site and a company are told. */
export function githubProfile(world: World, index: number) {
  const user = accountAt(world, index);
  return {
    ...githubUser(world, index),
    name: user.name,
    company: user.staff ? "@northbeam" : null,
    blog: user.links[0] ?? "",
    location: world.people[user.person]?.place ?? null,
    ...{ email: null, bio: null, twitter_username: null, followers: hash(user.id) % 900, public_repos: 12 },
    created_at: isoSeconds(user.createdAt),
  };
}

/** What a repository's own page says. */
export function repositoryItem(space: RepositorySpace) {
  return {
    ...{ id: space.repositoryId, name: space.repo, full_name: space.id, private: false, fork: false, archived: false },
    ...{
      html_url: space.url,
      url: `${api}/repos/${space.id}`,
      default_branch: "main",
      description: `${space.repo} for Lumen`,
    },
    owner: { login: space.owner, type: space.owner === "northbeam" ? "Organization" : "User" },
  };
}

function association(world: World, space: RepositorySpace, index: number): string {
  const user = accountAt(world, index);
  if (user.staff && space.owner === "northbeam") return "MEMBER";
  if (space.maintainers.includes(user.person)) return "COLLABORATOR";
  return (world.people[user.person]?.activity ?? 0) > 0.8 ? "CONTRIBUTOR" : "NONE";
}

function reactions(likes: number) {
  return { total_count: likes, "+1": likes, "-1": 0, laugh: 0, hooray: 0, confused: 0, heart: 0, rocket: 0, eyes: 0 };
}

/** An issue, or a pull request as the list of issues has it. */
export function issueItem(world: World, thread: WorldThread) {
  const space = spaceOf(world, thread) as RepositorySpace;
  const pull = thread.kind === "pull-request";
  const key = textKey(world, "github", thread.id);
  const htmlUrl = `${space.url}/${pull ? "pull" : "issues"}/${thread.number}`;
  return {
    ...{
      id: thread.id,
      node_id: `I_${thread.id}`,
      number: thread.number,
      title: threadTitle(key),
      body: markdown(world, "github", thread.id),
    },
    ...{ url: `${api}/repos/${space.id}/issues/${thread.number}`, repository_url: `${api}/repos/${space.id}` },
    html_url: htmlUrl,
    user: githubUser(world, thread.author),
    state: thread.closedAt === null ? "open" : "closed",
    state_reason: thread.closedAt === null || pull ? null : "completed",
    ...{ labels: [], locked: false, comments: thread.comments.filter((comment) => !comment.onDiff).length },
    ...{ created_at: isoSeconds(thread.at), updated_at: isoSeconds(thread.updatedAt) },
    closed_at: thread.closedAt === null ? null : isoSeconds(thread.closedAt),
    author_association: association(world, space, thread.author),
    reactions: reactions(thread.likes),
    ...(pull && {
      draft: false,
      pull_request: {
        url: `${api}/repos/${space.id}/pulls/${thread.number}`,
        html_url: htmlUrl,
        merged_at: thread.merged && isoSeconds(thread.merged.at),
      },
    }),
  };
}

/** A comment on an issue or a pull request, or one on a line of its diff. */
export function commentItem(world: World, thread: WorldThread, comment: WorldComment) {
  const space = spaceOf(world, thread) as RepositorySpace;
  const issue = `${thread.kind === "issue" ? "issues" : "pull"}/${thread.number}`;
  const repository = `${api}/repos/${space.id}`;
  const place = comment.onDiff
    ? {
        url: `${repository}/pulls/comments/${comment.id}`,
        html_url: `${space.url}/${issue}#discussion_r${comment.id}`,
        pull_request_url: `${repository}/pulls/${thread.number}`,
        path: "src/prism.lum",
      }
    : {
        url: `${repository}/issues/comments/${comment.id}`,
        html_url: `${space.url}/${issue}#issuecomment-${comment.id}`,
        issue_url: `${repository}/issues/${thread.number}`,
      };
  return {
    ...{ id: comment.id, node_id: `IC_${comment.id}`, ...place, body: markdown(world, "github", comment.id) },
    user: githubUser(world, comment.author),
    ...{ created_at: isoSeconds(comment.at), updated_at: isoSeconds(comment.updatedAt) },
    author_association: association(world, space, comment.author),
    ...{ reactions: reactions(comment.likes), minimized: null },
  };
}

/** A review of a pull request. */
export function reviewItem(world: World, thread: WorldThread, review: WorldReview) {
  const space = spaceOf(world, thread) as RepositorySpace;
  return {
    ...{ id: review.id, node_id: `PRR_${review.id}`, body: markdown(world, "github", review.id) },
    ...{ user: githubUser(world, review.author), state: review.state, submitted_at: isoSeconds(review.at) },
    html_url: `${space.url}/pull/${thread.number}#pullrequestreview-${review.id}`,
    pull_request_url: `${api}/repos/${space.id}/pulls/${thread.number}`,
    author_association: association(world, space, review.author),
  };
}

/** A published release. */
export function releaseItem(world: World, release: WorldRelease) {
  const space = spaceOf(world, release);
  const dates = { created_at: isoSeconds(release.at), published_at: isoSeconds(release.at) };
  return {
    ...{ id: release.id, node_id: `RE_${release.id}`, tag_name: release.tag, name: release.tag, draft: false },
    ...{ url: `${api}/repos/${space.id}/releases/${release.id}`, prerelease: false, assets: [], ...dates },
    html_url: `${space.url}/releases/tag/${release.tag}`,
    body: markdown(world, "github", release.id),
    author: githubUser(world, release.author),
  };
}

/** What a commit says; the number of its pull request is in the message, as a squash or a merge leaves it. */
export function commitMessage(world: World, commit: WorldCommit): string {
  const title = threadTitle(textKey(world, "github", commit.sha));
  if (commit.parents.length > 1) return `Merge pull request #${commit.number}\n\n${title}`;
  return commit.number === null ? title : `${title} (#${commit.number})`;
}

/** A commit on the main branch. */
export function commitItem(world: World, commit: WorldCommit) {
  const space = spaceOf(world, commit);
  const { name, email } = accountAt(world, commit.author);
  const user = githubUser(world, commit.author);
  const who = { name, email, date: isoSeconds(commit.at) };
  return {
    ...{ sha: commit.sha, node_id: `C_${commit.sha}`, url: `${api}/repos/${space.id}/commits/${commit.sha}` },
    html_url: `${space.url}/commit/${commit.sha}`,
    commit: { author: who, committer: who, message: commitMessage(world, commit), comment_count: 0 },
    ...{ author: user, committer: user },
    parents: commit.parents.map((sha) => ({ sha, url: `${api}/repos/${space.id}/commits/${sha}` })),
  };
}
