import { ConfigError, isUrl, sourceId } from "@groundswell/model";
import { z } from "zod";
import { decodeText } from "./charset.ts";
import { type Guess, githubOwner, guessByAddress } from "./discover-place-address.ts";
import { discourseAt, type FoundDocument, guessByDocument, guessByPage } from "./discover-place-page.ts";
import type { Http } from "./http.ts";
import { publicUrl } from "./public-url.ts";
import { obeyRobots } from "./robots.ts";

/** An entry that the catalogue could have for a place: who decides sees why, and how sure it is (0..1). */
export type Proposal = Guess & { id: string };

/** Where blogs keep their feed when their pages do not say. */
const usualFeeds = ["feed", "feed/", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json", "?feed=rss2"];
const mostRepositories = 20;

/**
 * Proposes sources for a place, the surest first; empty where nothing is known to read it. First by the shape of its address,
 * which asks nobody; else by one look at the page, where robots.txt leaves it open; else by asking for what forums and blogs
 * usually have.
 * @throws ConfigError where it is no address; RefusedError where robots.txt closes the page; what `http.get` throws
 */
export async function discoverPlace(url: string, http: Http, now: () => Date = () => new Date()): Promise<Proposal[]> {
  const address = url.trim();
  const known = guessByAddress(address);
  if (known.length > 0) return proposals(known);
  const owner = githubOwner(address);
  if (owner !== null) return proposals(await repositoriesOf(owner, http));
  if (!/^https?:\/\//i.test(address) || !isUrl(address))
    throw new ConfigError(`"${publicUrl(address)}" is no address of a place: give one that begins with https://.`);
  const found = await fetched(address, http, now);
  const itself = await guessByDocument(found);
  if (itself.length > 0) return proposals(itself);
  const said = guessByPage(found);
  return proposals(said.length > 0 ? said : await probe(found, http, now));
}

async function fetched(address: string, http: Http, now: () => Date): Promise<FoundDocument> {
  await obeyRobots(http, address, now);
  const { body, headers, url } = await http.get(address);
  return { url, body, headers, text: decodeText(body, headers["content-type"] ?? null).text };
}

const about = z.object({ about: z.object({ title: z.string().min(1), version: z.string().optional() }) });

/** Asks for what a forum, then a blog, would have; a place that does not answer one of them may have another. */
async function probe(found: FoundDocument, http: Http, now: () => Date): Promise<Guess[]> {
  const { origin } = new URL(found.url);
  const ask = (path: string) => {
    // One that robots.txt closes is not asked for, and answers as if it were not there.
    return fetched(new URL(path, `${origin}/`).href, http, now).catch(() => null);
  };
  const forum = about.safeParse(jsonOf((await ask("about.json"))?.text));
  if (forum.success) return [discourseAt(found.url, forum.data.about.title, "the site answers as Discourse does")];
  for (const path of usualFeeds) {
    const document = await ask(path);
    const guesses = document === null ? [] : await guessByDocument(document);
    if (guesses.length > 0)
      return guesses.map((guess) => ({ ...guess, why: `${guess.why}, where blogs usually have it`, confidence: 0.7 }));
  }
  return [];
}

const repositories = z.array(
  z.object({ full_name: z.string(), fork: z.boolean().optional(), archived: z.boolean().optional() }),
);

/** The repositories of an organisation or a person that were pushed to last; copies and archives are left out. */
async function repositoriesOf(owner: string, http: Http): Promise<Guess[]> {
  const url = `https://api.github.com/users/${owner}/repos?sort=pushed&per_page=100`;
  const { body } = await http.get(url, { headers: { accept: "application/vnd.github+json" } });
  const read = repositories.safeParse(jsonOf(new TextDecoder().decode(body)));
  const own = (read.success ? read.data : []).filter(({ fork, archived }) => !fork && !archived);
  return own.slice(0, mostRepositories).map(({ full_name: repository }, index) => ({
    connector: "github",
    name: repository,
    options: { repository },
    why: `a repository of ${owner} on GitHub, one of those that changed last`,
    confidence: 0.9 - index / 100,
  }));
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}

function proposals(guesses: Guess[]): Proposal[] {
  const distinct = new Map(guesses.map((guess) => [JSON.stringify([guess.connector, guess.options]), guess]));
  const taken = new Set<string>();
  return [...distinct.values()]
    .sort((a, b) => b.confidence - a.confidence)
    .map((guess) => ({ id: idOf(guess, taken), ...guess }));
}

/** What a place is called makes its id where its options hold no address. */
function idOf({ connector, options, name }: Guess, taken: Set<string>): string {
  const address = [options.url, options.urls].flat().find((one) => typeof one === "string");
  return sourceId(address ?? `${connector} ${name}`, taken);
}
