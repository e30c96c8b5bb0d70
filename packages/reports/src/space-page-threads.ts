import { hourMs } from "@groundswell/model";
import { type Store, threadAskers, threadHeads } from "@groundswell/store";
import { type Head, head, readCoverage, requireRun } from "./head.ts";
import { judgeSpaces } from "./space-health.ts";
import { askedWindow } from "./spaces-window.ts";

export type OpenThreadsQuestion = { expertise: string; asOf: Date | null; from: Date | null; to: Date | null };

/** A thread of a space in which nobody but the asker has written, and that nobody closed. */
export type OpenThread = {
  /** The key of its space. */
  key: string;
  title: string | null;
  url: string | null;
  askedAt: string;
  waitingHours: number;
  /** The asker's public handle; null where the place shows none. */
  handle: string | null;
};

export type OpenThreadsAnswer = Head & {
  /** Space by space, of each the oldest first. */
  threads: OpenThread[];
};

/** Every thread that was asked in a window and waits at its end: what the backlog of each space counts. */
export async function answerOpenThreads(store: Store, question: OpenThreadsQuestion): Promise<OpenThreadsAnswer> {
  const { expertise } = question;
  const run = await requireRun(store, expertise, question.asOf);
  const asOf = question.asOf ?? run.asOf;
  const window = askedWindow(question, asOf);
  const spaces = await judgeSpaces(store, { expertise, window });
  const open = spaces.flatMap(({ key, waiting }) => waiting.map((read) => ({ key, ...read })));
  const ids = open.map(({ thread }) => thread.id);
  const heads = await threadHeads(store, ids);
  const handles = await threadAskers(store, ids);
  return {
    ...head(expertise, run, asOf, window, await readCoverage(store, expertise, window, asOf)),
    threads: open.map(({ key, thread, ageMs }) => ({
      key,
      title: heads.get(thread.id)?.title ?? null,
      url: heads.get(thread.id)?.url ?? null,
      askedAt: new Date(thread.askedAt).toISOString(),
      waitingHours: Math.floor(ageMs / hourMs),
      handle: handles.get(thread.id) ?? null,
    })),
  };
}
