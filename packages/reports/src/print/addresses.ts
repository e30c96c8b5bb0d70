import { webAddress } from "../dossier-words.ts";
import type { Printable, PrintLinks } from "../report/printable.ts";

/** The page of an edition. */
export function editionPath(edition: number): string {
  return `/reports/${edition}`;
}

/** The address of an edition's page; null of a preview, which has none. */
export function editionAddress({ edition }: Pick<Printable, "edition">, { base }: PrintLinks): string | null {
  return edition.id === null ? null : addressOf(editionPath(edition.id), base);
}

/**
 * Where a link of a report leads: an address of the web, or a path of the pages made whole. Null for everything else, as a path that
 * would lead to another host.
 */
export function addressOf(url: string | null, base: string): string | null {
  if (url === null) return null;
  if (!url.startsWith("/")) return webAddress(url) === null ? null : new URL(url).href;
  const home = webAddress(base);
  if (home === null) return null;
  try {
    const whole = new URL(url, home);
    return whole.origin === new URL(home).origin ? whole.href : null;
  } catch {
    return null;
  }
}
