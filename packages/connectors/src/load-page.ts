import { type CheerioAPI, load } from "cheerio";
import { Parser } from "htmlparser2";

/** The deepest that Chromium nests elements (Blink's maximumHTMLParserDOMTreeDepth); whatever people can read is far above it. */
const mostDepth = 512;

/**
 * Parses a page or a part of one. What nests its elements deeper than any browser does is made to break readers: parsing it takes quadratic time, and
 * walking it overflows the stack. It is read as an empty page.
 * @param isWhole whether it is a page, with a head and a body
 */
export function loadPage(html: string, isWhole = true): CheerioAPI {
  return load(nestsTooDeep(html) ? "" : html, null, isWhole);
}

/** Reads no further than to the first element that is too deep. */
function nestsTooDeep(html: string): boolean {
  let depth = 0;
  const parser = new Parser({
    onopentagname: () => {
      depth++;
      if (depth > mostDepth) parser.pause();
    },
    onclosetag: () => {
      depth--;
    },
  });
  parser.write(html);
  return depth > mostDepth;
}
