import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { escapeUTF8 } from "entities";
import { html, textKey, threadTitle } from "./text.ts";
import { votesOf } from "./votes.ts";
import { accountAt, type Instant, iso, siteHost, spaceOf, type World, type WorldQuestion } from "./world.ts";
import { writeLines } from "./write-lines.ts";

/** The files of a dump that are made. */
export const dumpFiles = ["Posts", "Users", "Votes"] as const;
export type DumpFile = (typeof dumpFiles)[number];

type Attributes = Record<string, string | number | null>;

/** Writes one site's `Posts.xml`, `Users.xml` and `Votes.xml`, with the ids that the API gives. */
export async function writeDump(world: World, site: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of dumpFiles) await writeLines(dumpLines(world, site, file), join(folder, `${file}.xml`), false);
}

/** One file of a dump, a row a line. */
export function* dumpLines(world: World, site: string, file: DumpFile): Generator<string> {
  const rows = { Posts: postRows, Users: userRows, Votes: voteRows }[file](world, siteHost(site));
  const element = file.toLowerCase();
  yield `<?xml version="1.0" encoding="utf-8"?>\n<${element}>\n`;
  for (const row of rows) yield `  <row ${attributes(row)} />\n`;
  yield `</${element}>\n`;
}

function attributes(row: Attributes): string {
  return Object.entries(row)
    .flatMap(([name, value]) =>
      value === null ? [] : [`${name}="${escapeUTF8(String(value)).replaceAll("\n", "&#xA;")}"`],
    )
    .join(" ");
}

/** As dumps write it: UTC, without saying so. */
const dumpDate = (at: Instant) => iso(at).slice(0, -1);

function* postRows(world: World, platform: string): Generator<Attributes> {
  for (const question of questionsOf(world, platform)) {
    const tags =
      world.spaces[0]?.platform === platform ? `<${question.tags.join("><")}>` : `|${question.tags.join("|")}|`;
    const key = textKey(world, platform, question.id);
    yield {
      ...{ Id: question.id, PostTypeId: 1, AcceptedAnswerId: question.accepted?.answerId ?? null },
      ...{ CreationDate: dumpDate(question.at), Score: question.up - question.down, ViewCount: question.views },
      ...{
        Body: html(world, platform, question.id),
        ...ownerAttributes(world, question.author),
        LastActivityDate: dumpDate(question.activeAt),
      },
      ...{ Title: threadTitle(key), Tags: tags, AnswerCount: question.answers.length, ContentLicense: "CC BY-SA 4.0" },
    };
    for (const answer of question.answers)
      yield {
        ...{ Id: answer.id, PostTypeId: 2, ParentId: question.id, CreationDate: dumpDate(answer.at) },
        ...{ Score: answer.up - answer.down, Body: html(world, platform, answer.id) },
        ...ownerAttributes(world, answer.author),
        LastEditDate: answer.editedAt === null ? null : dumpDate(answer.editedAt),
        ...{ LastActivityDate: dumpDate(answer.editedAt ?? answer.at), ContentLicense: "CC BY-SA 4.0" },
      };
  }
}

function ownerAttributes(world: World, index: number): Attributes {
  const user = accountAt(world, index);
  return user.deleted ? { OwnerDisplayName: `user${user.id}` } : { OwnerUserId: user.id };
}

function* userRows(world: World, platform: string): Generator<Attributes> {
  for (const user of world.accounts) {
    if (user.platform !== platform || user.deleted) continue;
    yield {
      ...{ Id: user.id, Reputation: 1, CreationDate: dumpDate(user.createdAt), DisplayName: user.name },
      ...{ LastAccessDate: dumpDate(world.asOf), WebsiteUrl: user.links[0] ?? null, AccountId: user.networkId },
      Location: world.people[user.person]?.place ?? null,
    };
  }
}

const voteTypes = { accept: 1, up: 2, down: 3 };

function* voteRows(world: World, platform: string): Generator<Attributes> {
  let id = 0;
  for (const question of questionsOf(world, platform))
    for (const vote of votesOf(world, question))
      yield { Id: ++id, PostId: vote.postId, VoteTypeId: voteTypes[vote.type], CreationDate: dumpDate(vote.day) };
}

function* questionsOf(world: World, platform: string): Generator<WorldQuestion> {
  for (const question of world.questions) if (spaceOf(world, question).platform === platform) yield question;
}
