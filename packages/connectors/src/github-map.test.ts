import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { account, type Space } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { mapCommits, mapReleases } from "./github-made-map.ts";
import { mapComments, mapIssues, mapReviewComments, mapReviews } from "./github-map.ts";

const pages = JSON.parse(readFileSync(new URL("../fixtures/github/pages.json", import.meta.url), "utf8")) as Record<
  "issues" | "comments" | "reviewComments" | "reviews" | "releases" | "commits",
  unknown[]
>;
const space: Space = {
  platform: "github",
  id: "Contoso/PSFoo",
  kind: "repository",
  name: "Contoso/PSFoo",
  url: "https://github.com/Contoso/PSFoo",
};
const rokafor = { platform: "github", id: "52001", handle: "rokafor", bot: false };

describe("a page of issues", () => {
  const { signals, endorsements, skipped } = mapIssues(pages.issues, space);

  test("gives an issue with its labels, reactions and state", () => {
    expect(signals[0]).toEqual({
      connector: "github",
      id: "contoso/psfoo#41",
      kind: "issue",
      occurredAt: "2026-09-01T09:00:00.000Z",
      editedAt: null,
      deletedAt: null,
      space,
      account: account("github", "52002", { handle: "ilse-vann", url: "https://github.com/ilse-vann" }),
      threadId: "contoso/psfoo#41",
      parentId: null,
      title: "Import fails on 7.5",
      excerpt: "Since the update…",
      url: "https://github.com/Contoso/PSFoo/issues/41",
      language: null,
      tags: ["bug", "help wanted"],
      links: [],
      metrics: {
        likes: 2,
        association: "none",
        replies: 3,
        state: "closed",
        stateReason: "completed",
        closedAt: "2026-09-02T09:00:00.000Z",
      },
    });
  });

  test("tells pull requests from issues, merged from not merged, bots from people", () => {
    expect(signals[1]).toMatchObject({ kind: "pull-request", account: { bot: true }, metrics: { merged: true } });
    expect(signals[2]).toMatchObject({ kind: "pull-request", metrics: { merged: false } });
    expect(signals[0]?.metrics).not.toHaveProperty("merged");
  });

  test("gives a merge as an endorsement with its date", () => {
    expect(endorsements).toEqual([
      {
        signal: { platform: "github", kind: "pull-request", id: "contoso/psfoo#42" },
        kind: "merge",
        id: "merge",
        at: "2026-09-02T10:00:00.000Z",
        accountId: null,
      },
    ]);
  });

  test("keeps what a deleted account wrote and credits nobody", () => {
    expect(signals[2]?.account).toBeNull();
  });

  test("skips what it cannot understand and keeps the rest", () => {
    expect(signals).toHaveLength(3);
    expect(skipped.map(({ reason, position }) => [reason, position])).toEqual([
      ["issue without a usable created_at", "item 4"],
      ["issue that is no object", "item 5"],
    ]);
  });
});

describe("who did it, as real answers tell it", () => {
  const [issue] = pages.issues as Record<string, unknown>[];
  const by = (user: unknown, more: object = {}) => mapIssues([{ ...issue, user, ...more }], space).signals[0];

  test("the ghost in the place of deleted accounts is nobody", () => {
    expect(by({ login: "ghost", id: 10137, type: "User" })?.account).toBeNull();
    expect(by({ login: "ghost-writer", id: 52009, type: "User" })?.account).toMatchObject({ id: "52009" });
  });

  test("an app is a bot, a mannequin and an organisation are accounts", () => {
    expect(by({ login: "wick-trimmer[bot]", id: 61000, type: "Bot" })?.account).toMatchObject({ bot: true });
    expect(by({ login: "imported", id: 62000, type: "Mannequin" })?.account).toMatchObject({ id: "62000", bot: false });
    const contoso = { login: "contoso", id: 63000, type: "Organization" };
    expect(by(contoso)?.account).toMatchObject({ id: "63000", organisation: true });
    expect(by({ ...contoso, type: "User" })?.account).toMatchObject({ organisation: false });
  });

  test("members of the organisation that owns the repository are known as such, in comments and reviews too", () => {
    const memberOf = (login: string, author_association: string) =>
      by({ login, id: 52001, type: "User" }, { author_association })?.account?.memberOf;
    expect(memberOf("rokafor", "MEMBER")).toEqual(["github:contoso"]);
    expect(memberOf("rokafor", "OWNER")).toEqual(["github:contoso"]);
    // A repository of one's own is nobody's employer, and collaborators are guests.
    expect(memberOf("contoso", "OWNER")).toEqual([]);
    for (const guest of ["COLLABORATOR", "CONTRIBUTOR", "NONE"]) expect(memberOf("rokafor", guest)).toEqual([]);
    expect(mapComments(pages.comments, space).signals[0]?.account?.memberOf).toEqual(["github:contoso"]);
  });

  test("what a program wrote in a person's name says so", () => {
    expect(by(issue?.user, { performed_via_github_app: { slug: "wick-poster" } })?.metrics.viaApp).toBe("wick-poster");
    expect(by(issue?.user, { performed_via_github_app: null })?.metrics).not.toHaveProperty("viaApp");
  });

  test("a draft says so", () => {
    expect(by(issue?.user, { pull_request: { merged_at: null }, draft: true })?.metrics.draft).toBe(true);
    expect(by(issue?.user, { draft: false })?.metrics).not.toHaveProperty("draft");
  });
});

