import PostalMime, { type Email } from "postal-mime";
import { cleanCharacters } from "./charset.ts";
import { decodeMailText, isMultiByteUtf8 } from "./mail-charset.ts";
import { htmlAddresses, htmlLines } from "./mail-html.ts";
import { repairedBody } from "./mail-repair.ts";
import { plainWords } from "./mail-words.ts";

/** A message as its sender meant it: headers in their order with words decoded to UTF-8 words, and its text. */
export type ParsedMail = {
  /** Names in lower case; values are unfolded. */
  headers: { key: string; value: string }[];
  text: string;
  /** Where the anchors of its HTML lead, where it has no other text. */
  addresses?: string[];
};

// Every byte is one character of this encoding, so text decoded by it can be turned back into its bytes. Which
// character stands for 0x80 to 0x9f differs between versions of Node.
const bytewise = "iso-8859-1";
const byteOf = new Map(
  [...new TextDecoder(bytewise).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))].map(
    (character, byte) => [character, byte] as const,
  ),
);
const codes = [...byteOf.keys()].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
/** Runs of characters that stand for bytes; the others come from entities that the parser itself has decoded. */
const byteRuns = new RegExp(`[${codes.join("")}]+`, "g");
/** Bytes or characters of a text that are looked at; an excerpt is found long before. */
const textLength = 128 * 1024;
/** Lines that the MIME parser is given, which takes some 15 µs for each: people write fewer. */
const mostLines = 10_000;
/** Encodings that write everything with ASCII bytes. */
const sevenBit = /^(cs)?(iso-?2022|utf-?7|utf-?16|hz)/i;

/**
 * Parses one message of any make. The MIME parser believes every charset label; so that none is believed, it is told
 * that all text is single-byte, and the bytes it gives back are decoded here. Never throws.
 */
export async function parseMail(bytes: Uint8Array): Promise<ParsedMail> {
  const { head, body } = cutHead(bytes);
  const charsets: string[] = [];
  const headText = decodeHead(head);
  const top = unfold(headText).map(({ key, name, value }) => ({
    key,
    line: `${name}: ${plainWords(value)}`,
    value: plainWords(value),
  }));
  const headers = top.map(({ key, value }) => ({ key, value }));
  if (isPlain(headers)) {
    for (const { line } of top) bytewiseType(line, charsets);
    return { headers, text: cleaned(decodeMailText(body.subarray(0, textLength), charsets[0] ?? null)) };
  }
  const repaired = repairedBody(
    top.flatMap(({ key, line }) => (key.startsWith("content-") ? [line] : [])).join("\n"),
    firstLines(body.toString("latin1"), mostLines),
  );
  const forParser = repaired.head
    .split("\n")
    .filter(Boolean)
    .map((line) => `${bytewiseType(line, charsets)}\n`);
  if (!/^content-type:/im.test(repaired.head)) forParser.unshift(`Content-Type: text/plain; charset=${bytewise}\n`);
  const parts = bytewiseParts(repaired.body, repaired.head, charsets);
  const email = await PostalMime.parse(Buffer.concat([Buffer.from(`${forParser.join("")}\n`), parts]), {
    maxHeadersSize: parts.length + 4_000_000,
  }).catch(() => null);
  const charset = charsets.find((name) => !/^(us-?ascii|utf-?8)$/i.test(name)) ?? charsets[0] ?? null;
  return email === null
    ? { headers, text: cleaned(decodeMailText(body.subarray(0, textLength), charset)) }
    : { headers, ...textOf(email, charset) };
}

/** Longer headers are cut: lists of hundreds of recipients fit, and what reads them may take more than time in proportion. */
const longestHeader = 10_000;

/** The first header of a name, or null. */
export function headerOf(mail: Pick<ParsedMail, "headers">, name: string): string | null {
  return (
    mail.headers
      .find(({ key }) => key === name)
      ?.value.slice(0, longestHeader)
      .trim() || null
  );
}

function textOf(email: Email, charset: string | null): Pick<ParsedMail, "text" | "addresses"> {
  const decode = (text: string) => {
    const start = text.slice(0, textLength);
    const encoded = /[\u0080-\uffff]/.test(start) || sevenBit.test(charset ?? "");
    return cleaned(encoded ? start.replace(byteRuns, (run) => decodeRun(run, charset)) : start);
  };
  if (email.text?.trim()) return { text: decode(email.text) };
  if (!email.html) return { text: "" };
  const html = decode(email.html);
  return { text: htmlLines(html), addresses: htmlAddresses(html) };
}

function firstLines(text: string, most: number): string {
  let end = 0;
  for (let line = 0; line < most; line++) {
    end = text.indexOf("\n", end) + 1;
    if (end === 0) return text;
  }
  return text.slice(0, end);
}

