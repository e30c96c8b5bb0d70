/** How many comments of a thread, and replies to each, come with it; the rest is asked for by itself. */
const commentsAtOnce = 50;
const repliesAtOnce = 50;

// A bot's login lacks the "[bot]" that the REST API gives it, and only the types have ids. A call costs by its lists: what
// the fields of a profile add to one is nothing.
const actor = `fragment actor on Actor {
  __typename login url
  ... on User { databaseId company location websiteUrl twitterUsername } ... on Bot { databaseId } ... on Mannequin { databaseId }
  ... on Organization { databaseId location websiteUrl twitterUsername }
}`;

const page = "pageInfo { hasNextPage endCursor }";
const reactions = "reactionGroups { content reactors { totalCount } }";

const discussionComment = `fragment discussionComment on DiscussionComment {
  id databaseId body url createdAt lastEditedAt deletedAt isAnswer minimizedReason upvoteCount authorAssociation
  author { ...actor } ${reactions}
}`;

const discussionHead = `fragment discussionHead on Discussion {
  number title isAnswered answerChosenAt answerChosenBy { ...actor }
  category { name isAnswerable } labels(first: 20) { nodes { name } }
}`;

const discussion = `fragment discussion on Discussion {
  __typename id ...discussionHead body url createdAt updatedAt lastEditedAt closedAt stateReason
  upvoteCount authorAssociation author { ...actor } ${reactions}
  comments(first: ${commentsAtOnce}, after: $after) {
    totalCount ${page}
    nodes { ...discussionComment replies(first: ${repliesAtOnce}) { totalCount ${page} nodes { ...discussionComment } } }
  }
}
${discussionHead}
${discussionComment}
${actor}`;

// What the lists of the REST API have; ids of comments no longer fit the 32 bits of databaseId.
const comment = `fragment comment on Comment {
  body createdAt updatedAt authorAssociation author { ...actor }
}`;

const issue = `fragment issue on Issue {
  __typename ...comment databaseId: fullDatabaseId number title url state stateReason(enableDuplicate: true) closedAt
  labels(first: 100) { nodes { name } } ${reactions}
  comments(first: 100) { totalCount ...said @include(if: $comments) }
}`;

const pullRequest = `fragment pullRequest on PullRequest {
  __typename ...comment databaseId: fullDatabaseId number title url pullState: state closedAt isDraft mergedAt
  mergedBy { ...actor } labels(first: 100) { nodes { name } } ${reactions}
  comments(first: 100) { totalCount ...said @include(if: $comments) }
  reviews(first: 100) @include(if: $reviews) {
    ${page} nodes { ...comment databaseId: fullDatabaseId url state submittedAt ${reactions} }
  }
  reviewThreads(first: 50) @include(if: $reviewComments) {
    ${page}
    nodes { comments(first: 50) { ${page} nodes { ...comment databaseId: fullDatabaseId url state ${reactions} } } }
  }
}`;

const said = `fragment said on IssueCommentConnection {
  ${page} nodes { ...comment databaseId: fullDatabaseId url minimizedReason ${reactions} }
}`;

const repository = "repository(owner: $owner, name: $name)";

/** A page of a repository's discussions with what was said in them, the latest changed first. */
export const discussionsQuery = `query Discussions($owner: String!, $name: String!, $first: Int!, $before: String, $after: String) {
  ${repository} {
    discussions(first: $first, after: $before, orderBy: { field: UPDATED_AT, direction: DESC }) { ${page} nodes { ...discussion } }
  }
}
${discussion}`;

/** One discussion with a page of its comments. */
export const discussionQuery = `query Discussion($owner: String!, $name: String!, $number: Int!, $after: String) {
  ${repository} { discussion(number: $number) { ...discussion } }
}
${discussion}`;

/** More replies to a comment of a discussion. */
export const repliesQuery = `query Replies($comment: ID!, $after: String) {
  node(id: $comment) {
    ... on DiscussionComment {
      __typename databaseId discussion { ...discussionHead }
      replies(first: 100, after: $after) { totalCount ${page} nodes { ...discussionComment } }
    }
  }
}
${discussionHead}
${discussionComment}
${actor}`;

/** Several discussions at once, each under a name of its own. */
export function discussionsByNumberQuery(numbers: number[]): string {
  const each = numbers.map((number) => `t${number}: discussion(number: ${number}) { ...discussion }`);
  return `query KnownDiscussions($owner: String!, $name: String!, $after: String) { ${repository} { ${each.join(" ")} } }
${discussion}`;
}

/** Several issues and pull requests at once, each under a name of its own, with what was said about them. */
export function issuesByNumberQuery(numbers: number[]): string {
  const each = numbers.map((number) => `t${number}: issueOrPullRequest(number: ${number}) { ...issue ...pullRequest }`);
  return `query KnownIssues($owner: String!, $name: String!, $comments: Boolean!, $reviews: Boolean!, $reviewComments: Boolean!) {
  ${repository} { ${each.join(" ")} }
}
${[issue, pullRequest, said, comment, actor].join("\n")}`;
}
