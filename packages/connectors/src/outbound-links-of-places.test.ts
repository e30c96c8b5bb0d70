import type { Signal, Space } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { mapBluesky } from "./bluesky-map.ts";
import { postSignal } from "./discourse-post.ts";
import { mapEventPage } from "./event-page-map.ts";
import { mapFeed } from "./feed-map.ts";
import { mapArchiveEvent, readArchiveLine } from "./gharchive-event.ts";
import { mapDiscussion } from "./github-discussion-map.ts";
import { mapCommits, mapReleases } from "./github-made-map.ts";
import { mapComments, mapIssues } from "./github-map.ts";
import { mapHyperkittyThread } from "./hyperkitty-map.ts";
import { mapIcal } from "./ical-map.ts";
import { mapMailMessage } from "./mail-message.ts";
import { Threads } from "./mail-threads.ts";
import { mapMastodon } from "./mastodon-map.ts";
import { mapMeetupEvents } from "./meetup-map.ts";
import { mapRegistration } from "./nuget-map.ts";
import { mapQaPage } from "./qapage-map.ts";
import { mapReddit } from "./reddit-map.ts";
import { mapSessionize } from "./sessionize-map.ts";
import { mapSignalLine } from "./signals.ts";
import { answerSignal, questionSignal, stackExchangeSpace } from "./stackexchange-map.ts";
import { mapCommentRow, mapPostRow } from "./stackexchange-rows.ts";
import { mapYoutubeVideos } from "./youtube-map.ts";

const own = "https://here.example/t/1";
const linksOf = ({ signals }: { signals: Signal[] }) => signals.map(({ links }) => links);
const repository: Space = { platform: "github", id: "o/r", kind: "repository", name: "o/r", url: null };

