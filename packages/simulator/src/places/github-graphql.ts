import { buildSchema, GraphQLError, graphql } from "graphql";
import type { Member, Said, Talk, Thread } from "./github-history.ts";

/** What the GraphQL API shows: threads that are there at an instant, under the repository's names of now and then. */
export type GithubShown = { names: string[]; url: string; threads: Thread[]; now: number };

// The part of the platform's own schema that is needed to read discussions, issues and pull requests.
const schema = buildSchema(`
scalar DateTime scalar URI scalar BigInt
interface Node { id: ID! }
interface Actor { login: String! url: URI! }
type User implements Actor {
  login: String! url: URI! databaseId: Int company: String location: String websiteUrl: URI twitterUsername: String
}
type Bot implements Actor { login: String! url: URI! databaseId: Int }
type Mannequin implements Actor { login: String! url: URI! databaseId: Int }
type Organization implements Actor {
  login: String! url: URI! databaseId: Int location: String websiteUrl: URI twitterUsername: String
}
type PageInfo { hasNextPage: Boolean! endCursor: String }
type Count { totalCount: Int! }
type ReactionGroup { content: String! reactors: Count! }
type Label { name: String! }
type Labels { nodes: [Label] }
interface Comment {
  id: ID! author: Actor authorAssociation: String! body: String! createdAt: DateTime! updatedAt: DateTime! lastEditedAt: DateTime
}
type DiscussionCategory { name: String! slug: String! isAnswerable: Boolean! }
type DiscussionComments { totalCount: Int! pageInfo: PageInfo! nodes: [DiscussionComment] }
type DiscussionComment implements Comment & Node {
  id: ID! author: Actor authorAssociation: String! body: String! createdAt: DateTime! updatedAt: DateTime! lastEditedAt: DateTime
  databaseId: Int url: URI! deletedAt: DateTime isAnswer: Boolean! minimizedReason: String upvoteCount: Int!
  reactionGroups: [ReactionGroup!] discussion: Discussion replies(first: Int, after: String): DiscussionComments!
}
type Discussion implements Comment & Node {
  id: ID! author: Actor authorAssociation: String! body: String! createdAt: DateTime! updatedAt: DateTime! lastEditedAt: DateTime
  databaseId: Int number: Int! title: String! url: URI! isAnswered: Boolean answerChosenAt: DateTime answerChosenBy: Actor
  closedAt: DateTime stateReason: String category: DiscussionCategory! labels(first: Int): Labels upvoteCount: Int!
  reactionGroups: [ReactionGroup!] comments(first: Int, after: String): DiscussionComments!
}
type Discussions { totalCount: Int! pageInfo: PageInfo! nodes: [Discussion] }
type IssueComment implements Comment & Node {
  id: ID! author: Actor authorAssociation: String! body: String! createdAt: DateTime! updatedAt: DateTime! lastEditedAt: DateTime
  databaseId: Int fullDatabaseId: BigInt url: URI! minimizedReason: String reactionGroups: [ReactionGroup!]
}
type IssueCommentConnection { totalCount: Int! pageInfo: PageInfo! nodes: [IssueComment] }
type Issue implements Comment & Node {
  id: ID! author: Actor authorAssociation: String! body: String! createdAt: DateTime! updatedAt: DateTime! lastEditedAt: DateTime
  databaseId: Int fullDatabaseId: BigInt number: Int! title: String! url: URI! state: IssueState!
  stateReason(enableDuplicate: Boolean = false): String closedAt: DateTime labels(first: Int): Labels
  reactionGroups: [ReactionGroup!] comments(first: Int, after: String): IssueCommentConnection!
}
enum IssueState { OPEN CLOSED } enum PullRequestState { OPEN CLOSED MERGED }
type PullRequestReview implements Comment & Node {
  id: ID! author: Actor authorAssociation: String! body: String! createdAt: DateTime! updatedAt: DateTime! lastEditedAt: DateTime
  databaseId: Int fullDatabaseId: BigInt url: URI! state: String! submittedAt: DateTime reactionGroups: [ReactionGroup!]
}
type PullRequestReviewComment implements Comment & Node {
  id: ID! author: Actor authorAssociation: String! body: String! createdAt: DateTime! updatedAt: DateTime! lastEditedAt: DateTime
  databaseId: Int fullDatabaseId: BigInt url: URI! state: String! reactionGroups: [ReactionGroup!]
}
type Reviews { totalCount: Int! pageInfo: PageInfo! nodes: [PullRequestReview] }
type LineComments { totalCount: Int! pageInfo: PageInfo! nodes: [PullRequestReviewComment] }
type ReviewThread { comments(first: Int, after: String): LineComments! }
type ReviewThreads { totalCount: Int! pageInfo: PageInfo! nodes: [ReviewThread] }
type PullRequest implements Comment & Node {
  id: ID! author: Actor authorAssociation: String! body: String! createdAt: DateTime! updatedAt: DateTime! lastEditedAt: DateTime
  databaseId: Int fullDatabaseId: BigInt number: Int! title: String! url: URI! state: PullRequestState! isDraft: Boolean!
  closedAt: DateTime mergedAt: DateTime mergedBy: Actor labels(first: Int): Labels reactionGroups: [ReactionGroup!]
  comments(first: Int, after: String): IssueCommentConnection! reviews(first: Int, after: String): Reviews
  reviewThreads(first: Int, after: String): ReviewThreads!
}
union IssueOrPullRequest = Issue | PullRequest
enum DiscussionOrderField { CREATED_AT UPDATED_AT } enum OrderDirection { ASC DESC }
input DiscussionOrder { field: DiscussionOrderField! direction: OrderDirection! }
type Repository {
  discussions(first: Int, after: String, orderBy: DiscussionOrder): Discussions!
  discussion(number: Int!): Discussion issueOrPullRequest(number: Int!): IssueOrPullRequest
}
type RateLimit { cost: Int! remaining: Int! resetAt: DateTime! }
type Query { repository(owner: String!, name: String!): Repository node(id: ID!): Node rateLimit: RateLimit }
`);

