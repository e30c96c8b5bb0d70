import { createReadStream } from "node:fs";
import { type Batch, batch, ConfigError, type Json, type Signal, type Skip } from "@groundswell/model";
import { z } from "zod";
import { fileName, type InputFile, openInput, standardInput } from "./file-input.ts";
import { batchRecords } from "./file-pull.ts";
import { type MailReading, mapMailMessage } from "./mail-message.ts";
import { headBytes } from "./mail-parse.ts";
import { joinThreads } from "./mail-threads.ts";
import { splitMbox } from "./mbox-split.ts";
import { byRule, isSkip } from "./skip.ts";

/** A message by the byte that its "From " line begins at, in the unpacked file. */
const place = z.object({ file: z.string(), offset: z.int() });
type Place = z.output<typeof place>;

// The size tells a file that was replaced since: its offsets mean nothing, so everything is read from the start.
const savedCursor = place.extend({
  bytes: z.number(),
  /** The number of the message there, for positions. */
  number: z.int(),
  /** Where the batch before the last one began: what came since then is looked through for threads. */
  learn: place,
  done: z.literal(false),
});

/** What is read of mailboxes. */
export type MboxReading = {
  files: InputFile[];
  /** How the messages of a file are read; all of them share what is known of threads. */
  readingOf: (file: InputFile) => MailReading;
  since: Date | null;
};

/**
 * Reads mailboxes from the first to the last and yields about 2,000 messages at a time. A cursor only serves to go on
 * after an interruption: at the byte where it happened, so that nothing before is parsed again but the headers of the
 * last few thousand messages, which later replies may name. That of a finished import says `done: true`, and the next pull
 * reads everything again.
 * @throws ConfigError where a file turns out to be damaged, with the message reached
 */
export async function* pullMboxes(
  { files, readingOf, since }: MboxReading,
  { cursor, signal }: { cursor: Json; signal: AbortSignal },
): AsyncGenerator<Batch> {
  const indexOf = new Map(files.map((file, index) => [file.path, index]));
  const saved = resumePoint(files, cursor);
  const learnFrom = saved === null ? 0 : (indexOf.get(saved.learn.file) ?? 0);
  const goOn = saved === null ? 0 : (indexOf.get(saved.file) ?? 0);
  const total = files.every((file) => file.bytes !== null) ? sizeOf(files) : null;
  const starts: Place[] = saved === null ? [] : [saved.learn, { file: saved.file, offset: saved.offset }];
  let gathered: { signals: Signal[]; skipped: Skip[] } = { signals: [], skipped: [] };

  const packUp = (next: { file: InputFile; offset: number; number: number } | null, done: number): Batch => {
    const signals = joinThreads(gathered.signals);
    const { skipped } = gathered;
    gathered = { signals: [], skipped: [] };
    const progress = { done, total, unit: "bytes" } as const;
    if (next === null) return batch({ signals, skipped, cursor: { done: true }, progress });
    const { file, offset, number } = next;
    const learn = starts[0] ?? { file: file.path, offset };
    starts.push({ file: file.path, offset });
    if (starts.length > 2) starts.shift();
    return batch({
      signals,
      skipped,
      cursor: { file: file.path, bytes: file.bytes, offset, number, learn, done: false },
      progress,
    });
  };

  for (const [index, file] of files.entries()) {
    if (index < learnFrom) continue;
    const reading = readingOf(file);
    const known = saved === null || index > goOn ? 0 : index < goOn ? Number.POSITIVE_INFINITY : saved.offset;
    const start = saved !== null && index === learnFrom ? saved.learn.offset : 0;
    let number = saved !== null && index === goOn ? saved.number - 1 : 0;
    if (index === 0 && starts.length === 0) starts.push({ file: file.path, offset: 0 });
    const { chunks, bytesRead } = openMbox(file, start, () => `message ${number}`);
    const before = sizeOf(files.slice(0, index));
    for await (const message of splitMbox(chunks, start)) {
      const { offset, envelope, bytes } = message;
      if (offset < known) {
        // A shutdown need not wait for what is only learned from.
        if (signal.aborted) return;
        await mapMailMessage(headBytes(bytes), reading, { position: "", envelope });
        continue;
      }
      number++;
      if (gathered.signals.length + gathered.skipped.length >= batchRecords) {
        yield packUp({ file, offset, number }, before + bytesRead());
        if (signal.aborted) return;
      }
      const position = `${fileName(file)} message ${number}`;
      const found = await mapMailMessage(bytes, reading, { position, envelope });
      if (isSkip(found)) gathered.skipped.push(found);
      else if (since !== null && found.occurredAt < since.toISOString())
        gathered.skipped.push(byRule("older than the history wanted", position));
      else gathered.signals.push(found);
    }
    const next = files[index + 1];
    if (next === undefined) yield packUp(null, before + bytesRead());
    else if (gathered.signals.length + gathered.skipped.length > 0)
      yield packUp({ file: next, offset: 0, number: 1 }, before + bytesRead());
    if (signal.aborted) return;
  }
}

/** A mailbox's bytes from an offset in its unpacked form; a plain file is opened there, a packed one unpacked up to it. */
function openMbox(file: InputFile, offset: number, reached: () => string) {
  if (offset === 0) return openInput(file, reached);
  if (file.gzip) {
    const { chunks, bytesRead } = openInput(file, reached);
    return { chunks: from(chunks, offset), bytesRead };
  }
  const disk = createReadStream(file.path, { start: offset, highWaterMark: 128 * 1024 });
  return { chunks: readable(disk, file, reached), bytesRead: () => offset + disk.bytesRead };
}

async function* from(chunks: AsyncIterable<Uint8Array>, offset: number): AsyncGenerator<Uint8Array> {
  let before = offset;
  for await (const chunk of chunks) {
    if (before < chunk.length) yield before === 0 ? chunk : chunk.subarray(before);
    before = Math.max(0, before - chunk.length);
  }
}

async function* readable(
  chunks: AsyncIterable<Uint8Array>,
  file: InputFile,
  reached: () => string,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const message = `${fileName(file)} cannot be read any further (${code}) after ${reached()}: fetch it again and repeat.`;
    throw new ConfigError(message, { cause });
  }
}

function resumePoint(files: InputFile[], cursor: Json): z.output<typeof savedCursor> | null {
  const { data } = savedCursor.safeParse(cursor);
  if (data === undefined || data.file === standardInput) return null;
  const isThere = files.some(({ path, bytes }) => path === data.file && bytes === data.bytes);
  return isThere && files.some(({ path }) => path === data.learn.file) ? data : null;
}

function sizeOf(files: InputFile[]): number {
  return files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
}