describe("every place with a body tells its links", () => {
  const html = '<p>try <a href="https://new.example/forum">this</a></p>';
  const markdown = "try [this](https://new.example/forum)";
  const link = ["https://new.example/forum"];

  test("Stack Exchange, where no spelling of the thread's own address leads out", () => {
    const thread = { id: 7, title: "t", tags: ["lumen"], askerId: null };
    const space = stackExchangeSpace("quay", "lumen");
    const body = `${html}<a href="https://quay.stackexchange.com/questions/7/old-title">q</a><a href="/q/77">other</a>`;
    const other = "https://quay.stackexchange.com/q/77";
    const item = { creation_date: 1_700_000_000, body, question_id: 7 };
    expect(questionSignal(item as never, thread, space).links).toEqual([...link, other]);
    expect(answerSignal({ ...item, answer_id: 8 } as never, thread, space).links).toEqual([...link, other]);
    const site = { host: "quay.stackexchange.com", tags: [] };
    const row = { Id: "7", PostTypeId: "1", CreationDate: "2024-01-01T00:00:00.000", Body: body, Tags: "<lumen>" };
    expect(mapPostRow(row, site, { question: null, accepted: null } as never, "row 1")).toMatchObject({
      links: [...link, other],
    });
    const comment = { Id: "9", PostId: "7", CreationDate: "2024-01-01T00:00:00.000", Text: markdown };
    expect(mapCommentRow(comment, site, thread, "row 1")).toMatchObject({ links: link });
  });

  test("a forum, but not of what it hides", () => {
    const forum = { root: "https://forum.example", space: { ...repository, platform: "forum.example" } };
    const thread = {
      id: "3",
      slug: "t",
      title: "t",
      tags: [],
      deletedAt: null,
      takesSolutions: false,
      acceptanceKnown: false,
      accepted: [],
      postIds: [],
      question: {},
    };
    const post = {
      id: 5,
      post_number: 2,
      created_at: "2025-01-01T00:00:00.000Z",
      cooked: `${html}<a href="/t/t/3">up</a>`,
      raw: null,
      hidden: null,
      user_deleted: null,
      deleted_at: null,
    };
    expect(postSignal(post as never, thread as never, forum as never).links).toEqual(link);
    expect(postSignal({ ...post, hidden: true } as never, thread as never, forum as never).links).toEqual([]);
  });

  test("GitHub, from its API and from the archive alike", () => {
    const created_at = "2025-01-01T00:00:00Z";
    const issue = {
      id: 1,
      number: 4,
      user: null,
      body: `${markdown} https://github.com/o/r/issues/4`,
      created_at,
      html_url: "https://github.com/o/r/issues/4",
    };
    expect(linksOf(mapIssues([issue], repository))).toEqual([link]);
    const comment = {
      ...issue,
      issue_url: "https://api.github.com/repos/o/r/issues/4",
      html_url: "https://github.com/o/r/issues/4#issuecomment-1",
    };
    expect(linksOf(mapComments([comment], repository))).toEqual([link]);
    expect(linksOf(mapReleases([{ id: 2, body: markdown, published_at: created_at }], repository))).toEqual([link]);
    const commit = {
      sha: "abc",
      commit: { message: "Fix\n\nSee https://new.example/forum.", author: { date: created_at } },
    };
    expect(linksOf(mapCommits([commit], repository))).toEqual([link]);
    const category = { name: "Help", isAnswerable: true };
    const comments = { nodes: [], pageInfo: { hasNextPage: false }, totalCount: 0 };
    const discussion = { number: 5, title: "t", body: markdown, createdAt: created_at, category, comments };
    expect(linksOf(mapDiscussion(discussion, repository, "item 1"))).toEqual([link]);
    const line = {
      id: "1",
      type: "IssuesEvent",
      actor: { id: 1, login: "a" },
      repo: { id: 1, name: "o/r" },
      created_at,
      payload: { action: "opened", issue },
    };
    const event = readArchiveLine(JSON.stringify(line), "line 1");
    expect(linksOf(mapArchiveEvent(event as never, "line 1"))).toEqual([link]);
  });

  test("feeds of every format, relative to the entry", async () => {
    const at = { url: "https://blog.example/feed", fetchedAt: "2025-02-01T00:00:00Z" };
    const item = (body: string) =>
      Buffer.from(
        `<rss version="2.0"><channel><title>B</title><link>https://blog.example/</link><item><title>t</title><link>https://blog.example/2025/p</link><guid>https://blog.example/2025/p</guid><pubDate>Wed, 01 Jan 2025 00:00:00 GMT</pubDate>${body}</item></channel></rss>`,
      );
    const rss = await mapFeed(
      item(`<description><![CDATA[${html}<a href="../2024/q">q</a><a href="#top">top</a>]]></description>`),
      at,
    );
    expect(linksOf(rss)).toEqual([[...link, "https://blog.example/2024/q"]]);
    const json = {
      version: "https://jsonfeed.org/version/1.1",
      items: [
        {
          id: "1",
          url: "https://blog.example/1",
          external_url: "https://about.example/",
          date_published: "2025-01-01T00:00:00Z",
          content_html: html,
        },
      ],
    };
    expect(linksOf(await mapFeed(Buffer.from(JSON.stringify(json)), at))).toEqual([
      ["https://about.example/", ...link],
    ]);
    const completed = {
      "https://blog.example/2025/p": {
        excerpt: "all of it",
        links: ["https://later.example/"],
        words: 3,
        language: null,
        url: null,
      },
    };
    expect(
      linksOf(await mapFeed(item(`<description><![CDATA[${html}]]></description>`), { ...at, completed })),
    ).toEqual([["https://later.example/", ...link]]);
  });

  test("mail, without what it quotes or signs with, as text and as HTML", async () => {
    const space = { ...repository, platform: "lists.example", id: "users@lists.example", name: "users" };
    const reading = { connector: "mbox", spaceOf: () => space, addresses: [], threads: new Threads(new Map()) };
    const head =
      "From: a@b.example\r\nDate: Wed, 01 Jan 2025 00:00:00 +0000\r\nSubject: s\r\nMessage-ID: <1@b.example>\r\n";
    const read = async (rest: string) =>
      (await mapMailMessage(Buffer.from(`${head}${rest}`), reading, { position: "1", envelope: null })) as Signal;
    const plain = await read(
      "\r\ntry <https://new.example/forum>.\r\n\r\n> https://quoted.example/\r\n-- \r\nhttps://signature.example/\r\n",
    );
    expect(plain.links).toEqual(link);
    const marked = await read(
      `Content-Type: text/html\r\n\r\n<html><body>${html}<blockquote><a href="https://quoted.example/">q</a></blockquote></body></html>`,
    );
    expect(marked.links).toEqual(link);
    const email = {
      message_id: "<2@b.example>",
      message_id_hash: "A".repeat(32),
      date: "2025-01-01T00:00:00Z",
      content: "try https://new.example/forum",
    };
    expect(
      linksOf(mapHyperkittyThread([email], { list: "users@lists.example", url: "https://lists.example/users/" })),
    ).toEqual([link]);
  });

  test("Reddit: the target of a link post first; its own upload, its thread and a mention are none", () => {
    const post = (url: string, selftext_html: string | null = null) => ({
      kind: "t3",
      data: { id: "abc", created_utc: 1.7e9, permalink: "/r/lumen/comments/abc/t/", title: "t", url, selftext_html },
    });
    const thing = (data: unknown) => linksOf(mapReddit({ data: { children: [data] } }, "lumen"));
    expect(thing(post("https://target.example/", html))).toEqual([["https://target.example/", ...link]]);
    expect(thing(post("https://i.redd.it/x.png"))).toEqual([[]]);
    expect(
      thing(
        post(
          "https://www.reddit.com/r/lumen/comments/abc/other_title/",
          '<a href="/u/ann">u/ann</a> <a href="/r/quay">r/quay</a>',
        ),
      ),
    ).toEqual([["https://www.reddit.com/r/quay"]]);
    expect(thing({ kind: "t1", data: { id: "c", link_id: "t3_abc", created_utc: 1.7e9, body: markdown } })).toEqual([
      link,
    ]);
  });

  test("Mastodon: content and card, but neither mention nor hashtag, marked or not", () => {
    const status = {
      id: "1",
      uri: "https://m.example/1",
      created_at: "2025-01-01T00:00:00Z",
      content: `${html}<a href="https://m.example/@bo">@bo</a> <a href="https://m.example/tags/lumen">#lumen</a>`,
      mentions: [{ url: "https://m.example/@bo" }],
      tags: [{ name: "lumen", url: "https://m.example/tags/lumen" }],
      card: { url: "https://card.example/" },
    };
    expect(linksOf(mapMastodon([status], { instance: "m.example", hashtag: "lumen" }))).toEqual([
      [...link, "https://card.example/"],
    ]);
  });

  test("Bluesky: links in the words and the card below, not tags", () => {
    const record = {
      text: "try new.example/for…",
      createdAt: "2025-01-01T00:00:00Z",
      facets: [{ features: [{ uri: "https://new.example/forum" }, { tag: "lumen" }, { did: "did:plc:z" }] }],
      embed: { external: { uri: "https://card.example/" } },
    };
    const mapped = mapBluesky({ posts: [{ uri: "at://did:plc:a/app.bsky.feed.post/3k", record }] }, { tag: "lumen" });
    expect(mapped.signals).toMatchObject([{ links: [...link, "https://card.example/"], tags: ["lumen"] }]);
  });

  test("videos, meetings, talks, conferences and calendars", () => {
    const channel = { id: "UC1", title: "c", handle: null, uploads: null };
    const snippet = {
      publishedAt: "2025-01-01T00:00:00Z",
      title: "t",
      description: "Join https://new.example/forum! #lumen https://youtu.be/v1",
    };
    expect(linksOf(mapYoutubeVideos({ items: [{ id: "v1", snippet }] }, channel))).toEqual([link]);
    const meeting = {
      id: "1",
      title: "t",
      dateTime: "2025-01-01T18:00:00Z",
      eventUrl: "https://www.meetup.com/g/events/1/",
      description: html,
    };
    expect(linksOf(mapMeetupEvents([meeting], repository))).toEqual([link]);
    const session = { id: "1", title: "t", startsAt: "2025-01-01T10:00:00Z", description: markdown, speakers: [] };
    expect(linksOf(mapSessionize({ sessions: [session], speakers: [] }, { endpoint: "e" }))).toEqual([link]);
    const event = {
      "@context": "https://schema.org",
      "@type": "Event",
      name: "n",
      startDate: "2025-01-01T10:00:00Z",
      description: markdown,
    };
    const page = `<script type="application/ld+json">${JSON.stringify(event)}</script>`;
    expect(linksOf(mapEventPage(page, { url: "https://days.example/" }))).toEqual([link]);
    const calendar = [
      "BEGIN:VCALENDAR",
      "BEGIN:VEVENT",
      "UID:1",
      "DTSTART:20250101T100000Z",
      "SUMMARY:s",
      "DESCRIPTION:try https://new.example/forum",
      "END:VEVENT",
      "END:VCALENDAR",
    ];
    const window = { from: new Date("2024-01-01"), to: new Date("2026-01-01") };
    expect(linksOf(mapIcal(Buffer.from(calendar.join("\r\n")), window as never))).toEqual([link]);
  });

  test("a package, which names its project beside its description", () => {
    const catalogEntry = {
      id: "Lumen",
      version: "1.0.0",
      published: "2025-01-01T00:00:00Z",
      description: markdown,
      projectUrl: "https://project.example/",
    };
    const context = {
      space: repository,
      owners: [],
      verified: null,
      downloads: null,
      versions: {},
      first: null,
      details: null,
      profile: null,
    };
    const body = Buffer.from(JSON.stringify({ items: [{ catalogEntry }] }));
    const page = { request: "r", contentType: "application/json", body, fetchedAt: "2025-02-01T00:00:00Z", context };
    expect(linksOf(mapRegistration(page))).toEqual([[...link, "https://project.example/"]]);
  });

  test("pages with schema.org markup, and files in the interchange format", () => {
    const question = {
      "@type": "Question",
      name: "q",
      text: `${html}<a href="/q/1">here</a>`,
      datePublished: "2025-01-01T00:00:00Z",
      url: "https://qa.example/q/1",
    };
    const page = `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", "@type": "QAPage", mainEntity: question })}</script>`;
    expect(linksOf(mapQaPage(page, "https://qa.example/q/1"))).toEqual([link]);
    const line = {
      id: "1",
      kind: "post",
      occurredAt: "2025-01-01",
      space: { platform: "p", id: "s", kind: "site", name: "s" },
      url: own,
      links: [own, "https://new.example/forum", "no address"],
    };
    expect(mapSignalLine(JSON.stringify(line), "line 1")).toMatchObject({ links: link });
  });
});
