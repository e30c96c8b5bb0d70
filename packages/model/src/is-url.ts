/**
 * Whether a text is an address, by itself or from a base. In place of `URL.canParse`, which in Node 20 answers false for
 * hosts with letters such as ä once it has been optimised, so that a warm process knows fewer addresses than a cold one.
 */
export function isUrl(text: string, base?: string | URL): boolean {
  try {
    new URL(text, base);
    return true;
  } catch {
    return false;
  }
}
