import { isUrl } from "@groundswell/model";
import { outboundLinks } from "./outbound-links.ts";

const ownHosts: Record<string, string> = {
  stackoverflow: "stackoverflow.com",
  superuser: "superuser.com",
  serverfault: "serverfault.com",
  askubuntu: "askubuntu.com",
  mathoverflow: "mathoverflow.net",
  stackapps: "stackapps.com",
};

/**
 * The host of a Stack Exchange site, which is its platform everywhere in Groundswell: the API and a dump of
 * the same site name the same posts, so they must name the same platform.
 * @param site an API name (`travel`, `es.stackoverflow`) or a host (`travel.stackexchange.com`)
 */
export function stackExchangeHost(site: string): string {
  const name = site.toLowerCase();
  if (ownHosts[name]) return ownHosts[name];
  if (/\.(com|net)$/.test(name)) return name;
  if (/(^|\.)stackoverflow$/.test(name)) return `${name}.com`;
  return name.endsWith(".stackexchange") ? `${name}.com` : `${name}.stackexchange.com`;
}

/** A link as a site gives it, or null where it is empty or leads to no page: recorded answers have both. */
export function webAddress(text: string | null | undefined): string | null {
  return text && /^https?:\/\//i.test(text) && isUrl(text) ? text : null;
}

/**
 * The outbound links of a post or comment: a site shows its thread under several addresses, with and without the words of
 * its title, and none of them leads out.
 * @param own the post's own address; relative ones lead into the site
 */
export function linksOutOf(
  { host, threadId }: { host: string; threadId: string },
  found: readonly string[],
  own: string | null,
): string[] {
  const thread = [`//${host}/q/${threadId}`, `//${host}/questions/${threadId}`];
  const isThread = (link: string) => thread.some((page) => `${link.slice(link.indexOf("//"))}/`.startsWith(`${page}/`));
  return outboundLinks(found, [own ?? `https://${host}/`]).filter((link) => !isThread(link));
}
