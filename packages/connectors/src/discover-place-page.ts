import { decoded } from "@groundswell/model";
import type { CheerioAPI } from "cheerio";
import type { Guess } from "./discover-place-address.ts";
import { discoverFeeds } from "./feed-discovery.ts";
import { mapFeed } from "./feed-map.ts";
import { loadPage } from "./load-page.ts";
import { sourcesFromOpml } from "./opml.ts";
import { nodesOfType, readStructuredData } from "./structured-data.ts";
import { resolveUrl } from "./web-address.ts";

/** A document that was found at a place: its text, its bytes and the headers that it came with. */
export type FoundDocument = { url: string; text: string; body: Uint8Array; headers: Record<string, string> };

type Page = CheerioAPI;

const mostFeeds = 5;
const mostLists = 20;

/** What a document is by itself: a feed, a calendar, a list of feeds, a mailbox; empty for a web page. Pure. */
export async function guessByDocument(found: FoundDocument): Promise<Guess[]> {
  const { url, text, body, headers } = found;
  if (/^\s*BEGIN:VCALENDAR/i.test(text) || /^text\/calendar\b/i.test(headers["content-type"] ?? "")) {
    const name = /^X-WR-CALNAME[^:\r\n]*:(.+)$/im.exec(text)?.[1]?.trim() ?? new URL(url).host;
    return [{ connector: "ical", name, options: { url }, why: "a calendar", confidence: 1 }];
  }
  if (/^From \S+.*\d{4}\r?\n[\w-]+:/.test(text.slice(0, 1_000))) {
    const file = new URL(url).pathname.split("/").at(-1) || "mailbox.mbox";
    return [
      {
        connector: "mbox",
        name: file,
        options: { paths: [file] },
        why: "a mailbox: download the file, then import it",
        confidence: 1,
      },
    ];
  }
  if (/<opml[\s>]/i.test(text.slice(0, 2_000)))
    return sourcesFromOpml(body).map(({ connector, options }) => ({
      connector,
      name: options.url,
      options,
      why: "a feed of the list",
      confidence: 0.9,
    }));
  const feed = await mapFeed(body, { url, headers }).catch(() => null);
  if (feed === null) return [];
  const { entries, title } = feed.document;
  const heard = entries.filter((entry) => entry?.enclosures.some(({ type }) => /^audio\//.test(type ?? ""))).length;
  const kind = heard > entries.length / 2 ? { kind: "episode" } : {};
  return [{ connector: "feed", name: title ?? feed.space.id, options: { url, ...kind }, why: "a feed", confidence: 1 }];
}

/** What a web page says of the place that it belongs to, surest first. Pure. */
export function guessByPage({ url, text, headers }: FoundDocument): Guess[] {
  const page = loadPage(text);
  const { hostname, origin, pathname } = new URL(url);
  const title =
    page("meta[property='og:site_name']").attr("content")?.trim() || page("title").first().text().trim() || hostname;
  const generator = page("meta[name=generator i]").attr("content") ?? "";
  const guesses: Guess[] = [];
  const add = (connector: string, name: string, options: Guess["options"], why: string, confidence: number) =>
    guesses.push({ connector, name, options, why, confidence });
  if (
    /^discourse\b/i.test(generator) ||
    headers["x-discourse-route"] !== undefined ||
    page("#data-discourse-setup,discourse-assets").length > 0
  )
    guesses.push(discourseAt(url, title, "the page is made by Discourse"));
  if (/^mastodon\b/i.test(generator) || page("#mastodon,script#initial-state").length >= 2) {
    const tag = /^\/tags\/([^/]+)/.exec(pathname)?.[1];
    const who = /^\/(@[\w.]+)\/?$/.exec(pathname)?.[1];
    if (tag)
      add(
        "mastodon",
        `#${decoded(tag)}`,
        { instance: hostname, hashtag: decoded(tag) },
        "a tag on a Mastodon server",
        1,
      );
    if (tag) add("feed", `#${decoded(tag)}`, { url: `${origin}/tags/${tag}.rss` }, "the tag's feed", 0.6);
    if (who) add("feed", who, { url: `${origin}/${who}.rss` }, "the feed of a Mastodon profile", 0.9);
  }
  if (/hyperkitty/i.test(generator) || /\/static\/hyperkitty\//.test(text)) guesses.push(...mailingLists(page, url));
  if (/Pipermail/i.test(generator) || /href="\d{4}-\w+(\.txt(\.gz)?|\/thread\.html)"/i.test(text))
    add("pipermail", title, { url: url.replace(/[^/]*([?#].*)?$/, "") }, "an archive by Pipermail", 0.9);
  for (const feed of discoverFeeds(text, url, headers.link).slice(0, mostFeeds))
    add("feed", feed.title ?? title, { url: feed.url }, "the page announces the feed", guesses.length > 0 ? 0.5 : 0.85);
  for (const calendar of calendars(page, url))
    add("ical", title, { url: calendar }, "the page links to the calendar", 0.7);
  const nodes = readStructuredData(text, url);
  if (nodesOfType(nodes, "QAPage", "Question", "DiscussionForumPosting").length > 0)
    add("qapage", title, { url }, "the page marks up a question for search engines", 0.8);
  if (nodesOfType(nodes, "Event", "BusinessEvent", "EducationEvent", "SocialEvent", "Hackathon").length > 0)
    add("event-page", title, { urls: [url] }, "the page marks up an event for search engines", 0.8);
  const endpoints = new Set(
    [...text.matchAll(/sessionize\.com\/api\/v2\/([\w-]+)/g)].map(([, endpoint = ""]) => endpoint),
  );
  for (const endpoint of endpoints)
    add("sessionize", title, { endpoint, url }, "the page embeds an agenda of Sessionize", 0.9);
  return guesses;
}

/** A forum, or the category or tag of it that an address names. */
export function discourseAt(address: string, title: string, why: string): Guess {
  const { origin, pathname } = new URL(address);
  const category = /^\/c\/(?:[^/]+\/)*?(?:([^/]+)\/)?(\d+)(?:\/|$)/.exec(pathname);
  const tag = /^\/tags?\/(?:c\/.*\/)?([^/]+?)(?:\/l\/.*)?\/?$/.exec(pathname)?.[1];
  const part = category
    ? { category: [category[1], category[2]].filter(Boolean).join("/") }
    : tag === undefined
      ? {}
      : { tag: decoded(tag) };
  return { connector: "discourse", name: title, options: { url: origin, ...part }, why, confidence: 0.95 };
}

function mailingLists(page: Page, url: string): Guess[] {
  const found = new Map<string, string>();
  for (const link of page("a[href*='/list/']").toArray()) {
    const address = decoded(resolveUrl(page(link).attr("href"), url) ?? "");
    const [, root, list] = /^(.*?)\/list\/([^/@]+@[\w.-]+\.\w+)/.exec(address) ?? [];
    if (root !== undefined && list !== undefined) found.set(list, root);
  }
  return [...found].slice(0, mostLists).map(([list, root]) => ({
    connector: "hyperkitty",
    name: list,
    options: { url: root, list },
    why: "a list in a HyperKitty archive",
    confidence: 0.9,
  }));
}

function calendars(page: Page, url: string): string[] {
  const links = page("link[type='text/calendar'],a[type='text/calendar'],a[href*='.ics'],a[href^='webcal:']").toArray();
  const found = links.flatMap((link) => {
    const href = page(link)
      .attr("href")
      ?.replace(/^webcals?:/i, "https:");
    const address = resolveUrl(href, url);
    return address !== null &&
      (page(link).attr("type") === "text/calendar" ||
        /\.ics$/i.test(new URL(address).pathname) ||
        /^webcal/i.test(page(link).attr("href") ?? ""))
      ? [address]
      : [];
  });
  return [...new Set(found)].slice(0, mostFeeds);
}
