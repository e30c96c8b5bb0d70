import { dayMs, startOfDay } from "@groundswell/model";
import { random } from "./random.ts";
import { type Instant, spaceOf, type World, type WorldQuestion } from "./world.ts";

/** A vote as a dump dates it: by the day only. Who voted is not told. */
export type WorldVote = { postId: number; type: "up" | "down" | "accept"; day: Instant };

/**
 * The votes of a question and its answers. Drawn again on each call from the post's own stream, so that a large world
 * need not hold millions of them: the same post always has the same votes, and they add up to its score.
 */
export function votesOf(world: World, question: WorldQuestion): WorldVote[] {
  const { platform } = spaceOf(world, question);
  const votes: WorldVote[] = [];
  for (const post of [question, ...question.answers]) {
    const chance = random(world.seed, `votes/${platform}/${post.id}`);
    const draw = (type: "up" | "down") => {
      const at = Math.min(post.at + chance.exponential(20 * dayMs), world.asOf - 1000);
      votes.push({ postId: post.id, type, day: startOfDay(new Date(at)).getTime() });
    };
    for (let i = 0; i < post.up; i++) draw("up");
    for (let i = 0; i < post.down; i++) draw("down");
  }
  const { accepted } = question;
  if (accepted)
    votes.push({ postId: accepted.answerId, type: "accept", day: startOfDay(new Date(accepted.at)).getTime() });
  return votes;
}
