import type { Trend } from "./rhythm.ts";

/** Instants inside a world are milliseconds since 1970, whole seconds; accounts, people and spaces are named by their index. */
export type Instant = number;

/** What a person does in the world; hidden from everything that reads the APIs. */
export type Role = "expert" | "leader" | "regular" | "newcomer" | "staff" | "bot" | "ring" | "spammer";

/** Something planted to catch an analysis that trusts the surface. */
export type Trap =
  | "same-name"
  | "renamed-handle"
  | "deleted-accounts"
  | "vote-ring"
  | "volume-burst"
  | "vendor-staff"
  | "bot";

/** A trap for whoever joins accounts into persons; planted only where `identityTraps` asks for it. */
export type IdentityTrap = "shared-mailbox" | "homonym" | "handle-taken-over" | "empty-email" | "copied-link";

export type WorldPerson = {
  id: string;
  name: string;
  role: Role;
  traps: Trap[];
  /** 0..1: how likely an answer, a patch or a post of theirs is good. */
  skill: number;
  /** How much they do, 1 being an ordinary regular. */
  activity: number;
  /** 0..1 for leaders: what they carry of groups, posts, reviews and releases; 0 for everybody else. */
  leadership: number;
  timeZone: string;
  utcOffsetHours: number;
  region: string;
  place: string;
  language: string;
  joinedAt: Instant;
  accounts: number[];
  /** The spaces they come back to. */
  focus: number[];
};

export type WorldAccount = {
  person: number;
  platform: string;
  id: string;
  handle: string;
  name: string;
  /** Null for an organiser of events: a calendar has no profiles. */
  url: string | null;
  bot: boolean;
  staff: boolean;
  /** Deleted by now: what it wrote stays, with no author. */
  deleted: boolean;
  /** URLs its profile names. */
  links: string[];
  /** The same on every Q&A site of the network; null elsewhere. */
  networkId: number | null;
  email: string;
  /** The handle it had before `until`. */
  formerHandle: { handle: string; until: Instant } | null;
  createdAt: Instant;
  /** What only commits, lists and avatars tell; missing where nothing was planted. */
  trace?: WorldTrace;
};

/** What an account shows beside its profile. */
export type WorldTrace = {
  /** Hex SHA-256 of the address it uses, which may be nobody's or everybody's. */
  emailHash: string | null;
  /** The repositories it commits to. */
  projects: string[];
  /** Other names it was seen under. */
  names: string[];
};

type SpaceBase = {
  key: string;
  platform: string;
  id: string;
  name: string;
  url: string;
  /** Among the few spaces planned to hold the majority of events. */
  head: boolean;
  /** Events planned for the last 365 days. */
  perYear: number;
  trend: Trend;
};
export type TagSpace = SpaceBase & {
  kind: "tag";
  site: string;
  tag: string;
  answersPerQuestion: number;
  medianResponseHours: number;
  /** Nobody helps here. */
  orphan: boolean;
};
export type RepositorySpace = SpaceBase & {
  kind: "repository";
  owner: string;
  repo: string;
  repositoryId: number;
  maintainers: number[];
  medianResponseHours: number;
};
export type BlogFormat = "rss" | "atom" | "rdf" | "json";
export type BlogSpace = SpaceBase & {
  kind: "blog";
  slug: string;
  format: BlogFormat;
  charset: "utf-8" | "windows-1252";
  language: string;
  /** How its guids look: a URL, a tag: URI, or a bare number. */
  guids: "url" | "tag" | "number";
  authors: number[];
  /** Whether entries say who wrote them. */
  namesAuthor: boolean;
};
export type GroupSpace = SpaceBase & {
  kind: "group";
  slug: string;
  timeZone: string;
  organisers: number[];
  place: string;
};
export type WorldSpace = TagSpace | RepositorySpace | BlogSpace | GroupSpace;

export type WorldAnswer = {
  id: number;
  author: number;
  at: Instant;
  up: number;
  down: number;
  editedAt: Instant | null;
};
export type WorldQuestion = {
  space: number;
  id: number;
  author: number;
  at: Instant;
  tags: string[];
  up: number;
  down: number;
  views: number;
  answers: WorldAnswer[];
  accepted: { answerId: number; at: Instant } | null;
  activeAt: Instant;
};

