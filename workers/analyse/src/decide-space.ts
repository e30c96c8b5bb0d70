import {
  ConfigError,
  type ConnectorSchema,
  type ProposedSource,
  printSources,
  readCatalogue,
} from "@groundswell/model";
import { answerDiscover, type SpaceProposal } from "@groundswell/reports";
import {
  applyCatalogue,
  type FoundReader,
  type FoundSpaceDeed,
  findSource,
  type Store,
  saveFoundSpace,
} from "@groundswell/store";

export type DecideSpaceContext = { store: Store; now: () => Date; actor: string };

/** What somebody says of a space that nobody watches. */
export type SpaceVerdict = { deed: "ignore" } | { deed: "snooze"; until: Date };

/** Which proposal is meant: the expertise and instant that it was shown for, and its key or address. */
export type SpaceNamed = { expertise: string; asOf: Date; name: string };

/** @throws ConfigError where no proposal of that year has the key or the address */
export async function proposalNamed(store: Store, { expertise, asOf, name }: SpaceNamed): Promise<SpaceProposal> {
  const { proposals } = await answerDiscover(store, { expertise, asOf, limit: 0, all: true });
  const bare = (text: string) =>
    text
      .replace(/^https?:\/\/(www\.)?/i, "")
      .replace(/\/+$/, "")
      .toLowerCase();
  const found = proposals.find(({ key, url }) => [bare(key), bare(url)].includes(bare(name)));
  if (found) return found;
  throw new ConfigError(
    `No space "${name.slice(0, 200)}" is proposed for ${expertise}: "groundswell discover --all" shows those that are.`,
  );
}

/** Keeps that a space is not to be proposed, for good or until a day, with its entry in the audit log. */
export async function decideSpace(
  context: DecideSpaceContext,
  named: SpaceNamed,
  verdict: SpaceVerdict,
  reason: string | null,
): Promise<SpaceProposal> {
  const found = await proposalNamed(context.store, named);
  const until = verdict.deed === "snooze" ? verdict.until : null;
  if (until !== null && until <= context.now())
    throw new ConfigError(`${until.toISOString().slice(0, 10)} is past: give a day to come, or ignore the space.`);
  await keep(context, { key: found.key, deed: verdict.deed, until, reason });
  return found;
}

/** Keeps what a look found: the reader that is proposed from now on, or that there is none. */
export async function keepLook(
  context: DecideSpaceContext,
  key: string,
  reader: FoundReader | null,
  reason: string | null,
) {
  await keep(context, { key, deed: "look", reader, reason });
}

/**
 * Makes a source of a proposal: checked as a catalogue's is, and applied as a catalogue is.
 * @throws ConfigError where nothing reads the space, or nobody has looked yet
 */
export async function acceptSpace(
  context: DecideSpaceContext,
  named: SpaceNamed,
  connectors: Record<string, ConnectorSchema>,
  reason: string | null,
): Promise<{ found: SpaceProposal; source: ProposedSource }> {
  const { store } = context;
  const found = await proposalNamed(store, named);
  const { source: proposed } = found;
  if (proposed === null)
    throw new ConfigError(
      found.identified === "unknown"
        ? `What reads ${found.key} is not known yet: run "groundswell discover look ${found.key}" first.`
        : `${found.key} cannot be read by any source: ignore it, or snooze it until it can.`,
    );
  const source = { ...proposed, id: await untaken(store, proposed.id) };
  const text = `version: 1\n${printSources([{ ...source, expertises: [] }])}`;
  const catalogue = readCatalogue(text, found.key, connectors);
  const sources = catalogue.sources.map((one) => ({ ...one, expertises: [named.expertise] }));
  await applyCatalogue(store, { ...catalogue, sources });
  const { connector, options, why } = source;
  await keep(context, {
    key: found.key,
    deed: "accept",
    reader: { connector, options, why },
    sourceId: source.id,
    reason,
  });
  return { found, source };
}

async function untaken(store: Store, id: string): Promise<string> {
  let free = id;
  for (let number = 2; (await findSource(store, free)) !== null; number++) free = `${id}-${number}`;
  return free;
}

type Kept = Pick<FoundSpaceDeed, "key" | "deed" | "reason"> & Partial<FoundSpaceDeed>;

async function keep({ store, now, actor }: DecideSpaceContext, kept: Kept): Promise<void> {
  await saveFoundSpace(store, { reader: null, sourceId: null, until: null, ...kept, actor, at: now() });
}
