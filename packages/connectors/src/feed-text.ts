import { decodeHTML } from "entities";
import { cleanCharacters } from "./charset.ts";
import { plainText } from "./html.ts";

const closingTag =
  /<\/(a|abbr|acronym|b|big|blockquote|cite|code|del|dfn|div|em|font|h[1-6]|i|ins|kbd|li|ol|p|pre|q|s|samp|small|span|strike|strong|sub|sup|table|td|tr|tt|u|ul|var)\s*>|<(br|hr|img|wbr)\b[^<>]*>/i;
const entity = /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});/i;

/**
 * The plain text of something a feed does not mark as HTML but that may be. Tags count as markup only where one is closed
 * ("List<T>" stays); entities that are still there were escaped twice, so they are decoded.
 */
export function guessedText(text: string): string {
  const markup = closingTag.test(text) ? plainText(text) : entity.test(text) ? decodeHTML(text) : text;
  return tidyText(markup);
}

/** The plain text of HTML. */
export function htmlText(html: string): string {
  const once = plainText(html);
  // Software that escapes what was escaped already leaves tags in the text.
  return tidyText(closingTag.test(once) && !closingTag.test(html) ? plainText(once) : once);
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
  const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/;
  if (!unspaced.test(text)) return text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  let words = 0;
  for (const piece of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text))
    if (piece.isWordLike) words++;
  return words;
}

/** A language as BCP 47 writes it, or null. */
export function languageTag(text: string | null | undefined): string | null {
  const tag = (text ?? "").trim().replaceAll("_", "-");
  if (!/^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(tag)) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

function tidyText(text: string): string {
  return cleanCharacters(text).replace(/\s+/g, " ").trim();
}
