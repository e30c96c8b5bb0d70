import { Parser } from "htmlparser2";

/** A day as it begins every date of the W3C's profile of ISO 8601 that is no mere year or month. */
const day = /^\s*(\d{4}-\d{2}-\d{2})/;
/** Of a date only its day is kept, so that what else stands in such an element costs nothing. */
const longestDate = 100;
/** A sitemap is three elements deep. The parser's time grows by the square of the depth, so deeper than this nothing is read. */
const deepest = 100;

/**
 * The days that a sitemap dates its pages by, or a list of sitemaps its sitemaps, in their order, as ISO dates (sitemaps.org, `lastmod`). However
 * broken the XML around them is; what is commented out is no date, and entities that a document declares are never expanded. Pure.
 */
export function sitemapDays(xml: string): string[] {
  const days: string[] = [];
  let text: string | null = null;
  let depth = 0;
  const parser = new Parser(
    {
      onopentagname(name) {
        if (isDate(name)) text = "";
        if (++depth > deepest) parser.pause();
      },
      ontext(piece) {
        if (text !== null && text.length < longestDate) text += piece;
      },
      onclosetag(name) {
        depth--;
        if (!isDate(name)) return;
        const found = day.exec(text ?? "")?.[1];
        if (found !== undefined) days.push(found);
        text = null;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return days;
}

/** Whatever prefix the document has for the namespace of sitemaps. */
function isDate(name: string): boolean {
  return name === "lastmod" || name.endsWith(":lastmod");
}
