import { type AnalyseResult, analyse, analyseSteps, loadPolicy } from "@groundswell/analyse";
import type { Policy } from "@groundswell/analytics";
import { ConfigError } from "@groundswell/model";
import { listExpertises } from "@groundswell/store";
import type { Command } from "commander";
import { type Context, withStore } from "../context.ts";
import { UsageError } from "../failure.ts";
import { date } from "../options.ts";
import { number, print, printJson } from "../output.ts";
import { startBar } from "../progress.ts";

type Options = { expertise?: string; asOf?: Date; policy?: string; json?: true };

export function addAnalyse(command: Command): void {
  command
    .command("analyse")
    .description("Attribute, link, roll up and score what has been collected.")
    .option("--expertise <slug>", "one expertise (default: all)")
    .option(
      "--as-of <date>",
      "use only what is dated before this (default: the start of today in UTC)",
      date("--as-of"),
    )
    .option("--policy <file>", "the policy to judge by (default: GROUNDSWELL_POLICY, or the MVP policy)")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell analyse --expertise powershell --as-of 2026-01-01")
    .action((options: Options) =>
      withStore(async (context) => {
        if (options.asOf && options.asOf > context.now())
          throw new UsageError("--as-of is to come: an analysis is as of an instant that has passed.");
        const policy = loadPolicy(options.policy ?? context.settings.policyFile);
        const slugs = options.expertise
          ? [options.expertise]
          : (await listExpertises(context.store)).map((e) => e.slug);
        if (slugs.length === 0)
          throw new ConfigError(
            'There is no expertise yet: load a catalogue with "groundswell catalogue apply <file>".',
          );
        const runs: AnalyseResult[] = [];
        for (const expertise of slugs) runs.push(await runOne(context, policy, expertise, options.asOf));
        if (options.json) printJson({ runs: runs.map(printable) });
        else for (const run of runs) printRun(run);
      }),
    );
}

async function runOne({ store, now }: Context, policy: Policy, expertise: string, asOf?: Date): Promise<AnalyseResult> {
  const bar = startBar(`analyse ${expertise}`);
  let done = 0;
  try {
    return await analyse(
      {
        store,
        now,
        policy,
        onStep: () => bar.update({ done: done++, total: analyseSteps.length, unit: "items" }, done),
      },
      asOf ? { expertise, asOf } : { expertise },
    );
  } finally {
    bar.stop();
  }
}

function printRun(run: AnalyseResult): void {
  print(
    `Run ${run.run} of ${run.expertise} as of ${run.asOf.toISOString().slice(0, 10)} by ${run.policyVersion}: ` +
      `${number(run.people.expert)} people on the expert track, ${number(run.people.leader)} on the leader track; ` +
      `${number(run.days)} days of spaces had changed, ${number(run.links)} links are new, changed or withdrawn.`,
  );
}

function printable({ asOf, window, ...run }: AnalyseResult) {
  return {
    ...run,
    asOf: asOf.toISOString(),
    window: { from: window.from.toISOString(), to: window.to.toISOString() },
  };
}
