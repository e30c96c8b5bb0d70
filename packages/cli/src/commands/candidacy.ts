import { actOnCandidacy, type CandidacyAct } from "@groundswell/analyse";
import { type CandidacyStage, candidacyStages, stageName, type VoteValue, voteValues } from "@groundswell/model";
import { answerCandidacies, answerCandidacy, requirePerson } from "@groundswell/reports";
import { Argument, type Command, Option } from "commander";
import { withStore } from "../context.ts";
import { actorOf } from "../decided.ts";
import { chosenExpertise } from "../expertise.ts";
import { count } from "../options.ts";
import { print, printable, printJson } from "../output.ts";
import { printCandidacies, printCandidacy } from "../print-candidacies.ts";

type Options = { expertise?: string; reason?: string; json?: true };

const movable = candidacyStages.filter((stage) => stage !== "discovered");

export function addCandidacy(command: Command): void {
  const candidacy = command
    .command("candidacy")
    .description("From a name on a list to a decision: stages, notes, votes, evidence, and their history.")
    .addHelpText("after", "\nExample:\n  groundswell candidacy list --stage in-review");
  addAnswers(candidacy);
  addStages(candidacy);
  addWords(candidacy);
}

function addAnswers(candidacy: Command): void {
  candidacy
    .command("list")
    .description("Show who is considered, the last moved first.")
    .option("--expertise <slug>", "one expertise (default: all)")
    .addOption(new Option("--stage <stage>", "one stage (default: all)").choices([...candidacyStages]))
    .option("--assigned <name>", "only those assigned to somebody")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell candidacy list --expertise powershell --stage in-review")
    .action((options: { expertise?: string; stage?: CandidacyStage; assigned?: string; json?: true }) =>
      withStore(async ({ store }) => {
        const { expertise = null, stage = null, assigned = null } = options;
        const answer = await answerCandidacies(store, { expertise, stage, assigned });
        if (options.json) printJson(answer);
        else printCandidacies(answer);
      }),
    );
  aboutPerson(candidacy, "show", "Show one candidacy: its stage, votes, evidence and everything that happened.")
    .addHelpText("after", "\nExample:\n  groundswell candidacy show github:1042 --expertise powershell")
    .action((name: string, options: Options) =>
      withStore(async ({ store }) => {
        const expertise = await chosenExpertise(store, options.expertise);
        const answer = await answerCandidacy(store, expertise, await requirePerson(store, name));
        if (options.json) printJson(answer);
        else printCandidacy(answer);
      }),
    );
}

function addStages(candidacy: Command): void {
  aboutPerson(candidacy, "move", "Move a candidacy on. A decision (nominated, awarded, declined) freezes the dossier.")
    .addArgument(new Argument("<stage>", "where to").choices([...movable]))
    .requiredOption("--reason <text>", "why, for the history")
    .addHelpText(
      "after",
      '\nExample:\n  groundswell candidacy move 12 shortlisted --reason "asked for by the product team"',
    )
    .action((name: string, to: CandidacyStage, options: Options) => actAndSay(name, { kind: "move", to }, options));
  aboutPerson(candidacy, "undo", "Take the last move back. It stays in the history.")
    .option("--reason <text>", "why, for the history")
    .addHelpText("after", "\nExample:\n  groundswell candidacy undo 12")
    .action((name: string, options: Options) => actAndSay(name, { kind: "undo" }, options));
  aboutPerson(candidacy, "settle", "Say which candidacy goes on, where two persons with one each have become one.")
    .requiredOption("--into <n>", "the number of the candidacy that goes on", count("--into"))
    .option("--reason <text>", "why, for the history")
    .addHelpText("after", "\nExample:\n  groundswell candidacy settle 12 --into 3")
    .action((name: string, { into, ...options }: Options & { into: number }) =>
      actAndSay(name, { kind: "settle", into }, options),
    );
}

function addWords(candidacy: Command): void {
  aboutPerson(candidacy, "assign", "Say who looks after a candidacy.")
    .argument("<name>", "who")
    .option("--reason <text>", "why, for the history")
    .addHelpText("after", "\nExample:\n  groundswell candidacy assign 12 river")
    .action((name: string, to: string, options: Options) => actAndSay(name, { kind: "assign", to }, options));
  aboutPerson(candidacy, "note", "Write a note. Notes are in no dossier.")
    .argument("<text>", "the note, at most 1000 characters")
    .addHelpText("after", '\nExample:\n  groundswell candidacy note 12 "asked for a talk in spring"')
    .action((name: string, text: string, options: Options) => actAndSay(name, { kind: "note", text }, options));
  aboutPerson(
    candidacy,
    "vote",
    "Vote while a candidacy is in review. A vote with a conflict of interest is shown and not counted.",
  )
    .addArgument(new Argument("<vote>", "the vote").choices([...voteValues]))
    .requiredOption("--conflict <text>", '"none", or what it is: same employer, friend, co-author, reports to …')
    .option("--reason <text>", "why, for the history")
    .addHelpText("after", "\nExample:\n  groundswell candidacy vote 12 yes --conflict none")
    .action((name: string, vote: VoteValue, { conflict, ...options }: Options & { conflict: string }) =>
      actAndSay(name, { kind: "vote", vote, conflict }, options),
    );
  aboutPerson(candidacy, "evidence", "Add evidence that no source shows. It is in the dossier, and in no score.")
    .requiredOption("--activity <name>", "the activity type of the program's form, as Mentorship")
    .requiredOption("--title <text>", "what it was, at most 100 characters")
    .requiredOption("--date <date>", "when, as 2026-01-31")
    .requiredOption("--note <text>", "what the person did, at most 1000 characters")
    .requiredOption("--vouched-by <name>", "who stands for it")
    .option("--url <url>", "where it can be seen")
    .addHelpText(
      "after",
      '\nExample:\n  groundswell candidacy evidence 12 --activity Mentorship --title "Six newcomers" --date 2026-01-31 --note "weekly calls" --vouched-by river',
    )
    .action((name: string, options: Options & Written) => {
      const { activity, title, date, note, vouchedBy, url = null } = options;
      return actAndSay(name, { kind: "evidence", activity, title, date, note, vouchedBy, url }, options);
    });
}

type Written = { activity: string; title: string; date: string; note: string; vouchedBy: string; url?: string };

function aboutPerson(candidacy: Command, name: string, says: string): Command {
  return candidacy
    .command(name)
    .description(says)
    .argument("<person>", "the person's number, or one of its accounts as platform:id")
    .option("--expertise <slug>", "the expertise (default: the only one there is)")
    .option("--json", "print one JSON document");
}

async function actAndSay(name: string, act: CandidacyAct, { expertise: given, reason, json }: Options): Promise<void> {
  await withStore(async ({ store, now, settings }) => {
    const expertise = await chosenExpertise(store, given);
    const person = await requirePerson(store, name);
    const done = await actOnCandidacy(
      { store, now, actor: actorOf(settings) },
      { expertise, person },
      act,
      reason ?? null,
    );
    if (json) {
      printJson({ expertise, person: person.person, ...done });
      return;
    }
    const who = person.name ?? `Person ${person.person}`;
    print(printable(`${who} in ${expertise}: ${stageName(done.stage)} (event ${done.event}, ${done.deed.kind}).`));
    if (done.sha256 !== null) {
      print(`The dossier is frozen as it is now, SHA-256 ${done.sha256}.`);
      print(printable(`To read it: groundswell dossier ${person.person} --expertise ${expertise} --frozen`));
    }
  });
}
