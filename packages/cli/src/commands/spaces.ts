import type { Weighting } from "@groundswell/analytics";
import { answerSpaces, answerSupport, type SpacesAnswer } from "@groundswell/reports";
import { type Command, Option } from "commander";
import { withStore } from "../context.ts";
import { chosenExpertise } from "../expertise.ts";
import { UsageError } from "../failure.ts";
import { count, date } from "../options.ts";
import { number, print, printJson, share, table } from "../output.ts";
import { printSupport } from "../print-support.ts";
import { wrap } from "../wrap.ts";

type Options = {
  expertise?: string;
  weighting: Weighting;
  asOf?: Date;
  from?: Date;
  to?: Date;
  limit: number;
  view: "activity" | "support";
  by: "need" | "reach";
  compareAnyway?: true;
  json?: true;
};

/** Waiting threads of each space. */
const threadsShown = 5;

export function addSpaces(command: Command): void {
  command
    .command("spaces")
    .description("Say which few of the spaces of an expertise hold the activity.")
    .option("--expertise <slug>", "the expertise (default: the only one there is)")
    .addOption(
      new Option("--weighting <what>", "what counts: signals, people per space, or people shared over their spaces")
        .choices(["events", "people", "shared"])
        .default("events"),
    )
    .addOption(
      new Option("--view <what>", "where the activity is, or where support is lacking and why")
        .choices(["activity", "support"])
        .default("activity"),
    )
    .addOption(
      new Option("--by <what>", "order of --view support: unmet need, or the people whom it would reach")
        .choices(["need", "reach"])
        .default("need"),
    )
    .option("--from <date>", "begin of the window (default: 12 weeks before its end)", date("--from"))
    .option("--to <date>", "end of the window, itself not in it (default: the as-of date)", date("--to"))
    .option("--as-of <date>", "use only what is dated before this (default: the last analysis)", date("--as-of"))
    .option("--limit <n>", "spaces to print; 0 for all", count("--limit"), 15)
    .option("--compare-anyway", "compare with earlier windows of which another share was read, too")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExample:\n  groundswell spaces --expertise powershell --from 2025-01-01 --to 2026-01-01\n  groundswell spaces --view support --limit 5",
    )
    .action((options: Options) => {
      checkWindow(options);
      return withStore(async ({ store }) => {
        const { weighting, asOf = null, from = null, to = null, compareAnyway = false } = options;
        const expertise = await chosenExpertise(store, options.expertise);
        if (options.view === "support") {
          const question = { expertise, asOf, from, to, by: options.by, threadLimit: threadsShown };
          const answer = await answerSupport(store, question);
          if (options.json) printJson(answer);
          else printSupport(answer, options.limit);
          return;
        }
        const answer = await answerSpaces(store, { expertise, weighting, asOf, from, to, compareAnyway });
        if (options.json) printJson(answer);
        else printSpaces(answer, options.limit);
      });
    });
}

function checkWindow({ from, to }: Options): void {
  if (from && to && from >= to)
    throw new UsageError(
      `The window from ${from.toISOString()} to ${to.toISOString()} is empty: give a --from before --to.`,
    );
}