describe("pages of what is said about issues", () => {
  test("a comment belongs to its issue, keeps its own date and says that it was edited", () => {
    const { signals, skipped } = mapComments(pages.comments, space);
    expect(signals[0]).toMatchObject({
      id: "3400011",
      kind: "comment",
      occurredAt: "2025-01-01T10:00:00.000Z",
      editedAt: "2026-09-01T10:05:00.000Z",
      threadId: "contoso/psfoo#41",
      parentId: "contoso/psfoo#41",
      account: rokafor,
      metrics: { likes: 3, association: "member" },
    });
    expect(skipped.map(({ reason }) => reason)).toEqual(["comment without a usable issue_url"]);
  });

  test("a comment on a line belongs to its pull request", () => {
    const { signals } = mapReviewComments(pages.reviewComments, space);
    expect(signals[0]).toMatchObject({ id: "r700", kind: "comment", threadId: "contoso/psfoo#42", editedAt: null });
  });

  test("a review is one once it is submitted", () => {
    const { signals, skipped } = mapReviews(pages.reviews, space);
    expect(signals).toHaveLength(1);
    expect(signals[0]).toMatchObject({ id: "800", threadId: "contoso/psfoo#42", metrics: { state: "approved" } });
    expect(skipped).toEqual([{ reason: "review that is not submitted", position: "item 2", item: null }]);
  });
});

describe("pages of what is made", () => {
  test("a release is dated by its publication, and a draft is none", () => {
    const { signals, skipped } = mapReleases(pages.releases, space);
    expect(signals).toHaveLength(1);
    expect(signals[0]).toMatchObject({
      id: "600",
      occurredAt: "2026-09-01T00:00:00.000Z",
      title: "v2.0.0",
      metrics: { prerelease: true, downloads: 12 },
    });
    expect(skipped).toEqual([{ reason: "release that is a draft", position: "item 2", item: null }]);
  });

  test("a commit is dated by its author, and its address is kept only as a hash", () => {
    const { signals } = mapCommits(pages.commits, space);
    expect(signals[0]).toMatchObject({
      id: "9f3c000000000000000000000000000000000001",
      occurredAt: "2026-09-01T12:00:00.000Z",
      title: "Merge import fix",
      excerpt: "Merge import fix Closes #41",
      metrics: { parents: 2 },
      account: { ...rokafor, emailHash: createHash("sha256").update("r.okafor@example.org").digest("hex") },
    });
    expect(JSON.stringify(signals)).not.toContain("@example");
  });

  test("a commit by nobody whom GitHub knows has no account, and a made-up address links nobody", () => {
    const { signals } = mapCommits(pages.commits, space);
    expect(signals[1]?.account).toBeNull();
    expect(signals[2]?.account).toMatchObject({ ...rokafor, emailHash: null });
    expect(signals[2]?.metrics).toEqual({});
  });

  test("a commit's author can be an object with nothing in it, and its date that of who committed it", () => {
    const { signals, skipped } = mapCommits(
      [
        {
          sha: "a1",
          author: {},
          committer: null,
          commit: { message: "x", author: null, committer: { date: "2026-09-01T10:00:00Z" } },
        },
        { sha: "a2", author: null, committer: null, commit: { message: "y", author: null, committer: null } },
      ],
      space,
    );
    expect(signals).toMatchObject([{ id: "a1", account: null, occurredAt: "2026-09-01T10:00:00.000Z" }]);
    expect(skipped.map(({ reason }) => reason)).toEqual(["commit without a usable commit.author.date"]);
  });

  test("trailers that name people are counted, and their addresses are not kept", () => {
    const message =
      "Fix it\n\nFor by-laws, see a@b.\n\nCo-authored-by: A. Nother <a.nother@example.org>\nco-authored-by: B <b@example.org>\nSigned-off-by: C <c@example.org>";
    const [first] = pages.commits as Record<string, unknown>[];
    const { signals } = mapCommits(
      [{ ...first, commit: { message, author: { date: "2026-09-01T10:00:00Z" } } }],
      space,
    );
    expect(signals[0]?.excerpt).toBe("Fix it For by-laws, see a@b.");
    expect(signals[0]?.metrics).toEqual({ parents: 2, coAuthors: 2 });
  });
});
