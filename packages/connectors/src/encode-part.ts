/** A text as one part of an address. Half a surrogate pair, which JSON can hold and no address can, becomes U+FFFD. */
export function encodePart(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
