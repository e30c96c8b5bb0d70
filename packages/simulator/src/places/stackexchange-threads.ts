import { inventName } from "../names.ts";
import { type Random, random } from "../random.ts";
import { proseHtml, threadTitle } from "../text.ts";

/** Instants are Unix seconds, as the API has them. */
export type QaUser = {
  id: number;
  networkId: number;
  name: string;
  type: "registered" | "moderator" | "does_not_exist";
};
export type QaComment = { id: number; at: number; author: QaUser; text: string };
export type QaAnswer = {
  id: number;
  at: number;
  author: QaUser;
  editedAt: number | null;
  votes: number;
  comments: QaComment[];
};
export type QaQuestion = {
  id: number;
  at: number;
  author: QaUser;
  tags: string[];
  title: string;
  body: string;
  editedAt: number | null;
  votes: number;
  comments: QaComment[];
  answers: QaAnswer[];
  accepted: { answerId: number; at: number } | null;
  /** A list that everybody edits: nobody's own, with more answers than a page shows beside it. */
  wikiAt: number | null;
  closed: { at: number; reason: string } | null;
  migrated: "from" | "to" | null;
  bounty: number | null;
};

/** The tags that are read; questions with neither are there too. */
export const wantedTags = ["lantern", "prism-loader"] as const;

const minute = 60;
const hour = 3600;
const day = 24 * hour;
const questionCount = 48;
const wikiAnswers = 26;

/** Every thread that will be there by `until`, oldest first. */
export function qaThreads(seed: number, until: Date): QaQuestion[] {
  const chance = random(seed, "stackexchange-place");
  const users = qaUsers(chance);
  const end = until.getTime() / 1000;
  const begin = end - 123 * day;
  let lastId = 4_000;
  let lastComment = 90_000;
  const nextId = () => {
    lastId += chance.int(1, 9);
    return lastId;
  };
  const comment = (at: number): QaComment => {
    lastComment += chance.int(1, 40);
    return {
      id: lastComment,
      at,
      author: chance.pick(users),
      text: "Danke &#8211; did you try <code>glow --dim</code>?",
    };
  };
  const answer = (at: number, isLast: boolean): QaAnswer => {
    const editedAt = isLast && chance.chance(0.5) ? at + chance.int(minute, 9 * day) : null;
    // A comment is no activity, so one that comes alone is not listed: these come with an edit, as when it is asked for.
    const comments = editedAt !== null && chance.chance(0.6) ? [comment(editedAt)] : [];
    return { id: nextId(), at, author: chance.pick(users), editedAt, votes: chance.int(-2, 14), comments };
  };
  const threads = Array.from({ length: questionCount }, (_, index): QaQuestion => {
    // Every fifth question comes in the very second of the one before it.
    const slot = begin + ((index % 5 === 4 ? index - 1 : index) / questionCount) * (end - begin);
    const at = Math.floor(slot);
    const isWiki = index === 9;
    const times = Array.from({ length: isWiki ? wikiAnswers : Math.min(4, chance.poisson(1.4)) }, () =>
      Math.floor(at + minute + chance.exponential(4 * day)),
    ).sort((a, b) => a - b);
    const id = nextId();
    const answers = times.map((time, i) => answer(time, !isWiki && i === times.length - 1));
    const accepted = answers.length > 0 && !isWiki && chance.chance(0.5) ? chance.pick(answers) : null;
    return {
      id,
      at,
      author: index === 5 ? siteUser : chance.pick(users),
      tags: tagsOf(index),
      title: `${threadTitle(`${seed}/qa/${id}`)} – naïve & “schräg”?`,
      body: proseHtml(`${seed}/qa/${id}`),
      editedAt: chance.chance(0.3) ? at + chance.int(minute, 5 * day) : null,
      votes: chance.int(-3, 20),
      comments: times.slice(0, isWiki ? 0 : 2).map(comment),
      answers,
      accepted: accepted && { answerId: accepted.id, at: accepted.at + chance.int(hour, 20 * day) },
      wikiAt: isWiki ? at + hour : null,
      closed: index % 11 === 3 ? { at: at + day, reason: "Needs details or clarity" } : null,
      migrated: index === 14 ? "from" : index === 17 ? "to" : null,
      bounty: index === 20 ? 100 : null,
    };
  });
  return threads;
}

/** Community, the site's own user: the API gives its posts like anybody's. */
const siteUser: QaUser = { id: -1, networkId: -1, name: "Community", type: "moderator" };

function qaUsers(chance: Random): QaUser[] {
  const twin = inventName(chance);
  return Array.from({ length: 16 }, (_, index) => ({
    id: 210 + index * 7,
    networkId: 70_010 + index,
    // Two people of one name, and two that are gone.
    name: index < 2 ? twin : inventName(chance),
    type: index > 13 ? "does_not_exist" : index === 4 ? "moderator" : "registered",
  }));
}

function tagsOf(index: number): string[] {
  if (index % 8 === 7) return ["wick"];
  if (index % 6 === 1) return ["wick", wantedTags[1], wantedTags[0]];
  return [wantedTags[index % 3 === 2 ? 1 : 0], "wick"];
}
