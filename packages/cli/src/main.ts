import { Command } from "commander";
import { explainFailure } from "./failure.ts";
import { flush, say, watchOutput } from "./output.ts";

/** What adds commands of some names; loaded where one of them is asked for, so that a command waits for its own libraries alone. */
export const groups: readonly { names: readonly string[]; load: () => Promise<(root: Command) => void> }[] = [
  { names: ["demo"], load: async () => (await import("./commands/demo.ts")).addDemo },
  { names: ["up", "worker", "serve"], load: async () => (await import("./commands/up.ts")).addUp },
  { names: ["migrate"], load: async () => (await import("./commands/migrate.ts")).addMigrate },
  { names: ["try"], load: async () => (await import("./commands/try.ts")).addTry },
  { names: ["catalogue"], load: async () => (await import("./commands/catalogue.ts")).addCatalogue },
  { names: ["pull"], load: async () => (await import("./commands/pull.ts")).addPull },
  { names: ["import"], load: async () => (await import("./commands/import.ts")).addImport },
  { names: ["analyse"], load: async () => (await import("./commands/analyse.ts")).addAnalyse },
  { names: ["policy"], load: async () => (await import("./commands/policy.ts")).addPolicy },
  { names: ["spaces"], load: async () => (await import("./commands/spaces.ts")).addSpaces },
  { names: ["discover"], load: async () => (await import("./commands/discover.ts")).addDiscover },
  { names: ["trends"], load: async () => (await import("./commands/trends.ts")).addTrends },
  { names: ["candidates"], load: async () => (await import("./commands/candidates.ts")).addCandidates },
  { names: ["what-if"], load: async () => (await import("./commands/what-if.ts")).addWhatIf },
  { names: ["candidacy"], load: async () => (await import("./commands/candidacy.ts")).addCandidacy },
  { names: ["dossier"], load: async () => (await import("./commands/dossier.ts")).addDossier },
  { names: ["renewals"], load: async () => (await import("./commands/renewals.ts")).addRenewals },
  { names: ["wrong-data"], load: async () => (await import("./commands/wrong-data.ts")).addWrongData },
  { names: ["identities"], load: async () => (await import("./commands/identities.ts")).addIdentities },
  { names: ["awardees"], load: async () => (await import("./commands/awardees.ts")).addAwardees },
  { names: ["person"], load: async () => (await import("./commands/person.ts")).addPerson },
  { names: ["affiliations"], load: async () => (await import("./commands/affiliations.ts")).addAffiliations },
  { names: ["erase"], load: async () => (await import("./commands/erase.ts")).addErase },
  { names: ["user"], load: async () => (await import("./commands/user.ts")).addUserCommand },
  { names: ["token"], load: async () => (await import("./commands/token.ts")).addToken },
  { names: ["audit"], load: async () => (await import("./commands/audit.ts")).addAudit },
  { names: ["status"], load: async () => (await import("./commands/status.ts")).addStatus },
  { names: ["replay"], load: async () => (await import("./commands/replay.ts")).addReplay },
  { names: ["doctor"], load: async () => (await import("./commands/doctor.ts")).addDoctor },
];

/**
 * The command with its subcommands, for running and for the docs.
 * @param wanted the subcommand that is going to run; all are there where none has this name
 */
export async function program(wanted?: string): Promise<Command> {
  const command = new Command("groundswell")
    .description("Which few spaces hold a community's activity, and who is helping there.")
    .version("0.1.0")
    // What stands behind a command is that command's, also where the one above it has an option of the same name.
    .enablePositionalOptions()
    .addHelpText("after", "\nExample:\n  groundswell demo --once")
    // What was typed wrongly is said in one sentence, by `main`.
    .configureOutput({ outputError: () => {} })
    .exitOverride();
  const named = groups.filter(({ names }) => wanted !== undefined && names.includes(wanted));
  for (const { load } of named.length > 0 ? named : groups) (await load())(command);
  return command;
}

/**
 * Runs the command.
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage
 */
export async function main(args: string[]): Promise<number> {
  watchOutput();
  const root = await program(args[0]);
  try {
    await root.parseAsync(args, { from: "user" });
    await flush();
    return 0;
  } catch (error) {
    const { exitCode, sentence } = explainFailure(error, root, args);
    if (sentence !== null) say(sentence);
    return exitCode;
  }
}
