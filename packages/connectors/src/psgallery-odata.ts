import { UnavailableError } from "@groundswell/model";
import { SaxesParser } from "saxes";
import { decodeText } from "./charset.ts";
import { encodePart } from "./encode-part.ts";
import type { Http, HttpResponse } from "./http.ts";
import { publicUrl } from "./public-url.ts";

/** The properties of one entry by name; one that is null is empty. */
export type ODataEntry = { properties: Record<string, string> };

/** A page of entries, and whether the server says that another follows. */
export type ODataPage = { response: HttpResponse; entries: ODataEntry[]; hasNext: boolean };

const atom = "http://www.w3.org/2005/Atom";
const data = "http://schemas.microsoft.com/ado/2007/08/dataservices";
/** Letters kept of one property; release notes and file lists of a megabyte are not needed. */
const propertyLength = 20_000;

// A namespace is looked up in all elements around: what nests without end would take quadratic time.
const mostDepth = 100;

/**
 * Reads the entries of an OData 2 feed in Atom, or the one entry that stands in its place. Characters that XML forbids
 * are passed over: descriptions are full of them.
 * @returns null where the text is no such document, or breaks off
 */
export function readODataFeed(body: Uint8Array): { entries: ODataEntry[]; hasNext: boolean } | null {
  const entries: ODataEntry[] = [];
  let hasNext = false;
  let depth = 0;
  let isFeed: boolean | null = null;
  let name: string | null = null;
  let value = "";
  const parser = new SaxesParser({ xmlns: true, position: false });
  // What is not well-formed is seen by what is missing at the end; to make an error of each forbidden character takes some 15 µs.
  parser.fail = () => parser;
  parser.on("opentag", (tag) => {
    if (depth === 0) isFeed ??= tag.uri === atom && (tag.local === "feed" || tag.local === "entry");
    depth++;
    if (depth > mostDepth) throw new RangeError("It nests without end.");
    if (tag.uri === atom && tag.local === "entry") entries.push({ properties: {} });
    if (tag.uri === atom && tag.local === "link" && tag.attributes.rel?.value === "next") hasNext = true;
    if (tag.uri !== data) return;
    name = tag.local;
    value = "";
  });
  const add = (text: string) => {
    if (name !== null && value.length < propertyLength) value += text.slice(0, propertyLength);
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", (tag) => {
    depth--;
    const entry = entries.at(-1);
    if (tag.uri === data && name === tag.local && entry) entry.properties[name] = value;
    if (tag.uri === data) name = null;
  });
  try {
    parser.write(decodeText(body, "application/atom+xml").text).close();
  } catch {
    return null;
  }
  return isFeed && depth === 0 ? { entries, hasNext } : null;
}

/** A text in an OData query: in quotes, its own quotes doubled. */
export function quoted(text: string): string {
  return encodePart(`'${text.replaceAll("'", "''")}'`).replaceAll("'", "%27");
}

/**
 * Pages of a list that can move while it is read: each begins in the end of the one before.
 * @param path what is asked, with its query: `FindPackagesById()?id='Pester'`
 * @throws UnavailableError where an answer is no feed, and what `http.get` throws
 */
export async function* odataPages(http: Http, path: string, pageSize: number): AsyncGenerator<ODataPage> {
  for (let skip = 0; ; ) {
    const response = await http.get(`${path}&$skip=${skip}&$top=${pageSize}`, {
      headers: { accept: "application/atom+xml,application/xml" },
    });
    const read = readODataFeed(response.body);
    if (read === null)
      throw new UnavailableError(
        `${publicUrl(response.url)} answered with something that is no whole Atom feed. Try again later.`,
      );
    yield { response, ...read };
    const { length } = read.entries;
    if (length === 0 || (length < pageSize && !read.hasNext)) return;
    // A server may give fewer than it was asked for and still have more.
    skip += Math.max(1, length - Math.floor(length / 10));
  }
}
