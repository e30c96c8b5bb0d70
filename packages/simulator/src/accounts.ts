import { createHash } from "node:crypto";
import { dayMs } from "@groundswell/model";
import { inventHandle, slugOf, untaken } from "./names.ts";
import { type Random, random } from "./random.ts";
import {
  type BlogSpace,
  type Instant,
  siteHost,
  sites,
  type WorldAccount,
  type WorldPerson,
  type WorldSpace,
} from "./world.ts";

/** The chance that a person of a role is on each platform; what they run (a blog, a group, a repository) comes on top. */
const membership: Record<WorldPerson["role"], [askbench: number, opscorner: number, github: number]> = {
  expert: [1, 0.5, 0.75],
  leader: [0.7, 0, 0.9],
  regular: [0.55, 0.35, 0.45],
  newcomer: [0.6, 0.25, 0.15],
  staff: [0.7, 0.2, 0.8],
  bot: [0, 0, 1],
  ring: [1, 0, 0],
  spammer: [1, 0, 0],
};

type Places = { sites: string[]; github: boolean; blogs: BlogSpace[]; organises: boolean };

/** Gives every person their accounts, with the links that some profiles name. People get their account indexes. */
export function inventAccounts(
  seed: number,
  people: WorldPerson[],
  spaces: WorldSpace[],
  from: Instant,
  asOf: Instant,
): WorldAccount[] {
  const chance = random(seed, "accounts");
  const taken = new Set<string>();
  const places = placesOf(people, spaces, chance);
  const accounts: WorldAccount[] = [];
  for (const [index, person] of people.entries()) {
    const own = accountsOf(person, index, places[index] as Places, accounts.length, taken, chance);
    linkProfiles(own, chance);
    const github = own.find((account) => account.platform === "github");
    if (github && person.traps.includes("renamed-handle"))
      github.formerHandle = {
        handle: untaken(`${github.handle}-old`, taken),
        until: Math.floor((from + asOf) / 2000) * 1000,
      };
    person.accounts = own.map((_, i) => accounts.length + i);
    accounts.push(...own);
  }
  return accounts;
}

function placesOf(people: WorldPerson[], spaces: WorldSpace[], random: Random): Places[] {
  const places = people.map((person): Places => {
    const [askbench, opscorner, github] = membership[person.role];
    const joined = {
      sites: sites.filter((_, i) => random.chance(i === 0 ? askbench : opscorner)),
      github: random.chance(github),
    };
    const nowhere = joined.sites.length === 0 && !joined.github;
    return { sites: nowhere ? [sites[0]] : joined.sites, github: joined.github, blogs: [], organises: false };
  });
  for (const space of spaces) {
    if (space.kind === "blog") for (const i of space.authors) places[i]?.blogs.push(space);
    if (space.kind === "group") for (const i of space.organisers) (places[i] as Places).organises = true;
    if (space.kind === "repository") for (const i of space.maintainers) (places[i] as Places).github = true;
  }
  return places;
}

function accountsOf(
  person: WorldPerson,
  index: number,
  places: Places,
  start: number,
  taken: Set<string>,
  random: Random,
): WorldAccount[] {
  const handle = untaken(person.role === "bot" ? `beacon-deps-${index}` : inventHandle(person.name, random), taken);
  const base = {
    ...{ person: index, handle, name: person.name, bot: person.role === "bot", staff: person.role === "staff" },
    ...{ deleted: person.traps.includes("deleted-accounts"), links: [], networkId: null, formerHandle: null },
    email: `${handle}@mail.example`,
    createdAt: person.joinedAt - random.int(1, 20) * dayMs,
  };
  const onSites = places.sites.map((site, i): WorldAccount => {
    const id = String(810_001 + start + i);
    const url = `https://${siteHost(site)}/users/${id}/${slugOf(person.name)}`;
    return { ...base, links: [], platform: siteHost(site), id, url, networkId: 910_001 + index };
  });
  const onGithub = places.github ? [githubAccount(base, start)] : [];
  // Only a platform deletes accounts: a blog goes on naming who wrote it, and a calendar who invites.
  const byName = { ...base, deleted: false };
  const onBlogs = places.blogs.map((blog): WorldAccount => {
    return { ...byName, links: [], platform: "blog", id: blogAccountId(blog, person.name, handle), url: blog.url };
  });
  const calendar = { ...byName, links: [], platform: "calendar", id: emailHash(base.email), url: null };
  return [...onSites, ...onGithub, ...onBlogs, ...(places.organises ? [calendar] : [])];
}

function githubAccount(base: Omit<WorldAccount, "platform" | "id" | "url">, start: number): WorldAccount {
  const handle = base.bot ? `${base.handle}[bot]` : base.handle;
  const url = base.bot ? `https://github.com/apps/${base.handle}` : `https://github.com/${handle}`;
  return { ...base, handle, links: [], platform: "github", id: String(52_001 + start), url };
}

/** How a feed names its author: by URI where its format has one, else by name, else not at all. */
function blogAccountId(blog: BlogSpace, name: string, handle: string): string {
  if (!blog.namesAuthor) return blog.id;
  if (blog.format === "atom" || blog.format === "json") return `${blog.url}about/${handle}`;
  return `${blog.id}#${name.toLowerCase()}`;
}

/** Hex SHA-256 of the lower-cased address. */
export function emailHash(email: string): string {
  return createHash("sha256").update(email.toLowerCase()).digest("hex");
}

/** Four in five who can link their profiles do; the rest can only be guessed. */
function linkProfiles(own: WorldAccount[], random: Random): void {
  const find = (test: (account: WorldAccount) => boolean) => own.find(test);
  const blog = find((a) => a.platform === "blog");
  const github = find((a) => a.platform === "github");
  const site = find((a) => a.networkId !== null);
  const link = (from: WorldAccount | undefined, to: WorldAccount | undefined, probability: number) => {
    if (from && to?.url && random.chance(probability)) from.links.push(to.url);
  };
  for (const account of own.filter((a) => a.networkId !== null)) link(account, blog ?? github, blog ? 0.8 : 0.4);
  link(github, blog ?? site, blog ? 0.8 : 0.3);
  link(blog, github, 0.8);
  link(blog, site, 0.6);
}
