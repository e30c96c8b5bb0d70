import { ConfigError } from "@groundswell/model";
import type { Command } from "commander";
import { now } from "../context.ts";
import { examine } from "../doctor/examine.ts";
import { print, printJson } from "../output.ts";

export function addDoctor(command: Command): void {
  command
    .command("doctor")
    .description("Look for common mistakes and say what to do about each.")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell doctor")
    .action(async ({ json }: { json?: true }) => {
      const findings = await examine({ env: process.env, nodeVersion: process.versions.node, now });
      if (json) printJson({ findings });
      else for (const { level, subject, message } of findings) print(`${level.padEnd(7)} ${subject}: ${message}`);
      const errors = findings.filter((finding) => finding.level === "error").length;
      if (errors > 0) throw new ConfigError(`${errors} ${errors === 1 ? "thing needs" : "things need"} attention.`);
    });
}
