import { isUrl } from "./is-url.ts";

/**
 * An id for a source of the catalogue: lower-case words with hyphens, made of the place's address or name. Where `taken`
 * has it already, it gets a number; the new id is added.
 */
export function sourceId(place: string, taken: Set<string> = new Set()): string {
  const written = isUrl(place) ? new URL(place).href : place;
  const words = written
    .replace(/^[a-z][a-z\d+.-]*:\/\/(www\.)?/i, "")
    .replace(/[?#].*$/s, "")
    .replace(/%[\da-f]{2}/gi, " ")
    .slice(0, 200)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z\d]+/g);
  const name = (words ?? ["place"]).join("-").slice(0, 60).replace(/-+$/, "");
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
  taken.add(free);
  return free;
}
