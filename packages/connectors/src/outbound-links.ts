import { Parser } from "htmlparser2";
import { LinkifyIt } from "linkify-it";
import { publicUrl } from "./public-url.ts";
import { isPublicSite, resolveUrl, withoutTracking } from "./web-address.ts";

/** Characters of a body that are searched: a body of 10 MB costs what one of 64 kB does. */
const searchedLength = 64 * 1024;
const mostLinks = 50;
const longestLink = 500;

// Only what is written out counts: without a scheme, `Program.cs` and `install.ps` would be hosts.
const finder = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false, urlAuth: true, maxLength: 2_000 });
for (const scheme of ["ftp:", "mailto:", "//"]) finder.add(scheme, null);

/** What is not the author's own pointing: code, and what is quoted of somebody else. */
const notPointing = new Set(["pre", "code", "kbd", "samp", "blockquote", "script", "style", "template", "noscript"]);
/** How platforms mark what they themselves make a link of: people, hashtags, uploaded pictures and files. */
const madeByPlatform = /(^|\s)(mention(-group)?|hashtag(-cooked)?|lightbox|attachment)(\s|$)/;
const markup = /<\/?(a|b|br|code|div|em|h[1-6]|i|img|li|ol|p|pre|span|strong|ul)\b/i;

/**
 * A signal's outbound links, of the addresses that its text has in their order: absolute http(s) addresses on the open
 * web, each once, at most 50, none longer than 500 characters; no fragment, no credentials, nothing that counts clicks.
 * @param own the signal's own address, which relative ones are relative to (null: they lead nowhere), and others that lead to the same thread
 */
export function outboundLinks(found: readonly string[], own: readonly (string | null | undefined)[]): string[] {
  if (found.length === 0) return [];
  const [base = null] = own;
  const notOut = new Set(own.flatMap((url) => (url ? samePlace(publicUrl(url)) : [])));
  const links = new Set<string>();
  for (const text of found) {
    if (links.size === mostLinks) break;
    const link = shownLink(text, base);
    if (link !== null && !notOut.has(samePlace(link))) links.add(link);
  }
  return [...links];
}

/**
 * The addresses in a piece of HTML, in order and as they are written: where anchors lead, and what stands bare in the text.
 * Code, quotations, mentions and hashtags are left out. A preview (Discourse's onebox) counts as the address that it was made of.
 */
export function addressesInHtml(html: string): string[] {
  if (!/href|:\/\//i.test(html)) return [];
  const found: string[] = [];
  let text = "";
  let depth = 0;
  let hidden: number | null = null;
  let anchor: number | null = null;
  const take = () => {
    if (text.includes("://")) found.push(...bareAddresses(text));
    text = "";
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      take();
      depth++;
      if (hidden !== null) return;
      const preview = name === "aside" ? attributes["data-onebox-src"] : undefined;
      if (preview !== undefined) found.push(preview);
      const quotes = name === "aside" && /(^|\s)quote(\s|$)/.test(attributes.class ?? "");
      if (preview !== undefined || quotes || notPointing.has(name)) hidden = depth;
      else if (name === "a") {
        // What an anchor shows is its address again, or a name.
        anchor = depth;
        const isMade = madeByPlatform.test(attributes.class ?? "") || /(^|\s)tag(\s|$)/.test(attributes.rel ?? "");
        if (attributes.href && !isMade) found.push(attributes.href);
      }
    },
    ontext(piece) {
      if (hidden === null && anchor === null) text += piece;
    },
    onclosetag() {
      take();
      if (hidden === depth) hidden = null;
      if (anchor === depth) anchor = null;
      depth--;
    },
  });
  parser.end(html.slice(0, searchedLength));
  take();
  return found;
}

/**
 * The addresses in plain text or Markdown, in order: bare ones and what Markdown's links lead to, without the punctuation
 * around them. Code, quoted lines, comments and pictures are left out.
 */
export function addressesInText(text: string): string[] {
  return text.includes("://") ? bareAddresses(ownProse(text.slice(0, searchedLength))) : [];
}

/** The addresses in a text that may be HTML or may not. */
export function guessedAddresses(text: string): string[] {
  return markup.test(text.slice(0, searchedLength)) ? addressesInHtml(text) : addressesInText(text);
}

function bareAddresses(text: string): string[] {
  // Marks of emphasis belong to the sentence around an address.
  return (finder.match(text) ?? []).map(({ url }) => url.replace(/(\*{1,3}|_{1,3}|~~)[.,:;!?]*$/, ""));
}

/** Markdown without what its author does not point at. Every pattern is bounded, so that no text takes long. */
function ownProse(markdown: string): string {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of withoutComments(markdown).split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null && mark === undefined && !/^ {0,3}>/.test(line)) lines.push(line);
    if (mark === undefined) continue;
    if (fence === null) fence = mark;
    else if (mark.startsWith(fence)) fence = null;
  }
  return lines
    .join("\n")
    .replace(/`[^`\n]{1,300}`/g, " ")
    .replace(/!\[[^\]\n]{0,300}\]\([^()\s]{0,500}/g, " ")
    .replace(/<img\b[^<>]{0,1000}>/gi, " ");
}

/** Templates of issues talk to whoever fills them in, in comments that nobody else sees. */
function withoutComments(markdown: string): string {
  const pieces = markdown.split("<!--");
  return pieces.map((piece, index) => (index === 0 ? piece : (piece.split("-->", 2)[1] ?? ""))).join("");
}

function shownLink(text: string, base: string | null): string | null {
  const resolved = resolveUrl(text, base);
  if (resolved === null) return null;
  const link = publicUrl(withoutTracking(resolved));
  return link.length <= longestLink && isPublicSite(link) ? link : null;
}

/** What two addresses of one page have in common. */
function samePlace(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/+$/, "");
}
