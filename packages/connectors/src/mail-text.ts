const attributions =
  /(\bwrote|\bwrites|\bschrieb( am .*)?|\ba écrit|\bescribió|\bescreveu|\bha scritto|\bschreef( op .*)?|\bnapisał\(?a?\)?|\bnapsal\(?a?\)?|\bskrev( .*)?|написал\(?а?\)?|пишет|写道|さんは書きました)\s*[:：]?\s*$/iu;
const attributionStart =
  /^\s*(on|am|le|el|em|il|op|dne|den|w dniu|in article|in message|at|quoting|>{0,2}\s*"?[\p{L}\d._@<"' -]+)\b/iu;
/** Where one's own words end: a signature, an archive's or a list's own lines, a whole message below. */
const ends = [
  /^-- ?$/,
  /^_{20,}\s*$/,
  /^-{10,} next part -{10,}$/i,
  /^-{2,}\s*(original message|ursprüngliche nachricht|message d'origine|mensaje original|forwarded message)\s*-{2,}$/i,
  /^-----BEGIN PGP SIGNATURE-----/,
  /^begin [0-7]{3} \S/,
];
/** Lines that end one's own words together with those after them: a list's footer, Outlook's head of the message below. */
const endingPairs: [RegExp, RegExp, number][] = [
  [/^-{5,}\s*$/, /unsubscribe/i, 1],
  [/^-{8,}\s*$/, /^From: /, 1],
  [
    /^\s*\*?(from|von|de|da|van|från|od|от)\s*:\*?\s*\S/i,
    /^\s*\*?(sent|date|gesendet|datum|envoyé|enviado|inviato|verzonden|skickat|wysłano|отправлено)\s*:\*?/i,
    3,
  ],
];

/** Text without what it quotes, without "On … wrote:", without signature and list footer. A text that is all quotation is empty. */
export function ownWords(text: string): string {
  const lines = unwrapSigned(text.replaceAll("\r\n", "\n")).split("\n");
  const last = lines.findIndex((line, at) => ends.some((end) => end.test(line)) || endsWithNext(lines, at));
  const kept = last < 0 ? lines : lines.slice(0, last);
  const own: string[] = [];
  for (const [index, line] of kept.entries()) {
    if (isQuoted(line)) continue;
    if (isAttribution(kept, index)) continue;
    own.push(line);
  }
  return own.join("\n").trim();
}

function endsWithNext(lines: string[], at: number): boolean {
  const line = lines[at] ?? "";
  return endingPairs.some(
    ([first, second, within]) =>
      first.test(line) && lines.slice(at + 1, at + 1 + within).some((other) => second.test(other)),
  );
}

/** A prompt ("PS> Get-Item") is no quotation of somebody with these initials, a row of a table none at all. */
function isQuoted(line: string): boolean {
  return /^\s{0,3}((?!PS|SQL|CMD|IRB)[A-Z]{1,3})?>/.test(line) || /^\s*\|\s(?!.*\|\s*$)/.test(line);
}

/** A line that says who wrote what follows, alone or as the first of two; only where a quotation does follow. */
function isAttribution(lines: string[], index: number): boolean {
  const line = lines[index] ?? "";
  if (line.trim() === "" || line.length > 200) return false;
  const quotedAfter = (from: number) => {
    const next = lines.slice(from, from + 3).find((other) => other.trim() !== "");
    // With nothing below it, where a quotation was cut off, only its colon tells it from a sentence.
    return next === undefined ? /[:：]\s*$/.test(lines[from - 1] ?? "") : isQuoted(next);
  };
  // Looking for a quotation is cheap and mostly fails; the words of a dozen languages are not.
  if (quotedAfter(index + 1)) return attributions.test(line.slice(-80));
  if (!quotedAfter(index + 2) || !attributionStart.test(line) || !/\d|<|@/.test(line)) return false;
  const second = lines[index + 1] ?? "";
  return second.length <= 200 && attributions.test(second.slice(-80));
}

function unwrapSigned(text: string): string {
  return text.replace(/^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[\w-]+:.*\n)*\n?/m, "");
}

const replyPrefix =
  /^(re|fwd?|aw|wg|sv|vs|antw|tr|rif|odp|ynt|回复|答复|转发)\s*(\[\d+\]|\(\d+\)|\^\d+|\*\d+)?\s*[:：]\s*/i;

/** A subject without its reply marks and without the mark of its list; other marks in brackets say what it is about. */
export function plainSubject(subject: string, listNames: string[]): string {
  const lists = listNames.map(letters).filter((name) => name !== "");
  let rest = subject.replace(/\s+/g, " ").trim();
  for (;;) {
    const bracket = /^\[([^\]]{1,60})\]\s*/.exec(rest);
    const mark = letters((bracket?.[1] ?? "").replace(/[\s:#]*\d+$/, ""));
    const listed = mark !== "" && lists.some((name) => name.startsWith(mark) || mark.startsWith(name));
    const cut = bracket && listed ? bracket[0].length : (replyPrefix.exec(rest)?.[0].length ?? 0);
    if (cut === 0) return rest;
    rest = rest.slice(cut);
  }
}

/** Whether a subject says that its message answers another. */
export function isReply(subject: string): boolean {
  return /^(\[[^\]]*\]\s*)*(re|aw|sv|antw|odp|回复|答复)\s*(\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]/i.test(subject.trim());
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
