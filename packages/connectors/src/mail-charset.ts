import iconv from "iconv-lite";
import { decodeText } from "./charset.ts";

/** Labels that say nothing: mail programs write them over whatever their user typed. */
const meaningless =
  /^(us-?ascii|ansi_x3\.4-1968|ascii|iso-?8859-1|latin-?1|windows-1252|cp1252|utf-?8|unknown(-?8bit)?|x-unknown|default|binary|8bit|x-user-defined|)$/;
/** Encodings in which a character has several bytes, so that valid UTF-8 by chance is possible. */
const manyBytes = /^(gb|big5|euc-|shift_jis|iso-2022|hz|utf-)/;
/** What iconv-lite does not know by its own name. */
const aliases: Record<string, string> = {
  "iso-8859-8-i": "iso-8859-8",
  "iso-8859-8-e": "iso-8859-8",
  ks_c_5601: "euc-kr",
};

/** Bytes beyond ASCII from which on text of another encoding is valid UTF-8 less than once in 100,000 times. */
const beyondChance = 12;

const strict = new TextDecoder("utf-8", { fatal: true });

/**
 * Decodes text of a message. A label is believed where it names an encoding and the bytes do not disprove it: text
 * that is valid UTF-8 is UTF-8 whatever single-byte encoding its label names, or any where it is long enough, and one labelled ASCII, Latin 1, UTF-8,
 * "unknown-8bit" or not at all is UTF-8 or windows-1252, whichever its bytes are. Never throws.
 */
export function decodeMailText(bytes: Uint8Array, label: string | null): string {
  const name = (label ?? "")
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, "")
    .replace(/^cs(?=iso)/, "");
  if (meaningless.test(name)) return decodeText(bytes, null).text;
  if ((!manyBytes.test(name) || isLongUtf8(bytes)) && isMultiByteUtf8(bytes)) return strict.decode(bytes);
  const standard = aliases[name] ?? name;
  const text =
    byTextDecoder(bytes, standard) ??
    (iconv.encodingExists(standard) ? iconv.decode(Buffer.from(bytes), standard) : null);
  return text ?? decodeText(bytes, null).text;
}

function isLongUtf8(bytes: Uint8Array): boolean {
  let beyond = 0;
  for (const byte of bytes) if (byte > 0x7f && ++beyond >= beyondChance) return true;
  return false;
}

function byTextDecoder(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether bytes beyond ASCII are there and all of them make whole UTF-8 characters. */
export function isMultiByteUtf8(bytes: Uint8Array): boolean {
  if (!bytes.some((byte) => byte > 0x7f)) return false;
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