/** When a thread last changed: any word in it, any edit, closing, an answer chosen. */
export function changedAt(thread: Thread, now: number): number {
  const said = [
    thread,
    ...thread.comments,
    ...thread.reviews,
    ...thread.lineComments,
    ...thread.talks,
    ...thread.talks.flatMap((one) => one.replies),
  ];
  const dates = [...said.flatMap(({ at, editedAt }) => [at, editedAt]), thread.closedAt, thread.chosen?.at ?? null];
  return Math.max(...dates.filter((at): at is number => at !== null && at <= now));
}

/** Answers a query as the platform does: with status 200, also where it failed. */
export async function githubQuery(shown: GithubShown, source: string, variables: Record<string, unknown>) {
  const rootValue = {
    rateLimit: { cost: 1, remaining: 4_000, resetAt: iso(shown.now + 3_600_000) },
    repository: ({ owner, name }: { owner: string; name: string }) => {
      if (!shown.names.includes(`${owner}/${name}`.toLowerCase()))
        throw missing(`a Repository with the name '${owner}/${name}'`);
      return repository(shown);
    },
    node: ({ id }: { id: string }) => {
      for (const thread of shown.threads)
        for (const talk of thread.talks) if (nodeId(talk) === id) return talkNode(talk, thread, shown);
      throw missing(`a node with the global id of '${id}'`);
    },
  };
  const { data, errors } = await graphql({ schema, source, rootValue, variableValues: variables });
  const told = errors?.map((error) => ({ ...error.extensions, ...error.toJSON(), extensions: undefined }));
  return { ...(data !== undefined && { data }), ...(told && { errors: told }) };
}

