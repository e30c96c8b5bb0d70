import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { mapDiscourseList } from "./discourse-list.ts";
import { mapDiscoursePosts, mapDiscourseTopic } from "./discourse-map.ts";

const fixture = JSON.parse(readFileSync(new URL("../fixtures/discourse/topic.json", import.meta.url), "utf8"));
const space = { platform: "forum.example", id: "6", kind: "category", name: "Support", url: null } as const;
const forum = { root: "https://forum.example", space };
const map = (topic: unknown) => mapDiscourseTopic(topic, forum);

describe("a topic", () => {
  const mapped = map(fixture);
  const byId = new Map(mapped.signals.map((signal) => [signal.id, signal]));

  test("begins with its question, by the topic's id", () => {
    expect(byId.get("7731")).toMatchObject({
      kind: "question",
      threadId: "7731",
      parentId: null,
      title: 'Retry on 503 & "slow"?',
      excerpt: "How do I retry?",
      url: "https://forum.example/t/retry-on-503/7731",
      tags: ["powershell", "http"],
      account: { id: "500", handle: "ivann", staff: false, url: "https://forum.example/u/ivann" },
      metrics: { views: 140, replies: 5, likes: 0 },
    });
  });

  test("has answers with their likes, edits and acceptance, in their own words", () => {
    expect(byId.get("90412")).toMatchObject({
      kind: "answer",
      excerpt: "Wrap it in try…",
      editedAt: "2026-09-03T08:14:40.001Z",
      parentId: "7731",
      url: "https://forum.example/t/retry-on-503/7731/3",
      metrics: { accepted: true, likes: 4 },
    });
    expect(byId.get("90413")).toMatchObject({
      parentId: "90412",
      account: { staff: false },
      metrics: { accepted: false },
    });
    expect(mapped.endorsements).toEqual([
      {
        signal: { platform: "forum.example", kind: "answer", id: "90412" },
        kind: "accept",
        id: "accept",
        at: null,
        accountId: "77",
      },
    ]);
  });

  test("says which groups its authors show, without those that every forum has", () => {
    const post = fixture.post_stream.posts[0];
    const memberOf = (groups: object) =>
      map({ ...fixture, post_stream: { posts: [{ ...post, ...groups }] } }).signals[0]?.account?.memberOf;
    expect(memberOf({ primary_group_name: "Contoso", flair_name: "wick-guild" })).toEqual([
      "forum.example:contoso",
      "forum.example:wick-guild",
    ]);
    expect(memberOf({ primary_group_name: "trust_level_3", flair_name: "staff" })).toEqual([]);
    expect(memberOf({ primary_group_name: null })).toEqual([]);
  });

  test("credits nobody for an anonymised author, and says when words were deleted", () => {
    expect(byId.get("90414")).toMatchObject({ account: null, deletedAt: "2026-09-03T11:00:00.000Z", excerpt: null });
  });

  test("leaves out actions and whispers by rule, and sets a post without a date aside", () => {
    expect(mapped.skipped.map(({ reason, position, item }) => [reason, position, item !== null])).toEqual([
      ["note of a moderator's action", "post 90411", false],
      ["post without a usable created_at", "post 90415", true],
      ["whisper among staff", "post 90416", false],
    ]);
  });

  test("may have several solutions, each with who accepted it", () => {
    const accepted_answers = [
      { id: 90412, post_number: 3, accepter: { id: 500, username: "ivann", name: "Ivann" } },
      { id: 90413, post_number: 4 },
    ];
    const { endorsements, accounts } = map({ ...fixture, accepted_answer: undefined, accepted_answers });
    expect(endorsements.map(({ signal, accountId }) => [signal.id, accountId])).toEqual([
      ["90412", "500"],
      ["90413", null],
    ]);
    expect(accounts.map(({ id }) => id)).toEqual(["500"]);
  });

  test("has comments where the forum knows no solutions, and nothing where it is private", () => {
    const posts = [{ id: 2, post_number: 2, created_at: "2026-09-02T20:00:00Z", cooked: "x" }];
    const { signals } = map({ id: 1, post_stream: { posts } });
    expect(signals[0]).toMatchObject({
      kind: "comment",
      account: null,
      metrics: {},
      url: "https://forum.example/t/1/2",
    });
    expect(map({ ...fixture, archetype: "private_message" })).toMatchObject({ signals: [], thread: null });
    expect(map({ errors: [] }).skipped[0]?.reason).toMatch(/^topic without a usable/);
  });
});

const post = (more: object = {}) => ({
  id: 51,
  post_number: 2,
  post_type: 1,
  user_id: 9,
  username: "mei",
  created_at: "2026-09-02T20:00:00Z",
  cooked: "<p>Words</p>",
  ...more,
});
const topic = (posts: unknown[], more: object = {}) => ({ id: 5, title: "T", post_stream: { posts }, ...more });
const one = (more: object) => map(topic([post(more)])).signals[0];

