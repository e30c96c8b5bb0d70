import { hourMs } from "@groundswell/model";
import type { Crowd } from "./crowd.ts";
import { grouped } from "./grouped.ts";
import { type Random, random } from "./random.ts";
import { rhythm } from "./rhythm.ts";
import type { Instant, TagSpace, WorldAnswer, WorldQuestion, WorldSpace } from "./world.ts";

const sideTags = ["performance", "strings", "linux", "json", "loops", "c", "windows", "memory"];

/** A question that has no number yet; `accepted` points at one of its answers. */
export type DraftQuestion = Omit<WorldQuestion, "accepted"> & { accepted: { answer: WorldAnswer; at: Instant } | null };

/** Whole seconds, as every API gives them. */
export function wholeSecond(at: number): Instant {
  return Math.floor(at / 1000) * 1000;
}

/** A reply's delay: lognormal around the space's median. */
export function delayMs(random: Random, medianHours: number): number {
  return Math.max(60_000, medianHours * hourMs * Math.exp(random.normal(0, 1.3)));
}

/** The questions of one tag with their answers; those who are better are voted for and accepted more. */
export function askQuestions(
  seed: number,
  index: number,
  space: TagSpace,
  crowd: Crowd,
  from: Instant,
  asOf: Instant,
): DraftQuestion[] {
  const chance = random(seed, `questions/${space.key}`);
  const rate = rhythm(from, asOf, space.trend);
  const count = Math.round(rate.totalFor(space.perYear / (1 + space.answersPerQuestion)));
  const questions: DraftQuestion[] = [];
  while (questions.length < count) {
    const at = rate.draw(chance, chance.pick([1, 1, 0, -5, -8, 5.5, 9]));
    const author = crowd.draw("ask", index, at, chance);
    if (author === null) continue;
    const question = draft(index, space, author, at, chance);
    answerIt(question, space, crowd, asOf, chance);
    questions.push(question);
  }
  return questions;
}

/** A question nobody has answered yet. */
export function draft(index: number, space: TagSpace, author: number, at: Instant, random: Random): DraftQuestion {
  const sides = random.int(0, 2);
  return {
    space: index,
    id: 0,
    author,
    at,
    tags: sides === 0 ? [space.tag] : [space.tag, ...random.shuffled(sideTags).slice(0, sides)],
    up: random.poisson(0.9),
    down: random.poisson(0.15),
    views: 5 + random.poisson(60) + random.int(0, 200),
    answers: [],
    accepted: null,
    activeAt: at,
  };
}

function answerIt(question: DraftQuestion, space: TagSpace, crowd: Crowd, asOf: Instant, random: Random): void {
  const count = random.poisson(space.answersPerQuestion);
  const present = [question.author];
  for (let i = 0; i < count; i++) {
    const at = wholeSecond(question.at + delayMs(random, space.medianResponseHours * (1 + 1.5 * i)));
    if (at >= asOf) continue;
    const author = crowd.draw("help", question.space, at, random, present);
    if (author === null) continue;
    present.push(author);
    const { skill } = crowd.person(author);
    const edited = wholeSecond(at + random.exponential(20 * hourMs)) + 1000;
    question.answers.push({
      id: 0,
      author,
      at,
      editedAt: random.chance(0.05) && edited < asOf ? edited : null,
      up: random.poisson(0.2 + 4.5 * skill ** 2),
      down: random.poisson(0.5 * (1 - skill) ** 2),
    });
  }
  acceptOne(question, crowd, asOf, random);
}

function acceptOne(question: DraftQuestion, crowd: Crowd, asOf: Instant, random: Random): void {
  if (question.answers.length === 0) return;
  const merit = question.answers.map((answer) => crowd.person(answer.author).skill ** 3);
  const best = Math.max(...merit);
  if (!random.chance(0.15 + 0.75 * best)) return;
  let left = random.float() * merit.reduce((a, b) => a + b, 0);
  const winner = merit.findIndex((m) => {
    left -= m;
    return left < 0;
  });
  const answer = question.answers[Math.max(0, winner)] as WorldAnswer;
  const at = wholeSecond(answer.at + random.exponential(20 * hourMs)) + 1000;
  if (at < asOf) question.accepted = { answer, at };
}

/** Numbers the posts of each site in the order they were written, questions and answers in one row as the sites do. */
export function numberPosts(drafts: DraftQuestion[], spaces: WorldSpace[]): WorldQuestion[] {
  const firstIds = [7_700_001, 3_300_001];
  const bySite = grouped(drafts, (question) => (spaces[question.space] as TagSpace).platform);
  for (const [site, questions] of [...bySite.values()].entries()) {
    const posts: (DraftQuestion | WorldAnswer)[] = questions.flatMap((question) => [question, ...question.answers]);
    posts.sort((a, b) => a.at - b.at);
    for (const [i, post] of posts.entries()) post.id = (firstIds[site] ?? 1) + i;
  }
  return drafts
    .map((question) => ({
      ...question,
      answers: question.answers.sort((a, b) => a.id - b.id),
      accepted: question.accepted && { answerId: question.accepted.answer.id, at: question.accepted.at },
      activeAt: Math.max(question.at, ...question.answers.map((a) => a.editedAt ?? a.at)),
    }))
    .sort((a, b) => a.at - b.at || a.id - b.id);
}
