import type { CheerioAPI } from "cheerio";
import { isCutShort, languageTag } from "./feed-text.ts";
import { plainText } from "./html.ts";
import { loadPage } from "./load-page.ts";
import { addressesInHtml } from "./outbound-links.ts";
import { resolveUrl } from "./web-address.ts";

/** What a page says that a feed only announced. */
export type Article = { text: string; addresses: string[]; language: string | null; canonical: string | null };

type Page = CheerioAPI;
type Element = ReturnType<Page>;

/** What is beside the article, by element, role or the names that site builders give it. */
const beside =
  "script,style,template,noscript,iframe,svg,form,nav,aside,header,footer,dialog,[hidden],[aria-hidden=true],[role=navigation],[role=complementary],[role=banner],[role=contentinfo],[role=search]";
const besideName =
  /(^|[-_ ])(comments?|disqus|sidebar|shar(e|ing)|social|related|cookies?|newsletter|subscribe|promo|breadcrumbs?|menu|advert(isement)?s?|pagination|author-bio|tags?-?(list|cloud)?)($|[-_ ])/i;
/** Where pages say themselves that their article is, the surest first. */
const marked = [
  "[itemprop~=articleBody]",
  ".h-entry .e-content",
  ".entry-content,.post-content,.article-content,.article-body,.post-body,.blog-content",
  "article",
  "main,[role=main]",
];
/** Below this a page says no more than a teaser. */
const leastCharacters = 200;

/**
 * The article of a web page: the text of the place that the page marks as its article (`articleBody`, microformats, the usual
 * class names, `article`, `main`), else of the element whose paragraphs are the longest and hold the fewest links. What
 * is beside the article (navigation, comments, sharing, forms, related posts) is left out. Pure.
 * @returns null where no text of 200 characters is found, where it is itself cut short, or where the page asks that
 * nothing of it be shown (`<meta name="robots" content="nosnippet">`)
 */
export function readArticle(html: string, url: string): Article | null {
  try {
    return articleOf(loadPage(html), url);
  } catch (error) {
    // Elements nested beyond the depth of the stack are a trap, not an article.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function articleOf(page: Page, url: string): Article | null {
  const asked = page("meta[name=robots i]").attr("content") ?? "";
  if (/\b(nosnippet|none)\b/i.test(asked)) return null;
  const language = languageTag(
    page("html").attr("lang") ?? page("meta[http-equiv=content-language i]").attr("content"),
  );
  const canonical = resolveUrl(page("link[rel~=canonical i]").first().attr("href"), url);
  page(beside).remove();
  page("[class],[id]").each((_, element) => {
    const { class: names = "", id = "" } = element.attribs;
    if (!/^(html|body|article|main)$/.test(element.name) && besideName.test(`${names} ${id}`)) page(element).remove();
  });
  const article = place(page)?.html() ?? "";
  const text = plainText(article);
  if (text.length < leastCharacters || isCutShort(text)) return null;
  return { text, addresses: addressesInHtml(article), language, canonical };
}

/** The longest of the places that the surest mark names, where it is long enough; else the weightiest. */
function place(page: Page): Element | null {
  for (const mark of marked) {
    const found = page(mark).toArray();
    const longest = found.map((one) => page(one)).sort((a, b) => b.text().length - a.text().length)[0];
    // A page with many articles lists them, and is none.
    if (longest && found.length <= 3 && longest.text().trim().length >= leastCharacters) return longest;
  }
  return weightiest(page);
}

/** Each paragraph counts for the element that it is in, and half for the one around that; links count against them. */
function weightiest(page: Page): Element | null {
  const weights = new Map<Element[number], number>();
  page("p,pre,blockquote,li,td").each((_, paragraph) => {
    const text = page(paragraph).text().trim();
    const linked = page(paragraph).find("a").text().length;
    if (text.length < 25 || linked > text.length / 2) return;
    const weight = 1 + text.split(/[,，、،]/).length + Math.min(text.length / 100, 3);
    const parent = paragraph.parent;
    if (parent) weights.set(parent as Element[number], (weights.get(parent as Element[number]) ?? 0) + weight);
    const around = parent?.parent;
    if (around) weights.set(around as Element[number], (weights.get(around as Element[number]) ?? 0) + weight / 2);
  });
  const best = [...weights].sort(([, a], [, b]) => b - a)[0];
  return best ? page(best[0]) : null;
}
