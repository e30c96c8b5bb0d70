import { createHash } from "node:crypto";
import { type Weighting, weightings } from "@groundswell/analytics";
import type { PrintedAnswer, Store } from "@groundswell/store";
import { answerDiscover, type DiscoverAnswer } from "./discover.ts";
import { requireRun } from "./head.ts";
import { answerOpenThreads } from "./space-page-threads.ts";
import { answerSpaces } from "./spaces.ts";
import { answerSupport } from "./support.ts";
import { answerTrends } from "./trends.ts";

type Asked = { asOf: Date | null };
type AskedWindow = Asked & { from: Date | null; to: Date | null };

/** What people have said of a found space; `open` is nothing that still stands. */
export const foundStates = ["open", "accepted", "ignored", "snoozed", "all"] as const;
export type FoundState = (typeof foundStates)[number];

/** A question about spaces whose answer is kept. Nothing of it is about single people. */
export type KeptQuestion =
  | ({ of: "spaces"; weighting: Weighting } & AskedWindow)
  | ({ of: "support"; by: "need" | "reach" } & AskedWindow)
  | ({ of: "open threads" } & AskedWindow)
  | ({ of: "trends"; by: "space" | "tag"; months: number } & Asked)
  | ({ of: "discovery"; state: FoundState } & Asked);

/** Months that trends look at where nobody says how many, and threads that support shows of a space. */
export const defaultMonths = 36;
const threadsShown = 5;

const newest = { asOf: null, from: null, to: null };

/** What the pages ask before anybody has chosen anything: answered with every run. */
export const defaultQuestions: readonly KeptQuestion[] = [
  ...weightings.map((weighting) => ({ of: "spaces" as const, weighting, ...newest })),
  { of: "support", by: "need", ...newest },
  { of: "support", by: "reach", ...newest },
  { of: "open threads", ...newest },
  { of: "trends", by: "space", months: defaultMonths, asOf: null },
  { of: "trends", by: "tag", months: defaultMonths, asOf: null },
  { of: "discovery", state: "open", asOf: null },
];

/** A question as text: the same for the same question, whatever order it was put together in. */
export function questionText(question: KeptQuestion): string {
  return JSON.stringify(Object.entries(question).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const defaultTexts = new Set(defaultQuestions.map(questionText));

/** Whether a question is answered with every run. */
export function isDefault(question: KeptQuestion): boolean {
  return defaultTexts.has(questionText(question));
}

/**
 * Answers a question from the store.
 * @throws ConfigError where there is no such expertise, or nothing has been analysed as of that instant
 */
export async function answerAnew(store: Store, expertise: string, question: KeptQuestion): Promise<PrintedAnswer> {
  switch (question.of) {
    case "spaces":
      return printAnswer(await answerSpaces(store, { expertise, ...question }), "spaces");
    case "support":
      return printAnswer(await answerSupport(store, { expertise, ...question, threadLimit: threadsShown }), "spaces");
    case "open threads":
      return printAnswer(await answerOpenThreads(store, { expertise, ...question }), "threads");
    case "trends":
      return printAnswer(await answerTrends(store, { expertise, ...question }), "series");
    case "discovery":
      return printAnswer(await answerFound(store, expertise, question), "proposals");
  }
}

async function answerFound(
  store: Store,
  expertise: string,
  { state, ...question }: { state: FoundState } & Asked,
): Promise<DiscoverAnswer> {
  const asOf = question.asOf ?? (await requireRun(store, expertise, null)).asOf;
  const answer = await answerDiscover(store, { expertise, asOf, limit: 0, all: state !== "open" });
  if (state === "open" || state === "all") return answer;
  const deed = { accepted: "accept", ignored: "ignore", snoozed: "snooze" }[state];
  const stands = (until: string | null) => until === null || new Date(until) > asOf;
  const proposals = answer.proposals.filter(({ decision }) => decision?.deed === deed && stands(decision.until));
  return { ...answer, proposals };
}

/** An answer in the form that is kept: its long list row by row, the rest around it. */
export function printAnswer<Answer extends object>(answer: Answer, list: keyof Answer & string): PrintedAnswer {
  const rows = (answer[list] as { key?: unknown }[]).map((row) => ({
    key: typeof row.key === "string" ? row.key : null,
    row: JSON.stringify(row),
  }));
  const { [list]: _, ...rest } = answer;
  const frame = JSON.stringify({ ...rest, [list]: [] });
  const hash = createHash("sha256").update(frame);
  for (const { row } of rows) hash.update("\n").update(row);
  return { frame, rows, sha256: hash.digest("hex") };
}

/** A frame with some of its rows in their place; `page` is those rows, joined by commas. */
export function fillFrame(frame: string, page: string): string {
  return `${frame.slice(0, -"]}".length)}${page}]}`;
}
