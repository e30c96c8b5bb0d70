import { Hono } from "hono";
import { slugOf } from "../names.ts";
import { hash } from "../random.ts";
import type { ForumAuthor } from "./forum-threads.ts";
import type { Place, PlaceOptions, PlaceTruth } from "./place.ts";
import {
  answerAnchor,
  discussionPage,
  document,
  jsonLdPage,
  microdataPage,
  parentShown,
  type QaSite,
} from "./qa-pages.ts";
import { type QaThread, qaThreads, type ShownThread, shownThread } from "./qa-threads.ts";

const host = "answers.lumen.example";
const origin = `https://${host}`;
const formOf = ({ number }: QaThread) => (number % 4 === 1 ? "microdata" : "json-ld");

/**
 * A site of questions and discussions that nobody knows but by its sitemaps and what its pages say of themselves: as
 * JSON-LD, some of it broken, or as microdata; authors with a number, with an address, with a name alone, with none.
 */
export function qapagePlace({ seed, until, now }: PlaceOptions): Place {
  const threads = qaThreads(seed, "qapage", 40, until, true);
  const gone = new Set<string>();
  const at = () => now().getTime();
  const there = (instant = at()) =>
    threads
      .filter((thread) => thread.at <= instant && !gone.has(String(thread.number)))
      .map((thread) => shownThread(thread, instant, gone));

  const routes = new Hono();
  const xml = { "content-type": "application/xml" };
  routes.get("/sitemap.xml", (c) =>
    c.body(
      `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${["questions", "discussions"].map((name) => `<sitemap><loc>${origin}/sitemap-${name}.xml</loc></sitemap>`).join("")}</sitemapindex>`,
      200,
      xml,
    ),
  );
  for (const name of ["questions", "discussions"])
    routes.get(`/sitemap-${name}.xml`, (c) => {
      const listed = there().filter((thread) => isDiscussion(thread) === (name === "discussions"));
      const entries = listed.map((thread) => entry(urlOf(thread), new Date(thread.changedAt)));
      // A page of frequent questions is none of anybody's, and one was taken down without a word to the sitemap.
      if (name === "questions")
        entries.push(entry(`${origin}/faq`, new Date(at())), entry(`${origin}/questions/17/gone`, new Date(at())));
      const set = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join("")}</urlset>`;
      return c.body(set, 200, xml);
    });
  routes.get("/faq", (c) => c.html(document("FAQ", faq, "")));
  routes.get("/:kind{questions|discussions}/:number/:slug", (c) => {
    const thread = there().find(({ number }) => String(number) === c.req.param("number"));
    if (!thread) return c.html(document("Gone", "", "There is nothing here."), 404);
    if (isDiscussion(thread)) return c.html(discussionPage(thread, site));
    return c.html(formOf(thread) === "microdata" ? microdataPage(thread, site) : jsonLdPage(thread, site));
  });

  return {
    connector: "qapage",
    prefix: "/qapage",
    routes,
    source: (url) => ({
      options: { sitemap: `${origin}/sitemap.xml`, baseUrl: `${url}/qapage`, secondsBetween: 0 },
      credentials: {},
    }),
    truth: (instant) => truthOf(there(instant.getTime())),
    remove(count) {
      const shown = there();
      const answered = shown.filter((thread) => thread.answers.some((answer) => answer.comments.length === 0));
      const discussed = shown.filter((thread) => thread.comments.some((one) => !hasReplies(thread, one.id)));
      for (let index = 0; index < count; index++) {
        const [thread, discussion] = [answered[index], discussed[index]];
        if (index === 0 && thread) gone.add(String(thread.number));
        else if (index % 2 === 1 && thread)
          gone.add(`${thread.number} ${thread.answers.find((answer) => answer.comments.length === 0)?.id}`);
        else if (discussion)
          gone.add(`${discussion.number} ${discussion.comments.find((one) => !hasReplies(discussion, one.id))?.id}`);
      }
    },
  };
}

const faq = `<script type="application/ld+json">{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"Is it free?"}]}</script>`;

const site: QaSite = {
  url: urlOf,
  author(author, key) {
    if (author === null) return hash(key) % 2 === 0 ? { "@type": "Person", name: "Anonymous" } : "Deleted user";
    const form = author.number % 3;
    if (form === 0) return { "@type": "Person", name: author.name, url: `/users/${author.number}/${author.handle}` };
    if (form === 1) return { "@type": "Person", name: author.name, url: `${origin}/u/${author.handle}` };
    return author.name;
  },
};

function accountOf(author: ForumAuthor | null): string | null {
  if (author === null) return null;
  const form = author.number % 3;
  if (form === 0) return `${host}:${author.number}`;
  return `${host}:${form === 1 ? `${origin}/u/${author.handle}` : `${host}#${author.name.toLowerCase()}`}`;
}

function isDiscussion({ number }: QaThread): boolean {
  return (number - 5120) % 12 === 9;
}

function urlOf(thread: QaThread): string {
  return `${origin}/${isDiscussion(thread) ? "discussions" : "questions"}/${thread.number}/${slugOf(thread.title).slice(0, 40)}`;
}

function hasReplies(thread: ShownThread, id: string): boolean {
  return thread.comments.some((comment) => parentShown(thread, comment)?.id === id);
}

function entry(url: string, changedAt: Date): string {
  return `<url><loc>${url}</loc><lastmod>${changedAt.toISOString()}</lastmod></url>`;
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
        ...{ platform: host, kind, id, space: `${host}:${host}` },
        account: accountOf(one.author),
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
      if (formOf(thread) === "json-ld") for (const one of answer.comments) add("comment", `comment-${one.id}`, one);
    }
    for (const comment of thread.comments) add("comment", `c-${comment.id}`, comment);
  }
  return truth;
}
