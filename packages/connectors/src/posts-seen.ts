const pageBits = 16;
const pageSize = 1 << pageBits;

/** Titles kept for the answers to come; those come soon after their question. */
const titlesKept = 100_000;

const question = 1;
const answer = 2;
const isQuestionRead = 4;
const isAccepted = 8;

/** What a question row says that its answers and votes need. */
export type QuestionFacts = {
  title: string | null;
  tags: string[];
  acceptedAnswerId: number | null;
  askerId: number | null;
};

type Cells = Uint8Array | Uint32Array;

/** An array by post id that grows where ids are, page by page. */
class Paged<T extends Cells> {
  readonly #pages = new Map<number, T>();
  readonly #newPage: () => T;
  constructor(newPage: () => T) {
    this.#newPage = newPage;
  }

  get(id: number): number {
    return this.#pages.get(Math.floor(id / pageSize))?.[id % pageSize] ?? 0;
  }

  set(id: number, value: number): void {
    const number = Math.floor(id / pageSize);
    let page = this.#pages.get(number);
    if (!page) {
      page = this.#newPage();
      this.#pages.set(number, page);
    }
    page[id % pageSize] = value;
  }
}

/**
 * What later rows of a dump need of earlier ones, in a few bytes a post: what each post is, which tags a question has
 * and which answer it accepts. Titles are kept for the newest 100,000 questions only, so a late answer to an
 * old question of a large site has none.
 */
export class PostsSeen {
  readonly #flags = new Paged(() => new Uint8Array(pageSize));
  readonly #tagLists = new Paged(() => new Uint32Array(pageSize));
  readonly #acceptors = new Paged(() => new Uint32Array(pageSize));
  readonly #authors = new Paged(() => new Uint8Array(pageSize));
  readonly #questions = new Paged(() => new Uint32Array(pageSize));
  readonly #listNumbers = new Map<string, number>();
  readonly #lists: string[][] = [[]];
  readonly #titles = new Map<number, string>();

  /** Remembers a question, whether or not it became a signal: its answers need its tags either way. */
  addQuestion(id: number, facts: QuestionFacts): void {
    this.#mark(id, isQuestionRead);
    if (facts.acceptedAnswerId !== null) {
      this.#mark(facts.acceptedAnswerId, isAccepted);
      this.#acceptors.set(facts.acceptedAnswerId, facts.askerId ?? 0);
    }
    if (facts.tags.length > 0) this.#tagLists.set(id, this.#listNumber(facts.tags));
    if (facts.title === null) return;
    // A copy: a slice would keep the whole chunk of the file that it was cut from.
    this.#titles.set(id, copyOf(facts.title));
    if (this.#titles.size > titlesKept) this.#titles.delete(this.#titles.keys().next().value as number);
  }

  /** Remembers that a post became a signal, so that votes can name it, and whose it is. */
  addSignal(id: number, kind: "question" | "answer", authorId: number | null): void {
    this.#mark(id, kind === "question" ? question : answer);
    if (authorId !== null) this.addAuthor(authorId);
  }

  /** Remembers that a user wrote one of the signals. */
  addAuthor(userId: number): void {
    this.#authors.set(userId, 1);
  }

  /** Remembers which question an answer is to; only comments need it. */
  addAnswerTo(id: number, questionId: number): void {
    this.#questions.set(id, questionId);
  }

  /** The question that a post is, or that it answers; null where neither was remembered. */
  threadOf(id: number): number | null {
    return this.kindOf(id) === "question" ? id : this.#questions.get(id) || null;
  }

  /** Whether a user wrote any of the signals. */
  isAuthor(userId: number): boolean {
    return this.#authors.get(userId) === 1;
  }

  /** What kind of signal a post is; null where it is none or was not read yet. */
  kindOf(id: number): "question" | "answer" | null {
    const flags = this.#flags.get(id);
    return flags & question ? "question" : flags & answer ? "answer" : null;
  }

  /** What is known of a question; null where it was not read yet. */
  questionOf(id: number): { title: string | null; tags: string[] } | null {
    if (!(this.#flags.get(id) & isQuestionRead)) return null;
    return { title: this.#titles.get(id) ?? null, tags: this.#lists[this.#tagLists.get(id)] ?? [] };
  }

  /** Whether an answer is accepted; null where neither its question nor an acceptance was read. */
  acceptedOf(answerId: number, questionId: number): boolean | null {
    if (this.#flags.get(answerId) & isAccepted) return true;
    return this.#flags.get(questionId) & isQuestionRead ? false : null;
  }

  /** The id of who asked the question that accepts an answer; null where it is unknown. */
  acceptedBy(answerId: number): number | null {
    return this.#acceptors.get(answerId) || null;
  }

  #mark(id: number, flag: number): void {
    this.#flags.set(id, this.#flags.get(id) | flag);
  }

  #listNumber(tags: string[]): number {
    const key = tags.join(" ");
    const known = this.#listNumbers.get(key);
    if (known !== undefined) return known;
    const copy = copyOf(key);
    this.#listNumbers.set(copy, this.#lists.length);
    return this.#lists.push(copy.split(" ")) - 1;
  }
}

function copyOf(text: string): string {
  return Buffer.from(text).toString();
}
