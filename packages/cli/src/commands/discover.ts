import {
  acceptSpace,
  type DecideSpaceContext,
  decideSpace,
  keepLook,
  proposalNamed,
  type SpaceNamed,
  type SpaceVerdict,
} from "@groundswell/analyse";
import { connectors, createLookingHttp, lookAtHost } from "@groundswell/connectors";
import { printSources } from "@groundswell/model";
import { answerDiscover, requireRun } from "@groundswell/reports";
import type { Command } from "commander";
import { type Context, withStore } from "../context.ts";
import { actorOf } from "../decided.ts";
import { chosenExpertise } from "../expertise.ts";
import { count, date } from "../options.ts";
import { print, printable, printJson } from "../output.ts";
import { printDiscover } from "../print-discover.ts";
import { userAgentOf } from "../user-agent.ts";

type Options = { expertise?: string; asOf?: Date; reason?: string; json?: true };

export function addDiscover(command: Command): void {
  const discover = withQuestion(
    command
      .command("discover")
      .description("Show the spaces that people link to and nobody watches, each with the catalogue entry that would."),
  )
    // What stands behind a subcommand is the subcommand's.
    .enablePositionalOptions()
    .option("--limit <n>", "how many; 0 for all", count("--limit"), 30)
    .option("--all", "those that were accepted, ignored or snoozed too")
    .addHelpText("after", "\nExample:\n  groundswell discover --expertise powershell --limit 10")
    .action((options: Options & { limit: number; all?: true }) =>
      withStore(async ({ store }) => {
        const { expertise, asOf } = await asked(store, options);
        const answer = await answerDiscover(store, {
          expertise,
          asOf,
          limit: options.limit,
          all: options.all ?? false,
        });
        if (options.json) printJson(answer);
        else printDiscover(answer);
      }),
    );
  addAccept(discover);
  deciding(discover, "ignore", "Say that a proposed space is not to be watched: it is not proposed again.")
    .addHelpText("after", '\nExample:\n  groundswell discover ignore shop.example --reason "a shop"')
    .action((name: string, own: Options) => decideAndPrint(name, { deed: "ignore" }, withGiven(discover, own)));
  deciding(discover, "snooze", "Put a proposed space off until a day.")
    .requiredOption("--until <date>", "the day on which it comes back", date("--until"))
    .addHelpText("after", "\nExample:\n  groundswell discover snooze discord.gg/lamps --until 2027-01-01")
    .action((name: string, { until, ...own }: Options & { until: Date }) =>
      decideAndPrint(name, { deed: "snooze", until }, withGiven(discover, own)),
    );
  addLook(discover);
}

function addAccept(discover: Command): void {
  deciding(discover, "accept", "Watch a proposed space: its source is checked and applied, and its entry printed.")
    .addHelpText("after", "\nExample:\n  groundswell discover accept meetup.com/lamps")
    .action((name: string, own: Options) =>
      withStore(async (context) => {
        const { store } = context;
        const options = withGiven(discover, own);
        const named = await asked(store, options);
        const done = await acceptSpace(decider(context), { ...named, name }, connectors, options.reason ?? null);
        if (options.json) return printJson(done);
        print(printable(`${done.found.key} is watched from now on, by the source ${done.source.id}.`));
        print("Keep its entry in your catalogue's file:");
        print(printSources([done.source]).trimEnd());
      }),
    );
}

function addLook(discover: Command): void {
  deciding(discover, "look", "Ask a proposed space's host once, as its robots.txt allows, what could read it.")
    .addHelpText("after", "\nExample:\n  groundswell discover look blog.lamps.example")
    .action((name: string, own: Options) =>
      withStore(async (context) => {
        const options = withGiven(discover, own);
        const found = await proposalNamed(context.store, { ...(await asked(context.store, options)), name });
        const { allowHosts } = context.settings;
        const http = createLookingHttp({ userAgent: userAgentOf(context.settings), allowHosts });
        const look = await lookAtHost(found.url, http, context.now);
        const [best = null] = look.found;
        const reader = best && { connector: best.connector, options: best.options, why: best.why };
        await keepLook(decider(context), found.key, reader, look.unreadable);
        if (options.json) return printJson({ key: found.key, ...look });
        if (best === null) print(printable(`${found.key} cannot be read: ${look.unreadable}.`));
        else print(printable(`${found.key}: ${best.connector} ${JSON.stringify(best.options)} (${best.why})`));
        if (best !== null) print(printable(`To watch it: groundswell discover accept ${found.key}`));
      }),
    );
}

function withQuestion(command: Command): Command {
  return command
    .option("--expertise <slug>", "the expertise (default: the only one there is)")
    .option("--as-of <date>", "use only what is dated before this (default: the last analysis)", date("--as-of"))
    .option("--json", "print one JSON document");
}

function deciding(discover: Command, name: string, says: string): Command {
  return withQuestion(discover.command(name).description(says))
    .argument("<space>", "its key as discover shows it, or its address")
    .option("--reason <text>", "why, for those who come later");
}

/** A subcommand's options, and what was typed before its name: both have the same, and its own counts first. */
function withGiven(discover: Command, own: Options): Options {
  return { ...discover.opts<Options>(), ...own };
}

async function asked(store: Context["store"], options: Options): Promise<Omit<SpaceNamed, "name">> {
  const expertise = await chosenExpertise(store, options.expertise);
  return { expertise, asOf: options.asOf ?? (await requireRun(store, expertise, null)).asOf };
}

function decider({ store, now, settings }: Context): DecideSpaceContext {
  return { store, now, actor: actorOf(settings) };
}

async function decideAndPrint(name: string, verdict: SpaceVerdict, options: Options): Promise<void> {
  await withStore(async (context) => {
    const named = { ...(await asked(context.store, options)), name };
    const { key } = await decideSpace(decider(context), named, verdict, options.reason ?? null);
    if (options.json) return printJson({ key, ...verdict });
    const until = verdict.deed === "snooze" ? ` before ${verdict.until.toISOString().slice(0, 10)}` : "";
    print(printable(`${key} is not proposed again${until}.`));
  });
}
