import { type Batch, batch, type Json, RefusedError, type Space } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { type StackExchangeApi, stackExchangeApi } from "./stackexchange-api.ts";
import { mapAnswers, mapQuestions, stackExchangeSpace, type Thread } from "./stackexchange-map.ts";

const options = z.strictObject({
  /** A site's API name (`stackoverflow`) or host (`travel.stackexchange.com`). */
  site: z.string().min(1),
  /** Tags, each a space of its own; none reads the whole site as one space. */
  tagged: z.array(z.string().min(1)).default([]),
  baseUrl: z.url().default("https://api.stackexchange.com/2.3"),
  /**
   * What each post carries. `withbody` is built in, and lacks a question's answers: they are asked for in a second
   * call. A filter of your own that includes `question.answers` and `answer.body` saves that call; make it once with
   * `/filters/create?base=withbody&include=question.answers;answer.body`.
   */
  filter: z.string().min(1).default("withbody"),
  /** How the key travels. Keys in the query are being withdrawn by the vendor. */
  auth: z.enum(["bearer", "query", "none"]).default("bearer"),
  pageSize: z.int().min(1).max(100).default(100),
});

/**
 * Where to go on in a list sorted by its oldest instant: at page `page` of what happened at or after `from` (Unix
 * seconds, null for all there is). Pages beyond the first only serve where one second fills more than a page.
 */
const place = z.object({ from: z.number().nullable(), page: z.number().int().min(1) });
type Place = z.output<typeof place>;

const thread = z.object({
  id: z.number(),
  title: z.string().nullable(),
  tags: z.array(z.string()),
  askerId: z.number().nullable(),
});

/**
 * How far one tag has been read: whether questions follow in this pass, and, while a page's questions are saved and
 * their answers are not, which those are.
 */
const reached = place.extend({ more: z.boolean(), answers: place.extend({ threads: z.array(thread) }).nullable() });
type Reached = z.output<typeof reached>;

/** `turn` names the tag that is read first, so that a pull which is cut short every time still gets to all of them. */
const savedCursor = z.object({ turn: z.string(), tags: z.record(z.string(), reached) });

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
});

async function* pull(context: PullContext<z.output<typeof options>>): AsyncGenerator<Batch> {
  const { options, signal } = context;
  const api = stackExchangeApi({
    http: context.http,
    now: context.now,
    baseUrl: options.baseUrl,
    site: options.site,
    auth: options.auth,
    key: context.credentials.key || null,
  });
  const { turn, tags } = readCursor(context.cursor);
  const first: Reached = {
    from: context.since ? unixSeconds(context.since) : null,
    page: 1,
    more: true,
    answers: null,
  };
  const names = startingAt(turn, options.tagged.length > 0 ? [...new Set(options.tagged)] : [wholeSite]);
  for (const [index, name] of names.entries()) {
    const tag = name === wholeSite ? null : name;
    const space = stackExchangeSpace(options.site, tag);
    for await (const step of pass(api, options, space, tag, tags[name] ?? first)) {
      tags[name] = step.at;
      const turn = step.done ? (names[index + 1] ?? names[0] ?? name) : name;
      yield { ...step.batch, cursor: structuredClone({ turn, tags }) satisfies Json };
      if (signal.aborted) return;
    }
  }
}

/** What one page gave, and the place that may be saved with it. */
type Step = { batch: Batch; at: Reached; done: boolean };

/** One pass over one tag. */
async function* pass(
  api: StackExchangeApi,
  { filter, pageSize }: z.output<typeof options>,
  space: Space,
  tag: string | null,
  start: Reached,
): AsyncGenerator<Step> {
  // With neither questions nor answers left the last pass was whole, and this is a new one.
  let at = { ...start, more: start.more || start.answers === null };
  while (at.more || at.answers) {
    if (at.answers) {
      const { threads, ...here } = at.answers;
      const path = `/questions/${threads.map(({ id }) => id).join(";")}/answers`;
      const page = await api.page("/questions/{ids}/answers", path, {
        ...listing("creation", here, pageSize),
        filter,
      });
      const next = page.hasMore ? following(here, page.items, "creation_date") : null;
      at = { ...at, answers: next && { ...next, threads } };
      const read = batch({ ...mapAnswers(page.items, space, threads), raw: page.raw, cursor: null });
      yield { batch: read, at, done: !at.more && at.answers === null };
      continue;
    }
    const page = await api.page("/questions", "/questions", {
      tagged: tag,
      ...listing("activity", at, pageSize),
      filter,
    });
    const { unread, ...mapped } = mapQuestions(page.items, space);
    const next = following(at, page.items, "last_activity_date");
    at = { ...(page.hasMore ? next : rest(next, page.items)), more: page.hasMore, answers: pending(unread) };
    const read = batch({ ...mapped, spaces: [space], raw: page.raw, cursor: null });
    yield { batch: read, at, done: !at.more && at.answers === null };
  }
}

function listing(sort: string, { from, page }: Place, pageSize: number) {
  return { sort, order: "asc", min: from, page, pagesize: pageSize };
}

/**
 * The place after a page: its newest instant, read again from the first page, so that rows which move while the list
 * is read can neither slip through nor push others out, and no list is ever paged deep. Only where a whole page lies
 * in one second does the page number go up.
 */
function following(here: Place, items: unknown[], field: string): Place {
  let newest = here.from ?? Number.NEGATIVE_INFINITY;
  for (const item of items) {
    const value = (item as Record<string, unknown> | null)?.[field];
    if (typeof value === "number" && value > newest) newest = value;
  }
  if (newest === Number.NEGATIVE_INFINITY || newest === here.from) return { from: here.from, page: here.page + 1 };
  return { from: newest, page: 1 };
}

/** Where the next pass begins once this one has read everything; an empty list leaves it where it was. */
function rest({ from }: Place, items: unknown[]): Place {
  return { from: from === null || items.length === 0 ? from : from - overlapSeconds, page: 1 };
}

function pending(threads: Thread[]): Reached["answers"] {
  return threads.length === 0 ? null : { from: null, page: 1, threads };
}

function startingAt(name: string | null, names: string[]): string[] {
  const start = name === null ? 0 : Math.max(names.indexOf(name), 0);
  return [...names.slice(start), ...names.slice(0, start)];
}

function readCursor(cursor: Json): { turn: string | null; tags: Record<string, Reached> } {
  if (cursor === null) return { turn: null, tags: {} };
  const saved = savedCursor.safeParse(cursor);
  if (saved.success) return saved.data;
  throw new RefusedError("The saved cursor is none of this connector's: reset this source, and it is read afresh.");
}

function unixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
