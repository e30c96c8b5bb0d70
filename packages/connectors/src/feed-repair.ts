import { decodeHTMLStrict } from "entities";

/** Elements whose content is text for people, in which careless software leaves markup unescaped. */
const textual =
  /<!\[CDATA\[|<!--|<(?:(?!media:|itunes:)[\w.-]+:)?(?:title|description|summary|content|encoded|tagline|subtitle|info|body)(?=[\s>])/gi;

/**
 * Puts every title, description, summary and content that holds markup into a CDATA section. What is inside then cannot
 * break the document, and keeps the order of its words, which an XML object reader loses. Linear in the length of the text.
 */
export function sealMarkup(xml: string): string {
  const parts: string[] = [];
  const closings = new Map<string, number>();
  let copied = 0;
  textual.lastIndex = 0;
  for (let match = textual.exec(xml); match !== null; match = textual.exec(xml)) {
    const opening = match[0];
    if (opening.startsWith("<!")) {
      const end = xml.indexOf(opening === "<!--" ? "-->" : "]]>", match.index);
      if (end < 0) break;
      textual.lastIndex = end;
      continue;
    }
    const start = xml.indexOf(">", match.index) + 1;
    if (start === 0) break;
    textual.lastIndex = start;
    if (xml[start - 2] === "/") continue;
    const name = opening.slice(1);
    const plainEnd = endOfPlain(xml, name, start);
    if (plainEnd !== null) {
      textual.lastIndex = plainEnd;
      continue;
    }
    const end = closingOf(xml, name, start, closings);
    if (end < 0) continue;
    const again = xml.indexOf(opening, start);
    // An element that is never closed must not swallow the next one of its kind.
    if (again >= 0 && again < end && !insideCdata(xml, start)) continue;
    const inside = xml.slice(start, end);
    textual.lastIndex = end;
    if (!holdsMarkup(inside)) continue;
    parts.push(xml.slice(copied, start), cdata(inside));
    copied = end;
  }
  parts.push(xml.slice(copied));
  return parts.join("");
}

/**
 * Mends what a strict XML reader refuses: text before the document and after it, control characters, HTML entities that are
 * not declared, stray ampersands and stray less-than signs. Small entities that the document declares are put in their places.
 */
export function repairXml(xml: string): string {
  const begin = xml.search(/<(?:\?xml|!DOCTYPE|!--|(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\b)/i);
  const ends = [...xml.matchAll(/<\/(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>/gi)].at(-1);
  const tail = ends ? ends.index + ends[0].length : xml.length;
  const body = xml.slice(Math.max(begin, 0), tail);
  const declared = declaredEntities(body);
  const document = body
    .replace(documentType(body), "")
    .replace(/(^|[^\s])\s*<\?xml[^<>]*\?>/g, (whole, before: string) => (before === "" ? whole : before));
  return sections(document)
    .map((part, index) => (index % 2 === 1 ? withoutControls(part) : repairText(part, declared)))
    .join("");
}

/** Ends every item and entry where the next one begins, so that one that is never closed does not hold all that follow. */
export function closeEntries(xml: string): string {
  let open: string | null = null;
  return sections(xml)
    .map((part, index) => {
      if (index % 2 === 1) return part;
      return part.replace(
        /<(\/?)((?:[\w.-]+:)?(?:item|entry))(?=[\s>/])([^<>]*)/gi,
        (tag, end: string, name: string, rest: string) => {
          const before = open;
          open = end !== "" || rest.endsWith("/") ? null : name;
          return end === "" && before !== null ? `</${before}>${tag}` : tag;
        },
      );
    })
    .join("");
}

/** The source text of each item and entry, cut to what a person wants to see of one, in their order. */
export function entrySources(xml: string): string[] {
  return [...xml.matchAll(/<((?:[\w.-]+:)?(?:item|entry))(?=[\s>/])/gi)].map((match) => {
    const beginning = xml.slice(match.index, match.index + 2_100);
    const end = beginning.indexOf(`</${match[1]}`);
    return end < 0 ? beginning : `${beginning.slice(0, end)}</${match[1]}>`;
  });
}

/** Text and, at odd places, the CDATA sections and comments between it, which repairs leave alone. Linear, whatever is not closed. */
function sections(xml: string): string[] {
  const parts: string[] = [];
  const opening = /<!\[CDATA\[|<!--/g;
  const unclosed = new Set<string>();
  let copied = 0;
  for (let match = opening.exec(xml); match !== null; match = opening.exec(xml)) {
    const ending = match[0] === "<!--" ? "-->" : "]]>";
    const end = unclosed.has(ending) ? -1 : xml.indexOf(ending, match.index);
    if (end < 0) {
      unclosed.add(ending);
      continue;
    }
    parts.push(xml.slice(copied, match.index), xml.slice(match.index, end + 3));
    copied = end + 3;
    opening.lastIndex = copied;
  }
  parts.push(xml.slice(copied));
  return parts;
}

/** Where the text of most elements ends, which is nothing but characters or one CDATA section; null where it is more. */
function endOfPlain(xml: string, name: string, start: number): number | null {
  let end = xml.indexOf("<", start);
  if (end === start && xml.startsWith("![CDATA[", end + 1)) end = xml.indexOf("]]>", end) + 3;
  return end >= start && xml[end + 1] === "/" && xml.startsWith(name, end + 2) ? end : null;
}

function closingOf(xml: string, name: string, from: number, closings: Map<string, number>): number {
  const known = closings.get(name);
  if (known !== undefined && (known < 0 || known >= from) && !insideCdata(xml, from)) return known;
  let search = from;
  if (insideCdata(xml, from)) {
    const closed = xml.indexOf("]]>", from);
    if (closed < 0) return -1;
    search = closed;
  }
  const end = xml.indexOf(`</${name}`, search);
  closings.set(name, end);
  return end;
}

function insideCdata(xml: string, at: number): boolean {
  return /^\s{0,200}<!\[CDATA\[/.test(xml.slice(at, at + 210));
}

function holdsMarkup(inside: string): boolean {
  return inside.includes("<") && sections(inside).some((part, index) => index % 2 === 0 && /<[a-z!/?]/i.test(part));
}

/** Sections do not nest: inner ones become escaped text, which means the same in markup. */
function cdata(markup: string): string {
  const flat = sections(markup)
    .map((part, index) => (index % 2 === 1 ? sectionText(part) : part))
    .join("");
  return `<![CDATA[${flat.replaceAll("]]>", "]]&gt;")}]]>`;
}

function sectionText(section: string): string {
  return section.startsWith("<!--") ? "" : section.slice(9, -3).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function repairText(text: string, declared: Map<string, string>): string {
  return withoutControls(text)
    .replace(/&#(x[\da-f]{4}|\d{5});&#(x[\da-f]{4}|\d{5});/gi, pairedCharacter)
    .replace(/&(?!(?:amp|lt|gt|quot|apos);)(#?[\w.-]{1,40};)?/g, (_, name: string | undefined) => {
      if (name === undefined) return "&amp;";
      const own = declared.get(name.slice(0, -1));
      if (own !== undefined) return own;
      const character = name.startsWith("#") ? numbered(name) : decodeHTMLStrict(`&${name}`);
      return character === `&${name}` ? `&amp;${name}` : escaped(character);
    })
    .replace(/<(?![a-z_!?/\u0080-\uffff])/gi, "&lt;");
}

/** A character written as its two halves in UTF-16. */
function pairedCharacter(written: string, high: string, low: string): string {
  const halves = [high, low].map((half) => Number(half.replace(/^x/i, "0x")));
  const character = String.fromCharCode(...halves);
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(character) ? character : written;
}

/** The character of `#38;` or `#x26;`: none where XML allows none, as it is written where there is none. */
function numbered(name: string): string {
  const point = Number(name.slice(1, -1).replace(/^x/i, "0x"));
  if (Number.isNaN(point) || point > 0x10ffff) return `&${name}`;
  return withoutControls(decodeHTMLStrict(`&${name}`)).replace("\ufffd", "");
}

function escaped(character: string): string {
  return character.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("'", "&apos;");
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows none of them
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

/** The document type declaration; empty where there is none. Only the first that is begun is one: to try each would take forever. */
function documentType(xml: string): string {
  const begin = xml.search(/<!DOCTYPE/i);
  return begin < 0 ? "" : (/^<!DOCTYPE[^>[]*(?:\[[^\]]*\]\s*)?>/i.exec(xml.slice(begin))?.[0] ?? "");
}

/** Entities of the internal DTD subset; long or nested values are left out, so that nothing can be blown up. */
function declaredEntities(xml: string): Map<string, string> {
  const subset = /^[^[]*\[([^\]]{0,20000})\]/.exec(documentType(xml))?.[1] ?? "";
  const entities = new Map<string, string>();
  for (const [, name = "", quoted = ""] of subset.matchAll(/<!ENTITY\s+([\w.-]+)\s+("[^"]{0,200}"|'[^']{0,200}')\s*>/g))
    entities.set(name, escaped(decodeHTMLStrict(quoted.slice(1, -1))));
  return entities;
}
