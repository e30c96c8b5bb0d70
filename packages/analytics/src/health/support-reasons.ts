import type { Window } from "@groundswell/model";
import { describeWindow } from "../describe-window.ts";
import { percent } from "../insight.ts";
import { fewestCases } from "./measured-rate.ts";
import type { SpaceHealth } from "./space-health.ts";
import type { Need, NeedPart, SupportPart } from "./support-need.ts";

/** A part below this share of the need is shown in the parts, and is no reason. */
const worthSaying = 0.1;

/** What a reason is written from. `before` is how many threads the window before had, null where unknown. */
export type ReasonInput = { need: Need | null; health: SpaceHealth; before: number | null; window: Window };

/**
 * Why a space is in need, in sentences that the threads behind them prove, the weightiest first. Where there are too few threads, that is
 * the only one; where nothing is lacking, there is none.
 */
export function supportReasons(input: ReasonInput): string[] {
  const { need, health, window } = input;
  if (need === null) {
    const old = health.rates.responseRate["7d"].n;
    const few = `${old} ${old === 1 ? "thread" : "threads"} of ${describeWindow(window)} had seven days for a response`;
    return [`Insufficient: ${few}, and below ${fewestCases} a share says nothing.`];
  }
  return need.parts
    .filter((part) => part.need > 0 && part.need >= worthSaying * need.need)
    .sort((a, b) => b.need - a.need || (a.part < b.part ? -1 : 1))
    .map((part) => sentences[part.part](part, input));
}

const sentences: Record<SupportPart, (part: NeedPart, input: ReasonInput) => string> = {
  unanswered: ({ count, of }, { window }) =>
    `${count} of ${of} threads of ${describeWindow(window)} had no response in their first 7 days.`,
  growing: (_, { health, before }) =>
    `Threads grew from ${before} to ${health.threads} against the window of equal length before.`,
  slow: ({ count, of }, { health }) =>
    `${count} of ${of} threads waited 3 to 7 days for their first response; ${medianWait(health)}.`,
  "one-person": ({ count, of }, { health }) =>
    `${percent(health.resilience.topResponderShare ?? 0)} of the responses come from one person: in ${count} of ${of} answered threads nobody else wrote.`,
  "no-expert": ({ count, of }) =>
    `In ${count} of ${of} answered threads no expert responded: nobody of the core that gives 80 % of the responses, and no awardee.`,
};

function medianWait({ firstResponse: { median } }: SpaceHealth): string {
  if (median === null) return "half of all are not answered as long as they were watched";
  const wait = median < 48 ? [median, "hour"] : [median / 24, "day"];
  const rounded = Number((wait[0] as number).toFixed(1));
  return `half of all wait ${rounded} ${wait[1]}${rounded === 1 ? "" : "s"} or more`;
}
