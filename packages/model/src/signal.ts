import { z } from "zod";

/** What a signal can be. One list, so that policies and pages can name every kind. */
export const signalKinds = [
  "question",
  "answer",
  "comment",
  "message",
  "post",
  "talk",
  "event",
  "commit",
  "pull-request",
  "review",
  "issue",
  "release",
  "package",
  "video",
  "episode",
  "doc-edit",
] as const;
export type SignalKind = (typeof signalKinds)[number];

/** What a space can be: the smallest place that a product team could staff. */
export const spaceKinds = [
  "tag",
  "site",
  "category",
  "repository",
  "blog",
  "group",
  "channel",
  "conference",
  "newsgroup",
  "list",
  "registry",
] as const;
export type SpaceKind = (typeof spaceKinds)[number];

/** What an endorsement can be. `down` is the only one that counts against its signal. */
export const endorsementKinds = ["up", "down", "accept", "like", "merge", "bookmark", "bounty"] as const;
export type EndorsementKind = (typeof endorsementKinds)[number];

/** A place where people gather. `platform` and `id` name it for ever; `name` may change. */
export type Space = {
  platform: string;
  id: string;
  kind: SpaceKind;
  name: string;
  url: string | null;
};

/** An identity on one platform, keyed by the platform's stable id, never by a name. */
export type Account = {
  platform: string;
  id: string;
  handle: string | null;
  name: string | null;
  url: string | null;
  bot: boolean;
  staff: boolean;
  /** Absolute URLs that the profile itself names: its site, its other accounts. */
  links: string[];
  /** Hex SHA-256 of the lower-cased address; the address itself is never kept. */
  emailHash: string | null;
  /** What the address has behind its `@`, in lower case: for whom somebody writes, where it is an employer's. */
  emailDomain: string | null;
  /** What the address of an avatar says: hex MD5, or SHA-256 in newer ones, of the lower-cased e-mail address. */
  gravatarHash: string | null;
  /** Those of `links` that the platform itself has checked for a link back. */
  verifiedLinks: string[];
  /** Where the profile says that its owner is, as written there. */
  location: string | null;
  /** Whom the profile says that its owner works for, as written there. */
  company: string | null;
  /** The platform marks it as a contractor of whoever makes the product, paid to answer. */
  vendor: boolean;
  /** The platform says that it is an organisation's, not a person's. */
  organisation: boolean;
  /** Organisations that the platform says it is a member of, as `platform:name`. */
  memberOf: string[];
};

/** Numbers and facts a source gives beside a signal; a missing key is unknown, never 0. */
export type Metrics = Record<string, number | boolean | string>;

/**
 * One thing one account did in one space at one instant. `connector`, `space.platform`, `kind` and `id`
 * together are unique for ever. Instants are ISO 8601 in UTC; `excerpt` is plain text of at most 500 characters;
 * a deleted or anonymous author is `null`.
 */
export type Signal = {
  connector: string;
  id: string;
  kind: SignalKind;
  occurredAt: string;
  editedAt: string | null;
  deletedAt: string | null;
  space: Space;
  account: Account | null;
  threadId: string | null;
  parentId: string | null;
  title: string | null;
  excerpt: string | null;
  url: string | null;
  language: string | null;
  tags: string[];
  /**
   * Addresses that its text points at, where a reader would go next: absolute http(s), in order of appearance, each once, at
   * most 50, never its own.
   */
  links: string[];
  metrics: Metrics;
};

/**
 * Someone else's vote, acceptance, like or merge of a signal. `id` is unique among the endorsements of that
 * signal and kind, so that reading it twice counts it once; `at` is null where the source gives no date.
 */
export type Endorsement = {
  signal: { platform: string; kind: SignalKind; id: string };
  kind: EndorsementKind;
  id: string;
  at: string | null;
  /** The endorsing account's id on the same platform, where the source names it. */
  accountId: string | null;
};

/** Characters kept of a signal's text. */
export const excerptLength = 500;

