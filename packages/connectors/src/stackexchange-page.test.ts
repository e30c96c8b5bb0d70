import { readFileSync } from "node:fs";
import { account } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { stackexchange } from "./stackexchange.ts";
import { mapPage, mapStackExchange, type PageContext } from "./stackexchange-page.ts";

const recorded = (name: string) =>
  (
    JSON.parse(readFileSync(new URL(`../fixtures/stackexchange/${name}`, import.meta.url), "utf8")) as {
      items: unknown[];
    }
  ).items;
const site = { site: "stackoverflow", tagged: ["powershell"] };
const questions: PageContext = { list: "questions", tag: "powershell", threads: [] };
const answers: PageContext = { list: "answers", tag: "powershell", threads: [] };
const at = 1_788_400_000;
const question = (more: object = {}) => ({
  question_id: 1,
  creation_date: at,
  answer_count: 0,
  tags: ["powershell"],
  title: "One",
  ...more,
});
const answer = (more: object = {}) => ({ answer_id: 10, question_id: 1, creation_date: at, ...more });
const comment = (more: object = {}) => ({ comment_id: 100, creation_date: at, body: "Yes", ...more });
const map = (items: unknown[], context = questions, tagged = ["powershell"]) =>
  mapPage(items, context, { ...site, tagged });
const one = (item: unknown, context = questions) => map([item], context).signals[0];

describe("a page of questions", () => {
  const mapped = map(recorded("questions.json"));
  const byId = new Map(mapped.signals.map((signal) => [signal.id, signal]));

  test("gives a question with its titles and names decoded and its text plain", () => {
    expect(byId.get("7700001")).toEqual({
      connector: "stackexchange",
      id: "7700001",
      kind: "question",
      occurredAt: "2026-09-03T01:46:40.000Z",
      editedAt: "2026-09-03T02:03:20.000Z",
      deletedAt: null,
      space: {
        platform: "stackoverflow.com",
        id: "powershell",
        kind: "tag",
        name: "powershell",
        url: "https://stackoverflow.com/questions/tagged/powershell",
      },
      account: account("stackoverflow.com", "810001", {
        name: "Ilse & Vann",
        url: "https://stackoverflow.com/users/810001/ilse-vann",
        links: ["https://stackexchange.com/users/910001"],
        gravatarHash: "5309ed9da01da06b07c24a89a60814d9",
      }),
      threadId: "7700001",
      parentId: null,
      title: "Export nested group members & e-mail 'quoted'",
      excerpt: "How do I export <members>? Get-ADGroup",
      url: "https://stackoverflow.com/questions/7700001/export-nested-group-members",
      language: null,
      tags: ["powershell", "active-directory"],
      links: [],
      metrics: { score: 4, views: 188, replies: 2 },
    });
  });

  test("gives its answers the question's title, tags and thread", () => {
    expect(byId.get("7700002")).toMatchObject({
      kind: "answer",
      threadId: "7700001",
      parentId: "7700001",
      title: "Export nested group members & e-mail 'quoted'",
      tags: ["powershell", "active-directory"],
      url: "https://stackoverflow.com/a/7700002",
      metrics: { score: 6, accepted: true },
    });
  });

  test("gives the acceptance as an endorsement by who asked, undated", () => {
    expect(mapped.endorsements).toEqual([
      {
        signal: { platform: "stackoverflow.com", kind: "answer", id: "7700002" },
        kind: "accept",
        id: "accept",
        at: null,
        accountId: "810001",
      },
    ]);
  });

  test("keeps what a deleted user wrote and credits nobody", () => {
    expect(byId.get("7700003")).toMatchObject({ account: null, metrics: { score: -1, accepted: false } });
  });

  test("credits nobody for what the community owns, and says what is closed", () => {
    expect(byId.get("7700010")).toMatchObject({
      account: null,
      metrics: { communityOwned: true, closedAt: "2026-09-03T10:23:20.000Z", closedReason: "Needs details or clarity" },
    });
  });

  test("names the questions whose answers are still to be read", () => {
    expect(mapped.unread.map(({ thread, answers }) => [thread.id, answers])).toEqual([[7700010, 1]]);
  });

  test("skips what it cannot understand and keeps the rest", () => {
    expect(mapped.signals).toHaveLength(4);
    expect(mapped.skipped.map(({ reason, position }) => [reason, position])).toEqual([
      ["answer without a usable creation_date", "item 1, answer 3"],
      ["question without a usable creation_date", "item 3"],
      ["question that is no object", "item 4"],
    ]);
    expect(mapped.skipped[1]?.item).toBe('{"question_id":7700011,"title":"no date"}');
  });

  test("tells two people of one name apart and one renamed person as one", () => {
    const by = (user_id: number, display_name: string, answer_id: number) =>
      answer({ answer_id, owner: { user_id, display_name } });
    const { signals } = map([by(1, "Sam", 1), by(2, "Sam", 2), by(1, "Samuel", 3)], answers);
    expect(signals.map(({ account }) => account?.id)).toEqual(["1", "2", "1"]);
  });

  test.each([0, -5, 1e15, null, "1788400000"])("an impossible date (%j) is no signal", (creation_date) => {
    const { signals, skipped } = map([answer({ creation_date })], answers);
    expect([signals.length, skipped.length]).toEqual([0, 1]);
  });
});

