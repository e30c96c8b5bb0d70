import { decodeWords } from "postal-mime";
import { decodeMailText } from "./mail-charset.ts";

/** Some write question marks in their words as they are, some lose the end of the last one. */
const word = /=\?([^?\s]+)\?([bq])\?((?:(?!=\?[^?\s]+\?[bq]\?).)*?)(?:\?=(?!=)|(?<!\s)(?=\s*$|\s+=\?))/gi;
type Word = { charset: string; bytes: Buffer };

/**
 * Writes every RFC 2047 word of a header value anew in UTF-8. Neighbours of one encoding become one word, since many
 * programs cut inside a character, and a label that lies is seen through; parsers then need to know neither.
 */
export function plainWords(value: string): string {
  if (!value.includes("=?")) return value;
  const pieces: (string | Word)[] = [];
  let end = 0;
  for (const match of value.matchAll(word)) {
    const between = value.slice(end, match.index);
    const next = {
      charset: (match[1] ?? "").split("*")[0]?.toLowerCase() ?? "",
      bytes: wordBytes(match[2] ?? "", match[3] ?? ""),
    };
    const last = pieces.at(-1);
    // Only white space between two words is folding; everything else was typed.
    const adjoining = last !== undefined && typeof last !== "string" && between.trim() === "";
    if (adjoining && last.charset === next.charset) last.bytes = Buffer.concat([last.bytes, next.bytes]);
    else pieces.push(...(adjoining || between === "" ? [] : [between]), next);
    end = match.index + match[0].length;
  }
  return pieces.map((piece) => (typeof piece === "string" ? piece : utf8Word(piece))).join("") + value.slice(end);
}

function wordBytes(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === "b") return Buffer.from(text, "base64");
  const spaced = text
    .replaceAll("_", " ")
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // Characters beyond Latin 1 have no place in a word, but raw UTF-8 beside escapes does occur.
  return Buffer.from(spaced, /[^\p{ASCII}\u0080-\u00ff]/u.test(spaced) ? "utf8" : "latin1");
}

function utf8Word({ charset, bytes }: Word): string {
  const text = decodeMailText(bytes, charset).replace(/[\r\n]+/g, " ");
  // Gateways encode what is encoded already.
  const plain = text.includes("=?") ? decodeWords(plainWords(text)) : text;
  return `=?utf-8?B?${Buffer.from(plain).toString("base64")}?=`;
}
