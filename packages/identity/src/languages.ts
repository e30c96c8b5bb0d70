/** Says the language of a text as ISO 639-1; null where that is not sure. */
export type Detector = (text: string) => string | null;

/** Fewer letters are not judged; a sign of Han, Kana or Hangul stands for several. */
const fewestLetters = 40;
const lettersOfASign = 3;
/** Texts of which less is prose are code, logs or lists of names. */
const leastProse = 0.6;

/**
 * The language that a text is written in, as ISO 639-1. Code, paths, addresses and names of commands are looked past: they are English to
 * any detector.
 * @returns null where too little is left to judge, or the detector is not sure
 */
export function languageOf(text: string, detect: Detector): string | null {
  const prose = proseOf(text);
  const letters = countLetters(prose);
  if (letters < fewestLetters || letters < leastProse * countLetters(text)) return null;
  return detect(prose);
}

/** The words of a text that people would say aloud. */
function proseOf(text: string): string {
  return text
    .replace(/`[^`]*`|<[^<>]*>|https?:\/\/\S+|\S{1,200}@\S+/g, " ")
    .split(/\s+/)
    .filter((word) => isSaid(word))
    .join(" ");
}

// Punctuation stands around words and an apostrophe or a hyphen within; anything else within is a machine's.
function isSaid(word: string): boolean {
  if (/[$\\_={}|#~^*<>]|::|\(\)|--|^[-/]|\w\/\w*\/|\p{Ll}\p{Lu}|\d\p{L}|\p{L}\d/u.test(word)) return false;
  return (
    !/[\p{Script=Latin}\d][.:;()[\]][\p{Script=Latin}\d]/u.test(word) && !/^\p{Lu}\p{Ll}+-\p{Lu}\p{L}+$/u.test(word)
  );
}

function countLetters(text: string): number {
  const signs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  return (text.match(/\p{L}/gu)?.length ?? 0) + signs * (lettersOfASign - 1);
}

/** A source's own word on a language, as ISO 639-1: `pt-BR` and `PT` are pt; null where it is none. */
export function languageTag(tag: string | null): string | null {
  const [, language] = /^([a-z]{2})(?:[-_].*)?$/i.exec(tag?.trim() ?? "") ?? [];
  return language?.toLowerCase() ?? null;
}

/** A detector by the n-grams of eld, its smallest set: on short technical texts as sure as the larger ones, in half the memory. */
export async function loadDetector(): Promise<Detector> {
  const { eld } = await import("eld/extrasmall");
  return (text) => {
    const found = eld.detect(text);
    return found.isReliable() && found.language !== "" ? found.language : null;
  };
}
