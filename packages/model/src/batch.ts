import type { Account, Endorsement, Signal, Space } from "./signal.ts";

/** A value that survives JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One response body as it came, kept so that today's mapper can read yesterday's page. */
export type RawPage = {
  /** What was asked for: a URL without credentials. */
  request: string;
  contentType: string;
  body: Uint8Array;
  fetchedAt: string;
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

/**
 * What one step of a pull yields: one page, one stretch of a file. The store saves all of it and `cursor` in one
 * transaction, so whatever `cursor` says has been read is really there. `accounts` and `spaces` are those beyond the signals' own.
 */
export type Batch = {
  signals: Signal[];
  accounts: Account[];
  endorsements: Endorsement[];
  spaces: Space[];
  raw: RawPage | null;
  skipped: Skip[];
  cursor: Json;
  progress: Progress | null;
};

/** A batch with nothing in it but what is given. */
export function batch(known: Partial<Batch> & Pick<Batch, "cursor">): Batch {
  return { signals: [], accounts: [], endorsements: [], spaces: [], raw: null, skipped: [], progress: null, ...known };
}
