import { type Account, account, excerpt, type Signal, type SignalKind, type Space, signal } from "@groundswell/model";
import { postGuid, postUrl } from "./blog-addresses.ts";
import { linksOf, postTitle, shownText, textKey, threadTitle } from "./text.ts";
import {
  accountAt,
  type BlogSpace,
  iso,
  type RepositorySpace,
  spaceOf,
  type World,
  type WorldComment,
  type WorldQuestion,
} from "./world.ts";
import { writeLines } from "./write-lines.ts";

type Part = Partial<Signal> & { id: string; kind: SignalKind };
type Base = { space: number; author: number; at: number };

/** The platform's name of an issue or a pull request. */
export function threadName(space: RepositorySpace, number: number): string {
  return `${space.owner}/${space.repo}#${number}`.toLowerCase();
}

/** The id of a comment: GitHub numbers those on lines of a diff by themselves, and marks them with an r in its anchors. */
function commentName(comment: WorldComment): string {
  return comment.onDiff ? `r${comment.id}` : String(comment.id);
}

/** A world's account as signals carry it; null for a deleted one. */
function signalAccount(world: World, index: number): Account | null {
  const { platform, id, handle, name, url, bot, staff, deleted, networkId, links } = accountAt(world, index);
  if (deleted) return null;
  const network = networkId === null ? [] : [`https://stackexchange.com/users/${networkId}`];
  return account(platform, id, {
    ...{ name, url, bot, staff, links: [...network, ...links] },
    // Only GitHub has handles; only a calendar tells addresses, and its accounts are keyed by their hash.
    handle: platform === "github" ? handle : null,
    emailHash: platform === "calendar" ? id : null,
  });
}

/** Every signal of a world dated before its end, one at a time, as connectors should find them. */
export function* worldSignals(world: World): Generator<Signal> {
  for (const question of world.questions) yield* questionSignals(world, question);
  yield* threadSignals(world);
  yield* repositorySignals(world);
  yield* postSignals(world);
  for (const one of eventSignals(world, false)) if (one.occurredAt < iso(world.asOf)) yield one;
}

/** The meetings already in the calendars that come after the world's end. */
export function upcomingSignals(world: World): Signal[] {
  return [...eventSignals(world, false)].filter((one) => one.occurredAt >= iso(world.asOf));
}

/** The meetings that were called off: a calendar still shows them, a store marks them deleted. */
export function cancelledSignals(world: World): Signal[] {
  return [...eventSignals(world, true)];
}

function build(world: World, connector: string, item: Base, part: Part): Signal {
  const { platform, id, kind, name, url } = spaceOf(world, item);
  const space: Space = { platform, id, kind, name, url };
  return signal({ connector, occurredAt: iso(item.at), space, account: signalAccount(world, item.author), ...part });
}

function* questionSignals(world: World, question: WorldQuestion): Generator<Signal> {
  const { platform } = spaceOf(world, question);
  const threadId = String(question.id);
  const title = threadTitle(textKey(world, platform, question.id));
  const about = { threadId, title, tags: question.tags };
  yield build(world, "stackexchange", question, {
    ...{ id: threadId, kind: "question", ...about, url: `https://${platform}/q/${question.id}` },
    excerpt: excerpt(shownText(world, platform, question.id)),
    links: linksOf(world, platform, question.id),
    metrics: { score: question.up - question.down, views: question.views, replies: question.answers.length },
  });
  for (const answer of question.answers) {
    yield build(
      world,
      "stackexchange",
      { ...answer, space: question.space },
      {
        ...{
          id: String(answer.id),
          kind: "answer",
          ...about,
          parentId: threadId,
          url: `https://${platform}/a/${answer.id}`,
        },
        excerpt: excerpt(shownText(world, platform, answer.id)),
        links: linksOf(world, platform, answer.id),
        editedAt: answer.editedAt === null ? null : iso(answer.editedAt),
        metrics: { score: answer.up - answer.down, accepted: question.accepted?.answerId === answer.id },
      },
    );
  }
}

function* threadSignals(world: World): Generator<Signal> {
  for (const thread of world.threads) {
    const space = spaceOf(world, thread) as RepositorySpace;
    const threadId = threadName(space, thread.number);
    const title = threadTitle(textKey(world, "github", thread.id));
    const url = `${space.url}/${thread.kind === "issue" ? "issues" : "pull"}/${thread.number}`;
    yield build(world, "github", thread, {
      ...{ id: threadId, kind: thread.kind, threadId, title, url, links: linksOf(world, "github", thread.id) },
      metrics: { likes: thread.likes, ...(thread.kind === "issue" ? {} : { merged: thread.merged !== null }) },
    });
    for (const comment of thread.comments)
      yield build(
        world,
        "github",
        { ...comment, space: thread.space },
        {
          ...{ id: commentName(comment), kind: "comment", threadId, parentId: threadId, title },
          url: `${url}#${comment.onDiff ? "discussion_r" : "issuecomment-"}${comment.id}`,
          metrics: { likes: comment.likes },
          links: linksOf(world, "github", comment.id),
        },
      );
    for (const review of thread.reviews)
      yield build(
        world,
        "github",
        { ...review, space: thread.space },
        {
          ...{ id: String(review.id), kind: "review", threadId, parentId: threadId, title },
          url: `${url}#pullrequestreview-${review.id}`,
          links: linksOf(world, "github", review.id),
        },
      );
  }
}

function* repositorySignals(world: World): Generator<Signal> {
  for (const commit of world.commits) {
    const url = `${spaceOf(world, commit).url}/commit/${commit.sha}`;
    yield build(world, "github", commit, {
      id: commit.sha,
      kind: "commit",
      url,
      metrics: { parents: commit.parents.length },
    });
  }
  for (const release of world.releases) {
    const url = `${spaceOf(world, release).url}/releases/tag/${release.tag}`;
    yield build(world, "github", release, { id: String(release.id), kind: "release", title: release.tag, url });
  }
}

function* postSignals(world: World): Generator<Signal> {
  for (const post of world.posts) {
    const blog = spaceOf(world, post) as BlogSpace;
    const guid = postGuid(world, post);
    const key = textKey(world, blog.id, post.number);
    yield build(world, "feed", post, {
      ...{ id: blog.guids === "number" ? `${blog.id}#${guid}` : guid, kind: "post", language: blog.language },
      ...{ title: postTitle(key, blog.language), url: postUrl(world, post), tags: ["lumen"] },
      links: linksOf(world, blog.id, post.number),
    });
  }
}

function* eventSignals(world: World, cancelled: boolean): Generator<Signal> {
  for (const event of world.events) {
    if (event.cancelled !== cancelled) continue;
    for (const start of event.starts) {
      const id = event.recurs ? `${event.uid}#${stamp(start)}` : event.uid;
      yield build(
        world,
        "ical",
        { space: event.space, author: event.organiser, at: start },
        {
          ...{ id, kind: "event", title: event.title, metrics: { duration: event.durationMinutes } },
        },
      );
    }
  }
}

/** An instant in the id of an occurrence, as a calendar writes it: `20260917T163000Z`. */
export function stamp(at: number): string {
  return iso(at).replace(/[-:]|\.\d+/g, "");
}

/** Writes every signal of a world to a file in the interchange format: gzipped, one JSON object a line. */
export async function writeSignals(world: World, file: string): Promise<void> {
  await writeLines(signalLines(world), file, true);
}

/** The lines of the interchange file, each with its line end. */
export function* signalLines(world: World): Generator<string> {
  for (const { connector: _, ...one } of worldSignals(world)) yield `${JSON.stringify(one)}\n`;
}