describe("what real answers hold", () => {
  test("an owner may be missing, null, deleted, anonymous or unregistered", () => {
    const owners = [
      undefined,
      null,
      { user_type: "does_not_exist", display_name: "user59" },
      { user_type: "does_not_exist", user_id: 59, display_name: "user59" },
      { user_type: "unregistered", user_id: 7, display_name: "Anon" },
    ];
    expect(owners.map((owner) => one(question({ owner }))?.account?.id ?? null)).toEqual([null, null, null, null, "7"]);
  });

  test("nobody accepts in the name of a deleted user", () => {
    const accepted = [answer({ is_accepted: true })];
    const owner = { user_type: "does_not_exist", user_id: 59 };
    expect(map([question({ owner, answer_count: 1, answers: accepted })]).endorsements[0]?.accountId).toBeNull();
  });

  test("the site's own user is a bot", () => {
    expect(one(question({ owner: { user_id: -1, display_name: "Community" } }))?.account).toMatchObject({ bot: true });
  });

  test("a question that moved is still one of this site, and says where else it is", () => {
    const other_site = { site_url: "https://superuser.com", api_site_parameter: "superuser", name: "Super User" };
    const moved = { on_date: at, question_id: 42, other_site };
    expect(one(question({ migrated_to: moved, locked_date: at }))?.metrics).toMatchObject({
      migratedTo: "https://superuser.com/questions/42",
      lockedAt: "2026-09-03T01:46:40.000Z",
    });
    expect(one(question({ migrated_from: moved }))?.metrics).toMatchObject({
      migratedFrom: "https://superuser.com/questions/42",
    });
    expect(one(question({ migrated_to: { on_date: at } }))).toMatchObject({ id: "1", metrics: {} });
  });

  test("bounties, protection, locks and duplicates are facts beside the signal", () => {
    const facts = { bounty_amount: 100, bounty_closes_date: at, protected_date: at, closed_date: at };
    expect(one(question({ ...facts, closed_reason: "Duplicate" }))?.metrics).toEqual({
      replies: 0,
      bounty: 100,
      protectedAt: "2026-09-03T01:46:40.000Z",
      closedAt: "2026-09-03T01:46:40.000Z",
      closedReason: "Duplicate",
    });
    expect(one(answer({ locked_date: at, awarded_bounty_amount: 50 }), answers)?.metrics).toEqual({
      lockedAt: "2026-09-03T01:46:40.000Z",
      bounty: 50,
    });
  });

  test("an edit is dated, and activity without one is none", () => {
    expect(one(question({ last_activity_date: at + 9 }))?.editedAt).toBeNull();
    expect(one(question({ last_edit_date: at + 9 }))?.editedAt).toBe("2026-09-03T01:46:49.000Z");
  });

  test("empty links and profiles are built from the ids", () => {
    const owner = { user_id: 7, display_name: "&#214;rn", link: "" };
    expect(one(question({ link: "", owner }))).toMatchObject({
      url: "https://stackoverflow.com/q/1",
      account: { name: "Örn", url: "https://stackoverflow.com/users/7" },
    });
  });

  test("text may come as Markdown in place of HTML", () => {
    expect(one(question({ body_markdown: "Use `a &lt; b`\r\n" }))?.excerpt).toBe("Use `a < b`");
  });

  test("an answer among questions is an answer, and never overwrites its question", () => {
    const { signals } = map([question({ answer_count: 1 }), answer()]);
    expect(signals.map(({ kind, id, title }) => [kind, id, title])).toEqual([
      ["question", "1", "One"],
      ["answer", "10", "One"],
    ]);
  });

  test("a question among answers, or a comment that names no thread, is skipped", () => {
    const { signals, skipped } = map([question(), comment({ post_id: 1 })], answers);
    expect(signals).toEqual([]);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      "answer without a usable answer_id",
      "comment without its thread",
    ]);
  });

  test("comments stand under the post they are on, with the question's title and tags", () => {
    const commented = question({
      answer_count: 1,
      comments: [comment({ owner: { user_id: 5 }, score: 3, edited: true })],
      answers: [answer({ comments: [comment({ comment_id: 101, post_id: 10 }), { comment_id: 102 }] })],
    });
    const { signals, skipped } = map([commented]);
    expect(
      signals.filter(({ kind }) => kind === "comment").map((s) => [s.id, s.threadId, s.parentId, s.title]),
    ).toEqual([
      ["100", "1", "1", "One"],
      ["101", "1", "10", "One"],
    ]);
    expect(signals[1]).toMatchObject({
      account: { id: "5" },
      excerpt: "Yes",
      tags: ["powershell"],
      metrics: { score: 3 },
    });
    expect(skipped.map(({ position }) => position)).toEqual(["item 1, answer 1, comment 2"]);
  });
});

