import { ConfigError, explain, type Quota } from "@groundswell/model";
import type { QueueHandle } from "@groundswell/queue";
import { answerStatus, type QueueView, type StatusAnswer } from "@groundswell/reports";
import type { Command } from "commander";
import { type Context, withStore } from "../context.ts";
import { number, print, printJson, table } from "../output.ts";
import { queueOf, viewOf } from "../queues.ts";

/** "4,900 of 5,000": what the place said last; empty where it says nothing. */
function quotaWord(quota: Quota | null): string {
  if (quota === null) return "";
  return quota.limit === null ? number(quota.remaining) : `${number(quota.remaining)} of ${number(quota.limit)}`;
}

export function addStatus(command: Command): void {
  command
    .command("status")
    .description("Say how the store, every source and the queues stand.")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  groundswell status --json | jq '.sources[] | select(.state != \"ok\")'")
    .action(({ json }: { json?: true }) =>
      withStore(async (context) => {
        const { view, problem } = await queuesOf(context);
        const status = await answerStatus(context.store, view);
        if (json) printJson(status);
        else printStatus(status);
        // What the store knows is said in any case, for it matters most while the queues are away.
        if (problem !== null) throw problem;
      }),
    );
}

/** How the queues stand, or why nobody knows. */
async function queuesOf(context: Context): Promise<{ view: QueueView | null; problem: unknown }> {
  let queue: QueueHandle | null = null;
  try {
    queue = await queueOf(context, { onError: () => {} });
    return { view: await viewOf(queue), problem: null };
  } catch (error) {
    if (error instanceof ConfigError) return { view: null, problem: error };
    const sentence = `The queues do not answer (${explain(error)}): see whether Redis or PostgreSQL runs.`;
    return { view: null, problem: new ConfigError(sentence, { cause: error }) };
  } finally {
    await queue?.close();
  }
}

function printStatus(status: StatusAnswer): void {
  const { store } = status;
  print(
    `${store.kind} store at ${store.where}: ${number(store.signals)} signals, ${number(store.accounts)} accounts, ${number(store.setAside)} items set aside`,
  );
  for (const [name, jobs] of Object.entries(status.jobs))
    print(
      `${name} jobs: ${jobs.waiting} waiting, ${jobs.active} active, ${jobs.delayed} delayed, ${jobs.failed} failed`,
    );
  for (const { queue: name, message, count } of status.deadLetters)
    print(`  ${number(count)} × ${name} gave up: ${message}`);
  print();
  print(
    table(
      [
        { title: "source", most: 40 },
        { title: "connector" },
        { title: "state" },
        { title: "signals", right: true },
        { title: "last success" },
        { title: "next" },
        { title: "quota", right: true },
        { title: "last error", most: 70 },
      ],
      status.sources.map((source) => [
        source.id,
        source.connector,
        source.state,
        number(source.signals),
        source.lastSuccess?.slice(0, 16) ?? "never",
        source.nextRun?.slice(0, 16) ?? "",
        quotaWord(source.quota),
        source.lastError ?? (source.movedTo ? `has moved to ${source.movedTo}: change its address` : ""),
      ]),
    ),
  );
}
