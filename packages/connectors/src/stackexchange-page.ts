import {
  type Batch,
  batch,
  type CompleteThread,
  ConfigError,
  type Json,
  type Mapped,
  type RawPage,
  type Signal,
  type SignalKind,
  type Space,
} from "@groundswell/model";
import { z } from "zod";
import { itemsIn, unusable } from "./json-answer.ts";
import { byRule } from "./skip.ts";
import type { StackExchangePage } from "./stackexchange-api.ts";
import { answerItem, commentItem, isAnswer, isComment, type PostItem, questionItem } from "./stackexchange-item.ts";
import {
  acceptance,
  answerSignal,
  commentSignal,
  questionSignal,
  stackExchangeSpace,
  type Thread,
  threadOf,
} from "./stackexchange-map.ts";
import { mapUsers } from "./stackexchange-users.ts";

/** A thread as a cursor or a kept page holds it. */
export const keptThread = z.object({
  id: z.number(),
  title: z.string().nullable(),
  tags: z.array(z.string()),
  askerId: z.number().nullable(),
});

const pageContext = z.object({
  list: z.enum(["questions", "answers"]),
  tag: z.string().nullable(),
  threads: z.array(keptThread),
});

const usersContext = z.object({ list: z.literal("users") });

/** What a page was asked for, which its body does not say; of answers also their questions. */
export type PageContext = z.output<typeof pageContext>;

/**
 * Whose pages they are: the tags are spaces, in this order of preference. With `profiles`, links are what users' own
 * pages say: beside a post stands only one of them, which would take the place of all.
 */
export type Site = { site: string; tagged: string[]; profiles?: boolean };

export type MappedPage = Mapped & {
  /** Questions whose answers the page lacks, all or some, and how many answers they have. */
  unread: { thread: Thread; answers: number | null }[];
  /** Threads that the page holds whole; of a list of answers only true where this page is all of the list. */
  complete: CompleteThread[];
};

/**
 * Maps the `items` of a page. A question belongs to the first wanted tag that it has, whichever tag it was asked for
 * by: were it in each of them in turn, it would never come to rest.
 */
export function mapPage(items: unknown[], context: PageContext, site: Site): MappedPage {
  const page = new PageReader(context, site);
  items.forEach((item, index) => {
    const position = `item ${index + 1}`;
    if (isComment(item)) page.mapped.skipped.push(byRule("comment without its thread", position));
    else if (context.list === "answers" || isAnswer(item)) page.readAnswer(item, position, null);
    else page.readQuestion(item, position);
  });
  if (context.list === "answers" && page.mapped.skipped.length === 0) {
    const here = new Set(page.mapped.signals.map(({ threadId }) => threadId));
    for (const { id } of context.threads)
      if (here.has(String(id))) page.mapped.complete.push(page.whole(id, ["answer"]));
  }
  if (site.profiles) page.mapped.signals = page.mapped.signals.map(withoutLinks);
  return page.mapped;
}

function withoutLinks(one: Signal): Signal {
  return one.account ? { ...one, account: { ...one.account, links: [] } } : one;
}

/**
 * Maps the items of an API answer: questions, with what they carry of answers and comments, or answers. Pure.
 * @param items the `items` of the answer
 */
export function mapStackExchange(items: unknown[], { site, tagged = [] }: { site: string; tagged?: string[] }): Mapped {
  const {
    unread: _,
    complete: __,
    ...mapped
  } = mapPage(items, { list: "questions", tag: tagged[0] ?? null, threads: [] }, { site, tagged });
  return mapped;
}

/** Maps a page that was kept. @throws ConfigError where it does not say what it was asked for */
export function mapKeptPage(page: RawPage, site: Site): Mapped {
  if (usersContext.safeParse(page.context).success) return mapUsers(itemsIn(page.body, "items"), site.site);
  const context = pageContext.safeParse(page.context);
  if (!context.success)
    throw new ConfigError(`The page kept of ${page.request} does not say what it was asked for: pull it again.`);
  const { signals, accounts, endorsements, spaces, skipped } = mapPage(itemsIn(page.body, "items"), context.data, site);
  return { signals, accounts, endorsements, spaces, skipped };
}

/** A page as a batch, and what of its threads is still to be read; `whole` says that it is all of its list. */
export function readPage(
  page: StackExchangePage,
  asked: PageContext,
  site: Site,
  whole: boolean,
): { batch: Batch; unread: MappedPage["unread"] } {
  const { unread, complete, ...mapped } = mapPage(page.items, asked, site);
  const here = new Set(mapped.signals.map(({ threadId }) => threadId));
  const context = { ...asked, threads: asked.threads.filter(({ id }) => here.has(String(id))) } satisfies Json;
  const known = whole || asked.list === "questions" ? complete : [];
  return { batch: batch({ ...mapped, complete: known, raw: { ...page.raw, context }, cursor: null }), unread };
}

