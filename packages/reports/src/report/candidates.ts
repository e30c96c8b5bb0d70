import { tracks } from "@groundswell/analytics";
import { ConfigError } from "@groundswell/model";
import { listExpertises, type Store } from "@groundswell/store";
import { type Head, head, requireRun } from "../head.ts";
import { basisOf } from "./basis.ts";
import { findCandidates } from "./candidates-answer.ts";
import { sectionsOf } from "./candidates-sections.ts";
import { standingOf } from "./candidates-standing.ts";
import { changesOf, figuresOf, insightOf, untested } from "./candidates-words.ts";
import type { ReportDocument } from "./document.ts";
import type { Report, ReportQuestion } from "./report.ts";
import { closedAt, monthsTo } from "./windows.ts";

/** For leads, monthly: who is new among the first, who rises, who is overlooked, and whom to look at twice. */
export const candidatesReport: Report = {
  name: "candidates",
  title: "Candidates and risers",
  about:
    "Tells leads who is new among the first candidates of an expertise, who rises beyond chance, and who is overlooked.",
  matter: "people",
  of: "expertise",
  cadences: ["month", "quarter"],
  usualCron: "0 7 1 * *",
  needsRun: true,
  windowAt: (instant, cadence) => monthsTo(closedAt(instant, cadence), cadence === "quarter" ? 3 : 1),
  build,
};

async function build(store: Store, { expertise, window }: ReportQuestion): Promise<ReportDocument> {
  if (expertise === null)
    throw new ConfigError("The report of candidates is of one expertise: give it with --expertise <slug>.");
  const run = await requireRun(store, expertise, window.to);
  const answer = await findCandidates(store, expertise, window, await standingOf(store, expertise, run));
  const { now, before, lastYear } = answer;
  const name = (await listExpertises(store)).find(({ slug }) => slug === expertise)?.name ?? expertise;
  const figures = figuresOf(answer);
  const policyWindow = { from: run.windowFrom, to: run.windowTo };
  const top = head(expertise, run, run.asOf, policyWindow, run.coverage as Head["coverage"]);
  return {
    report: "candidates",
    title: `Candidates and risers: ${name}`,
    expertise,
    matter: "people",
    window: top.window,
    asOf: top.asOf,
    insight: insightOf(answer),
    figures,
    changes: changesOf(answer, figures),
    sections: sectionsOf(answer),
    basis: basisOf([top], {
      tracks,
      warnings: [
        `Ranks and scores are of the window of the policy above; who is new, or fell out, is since ${answer.since}.`,
        ...[before.why, lastYear.why].filter((why) => why !== null),
        ...(now.rising.risers === null ? [untested(now)] : []),
        "A rank is a proposal with its interval: two people whose intervals overlap cannot be told apart.",
        "Mentoring, feedback to the maker and help in private channels leave no signal: who does that is not seen here.",
      ],
    }),
  };
}
