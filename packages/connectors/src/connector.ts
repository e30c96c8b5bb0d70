import type { Batch, Json, KnownThread, Mapped, RawPage } from "@groundswell/model";
import type { z } from "zod";
import type { Http } from "./http.ts";

export type { KnownThread };

/**
 * Whether the cursor may be the newest item seen (`oldest-first`) or must wait for the end of the pass:
 * a `newest-first` list or a `snapshot` that breaks off midway has not read what lies behind the break.
 */
export type Order = "oldest-first" | "newest-first" | "snapshot";

/** What a pull is given. It touches nothing else: no database, no clock but `now`, no network but `http`. */
export type PullContext<Options> = {
  /** The source's id, for messages. */
  source: string;
  options: Options;
  /** What the last saved batch said, or null on the first pull. */
  cursor: Json;
  /** Secrets by the name that the connector's `credentials` declares; absent ones are missing keys. */
  credentials: Record<string, string>;
  /** The beginning of history that is wanted on a first pull; null for all there is. */
  since: Date | null;
  now: () => Date;
  http: Http;
  /** Aborted when the worker shuts down; a pull ends after the batch it is at. */
  signal: AbortSignal;
};

/** Code for one kind of place: fetches and maps, never stores. */
export type Connector<Schema extends z.ZodType = z.ZodType> = {
  name: string;
  /** One sentence for the docs: what it reads, and by which API or format. */
  summary: string;
  /** The library that reads the format, and why that one; absent where the format is JSON and there is nothing to choose. */
  parser?: string;
  /** `api` connectors pull on a schedule; `file` ones are for `import`. */
  reads: "api" | "file";
  options: Schema;
  /** Secret names it can use, with a sentence each; all are optional unless `required`. */
  credentials: Record<string, { about: string; required: boolean }>;
  order: Order;
  /** A worked example of `options`, shown in the docs and run by the contract suite. */
  example: z.input<Schema>;
  pull(context: PullContext<z.output<Schema>>): AsyncIterable<Batch>;
  /**
   * What a page that `pull` or `revisit` handed on as `raw` says by today's mapper. Pure: stored pages are read again
   * with it, years later and without the network. Absent where nothing is kept raw, because the file itself is kept.
   */
  map?(page: RawPage, options: z.output<Schema>): Mapped | Promise<Mapped>;
  /**
   * Reads known threads again, for what arrives late: edits, votes, acceptances, deletions. Its batches name in
   * `complete` each thread that was read whole, also one that is gone; their cursors are not kept.
   */
  revisit?(context: PullContext<z.output<Schema>>, threads: KnownThread[]): AsyncIterable<Batch>;
};

/** Declares a connector, with the types of its options carried into `pull`. */
export function defineConnector<Schema extends z.ZodType>(connector: Connector<Schema>): Connector<Schema> {
  return connector;
}
