import { createHash } from "node:crypto";
import { encodeXML } from "entities";
import type { QaAnswer, QaComment, QaQuestion, QaUser } from "./stackexchange-threads.ts";

/** The site's host, which all its links are on. */
export const qaHost = "harbour.stackexchange.com";

// Beyond so many the rest of a question's answers is only in the list of its answers.
const answersShown = 20;

/** What a filter asks for beside the fields that every answer has. */
export type Fields = { body: boolean; below: boolean };

/** An instant that has come, or null. */
export const past = (instant: number | null, at: number) => (instant !== null && instant <= at ? instant : null);
/** When an answer was last written or edited. */
export const answerActivity = (one: QaAnswer, at: number) => past(one.editedAt, at) ?? one.at;

/** When something last happened to a question or below it; comments and votes do not count. */
export function questionActivity(question: QaQuestion, at: number): number {
  const below = question.answers.map((one) => answerActivity(one, at));
  return Math.max(question.at, past(question.editedAt, at) ?? 0, ...below);
}

/** A question as API 2.3 gives it (https://api.stackexchange.com/docs/types/question). */
export function questionItem(question: QaQuestion, at: number, activity: number, { body, below }: Fields) {
  const { id, answers, comments, accepted, closed, migrated } = question;
  const wikiAt = past(question.wikiAt, at);
  const other = {
    question_id: 88_001,
    on_date: question.at,
    other_site: { site_url: "https://quay.stackexchange.com" },
  };
  const isClosed = closed !== null && closed.at <= at;
  return {
    tags: question.tags,
    owner: owner(question.author),
    is_answered: accepted !== null || answers.some(({ votes }) => votes > 0),
    view_count: 10 + Math.floor((at - question.at) / 7_200),
    ...(accepted && { accepted_answer_id: accepted.answerId }),
    answer_count: answers.length,
    score: scoreAt(question, at),
    last_activity_date: activity,
    creation_date: question.at,
    ...editOf(question, at),
    ...(wikiAt !== null && { community_owned_date: wikiAt }),
    ...(isClosed && { closed_date: closed.at, closed_reason: closed.reason }),
    ...(migrated && { [`migrated_${migrated}`]: other, locked_date: question.at }),
    ...(question.bounty && { bounty_amount: question.bounty, bounty_closes_date: question.at + 604_800 }),
    question_id: id,
    content_license: "CC BY-SA 4.0",
    link: `https://${qaHost}/questions/${id}/as-asked`,
    title: encodeXML(question.title),
    ...(body && { body: question.body }),
    ...(below && { comment_count: comments.length }),
    ...(below && comments.length > 0 && { comments: comments.map((one) => commentItem(one, id, "question")) }),
    ...(below &&
      answers.length > 0 && {
        answers: answers.slice(0, answersShown).map((one) => answerItem(question, one, at, { body, below })),
      }),
  };
}

/** An answer as API 2.3 gives it. */
export function answerItem(question: QaQuestion, one: QaAnswer, at: number, { body, below }: Fields) {
  const wikiAt = past(question.wikiAt, at);
  return {
    owner: owner(one.author),
    is_accepted: question.accepted?.answerId === one.id,
    score: scoreAt(one, at),
    last_activity_date: answerActivity(one, at),
    ...editOf(one, at),
    creation_date: one.at,
    ...(wikiAt !== null && { community_owned_date: Math.max(wikiAt, one.at) }),
    answer_id: one.id,
    question_id: question.id,
    content_license: "CC BY-SA 4.0",
    ...(body && { body: `<p>Dim it first.</p><pre><code>glow ${one.id} &amp;&amp; beam</code></pre>` }),
    ...(below && { comment_count: one.comments.length }),
    ...(below && one.comments.length > 0 && { comments: one.comments.map((c) => commentItem(c, one.id, "answer")) }),
  };
}

function commentItem({ id, at, author, text }: QaComment, postId: number, postType: string) {
  return {
    owner: owner(author),
    edited: false,
    score: id % 3,
    post_type: postType,
    creation_date: at,
    post_id: postId,
    comment_id: id,
    content_license: "CC BY-SA 4.0",
    body: text,
  };
}

function editOf({ editedAt }: { editedAt: number | null }, at: number) {
  const edit = past(editedAt, at);
  return edit === null ? {} : { last_edit_date: edit };
}

/** Votes come in over the first month. */
function scoreAt({ at: since, votes }: { at: number; votes: number }, at: number): number {
  return Math.trunc(votes * Math.min(1, (at - since) / (30 * 86_400)));
}

function owner({ id, networkId, name, type }: QaUser) {
  const display_name = encodeXML(name);
  if (type === "does_not_exist") return { user_type: type, display_name: `user${id}` };
  const link = `https://${qaHost}/users/${id}`;
  // Every third has put a picture of their own in the place of the one that their e-mail address stands for.
  const hash = createHash("md5").update(`user${id}@harbour.example`).digest("hex");
  const profile_image =
    id % 3 === 0
      ? `https://i.stack.imgur.com/${id}.png`
      : `https://www.gravatar.com/avatar/${hash}?s=256&d=identicon&r=PG`;
  return { account_id: networkId, reputation: 101, user_id: id, user_type: type, display_name, link, profile_image };
}

/** A user as API 2.3 gives it (https://api.stackexchange.com/docs/types/user), by itself. */
export function userItem(user: QaUser) {
  const place = user.id % 2 === 0 ? { location: encodeXML("Zürich & around") } : {};
  return { ...owner(user), ...place, is_employee: false, website_url: `https://user${user.id}.harbour.example` };
}
