import { encodeHTML } from "entities";
import { hash } from "../random.ts";
import type { ForumAuthor } from "./forum-threads.ts";
import type { QaAnswer, QaComment, ShownThread } from "./qa-threads.ts";

/** How a site writes down who wrote, and where a thread and its parts are. */
export type QaSite = {
  /** A schema.org Person, a bare name, or nothing. */
  author: (author: ForumAuthor | null, key: string) => unknown;
  url: (thread: ShownThread) => string;
};

const iso = (ms: number) => new Date(ms).toISOString();

/** The fragment that leads to an answer. */
export function answerAnchor({ id }: { id: string }): string {
  return `answer-${id}`;
}

/** A page that describes its question as JSON-LD, among a block that is broken and one of another kind. */
export function jsonLdPage(thread: ShownThread, site: QaSite, body = ""): string {
  const answers = thread.answers.map((answer) => answerNode(thread, answer, site));
  const solved = answers.filter((_, index) => thread.answers[index] === thread.solved);
  const others = answers.filter((_, index) => thread.answers[index] !== thread.solved);
  const odd = hash(thread.key) % 2 === 1;
  const question = {
    "@type": "Question",
    name: encodeHTML(thread.title),
    text: thread.text,
    url: site.url(thread),
    // Numbers come as text on many sites, and a zone is often left out.
    answerCount: odd ? String(answers.length) : answers.length,
    commentCount: 0,
    upvoteCount: hash(thread.key) % 5,
    datePublished: odd ? iso(thread.at).replace("Z", "") : iso(thread.at),
    author: site.author(thread.author, thread.key),
    ...(solved.length > 0 && { acceptedAnswer: odd ? solved : solved[0] }),
    // Some list the accepted answer here as well.
    suggestedAnswer: odd ? [...solved, ...others] : others,
  };
  const page = {
    "@context": "https://schema.org",
    "@graph": [{ "@type": ["WebPage", "QAPage"], mainEntity: question }],
  };
  return document(
    thread.title,
    `<script type="application/ld+json">{"@type":"QAPage",</script>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"BreadcrumbList"}</script>
<script type="application/ld+json"><!-- ${inScript(page)} --></script>`,
    body,
  );
}

/** A page that describes a discussion as JSON-LD, with comments below comments. */
export function discussionPage(thread: ShownThread, site: QaSite): string {
  const below = (to: QaComment | null): unknown[] =>
    thread.comments.filter((comment) => parentShown(thread, comment) === to).map((comment) => node(comment));
  const node = (comment: QaComment) => ({
    "@type": "Comment",
    text: comment.text,
    url: `#c-${comment.id}`,
    dateCreated: iso(comment.at),
    author: site.author(comment.author, comment.id),
    comment: below(comment),
  });
  const posting = {
    "@context": "https://schema.org/",
    "@type": "DiscussionForumPosting",
    headline: thread.title,
    articleBody: thread.text,
    url: site.url(thread),
    datePublished: iso(thread.at),
    author: site.author(thread.author, thread.key),
    commentCount: thread.comments.length,
    comment: below(null),
  };
  return document(thread.title, `<script type="application/ld+json">${inScript(posting)}</script>`, "");
}

/** A page that marks its question up where it stands; it says nothing of comments. */
export function microdataPage(thread: ShownThread, site: QaSite): string {
  const answers = thread.answers.map(
    (
      answer,
    ) => `<div id="${answerAnchor(answer)}" itemprop="${answer === thread.solved ? "acceptedAnswer" : "suggestedAnswer"}"
 itemscope itemtype="https://schema.org/Answer"><meta itemprop="upvoteCount" content="${answer.votes}">
<div itemprop="text">${answer.html}</div><time itemprop="dateCreated" datetime="${iso(answer.at)}">then</time>
${authorMarkup(site.author(answer.author, answer.id))}</div>`,
  );
  return document(
    thread.title,
    "",
    `<div itemscope itemtype="https://schema.org/QAPage"><div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question">
<h1 itemprop="name">${encodeHTML(thread.title)}</h1><link itemprop="url" href="${site.url(thread)}">
<span itemprop="answerCount">${thread.answers.length}</span><p itemprop="text">${encodeHTML(thread.text)}</p>
<time itemprop="dateCreated" datetime="${iso(thread.at)}"></time>${authorMarkup(site.author(thread.author, thread.key))}
${answers.join("\n")}</div></div>`,
  );
}

/** What a comment is below: the nearest one above it that is still there. */
export function parentShown(thread: ShownThread, comment: QaComment): QaComment | null {
  let parent = comment.to;
  while (parent && !thread.comments.includes(parent)) parent = parent.to;
  return parent;
}

/** A whole page around what describes it. */
export function document(title: string, head: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${encodeHTML(title)}</title>${head}</head><body>${body}</body></html>`;
}

function answerNode(thread: ShownThread, answer: QaAnswer, site: QaSite) {
  return {
    "@type": "Answer",
    text: answer.html,
    upvoteCount: answer.votes,
    url: `${site.url(thread)}#${answerAnchor(answer)}`,
    datePublished: iso(answer.at),
    author: site.author(answer.author, answer.id),
    commentCount: answer.comments.length,
    comment: answer.comments.map((comment) => ({
      "@type": "Comment",
      text: comment.text,
      url: `${site.url(thread)}#comment-${comment.id}`,
      dateCreated: iso(comment.at),
      author: site.author(comment.author, comment.id),
    })),
  };
}

function authorMarkup(author: unknown): string {
  if (typeof author !== "object" || author === null) return `<meta itemprop="author" content="${author ?? ""}">`;
  const { name, url } = author as { name: string; url: string };
  return `<span itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="${url}"><b itemprop="name">${encodeHTML(name)}</b></a></span>`;
}

/** JSON that no `</script>` or `-->` inside can end. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e");
}
