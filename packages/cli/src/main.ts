import { ConfigError, explain, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { Command, CommanderError } from "commander";
import { addAnalyse } from "./commands/analyse.ts";
import { addCandidates } from "./commands/candidates.ts";
import { addCatalogue } from "./commands/catalogue.ts";
import { addDemo } from "./commands/demo.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addImport } from "./commands/import.ts";
import { addMigrate } from "./commands/migrate.ts";
import { addPull } from "./commands/pull.ts";
import { addSpaces } from "./commands/spaces.ts";
import { addStatus } from "./commands/status.ts";
import { addTry } from "./commands/try.ts";
import { addUp } from "./commands/up.ts";
import { say } from "./output.ts";

const add = [
  addDemo,
  addUp,
  addMigrate,
  addTry,
  addCatalogue,
  addPull,
  addImport,
  addAnalyse,
  addSpaces,
  addCandidates,
  addStatus,
  addDoctor,
];

/** The command with all its subcommands, for running and for the docs. */
export function program(): Command {
  const command = new Command("groundswell")
    .description("Which few spaces hold a community's activity, and who is helping there.")
    .version("0.1.0")
    .showHelpAfterError("(add --help for the options and an example)")
    .exitOverride();
  for (const addTo of add) addTo(command);
  return command;
}

/**
 * Runs the command.
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage
 */
export async function main(args: string[]): Promise<number> {
  // A reader that closes the pipe early, as `head` does, is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
  });
  try {
    await program().parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    say(isExpected(error) ? explain(error) : `Something broke that should not have: ${stackOf(error)}`);
    return 1;
  }
}

function isExpected(error: unknown): boolean {
  return [ConfigError, RefusedError, RateLimitedError, UnavailableError].some((kind) => error instanceof kind);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