/** Whether the body is the text: no parts, nothing encoded, no lines to join. Most archives have little else. */
function isPlain(headers: ParsedMail["headers"]): boolean {
  const type = headerOf({ headers }, "content-type") ?? "";
  return (
    /^(text(\/plain)?\s*(;|$)|$)/i.test(type) &&
    !/format\s*=\s*"?flowed/i.test(type) &&
    /^(7bit|8bit|binary|$)/i.test(headerOf({ headers }, "content-transfer-encoding") ?? "")
  );
}

function cleaned(text: string): string {
  return /[^\t\n\r -~]/.test(text) ? cleanCharacters(text) : text;
}

function decodeRun(run: string, charset: string | null): string {
  const bytes = Buffer.allocUnsafe(run.length);
  for (let at = 0; at < run.length; at++) {
    const code = run.charCodeAt(at);
    bytes[at] = code < 0x80 ? code : (byteOf.get(run.charAt(at)) ?? 0x3f);
  }
  return decodeMailText(bytes, charset);
}

/** A message's headers alone, as bytes. */
export function headBytes(bytes: Uint8Array): Uint8Array {
  return cutHead(bytes).head;
}

function cutHead(bytes: Uint8Array): { head: Buffer; body: Buffer } {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ends = [all.indexOf("\n\n"), all.indexOf("\n\r\n")].filter((at) => at >= 0);
  if (all[0] === 0x0a || (all[0] === 0x0d && all[1] === 0x0a)) return { head: all.subarray(0, 0), body: all };
  if (ends.length === 0) return { head: all, body: all.subarray(all.length) };
  const end = Math.min(...ends);
  return { head: all.subarray(0, end), body: all.subarray(end + (all[end + 1] === 0x0d ? 3 : 2)) };
}

/** Raw bytes in a header are UTF-8, or else what the text is declared to be in. */
function decodeHead(head: Buffer): string {
  const ascii = head.toString("latin1");
  if (!/[\u0080-\u00ff]/.test(ascii)) return ascii;
  if (isMultiByteUtf8(head)) return head.toString("utf8");
  return decodeMailText(head, /charset\s*=\s*"?([\w.:-]+)/i.exec(ascii)?.[1] ?? null);
}

/** Header fields with their continuation lines joined (RFC 5322, section 2.2.3). A line that is none is left out. */
function unfold(head: string): { key: string; name: string; value: string }[] {
  return head
    .replace(/\r?\n([ \t])/g, "$1")
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, name, value] = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:(.*)$/s.exec(line) ?? [];
      return name === undefined ? [] : [{ key: name.toLowerCase(), name, value: (value ?? "").trim() }];
    });
}

/** A Content-Type line that declares `bytewise`; what it declared is added to `charsets`, text only. */
function bytewiseType(line: string, charsets: string[]): string {
  const type = /^content-type\s*:\s*([\w/.+-]*)/i.exec(line)?.[1]?.toLowerCase();
  if (type === undefined || !(type === "" || type === "text" || type.startsWith("text/"))) return line;
  const declared = /;\s*charset\s*=\s*"?'?([^\s;"']*)/i.exec(line);
  if (declared?.[1]) charsets.push(declared[1]);
  const rest = line.replace(/;\s*charset\*?\d*\*?\s*=\s*("[^"]*"|[^\s;]*)/gi, "");
  return `${type === "text" || type === "" ? "Content-Type: text/plain" : rest.replace(/;\s*$/, "")}; charset=${bytewise}`;
}

/** The same for the header of every part, which follows a line of two dashes and a boundary that some header names. */
function bytewiseParts(text: string, head: string, charsets: string[]): Buffer {
  if (!/boundary/i.test(head)) return Buffer.from(text, "latin1");
  const named = `${head}\n${text}`.matchAll(/boundary\s*=\s*(?:"([^"\r\n]+)"|([^\s;"]+))/gi);
  const boundaries = new Set([...named].map(([, quoted, bare]) => (quoted ?? bare ?? "").trimEnd()));
  const digest = /multipart\/digest/i.test(head);
  const changed = text.replace(
    /^--([^\r\n]+)\r?\n((?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*)/gm,
    (whole, boundary: string, fields: string) => {
      if (!boundaries.has(boundary.trimEnd())) return whole;
      const lines = unfold(fields).map(({ name, value }) => bytewiseType(`${name}: ${value}`, charsets));
      const typed = digest || lines.some((line) => /^content-type:/i.test(line));
      if (!typed) lines.push(`Content-Type: text/plain; charset=${bytewise}`);
      return `--${boundary}\n${lines.map((line) => `${line}\n`).join("")}`;
    },
  );
  return Buffer.from(changed, "latin1");
}
