import { Command } from "commander";
import { addAffiliations } from "./commands/affiliations.ts";
import { addAnalyse } from "./commands/analyse.ts";
import { addAudit } from "./commands/audit.ts";
import { addAwardees } from "./commands/awardees.ts";
import { addCandidacy } from "./commands/candidacy.ts";
import { addCandidates } from "./commands/candidates.ts";
import { addCatalogue } from "./commands/catalogue.ts";
import { addDemo } from "./commands/demo.ts";
import { addDiscover } from "./commands/discover.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addDossier } from "./commands/dossier.ts";
import { addErase } from "./commands/erase.ts";
import { addIdentities } from "./commands/identities.ts";
import { addImport } from "./commands/import.ts";
import { addMigrate } from "./commands/migrate.ts";
import { addPerson } from "./commands/person.ts";
import { addPolicy } from "./commands/policy.ts";
import { addPull } from "./commands/pull.ts";
import { addRenewals } from "./commands/renewals.ts";
import { addReplay } from "./commands/replay.ts";
import { addSpaces } from "./commands/spaces.ts";
import { addStatus } from "./commands/status.ts";
import { addToken } from "./commands/token.ts";
import { addTrends } from "./commands/trends.ts";
import { addTry } from "./commands/try.ts";
import { addUp } from "./commands/up.ts";
import { addUserCommand } from "./commands/user.ts";
import { addWhatIf } from "./commands/what-if.ts";
import { addWrongData } from "./commands/wrong-data.ts";
import { explainFailure } from "./failure.ts";
import { flush, say, watchOutput } from "./output.ts";

const add = [
  addDemo,
  addUp,
  addMigrate,
  addTry,
  addCatalogue,
  addPull,
  addImport,
  addAnalyse,
  addPolicy,
  addSpaces,
  addDiscover,
  addTrends,
  addCandidates,
  addWhatIf,
  addCandidacy,
  addDossier,
  addRenewals,
  addWrongData,
  addIdentities,
  addAwardees,
  addPerson,
  addAffiliations,
  addErase,
  addUserCommand,
  addToken,
  addAudit,
  addStatus,
  addReplay,
  addDoctor,
];

/** The command with all its subcommands, for running and for the docs. */
export function program(): Command {
  const command = new Command("groundswell")
    .description("Which few spaces hold a community's activity, and who is helping there.")
    .version("0.1.0")
    // What stands behind a command is that command's, also where the one above it has an option of the same name.
    .enablePositionalOptions()
    .addHelpText("after", "\nExample:\n  groundswell demo --once")
    // What was typed wrongly is said in one sentence, by `main`.
    .configureOutput({ outputError: () => {} })
    .exitOverride();
  for (const addTo of add) addTo(command);
  return command;
}

/**
 * Runs the command.
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage
 */
export async function main(args: string[]): Promise<number> {
  watchOutput();
  const root = program();
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
