import type { ServerResponse } from "node:http";
import { RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { json, type Known, pullAsWorker, useApi } from "../test/site.ts";
import { mapMastodon, mastodon } from "./mastodon.ts";

const now = new Date("2026-09-20T12:00:00Z");
const secrets = {};
const basic = { instance: "social.example", hashtag: "#PowerShell", pageSize: 2 };

const api = useApi();

const pull = ({ options, ...known }: Known = {}) =>
  pullAsWorker(mastodon, {
    credentials: secrets,
    now,
    ...known,
    options: { baseUrl: api.baseUrl, ...basic, ...options },
  });

const ilse = {
  id: "11",
  username: "ilse",
  acct: "ilse",
  display_name: "Ilse Vann",
  url: "https://Social.example/@ilse",
  note: "<p>Shells</p>",
  bot: false,
  discoverable: true,
  indexable: null,
  fields: [
    {
      name: "Blog",
      value: '<a href="https://shells.example" rel="me">shells</a>',
      verified_at: "2026-01-01T00:00:00Z",
    },
    { name: "Work", value: '<a href="https://work.example">work</a>', verified_at: null },
  ],
};
const idAt = (iso: string) => String(BigInt(Date.parse(iso)) << 16n);
const post = (created_at: string, more: object = {}) => ({
  id: idAt(created_at),
  uri: `https://social.example/users/ilse/statuses/${idAt(created_at)}`,
  url: `https://social.example/@ilse/${idAt(created_at)}`,
  created_at,
  edited_at: null,
  in_reply_to_id: null,
  content: "<p>Splatting in <b>PowerShell</b> <a href='#'>#<span>powershell</span></a></p>",
  spoiler_text: "",
  visibility: "public",
  language: "en",
  reblog: null,
  account: ilse,
  tags: [{ name: "PowerShell" }],
  replies_count: 1,
  reblogs_count: 2,
  favourites_count: 3,
  ...more,
});
const at = (hour: number) => `2026-09-18T${String(hour).padStart(2, "0")}:00:00.000Z`;

describe("a page of posts", () => {
  const map = (...statuses: unknown[]) => mapMastodon(statuses, { instance: "social.example", hashtag: "PowerShell" });

  test("gives a post keyed by its uri and an account keyed by its profile's address", () => {
    const [signal] = map(post(at(1))).signals;
    expect(signal).toMatchObject({
      id: post(at(1)).uri,
      kind: "post",
      occurredAt: at(1),
      threadId: post(at(1)).uri,
      excerpt: "Splatting in PowerShell #powershell",
      language: "en",
      tags: ["powershell"],
      metrics: { likes: 3, reposts: 2, replies: 1 },
      space: { platform: "fediverse", id: "powershell", kind: "tag" },
      account: { platform: "fediverse", id: "https://social.example/@ilse", handle: "ilse@social.example" },
    });
  });

  test("tells the links that the linked page confirms from those that anybody can write", () => {
    expect(map(post(at(1))).signals[0]?.account).toMatchObject({
      links: ["https://shells.example/", "https://work.example/"],
      verifiedLinks: ["https://shells.example/"],
    });
  });

  test("knows where somebody is and works by the fields' labels, and a group by its mark", () => {
    const by = (...fields: object[]) => map(post(at(1), { account: { ...ilse, fields } })).signals[0]?.account;
    const field = (name: string, value: string) => ({ name, value, verified_at: null });
    expect(by(field("📍 Ort", "<p>Zürich &amp; Bern</p>"), field("Works at:", "Contoso"))).toMatchObject({
      location: "Zürich & Bern",
      company: "Contoso",
      links: [],
      organisation: false,
    });
    const address = field("Company", '<a href="https://contoso.example">https://contoso.example</a>');
    expect(by(address)).toMatchObject({ company: null, links: ["https://contoso.example/"] });
    expect(by(field("Sort of place", "Earth"))).toMatchObject({ location: null });
    const group = map(post(at(1), { account: { ...ilse, group: true } }));
    expect(group.signals[0]?.account?.organisation).toBe(true);
  });

  test("leaves out boosts, and those who ask not to be read", () => {
    const by = (known: object) => post(at(1), { account: { ...ilse, ...known } });
    const { signals, skipped } = map(
      post(at(1), { reblog: post(at(2)) }),
      by({ discoverable: false }),
      by({ indexable: false }),
      by({ note: "<p>I toot <a href='#'>#<span>NoBot</span></a></p>" }),
      by({ fields: [{ name: "please", value: "#noindex", verified_at: null }] }),
      post("2026-02-30T00:00:00Z", { account: { ...ilse, discoverable: false } }),
      by({ note: "I like #nobotany" }),
    );
    expect(signals).toHaveLength(1);
    expect(skipped.map(({ reason, item }) => [reason, item])).toEqual([
      ["a boost", null],
      ...Array.from({ length: 5 }, () => ["author opted out", null]),
    ]);
  });

  test("ties a reply to what it answers where the page has both and the author does not mind", () => {
    const [, reply, orphan] = map(
      post(at(1)),
      post(at(2), { in_reply_to_id: idAt(at(1)) }),
      post(at(3), { in_reply_to_id: "9" }),
    ).signals;
    expect([reply?.parentId, orphan?.parentId]).toEqual([post(at(1)).uri, null]);
    expect([reply?.threadId, orphan?.threadId]).toEqual([reply?.id, orphan?.id]);
    const hidden = post(at(1), { account: { ...ilse, noindex: true } });
    const [answer] = map(hidden, post(at(2), { in_reply_to_id: hidden.id })).signals;
    expect(answer?.parentId).toBeNull();
  });

  test("sets aside what it cannot understand and credits nobody for a deleted account's post", () => {
    const { signals, skipped } = map(
      null,
      post("2026-02-30T00:00:00Z"),
      post(at(1), { account: null, favourites_count: "7" }),
    );
    expect(signals).toMatchObject([{ account: null, metrics: { likes: 7 } }]);
    expect(skipped.map(({ reason }) => reason)).toEqual(["post that is no object", "post without a usable created_at"]);
  });
});

describe("a pull of a hashtag", () => {
  const posts = [1, 2, 3, 4, 5].map((hour) => post(at(hour)));
  /** As Mastodon does: the page right after min_id, newest first. */
  const timeline = (statuses: { id: string }[]) => (ask: (typeof api.asked)[number], response: ServerResponse) => {
    const after = BigInt(ask.url.searchParams.get("min_id") ?? "0");
    const page = statuses
      .filter(({ id }) => BigInt(id) > after)
      .slice(0, Number(ask.url.searchParams.get("limit")))
      .reverse();
    const link = page[0] ? { link: `<https://elsewhere.example/x?min_id=${page[0].id}>; rel="prev"` } : {};
    json(response, page, 200, link as Record<string, string>);
  };

  test("reads forward to the end, and from every saved cursor the same whole", async () => {
    api.answer = timeline(posts);
    const { batches, ids, error } = await pull();
    expect(error).toBeNull();
    expect(ids).toHaveLength(5);
    expect(api.asked.every(({ url }) => url.pathname === "/api/v1/timelines/tag/PowerShell")).toBe(true);
    for (const [index, { cursor }] of batches.entries()) {
      const rest = (await pull({ cursor })).ids;
      const before = batches.slice(0, index + 1).flatMap(({ signals }) => signals.map(({ id }) => id));
      expect([...new Set([...before, ...rest])].sort()).toEqual(ids);
    }
  });

  test("finds a post that arrives late from another server", async () => {
    api.answer = timeline(posts);
    const { cursor } = await pull();
    api.answer = timeline([post(at(0)), ...posts]);
    expect((await pull({ cursor })).ids).toContain(post(at(0)).uri);
  });

  test("begins where history is wanted, and afresh where another hashtag was read before", async () => {
    api.answer = timeline(posts);
    expect((await pull({ since: new Date(at(4)) })).ids).toHaveLength(1);
    const { cursor } = await pull();
    expect((await pull({ cursor, options: { hashtag: "bash" } })).ids).toHaveLength(5);
  });

  test("keeps no page with the posts of those who opted out", async () => {
    api.answer = timeline([post(at(1), { account: { ...ilse, discoverable: false }, content: "secret" }), post(at(2))]);
    const { batches } = await pull();
    const bodies = batches.flatMap(({ raw }) => (raw ? [new TextDecoder().decode(raw.body)] : []));
    expect(bodies.join()).not.toContain("secret");
    expect(bodies.join()).toContain(post(at(2)).uri);
  });

  test("keeps nothing of what others quote of those who opted out", async () => {
    const quote = {
      state: "accepted",
      quoted_status: post(at(1), { account: { ...ilse, noindex: true }, content: "secret" }),
    };
    api.answer = timeline([post(at(2), { quote })]);
    const { batches, ids } = await pull();
    expect(ids).toEqual([post(at(2)).uri]);
    expect(new TextDecoder().decode(batches[0]?.raw?.body)).not.toContain("secret");
  });

  test("keeps pages that say the same when they are mapped again, also of answers to those who opted out", async () => {
    const hidden = post(at(1), { account: { ...ilse, noindex: true } });
    api.answer = timeline([hidden, post(at(2), { in_reply_to_id: hidden.id })]);
    const { batches } = await pull();
    const [first] = batches;
    const other = mastodon.options.parse({ instance: "elsewhere.example", hashtag: "bash" });
    const again = first?.raw && (await mastodon.map?.(first.raw, other));
    expect(again?.signals).toHaveLength(1);
    expect(again?.signals).toEqual(first?.signals);
    expect(again?.spaces).toEqual(first?.spaces);
  });

  test("waits until the instant that the server names", async () => {
    api.answer = (_, response) =>
      json(response, { error: "Too many requests" }, 429, { "x-ratelimit-reset": "2026-09-20T12:04:00.000000Z" });
    const { error } = await pull();
    expect(error).toBeInstanceOf(RateLimitedError);
    expect((error as RateLimitedError).retryAt).toEqual(new Date("2026-09-20T12:04:00Z"));
  });

  test.each([
    [401, RefusedError],
    [404, RefusedError],
    [410, RefusedError],
    [503, UnavailableError],
  ])("says what %i means", async (status, kind) => {
    api.answer = (_, response) => json(response, { error: "no" }, status);
    expect((await pull()).error).toBeInstanceOf(kind);
  });

  test("takes a page of HTML in place of the list for an outage", async () => {
    api.answer = (_, response) => response.end("<html>");
    expect((await pull()).error).toBeInstanceOf(UnavailableError);
  });
});
