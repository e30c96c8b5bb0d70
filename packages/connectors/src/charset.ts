import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { decodeEbcdic, isEbcdic } from "./charset-ebcdic.ts";
import { decodeEscapes } from "./charset-escapes.ts";

/** Text decoded from bytes, and the name of the encoding that was believed. */
export type DecodedText = { text: string; charset: string };

type Wide = "utf-16le" | "utf-16be" | "utf-32le" | "utf-32be";

/** Windows-1252 is what single-byte Western labels mean on the web (WHATWG Encoding, section 4.2). */
const western = "windows-1252";

/** The characters of bytes 0x80 to 0x9f, where ISO 8859-1 has control characters; else the two are one. */
const westernExtras = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * Decodes a document: byte order mark, then the HTTP charset, then the XML declaration, then UTF-8 where the bytes
 * allow it, then windows-1252. A label is not believed where the bytes disprove it. Never throws.
 * @param contentType the Content-Type header, or null
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): DecodedText {
  const marked = byMark(bytes);
  if (marked) return marked;
  const wide = wideWithoutMark(bytes);
  if (wide) {
    const is32 = wide.startsWith("utf-32");
    return { text: is32 ? decodeUtf32(bytes, wide === "utf-32le") : decodeAs(bytes, wide), charset: wide };
  }
  if (isEbcdic(bytes)) {
    const label = declaredIn(decodeEbcdic(bytes.subarray(0, 1024), null));
    return { text: decodeEbcdic(bytes, label), charset: (label ?? "cp037").toLowerCase() };
  }
  // Strict UTF-7 writes even the first character of a document as an escape.
  if (starting(bytes, "+ADw")) return { text: decodeAs(bytes, "utf-7"), charset: "utf-7" };
  for (const label of [httpCharset(contentType), declaredCharset(bytes)]) {
    const escaped = label === null ? null : decodeEscapes(bytes, label);
    if (label !== null && escaped !== null) return { text: escaped, charset: label.toLowerCase() };
    const charset = known(label);
    // A 16-bit label was readable as 8-bit text, so it is wrong.
    if (charset === null || /^utf-?(16|32)/.test(charset)) continue;
    const found = charset === "utf-8" || charset === western ? utf8OrWestern(bytes) : null;
    // What HTTP took for UTF-8 and is none may be what the document says of itself.
    if (found?.charset === western && charset === "utf-8") continue;
    return found ?? { text: decodeAs(bytes, charset), charset };
  }
  return utf8OrWestern(bytes);
}

function starting(bytes: Uint8Array, text: string): boolean {
  return latin1(bytes.subarray(0, text.length)) === text;
}

/** The charset parameter of a Content-Type header, or null. */
function httpCharset(contentType: string | null): string | null {
  return /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? "")?.[1] ?? null;
}

/**
 * Characters U+0080 to U+009F are windows-1252 bytes that someone wrote as numbers (`&#146;`); they are put right,
 * and the other control characters, which no text means, are taken out.
 */
export function cleanCharacters(text: string): string {
  return (
    withWesternExtras(text)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g, "")
      .toWellFormed()
  );
}

function byMark(bytes: Uint8Array): DecodedText | null {
  const starts = (...mark: number[]) => mark.every((byte, at) => bytes[at] === byte);
  if (starts(0xef, 0xbb, 0xbf)) return { text: decodeAs(bytes, "utf-8"), charset: "utf-8" };
  if (starts(0xff, 0xfe, 0, 0)) return { text: decodeUtf32(bytes.subarray(4), true), charset: "utf-32le" };
  if (starts(0, 0, 0xfe, 0xff)) return { text: decodeUtf32(bytes.subarray(4), false), charset: "utf-32be" };
  if (starts(0xff, 0xfe)) return { text: decodeAs(bytes, "utf-16le"), charset: "utf-16le" };
  if (starts(0xfe, 0xff)) return { text: decodeAs(bytes, "utf-16be"), charset: "utf-16be" };
  return null;
}

