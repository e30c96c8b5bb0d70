import { describeWindow, leastCoverage, percent } from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import { countWords, listWords, valueWords } from "./figures.ts";
import type { HelpCounts } from "./figures-rates.ts";

/** A space that has a rank by unmet need, and its threads of 72 h and more. */
export type NeedySpace = { name: string; threads: { count: number; n: number } };

export type SupportClaim = {
  window: Window;
  /** Share of what should have been read, 0..1; null where nothing was expected. */
  coverage: number | null;
  /** In the order of their rank. */
  needy: readonly NeedySpace[];
  /** All spaces together; null where nobody asks anywhere. */
  help: HelpCounts | null;
  /** Spaces with threads, of which there are too few to tell. */
  insufficient: number;
};

const namedSpaces = 3;

/**
 * Where support is needed most, as one sentence that can be passed on; how much of the window was read stands in it where that is little. Where no space has
 * a rank it says which of the two that means: nobody is in need, or nobody can tell.
 */
export function supportInsight({ window, coverage, needy, help, insufficient }: SupportClaim): string {
  const when = `In ${describeWindow(window)}${partly(coverage)}`;
  if (help === null || help.threads === 0) return `${when}, nobody asked anything in the watched spaces.`;
  const waited = help.helped.n - help.helped.count;
  if (needy.length > 0) {
    const named = needy.slice(0, namedSpaces);
    const theirs = named.reduce((sum, { threads }) => sum + threads.n - threads.count, 0);
    const place = `${when}, support is needed most in ${listWords(named.map(({ name }) => name))}`;
    if (waited === 0) return `${place}, though every thread had a response within 72 h.`;
    const where = theirs === 1 ? "is there" : "are there";
    return `${place}: ${valueWords(theirs, "count")} of ${countWords(waited, "thread")} without a response within 72 h ${where}.`;
  }
  if (insufficient > 0 || help.helped.value === null)
    return `${when}, ${countWords(help.threads, "thread was", "threads were")} asked: too few in every space to tell where support is needed.`;
  return `${when}, no space is short of support: ${percent(help.helped.value)} of ${countWords(help.helped.n, "thread")} had a response within 72 h.`;
}

/** ", of which only 32 % was read": a sentence travels without the table below it. */
export function partly(coverage: number | null): string {
  return coverage === null || coverage >= leastCoverage ? "" : `, of which only ${percent(coverage)} was read`;
}

/** Which spaces came into the first of a list and which left it, as sentences; none where they are the same. */
export function firstsWords(now: readonly string[], before: readonly string[], what: string): string[] {
  const entered = now.filter((name) => !before.includes(name));
  const left = before.filter((name) => !now.includes(name));
  if (entered.length === 0 && left.length === 0) return [];
  const parts = [
    ...(entered.length > 0 ? [`${listWords(entered)} came into ${what}`] : []),
    ...(left.length > 0 ? [`${listWords(left)} left ${entered.length > 0 ? "it" : what}`] : []),
  ];
  return [`${parts.join("; ")}.`];
}

/** "Helped within 72 h in beta: 61 %, down from 92 % in the window before, more than by chance." */
export function movedWords(what: string, now: number, before: number): string {
  const way = now > before ? "up" : "down";
  return `${what}: ${percent(now)}, ${way} from ${percent(before)} in the window before, more than by chance.`;
}
