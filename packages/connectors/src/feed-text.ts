import { decodeHTML } from "entities";
import { cleanCharacters } from "./charset.ts";
import { folded, textOfMarkup } from "./feed-markup.ts";
import { plainText } from "./html.ts";

const closingTag =
  /<\/(a|abbr|acronym|b|big|blockquote|cite|code|del|dfn|div|em|font|h[1-6]|i|ins|kbd|li|ol|p|pre|q|s|samp|small|span|strike|strong|sub|sup|table|td|tr|tt|u|ul|var)\s*>|<(br|hr|img|wbr)\b[^<>]*>/i;
/** Characters that may have to be mended and white space that may have to be folded: most texts have neither. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const untidy = /[\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufeff\ufffe\uffff]|[^\S ]| {2}/;
const entity = /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});/i;

/**
 * The plain text of something a feed does not mark as HTML but that may be. Tags count as markup only where one is closed
 * ("List<T>" stays); entities that are still there were escaped twice, so they are decoded.
 */
export function guessedText(text: string): string {
  if (text.includes("<") && closingTag.test(text)) return tidyText(textOfMarkup(text));
  return tidyText(text.includes("&") && entity.test(text) ? decodeHTML(text) : text);
}

/** The plain text of HTML. */
export function htmlText(html: string): string {
  const once = textOfMarkup(html);
  // Software that escapes what was escaped already leaves tags in the text.
  return tidyText(once.includes("<") && closingTag.test(once) && !closingTag.test(html) ? plainText(once) : once);
}

/** Whether the end of a text says that there is more of it elsewhere. */
export function isCutShort(text: string): boolean {
  const end = text.slice(-300).trimEnd();
  return (
    /(…|\.\.\.|\[…\]|\[\.\.\.\]|read more\W*|continue reading\W*|weiterlesen\W*)$/i.test(end) ||
    /The post .{1,250} appeared first on .{1,200}$/.test(end)
  );
}

/** The words of a text, in scripts without spaces too. */
export function countWords(text: string): number {
  const simple = asciiWords(text);
  if (simple !== null) return simple;
  const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/;
  if (!unspaced.test(text)) return countMatches(text, /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu);
  let words = 0;
  for (const piece of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text))
    if (piece.isWordLike) words++;
  return words;
}

/** 1 for what words are made of, 2 for what may stand inside them. */
const wordCharacters = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[a-z\d]/i.test(character) ? 1 : /['.-]/.test(character) ? 2 : 0;
});

/** The same count for a text in ASCII, several times faster; null where it is not. */
function asciiWords(text: string): number | null {
  let words = 0;
  let inWord = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) return null;
    const part = wordCharacters[code];
    if (part === 1 && !inWord) words++;
    inWord = part === 1 || (part === 2 && inWord && wordCharacters[text.charCodeAt(at + 1)] === 1);
  }
  return words;
}

function countMatches(text: string, pattern: RegExp): number {
  let count = 0;
  while (pattern.test(text)) count++;
  return count;
}

/** A language as BCP 47 writes it, or null. */
export function languageTag(text: string | null | undefined): string | null {
  if (!text) return null;
  const known = languageTags.get(text);
  if (known !== undefined) return known;
  const tag = canonicalTag(text);
  // What is longer is hardly a tag, and may hold the whole feed that it is a piece of in memory.
  if (text.length <= 12 && languageTags.size < 1_000) languageTags.set(text, tag);
  return tag;
}

/** Tags as they were written, and what they are: a feed repeats its own in every entry. */
const languageTags = new Map<string, string | null>();

function canonicalTag(text: string): string | null {
  const tag = text.trim().replaceAll("_", "-");
  if (!/^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(tag)) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

function tidyText(text: string): string {
  return untidy.test(text) ? folded(cleanCharacters(text)) : text.trim();
}
