import { createHash } from "node:crypto";
import { emailHash } from "./accounts.ts";
import { grouped } from "./grouped.ts";
import { plain } from "./names.ts";
import { type Random, random } from "./random.ts";
import type { IdentityTrap, WorldAccount, WorldPerson } from "./world.ts";

/** What is added to: people and accounts of a world, whose history is written. */
type Stage = { people: WorldPerson[]; accounts: WorldAccount[]; chance: Random };

/** The platform of the world's mailing list, which tells addresses. */
const list = "lists.lumen.example";
/** The platform of the world's forum, which tells handles. */
const forum = "forum.lumen.example";

/**
 * Adds what people leave in commits and on a mailing list, then traps: each looks like one person and is several. Nobody's history
 * changes, only who seems to be whom.
 */
export function plantIdentityTraps(
  seed: number,
  people: WorldPerson[],
  accounts: WorldAccount[],
): Record<IdentityTrap, number[]> {
  const stage = { people, accounts, chance: random(seed, "identity-traps") };
  leaveTraces(stage);
  const ordinary = stage.chance.shuffled(
    people.flatMap((person, index) => (person.role === "regular" || person.role === "newcomer" ? [index] : [])),
  );
  const each = Math.max(4, Math.floor(ordinary.length / 100));
  const take = () => ordinary.splice(0, each);
  return {
    "shared-mailbox": shareMailboxes(stage, take()),
    homonym: nameAlike(stage, take()),
    "handle-taken-over": takeHandlesOver(stage, take()),
    "empty-email": leaveEmailsEmpty(stage, take()),
    "copied-link": copyLinks(stage, take()),
  };
}

/**
 * Five in six name their GitHub profile where they answer (83 % of DEV profiles do, arXiv 2103.17054). Half of those with a GitHub account
 * commit: some under the address GitHub made up, the others under one or two of their own, which GitHub then shows too.
 */
function leaveTraces(stage: Stage): void {
  for (const [index, person] of stage.people.entries()) {
    const own = person.accounts.flatMap((i) => stage.accounts[i] ?? []);
    const github = own.find((one) => one.platform === "github");
    if (!github || github.bot) continue;
    const sites = own.filter((one) => one.networkId !== null && !one.links.includes(github.url as string));
    if (stage.chance.chance(0.83)) for (const site of sites) site.links.push(github.url as string);
    if (stage.chance.chance(0.5)) commit(stage, index, github);
  }
}

function commit(stage: Stage, index: number, github: WorldAccount): void {
  const projects = [`project-${stage.chance.int(1, Math.ceil(stage.people.length / 40))}`];
  if (stage.chance.chance(0.5)) {
    const known = { id: `github.com+${github.id}`, links: [`https://github.com/${github.handle}`] };
    add(stage, index, "git", { ...known, handle: github.handle, trace: { ...noTrace, projects } });
    return;
  }
  const hash = emailHash(github.email);
  github.trace = { ...noTrace, emailHash: hash };
  add(stage, index, "git", { trace: { ...noTrace, projects, emailHash: hash } });
  if (stage.chance.chance(0.3)) add(stage, index, list, { trace: { ...noTrace, emailHash: hash } });
  if (stage.chance.chance(0.2))
    add(stage, index, "git", { trace: { ...noTrace, projects, emailHash: emailHash(`work-${github.email}`) } });
}

/** Two who read one mailbox, one in commits and one on the list; then six at once, whose commits bear one address. */
function shareMailboxes(stage: Stage, people: number[]): number[] {
  for (const [at, person] of people.entries()) {
    const group = Math.floor(at / 6);
    const isTeam = group % 2 === 1;
    const hash = emailHash(`mailbox-${isTeam ? group : `${group}-${Math.floor(at / 2)}`}@mail.example`);
    const trace = { ...noTrace, emailHash: hash, names: [] };
    // A team signs on several lists, for on one list the address would be one account.
    add(stage, person, isTeam ? `${at % 6}.${list}` : at % 2 === 0 ? "git" : list, { trace });
  }
  return people;
}

