import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { mapQaPage } from "./qapage.ts";
import { qaAnswerId, qaQuestionId } from "./qapage-id.ts";

const fixture = readFileSync(new URL("../fixtures/qapage/json-ld.html", import.meta.url), "utf8");
const at = "https://forum.example/questions/77/old-words?utm_source=x";
const ld = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const question = (more: object) =>
  ld({ "@type": "QAPage", mainEntity: { "@type": "Question", name: "Why?", ...more } });
const dated = { datePublished: "2026-09-01T00:00:00Z" };

describe("a page marked up as JSON-LD", () => {
  const { signals, endorsements, skipped } = mapQaPage(fixture, at);

  test("gives its question, with numbers that were text", () => {
    expect(signals[0]).toMatchObject({
      connector: "qapage",
      kind: "question",
      id: "77",
      occurredAt: "2026-09-02T00:00:00.000Z",
      editedAt: "2026-09-05T00:00:00.000Z",
      title: "Retry on 503 & more?",
      excerpt: "How do I use <members>?",
      tags: ["powershell", "http"],
      account: { id: "41", name: "Ivann", url: "https://forum.example/users/41/ivann" },
      metrics: { score: 3, replies: 1002 },
    });
  });

  test("gives accepted and suggested answers once each, and their comments", () => {
    expect(
      signals
        .slice(1)
        .map(({ kind, id, parentId, metrics }) => [
          kind,
          id.length > 60 ? "hash" : id,
          parentId?.slice(0, 12),
          metrics.accepted,
        ]),
    ).toEqual([
      ["answer", "answer-90412", "77", true],
      ["comment", "hash", "answer-90412", undefined],
      ["answer", "77#post-4", "77", false],
      ["answer", "hash", "77", false],
      ["answer", "hash", "77", false],
    ]);
    expect(signals[1]).toMatchObject({
      excerpt: "Wrap it here",
      occurredAt: "2026-09-03T06:11:02.000Z",
      threadId: "77",
    });
    expect(endorsements.map(({ signal, kind, at }) => [signal.id, kind, at])).toEqual([
      ["answer-90412", "accept", null],
    ]);
  });

  test("says of an author the place and the employer, and whether it is an organisation", () => {
    const html = (author: object) =>
      `<script type="application/ld+json">${JSON.stringify({
        ...{ "@type": "QAPage", mainEntity: { "@type": "Question", dateCreated: "2026-09-02", name: "x", author } },
      })}</script>`;
    const by = (author: object) => mapQaPage(html({ name: "Mei", ...author }), "https://forum.example/q/1").signals[0];
    const person = { "@type": "Person", affiliation: "Contoso", address: { addressCountry: "NL" } };
    expect(by(person)?.account).toMatchObject({ company: "Contoso", location: "NL", organisation: false });
    expect(by({ "@type": "Organization" })?.account).toMatchObject({ organisation: true });
  });

  test("keys an author by address, else by a name within the site, and nobody as nobody", () => {
    expect(signals.slice(1).map(({ account }) => account?.id)).toEqual([
      "https://forum.example/u/mei",
      "forum.example#ivann",
      "forum.example#k. do",
      undefined,
      undefined,
    ]);
  });

  test("sets an answer without a date aside", () => {
    expect(skipped.map(({ reason, position }) => [reason, position])).toEqual([
      ["answer without a usable date", "answer 77#post-6"],
    ]);
  });
});

test("microdata gives the same as JSON-LD, with ids from the page's own parts", () => {
  const html = `<html itemscope itemtype="https://schema.org/QAPage"><body><div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question">
    <h1 itemprop="name">Why?</h1><time itemprop="dateCreated" datetime="2026-09-01T00:00:00"></time><span itemprop="upvoteCount">2</span>
    <div id="answer-7700002" itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer"><div itemprop="text"><p>So</p></div>
    <time itemprop="dateCreated" datetime="2026-09-02T00:00:00Z"></time><div itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="/users/5/x"><span itemprop="name">X</span></a></div></div></div>`;
  expect(mapQaPage(html, "https://forum.example/questions/77/w").signals).toMatchObject([
    { id: "77", kind: "question", metrics: { score: 2 } },
    {
      id: "answer-7700002",
      kind: "answer",
      excerpt: "So",
      account: { id: "5", name: "X" },
      metrics: { accepted: true },
    },
  ]);
});

