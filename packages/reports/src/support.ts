import { type ReadThread, rankSupport, supportWeights } from "@groundswell/analytics";
import { dayMs } from "@groundswell/model";
import { expertiseSpaces, type Store, type ThreadHead, threadHeads } from "@groundswell/store";
import { type Head, head, readCoverage, requireRun } from "./head.ts";
import { type JudgedSpace, judgeSpaces, type SupportAnswer, supportOf } from "./space-health.ts";
import { askedWindow } from "./spaces-window.ts";

export type SupportQuestion = {
  expertise: string;
  asOf: Date | null;
  from: Date | null;
  to: Date | null;
  by: "need" | "reach";
  /** Threads shown of each space. */
  threadLimit: number;
};

/** A thread that waits for somebody. */
export type WaitingThread = { url: string | null; title: string | null; askedAt: string; ageDays: number };

export type SupportSpace = SupportAnswer & {
  key: string;
  name: string;
  kind: string;
  url: string | null;
  threads: number;
  /** Open threads without a response, the oldest first. */
  waiting: WaitingThread[];
};

export type SupportListAnswer = Head & {
  by: "need" | "reach";
  /** What one thread of each part counts for. */
  weights: typeof supportWeights;
  /** In the order of the rank asked for. */
  spaces: SupportSpace[];
  /** Spaces with threads, of which there are too few to tell. */
  insufficient: string[];
};

/** Where support is lacking, by unmet need or by the people it would reach, with the reasons, their reckoning and the threads behind them. */
export async function answerSupport(store: Store, question: SupportQuestion): Promise<SupportListAnswer> {
  const { expertise, by, threadLimit } = question;
  const run = await requireRun(store, expertise, question.asOf);
  const asOf = question.asOf ?? run.asOf;
  const window = askedWindow(question, asOf);
  const spaces = await judgeSpaces(store, { expertise, window });
  const ranks = rankSupport(spaces);
  const rankOf = ({ key }: JudgedSpace) => ranks.get(key)?.[by === "need" ? "rank" : "reachRank"] ?? null;
  const ranked = spaces.filter((space) => rankOf(space) !== null);
  ranked.sort((a, b) => (rankOf(a) ?? 0) - (rankOf(b) ?? 0) || (a.key < b.key ? -1 : 1));
  const waiting = new Map(ranked.map((space) => [space.key, space.waiting.slice(0, threadLimit)]));
  const heads = await threadHeads(
    store,
    [...waiting.values()].flat().map(({ thread }) => thread.id),
  );
  const named = new Map((await expertiseSpaces(store, expertise)).map((space) => [space.key, space]));
  return {
    ...head(expertise, run, asOf, window, await readCoverage(store, expertise, window, asOf)),
    by,
    weights: supportWeights,
    spaces: ranked.map((space) => {
      const { name, kind, url } = named.get(space.key) ?? { name: space.key, kind: "", url: null };
      return {
        ...{ key: space.key, name, kind, url },
        ...supportOf(space, ranks.get(space.key), window),
        threads: space.threads,
        waiting: (waiting.get(space.key) ?? []).map((one) => printThread(one, heads.get(one.thread.id))),
      };
    }),
    insufficient: spaces.filter(({ threads, need }) => threads > 0 && need === null).map(({ key }) => key),
  };
}

function printThread({ thread, ageMs }: ReadThread, known: ThreadHead | undefined): WaitingThread {
  return {
    url: known?.url ?? null,
    title: known?.title ?? null,
    askedAt: new Date(thread.askedAt).toISOString(),
    ageDays: Math.floor(ageMs / dayMs),
  };
}