export type WorldComment = {
  id: number;
  author: number;
  at: Instant;
  updatedAt: Instant;
  likes: number;
  onDiff: boolean;
};
export type WorldReview = {
  id: number;
  author: number;
  at: Instant;
  state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED";
};
export type WorldThread = {
  space: number;
  kind: "issue" | "pull-request";
  number: number;
  id: number;
  author: number;
  at: Instant;
  updatedAt: Instant;
  closedAt: Instant | null;
  merged: { by: number; at: Instant } | null;
  comments: WorldComment[];
  reviews: WorldReview[];
  likes: number;
};
export type WorldCommit = {
  space: number;
  sha: string;
  author: number;
  at: Instant;
  parents: string[];
  number: number | null;
};
export type WorldRelease = { space: number; id: number; tag: string; author: number; at: Instant };
export type WorldPost = { space: number; number: number; author: number; at: Instant };

/** One VEVENT. `starts` holds every occurrence, those after the world's end too; more than one means that it recurs. */
export type WorldEvent = {
  space: number;
  uid: string;
  organiser: number;
  title: string;
  starts: Instant[];
  /** Starts that the rule gives and an EXDATE takes away. */
  excluded: Instant[];
  durationMinutes: number;
  cancelled: boolean;
  recurs: boolean;
};

/** What a space that no source reads is. Discord and Slack show nothing to whoever has not joined. */
export type UnwatchedKind = "discourse" | "tag" | "repository" | "blog" | "group" | "discord" | "slack";

/** A space that people of the world link to and no source of its catalogue reads. */
export type UnwatchedSpace = {
  /** `kind:` and what is its own in the address: `blog:inkwell.example/@quothnd`. */
  key: string;
  host: string;
  kind: UnwatchedKind;
  /** Its front page; what people link to lies below it, save the questions of a tag. */
  url: string;
  /** Who links to it, as indexes of people, in order. */
  people: number[];
  /** Whose blog it is; null for all that are no blog, and where nobody says. */
  owner: number | null;
};

/** A host that many posts link to and that is no space to look at. */
export type LinkSpam = {
  host: string;
  /** One account in all its answers; fresh accounts in one space within a week; one person's signature; what everybody uses. */
  how: "burst" | "ring" | "signature" | "everybody";
  /** Who planted it, as indexes of people, in order. */
  people: number[];
};

/** Everything that happened, in the order it happened within each list. */
export type World = {
  seed: number;
  from: Instant;
  asOf: Instant;
  months: number;
  expertise: { slug: string; name: string; summary: string };
  /** The people of each planted identity trap; null where none were asked for. */
  identityTraps: Record<IdentityTrap, number[]> | null;
  people: WorldPerson[];
  accounts: WorldAccount[];
  spaces: WorldSpace[];
  questions: WorldQuestion[];
  threads: WorldThread[];
  commits: WorldCommit[];
  releases: WorldRelease[];
  posts: WorldPost[];
  events: WorldEvent[];
  unwatched: UnwatchedSpace[];
  linkSpam: LinkSpam[];
  /** The addresses at the end of a text, in order and each once, by `platform/id` of what was written; a blog is its own platform. */
  links: Map<string, string[]>;
};

/** The two invented Q&A sites, by their API names. */
export const sites = ["askbench", "opscorner"] as const;

/** The host of a Q&A site, which is its platform. */
export function siteHost(site: string): string {
  return `${site}.stackexchange.com`;
}

/** An instant as ISO 8601 in UTC, with milliseconds as every signal has it. */
export function iso(at: Instant): string {
  return new Date(at).toISOString();
}

/** An instant as GitHub writes it: without the milliseconds. */
export function isoSeconds(at: Instant): string {
  return `${iso(at).slice(0, 19)}Z`;
}

/** The space of an item. */
export function spaceOf(world: World, item: { space: number }): WorldSpace {
  return world.spaces[item.space] as WorldSpace;
}

/** The account of an index, whether deleted or not. */
export function accountAt(world: World, index: number): WorldAccount {
  return world.accounts[index] as WorldAccount;
}
