import { stageName } from "@groundswell/model";
import type { CandidaciesAnswer, CandidacyAnswer, CandidacyHistory } from "@groundswell/reports";
import { describeAccounts } from "./decided.ts";
import { number, print, printable, table } from "./output.ts";

/** Who is considered, in a table. */
export function printCandidacies({ candidacies }: CandidaciesAnswer): void {
  if (candidacies.length === 0) {
    print('Nobody is considered: "groundswell candidates" shows who could be, and "candidacy move" begins.');
    return;
  }
  print(
    table(
      [
        { title: "person", right: true },
        { title: "name", most: 28 },
        { title: "expertise", most: 24 },
        { title: "stage" },
        { title: "assigned", most: 20 },
        { title: "yes", right: true },
        { title: "no", right: true },
        { title: "last", most: 60 },
      ],
      candidacies.map(({ person, name, expertise, stage, unsettled, assigned, tally, history }) => [
        String(person),
        name ?? "",
        expertise,
        unsettled.length > 0 ? "to be settled" : stageName(stage),
        assigned ?? "",
        number(tally.yes),
        number(tally.no),
        lastOf(history),
      ]),
    ),
  );
}

function lastOf(history: CandidacyHistory[]): string {
  const last = history.at(-1);
  return last ? `${last.at.slice(0, 10)} ${describeDeed(last)}, by ${last.by}` : "";
}

/** One candidacy with its whole history. */
export function printCandidacy(answer: CandidacyAnswer): void {
  const { person, name, expertise, stage, unsettled, assigned, votes, tally, evidence, history } = answer;
  const to = assigned === null ? "" : `, assigned to ${assigned}`;
  print(printable(`${name ?? `Person ${person}`} (person ${person}) in ${expertise}: ${stageName(stage)}${to}`));
  print(printable(`  accounts: ${describeAccounts(answer)}`));
  if (unsettled.length > 0) {
    const which = unsettled.map((one) => `${one.candidacy} (${stageName(one.stage)})`).join(" and ");
    print(printable(`  to be settled: candidacies ${which} have become one person's`));
  }
  if (votes.length > 0)
    print(
      `  votes: ${number(tally.yes)} yes, ${number(tally.no)} no, ${number(tally.abstain)} abstain; ${number(tally.notCounted)} with a conflict of interest, not counted`,
    );
  for (const { actor, vote, conflict, reason } of votes)
    print(printable(`    ${actor}: ${vote}${conflict ? `, conflict: ${conflict}` : ""}${reason ? `, ${reason}` : ""}`));
  for (const { activity, title, date, note, vouchedBy } of evidence)
    print(printable(`  evidence: ${activity}, ${title}, ${date}: ${note} (vouched for by ${vouchedBy})`));
  if (history.length > 0) print("  history:");
  for (const one of history) {
    const why = one.reason === null ? "" : `: ${one.reason}`;
    const undone = one.stands ? "" : " (undone)";
    print(printable(`    ${one.at.slice(0, 16).replace("T", " ")} ${one.by} ${describeDeed(one)}${undone}${why}`));
  }
}

function describeDeed(one: CandidacyHistory): string {
  switch (one.kind) {
    case "stage":
      return `moved it from ${stageName(one.from)} to ${stageName(one.to)}`;
    case "assign":
      return `assigned it to ${one.to}`;
    case "note":
      return `noted "${one.text}"`;
    case "vote":
      return `voted ${one.vote}${one.conflict === null ? "" : ` with a conflict (${one.conflict})`}`;
    case "evidence":
      return `added the evidence "${one.title}"`;
    case "undo":
      return `took move ${one.undoes} back`;
    case "settle":
      return `settled that candidacy ${one.into} goes on`;
  }
}
