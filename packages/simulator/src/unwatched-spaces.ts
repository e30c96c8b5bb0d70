import { inventWord, untaken } from "./names.ts";
import { hash, type Random } from "./random.ts";
import type { UnwatchedKind, UnwatchedSpace } from "./world.ts";

/** The space without who links to it. */
type Place = Omit<UnwatchedSpace, "people" | "owner">;
type Invent = (word: string, random: Random) => Omit<Place, "key">;

const place = (kind: UnwatchedKind, url: string): Omit<Place, "key"> => ({ kind, url, host: new URL(url).host });

const forum: Invent = (word) => place("discourse", `https://talk.${word}.example/`);
const tag: Invent = (word) => place("tag", `https://${word}.stackexchange.com/questions/tagged/lumen`);
const repository: Invent = (word, random) => place("repository", `https://github.com/${word}/${inventWord(random)}`);
const group: Invent = (word) => place("group", `https://www.meetup.com/lumen-${word}/`);
const discord: Invent = (word) => place("discord", `https://discord.gg/${word}`);
const slack: Invent = (word) => place("slack", `https://join.slack.com/t/${word}/`);

// A blog lies on a host of its own, or is one owner's part of a host that many share: a known one and two that nobody lists.
const blog: Invent = (word) => place("blog", `https://${word}.example/`);
const ownerOfKnownHost: Invent = (word) => place("blog", `https://${word}.github.io/`);
const ownerInName: Invent = (word) => place("blog", `https://${word}.inkpages.example/`);
const ownerInPath: Invent = (word) => place("blog", `https://inkwell.example/@${word}/`);

/** Twenty, in the order in which more are made: a world with fewer has some of most kinds. */
const kinds: Invent[] = [
  ...[forum, blog, repository, tag, group, discord, ownerOfKnownHost, slack, ownerInPath, forum],
  ...[repository, tag, ownerInName, forum, group, blog, tag, repository, forum, discord],
];

/**
 * So many spaces that no catalogue names, none of them at an address of another.
 * @param taken words that hosts and owners have already; those that are used here are added
 */
export function inventUnwatched(count: number, taken: Set<string>, random: Random): Place[] {
  return Array.from({ length: count }, (_, i) => {
    const found = (kinds[i % kinds.length] as Invent)(untaken(inventWord(random), taken), random);
    return { key: `${found.kind}:${found.url.replace(/^https:\/\/(www\.)?|\/$/g, "")}`, ...found };
  });
}

const subjects = ["glow-blocks", "beam-pipelines", "typed-lanterns", "frozen-maps", "wick-modules", "lazy-flares"];

/** An address inside a space, as people copy it out of their browser: a topic, a question, a file, a post, an evening. */
export function addressIn({ kind, url, host }: Place, random: Random): string {
  const number = random.int(100, 9_999);
  const subject = random.pick(subjects);
  switch (kind) {
    case "discourse":
      return `${url}t/${subject}/${number}${random.chance(0.3) ? `/${random.int(2, 40)}` : ""}`;
    // A question's address says its site and not its tag, so now and then only the page of the tag tells.
    case "tag":
      return random.chance(0.6) ? url : `https://${host}/questions/${number}/${subject}`;
    case "repository":
      return random.pick([url, `${url}/issues/${number}`, `${url}/blob/main/docs/${subject}.md`]);
    case "blog":
      return `${url}20${random.int(24, 26)}/0${random.int(1, 9)}/${subject}/`;
    case "group":
      return random.chance(0.5) ? url : `${url}events/30${number}/`;
    case "discord":
      return url;
    // Every invitation to a workspace has a code of its own.
    case "slack":
      return `${url}shared_invite/zt-${hash(`${url}${number}`).toString(36)}`;
  }
}
