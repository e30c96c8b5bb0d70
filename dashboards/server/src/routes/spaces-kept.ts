import { answerAnew, isDefault, type KeptQuestion, questionText } from "@groundswell/analyse";
import {
  type KeptAnswer,
  keepAnswer,
  keptAnswer,
  type PrintedAnswer,
  type RowsAsked,
  type Store,
} from "@groundswell/store";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";

/** Gives answers about spaces: the kept one where there is one, else a new one, which is then kept. */
export type Answers = (expertise: string, question: KeptQuestion, rows: RowsAsked) => Promise<KeptAnswer>;

/** What routes about spaces need. */
export type AboutSpaces = ApiOptions & { answers: Answers };

/** All rows, for whoever wants the whole answer. */
export const allRows: RowsAsked = { offset: 0, limit: 0, key: null };

const mostAtOnce = 2;
const mostWaiting = 16;

/**
 * Answers that are kept in a store. Of one question at most one answer is reckoned at once, and at most two of all: a server that is
 * asked much at once would otherwise answer nothing. Who asks after a decision never gets an answer that was begun before it.
 * @throws RequestError where too many others wait
 */
export function keptAnswers({ store, now }: { store: Store; now: () => Date }): Answers {
  const underWay = new Map<string, Promise<PrintedAnswer>>();
  const queue = takeTurns();

  return async (expertise, question, rows) => {
    const text = questionText(question);
    const standing = await keptAnswer(store, expertise, text, rows);
    if (standing?.answer) return standing.answer;
    const name = JSON.stringify([expertise, text, standing?.run, standing?.decided]);
    const known = underWay.get(name) ?? queue(() => reckon()).finally(() => underWay.delete(name));
    underWay.set(name, known);
    return cut(await known, rows);

    async function reckon(): Promise<PrintedAnswer> {
      const answer = await answerAnew(store, expertise, question);
      if (standing !== null) {
        const { run, decided } = standing;
        const isKeptWithRun = isDefault(question);
        await keepAnswer(store, {
          expertise,
          question: text,
          run,
          decided,
          isDefault: isKeptWithRun,
          answer,
          now: now(),
        });
      }
      return answer;
    }
  };
}

/** Lets a few go on at once, and the rest wait in line. */
function takeTurns() {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= mostAtOnce) {
      if (waiting.length >= mostWaiting)
        throw new RequestError(429, "Too many answers are being reckoned: ask again in a minute.");
      // Whoever leaves hands its turn on, so that nobody who comes in between can take it.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

function cut({ frame, rows, sha256 }: PrintedAnswer, { offset, limit, key }: RowsAsked): KeptAnswer {
  const own = key === null ? rows : rows.filter((one) => one.key === key);
  const page = limit === 0 ? own.slice(offset) : own.slice(offset, offset + limit);
  return { frame, page: page.map(({ row }) => row).join(","), rows: own.length, sha256 };
}
