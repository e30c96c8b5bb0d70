import { type CheerioAPI, load } from "cheerio";
import { Parser, type ParserOptions } from "htmlparser2";

/** The deepest that Chromium nests elements (Blink's maximumHTMLParserDOMTreeDepth); whatever people can read is far above it. */
const mostDepth = 512;

/**
 * Parses a page or a part of one. What nests its elements deeper than any browser does is made to break readers: parsing it takes quadratic time, and
 * walking it overflows the stack. It is read as an empty page.
 * @param isWhole whether it is a page, with a head and a body
 */
export function loadPage(html: string, isWhole = true): CheerioAPI {
  return load(nestsTooDeep(html, mostDepth) ? "" : html, null, isWhole);
}

/** The deepest that XML is read: feeds leave thousands of elements open that HTML would close by itself. */
const mostXmlDepth = 4_096;

/** Parses XML that need not be well formed, with names in lower case; what nests deeper than any feed does, as an empty document. */
export function loadXml(xml: string): CheerioAPI {
  const options = { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true };
  return load(nestsTooDeep(xml, mostXmlDepth, options) ? "" : xml, { xml: options });
}

/** Reads no further than to the first element that is too deep. */
function nestsTooDeep(markup: string, most: number, options: ParserOptions = {}): boolean {
  let depth = 0;
  const parser = new Parser(
    {
      onopentagname: () => {
        depth++;
        if (depth > most) parser.pause();
      },
      onclosetag: () => {
        depth--;
      },
    },
    options,
  );
  parser.write(markup);
  return depth > most;
}
