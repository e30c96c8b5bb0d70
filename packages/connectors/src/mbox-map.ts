import type { Signal, Skip } from "@groundswell/model";
import { type ListNaming, listReading } from "./mail-list.ts";
import { type MailReading, mapMailMessage } from "./mail-message.ts";
import { splitMbox } from "./mbox-split.ts";

/**
 * Maps an mbox, message by message and in its order: every one is a signal or a skip. Memory does not grow with its size.
 * Pure.
 * @param input its bytes, unpacked, whole or as they come
 */
export async function* mapMbox(
  input: Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  naming: ListNaming & { connector?: string; file?: string } = {},
): AsyncGenerator<Signal | Skip> {
  const { connector = "mbox", file, ...list } = naming;
  yield* mapMessages(input instanceof Uint8Array ? [input] : input, listReading(connector, list, file ?? null));
}

/** The same for a reading that goes on over several files. */
export async function* mapMessages(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  reading: MailReading,
): AsyncGenerator<Signal | Skip> {
  let number = 0;
  for await (const message of splitMbox(chunks)) {
    number++;
    yield await mapMailMessage(message.bytes, reading, { position: `message ${number}`, envelope: message.envelope });
  }
}
