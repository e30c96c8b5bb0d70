import { cronWords, nextTimes, planSchedule, timeWords } from "@groundswell/report";
import { cadences } from "@groundswell/reports";
import {
  addReportSchedule,
  pauseReportSchedule,
  type ReportSchedule,
  removeReportSchedule,
  resumeReportSchedule,
} from "@groundswell/store";
import { type Command, Option } from "commander";
import { type Context, withStore } from "../context.ts";
import { count } from "../options.ts";
import { print, printable, printJson } from "../output.ts";
import { queueOf } from "../queues.ts";
import { expertiseOf } from "./report-editions.ts";
import { by } from "./user.ts";

type Planned = { expertise?: string; every?: string; tz: string; cadence?: string; json?: true };

export function addSchedules(report: Command): void {
  report
    .command("schedule")
    .description("Let a report be issued again and again, and say when it is next.")
    .argument("<report>", "which one, as the list names it")
    .option("--expertise <slug>", "the expertise (default: the only one there is)")
    .option("--every <cron>", "a cron expression (default: the report's usual one)")
    .option("--tz <zone>", "the time zone in which it is read", "UTC")
    .addOption(new Option("--cadence <cadence>", "which windows (default: the usual one)").choices([...cadences]))
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      '\nExample:\n  groundswell report schedule support --expertise powershell --every "0 7 * * 1" --tz Europe/Berlin',
    )
    .action((name: string, { expertise, every, tz, cadence, json }: Planned) =>
      withStore(async (context) => {
        const of = await expertiseOf(context.store, name, expertise);
        const wish = { report: name, expertise: of, cadence: cadence ?? null, cron: every ?? null, tz };
        const planned = planSchedule(wish, context.now());
        const added = await addReportSchedule(context.store, planned, by(context));
        await register(context, added);
        printSchedule(context, added, json);
      }),
    );
  const change = (name: string, about: string, act: (context: Context, id: number) => Promise<ReportSchedule | null>) =>
    report
      .command(name)
      .description(about)
      .argument("<schedule>", "its number, as the list shows it", count("<schedule>"))
      .option("--json", "print one JSON document")
      .addHelpText("after", `\nExample:\n  groundswell report ${name} 3`)
      .action((id: number, { json }: { json?: true }) =>
        withStore(async (context) => {
          const changed = await act(context, id);
          await register(context, changed ?? { id, pausedAt: context.now(), cron: "", tz: "" });
          if (changed) printSchedule(context, changed, json);
          else if (json) printJson({ removed: id });
          else print(`Schedule ${id} is gone; what it issued stays.`);
        }),
      );
  change("pause", "Let a schedule issue nothing until it is resumed.", (context, id) =>
    pauseReportSchedule(context.store, id, by(context)),
  );
  change("resume", "Let a schedule go on with what is due after now.", (context, id) =>
    resumeReportSchedule(context.store, id, by(context)),
  );
  change("unschedule", "Take a schedule away; what it issued stays.", async (context, id) => {
    await removeReportSchedule(context.store, id, by(context));
    return null;
  });
}

/** Tells the workers at once. With the embedded store none can be running now, and the next ones read it from there. */
async function register(
  context: Context,
  { id, cron, tz, pausedAt }: Pick<ReportSchedule, "id" | "cron" | "tz" | "pausedAt">,
): Promise<void> {
  if (context.settings.databaseUrl === null) return;
  const queue = await queueOf(context);
  try {
    if (pausedAt === null) await queue.schedule("report", String(id), { schedule: id }, { every: cron, tz });
    else await queue.unschedule("report", String(id));
  } finally {
    await queue.close();
  }
}

function printSchedule({ now }: Context, schedule: ReportSchedule, json: true | undefined): void {
  const { id, report, expertise, cadence, cron, tz, pausedAt } = schedule;
  const next = pausedAt === null ? nextTimes(schedule, now()) : [];
  if (json) {
    printJson({ ...schedule, words: cronWords(cron), next });
    return;
  }
  const what = expertise === null ? report : `${report} of ${expertise}`;
  print(printable(`Schedule ${id}: ${what}, by ${cadence}. ${cronWords(cron)} (${tz}).`));
  if (pausedAt !== null) print("It is paused.");
  else print("It is due next on:");
  for (const time of next) print(printable(`  ${timeWords(time, tz)}`));
}
