import { ConfigError } from "@groundswell/model";
import { type Building, issueWindow, nextTimes, planSchedule, previewReport, timeWords } from "@groundswell/report";
import { cadences, changesBetween, findReport, type ReportDocument, reports } from "@groundswell/reports";
import {
  type Edition,
  type EditionHead,
  findEdition,
  listEditions,
  listReportSchedules,
  type ReportSchedule,
  type Store,
} from "@groundswell/store";
import { type Command, Option } from "commander";
import { type Context, withStore } from "../context.ts";
import { chosenExpertise } from "../expertise.ts";
import { UsageError } from "../failure.ts";
import { count, date } from "../options.ts";
import { print, printable, printJson, say, table } from "../output.ts";
import { printFormats, type Showing, showReport } from "../report-print.ts";

type Asked = { expertise?: string; cadence?: string; asOf?: Date; keep?: true } & Showing;

export function addEditions(report: Command): void {
  report
    .command("list")
    .description("Show the reports there are, when each is due, and what was issued, the newest first.")
    .option("--search <words>", "editions that say all of these words")
    .option("--limit <n>", "editions to show; 0 for all", count("--limit"), 20)
    .option("--json", "print one JSON document")
    .addHelpText("after", '\nExample:\n  groundswell report list --search "powershell"')
    .action(({ search = null, limit, json }: { search?: string | null; limit: number; json?: true }) =>
      withStore(async ({ store, now }) => {
        const asked = { reports: null, expertises: null, words: search, before: null, limit };
        const editions = await listEditions(store, asked);
        const schedules = (await listReportSchedules(store)).map((one) => ({ ...one, next: nextOf(one, now()) }));
        const known = reports.map(({ build: _, windowAt: __, ...rest }) => rest);
        if (json) printJson({ reports: known, schedules, editions });
        else printList(schedules, editions);
      }),
    );
  report
    .command("run")
    .description("Build a report of the window that was closed last, and print it; with --keep, issue it.")
    .argument("<report>", `which one: ${reports.map(({ name }) => name).join(", ")}`)
    .option("--expertise <slug>", "the expertise (default: the only one there is)")
    .option("--as-of <date>", "the window that was closed then (default: now)", date("--as-of"))
    .addOption(new Option("--cadence <cadence>", "which windows (default: the usual one)").choices([...cadences]))
    .addOption(formatOption())
    .option("--json", "print one JSON document")
    .option("--out <file>", "write it to a file")
    .option("--keep", "keep it as an edition, which is sent to whoever subscribed")
    .addHelpText("after", "\nExample:\n  groundswell report run support --expertise powershell --format markdown")
    .action((name: string, asked: Asked) => withStore((context) => run(context, name, asked)));
  report
    .command("show")
    .description("Print an edition.")
    .argument("<edition>", "its number, as the list shows it", count("<edition>"))
    .addOption(formatOption())
    .option("--json", "print one JSON document")
    .option("--out <file>", "write it to a file")
    .addHelpText("after", "\nExample:\n  groundswell report show 12 --format html --out support.html")
    .action((id: number, showing: Showing) =>
      withStore(async (context) => show(context, await requireEdition(context.store, id), showing)),
    );
  report
    .command("compare")
    .description("Say what an edition says otherwise than an earlier one.")
    .argument("<earlier>", "the number of the earlier edition", count("<earlier>"))
    .argument("<later>", "the number of the later edition", count("<later>"))
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell report compare 11 12")
    .action((earlier: number, later: number, { json }: { json?: true }) =>
      withStore(async ({ store }) => {
        const [before, now] = [await requireEdition(store, earlier), await requireEdition(store, later)];
        if (before.report !== now.report || before.expertise !== now.expertise)
          throw new ConfigError("These are not of the same report and expertise: there is nothing to compare.");
        const changes = changesBetween(before.document as ReportDocument, now.document as ReportDocument);
        if (json) return printJson({ before: headOf(before), now: headOf(now), changes });
        if (changes.length === 0) print("They say the same.");
        for (const change of changes) print(printable(`- ${change}`));
      }),
    );
}

