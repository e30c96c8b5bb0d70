import { commonWords } from "./common-words.ts";

const marks = /\p{M}/gu;
const plainWords = /^[a-z\d]+(?: [a-z\d]+)*$/;
const notLetters = /[^\p{L}\p{N}]+/u;
/** Letters that no accent can be taken from, and how people write them where they lack them. */
const plainLetters: Record<string, string> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ı: "i",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};
const strokes = /[øłđðıßæœþ]/g;
const plainAscii = /^[\x20-\x7e]*$/;

/** Names and handles of posts and machines rather than of persons. */
const roles = new Set(
  (
    "admin administrator abuse accounts bot build builder ci community contact contributor dev developer devops editor git " +
    "github guest hello help helpdesk info jenkins mail marketing me moderator news nobody none noreply null office owner " +
    "postmaster press root sales security staff support sysadmin system team test testuser travis ubuntu unknown user " +
    "webmaster www your-name yourname anonymous maintainer maintainers the-team core-team"
  ).split(" "),
);
const roleWords = new Set(["bot", "team", "support", "helpdesk", "moderator", "webmaster", "unknown"]);

/** A name or a handle in lower case, without accents and outer space: equal for every way of typing the same letters. */
export function fold(text: string): string {
  const lower = text.toLowerCase().trim();
  if (plainAscii.test(lower)) return lower;
  return lower
    .normalize("NFKD")
    .replace(marks, "")
    .replace(strokes, (letter) => plainLetters[letter] ?? letter)
    .normalize("NFC");
}

/** The words of a name, the given name first: "Otter, River" is "River Otter". What stands in brackets (a company, a pronoun) is no part of it. */
export function wordsOf(name: string): string[] {
  const folded = fold(name);
  if (plainWords.test(folded)) return folded.split(" ");
  return folded
    .replace(/\([^)]*\)|\[[^\]]*\]/g, " ")
    .replace(/^([^,]+),([^,]+)$/, "$2 $1")
    .split(notLetters)
    .filter((word) => word !== "");
}

/** A full name as a key: at least two words of two letters or more; null for less, which too many people share. */
export function fullName(name: string): string | null {
  const words = wordsOf(name);
  const whole = words.filter((word) => word.length > 1 && !/^\d+$/.test(word));
  return whole.length >= 2 && words.length <= 6 ? words.join(" ") : null;
}

/** A handle as a key. */
export function foldHandle(handle: string): string {
  return fold(handle).replace(/^@/, "");
}

/** Whether a name or a handle is that of a post or a machine. */
export function isRole(text: string): boolean {
  const folded = foldHandle(text);
  if (roles.has(folded) || folded.endsWith("[bot]")) return true;
  const words = wordsOf(folded);
  return roles.has(words.join("-")) || words.some((word) => roleWords.has(word));
}

/** Whether a word is among the most frequent given and family names, whatever the accounts at hand say. */
export function isCommonWord(word: string): boolean {
  return commonWords.has(word);
}
