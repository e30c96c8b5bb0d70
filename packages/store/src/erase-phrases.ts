/** What stands where a text named somebody who has been erased. */
export const erasedMark = "[erased]";

/** Says which phrases are erased; a phrase is its folded words with a space between. */
export type Phrases = {
  /** How many words the phrases have, the longest first. */
  lengths: readonly number[];
  /** Whether any phrase begins with this word: spares building phrases that cannot be one. */
  begins(word: string): boolean;
  has(phrase: string): boolean;
};

/** One spelling for every case and width of a text. */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

// An underscore joins words in handles as a hyphen does, so it is no letter here.
const word = /[\p{L}\p{M}\p{N}]+/gu;

/** The folded words of a text with a space between: `Jo_Quill-77` and `jo quill 77` are one phrase. */
export function phraseOf(text: string): string {
  return (text.match(word) ?? []).map(fold).join(" ");
}

/** An address in one spelling: without scheme, `www.`, fragment and trailing slashes; null for what is none. */
export function addressOf(text: string): string | null {
  const [, rest] = /^https?:\/\/(?:www\.)?([^#\s]+)/i.exec(text.trim()) ?? [];
  if (rest === undefined) return null;
  let end = rest.length;
  while (rest[end - 1] === "/") end--;
  return end === 0 ? null : fold(rest.slice(0, end));
}

/** Phrases that are known as they are. */
export function phrasesOf(known: Iterable<string>): Phrases {
  const all = new Set(known);
  const first = new Set([...all].map((phrase) => phrase.split(" ", 1)[0]));
  const lengths = new Set([...all].map((phrase) => phrase.split(" ").length));
  return {
    lengths: [...lengths].sort((a, b) => b - a),
    begins: (one) => first.has(one),
    has: (phrase) => all.has(phrase),
  };
}

/** Whether a text names somebody. */
export function mentions(text: string, phrases: Phrases): boolean {
  return !find(text, phrases).next().done;
}

/** A text with every mention replaced; the very same text where it names nobody. */
export function redact(text: string, phrases: Phrases): string {
  let redacted = "";
  let at = 0;
  for (const { from, to } of find(text, phrases)) {
    redacted += text.slice(at, from) + erasedMark;
    at = to;
  }
  return at === 0 ? text : redacted + text.slice(at);
}

// What reads a document asks for its fields by name; what is called like one is no name there.
const fieldName = /^[a-z][A-Za-z\d]*$/;

/** A value of JSON with every mention in its texts and keys replaced, but for names of fields; the very same value where it names nobody. */
export function redactJson(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => redactJson(item, change));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const before = Object.entries(value);
  const after = before.map(([key, one]): [string, unknown] => [
    fieldName.test(key) ? key : change(key),
    redactJson(one, change),
  ]);
  const isChanged = after.some(([key, one], index) => key !== before[index]?.[0] || one !== before[index]?.[1]);
  return isChanged ? Object.fromEntries(after) : value;
}

/** Text as people read it, of a body in which letters may be escaped as JSON, HTML or addresses do. */
export function readable(body: string): string {
  const letter = (code: number) => (code > 0 && code < 0x11_0000 ? String.fromCodePoint(code) : " ");
  return body
    .replace(/\\u([\da-f]{4})/gi, (_, hex: string) => letter(Number.parseInt(hex, 16)))
    .replace(/&#x([\da-f]{1,6});/gi, (_, hex: string) => letter(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, decimal: string) => letter(Number(decimal)))
    .replace(/(?:%[\da-f]{2})+/gi, (escaped) => Buffer.from(escaped.replaceAll("%", ""), "hex").toString());
}

function* find(text: string, { lengths, begins, has }: Phrases): Generator<{ from: number; to: number }> {
  if (lengths.length === 0) return;
  const words = [...text.matchAll(word)].map(({ 0: one, index }) => ({
    folded: fold(one),
    from: index,
    to: index + one.length,
  }));
  for (let at = 0; at < words.length; at++) {
    const first = words[at];
    if (first === undefined || !begins(first.folded)) continue;
    const length = lengths.find((count) => {
      const run = words.slice(at, at + count);
      return run.length === count && has(run.map(({ folded }) => folded).join(" "));
    });
    if (length === undefined) continue;
    yield { from: first.from, to: words[at + length - 1]?.to ?? first.to };
    at += length - 1;
  }
}