/** The key of a space in rules, tables and addresses: `platform:id`. */
export function spaceKey(space: Pick<Space, "platform" | "id">): string {
  return `${space.platform}:${space.id}`;
}

/** The key of an account: `platform:id`. */
export function accountKey(account: Pick<Account, "platform" | "id">): string {
  return `${account.platform}:${account.id}`;
}

/** The key that makes a signal itself: the platform is the space of ids, so a mirror of it in a second space is the same signal. */
export function signalKey(signal: Pick<Signal, "kind" | "id"> & { space: Pick<Space, "platform"> }): string {
  return `${signal.space.platform}:${signal.kind}:${signal.id}`;
}

/** An account with everything unknown but its key; connectors spread what they know over it. */
export function account(platform: string, id: string, known: Partial<Omit<Account, "platform" | "id">> = {}): Account {
  return {
    platform,
    id,
    handle: null,
    name: null,
    url: null,
    bot: false,
    staff: false,
    links: [],
    emailHash: null,
    emailDomain: null,
    gravatarHash: null,
    verifiedLinks: [],
    location: null,
    company: null,
    vendor: false,
    organisation: false,
    memberOf: [],
    ...known,
  };
}

type Required = "connector" | "id" | "kind" | "occurredAt" | "space";

/** A signal with everything unknown but what makes it one. */
export function signal(known: Pick<Signal, Required> & Partial<Omit<Signal, Required>>): Signal {
  return {
    editedAt: null,
    deletedAt: null,
    account: null,
    threadId: null,
    parentId: null,
    title: null,
    excerpt: null,
    url: null,
    language: null,
    tags: [],
    links: [],
    metrics: {},
    ...known,
  };
}

/** Cuts text to the length of an excerpt on a character boundary, white space folded; empty text is null. */
export function excerpt(text: string | null | undefined): string | null {
  if (!text) return null;
  // Folding looks only at the part that can matter: a title of 10 MB costs as much as one of 4 kB.
  const folded = text
    .slice(0, excerptLength * 8)
    .replace(/\s+/g, " ")
    .trim();
  if (folded === "") return null;
  if (folded.length <= excerptLength) return folded;
  const cut = folded.slice(0, excerptLength - 1);
  const whole = /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
  return `${whole}…`;
}

const text = z.string().min(1);
// People also date by the day or the month; such a signal is dated at its beginning.
const dated = z.union([
  z.iso.datetime({ offset: true }),
  z.iso.date(),
  z.string().regex(/^\d{4}-(0[1-9]|1[0-2])(T|$)/),
]);

/** One line of the interchange format. Unknown fields are ignored; a missing one is unknown. */
export const interchangeSignal = z.object({
  id: text,
  kind: z.enum(signalKinds),
  occurredAt: dated,
  editedAt: z.iso.datetime({ offset: true }).nullish(),
  deletedAt: z.iso.datetime({ offset: true }).nullish(),
  space: z.object({
    platform: text,
    id: text,
    kind: z.enum(spaceKinds),
    name: text,
    url: z.string().nullish(),
  }),
  account: z
    .object({
      platform: text,
      id: text,
      handle: z.string().nullish(),
      name: z.string().nullish(),
      url: z.string().nullish(),
      bot: z.boolean().nullish(),
      staff: z.boolean().nullish(),
      links: z.array(z.string()).nullish(),
      emailHash: z.string().nullish(),
      emailDomain: z.string().nullish(),
      gravatarHash: z.string().nullish(),
      verifiedLinks: z.array(z.string()).nullish(),
      location: z.string().nullish(),
      company: z.string().nullish(),
      vendor: z.boolean().nullish(),
      organisation: z.boolean().nullish(),
      memberOf: z.array(z.string()).nullish(),
    })
    .nullish(),
  threadId: z.string().nullish(),
  parentId: z.string().nullish(),
  title: z.string().nullish(),
  excerpt: z.string().nullish(),
  url: z.string().nullish(),
  language: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  links: z.array(z.string()).nullish(),
  metrics: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])).nullish(),
});
export type InterchangeSignal = z.infer<typeof interchangeSignal>;