/** One pass over the items of a page. */
class PageReader {
  readonly mapped: MappedPage;
  readonly #context: PageContext;
  readonly #site: Site;
  readonly #threads: Map<number, Thread>;

  constructor(context: PageContext, site: Site) {
    this.#context = context;
    this.#site = site;
    this.#threads = new Map(context.threads.map((thread) => [thread.id, thread]));
    const isOneSpace = context.tag !== null || site.tagged.length === 0;
    const spaces = context.list === "questions" && isOneSpace ? [stackExchangeSpace(site.site, context.tag)] : [];
    this.mapped = { signals: [], accounts: [], endorsements: [], spaces, skipped: [], unread: [], complete: [] };
  }

  readQuestion(item: unknown, position: string): void {
    const { mapped } = this;
    const read = questionItem.safeParse(item);
    if (!read.success) {
      mapped.skipped.push(unusable("question", read.error, item, position));
      return;
    }
    const question = read.data;
    const thread = threadOf(question);
    this.#threads.set(thread.id, thread);
    const space = this.#spaceOf(thread);
    if (space === null) {
      mapped.skipped.push(byRule("question without the wanted tags", position));
      return;
    }
    mapped.signals.push(questionSignal(question, thread, space));
    const onQuestion = this.#readComments(question, { id: thread.id, thread, space }, position);
    const answers = (question.answers ?? []).map((one, i) =>
      this.readAnswer(one, `${position}, answer ${i + 1}`, thread),
    );
    const areAllHere = answers.length >= (question.answer_count ?? (question.answers ? 0 : 1));
    if (!areAllHere) mapped.unread.push({ thread, answers: question.answer_count ?? null });
    const kinds: SignalKind[] = ["question"];
    if (areAllHere && !answers.includes(null)) kinds.push("answer");
    if (areAllHere && onQuestion && answers.every(Boolean)) kinds.push("comment");
    mapped.complete.push(this.whole(thread.id, kinds));
  }

  /** @returns whether all comments on the answer came with it; null where it is no answer that can be read */
  readAnswer(item: unknown, position: string, question: Thread | null): boolean | null {
    const { mapped } = this;
    const read = answerItem.safeParse(item);
    if (!read.success) {
      mapped.skipped.push(unusable("answer", read.error, item, position));
      return null;
    }
    const answer = read.data;
    const known = question ?? this.#threads.get(answer.question_id) ?? null;
    const thread = known ?? { id: answer.question_id, title: null, tags: [], askerId: null };
    const space = this.#spaceOf(thread);
    if (space === null) {
      mapped.skipped.push(byRule("answer without the wanted tags", position));
      return null;
    }
    mapped.signals.push(answerSignal(answer, thread, space));
    if (answer.is_accepted === true) mapped.endorsements.push(acceptance(answer.answer_id, thread, space));
    return this.#readComments(answer, { id: answer.answer_id, thread, space }, position);
  }

  whole(id: number, kinds: SignalKind[]): CompleteThread {
    return { platform: stackExchangeSpace(this.#site.site, null).platform, threadId: String(id), kinds };
  }

  /** @returns whether these are all comments on the post; without a count nobody can tell */
  #readComments(post: PostItem, on: { id: number; thread: Thread; space: Space }, position: string): boolean {
    const comments = post.comments ?? [];
    let readable = 0;
    for (const [index, one] of comments.entries()) {
      const read = commentItem.safeParse(isObject(one) ? { post_id: on.id, ...one } : one);
      if (read.success) {
        readable++;
        this.mapped.signals.push(commentSignal(read.data, on.thread, on.space));
      } else this.mapped.skipped.push(unusable("comment", read.error, one, `${position}, comment ${index + 1}`));
    }
    return readable === post.comment_count && readable === comments.length;
  }

  /** Where a thread belongs. Tags have synonyms and are renamed, so what was asked for by one tag is in it whatever it says. */
  #spaceOf({ tags }: Thread): Space | null {
    const { site, tagged } = this.#site;
    if (tagged.length === 0) return stackExchangeSpace(site, this.#context.tag);
    const own = new Set(tags.map((tag) => tag.toLowerCase()));
    const only = tagged.length === 1 ? tagged[0] : undefined;
    const tag = tagged.find((wanted) => own.has(wanted.toLowerCase())) ?? this.#context.tag ?? only;
    return tag === undefined ? null : stackExchangeSpace(site, tag);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