describe("the space of a question", () => {
  const tagged = ["powershell", "dsc"];
  const spaceOf = (tags: string[], tag: string | null, wanted = tagged) =>
    map([question({ tags })], { ...questions, tag }, wanted).signals[0]?.space.id ?? null;

  test("is the first wanted tag that it has, whichever it was asked for by", () => {
    expect(spaceOf(["dsc", "powershell"], "dsc")).toBe("powershell");
    expect(spaceOf(["dsc"], "dsc")).toBe("dsc");
    expect(spaceOf(["PowerShell"], "dsc", ["dsc", "powershell"])).toBe("powershell");
  });

  test("is the tag that it was asked for by where that is a synonym of its own", () => {
    expect(spaceOf(["windows-powershell"], "dsc")).toBe("dsc");
    expect(spaceOf(["windows-powershell"], null, ["powershell"])).toBe("powershell");
  });

  test("is the site where no tag is wanted, and none where it has lost them all", () => {
    expect(spaceOf(["bash"], null, [])).toBe("stackoverflow.com");
    const { signals, skipped, complete } = map([question({ tags: ["bash"] })], { ...questions, tag: null }, tagged);
    expect([signals, complete]).toEqual([[], []]);
    expect(skipped).toEqual([{ reason: "question without the wanted tags", position: "item 1", item: null }]);
  });
});

describe("threads that a page holds whole", () => {
  const kindsOf = (item: object) => map([item]).complete[0]?.kinds;

  test("with all answers, or none to come", () => {
    expect(kindsOf(question())).toEqual(["question", "answer"]);
    expect(kindsOf(question({ answer_count: 1, answers: [answer()] }))).toEqual(["question", "answer"]);
  });

  test("not with answers left out, cut short, not counted or unreadable", () => {
    expect(kindsOf(question({ answer_count: 1 }))).toEqual(["question"]);
    expect(kindsOf(question({ answer_count: 2, answers: [answer()] }))).toEqual(["question"]);
    expect(kindsOf(question({ answer_count: undefined }))).toEqual(["question"]);
    expect(kindsOf(question({ answer_count: 1, answers: [{ answer_id: 10 }] }))).toEqual(["question"]);
  });

  test("answers cut short, or not counted, are still to be read", () => {
    const { unread } = map([
      question({ answer_count: 2, answers: [answer()] }),
      question({ question_id: 2, answer_count: undefined }),
    ]);
    expect(unread.map(({ thread, answers }) => [thread.id, answers])).toEqual([
      [1, 2],
      [2, null],
    ]);
  });

  test("with comments only where each post counts as many as it shows", () => {
    const counted = { comment_count: 1, comments: [comment()] };
    const answered = (more: object) => ({ answer_count: 1, answers: [answer(more)] });
    const all = ["question", "answer", "comment"];
    expect(kindsOf(question({ comment_count: 0 }))).toEqual(all);
    expect(kindsOf(question({ ...counted, ...answered({ comment_count: 0 }) }))).toEqual(all);
    expect(kindsOf(question({ ...counted, ...answered({}) }))).toEqual(["question", "answer"]);
    expect(kindsOf(question({ ...counted, comment_count: 2 }))).toEqual(["question", "answer"]);
    expect(kindsOf(question({ comments: [comment()] }))).toEqual(["question", "answer"]);
  });

  test("a page of answers names those threads that it has answers of, unless one could not be read", () => {
    const thread = (id: number) => ({ id, title: null, tags: ["powershell"], askerId: null });
    const context = { ...answers, threads: [thread(1), thread(2)] };
    expect(map([answer()], context).complete).toEqual([
      { platform: "stackoverflow.com", threadId: "1", kinds: ["answer"] },
    ]);
    expect(map([answer(), { answer_id: 11 }], context).complete).toEqual([]);
  });
});

describe("a kept page", () => {
  const options = stackexchange.options.parse(site);
  const kept = { request: "https://api.example/questions", contentType: "application/json", fetchedAt: "" };

  test("that does not say what it was asked for is not guessed at", () => {
    const body = new TextEncoder().encode('{"items":[]}');
    expect(() => stackexchange.map?.({ ...kept, body }, options)).toThrow(/does not say what it was asked for/);
  });
});

test("items of an answer are mapped by themselves: questions with what they carry, and answers", () => {
  const owner = { user_id: 7, display_name: "Ada", account_id: 70 };
  const answered = { answer_id: 2, question_id: 1, owner, creation_date: 1_700_000_100, score: 3, is_accepted: true };
  const asked = {
    question_id: 1,
    title: "Why &amp; how",
    tags: ["lumen"],
    owner,
    creation_date: 1_700_000_000,
    score: 1,
  };
  const { signals, endorsements } = mapStackExchange(
    [
      { ...asked, answers: [answered] },
      { ...answered, answer_id: 3 },
    ],
    {
      site: "askbench",
    },
  );
  expect(signals.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual(["answer 2", "answer 3", "question 1"]);
  expect(signals.find(({ kind }) => kind === "question")?.title).toBe("Why & how");
  expect(endorsements.map(({ signal }) => signal.id)).toContain("2");
});