test("a discussion is a question with comments, to any depth", () => {
  const html = ld({
    "@type": ["SocialMediaPosting", "DiscussionForumPosting"],
    headline: "Hello",
    text: "x",
    ...dated,
    commentCount: 2,
    url: "/d/9",
    interactionStatistic: {
      "@type": "InteractionCounter",
      interactionType: "https://schema.org/LikeAction",
      userInteractionCount: 3,
    },
    comment: [
      { "@type": "Comment", ...dated, url: "/d/9#c-1", comment: [{ "@type": "Comment", ...dated, url: "/d/9#c-2" }] },
    ],
  });
  const { signals } = mapQaPage(html, "https://forum.example/d/9");
  expect(signals.map(({ kind, id, parentId }) => [kind, id, parentId])).toEqual([
    ["question", "9", null],
    ["comment", "9#c-1", "9"],
    ["comment", "9#c-2", "9#c-1"],
  ]);
  expect(signals[0]?.metrics).toEqual({ replies: 2, likes: 3 });
});

test("a page without a question, or with one of the FAQ kind, is set aside", () => {
  for (const html of ["<p>login</p>", ld({ "@type": "FAQPage", mainEntity: [{ "@type": "Question", name: "x" }] })])
    expect(mapQaPage(html, at)).toMatchObject({ signals: [], skipped: [{ reason: "page without a question" }] });
});

describe("a page holds its thread whole", () => {
  const answer = (n: number, more: object = {}) => ({ "@type": "Answer", ...dated, url: `#answer-${n}000`, ...more });
  const kinds = (html: string) => mapQaPage(html, at).complete.map((thread) => thread.kinds);

  test("where it has as many answers as it counts, in numbers or in words", () => {
    expect(
      kinds(question({ ...dated, answerCount: "2", acceptedAnswer: answer(1), suggestedAnswer: answer(2) })),
    ).toEqual([["question", "answer"]]);
    expect(mapQaPage(question({ ...dated, answerCount: 0 }), at).complete).toEqual([
      { platform: "forum.example", threadId: "77", kinds: ["question", "answer"] },
    ]);
  });

  test("with its comments only where every post counts them", () => {
    const commented = answer(1, { commentCount: 1, comment: { "@type": "Comment", ...dated, url: "#c-1" } });
    const counted = { ...dated, commentCount: 0, answerCount: 2 };
    expect(kinds(question({ ...counted, suggestedAnswer: [commented, answer(2, { commentCount: 0 })] }))).toEqual([
      ["question", "answer", "comment"],
    ]);
    expect(kinds(question({ ...counted, suggestedAnswer: [commented, answer(2)] }))).toEqual([["question", "answer"]]);
  });

  test("but not where answers are on another page, not counted, or without a date", () => {
    const undated = { ...answer(2), datePublished: "soon" };
    expect(kinds(question({ ...dated, answerCount: 1, suggestedAnswer: [answer(1), undated] }))).toEqual([]);
    expect(kinds(question({ ...dated, answerCount: 3, suggestedAnswer: [answer(1), answer(2)] }))).toEqual([]);
    expect(kinds(question({ ...dated, suggestedAnswer: [answer(1)] }))).toEqual([]);
    expect(
      kinds(question({ ...dated, answerCount: 1, suggestedAnswer: answer(1, { datePublished: "soon" }) })),
    ).toEqual([]);
  });

  test("and a discussion where its comments are all there, at whatever depth they are counted", () => {
    const comment = (n: number, ...below: object[]) => ({
      "@type": "Comment",
      ...dated,
      url: `#c-${n}`,
      comment: below,
    });
    const posting = (count: number, ...comments: object[]) =>
      ld({ "@type": "DiscussionForumPosting", ...dated, url: "/d/9", commentCount: count, comment: comments });
    expect(kinds(posting(2, comment(1, comment(2))))).toEqual([["question", "comment"]]);
    expect(kinds(posting(1, comment(1, comment(2))))).toEqual([["question", "comment"]]);
    expect(kinds(posting(5, comment(1)))).toEqual([]);
  });
});

test.each([
  ["https://x.example/t/retry/7731", "7731"],
  ["https://x.example/en-us/answers/questions/123456/some-words.html", "123456"],
  ["https://x.example/threads/some-words.12345/", "12345"],
  ["https://x.example/2026/some-words", "/2026/some-words"],
  ["https://x.example/viewtopic.php?t=9", "/viewtopic.php?t=9"],
])("the question at %s is %s", (url, id) => expect(qaQuestionId(url)).toBe(id));

test.each([
  ["https://x.example/t/retry/7731/3", "7731/3"],
  ["https://x.example/a/7700002", "7700002"],
  ["https://x.example/t/retry/7731", null],
  [null, null],
])("the answer at %s is %s", (url, id) =>
  expect(qaAnswerId(url, { id: "7731", url: "https://x.example/t/retry/7731" })).toBe(id),
);
