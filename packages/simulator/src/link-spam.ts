import { dayMs } from "@groundswell/model";
import { inventHandle, inventName, inventWord, slugOf, untaken } from "./names.ts";
import { addLinks, linkers, type Writing, writingsOf } from "./planted-links.ts";
import { wholeSecond } from "./questions.ts";
import { type Random, random } from "./random.ts";
import type { LinkSpam, World, WorldQuestion } from "./world.ts";

const [burstAnswers, ringSize, answersEach, signatureHosts] = [80, 12, 6, 5];
/** Above every id that a site gives by itself, to posts as to accounts, so that what was there keeps its own. */
const firstRingId = 90_000_001;

/** What everybody links to and nobody gathers at; the ones of companies that all sites use are the companies' own. */
const everybodys: [host: string, address: (random: Random) => string][] = [
  ["i.imgur.com", (random) => `https://i.imgur.com/${word(random)}.png`],
  ["bit.ly", (random) => `https://bit.ly/${word(random)}`],
  ["pastebin.com", (random) => `https://pastebin.com/${word(random)}`],
  ["docs.northbeam.example", (random) => `https://docs.northbeam.example/lumen/reference/${inventWord(random)}`],
];

const word = (random: Random) => random.int(36 ** 6, 36 ** 7 - 1).toString(36);

/**
 * Adds links that must not make a space: one account's in its answers, those of twelve fresh accounts, one person's signature, and
 * those that everybody puts. The fresh accounts and what they answer are new; everything else was written already.
 */
export function plantLinkSpam(world: World): void {
  const chance = random(world.seed, "link-spam");
  const written = writingsOf(world);
  const pool = linkers(world, written, world.asOf - 365 * dayMs);
  linkBurst(world, written, chance);
  for (const [host, address] of everybodys) {
    const people = chance.shuffled(pool).slice(0, Math.ceil(pool.length * (0.3 + 0.3 * chance.float())));
    for (const person of people) {
      const own = chance.shuffled(written.get(person) ?? []);
      for (const one of own.slice(0, chance.int(1, 3))) addLinks(world, one, [address(chance)]);
    }
    tell(world, { host, how: "everybody", people });
  }
  sign(world, written, pool, chance);
  joinRing(world, chance);
}

function tell(world: World, spam: LinkSpam): void {
  world.linkSpam.push({ ...spam, people: spam.people.sort((a, b) => a - b) });
}

/** The one who answers everything for two weeks sells something in it. */
function linkBurst(world: World, written: Map<number, Writing[]>, random: Random): void {
  const spammer = world.people.findIndex(({ traps }) => traps.includes("volume-burst"));
  const answers = (written.get(spammer) ?? []).filter(({ kind }) => kind === "answer").slice(0, burstAnswers);
  if (answers.length === 0) return;
  const host = `cheap-${inventWord(random)}.example`;
  for (const one of answers) addLinks(world, one, [`https://${host}/offer/${inventWord(random)}`]);
  tell(world, { host, how: "burst", people: [spammer] });
}

/** One ordinary person among the busiest ends every text with the same five addresses. */
function sign(world: World, written: Map<number, Writing[]>, pool: number[], random: Random): void {
  const count = (person: number) => written.get(person)?.length ?? 0;
  const busiest = pool
    .filter((person) => world.people[person]?.role === "regular" && world.people[person]?.traps.length === 0)
    .sort((a, b) => count(b) - count(a) || a - b);
  const person = busiest[0];
  if (person === undefined) return;
  const hosts = Array.from({ length: signatureHosts }, () => `${inventWord(random)}-studio.example`);
  const signature = hosts.map((host) => `https://${host}/`);
  for (const one of written.get(person) ?? []) addLinks(world, one, signature);
  for (const host of hosts) tell(world, { host, how: "signature", people: [person] });
}

/** Fresh accounts answer what is answered in the largest space, all within a week; nobody votes for any of it. */
function joinRing(world: World, random: Random): void {
  const start = Math.max(world.from + 7 * dayMs, world.asOf - 30 * dayMs);
  const open = world.questions.filter((question) => {
    return question.space === 0 && question.answers.length > 0 && question.activeAt < start;
  });
  if (open.length < answersEach) return;
  const host = `${inventWord(random)}-courses.example`;
  const people = Array.from({ length: ringSize }, (_, i) => join(world, String(firstRingId + i), start, random));
  let id = firstRingId;
  for (const person of people)
    for (const question of random.shuffled(open.slice(-100)).slice(0, answersEach)) {
      const at = wholeSecond(start + random.float() * 7 * dayMs);
      if (at >= world.asOf) continue;
      post(world, question, id, person, at);
      const key = `${world.spaces[0]?.platform}/${id++}`;
      addLinks(world, { key, person, space: 0, at, kind: "answer" }, [`https://${host}/lesson/${random.int(1, 40)}`]);
    }
  tell(world, { host, how: "ring", people });
}

function post(world: World, question: WorldQuestion, id: number, person: number, at: number): void {
  const author = world.people[person]?.accounts[0] as number;
  question.answers.push({ id, author, at, up: 0, down: 0, editedAt: null });
  question.activeAt = Math.max(question.activeAt, at);
}

/** Somebody whom nobody knew until a day or two before `start`. */
function join(world: World, id: string, start: number, random: Random): number {
  const [index, number] = [world.people.length, world.accounts.length];
  const platform = world.spaces[0]?.platform as string;
  const name = inventName(random);
  const handle = untaken(inventHandle(name, random), new Set(world.accounts.map((one) => one.handle)));
  const joinedAt = wholeSecond(start - (1 + random.float()) * dayMs);
  world.people.push({
    ...{ id: `p${index + 1}`, name, role: "spammer", traps: [], skill: 0.02, activity: 0, leadership: 0 },
    ...{ timeZone: "Europe/London", utcOffsetHours: 0, region: "Europe", place: "Europe", language: "en", joinedAt },
    ...{ accounts: [number], focus: [0] },
  });
  world.accounts.push({
    ...{ person: index, platform, id, handle, name, bot: false, staff: false, deleted: false, links: [] },
    ...{ url: `https://${platform}/users/${id}/${slugOf(name)}`, networkId: 910_001 + index, formerHandle: null },
    ...{ email: `${handle}@mail.example`, createdAt: joinedAt },
  });
  return index;
}
