import { plainText } from "./html.ts";
import { addressesInHtml } from "./outbound-links.ts";

/** Lines that are looked at; an excerpt is found long before. */
const mostLines = 300;
const lineEnd = /<(?:br|hr|\/p|\/div|\/tr|\/li|\/h\d|\/pre|\/blockquote)\b[^<>]*>/i;

/** The text of an HTML message line by line, without what it repeats of the message before it. */
export function htmlLines(html: string): string {
  const shown = withoutQuoted(withoutUnseen(html));
  return shown
    .split(lineEnd)
    .slice(0, mostLines)
    .map((line) => plainText(line))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}

/** The addresses in an HTML message, without those of what it repeats of the message before it. */
export function htmlAddresses(html: string): string[] {
  return addressesInHtml(withoutQuoted(html));
}

/** Heads, styles and scripts are no text. One that is never closed is left, and looked for once: linear in the length. */
function withoutUnseen(html: string): string {
  const opening = /<(head|style|script)\b/gi;
  const unclosed = new Set<string>();
  let kept = "";
  let from = 0;
  for (let match = opening.exec(html); match !== null; match = opening.exec(html)) {
    const name = (match[1] ?? "").toLowerCase();
    if (unclosed.has(name)) continue;
    const closing = new RegExp(`</${name}\\s*>`, "gi");
    closing.lastIndex = match.index;
    if (closing.exec(html) === null) unclosed.add(name);
    else {
      kept += `${html.slice(from, match.index)} `;
      from = closing.lastIndex;
      opening.lastIndex = from;
    }
  }
  return kept + html.slice(from);
}

/** Quotations, and all that follows the line with which Outlook and others begin theirs. */
function withoutQuoted(html: string): string {
  const reply = html.search(/<div[^<>]+id=["']?(divRplyFwdMsg|appendonsend|x_divRplyFwdMsg)\b/i);
  let rest = reply < 0 ? html : html.slice(0, reply);
  let kept = "";
  for (;;) {
    const start = rest.search(/<blockquote\b/i);
    const end = start < 0 ? -1 : rest.slice(start).search(/<\/blockquote/i);
    if (end < 0) return kept + rest;
    // The mark stands for the quotation, so that the line before it is known to lead to one.
    kept += `${rest.slice(0, start)}<br>&gt;<br>`;
    rest = rest.slice(start + end);
  }
}
