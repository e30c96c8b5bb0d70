import { type Batch, type Json, RefusedError } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { type DiscourseApi, discourseApi } from "./discourse-api.ts";
import { mapDiscoursePage } from "./discourse-page.ts";
import { type DiscourseCursor, readForum, savedCursor } from "./discourse-pull.ts";
import { categoryNamed, type DiscourseCategory, discourseList } from "./discourse-space.ts";
import { readTopicsAgain } from "./discourse-topic.ts";

export { type MappedDiscourseList, mapDiscourseList } from "./discourse-list.ts";
export {
  type MappedDiscourse,
  type MappedDiscourseTopic,
  mapDiscoursePosts,
  mapDiscourseTopic,
} from "./discourse-map.ts";
export type { DiscourseThread } from "./discourse-post.ts";
export type { DiscourseForum } from "./discourse-space.ts";

const webUrl = z.url({ protocol: /^https?$/ });

const options = z.strictObject({
  /** The forum's root. */
  url: webUrl,
  /** A category, as "slug/id" or its id alone; it becomes the space. */
  category: z
    .union([
      z.int().positive().transform(String),
      z.string().regex(/^([^\s?#]+\/)?\d+$/, 'write it as "slug/id" or as its id'),
    ])
    .optional(),
  /** A tag in place of a category; it becomes the space. Neither reads the whole forum as one space. */
  tag: z.string().min(1).optional(),
  /** What to call the space where the forum's own name will not do. */
  name: z.string().min(1).optional(),
  /** Where requests go, if not to `url`. */
  baseUrl: webUrl.optional(),
});
type Options = z.output<typeof options>;

/** Topics and replies of one Discourse forum, category or tag, by their activity, newest first. */
export const discourse = defineConnector({
  name: "discourse",
  summary:
    "Topics, replies and solutions of a Discourse forum, or one category or tag of it, from the forum's own JSON.",
  reads: "api",
  options,
  credentials: {
    apiKey: { about: "An API key from the forum's owner, where topics are for members only.", required: false },
    apiUsername: { about: "The name of the user whom apiKey belongs to.", required: false },
    userApiKey: { about: "A user API key, in place of apiKey and apiUsername.", required: false },
  },
  order: "newest-first",
  example: { url: "https://forum.example", category: "support/6" },
  pull,
  map: mapDiscoursePage,
  async *revisit(context, threads) {
    const api = openForum(context);
    const forum = { api, part: context.options, category: await categoryOf(api, context, readCursor(context)) };
    yield* readTopicsAgain(forum, threads, context.signal);
  },
});

async function* pull(context: PullContext<Options>): AsyncGenerator<Batch> {
  const cursor = readCursor(context);
  const { options, now, since, signal } = context;
  const api = openForum(context);
  cursor.category = await categoryOf(api, context, cursor);
  const path = discourseList(options, cursor.category);
  const forum = { api, part: options, category: cursor.category };
  for await (const step of readForum(forum, { path, cursor, now, since })) {
    yield { ...step, cursor: structuredClone(cursor) satisfies Json };
    if (signal.aborted) return;
  }
}

function openForum({ options, http, now, credentials }: PullContext<Options>): DiscourseApi {
  return discourseApi({ http, now, credentials, root: (options.baseUrl ?? options.url).replace(/\/+$/, "") });
}

async function categoryOf(
  api: DiscourseApi,
  { options }: PullContext<Options>,
  cursor: DiscourseCursor,
): Promise<DiscourseCategory | null> {
  if (options.category === undefined || cursor.category !== null) return cursor.category;
  return categoryNamed(api, options.category);
}

function readCursor({ cursor, options }: PullContext<Options>): DiscourseCursor {
  const list = discourseList(options, null);
  const fresh: DiscourseCursor = { list, category: null, newest: null, open: [], pass: null, topic: null };
  if (cursor === null) return fresh;
  const saved = savedCursor.safeParse(cursor);
  if (!saved.success)
    throw new RefusedError("The saved cursor is none of this connector's: reset this source, and it is read afresh.");
  return saved.data.list === list ? saved.data : fresh;
}