function formatOption(): Option {
  return new Option("--format <format>", "html is made for print").choices([...printFormats]).default("text");
}

/** The next time that a schedule is due; null while it is paused, or where its expression cannot be read. */
export function nextOf({ pausedAt, cron, tz }: ReportSchedule, now: Date): Date | null {
  if (pausedAt !== null) return null;
  try {
    return nextTimes({ cron, tz }, now, 1)[0] ?? null;
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

/** The expertise that a report is asked for; null for one that sets all side by side. */
export async function expertiseOf(store: Store, name: string, named: string | undefined): Promise<string | null> {
  if (findReport(name).of === "expertise") return chosenExpertise(store, named);
  if (named === undefined) return null;
  throw new UsageError(`The report "${name}" sets all expertises side by side: leave --expertise out.`);
}

async function run(context: Context, name: string, asked: Asked): Promise<void> {
  const { store, now, settings } = context;
  const expertise = await expertiseOf(store, name, asked.expertise);
  const at = asked.asOf ?? now();
  if (at > now()) throw new UsageError("--as-of is to come: no window has been closed by then.");
  const building: Building = { store, now, policyFile: settings.policyFile };
  const wish = { report: name, expertise, cadence: asked.cadence ?? null };
  if (!asked.keep) {
    const { document } = await previewReport(building, { ...wish, at });
    if (document === null) return nothing(asked);
    return showReport(context, { document, edition: { id: null, revision: 1, revised: [] } }, asked);
  }
  const planned = planSchedule({ ...wish, cron: null, tz: "UTC" }, now());
  const { edition, isNew } = await issueWindow(building, planned, at);
  if (edition === null) return nothing(asked);
  await show(context, await requireEdition(store, edition), asked);
  say(isNew ? `It is kept as edition ${edition}.` : `This window was issued before, as edition ${edition}.`);
}

function nothing({ json }: Showing): void {
  if (json) printJson(null);
  else print("There is nothing to say of this window.");
}

async function show(context: Context, edition: Edition, showing: Showing): Promise<void> {
  const { id, revision, revised, document } = edition;
  await showReport(context, { document: document as ReportDocument, edition: { id, revision, revised } }, showing);
}

async function requireEdition(store: Store, id: number): Promise<Edition> {
  const edition = await findEdition(store, id);
  if (edition) return edition;
  throw new ConfigError(`There is no edition ${id}: "groundswell report list" shows all.`);
}

function headOf({ document: _, watermark: __, lookedAt: ___, ...head }: Edition): EditionHead {
  return head;
}

const day = (instant: Date) => instant.toISOString().slice(0, 10);

function printList(schedules: (ReportSchedule & { next: Date | null })[], editions: EditionHead[]): void {
  const columns = (titles: string[]) => titles.map((title) => ({ title, most: 90, right: title === "no." }));
  print(
    table(
      columns(["report", "what it says"]),
      reports.map(({ name, about }) => [name, about]),
    ),
  );
  print();
  if (schedules.length === 0) print('Nothing is scheduled: "groundswell report schedule" does that.');
  else
    print(
      table(
        columns(["no.", "report", "expertise", "of each", "next", "state"]),
        schedules.map(({ id, report, expertise, cadence, tz, next, pausedAt, lastError }) => [
          ...[String(id), report, expertise ?? "all", cadence, next ? `${timeWords(next, tz)} (${tz})` : ""],
          pausedAt ? `paused ${day(pausedAt)}` : (lastError ?? ""),
        ]),
      ),
    );
  print();
  if (editions.length === 0) print('Nothing was issued: "groundswell report run … --keep" does it by hand.');
  else
    print(
      table(
        columns(["no.", "report", "expertise", "window", "insight"]),
        editions.map(({ id, report, expertise, window, revision, insight }) => [
          ...[String(id), revision > 1 ? `${report} (revision ${revision})` : report, expertise ?? "all"],
          ...[`${day(window.from)} to ${day(window.to)}`, insight],
        ]),
      ),
    );
}
