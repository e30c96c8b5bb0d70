import { type Batch, batch, ConfigError, type Json } from "@groundswell/model";
import { z } from "zod";
import { fileName, type InputFile, openInput, standardInput } from "./file-input.ts";

/** Records worth one transaction. */
export const batchRecords = 2_000;

/** What a file connector gathers between two batches. */
export type Gathered = Pick<Batch, "signals" | "accounts" | "endorsements" | "skipped">;

/** How one kind of file is read: which bytes make an item, and what an item means. */
export type FileReading<File extends InputFile, Item> = {
  files: File[];
  /** What an item is called in messages. */
  unit: "line" | "row" | "message";
  /** Cuts a file's bytes into items, some at a time and in order. */
  split(chunks: AsyncIterable<Uint8Array>, file: File): AsyncIterable<Item[]>;
  /** Adds what an item means; `gathered` is null where an earlier pull has saved it and it is only learned from. */
  take(item: Item, at: { file: File; number: number }, gathered: Gathered | null): void;
  /** Whether files that an earlier pull has read must be read again for what later files need of them. */
  learns?(file: File): boolean;
  /** What a file adds before its first item. */
  begin?(file: File, gathered: Gathered): void;
};

// The size tells a file that was replaced since: its position means nothing, so it is read from the start.
const savedCursor = z.object({
  file: z.string(),
  bytes: z.number().nullable(),
  position: z.number().int(),
  done: z.literal(false),
});

/**
 * Reads files from the first to the last and yields about 2,000 records at a time. A cursor only serves to go on after
 * an interruption: that of a finished import says `done: true`, and the next pull reads everything again.
 * @throws ConfigError where a file turns out to be damaged, with the line or row reached
 */
export async function* pullFiles<File extends InputFile, Item>(
  reading: FileReading<File, Item>,
  { cursor, signal }: { cursor: Json; signal: AbortSignal },
): AsyncGenerator<Batch> {
  const { files } = reading;
  const saved = resumePoint(files, cursor);
  const total = files.every((file) => file.bytes !== null) ? sizeOf(files) : null;
  let gathered = nothing();

  for (const [index, file] of files.entries()) {
    if (index < saved.index && !reading.learns?.(file)) continue;
    let number = 0;
    const { chunks, bytesRead } = openInput(file, () => `${reading.unit} ${number}`);
    const packUp = (done: boolean): Batch => {
      const full = batch({
        ...gathered,
        cursor: done ? { done } : { file: file.path, bytes: file.bytes, position: number, done },
        progress: { done: sizeOf(files.slice(0, index)) + bytesRead(), total, unit: "bytes" },
      });
      gathered = nothing();
      return full;
    };
    const from = index < saved.index ? Number.POSITIVE_INFINITY : index === saved.index ? saved.position : 0;
    if (from === 0) reading.begin?.(file, gathered);
    for await (const items of named(reading.split(chunks, file), file)) {
      // A shutdown need not wait for a file that is only read again.
      if (number < from && signal.aborted) return;
      for (const item of items) {
        number++;
        reading.take(item, { file, number }, number > from ? gathered : null);
        if (records(gathered) < batchRecords) continue;
        yield packUp(false);
        if (signal.aborted) return;
      }
    }
    const last = index === files.length - 1;
    if (last || records(gathered) > 0) yield packUp(last);
    if (signal.aborted) return;
  }
}

function resumePoint(files: InputFile[], cursor: Json): { index: number; position: number } {
  const saved = savedCursor.safeParse(cursor);
  if (!saved.success || saved.data.file === standardInput) return { index: 0, position: 0 };
  const { file, bytes, position } = saved.data;
  const index = files.findIndex((candidate) => candidate.path === file && candidate.bytes === bytes);
  return index < 0 ? { index: 0, position: 0 } : { index, position };
}

/** Puts the file's name before what a splitter says is wrong. */
async function* named<Item>(items: AsyncIterable<Item[]>, file: InputFile): AsyncGenerator<Item[]> {
  try {
    yield* items;
  } catch (error) {
    if (!(error instanceof ConfigError) || error.message.startsWith(fileName(file))) throw error;
    throw new ConfigError(`${fileName(file)}: ${error.message}`, { cause: error.cause });
  }
}

function nothing(): Gathered {
  return { signals: [], accounts: [], endorsements: [], skipped: [] };
}

function records(gathered: Gathered): number {
  return gathered.signals.length + gathered.accounts.length + gathered.endorsements.length + gathered.skipped.length;
}

function sizeOf(files: InputFile[]): number {
  return files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
}