function repository(shown: GithubShown) {
  const numbered = (number: number, what: string, isIt: (thread: Thread) => boolean) => {
    const found = shown.threads.find((thread) => thread.number === number && isIt(thread));
    if (!found) throw missing(`${what} with the number of ${number}`);
    return found;
  };
  return {
    discussions: ({ first, after, orderBy }: Page & { orderBy?: { field: string; direction: string } }) => {
      const list = shown.threads.filter(({ kind }) => kind === "discussion");
      const key = (thread: Thread) => (orderBy?.field === "UPDATED_AT" ? changedAt(thread, shown.now) : thread.at);
      // The cursor is a place in the order and no number of rows: what moves to the front pushes nothing over an edge.
      const ranked = list.map((thread) => ({ thread, rank: key(thread) * 1_000 + thread.number }));
      ranked.sort((a, b) => (orderBy?.direction === "DESC" ? b.rank - a.rank : a.rank - b.rank));
      const isBehind = (rank: number, from: number) => (orderBy?.direction === "DESC" ? rank < from : rank > from);
      return connection(
        ranked,
        ({ rank }) => rank,
        isBehind,
        ({ thread }) => discussion(thread, shown),
        { first, after },
      );
    },
    discussion: ({ number }: { number: number }) =>
      discussion(
        numbered(number, "a Discussion", ({ kind }) => kind === "discussion"),
        shown,
      ),
    issueOrPullRequest: ({ number }: { number: number }) =>
      issue(
        numbered(number, "an issue or pull request", ({ kind }) => kind !== "discussion"),
        shown,
      ),
  };
}

function discussion(thread: Thread, shown: GithubShown) {
  const chosen = chosenIn(thread, shown.now);
  return {
    ...written(thread, shown.now),
    ...{ __typename: "Discussion", databaseId: thread.id, number: thread.number, title: thread.title },
    ...{ url: `${shown.url}/discussions/${thread.number}`, updatedAt: iso(changedAt(thread, shown.now)) },
    isAnswered: thread.answerable ? chosen !== null : null,
    answerChosenAt: chosen && iso(chosen.at),
    answerChosenBy: chosen && actor(chosen.by),
    category: thread.answerable
      ? { name: "Q&A", slug: "q-a", isAnswerable: true }
      : { name: "Show and tell", slug: "show-and-tell", isAnswerable: false },
    labels: () => ({ nodes: thread.number % 3 === 0 ? [{ name: "wicks" }] : [] }),
    ...{ closedAt: null, stateReason: null },
    comments: byId(thread.talks, (talk) => talkNode(talk, thread, shown)),
  };
}

function talkNode(talk: Talk | Said, thread: Thread, shown: GithubShown): object {
  const isAnswer = chosenIn(thread, shown.now)?.id === talk.id;
  const deletedAt = "deletedAt" in talk ? talk.deletedAt : null;
  return {
    ...written(talk, shown.now),
    ...{ __typename: "DiscussionComment", id: nodeId(talk), databaseId: talk.id, isAnswer, minimizedReason: null },
    ...(deletedAt !== null && { body: "", author: null }),
    deletedAt: deletedAt && iso(deletedAt),
    url: `${shown.url}/discussions/${thread.number}#discussioncomment-${talk.id}`,
    discussion: () => discussion(thread, shown),
    replies: byId("replies" in talk ? talk.replies : [], (reply) => talkNode(reply, thread, shown)),
  };
}

