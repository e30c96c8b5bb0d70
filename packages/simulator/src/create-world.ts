import { inventAccounts } from "./accounts.ts";
import { chooseFocus, gather } from "./crowd.ts";
import { plantIdentityTraps } from "./identity-traps.ts";
import { plantLinkSpam } from "./link-spam.ts";
import { holdMeetings } from "./meetings.ts";
import { inventPeople } from "./people.ts";
import { writePosts } from "./posts.ts";
import { askQuestions, numberPosts } from "./questions.ts";
import { workOn } from "./repositories.ts";
import { inventSpaces } from "./spaces.ts";
import { plantBurst, plantRing } from "./traps.ts";
import { plantUnwatched } from "./unwatched.ts";
import type { World, WorldSpace } from "./world.ts";

export type WorldOptions = {
  /** Any whole number; the same options give a deeply equal world. */
  seed: number;
  /** The end of the world's history: everything but coming events is dated before it. */
  asOf: Date;
  /** Calendar months of history; 24 unless told. */
  months?: number;
  /** 400 unless told; at least 50. The twelve fresh accounts of link spam come on top. */
  people?: number;
  /** 50 unless told; at least 15. */
  spaces?: number;
  /** Signals planned for the last 365 days; 25 a person unless told. */
  signalsPerYear?: number;
  /** Adds accounts that only commits and lists show, and traps among them; the history stays as it is. False unless told. */
  identityTraps?: boolean;
  /**
   * Spaces that no source reads and people link to; 20 unless told. With them comes link spam. With 0 there is neither: nobody's text
   * links anywhere, and everything else is as it would be.
   */
  unwatched?: number;
};

/**
 * One invented world: the people, spaces and history of the scripting language Lumen. Pure; time and memory grow
 * with the number of signals.
 * @throws RangeError where people or spaces are too few to hold the roles and kinds there must be
 */
export function createWorld(options: WorldOptions): World {
  const { seed, months = 24, people: peopleCount = 400, spaces: spaceCount = 50, unwatched = 20 } = options;
  const asOf = Math.floor(options.asOf.getTime() / 1000) * 1000;
  const start = new Date(asOf);
  start.setUTCMonth(start.getUTCMonth() - months);
  const from = start.getTime();
  const people = inventPeople(seed, peopleCount, from, asOf);
  const spaces = inventSpaces(seed, spaceCount, options.signalsPerYear ?? peopleCount * 25, people);
  const accounts = inventAccounts(seed, people, spaces, from, asOf);
  chooseFocus(seed, people, accounts, spaces);
  const crowd = gather(people, accounts, spaces);
  const every = <K extends WorldSpace["kind"], T>(
    kind: K,
    make: (space: Extract<WorldSpace, { kind: K }>, i: number) => T,
  ) => spaces.flatMap((space, i) => (space.kind === kind ? [make(space as Extract<WorldSpace, { kind: K }>, i)] : []));
  const drafts = every("tag", (space, i) => askQuestions(seed, i, space, crowd, from, asOf)).flat();
  plantBurst(seed, people, drafts, crowd, spaces, asOf);
  const ring = plantRing(seed, people, spaces, from, asOf);
  const bots = people.flatMap((p) => (p.role === "bot" ? (p.accounts[0] as number) : []));
  const histories = every("repository", (space, i) => workOn(seed, i, space, crowd, bots, from, asOf));
  const world: World = {
    ...{ seed, from, asOf, months, people, accounts, spaces },
    expertise: {
      slug: "lumen",
      name: "Lumen",
      summary: "The scripting language by Northbeam, and everything around it.",
    },
    questions: numberPosts([...drafts, ...ring], spaces),
    threads: histories.flatMap((history) => history.threads),
    commits: histories.flatMap((history) => history.commits),
    releases: histories.flatMap((history) => history.releases),
    posts: every("blog", (space, i) => writePosts(seed, i, space, people, accounts, from, asOf)).flat(),
    identityTraps: null,
    events: every("group", (space, i) => holdMeetings(seed, i, space, people, accounts, from, asOf)).flat(),
    ...{ unwatched: [], linkSpam: [], links: new Map() },
  };
  // From streams of their own: what they add moves nothing that was there.
  if (unwatched > 0) plantUnwatched(world, unwatched);
  if (options.identityTraps) world.identityTraps = plantIdentityTraps(seed, people, accounts);
  // Last, for it alone adds people.
  if (unwatched > 0) plantLinkSpam(world);
  return world;
}
