import { type Coverage, coverage } from "@groundswell/analytics";
import { ConfigError, type Window } from "@groundswell/model";
import {
  bestSignals,
  findSpace,
  type ListedSignal,
  type SpaceFound,
  type SpaceReader,
  type Store,
  spaceReaders,
  spaceSignals,
} from "@groundswell/store";
import type { Head } from "./head.ts";
import type { OpenThread } from "./space-page-threads.ts";
import type { SpaceAnswer, SpacesAnswer } from "./spaces.ts";
import type { TrendAnswer } from "./trends.ts";

/** A source that reads a space, with what it has read of the window. */
export type SpaceSource = {
  id: string;
  connector: string;
  state: string;
  lastSuccess: string | null;
  coverage: Pick<Coverage, "expected" | "read" | "rate">;
};

/** A signal as anybody may see it where it was made. */
export type PublicSignal = {
  id: number;
  kind: string;
  title: string | null;
  url: string | null;
  occurredAt: string;
  /** The public handle; null where the place shows none. */
  handle: string | null;
};

/** Who made a signal, as far as is known; for those who may read about people. */
export type SignalPerson = { person: number; name: string | null };

/** Everything about one space. Of people it holds counts, and the public handles of who asked or wrote something. */
export type SpacePageAnswer = Head & {
  weighting: SpacesAnswer["weighting"];
  insight: string;
  /** Its row in the answer about all spaces. */
  space: SpaceAnswer;
  /** Of its people and its signals, month by month. */
  trends: TrendAnswer[];
  /** The oldest of the open threads, and how many there are. */
  open: { total: number; threads: OpenThread[] };
  sources: SpaceSource[];
  /** The most endorsed of its newest signals. */
  best: PublicSignal[];
};

/** What other answers about the same run and window say of a space. */
export type SaidOfSpace = Pick<SpacePageAnswer, keyof Head | "weighting" | "insight" | "space" | "trends" | "open">;

const bestShown = 5;

/** Adds to what other answers say of a space, as `requireSpace` found it, the sources that read it and its best signals. */
export async function answerSpacePage(store: Store, { id }: SpaceFound, said: SaidOfSpace): Promise<SpacePageAnswer> {
  const { expertise } = said;
  const window = { from: new Date(said.window.from), to: new Date(said.window.to) };
  const readers = await spaceReaders(store, expertise, id);
  const best = await bestSignals(store, { expertise, space: id, window, limit: bestShown });
  return { ...said, sources: sourcesOf(readers, window, new Date(said.asOf)), best: best.map(publicSignal) };
}

/** @throws ConfigError where an expertise has no such space */
export async function requireSpace(store: Store, expertise: string, key: string): Promise<SpaceFound> {
  const space = await findSpace(store, expertise, key);
  if (space) return space;
  throw new ConfigError(
    `There is no space "${key.slice(0, 200)}" in ${expertise}: its spaces and their keys are listed in its answer "spaces".`,
  );
}

export type SpaceSignalsQuestion = {
  expertise: string;
  key: string;
  window: Window;
  kind: string | null;
  /** The `next` of the page before. */
  after: string | null;
  limit: number;
};

/** Signals behind a number, the newest first. `author` is there only for those who may read about people. */
export type SpaceSignalsAnswer = {
  expertise: string;
  key: string;
  window: { from: string; to: string };
  signals: (PublicSignal & { author?: SignalPerson | null })[];
  /** What to give as `after` for the next page; null where this is the last. */
  next: string | null;
};

/**
 * The signals that are counted for a space in a window, a page of them.
 * @param withPersons tells of each who made it: never for product teams
 */
export async function answerSpaceSignals(
  store: Store,
  question: SpaceSignalsQuestion,
  { withPersons }: { withPersons: boolean },
): Promise<SpaceSignalsAnswer> {
  const { expertise, key, window, kind, limit } = question;
  const { id } = await requireSpace(store, expertise, key);
  const after = question.after === null ? null : readCursor(question.after);
  const found = await spaceSignals(store, { expertise, space: id, window, kind, after, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    ...{ expertise, key },
    window: { from: window.from.toISOString(), to: window.to.toISOString() },
    signals: shown.map((one) => (withPersons ? { ...publicSignal(one), author: authorOf(one) } : publicSignal(one))),
    next: found.length > limit && last ? `${last.occurredMicros}_${last.id}` : null,
  };
}

function readCursor(text: string): { occurredMicros: number; id: number } {
  const [, micros, id] = /^(\d{1,16})_(\d{1,15})$/.exec(text) ?? [];
  if (micros === undefined || id === undefined)
    throw new ConfigError('"after" is no place to go on from: give the "next" of the page before, or leave it out.');
  return { occurredMicros: Number(micros), id: Number(id) };
}

function publicSignal({ id, kind, title, url, occurredAt, handle }: ListedSignal): PublicSignal {
  return { id, kind, title, url, occurredAt: occurredAt.toISOString(), handle };
}

function authorOf({ person, name }: ListedSignal): SignalPerson | null {
  return person === null ? null : { person, name };
}

function sourcesOf(readers: readonly SpaceReader[], window: Window, asOf: Date): SpaceSource[] {
  return [...new Set(readers.map(({ source }) => source))].map((id) => {
    const own = readers.filter(({ source }) => source === id);
    const [first] = own as [SpaceReader];
    const read = own.flatMap(({ from, to }) => (from && to ? [{ from, to }] : []));
    const {
      expected,
      read: days,
      rate,
    } = coverage([{ source: id, since: first.since, read, failed: [] }], window, asOf);
    return {
      id,
      connector: first.connector,
      state: first.state,
      lastSuccess: first.lastSuccess?.toISOString() ?? null,
      coverage: { expected, read: days, rate },
    };
  });
}
