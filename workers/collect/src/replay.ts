import type { Connector } from "@groundswell/connectors";
import { ConfigError, explain } from "@groundswell/model";
import { type Change, keptPages, replayPage, type SourceRow, type Store } from "@groundswell/store";

/** What reading the kept pages of a source again came to. `changes` holds the first of them. */
export type Replayed = {
  source: string;
  pages: number;
  signals: number;
  added: number;
  changed: number;
  elsewhere: number;
  /** Pages that today's mapper cannot read, with what it says. */
  failed: { page: string; why: string }[];
  changes: Change[];
};

export type ReplayContext = {
  store: Store;
  connectors: Record<string, Connector>;
  now: () => Date;
  signal: AbortSignal;
  /** Says what would change, and changes nothing. */
  dryRun: boolean;
  onPage?: (replayed: Replayed) => void;
};

const changesShown = 50;

/**
 * Maps the kept raw pages of a source again with today's mapper, without the network, the newest page first: each
 * signal is read from the newest page that shows it.
 * @throws ConfigError where the source's connector keeps no pages, or its options are wrong
 */
export async function replay(context: ReplayContext, source: SourceRow): Promise<Replayed> {
  const connector = context.connectors[source.connector];
  if (!connector?.map)
    throw new ConfigError(
      `Source ${source.id} keeps no raw pages (connector ${source.connector}): import its files again instead.`,
    );
  const options = connector.options.safeParse(source.options);
  if (!options.success)
    throw new ConfigError(`The options of source ${source.id} are wrong: ${options.error.issues[0]?.message}.`);
  const done: Replayed = {
    source: source.id,
    pages: 0,
    signals: 0,
    added: 0,
    changed: 0,
    elsewhere: 0,
    failed: [],
    changes: [],
  };
  for await (const page of keptPages(context.store, source.id)) {
    if (context.signal.aborted) break;
    done.pages++;
    try {
      const mapped = await connector.map(page, options.data);
      const { changes, ...counts } = await replayPage(context.store, source, page, mapped, {
        dryRun: context.dryRun,
        now: context.now(),
      });
      for (const key of ["signals", "added", "changed", "elsewhere"] as const) done[key] += counts[key];
      done.changes.push(...changes.slice(0, changesShown - done.changes.length));
    } catch (error) {
      // One page that cannot be read says nothing of the others.
      done.failed.push({ page: page.request, why: explain(error) });
    }
    context.onPage?.(done);
  }
  return done;
}
