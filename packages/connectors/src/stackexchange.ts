import { type Batch, type Json, RefusedError } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { cursorOf } from "./cursor-of.ts";
import { type StackExchangeApi, stackExchangeApi } from "./stackexchange-api.ts";
import { keptThread, mapKeptPage, type PageContext, readPage } from "./stackexchange-page.ts";
import { following, listing, listStart, type Place, place } from "./stackexchange-paging.ts";
import { revisitThreads } from "./stackexchange-revisit.ts";
import { readProfiles } from "./stackexchange-users.ts";

export { mapStackExchange } from "./stackexchange-page.ts";

const options = z.strictObject({
  /** A site's API name (`stackoverflow`) or host (`travel.stackexchange.com`). */
  site: z.string().min(1),
  /** Tags, each a space of its own; none reads the whole site as one space. */
  tagged: z.array(z.string().min(1)).default([]),
  /** Where the API answers, when that is not its public address: a proxy, a mirror, the simulator. */
  baseUrl: z.url().default("https://api.stackexchange.com/2.3"),
  /**
   * What each post carries. `withbody` is built in, and lacks a question's answers: they are asked for in a second
   * call. A filter of your own that includes `question.answers` and `answer.body` saves that call; make it once with
   * `/filters/create?base=withbody&include=question.answers;answer.body`. One that includes `question.comments`,
   * `question.comment_count`, `answer.comments`, `answer.comment_count` and `comment.body` too reads comments; they do
   * not count as activity, so those made later come when their thread is read again.
   */
  filter: z.string().min(1).default("withbody"),
  /** How the key travels. Keys in the query are being withdrawn by the vendor. */
  auth: z.enum(["bearer", "query", "none"]).default("bearer"),
  /**
   * Asks for the authors' own pages too, which say where they are and what their site is: in each pull one call for
   * every 100 authors.
   */
  profiles: z.boolean().default(false),
  /** Items asked for at a time. */
  pageSize: z.int().min(1).max(100).default(100),
});

type Options = z.output<typeof options>;

/**
 * How far one tag has been read: whether questions follow in this pass, and, while a page's questions are saved and
 * their answers are not, which those are.
 */
const reached = place.extend({ more: z.boolean(), answers: place.extend({ threads: z.array(keptThread) }).nullable() });
type Reached = z.output<typeof reached>;

/** `turn` names the tag that is read first, so that a pull which is cut short every time still gets to all of them; `of` names the site. */
const savedCursor = z.object({ of: z.string().optional(), turn: z.string(), tags: z.record(z.string(), reached) });

// Edits become visible some time after the second they are dated; both passes upsert, so reading twice is free.
const overlapSeconds = 600;
const wholeSite = "*";

/** Questions and answers of Stack Exchange sites, through API 2.3, oldest activity first. */
export const stackexchange = defineConnector({
  name: "stackexchange",
  summary: "Questions and answers of a Stack Exchange site's tags, from API 2.3.",
  reads: "api",
  options,
  credentials: {
    key: { about: "An API key from stackapps.com: 10,000 requests a day in place of 300.", required: false },
  },
  order: "oldest-first",
  example: { site: "stackoverflow", tagged: ["powershell"] },
  pull,
  map: (page, options) => mapKeptPage(page, options),
  revisit: (context, threads) => revisitThreads(openApi(context), context.options, threads, context.signal),
});

async function* pull(context: PullContext<Options>): AsyncGenerator<Batch> {
  const { options, signal } = context;
  const api = openApi(context);
  const of = options.site.toLowerCase();
  const { turn, tags } = readCursor(context.cursor, of);
  const asked = new Set<string>();
  let saved = context.cursor;
  const first: Reached = {
    from: context.since ? unixSeconds(context.since) : null,
    page: 1,
    more: true,
    answers: null,
  };
  const names = startingAt(turn, options.tagged.length > 0 ? [...new Set(options.tagged)] : [wholeSite]);
  for (const [index, name] of names.entries()) {
    const tag = name === wholeSite ? null : name;
    for await (const step of pass(api, options, tag, tags[name] ?? first)) {
      // Before the page itself, whose cursor says that it has been read: a pull cut short in between asks again.
      if (options.profiles)
        for await (const profiles of readProfiles(api, options, step.batch, asked)) {
          yield { ...profiles, cursor: saved };
          if (signal.aborted) return;
        }
      tags[name] = step.at;
      const turn = step.done ? (names[index + 1] ?? names[0] ?? name) : name;
      saved = structuredClone({ of, turn, tags }) satisfies Json;
      yield { ...step.batch, cursor: saved };
      if (signal.aborted) return;
    }
  }
}

function openApi({ options, http, now, credentials }: PullContext<Options>): StackExchangeApi {
  const { baseUrl, site, auth } = options;
  return stackExchangeApi({ http, now, baseUrl, site, auth, key: credentials.key || null });
}

/** What one page gave, and the place that may be saved with it. */
type Step = { batch: Batch; at: Reached; done: boolean };

/** One pass over one tag. */
async function* pass(
  api: StackExchangeApi,
  options: Options,
  tag: string | null,
  start: Reached,
): AsyncGenerator<Step> {
  const { filter, pageSize } = options;
  // With neither questions nor answers left the last pass was whole, and this is a new one.
  let at = { ...start, more: start.more || start.answers === null };
  while (at.more || at.answers) {
    if (at.answers) {
      const { threads, ...here } = at.answers;
      const path = `/questions/${threads.map(({ id }) => id).join(";")}/answers`;
      const page = await api.page(path, {
        ...listing("creation", here, pageSize),
        filter,
      });
      const next = page.hasMore ? following(here, page.items, "creation_date") : null;
      at = { ...at, answers: next && { ...next, threads } };
      const isAll = !page.hasMore && here.from === null && here.page === 1;
      const read = readPage(page, { list: "answers", tag, threads }, options, isAll);
      yield { batch: read.batch, at, done: !at.more && at.answers === null };
      continue;
    }
    const page = await api.page("/questions", {
      tagged: tag,
      ...listing("activity", at, pageSize),
      filter,
    });
    const asked: PageContext = { list: "questions", tag, threads: [] };
    const { batch, unread } = readPage(page, asked, options, true);
    const next = following(at, page.items, "last_activity_date");
    const answers = unread.length === 0 ? null : { ...listStart, threads: unread.map(({ thread }) => thread) };
    at = { ...(page.hasMore ? next : rest(next, page.items)), more: page.hasMore, answers };
    yield { batch, at, done: !at.more && at.answers === null };
  }
}

/** Where the next pass begins once this one has read everything; an empty list leaves it where it was. */
function rest({ from }: Place, items: unknown[]): Place {
  return { from: from === null || items.length === 0 ? from : from - overlapSeconds, page: 1 };
}

function startingAt(name: string | null, names: string[]): string[] {
  const start = name === null ? 0 : Math.max(names.indexOf(name), 0);
  return [...names.slice(start), ...names.slice(0, start)];
}

function readCursor(cursor: Json, of: string): { turn: string | null; tags: Record<string, Reached> } {
  if (cursor === null) return { turn: null, tags: {} };
  const saved = savedCursor.safeParse(cursor);
  if (saved.success) return cursorOf(saved.data, of) ?? { turn: null, tags: {} };
  throw new RefusedError("The saved cursor is none of this connector's: reset this source, and it is read afresh.");
}

function unixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
