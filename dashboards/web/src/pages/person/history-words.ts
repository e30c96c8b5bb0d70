import type { CandidacyHistory } from "@groundswell/reports";
import { stageWord } from "../../parts/people-words.ts";

/** What happened to a candidacy, in words. */
export function historyWords(one: CandidacyHistory): string {
  switch (one.kind) {
    case "stage":
      return `moved it from ${stageWord(one.from)} to ${stageWord(one.to)}`;
    case "assign":
      return `assigned it to ${one.to}`;
    case "note":
      return `noted: ${one.text}`;
    case "vote":
      return `voted ${one.vote}${one.conflict === null ? "" : `, with a conflict of interest: ${one.conflict}`}`;
    case "evidence":
      return `brought evidence: ${one.title} (${one.activity}, ${one.date}), vouched for by ${one.vouchedBy}`;
    case "undo":
      return "took the last move back";
    case "settle":
      return `settled that it goes on as candidacy ${one.into}`;
  }
}