function issue(thread: Thread, shown: GithubShown) {
  const closed = thread.closedAt !== null && thread.closedAt <= shown.now;
  const isPull = thread.kind === "pull";
  const merged = isPull && thread.merged && closed;
  const line = (one: Said) => ({
    ...written(one, shown.now),
    url: `${shown.url}/pull/${thread.number}#discussion_r${one.id}`,
    state: "SUBMITTED",
  });
  return {
    ...written(thread, shown.now),
    ...{ __typename: isPull ? "PullRequest" : "Issue", number: thread.number, title: thread.title },
    url: `${shown.url}/${isPull ? "pull" : "issues"}/${thread.number}`,
    updatedAt: iso(changedAt(thread, shown.now)),
    state: merged ? "MERGED" : closed ? "CLOSED" : "OPEN",
    stateReason: closed ? "COMPLETED" : null,
    closedAt: closed ? iso(thread.closedAt as number) : null,
    ...{ isDraft: thread.draft, mergedAt: merged ? iso(thread.closedAt as number) : null, mergedBy: null },
    labels: () => ({ nodes: [] }),
    comments: byId(thread.comments, (one) => ({
      ...written(one, shown.now),
      ...{ url: `${shown.url}/issues/${thread.number}#issuecomment-${one.id}`, minimizedReason: null },
    })),
    reviews: byId(thread.reviews, (one) => ({
      ...written(one, shown.now),
      ...{ url: `${shown.url}/pull/${thread.number}#pullrequestreview-${one.id}`, state: one.state },
      submittedAt: one.state === "PENDING" ? null : iso(one.at),
    })),
    // Every comment on a line begins a conversation of its own here.
    reviewThreads: byId(thread.lineComments, (one) => ({ comments: byId([one], line) })),
  };
}

function written(said: Said, now: number) {
  const edited = said.editedAt !== null && said.editedAt <= now ? said.editedAt : null;
  return {
    ...{ id: nodeId(said), fullDatabaseId: String(said.id), databaseId: said.id < 2 ** 31 ? said.id : null },
    ...{ author: actor(said.by), authorAssociation: "NONE", body: said.body },
    ...{ createdAt: iso(said.at), updatedAt: iso(edited ?? said.at), lastEditedAt: edited && iso(edited) },
    ...{
      upvoteCount: said.likes + 1,
      reactionGroups: [{ content: "THUMBS_UP", reactors: { totalCount: said.likes } }],
    },
  };
}

/** A bot goes by its bare name here, a deleted account by none. */
function actor({ id, login, type, deleted }: Member) {
  if (deleted) return null;
  const url = type === "Bot" ? `https://github.com/apps/${login}` : `https://github.com/${login}`;
  const profile = {
    company: "@lumen",
    location: "Utrecht",
    websiteUrl: `https://${login}.example`,
    twitterUsername: null,
  };
  return { __typename: type, login, url, databaseId: id, ...(type === "User" && id % 2 === 0 && profile) };
}

function chosenIn({ chosen, talks }: Thread, now: number): Thread["chosen"] {
  const isThere = talks.some((talk) => talk.id === chosen?.id || talk.replies.some(({ id }) => id === chosen?.id));
  return chosen && chosen.at <= now && isThere ? chosen : null;
}

type Page = { first?: number | undefined; after?: string | null | undefined };

function byId<Row extends { id: number }>(list: Row[], node: (row: Row) => object) {
  const rows = list.toSorted((a, b) => a.id - b.id);
  return (page: Page) =>
    connection(
      rows,
      ({ id }) => id,
      (id, from) => id > from,
      node,
      page,
    );
}

function connection<Row>(
  rows: Row[],
  rank: (row: Row) => number,
  isBehind: (rank: number, from: number) => boolean,
  node: (row: Row) => object,
  { first, after }: Page,
) {
  if (first === undefined || first < 1 || first > 100)
    throw new GraphQLError("You must provide a `first` or `last` value from 1 to 100 to properly paginate.", {
      extensions: { type: first === undefined ? "MISSING_PAGINATION_BOUNDARIES" : "EXCESSIVE_PAGINATION" },
    });
  const from = after == null ? null : Number(Buffer.from(after, "base64").toString().split(":")[1]);
  const left = rows.filter((row) => from === null || isBehind(rank(row), from));
  const page = left.slice(0, first);
  const last = page.at(-1);
  return {
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: left.length > page.length,
      endCursor: last === undefined ? null : Buffer.from(`cursor:${rank(last)}`).toString("base64"),
    },
    nodes: page.map(node),
  };
}

function missing(what: string): GraphQLError {
  return new GraphQLError(`Could not resolve to ${what}.`, { extensions: { type: "NOT_FOUND" } });
}

function nodeId({ id }: { id: number }): string {
  return `N_${id.toString(36)}`;
}

function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
