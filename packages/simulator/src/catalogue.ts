import { dayMs } from "@groundswell/model";
import { slugOf } from "./names.ts";
import type { World, WorldSpace } from "./world.ts";

/** A catalogue as plain data, in the shape that the catalogue's YAML has. */
export type WorldCatalogue = {
  version: 1;
  expertises: {
    slug: string;
    name: string;
    summary: string;
    rules: { spaces: string[]; tags: string[]; words: string[] };
  }[];
  sources: { id: string; connector: string; expertises: string[]; options: Record<string, unknown>; every: string }[];
};

/** All that the connector can read of a repository; commits and comments on lines are not read unless asked for. */
const githubLists = ["issues", "comments", "reviews", "reviewComments", "releases", "commits"];

/**
 * The world's expertise and one source for each of its spaces.
 * @param url where the simulator listens, without a slash at its end
 */
export function catalogue(world: World, url: string): WorldCatalogue {
  const { slug, name, summary } = world.expertise;
  return {
    version: 1,
    expertises: [{ slug, name, summary, rules: { spaces: [], tags: [], words: [] } }],
    sources: world.spaces.map((space) => ({ ...source(world, space, url), expertises: [slug], every: "1h" })),
  };
}

function source(
  world: World,
  space: WorldSpace,
  url: string,
): { id: string; connector: string; options: Record<string, unknown> } {
  switch (space.kind) {
    case "tag": {
      const options = { site: space.site, tagged: [space.tag], baseUrl: `${url}/stackexchange/2.3` };
      return { id: `${space.site}-${slugOf(space.tag)}`, connector: "stackexchange", options };
    }
    case "repository": {
      const options = { repository: space.id, baseUrl: `${url}/github`, include: githubLists };
      return { id: `github-${slugOf(space.id)}`, connector: "github", options };
    }
    case "blog": {
      const suffix = space.format === "json" ? "json" : "xml";
      return { id: `blog-${space.slug}`, connector: "feed", options: { url: `${url}/feeds/${space.slug}.${suffix}` } };
    }
    case "group": {
      // The port changes from run to run, so the group has an id of its own; all of its history is wanted.
      const windowDays = { back: Math.ceil((world.asOf - world.from) / dayMs), ahead: 90 };
      const options = { url: `${url}/calendars/${space.slug}.ics`, name: space.name, group: space.id, windowDays };
      return { id: `group-${space.slug}`, connector: "ical", options };
    }
  }
}
