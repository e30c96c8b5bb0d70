import { encodeXML } from "entities";
import { slugOf } from "./names.ts";
import { html, textKey, threadTitle } from "./text.ts";
import {
  accountAt,
  type Instant,
  spaceOf,
  type World,
  type WorldAccount,
  type WorldAnswer,
  type WorldQuestion,
} from "./world.ts";

/** What a filter adds to the fields that every answer of the API has. */
export type Fields = { body: boolean; answers: boolean };

const unix = (at: Instant) => Math.floor(at / 1000);
const licence = "CC BY-SA 4.0";

/** The short form of a user inside a post; a deleted one has no ids. */
export function owner(world: World, index: number) {
  const user = accountAt(world, index);
  if (user.deleted) return { user_type: "does_not_exist", display_name: `user${user.id}` };
  return {
    account_id: user.networkId,
    reputation: reputation(world, user),
    user_id: Number(user.id),
    user_type: "registered",
    display_name: encodeXML(user.name),
    link: user.url,
  };
}

function reputation(world: World, user: WorldAccount): number {
  const person = world.people[user.person];
  return 1 + Math.round(4000 * (person?.skill ?? 0) ** 2 * (person?.activity ?? 0));
}

/** A question as API 2.3 gives it (https://api.stackexchange.com/docs/types/question). */
export function questionItem(world: World, question: WorldQuestion, fields: Fields) {
  const { platform } = spaceOf(world, question);
  const key = textKey(world, platform, question.id);
  const title = threadTitle(key);
  return {
    tags: question.tags,
    owner: owner(world, question.author),
    is_answered: question.accepted !== null || question.answers.some((answer) => answer.up > answer.down),
    view_count: question.views,
    ...(question.accepted && { accepted_answer_id: question.accepted.answerId }),
    answer_count: question.answers.length,
    score: question.up - question.down,
    last_activity_date: unix(question.activeAt),
    creation_date: unix(question.at),
    question_id: question.id,
    content_license: licence,
    link: `https://${platform}/questions/${question.id}/${slugOf(title)}`,
    title: encodeXML(title),
    ...(fields.body && { body: html(world, platform, question.id) }),
    ...(fields.answers &&
      question.answers.length > 0 && {
        answers: question.answers.map((answer) => answerItem(world, question, answer, fields)),
      }),
  };
}

/** An answer as API 2.3 gives it: without its question's title and tags. */
export function answerItem(world: World, question: WorldQuestion, answer: WorldAnswer, fields: Fields) {
  const { platform } = spaceOf(world, question);
  return {
    owner: owner(world, answer.author),
    ...(fields.answers && { up_vote_count: answer.up, down_vote_count: answer.down }),
    is_accepted: question.accepted?.answerId === answer.id,
    score: answer.up - answer.down,
    last_activity_date: unix(answer.editedAt ?? answer.at),
    ...(answer.editedAt !== null && { last_edit_date: unix(answer.editedAt) }),
    creation_date: unix(answer.at),
    answer_id: answer.id,
    question_id: question.id,
    content_license: licence,
    ...(fields.body && { body: html(world, platform, answer.id) }),
  };
}

/** A user as API 2.3 gives it (https://api.stackexchange.com/docs/types/user). */
export function userItem(world: World, index: number) {
  const user = accountAt(world, index);
  const place = world.people[user.person]?.place ?? "";
  return {
    ...owner(world, index),
    is_employee: false,
    creation_date: unix(user.createdAt),
    last_access_date: unix(world.asOf),
    location: encodeXML(place),
    ...(user.links[0] !== undefined && { website_url: user.links[0] }),
    badge_counts: { gold: 0, silver: 2, bronze: 9 },
  };
}
