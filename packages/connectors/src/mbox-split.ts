/** One message of an mbox: its bytes as sent, as far as they are kept, the "From " line before it, and where that begins. */
export type MboxMessage = { bytes: Uint8Array; envelope: string; offset: number };

/** Bytes kept of a message; what lies beyond is an attachment's. */
export const messageBytes = 512 * 1024;
// A line that names a sender is short.
const envelopeBytes = 1_000;
const weekday = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const envelope = new RegExp(
  `^From (?:\\S+|"[^"]+"\\S*|\\S+ (?:at|\\(at\\)|\\[at\\]) \\S+|\\S+@\\S+ \\([^)]*\\)) +(?:${weekday},? +(?:${month} +\\d{1,2}|\\d{1,2}[ -]${month})\\b.*\\d{1,2}:\\d{2}|\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2})`,
  "i",
);
const patchEnvelope = /^From [0-9a-f]{40} Mon Sep 17 00:00:00 2001/;

/**
 * Cuts an mbox into its messages as its bytes come. A line begins a message where it follows an empty line, names a
 * sender and a date, and has a header or nothing after it. Content-Length (mboxcl) is believed where it ends at such a
 * line or at the end. Holds no more than a message and some chunks. Pure.
 * @param offset where in the mbox its bytes begin: at the line of a message, where it is not 0
 */
export async function* splitMbox(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  offset = 0,
): AsyncGenerator<MboxMessage> {
  let rest: Buffer = Buffer.alloc(0);
  /** Where `rest` and the message at hand begin. */
  let restOffset = offset;
  let messageOffset = offset;
  let kept: Buffer | null = null;
  let line = "";
  let from = 0;
  let started = false;
  let patches = false;

  function drop(count: number): void {
    rest = rest.subarray(count);
    restOffset += count;
  }

  /** Takes the line of the next message off `rest`. */
  function begin(): void {
    messageOffset = restOffset;
    const first = lineAt(rest, 0);
    line = first.text;
    drop(first.next);
    from = 0;
    kept = null;
  }

  /** Takes all messages off `rest` that surely end in it. */
  function* take(atEnd: boolean): Generator<MboxMessage> {
    for (;;) {
      if (!started) {
        const start = beginning(rest, atEnd);
        if (start === null) return;
        if (start < 0) {
          drop(atEnd ? rest.length : Math.max(0, rest.length - envelopeBytes * 2));
          return;
        }
        drop(start);
        patches = patchEnvelope.test(lineAt(rest, 0).text);
        begin();
        started = true;
      }
      const declared = kept === null ? declaredEnd(rest, atEnd) : -1;
      if (declared === null) return;
      const end = declared >= 0 ? declared : nextEnvelope(rest, from, atEnd, patches);
      if (end === null || (end < 0 && !atEnd)) {
        // Everything but the last bytes has been searched; a line may be cut just there.
        from = end === null ? from : Math.max(0, rest.length - envelopeBytes * 2);
        if (rest.length > messageBytes + envelopeBytes * 4) {
          kept ??= Buffer.from(rest.subarray(0, messageBytes));
          drop(rest.length - envelopeBytes * 3);
          // A copy, so that the long piece before it can go.
          rest = Buffer.from(rest);
          from = 0;
        }
        return;
      }
      const stop = end < 0 ? rest.length : end;
      if (end < 0 && rest.length === 0 && kept === null && line === "") return;
      const bytes = unescaped(kept ?? rest.subarray(0, Math.min(stop, messageBytes)));
      yield { bytes, envelope: line, offset: messageOffset };
      drop(stop);
      if (end < 0) {
        started = false;
        line = "";
        kept = null;
        from = 0;
        return;
      }
      begin();
    }
  }

  for await (const chunk of chunks) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    yield* take(false);
  }
  yield* take(true);
}

/** Where the first message's line is: null to wait for more bytes, -1 for not here. */
function beginning(bytes: Buffer, atEnd: boolean): number | null {
  let start = 0;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) start = 3;
  while (bytes[start] === 0x0a || bytes[start] === 0x0d) start++;
  if (bytes.length - start < envelopeBytes && !atEnd) return null;
  if (start >= bytes.length) return -1;
  const { text } = lineAt(bytes, start);
  if (envelope.test(text) || /^From \S/.test(text)) return start;
  return nextEnvelope(bytes, start, atEnd, false);
}

/** The next line that begins a message, at `from` or later: null to wait for more bytes, -1 for none. */
function nextEnvelope(bytes: Buffer, from: number, atEnd: boolean, patches: boolean): number | null {
  for (let at = from; ; ) {
    const found = bytes.indexOf("\nFrom ", at);
    if (found < 0) {
      // An empty message is followed by the next one's line at once.
      return -1;
    }
    at = found + 1;
    const empty =
      bytes[found - 1] === 0x0a ||
      (bytes[found - 1] === 0x0d && (bytes[found - 2] === 0x0a || found === 1)) ||
      found === 0;
    if (!empty) continue;
    if (!atEnd && bytes.length - at < envelopeBytes) return null;
    if (beginsMessage(bytes, at, patches)) return at;
  }
}

function beginsMessage(bytes: Buffer, at: number, patches: boolean): boolean {
  const { text, next } = lineAt(bytes, at);
  if (!envelope.test(text) || (!patches && patchEnvelope.test(text))) return false;
  const after = lineAt(bytes, next).text;
  return after === "" || /^(>?From |[\x21-\x39\x3b-\x7e]+[ \t]*:)/.test(after);
}

/** Where Content-Length says the message ends, if a message or nothing follows there: -1 where it does not, null to wait. */
function declaredEnd(bytes: Buffer, atEnd: boolean): number | null {
  const ends = [bytes.indexOf("\n\n"), bytes.indexOf("\n\r\n")].filter((at) => at >= 0);
  if (ends.length === 0) return atEnd || bytes.length > messageBytes ? -1 : null;
  const head = Math.min(...ends);
  const length = /^content-length:[ \t]*(\d{1,9})[ \t]*\r?$/im.exec(bytes.toString("latin1", 0, head + 1))?.[1];
  if (length === undefined) return -1;
  let end = head + (bytes[head + 1] === 0x0d ? 3 : 2) + Number(length);
  if (end > messageBytes) return -1;
  if (bytes.length < end + envelopeBytes + 4 && !atEnd) return null;
  if (end > bytes.length) return -1;
  while (bytes[end] === 0x0a || bytes[end] === 0x0d) end++;
  if (end >= bytes.length) return -1;
  return bytes[end - 1] === 0x0a && envelope.test(lineAt(bytes, end).text) ? end : -1;
}

function lineAt(bytes: Buffer, at: number): { text: string; next: number } {
  const end = bytes.indexOf(0x0a, at);
  const stop = end < 0 ? bytes.length : end;
  return {
    text: bytes.toString("latin1", at, Math.min(stop, at + envelopeBytes)).replace(/\r$/, ""),
    next: end < 0 ? stop : end + 1,
  };
}

/** The mboxrd way: one ">" is taken off every escaped line. */
function unescaped(bytes: Buffer): Uint8Array {
  if (!bytes.includes(">From ")) return bytes;
  return Buffer.from(bytes.toString("latin1").replace(/^>(>*From )/gm, "$1"), "latin1");
}
