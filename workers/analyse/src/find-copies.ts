import { findCopies as findAmong, textFingerprint } from "@groundswell/analytics";
import { canonicalUrl } from "@groundswell/identity";
import { isUrl } from "@groundswell/model";
import { refreshCopies, type Store } from "@groundswell/store";

// What says where a reader came from, and nothing of what is read.
const tracking = /^(utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref|source)$/i;

/**
 * Finds what was published before under another address or name. What has not changed since the last time is not read again,
 * and where nothing has, nothing is done.
 * @returns how many signals were read, and how many copies there are where that was asked again
 */
export async function findCopies(store: Store): Promise<{ read: number; copies: number | null }> {
  return refreshCopies(
    store,
    (unread) =>
      unread.map(({ signal, digest, title, excerpt, url }) => ({
        signal,
        digest,
        url: url === null ? null : ownAddress(url),
        simhash: textFingerprint(title, excerpt),
      })),
    findAmong,
  );
}

/** One spelling of an address; null where it is no address, or a whole site's that many pieces have in common. */
function ownAddress(text: string): string | null {
  if (!isUrl(text)) return null;
  const url = new URL(text);
  for (const name of [...url.searchParams.keys()]) if (tracking.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  const address = canonicalUrl(url.href);
  return address !== null && /[/?]/.test(address) ? address : null;
}