/** The sentence, the spaces behind it, and what to know of the numbers. */
export function printSpaces(answer: SpacesAnswer, limit: number): void {
  const { coverage, run } = answer;
  const active = answer.spaces.filter((space) => space.count > 0);
  const shown = limit === 0 ? answer.spaces : active.slice(0, limit);
  print(answer.insight);
  print();
  print(
    table(
      [
        { title: "", right: true },
        { title: "space", most: 44 },
        { title: "kind" },
        { title: answer.weighting === "events" ? "signals" : answer.weighting, right: true },
        { title: "people", right: true },
        { title: "half by", right: true },
        { title: "share", right: true },
        { title: "change", right: true },
        { title: "sum", right: true },
        { title: "helped", right: true },
        { title: "" },
      ],
      shown.map((space) => [
        String(space.rank),
        space.name,
        space.kind,
        number(Math.round(space.count)),
        number(space.people),
        space.absenceFactor === null ? "–" : number(space.absenceFactor),
        share(space.share),
        points(space.shareChange),
        share(space.cumulativeShare),
        share(space.health?.responseRate["7d"] ?? null),
        space.tier,
      ]),
    ),
  );
  if (limit > 0 && active.length > limit) print(`… and ${active.length - limit} more active spaces`);
  print();
  print(
    wrap(
      "half by: the fewest people with half of a space's signals · helped: questions and issues with a response in 7 days",
    ),
  );
  for (const line of [...measureLines(answer), ...comparisonLines(answer)]) print(wrap(line));
  print(wrap(unwatchedLine(answer)));
  for (const warning of answer.warnings) print(wrap(`! ${warning}`));
  print(`coverage ${share(coverage.rate)} of what should have been read · run ${run.id}, policy ${run.policyVersion}`);
}

function unwatchedLine({ unwatched: { linking, rate } }: SpacesAnswer): string {
  if (linking === 0 || rate === null) return "not watched: unknown, for no signal links anywhere";
  return `not watched: ${share(rate)} of the ${number(linking)} signals that link elsewhere lead to spaces nobody reads (groundswell discover)`;
}

function measureLines({ concentration: c }: SpacesAnswer): string[] {
  const { interval, reach, withoutTopPerson: without } = c;
  const half = interval ? ` (${interval.k50[0]}-${interval.k50[1]})` : "";
  const effective = interval ? ` (${interval.n2.map((value) => value.toFixed(1)).join("-")})` : "";
  return [
    `half: ${c.k50 ?? "–"} spaces${half} · 80 %: ${c.k80 ?? "–"} · Gini ${c.gini?.toFixed(2) ?? "–"} · effective number ${c.hill["2"]?.toFixed(1) ?? "–"}${effective} · ` +
      `${c.topSetAgrees ? "all weightings name the same first five" : "the weightings differ on the first five"}`,
    ...(interval
      ? [
          `intervals: ${share(interval.level)}, ${number(interval.persons)} people drawn anew ${interval.resamples} times; ${share(interval.topSetStability)} of the first five stay among them`,
        ]
      : []),
    ...(reach
      ? [
          `${reach.spaces} spaces reach ${share(reach.share)} of people; ${share(c.overlap)} are in two or more of the head`,
        ]
      : []),
    ...(without
      ? [
          `without the most active person: first five ${share(without.topShare["5"])}, half: ${without.k50 ?? "–"} spaces`,
        ]
      : []),
  ];
}

function comparisonLines({ concentration: { compared, lastYear } }: SpacesAnswer): string[] {
  const windows = [
    { name: "the window before", earlier: compared },
    { name: "the same window last year", earlier: lastYear },
  ];
  return windows.flatMap(({ name, earlier }) => {
    if (!earlier) return [];
    if (!earlier.change) return [`not compared with ${name} (--compare-anyway does it)`];
    const { turnover, k50Change, rankOverlap, entered, left } = earlier.change;
    const moved = [entered.length > 0 && `in: ${entered.join(", ")}`, left.length > 0 && `out: ${left.join(", ")}`];
    return [
      `against ${name}: turnover of the first five ${share(turnover)}, half ${signed(k50Change)} spaces, rank overlap ${rankOverlap?.toFixed(2) ?? "–"}` +
        moved
          .filter((part) => part !== false)
          .map((part) => `; head ${part}`)
          .join(""),
    ];
  });
}

/** A change of share in percentage points: +1.2. */
function points(change: number | null): string {
  return change === null ? "–" : signed(Number((change * 100).toFixed(1)));
}

function signed(change: number | null): string {
  if (change === null) return "–";
  return change > 0 ? `+${change}` : change === 0 ? "±0" : String(change);
}
