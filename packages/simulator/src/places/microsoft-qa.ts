import { Hono } from "hono";
import { slugOf } from "../names.ts";
import { hash } from "../random.ts";
import type { ForumAuthor } from "./forum-threads.ts";
import type { Place, PlaceOptions, PlaceTruth } from "./place.ts";
import { answerAnchor, document, jsonLdPage, type QaSite } from "./qa-pages.ts";
import { type QaThread, qaThreads, type ShownThread, shownThread } from "./qa-threads.ts";

const host = "learn.microsoft.com";
const origin = `https://${host}`;
const tag = { id: "134", slug: "lumen-server" };
const questionsPerPage = 10;
const pages = 5;
const roles = ["Volunteer Moderator", "Microsoft Vendor", "Independent Advisor", "Q&A User"];

/**
 * Microsoft Q&A with one tag: lists of ten, newest activity first, links with tails and doubles; addresses whose words
 * are cut; roles beside the answers; people by an address without a number.
 */
export function microsoftQaPlace({ seed, until, now }: PlaceOptions): Place {
  const threads = qaThreads(seed, "microsoft-qa", 36, until, false);
  const gone = new Set<string>();
  const at = () => now().getTime();
  const there = (instant = at()) =>
    threads
      .filter((thread) => thread.at <= instant && !gone.has(String(thread.number)))
      .map((thread) => shownThread(thread, instant, gone));

  const routes = new Hono();
  routes.get(`/en-us/answers/tags/${tag.id}/${tag.slug}/`, (c) => {
    const start = (Number(c.req.query("page") ?? 1) - 1) * questionsPerPage;
    const listed = there().sort((a, b) => b.changedAt - a.changedAt || b.number - a.number);
    const shown = listed.slice(start, start + questionsPerPage).map(listEntry);
    return c.html(document("Lumen Server", "", `<nav><a href="/en-us/answers/tags/">Tags</a></nav>${shown.join("")}`));
  });
  routes.get("/en-us/answers/questions/:number/:slug", (c) => {
    const thread = there().find(({ number }) => String(number) === c.req.param("number"));
    return thread
      ? c.html(jsonLdPage(thread, site, answerList(thread)))
      : c.html(document("Page not found", "", "404 - Page not found"), 404);
  });

  return {
    connector: "microsoft-qa",
    prefix: "/microsoft-qa",
    routes,
    source: (url) => ({
      options: {
        enabled: true,
        tag: `${tag.id}/${tag.slug}`,
        pages,
        baseUrl: `${url}/microsoft-qa`,
        secondsBetween: 0,
      },
      credentials: {},
    }),
    truth: (instant) => truthOf(there(instant.getTime())),
    remove(count) {
      const answered = there().filter((thread) => thread.answers.length > 0);
      for (const [index, thread] of answered.slice(0, count).entries())
        gone.add(index === 0 ? String(thread.number) : `${thread.number} ${thread.answers.at(-1)?.id}`);
    },
  };
}

const site: QaSite = {
  url: urlOf,
  author: (author) =>
    author === null
      ? { "@type": "Person", name: "Anonymous" }
      : {
          "@type": "Person",
          name: author.name,
          url: profileOf(author),
          ...(author.number % 4 === 0 && { affiliation: "Mvp" }),
        },
};

function profileOf({ handle, number }: ForumAuthor): string {
  return `${origin}/users/na/?userid=${hash(`${handle}/${number}`).toString(16)}-lumen`;
}

/** The words of an address are cut, wherever that falls. */
function urlOf({ number, title }: QaThread): string {
  return `${origin}/en-us/answers/questions/${number}/${slugOf(title).slice(0, 24)}`;
}

function listEntry(thread: ShownThread): string {
  const path = new URL(urlOf(thread)).pathname;
  return `<article><h2 class="title"><a href="${path}?source=tag">${thread.number}</a></h2><a href="${path}#answers">${thread.answers.length} answers</a></article>`;
}

function answerList({ answers }: ShownThread): string {
  const items = answers.map(
    ({ id, html }) =>
      `<li id="${answerAnchor({ id })}"><span>${(roles[hash(id) % roles.length] as string).replace("&", "&amp;")}</span><div class="content">${html}</div></li>`,
  );
  return `<ul>${items.join("")}</ul>`;
}

function truthOf(threads: ShownThread[]): PlaceTruth {
  const truth: PlaceTruth = { signals: [], endorsements: [] };
  for (const thread of threads) {
    const add = (
      kind: "question" | "answer" | "comment",
      id: string,
      one: { at: number; author: ForumAuthor | null },
    ) =>
      truth.signals.push({
        ...{ platform: host, kind, id, space: `${host}:${tag.id}` },
        account: one.author && `${host}:${profileOf(one.author)}`,
        occurredAt: new Date(one.at).toISOString(),
      });
    add("question", String(thread.number), thread);
    for (const answer of thread.answers) {
      add("answer", answerAnchor(answer), answer);
      if (answer === thread.solved)
        truth.endorsements.push({
          signal: { platform: host, kind: "answer", id: answerAnchor(answer) },
          ...{ kind: "accept", account: null, at: null },
        });
      for (const comment of answer.comments) add("comment", `comment-${comment.id}`, comment);
    }
  }
  return truth;
}
