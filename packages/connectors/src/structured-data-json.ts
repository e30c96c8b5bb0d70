import { decodeHTML } from "entities";

const text = String.raw`"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|$)`;
const dataMarks = String.raw`(?:(?:\/\/|\/\*)\s*)?(?:<!\[CDATA\[|\]\]>)(?:\s*\*\/)?`;
const comments = String.raw`\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*`;
// Every alternative ends at the end of the text at the latest, so a page full of openings costs one reading.
const wholeComments = new RegExp(`${text}|${dataMarks}|<!--[\\s\\S]*?(?:-->|$)|${comments}`, "g");
const commentMarks = new RegExp(`${text}|${dataMarks}|<!--|-->|${comments}`, "g");
const looseEnds = new RegExp(`${text}|,(?=\\s*[}\\]])|;`, "g");

/**
 * Reads JSON as people put it into pages: wrapped in or strewn with comments, in CDATA, with commas and semicolons after
 * the last item, line breaks inside text, or everything written as entities. Undefined where even that is no JSON.
 */
export function parseLooseJson(block: string): unknown {
  const attempts = [
    () => block,
    () => mended(block, wholeComments),
    // A comment around everything would leave nothing: only its marks go.
    () => mended(block, commentMarks),
    () => mended(decodeHTML(block), wholeComments),
  ];
  for (const attempt of attempts) {
    try {
      return JSON.parse(attempt().replace(/^\uFEFF/, ""));
    } catch {}
  }
  return undefined;
}

function mended(block: string, comment: RegExp): string {
  return outsideText(outsideText(block, comment), looseEnds);
}

function outsideText(block: string, unwanted: RegExp): string {
  return block.replace(unwanted, (found) => (found.startsWith('"') ? found.replace(/\p{Cc}/gu, escaped) : ""));
}

function escaped(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
