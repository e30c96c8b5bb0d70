import { spaceKey } from "@groundswell/model";
import { inventWord, slugOf, untaken } from "./names.ts";
import { type Random, random } from "./random.ts";
import {
  type BlogFormat,
  type BlogSpace,
  type GroupSpace,
  type RepositorySpace,
  siteHost,
  sites,
  type TagSpace,
  type WorldPerson,
  type WorldSpace,
} from "./world.ts";

/** The part of all events that the head spaces are planned to hold. */
const headShare = 0.65;
/** Blogs and groups are counted in tens a year; what is left after the head and them goes to the smaller tags and repositories. */
const blogShare = 0.035;

const topics = ["modules", "arrays", "streams", "testing", "beams", "prism", "wick", "interop", "deploy", "errors"];
const moreTopics = ["packaging", "debugging", "async", "gui", "math", "dates", "regex", "sockets", "docs", "editor"];

const zipf = (count: number, offset: number, power: number): number[] => {
  const weights = Array.from({ length: count }, (_, i) => 1 / (i + 1 + offset) ** power);
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / total);
};

/** How many spaces there are of each kind: of 50, 20 tags, 14 repositories, 10 blogs and 6 groups. */
function kindCounts(spaces: number): { tags: number; repositories: number; blogs: number; groups: number } {
  const repositories = Math.round(spaces * 0.28);
  const blogs = Math.round(spaces * 0.2);
  const groups = Math.round(spaces * 0.12);
  return { tags: spaces - repositories - blogs - groups, repositories, blogs, groups };
}

/** How many spaces are planned to hold the majority. */
function headCount(spaces: number): number {
  return Math.max(2, Math.round(spaces / 10));
}

/** The spaces of a world in the order tags, repositories, blogs, groups; a blog's authors and a group's organisers are people, not yet accounts. */
export function inventSpaces(seed: number, count: number, perYear: number, people: WorldPerson[]): WorldSpace[] {
  const chance = random(seed, "spaces");
  const counts = kindCounts(count);
  if (counts.groups < 1 || counts.tags < 4)
    throw new RangeError(`A world of ${count} spaces is too small: ask for 15.`);
  const taken = new Set<string>();
  const tags = inventTags(counts.tags, chance);
  const repositories = inventRepositories(counts.repositories, chance, taken, people);
  planSizes(tags, repositories, perYear, headCount(count), chance);
  const blogs = inventBlogs(counts.blogs, chance, taken, people);
  const sizes = zipf(counts.blogs, 1, 0.8);
  for (const [i, blog] of blogs.entries()) blog.perYear = Math.max(5, perYear * blogShare * (sizes[i] as number));
  return [...tags, ...repositories, ...blogs, ...inventGroups(counts.groups, chance, taken, people)];
}

function planSizes(tags: TagSpace[], repositories: RepositorySpace[], perYear: number, heads: number, random: Random) {
  // The first tag is the product's own name and always the largest, as on real sites.
  const [main, ...otherTags] = tags;
  const headTags = [main as TagSpace, ...random.shuffled(otherTags)].slice(0, Math.ceil(heads * 0.6));
  const headRepositories = random.shuffled(repositories).slice(0, heads - headTags.length);
  const head = interleave<TagSpace | RepositorySpace>(headTags, headRepositories);
  const tail = random.shuffled([...tags, ...repositories].filter((space) => !head.includes(space)));
  const headSizes = zipf(head.length, 0, 0.7);
  const tailSizes = zipf(tail.length, 4, 0.9);
  for (const [i, space] of head.entries()) {
    space.head = true;
    space.perYear = perYear * headShare * (headSizes[i] as number);
  }
  for (const [i, space] of tail.entries())
    space.perYear = perYear * (1 - headShare - blogShare - 0.01) * (tailSizes[i] as number);
  if (tail[1]) tail[1].trend = "rising";
  if (tail[2]) tail[2].trend = "falling";
  const orphan = headTags.at(-1);
  if (orphan) Object.assign(orphan, { orphan: true, answersPerQuestion: 0.12, medianResponseHours: 60 });
}

function interleave<T>(a: T[], b: T[]): T[] {
  return a.flatMap((item, i) => [item, ...b.slice(i, i + 1)]).concat(b.slice(a.length));
}

