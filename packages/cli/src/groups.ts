import type { Command } from "commander";

/** Commands that are loaded together: each as the help shows it with what it does, and what adds them to a program. */
export type Group = { about: Readonly<Record<string, string>>; load: () => Promise<(root: Command) => void> };

/** All commands. One is loaded where it is asked for, so that it waits for its own libraries alone, and the help waits for none. */
export const groups: readonly Group[] = [
  {
    about: { "demo [options]": "Show the whole of it on a simulated community of 50 spaces, then serve the pages." },
    load: async () => (await import("./commands/demo.ts")).addDemo,
  },
  {
    about: {
      up: "Everything in one process: collect, analyse, and serve pages and API.",
      "worker [names...]": "Work on the queues, beside other processes that share the database.",
      serve: "Serve pages and API, beside workers that share the database.",
    },
    load: async () => (await import("./commands/up.ts")).addUp,
  },
  {
    about: { "migrate [options]": "Bring the database forward to this release." },
    load: async () => (await import("./commands/migrate.ts")).addMigrate,
  },
  {
    about: { "migrate-store [options]": "Copy the embedded store into an empty PostgreSQL, and compare both." },
    load: async () => (await import("./commands/migrate-store.ts")).addMigrateStore,
  },
  {
    about: {
      "backup [options] <file>": "Write the embedded store into one file.",
      "restore [options] <file>": "Make an embedded store of such a file.",
    },
    load: async () => (await import("./commands/backup.ts")).addBackup,
  },
  {
    about: {
      "try [options] <connector>":
        "Run a connector without a database: a signal a line on stdout, a summary on stderr.",
    },
    load: async () => (await import("./commands/try.ts")).addTry,
  },
  {
    about: { catalogue: "Expertises and sources from YAML." },
    load: async () => (await import("./commands/catalogue.ts")).addCatalogue,
  },
  {
    about: { "pull [options]": "Collect now, in this process." },
    load: async () => (await import("./commands/pull.ts")).addPull,
  },
  {
    about: { "import [options] <connector> <path...>": "Load files: stackexchange-dump, mbox, gharchive, signals." },
    load: async () => (await import("./commands/import.ts")).addImport,
  },
  {
    about: { "analyse [options]": "Attribute, link, roll up and score what has been collected." },
    load: async () => (await import("./commands/analyse.ts")).addAnalyse,
  },
  {
    about: { policy: "What counts, how much, and when: the rules that scores are made by." },
    load: async () => (await import("./commands/policy.ts")).addPolicy,
  },
  {
    about: { "spaces [options]": "Say which few of the spaces of an expertise hold the activity." },
    load: async () => (await import("./commands/spaces.ts")).addSpaces,
  },
  {
    about: {
      "discover [options]":
        "Show the spaces that people link to and nobody watches, each with the catalogue entry that would.",
    },
    load: async () => (await import("./commands/discover.ts")).addDiscover,
  },
  {
    about: { "trends [options]": "Say which spaces, tags or people of an expertise rise and fall, month by month." },
    load: async () => (await import("./commands/trends.ts")).addTrends,
  },
  {
    about: { "candidates [options]": "Say who is helping in an expertise, term by term, with the evidence." },
    load: async () => (await import("./commands/candidates.ts")).addCandidates,
  },
  {
    about: { report: "Reports: what there is, when each is due, what was issued, and who is sent what." },
    load: async () => (await import("./commands/report.ts")).addReport,
  },
  {
    about: { "what-if [options]": "Say who would move, and why, if the policy were another; nothing is saved." },
    load: async () => (await import("./commands/what-if.ts")).addWhatIf,
  },
  {
    about: { candidacy: "From a name on a list to a decision: stages, notes, votes, evidence, and their history." },
    load: async () => (await import("./commands/candidacy.ts")).addCandidacy,
  },
  {
    about: { "dossier [options] <person>": "The evidence for one candidate, to read, to print or to hand on." },
    load: async () => (await import("./commands/dossier.ts")).addDossier,
  },
  {
    about: {
      "renewals [options]":
        "Say whose award is renewed when, what they did against the year before, and who is silent.",
    },
    load: async () => (await import("./commands/renewals.ts")).addRenewals,
  },
  {
    about: { "wrong-data": "What people say is wrong in the data, until a lead has resolved it." },
    load: async () => (await import("./commands/wrong-data.ts")).addWrongData,
  },
  {
    about: { identities: "Which accounts are one person: see, decide, take back." },
    load: async () => (await import("./commands/identities.ts")).addIdentities,
  },
  {
    about: { awardees: "Who has been recognised already: import them, and see which accounts are theirs." },
    load: async () => (await import("./commands/awardees.ts")).addAwardees,
  },
  {
    about: { person: "What people decide about one person." },
    load: async () => (await import("./commands/person.ts")).addPerson,
  },
  {
    about: { affiliations: "For whom people work and worked, since when, and who says so." },
    load: async () => (await import("./commands/affiliations.ts")).addAffiliations,
  },
  {
    about: {
      "erase [options] <person>":
        "Remove a person from everything that is stored, for good; later readings do not bring them back.",
    },
    load: async () => (await import("./commands/erase.ts")).addErase,
  },
  {
    about: { user: "Who may sign in, and what each may see." },
    load: async () => (await import("./commands/user.ts")).addUserCommand,
  },
  {
    about: { token: "Tokens with which programs ask the API in a user's stead." },
    load: async () => (await import("./commands/token.ts")).addToken,
  },
  {
    about: { audit: "Who did what to whom, and when: sign-ins, changes, decisions, dossiers that were read." },
    load: async () => (await import("./commands/audit.ts")).addAudit,
  },
  {
    about: { "status [options]": "Say how the store, every source and the queues stand." },
    load: async () => (await import("./commands/status.ts")).addStatus,
  },
  {
    about: {
      "replay [options]":
        "Map the kept raw pages again with today's mappers, without the network, and say what changed.",
    },
    load: async () => (await import("./commands/replay.ts")).addReplay,
  },
  {
    about: { "doctor [options]": "Look for common mistakes and say what to do about each." },
    load: async () => (await import("./commands/doctor.ts")).addDoctor,
  },
];

/** The names of a group's commands. */
export function namesOf({ about }: Group): string[] {
  return Object.keys(about).map(nameIn);
}

/** The name of a command in what the help shows: "pull" of "pull [options]". */
export function nameIn(usage: string): string {
  return usage.replace(/ .*/, "");
}
