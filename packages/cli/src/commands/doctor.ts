import { connectors } from "@groundswell/connectors";
import { ConfigError, explain, readSettings, settingsTable } from "@groundswell/model";
import { listSources, openStore, type SourceRow, type Store } from "@groundswell/store";
import type { Command } from "commander";
import { now } from "../context.ts";
import { print, printJson } from "../output.ts";
import { queueOf, viewOf } from "../queues.ts";

type Finding = { level: "ok" | "warning" | "error"; subject: string; message: string };

export function addDoctor(command: Command): void {
  command
    .command("doctor")
    .description("Look for common mistakes and say what to do about each.")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell doctor")
    .action(async ({ json }: { json?: true }) => {
      const findings = await examine();
      if (json) printJson({ findings });
      else for (const { level, subject, message } of findings) print(`${level.padEnd(7)} ${subject}: ${message}`);
      const errors = findings.filter((finding) => finding.level === "error").length;
      if (errors > 0) throw new ConfigError(`${errors} ${errors === 1 ? "thing needs" : "things need"} attention.`);
    });
}

async function examine(): Promise<Finding[]> {
  const findings: Finding[] = [node(process.versions.node), ...unknownSettings(process.env)];
  let store: Store;
  try {
    const settings = readSettings(process.env);
    store = await openStore(settings);
    findings.push({ level: "ok", subject: "store", message: `${store.kind} at ${store.where}` });
    try {
      const queue = await queueOf({ settings, store });
      const view = await viewOf(queue);
      await queue.close();
      findings.push({ level: "ok", subject: "queue", message: `${view.kind}, ${view.schedules.length} schedules` });
      findings.push(...lostSchedules(view.schedules));
    } catch (error) {
      findings.push({ level: "error", subject: "queue", message: explain(error) });
    }
    findings.push(...(await listSources(store)).flatMap((source) => examineSource(source, process.env)));
    await store.close();
  } catch (error) {
    findings.push({ level: "error", subject: "store", message: explain(error) });
  }
  return findings;
}

function node(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  return enough
    ? { level: "ok", subject: "node", message: version }
    : { level: "error", subject: "node", message: `${version} is too old: install 20.19 or newer.` };
}

/** A misspelt variable is silently not read, which is the commonest mistake of all. */
function unknownSettings(env: Record<string, string | undefined>): Finding[] {
  const known = settingsTable.map((setting) => setting.name);
  return Object.keys(env)
    .filter((name) => name.startsWith("GROUNDSWELL_") && !known.includes(name))
    .map((name) => ({
      level: "warning" as const,
      subject: name,
      message: `no such setting; there is ${known.filter((one) => one.startsWith("GROUNDSWELL_")).join(", ")}.`,
    }));
}

function lostSchedules(schedules: { name: string; key: string; registered: boolean }[]): Finding[] {
  return schedules
    .filter((schedule) => !schedule.registered)
    .map(({ name, key }) => ({
      level: "error" as const,
      subject: `schedule ${name} ${key}`,
      message: "is known but will not fire: restart the workers, which register it again.",
    }));
}

function examineSource(source: SourceRow, env: Record<string, string | undefined>): Finding[] {
  const subject = `source ${source.id}`;
  const connector = connectors[source.connector];
  if (!connector)
    return [{ level: "error", subject, message: `uses the connector "${source.connector}", which is not there.` }];
  const findings: Finding[] = [];
  const missing = Object.values(source.credentials).filter((variable) => !env[variable]?.trim());
  for (const variable of missing)
    findings.push({
      level: "warning",
      subject,
      message: `${variable} is not set: it works within the limits for strangers.`,
    });
  if (source.state === "refused" || source.state === "failing")
    findings.push({
      level: "error",
      subject,
      message: `${source.state}: ${source.lastError ?? "for a reason that was not kept"}`,
    });
  const silentDays = source.lastSuccess && (now().getTime() - source.lastSuccess.getTime()) / 86_400_000;
  if (source.every !== null && silentDays !== null && silentDays > 7)
    findings.push({
      level: "warning",
      subject,
      message: `was last read ${Math.floor(silentDays)} days ago: are workers running?`,
    });
  return findings;
}