function inventTags(count: number, random: Random): TagSpace[] {
  const perSite = [Math.ceil(count * 0.6), count - Math.ceil(count * 0.6)];
  return sites.flatMap((site, s) => {
    const words = random.shuffled([...topics, ...moreTopics]);
    const taken = new Set<string>();
    return Array.from({ length: perSite[s] as number }, (_, i): TagSpace => {
      const tag = i === 0 ? "lumen" : untaken(`lumen-${words[i - 1] ?? inventWord(random)}`, taken);
      const platform = siteHost(site);
      return {
        ...{ key: spaceKey({ platform, id: tag }), platform, id: tag, kind: "tag", name: tag, site, tag },
        ...{ url: `https://${platform}/questions/tagged/${tag}`, head: false, perYear: 0, trend: "steady" },
        answersPerQuestion: 1.1 + random.float() * 0.7,
        medianResponseHours: 1 + random.exponential(9),
        orphan: false,
      };
    });
  });
}

function inventRepositories(
  count: number,
  random: Random,
  taken: Set<string>,
  people: WorldPerson[],
): RepositorySpace[] {
  const staff = people.flatMap((p, i) => (p.role === "staff" ? [i] : []));
  const builders = people.flatMap((p, i) => (p.role === "expert" || p.role === "leader" ? [i] : []));
  return Array.from({ length: count }, (_, i): RepositorySpace => {
    const vendors = i < Math.ceil(count * 0.2);
    const owner = vendors ? "northbeam" : untaken(inventWord(random), taken);
    const repo =
      i === 0 ? "lumen" : i === 3 ? "LumenKit" : `lumen-${[...topics, ...moreTopics][i] ?? inventWord(random)}`;
    const id = `${owner}/${repo}`;
    const crowd = random.shuffled(vendors ? staff : builders);
    return {
      ...{
        key: spaceKey({ platform: "github", id }),
        platform: "github",
        id,
        kind: "repository",
        name: id,
        owner,
        repo,
      },
      ...{ url: `https://github.com/${id}`, head: false, perYear: 0, trend: "steady", repositoryId: 770_001 + i },
      maintainers: crowd.slice(0, vendors ? 4 : 2),
      medianResponseHours: 4 + random.exponential(20),
    };
  });
}

const formats: BlogFormat[] = ["rss", "atom", "rdf", "json", "rss", "atom"];

function inventBlogs(count: number, random: Random, taken: Set<string>, people: WorldPerson[]): BlogSpace[] {
  const of = (role: WorldPerson["role"]) => people.flatMap((p, i) => (p.role === role ? [i] : []));
  const staff = of("staff");
  const owners = interleave(
    of("leader"),
    of("expert").filter((_, i) => i % 2 === 0),
  ).concat(of("regular").slice(5));
  return Array.from({ length: count }, (_, i): BlogSpace => {
    const vendors = i === 1;
    const owner = owners[i] as number;
    const slug = vendors ? "northbeam-notes" : untaken(slugOf(inventWord(random)), taken);
    const id = `${slug}.example`;
    const windows = i === 4;
    const format = formats[i % formats.length] as BlogFormat;
    return {
      ...{ key: spaceKey({ platform: "blog", id }), platform: "blog", id, kind: "blog", slug, format },
      ...{ url: `https://${id}/`, name: vendors ? "Northbeam Notes" : `${slug} & Lumen`, head: false, perYear: 0 },
      trend: "steady",
      charset: windows ? "windows-1252" : "utf-8",
      language: windows ? "fr" : vendors ? "en" : (people[owner] as WorldPerson).language,
      guids: format === "atom" ? "tag" : format === "rss" && i > 0 ? "number" : "url",
      authors: vendors ? staff.slice(0, 3) : [owner],
      namesAuthor: i !== 6,
    };
  });
}

const groupZones = ["Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "Europe/London", "America/Los_Angeles"];

function inventGroups(count: number, random: Random, taken: Set<string>, people: WorldPerson[]): GroupSpace[] {
  const leaders = people.flatMap((p, i) => (p.role === "leader" ? [i] : []));
  return Array.from({ length: count }, (_, i): GroupSpace => {
    const place = inventWord(random).replace(/^./, (c) => c.toUpperCase());
    const slug = untaken(`lumen-${slugOf(place)}`, taken);
    return {
      ...{ key: spaceKey({ platform: "calendar", id: slug }), platform: "calendar", id: slug, kind: "group", slug },
      ...{ url: `https://groups.example/${slug}/`, name: `Lumen ${place}`, head: false, perYear: 15, trend: "steady" },
      timeZone: groupZones[i % groupZones.length] as string,
      organisers: [leaders[i % leaders.length] as number, leaders[(i + 1) % leaders.length] as number],
      place,
    };
  });
}