describe("what recorded forums send", () => {
  test("a missing id is not the number 0", () => {
    for (const id of [null, "", " ", undefined])
      expect(map(topic([post({ id })])).skipped.map(({ reason }) => reason)).toEqual(["post without a usable id"]);
    expect(map(topic([], { id: null })).skipped[0]?.reason).toBe("topic without a usable id");
    expect(one({ id: "51" })?.id).toBe("51");
  });

  test("a hidden post keeps its author and loses the notice that stands for its words", () => {
    expect(one({ hidden: true, cooked: "<p>This post was flagged</p>" })).toMatchObject({
      account: { id: "9" },
      excerpt: null,
      deletedAt: null,
      metrics: { hidden: true },
    });
  });

  test("the forum's own robots are bots, nobody is an employee by a rank, and a suspended member is a member", () => {
    expect(one({ user_id: -1, username: "system" })?.account?.bot).toBe(true);
    for (const rank of ["staff", "admin", "moderator"])
      expect(one({ staff: true, [rank]: true })?.account?.staff).toBe(false);
    expect(one({ suspended: true, user_suspended: true })?.account).toMatchObject({
      id: "9",
      bot: false,
      staff: false,
    });
    expect(one({ user_id: null })?.account).toBeNull();
  });

  test("likes are counted where somebody liked, none where nobody did, and unknown where the forum says nothing", () => {
    expect(
      one({
        actions_summary: [
          { id: 4, count: 9 },
          { id: 2, count: 3 },
        ],
      })?.metrics.likes,
    ).toBe(3);
    expect(one({ actions_summary: [{ id: 2, can_act: true }, null] })?.metrics.likes).toBe(0);
    expect(one({})?.metrics.likes).toBeUndefined();
  });

  test("a preview of a linked page and the label of a picture are not the author's words", () => {
    const cooked = `<p>See</p><aside class="onebox"><h3>Somebody's page</h3></aside>
      <div class="lightbox-wrapper"><a href="#"><div class="meta">a.png 800x620</div></a></div><p>there</p>`;
    expect(one({ cooked })?.excerpt).toBe("See there");
  });

  test("a topic without category, tags, slug or details is a topic like others", () => {
    const bare = { category_id: null, tags: null, slug: null, details: null, accepted_answers: [], unpinned: null };
    expect(map(topic([post({ post_number: 1 })], bare)).signals[0]).toMatchObject({
      kind: "question",
      id: "5",
      tags: [],
      url: "https://forum.example/t/5",
    });
  });

  test("of a deleted topic every post is deleted, and an unlisted one is left out", () => {
    const { signals } = map(topic([post({ post_number: 1 }), post()], { deleted_at: "2026-09-03T00:00:00Z" }));
    expect(signals.map(({ deletedAt }) => deletedAt)).toEqual(Array(2).fill("2026-09-03T00:00:00.000Z"));
    expect(map(topic([post()], { visible: false }))).toMatchObject({
      signals: [],
      thread: null,
      skipped: [{ reason: "unlisted topic", item: null }],
    });
  });

  test("a reply to a moderator's note is a reply to the topic", () => {
    const note = post({ id: 52, post_number: 3, post_type: 3 });
    const { signals } = map(topic([post(), note, post({ id: 53, post_number: 4, reply_to_post_number: 3 })]));
    expect(signals.map(({ id, parentId }) => [id, parentId])).toEqual([
      ["51", "5"],
      ["53", "5"],
    ]);
  });

  test("posts that people vote on are answers with a score", () => {
    const { signals } = map(topic([post({ post_voting_vote_count: -2 })], { is_post_voting: true }));
    expect(signals[0]).toMatchObject({ kind: "answer", metrics: { score: -2 } });
  });

  test("what lies behind the first posts is known by its ids, and in the longest topics by pages", () => {
    const stream = [51, 52, 53];
    expect(map({ ...topic([]), post_stream: { posts: [post()], stream } }).later).toEqual([52, 53]);
    const long = { posts_count: 40, highest_post_number: 55, chunk_size: 20 };
    expect(map(topic([post()], long))).toMatchObject({ later: [], laterPages: [2, 3] });
    expect(map(topic([post()], { posts_count: 1 })).laterPages).toEqual([]);
  });

  test.each([
    ["the old shape", { accepted_answer: { post_number: 30, accepter_username: "mei" } }],
    ["the new shape", { accepted_answers: [{ post_number: 30, accepter: { id: 9, username: "mei" } }] }],
  ])("a solution behind the first page, in %s, is accepted there", (_, solved) => {
    const { thread } = map(topic([post({ post_number: 1 })], solved));
    if (thread === null) throw new Error("The topic was not read.");
    const later = [post({ id: 80, post_number: 30 }), post({ id: 81, post_number: 31 })];
    const { signals, endorsements } = mapDiscoursePosts(later, thread, forum);
    expect(signals.map(({ id, metrics }) => [id, metrics.accepted])).toEqual([
      ["80", true],
      ["81", false],
    ]);
    expect(endorsements.map(({ signal, accountId }) => [signal.id, accountId])).toEqual([["80", "9"]]);
  });
});

test("a list leaves out what is not for everybody, and needs no date of the last reply", () => {
  const listed = { created_at: "2026-09-01T00:00:00Z", last_posted_at: null, bumped_at: "2026-09-02T00:00:00Z" };
  const { topics, pinned, skipped } = mapDiscourseList({
    topic_list: {
      topics: [
        { ...listed, id: 1, posters: [{ user_id: 4, extras: null }] },
        { ...listed, id: 2, visible: false },
        { ...listed, id: 3, archetype: "private_message" },
        { ...listed, id: 4, pinned_globally: true, bumped_at: null },
        { ...listed, id: null },
      ],
    },
  });
  expect(topics).toEqual([{ id: 1, bumpedAt: "2026-09-02T00:00:00.000Z" }]);
  expect(pinned).toEqual([{ id: 4, bumpedAt: "2026-09-01T00:00:00.000Z" }]);
  expect(skipped.map(({ reason }) => reason)).toEqual([
    "unlisted topic",
    "private message",
    "listed topic without a usable id",
  ]);
});
