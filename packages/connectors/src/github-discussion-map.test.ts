import { readFileSync } from "node:fs";
import type { Space } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { mapDiscussion } from "./github-discussion-map.ts";
import { mapIssueNode } from "./github-issue-nodes.ts";
import { mapComments, mapIssues, mapReviews } from "./github-map.ts";
import { wholeDiscussion } from "./github-page.ts";

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/github/${name}.json`, import.meta.url), "utf8"));
const { discussion, pullRequest } = fixture("graphql");
const pages = fixture("pages");
const space: Space = {
  platform: "github",
  id: "Contoso/PSFoo",
  kind: "repository",
  name: "Contoso/PSFoo",
  url: "https://github.com/Contoso/PSFoo",
};

describe("a discussion", () => {
  const { signals, endorsements, skipped, moreComments, moreReplies } = mapDiscussion(discussion, space, "item 1");

  test("in a category that takes answers is a question, with its votes, its category and its labels", () => {
    expect(skipped).toEqual([]);
    expect(signals[0]).toMatchObject({
      connector: "github",
      id: "contoso/psfoo#7",
      kind: "question",
      occurredAt: "2026-09-01T09:00:00.000Z",
      editedAt: "2026-09-01T09:30:00.000Z",
      account: { id: "52002", handle: "ilse-vann" },
      threadId: "contoso/psfoo#7",
      parentId: null,
      title: "How do I unwind a wick?",
      excerpt: "It is stuck.",
      tags: ["Q&A", "wicks"],
      metrics: {
        score: 4,
        likes: 2,
        association: "none",
        replies: 3,
        answered: true,
        closedAt: "2026-09-02T12:00:00.000Z",
        stateReason: "resolved",
      },
    });
  });

  test("has answers, and comments under these", () => {
    expect(signals.map(({ kind, id, parentId }) => [kind, id, parentId])).toEqual([
      ["question", "contoso/psfoo#7", null],
      ["answer", "d100", "contoso/psfoo#7"],
      ["comment", "d101", "d100"],
      ["answer", "d102", "contoso/psfoo#7"],
      ["answer", "d103", "contoso/psfoo#7"],
    ]);
    expect(signals[1]?.metrics).toEqual({ score: 6, association: "member", replies: 1, accepted: true });
    expect(signals[3]?.metrics).toMatchObject({ accepted: false, minimized: "off-topic" });
  });

  test("says who chose its answer, and when", () => {
    expect(endorsements).toEqual([
      {
        signal: { platform: "github", kind: "answer", id: "d100" },
        kind: "accept",
        id: "accept",
        at: "2026-09-02T11:00:00.000Z",
        accountId: "52002",
      },
    ]);
  });

  test("credits nobody for what a deleted account wrote, and knows a bot by the name that it has in the lists", () => {
    expect(signals[2]?.account).toBeNull();
    expect(signals[3]?.account).toMatchObject({ id: "61000", handle: "wick-guide[bot]", bot: true });
  });

  test("says of its authors where they are, for whom they work, what else is theirs, and whose members they are", () => {
    const profile = {
      ...{ company: "@contoso", location: "Zürich", websiteUrl: "ilse.example/me", twitterUsername: "ilse_vann" },
    };
    const by = (author: object) => mapDiscussion({ ...discussion, author }, space, "item 1").signals[0]?.account;
    expect(by({ ...discussion.author, ...profile })).toMatchObject({
      company: "@contoso",
      location: "Zürich",
      links: ["https://ilse.example/me", "https://twitter.com/ilse_vann"],
      organisation: false,
      memberOf: [],
    });
    expect(by({ ...discussion.author, __typename: "Organization" })?.organisation).toBe(true);
    expect(signals[1]?.account?.memberOf).toEqual(["github:contoso"]);
    const pull = mapIssueNode({ ...pullRequest, author: { ...discussion.author, ...profile } }, space, "item 1");
    expect(pull.signals[0]?.account).toMatchObject({ company: "@contoso", location: "Zürich" });
  });

  test("keeps the date of a comment's deletion", () => {
    expect(signals[4]).toMatchObject({ id: "d103", deletedAt: "2026-09-01T13:00:00.000Z", account: null });
  });

  test("in another category is a post, and what is said under it are comments", () => {
    const post = mapDiscussion({ ...discussion, category: { name: "Ideas", isAnswerable: false } }, space, "item 1");
    expect(post.signals.map(({ kind }) => kind)).toEqual(["post", "comment", "comment", "comment", "comment"]);
  });

  test("whose answer is a reply keeps it a comment, that is accepted", () => {
    const [first, ...others] = discussion.comments.nodes;
    const reply = { ...first.replies.nodes[0], isAnswer: true };
    const nodes = [{ ...first, isAnswer: false, replies: { ...first.replies, nodes: [reply] } }, ...others];
    const mapped = mapDiscussion({ ...discussion, comments: { ...discussion.comments, nodes } }, space, "item 1");
    expect(mapped.endorsements.map(({ signal }) => signal)).toEqual([
      { platform: "github", kind: "comment", id: "d101" },
    ]);
    expect(mapped.signals[2]?.metrics.accepted).toBe(true);
  });

  test("says what of it did not come with it", () => {
    expect([moreComments, moreReplies]).toEqual([null, []]);
    const more = { hasNextPage: true, endCursor: "there" };
    const [first] = discussion.comments.nodes;
    const nodes = [{ ...first, replies: { ...first.replies, pageInfo: more } }];
    const long = mapDiscussion({ ...discussion, comments: { nodes, pageInfo: more } }, space, "item 1");
    expect([long.moreComments, long.moreReplies]).toEqual(["there", [{ comment: "DC_100", after: "there" }]]);
    const whole = [long, { ...long, moreComments: null }, { ...long, moreReplies: [] }];
    expect(whole.flatMap((one) => wholeDiscussion(one, space))).toEqual([]);
  });

  test("loses only the comment that cannot be understood", () => {
    const nodes = [null, ...discussion.comments.nodes];
    const mapped = mapDiscussion({ ...discussion, comments: { ...discussion.comments, nodes } }, space, "item 1");
    expect(mapped.signals).toHaveLength(5);
    expect(mapped.skipped).toMatchObject([
      { reason: "discussion comment that is no object", position: "item 1, comment 1" },
    ]);
  });
});

describe("an issue or pull request from the GraphQL API", () => {
  const mapped = mapIssueNode(pullRequest, space, "item 1");
  const of = (kind: string, id: string) => mapped.signals.find((one) => one.kind === kind && one.id === id);

  test("gives the signals that the lists of the REST API give", () => {
    const listed = mapIssues([{ ...pages.issues[1], comments: 1 }], space);
    expect(of("pull-request", "contoso/psfoo#42")).toEqual({
      ...listed.signals[0],
      metrics: { ...listed.signals[0]?.metrics, mergedBy: "52001" },
    });
    const thread = { threadId: "contoso/psfoo#42", parentId: "contoso/psfoo#42" };
    expect(of("comment", "3400011")).toEqual({
      ...mapComments(pages.comments, space).signals[0],
      ...thread,
      account: { ...mapComments(pages.comments, space).signals[0]?.account },
    });
    expect(of("review", "800")).toEqual(mapReviews(pages.reviews, space).signals[0]);
  });

  test("says who merged, which the lists do not", () => {
    expect(mapped.endorsements).toMatchObject([{ kind: "merge", at: "2026-09-02T10:00:00.000Z", accountId: "52001" }]);
  });

  test("reads ids that have outgrown 32 bits, and not what is still being written", () => {
    expect(of("comment", "r3400000700")).toMatchObject({ threadId: "contoso/psfoo#42", excerpt: "nit" });
    expect(of("comment", "r3400000701")).toBeUndefined();
  });

  test.each(["comments", "reviews", "reviewThreads"])("is not whole while it has more %s", (name) => {
    expect(mapped.whole).toBe(true);
    const more = { ...pullRequest[name], pageInfo: { hasNextPage: true, endCursor: "x" } };
    expect(mapIssueNode({ ...pullRequest, [name]: more }, space, "item 1").whole).toBe(false);
  });

  test("is not whole with a comment in it that cannot be understood", () => {
    const comments = { ...pullRequest.comments, nodes: [...pullRequest.comments.nodes, null] };
    expect(mapIssueNode({ ...pullRequest, comments }, space, "item 1").whole).toBe(false);
  });
});