/** Pairs get one name, and each a handle made of it: on the forum one, on GitHub the other. */
function nameAlike(stage: Stage, people: number[]): number[] {
  for (let at = 0; at + 1 < people.length; at += 2) {
    const [one, other] = [people[at] as number, people[at + 1] as number];
    const name = (stage.people[one] as WorldPerson).name;
    rename(stage, other, name);
    const handle = plain(name).toLowerCase().replace(" ", "-");
    add(stage, one, forum, { handle, url: `https://${forum}/u/${handle}` });
    add(stage, other, "fediverse", { handle, url: `https://social.example/@${handle}` });
    for (const [person, project] of [
      [one, "left"],
      [other, "right"],
    ] as const)
      add(stage, person, "git", {
        trace: {
          ...noTrace,
          emailHash: emailHash(`${project}-${handle}@mail.example`),
          projects: [`${project}-${at}`],
        },
      });
  }
  return people;
}

/** One gives a handle up, and another takes it; the first one's site and oldest commits still name it. */
function takeHandlesOver(stage: Stage, people: number[]): number[] {
  for (let at = 0; at + 1 < people.length; at += 2) {
    const [one, other] = [people[at] as number, people[at + 1] as number];
    const old = `handle-of-${at}`;
    const url = `https://github.com/${old}`;
    const until = (stage.people[one] as WorldPerson).joinedAt + 86_400_000;
    add(stage, one, "github", {
      ...{ handle: `${old}-now`, url: `${url}-now`, formerHandle: { handle: old, until } },
    });
    add(stage, one, forum, { handle: old, url: `https://${forum}/u/${old}`, links: [url] });
    add(stage, one, "git", { handle: old, links: [url], trace: { ...noTrace, projects: ["project-1"] } });
    add(stage, other, "github", { handle: old, url });
  }
  return people;
}

/** Machines write the same address for everybody who set none. */
function leaveEmailsEmpty(stage: Stage, people: number[]): number[] {
  const nobodys = ["", "root@localhost", "noreply@github.com", "none"];
  for (const [at, person] of people.entries()) {
    const hash = createHash("sha256")
      .update(nobodys[at % 4] as string)
      .digest("hex");
    add(stage, person, at % 8 < 4 ? "git" : list, { id: `nobody-${at}`, trace: { ...noTrace, emailHash: hash } });
  }
  return people;
}

/** A page copied from somebody else's, whose GitHub profile it goes on naming; one profile is named by many. */
function copyLinks(stage: Stage, people: number[]): number[] {
  const platforms = grouped(stage.accounts, (account) => account.platform);
  const profiles = (platforms.get("github") ?? []).filter((account) => account.url !== null && !account.bot);
  const star = stage.chance.pick(profiles);
  for (const [at, person] of people.entries()) {
    const named = at % 4 === 0 ? star : stage.chance.pick(profiles);
    if (named.person === person) continue;
    const handle = `copy-${at}`;
    add(stage, person, forum, { handle, url: `https://${forum}/u/${handle}`, links: [named.url as string] });
  }
  return people;
}

const noTrace = { emailHash: null, projects: [], names: [] };

function add({ people, accounts }: Stage, index: number, platform: string, known: Partial<WorldAccount>): void {
  const person = people[index] as WorldPerson;
  const number = accounts.length;
  const id = known.trace?.emailHash && platform === "git" ? known.trace.emailHash : `planted-${number}`;
  person.accounts.push(number);
  accounts.push({
    ...{ person: index, platform, id, handle: "", name: person.name, url: null, bot: false, staff: false },
    ...{ deleted: false, links: [], networkId: null, email: "", formerHandle: null, createdAt: person.joinedAt },
    ...known,
  });
}

function rename({ people, accounts }: Stage, index: number, name: string): void {
  const person = people[index] as WorldPerson;
  person.name = name;
  for (const account of person.accounts) (accounts[account] as WorldAccount).name = name;
}
