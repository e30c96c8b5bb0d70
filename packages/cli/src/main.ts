import { readFileSync } from "node:fs";
import { readSecretFiles } from "@groundswell/model";
import { Command } from "commander";
import { explainFailure } from "./failure.ts";
import { groups, nameIn, namesOf } from "./groups.ts";
import { flush, say, settleOutput, watchOutput } from "./output.ts";

/**
 * The command with its subcommands, for running and for the docs.
 * @param wanted the subcommand that is going to run; all are there where none has this name
 */
export async function program(wanted?: string): Promise<Command> {
  const named = groups.filter((group) => wanted !== undefined && namesOf(group).includes(wanted));
  const root = bare();
  for (const { load } of named.length > 0 ? named : groups) (await load())(root);
  return root;
}

/** The command with the names of its subcommands alone: enough for its help, and to say what was meant by a name that is none. */
export function outline(): Command {
  const usages = new Map<string, string>();
  const root = bare().configureHelp({ subcommandTerm: (command) => usages.get(command.name()) ?? "help [command]" });
  for (const { about } of groups)
    for (const [usage, does] of Object.entries(about)) {
      usages.set(nameIn(usage), usage);
      root.command(nameIn(usage)).description(does);
    }
  return root;
}

function bare(): Command {
  return (
    new Command("groundswell")
      .description("Which few spaces hold a community's activity, and who is helping there.")
      .version("0.1.0")
      // What stands behind a command is that command's, also where the one above it has an option of the same name.
      .enablePositionalOptions()
      .addHelpText("after", "\nExample:\n  groundswell demo --once")
      // What was typed wrongly is said in one sentence, by `main`.
      .configureOutput({ outputError: () => {} })
      .exitOverride()
  );
}

function isNamed(name: string | undefined): boolean {
  return groups.some((group) => name !== undefined && namesOf(group).includes(name));
}

/**
 * Runs the command. When it returns, all that it said has been taken, or cannot be: the process may end at once.
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage
 */
export async function main(args: string[]): Promise<number> {
  watchOutput();
  // "help token" is answered by the command itself.
  const wanted = args[0] === "help" ? args[1] : args[0];
  const root = isNamed(wanted) ? await program(wanted) : outline();
  try {
    // Read once, here, so that everything behind it finds a secret in one place, however it was given.
    const secrets = readSecretFiles(process.env, (path) => readFileSync(path, "utf8"));
    for (const name of Object.keys(secrets)) delete process.env[`${name}_FILE`];
    Object.assign(process.env, secrets);
    await root.parseAsync(args, { from: "user" });
    await flush();
    return 0;
  } catch (error) {
    const { exitCode, sentence } = explainFailure(error, root, args);
    if (sentence !== null) say(sentence);
    await settleOutput();
    return exitCode;
  }
}
