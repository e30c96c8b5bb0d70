import { auditPage } from "@groundswell/store";
import type { Command } from "commander";
import { withStore } from "../context.ts";
import { count, date } from "../options.ts";
import { print, printJson, table } from "../output.ts";

type Asked = { subject?: string; actor?: string; from?: Date; limit: number; json?: true };
type Entry = Awaited<ReturnType<typeof auditPage>>[number];

export function addAudit(command: Command): void {
  const audit = command
    .command("audit")
    .description("Who did what to whom, and when: sign-ins, changes, decisions, dossiers that were read.")
    .addHelpText("after", "\nExample:\n  groundswell audit list --actor birch");
  audit
    .command("list")
    .description("Show the audit log, the newest first.")
    .option("--subject <text>", "only what was done to this, as a part of its name")
    .option("--actor <text>", "only what was done by this one, as a part of the name")
    .option("--from <date>", "only what was done since", date("--from"))
    .option("--limit <n>", "how many entries; 0 for all", count("--limit"), 50)
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell audit list --subject birch@corp.example --from 2026-01-31")
    .action(({ subject = "", actor = "", from, limit, json }: Asked) =>
      withStore(async ({ store }) => {
        const asked = { subject: subject || null, actor: actor || null, from: from ?? null, limit };
        const entries = await auditPage(store, { ...asked, action: null, to: null, before: null });
        if (json) printJson({ entries });
        else printEntries(entries);
      }),
    );
}

function printEntries(entries: Entry[]): void {
  if (entries.length === 0) {
    print("The audit log has no such entry.");
    return;
  }
  const rows = entries.map(({ at, actor, action, subject, detail }) => [
    ...[`${at.toISOString().slice(0, 19).replace("T", " ")}`, actor, action, subject],
    JSON.stringify(detail),
  ]);
  const titles = ["at (UTC)", "by", "what", "to", "detail"];
  print(
    table(
      titles.map((title) => ({ title })),
      rows,
    ),
  );
}
