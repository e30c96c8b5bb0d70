import { decodeHTML } from "entities";
import { plainText } from "./html.ts";

const breaking = new Set(
  (
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 " +
    "header hr legend li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul"
  ).split(" "),
);
/** Elements whose content is read by rules of its own. */
const unusual =
  /^(script|style|template|noscript|head|title|textarea|xmp|iframe|noembed|noframes|plaintext|svg|math|select)$/;

/**
 * What `plainText` gives, several times faster where the markup is such as blog software writes: tags with names, quotes that
 * close, nothing hidden. Everything else is left to `plainText`. Bodies are most of what a feed weighs.
 */
export function textOfMarkup(html: string): string {
  return ordinaryText(html) ?? plainText(html);
}

/** What a bare tag stands for, `/p` as well as `p`; the names of most tags that there are. */
const bare = new Map<string, string>();
for (const name of breaking) bare.set(name, " ").set(`/${name}`, " ");
for (const name of "a abbr b cite code del em font i img ins kbd mark q s small span strong sub sup u".split(" "))
  bare.set(name, "").set(`/${name}`, "");

/** Null where a tag is not of the ordinary kind. */
function ordinaryText(html: string): string | null {
  const pieces: string[] = [];
  let from = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", from)) {
    const end = html.indexOf(">", at);
    if (end < 0) return null;
    const tag = html.slice(at + 1, end);
    const space = bare.get(tag) ?? spaceOf(tag);
    if (space === null) return null;
    if (at > from) pieces.push(html.slice(from, at));
    if (space !== "") pieces.push(space);
    from = end + 1;
  }
  pieces.push(html.slice(from));
  const text = pieces.join("");
  return folded(text.includes("&") ? decodeHTML(text) : text);
}

/** What a tag with attributes, or of a rarer name, stands for; null where it is not ordinary. */
function spaceOf(tag: string): string | null {
  const name = /^\/?([a-z][a-z\d]*)(?=[\s/]|$)/i.exec(tag)?.[1]?.toLowerCase();
  if (name === undefined || unusual.test(name) || !isClosed(tag)) return null;
  return breaking.has(name) ? " " : "";
}

/** Text with its white space folded; single spaces, which most of it is, are left as they are. */
export function folded(text: string): string {
  return text.replace(/ ?[^\S ]\s*| {2,}\s*/g, " ").trim();
}

/** Whether every quote that a tag opens is closed before its end: else the end is in an attribute. */
function isClosed(tag: string): boolean {
  return !tag.includes("<") && /^[^"']*(?:"[^"]*"[^"']*|'[^']*'[^"']*)*$/.test(tag);
}
