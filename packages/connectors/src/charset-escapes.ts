/** The encodings that switch to an East Asian character set and back by escapes, all in seven bits. */
const switches: [RegExp, RegExp, string][] = [
  // HZ (RFC 1843): ~{ and ~} enclose GB 2312, ~~ is a tilde, a tilde at a line's end joins two lines.
  // What is opened twice is opened by the second, so that each character is looked at once.
  [/^hz(-gb-?2312)?$/, /~\{([\x21-\x7d\s]*(?:~(?![{}])[\x21-\x7d\s]*)*)~\}|~(~)|~\n/g, "gbk"],
  // ISO-2022-KR (RFC 1557): a designator at its beginning, then shift out and shift in around KS X 1001.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are control characters
  [/^iso-?2022-?kr$/, /\x0e([^\x0f]*)\x0f?|\x1b\$\)C(?:)()/g, "euc-kr"],
];

/** Decodes HZ or ISO-2022-KR, which the web has given up; null where the label names neither. */
export function decodeEscapes(bytes: Uint8Array, label: string): string | null {
  const known = switches.find(([name]) => name.test(label.toLowerCase().replaceAll("_", "-")));
  if (!known) return null;
  const [, escapes, set] = known;
  const decoder = new TextDecoder(set);
  return Buffer.from(bytes)
    .toString("latin1")
    .replace(escapes, (_, shifted: string | undefined, plain: string | undefined) =>
      shifted === undefined ? (plain ?? "") : decoder.decode(highBits(shifted)),
    );
}

/** Both halves of a character have their eighth bit cleared; white space between them has none to set. */
function highBits(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const byte = character.charCodeAt(0);
    return byte > 0x20 ? byte | 0x80 : byte;
  });
}