/** XML and JSON begin with an ASCII character, so zero bytes beside it give 16-bit and 32-bit text away. */
function wideWithoutMark(bytes: Uint8Array): Wide | null {
  if (bytes.length < 4) return null;
  if (bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0 && bytes[3] !== 0) return "utf-32be";
  if (bytes[0] !== 0 && bytes[1] === 0 && bytes[2] === 0 && bytes[3] === 0) return "utf-32le";
  if (bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0) return "utf-16be";
  if (bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0) return "utf-16le";
  return null;
}

function declaredCharset(bytes: Uint8Array): string | null {
  return declaredIn(latin1(bytes.subarray(0, 1024)));
}

function declaredIn(head: string): string | null {
  return /<\?xml[^>]*?encoding\s*=\s*["']\s*([\w:.-]+)/i.exec(head)?.[1] ?? null;
}

/** Sets that only add characters to one that is known, and other names. */
const extensions: [RegExp, string][] = [
  [/^iso-?2022-?jp-/, "iso-2022-jp"],
  [/^shift-?jis(x0213|-?2004)|^shift-?jisx/, "shift_jis"],
  [/^euc-?jis(x0213|-?2004)|^euc-?jisx/, "euc-jp"],
  [/^(pt)?cp-?154$/, "pt154"],
  [/^mac-?latin-?2$/, "maccenteuro"],
  [/^mac-?roman$/, "macintosh"],
];

function known(label: string | null): string | null {
  if (label === null) return null;
  if (/^utf-?8$/i.test(label)) return "utf-8";
  try {
    return new TextDecoder(label.replace(/^x-user-defined$/i, western)).encoding;
  } catch {
    // Code pages that browsers have given up, and the names of known ones that only other software uses. They gave up
    // UTF-7 since it hides markup from who looks for it; here nothing is ever shown but text.
    const name = label.toLowerCase().replaceAll("_", "-");
    const like = extensions.find(([shape]) => shape.test(name))?.[1];
    if (like !== undefined) return like;
    if (/^utf-?7$/.test(name)) return "utf-7";
    return /^(utf|unicode|ucs)|^(hex|base64|binary|internal)/.test(name) || !iconv.encodingExists(name) ? null : name;
  }
}

/**
 * Valid UTF-8 with something beyond ASCII in it is UTF-8 whatever its label says; a text cut in the middle of a character
 * is UTF-8 too. Only where broken sequences outnumber whole ones is it Western single-byte text.
 */
function utf8OrWestern(bytes: Uint8Array): DecodedText {
  const valid = strictUtf8(bytes);
  if (valid !== null) return { text: valid, charset: "utf-8" };
  const text = decodeAs(bytes, "utf-8");
  let broken = 0;
  let whole = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd) broken++;
    // The second half of a pair is no character of its own.
    else if (unit > 0x7f && (unit < 0xdc00 || unit > 0xdfff)) whole++;
  }
  if (broken === 0 || whole > broken) return { text, charset: "utf-8" };
  return { text: decodeAs(bytes, western), charset: western };
}

/** The text, or null where the bytes are no UTF-8. A decoder would cost more than all else that is done to a small feed. */
function strictUtf8(bytes: Uint8Array): string | null {
  if (!isUtf8(bytes)) return null;
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start).toString("utf8");
}

function decodeAs(bytes: Uint8Array, charset: string): string {
  if (charset === western) return withWesternExtras(latin1(bytes));
  if (!isWebEncoding(charset)) return iconv.decode(Buffer.from(bytes), charset);
  return new TextDecoder(charset).decode(bytes);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function isWebEncoding(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== "";
  } catch {
    return false;
  }
}

function withWesternExtras(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (character) => westernExtras[character.charCodeAt(0) - 0x80] ?? character);
}

/** TextDecoder knows no UTF-32. */
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian);
    parts.push(point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd");
  }
  return parts.join("");
}
