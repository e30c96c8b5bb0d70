// Reads a site's dump for the yardsticks of bench:ranking: the files' own rows, so that nothing of ours stands between.
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

const attribute = /(\w+)="([^"]*)"/g;
const dayMs = 86_400_000;
const upvote = 2;
const downvote = 3;
const acceptance = 1;

async function* rowsOf(file) {
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
  for await (const line of lines)
    if (line.trimStart().startsWith("<row"))
      yield Object.fromEntries(Array.from(line.matchAll(attribute), ([, k, v]) => [k, v]));
}

const dayOf = (text) => Date.parse(`${text.slice(0, 19)}Z`) / dayMs;

/**
 * The answers of a dump and the votes on them, in days since 1970.
 * @returns `answers` in the order of the file with `user` (an index into `users`), `thread`, `asker` (a user's id or ""), `at`; `votes` with `answer` (an index), `kind`, `at`
 */
export async function readDump(folder) {
  const posts = new Map();
  for await (const { Id, PostTypeId, CreationDate, OwnerUserId, ParentId } of rowsOf(join(folder, "Posts.xml.gz")))
    posts.set(Id, { type: PostTypeId, at: dayOf(CreationDate), owner: OwnerUserId ?? "", parent: ParentId });
  const answers = [...posts]
    .filter(([, { type, owner, parent }]) => type === "2" && owner !== "" && posts.has(parent))
    .map(([id, { at, owner, parent }]) => ({
      id,
      at,
      owner,
      user: -1,
      thread: parent,
      asker: posts.get(parent).owner,
    }));
  const users = [...new Set(answers.map(({ owner }) => owner))].sort();
  const places = new Map(users.map((user, index) => [user, index]));
  for (const answer of answers) answer.user = places.get(answer.owner);
  const index = new Map(answers.map(({ id }, place) => [id, place]));
  const votes = [];
  for await (const { PostId, VoteTypeId, CreationDate } of rowsOf(join(folder, "Votes.xml.gz"))) {
    const answer = index.get(PostId);
    const kind = Number(VoteTypeId);
    if (answer !== undefined && kind <= downvote) votes.push({ answer, kind, at: dayOf(CreationDate) });
  }
  const questions = [...posts.values()].filter(({ type }) => type === "1").map(({ at, owner }) => ({ at, owner }));
  return { users, answers, votes, questions };
}

/** Net votes and acceptances of each answer that were given from one day to before another. */
export function endorsedBetween({ answers, votes }, from, to) {
  const net = new Float64Array(answers.length);
  const accepted = new Float64Array(answers.length);
  for (const { answer, kind, at } of votes) {
    if (at < from || at >= to) continue;
    if (kind === upvote) net[answer] += 1;
    else if (kind === downvote) net[answer] -= 1;
    else if (kind === acceptance) accepted[answer] += 1;
  }
  return { net, accepted };
}
