import type { Account, Endorsement, Signal, SignalKind, Space } from "./signal.ts";

/** A value that survives JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One response body as it came, kept so that today's mapper can read yesterday's page. */
export type RawPage = {
  /** What was asked for: a URL without credentials. */
  request: string;
  contentType: string;
  body: Uint8Array;
  fetchedAt: string;
  /** What the mapper must be told beside the body, such as the space that a list was asked for. */
  context?: Json;
};

/**
 * An item that gave no signal. A malformed one keeps `item`, its text, for a person to read;
 * one that is no signal by rule (a tag wiki, a service session) leaves it null and is only counted.
 */
export type Skip = {
  reason: string;
  position: string | null;
  item: string | null;
  /** What it would have been; a signal where it does not say. */
  of?: "signals" | "accounts" | "endorsements";
};

/** How far a pull has come, for a progress bar; `total` is null where nobody knows. */
export type Progress = { done: number; total: number | null; unit: "bytes" | "pages" | "items" };

/** What a mapper makes of a page. `accounts` and `spaces` are those beyond the signals' own. */
export type Mapped = {
  signals: Signal[];
  accounts: Account[];
  endorsements: Endorsement[];
  spaces: Space[];
  skipped: Skip[];
};

/** A thread by its id, and the kinds of signal of which all that are left were read. */
export type CompleteThread = { platform: string; threadId: string; kinds: SignalKind[] };

/** A thread that the store holds, by the signal that opened it: what its place is asked for to read it again. */
export type KnownThread = { platform: string; kind: SignalKind; id: string; url: string | null; occurredAt: string };

/**
 * What one step of a pull yields: one page, one stretch of a file. The store saves all of it and `cursor` in one
 * transaction, so whatever `cursor` says has been read is really there.
 */
export type Batch = Mapped & {
  raw: RawPage | null;
  /** Threads that the batch holds whole: what the store has of them beside it has been taken away at the source. */
  complete: CompleteThread[];
  cursor: Json;
  /**
   * How far back a list that ends by itself went, where its place gives out no more than the newest: what came before was not read, also
   * where the pull before ended earlier. Null where the place can be asked for all, or has reached what was read already.
   */
  reachesBack: string | null;
  progress: Progress | null;
};

/** A batch with nothing in it but what is given. */
export function batch(known: Partial<Batch> & Pick<Batch, "cursor">): Batch {
  return {
    signals: [],
    accounts: [],
    endorsements: [],
    spaces: [],
    skipped: [],
    raw: null,
    complete: [],
    reachesBack: null,
    progress: null,
    ...known,
  };
}
