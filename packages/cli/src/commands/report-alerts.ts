import { alertKinds } from "@groundswell/analytics";
import { answerAlertList, type Reader, requireExpertise } from "@groundswell/reports";
import { listMutes, muteAlert, requireUser, unmuteAlert } from "@groundswell/store";
import { Argument, type Command, Option } from "commander";
import { withStore } from "../context.ts";
import { chosenExpertise } from "../expertise.ts";
import { count, date } from "../options.ts";
import { print, printable, printJson, table } from "../output.ts";
import { by } from "./user.ts";

/** Whoever has the store may read all of it. */
const everything: Reader = { matters: ["spaces", "people", "operation"], expertises: "all", regions: "all" };

type Listed = { expertise?: string; state: "open" | "ended" | "all"; limit: number; json?: true };
type Muted = { user: string; expertise?: string; subject?: string; until?: Date; json?: true };

export function addAlerts(report: Command): void {
  const alerts = report
    .command("alerts")
    .description("What somebody should look at, each with its test; and what a user wants to hear no more of.")
    .addHelpText("after", "\nExample:\n  groundswell report alerts list --expertise powershell");
  alerts
    .command("list", { isDefault: true })
    .description("Show alerts, the newest first.")
    .option("--expertise <slug>", "one expertise (default: all)")
    .addOption(new Option("--state <state>", "which").choices(["open", "ended", "all"]).default("open"))
    .option("--limit <n>", "alerts to show; 0 for all", count("--limit"), 20)
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell report alerts list --state all")
    .action(({ expertise = null, state, limit, json }: Omit<Listed, "expertise"> & { expertise?: string | null }) =>
      withStore(async ({ store }) => {
        if (expertise !== null) await requireExpertise(store, expertise);
        const asked = { expertise, state: state === "all" ? null : state, limit };
        const found = await answerAlertList(store, asked, everything);
        if (json) return printJson({ alerts: found });
        if (found.length === 0) return print("Nothing was found that somebody should look at.");
        for (const { since, endedAt, expertise: slug, kind, subject, name, title, sentence, test, todo } of found) {
          const end = endedAt === null ? "" : ` until ${day(endedAt)}`;
          print(printable(`${day(since)}${end}  ${slug}: ${name} ${title} (${kind}:${subject})`));
          print(printable(`  ${sentence}`));
          print(printable(`  ${test.name}: ${test.statistic.name} ${test.statistic.value}, p ${test.p}, q ${test.q}`));
          print(printable(`  ${todo}`));
        }
      }),
    );
  alerts
    .command("mute")
    .description("Tell a user no more of an alert, or of all of a kind; others are told as before.")
    .addArgument(new Argument("<kind>", "which kind").choices([...alertKinds]))
    .requiredOption("--user <email>", "who is told no more")
    .option("--expertise <slug>", "the expertise (default: the only one there is)")
    .option("--subject <subject>", "one space, source or person, as the list shows it (default: all)")
    .option("--until <date>", "until when (default: for ever)", date("--until"))
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExample:\n  groundswell report alerts mute source-silent --user birch@corp.example --subject my-feed",
    )
    .action((kind: string, { user, expertise, subject = null, until = null, json }: Nullable<Muted>) =>
      withStore(async (context) => {
        const of = await chosenExpertise(context.store, expertise);
        const made = await muteAlert(context.store, { user, expertise: of, kind, subject, until }, by(context));
        if (json) return printJson(made);
        const end = until === null ? "until it is taken back" : `until ${day(until)}`;
        print(printable(`Mute ${made.id}: ${kind} of ${subject ?? "everything"} in ${of}, ${end}.`));
      }),
    );
  alerts
    .command("mutes")
    .description("Show what a user wants to hear no more of.")
    .requiredOption("--user <email>", "whose")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell report alerts mutes --user birch@corp.example")
    .action(({ user, json }: { user: string; json?: true }) =>
      withStore(async ({ store }) => {
        const mutes = await listMutes(store, (await requireUser(store, user)).id);
        if (json) return printJson({ mutes });
        if (mutes.length === 0) return print("Nothing is muted.");
        const rows = mutes.map((one) => [
          ...[String(one.id), one.expertise, one.kind, one.subject ?? "all"],
          one.until ? day(one.until) : "for ever",
        ]);
        print(
          table(
            ["no.", "expertise", "kind", "subject", "until"].map((title) => ({ title, right: title === "no." })),
            rows,
          ),
        );
      }),
    );
  alerts
    .command("unmute")
    .description("Tell a user again.")
    .argument("<mute>", "its number, as the list shows it", count("<mute>"))
    .requiredOption("--user <email>", "whose")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell report alerts unmute 3 --user birch@corp.example")
    .action((id: number, { user, json }: { user: string; json?: true }) =>
      withStore(async (context) => {
        await unmuteAlert(context.store, { user, id }, by(context));
        if (json) printJson({ unmuted: id });
        else print(`Mute ${id} is taken back.`);
      }),
    );
}

type Nullable<T> = Omit<T, "subject" | "until"> & { subject?: string | null; until?: Date | null };

const day = (instant: Date) => instant.toISOString().slice(0, 10);
