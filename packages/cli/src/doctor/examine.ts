import { explain, readSettings, type Settings } from "@groundswell/model";
import { redisFacts } from "@groundswell/queue";
import { databaseFacts, listSources, openStore, operationFacts, type Store } from "@groundswell/store";
import { queueOf, viewOf } from "../queues.ts";
import { examineAccess, examineAnalysis } from "./analysis.ts";
import { examineNames, examineSettings } from "./configuration.ts";
import { type Finding, failure, fine } from "./finding.ts";
import { examineHome, examineNode } from "./machine.ts";
import { examineQueues } from "./queues.ts";
import { examineDatabase, examineRedis } from "./servers.ts";
import { examineSources } from "./sources.ts";

export type Examining = { env: Record<string, string | undefined>; nodeVersion: string; now: () => Date };

/** Looks at everything that can be looked at; what cannot be opened is a finding, and what is behind it is not looked at. */
export async function examine({ env, nodeVersion, now }: Examining): Promise<Finding[]> {
  const findings = [examineNode(nodeVersion), ...examineNames(env)];
  let settings: Settings;
  try {
    settings = readSettings(env);
  } catch (error) {
    return [...findings, failure("settings", explain(error))];
  }
  findings.push(...examineSettings(settings));
  const home = settings.databaseUrl === null ? examineHome(settings.home) : [];
  findings.push(...home);
  // A folder that cannot be written is said once.
  if (home.some(({ level, subject }) => level === "error" && subject === "GROUNDSWELL_HOME")) return findings;
  let store: Store;
  try {
    store = await openStore(settings);
  } catch (error) {
    return [...findings, failure("store", explain(error))];
  }
  try {
    findings.push(...(await examineStore(store, settings, { env, now })));
  } catch (error) {
    findings.push(failure("store", explain(error)));
  } finally {
    await store.close();
  }
  return findings;
}

/** Looks at an open store and its queues. */
export async function examineStore(
  store: Store,
  settings: Settings,
  { env, now }: Pick<Examining, "env" | "now">,
): Promise<Finding[]> {
  const findings = [fine("store", `${store.kind} at ${store.where}`)];
  if (store.kind === "postgres") findings.push(...examineDatabase(await databaseFacts(store), now()));
  const sources = await listSources(store);
  const facts = await operationFacts(store, now());
  try {
    if (settings.redisUrl !== null) findings.push(...examineRedis(await redisFacts(settings.redisUrl), now()));
    const queue = await queueOf({ settings, store });
    try {
      const view = await viewOf(queue);
      findings.push(fine("queue", `${view.kind}, ${view.schedules.length} schedules`));
      findings.push(...examineQueues({ view, ages: await queue.ages(), sources, now: now() }));
    } finally {
      await queue.close();
    }
  } catch (error) {
    findings.push(failure("queue", explain(error)));
  }
  return findings.concat(
    examineSources({ sources, facts, env, allowHosts: settings.allowHosts, now: now() }),
    examineAnalysis(facts, now()),
    examineAccess(facts, settings),
  );
}
