import type { PolicyChanges, Track } from "@groundswell/analytics";
import { answerWhatIf, type WhatIfAnswer, type WhatIfMover } from "@groundswell/reports";
import { type Command, Option } from "commander";
import { withStore } from "../context.ts";
import { chosenExpertise } from "../expertise.ts";
import { UsageError } from "../failure.ts";
import { count, date } from "../options.ts";
import { number, print, printable, printJson, share, table } from "../output.ts";

type Options = {
  expertise?: string;
  track: Track;
  asOf?: Date;
  weight?: Record<string, number>;
  kind?: Record<string, Record<string, number>>;
  dropSpace?: string[];
  dropKind?: string[];
  power?: number;
  months?: number;
  limit: number;
  json?: true;
};

export function addWhatIf(command: Command): void {
  command
    .command("what-if")
    .description("Say who would move, and why, if the policy were another; nothing is saved.")
    .option("--expertise <slug>", "the expertise (default: the only one there is)")
    .addOption(new Option("--track <track>", "whose list").choices(["expert", "leader"]).default("expert"))
    .option("--as-of <date>", "the analysis as of this instant (default: the last one)", date("--as-of"))
    .option("--weight <channel=n>", "another weight of a channel, 0 to drop it; can be repeated", weight)
    .option("--kind <kind.number=n>", "another number of a kind, as answer.halfLifeDays=60; can be repeated", kind)
    .option("--drop-space <key>", "nothing in this space counts, platform:id; can be repeated", listed)
    .option("--drop-kind <kind>", "nothing of this kind counts; can be repeated", listed)
    .option("--power <n>", "another power of the mean over channels", (text) => numberOf(text, "--power"))
    .option("--months <n>", "another length of the window", (text) => numberOf(text, "--months"))
    .option("--limit <n>", "how many who move; 0 for all", count("--limit"), 10)
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExample:\n  groundswell what-if --expertise powershell --weight posts=2 --kind answer.halfLifeDays=60",
    )
    .action((options: Options) => {
      const changes = changesOf(options);
      return withStore(async ({ store }) => {
        const { track, asOf = null, limit } = options;
        const expertise = await chosenExpertise(store, options.expertise);
        const answer = await answerWhatIf(store, { expertise, track, asOf, changes, limit });
        if (options.json) printJson(answer);
        else printWhatIf(answer);
      });
    });
}

function changesOf({ weight: weights, kind: kinds, dropSpace, dropKind, power, months }: Options): PolicyChanges {
  const changes: PolicyChanges = {
    ...(weights && { weights }),
    ...(kinds && { kinds }),
    ...(dropSpace && { dropSpaces: dropSpace }),
    ...(dropKind && { dropKinds: dropKind }),
    ...(power !== undefined && { power }),
    ...(months !== undefined && { months }),
  };
  if (Object.keys(changes).length > 0) return changes;
  throw new UsageError("What would be otherwise is missing: give at least one change, as --weight answers=0.5.");
}

function printWhatIf(answer: WhatIfAnswer): void {
  const { before, after, changed, correlation, top, movers, entering, leaving } = answer;
  print(
    printable(`As of ${answer.asOf.slice(0, 10)}, by ${answer.policyVersion}, but ${listOfWords(answer.changes)}:`),
  );
  print(
    `${number(changed)} people have another rank; ranked are ${number(after.ranked)} instead of ${number(before.ranked)}, ` +
      `of ${number(after.population)} active instead of ${number(before.population)}.`,
  );
  if (before.window.from !== after.window.from)
    print(
      `The sources have read ${share(after.coverageRate)} of the new window, and ${share(before.coverageRate)} of the old.`,
    );
  if (correlation !== null)
    print(`The orders agree at ${correlation.toFixed(3)} (Spearman); of the first ${top.size}, ${top.shared} stay.`);
  printMovers("Who moves furthest", movers);
  printMovers(`Into the first ${top.size}`, entering);
  printMovers(`Out of the first ${top.size}`, leaving);
  print();
  print("Nothing was saved.");
}

function printMovers(title: string, movers: readonly WhatIfMover[]): void {
  if (movers.length === 0) return;
  print();
  print(`${title}:`);
  print(
    table(
      [
        { title: "person", right: true },
        { title: "name", most: 28 },
        { title: "rank", right: true },
        { title: "then", right: true },
        { title: "score", right: true },
        { title: "then", right: true },
        { title: "why", most: 90 },
      ],
      movers.map(({ person, name, before, after, why }) => [
        String(person),
        name ?? "",
        String(before.rank ?? "–"),
        String(after.rank ?? "–"),
        before.score.toFixed(1),
        after.score.toFixed(1),
        why,
      ]),
    ),
  );
}

function listOfWords(changes: readonly string[]): string {
  if (changes.length === 0) return "nothing that was given is another";
  return changes.length < 2 ? changes.join() : `${changes.slice(0, -1).join(", ")} and ${changes.at(-1)}`;
}

function weight(text: string, before: Record<string, number> = {}): Record<string, number> {
  const [, channel, value] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (channel === undefined || value === undefined)
    throw new UsageError(`--weight "${text}" is no weight: write channel=number, as answers=0.5.`);
  return { ...before, [channel]: numberOf(value, `--weight ${channel}`) };
}

function kind(
  text: string,
  before: Record<string, Record<string, number>> = {},
): Record<string, Record<string, number>> {
  const [, name, field, value] = /^([^=.]+)\.([^=.]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || field === undefined || value === undefined)
    throw new UsageError(`--kind "${text}" is no number of a kind: write kind.number=n, as answer.halfLifeDays=60.`);
  const own = Object.hasOwn(before, name) ? before[name] : {};
  return { ...before, [name]: { ...own, [field]: numberOf(value, `--kind ${name}.${field}`) } };
}

function listed(text: string, before: string[] = []): string[] {
  return [...before, text];
}

function numberOf(text: string, flag: string): number {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new UsageError(`${flag} "${text}" is no number: write it as 0.5 or 60.`);
  return Number(text);
}
