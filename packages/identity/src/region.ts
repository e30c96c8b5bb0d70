import { fold } from "./names.ts";
import { otherCities, otherCountries, states } from "./region-names.ts";

/** A country, a part of one or a city: what a word in a place can mean. People live there; of countries and states that is not asked. */
type Meaning = { country: string; state: string | null; people: number };

/** Names of places, folded, and what they can mean. */
export type Atlas = {
  countries: ReadonlyMap<string, Meaning[]>;
  codes: ReadonlyMap<string, Meaning[]>;
  cities: ReadonlyMap<string, Meaning[]>;
};

/** What an atlas is made of. */
export type Gazetteer = {
  /** Names of countries in any languages, by ISO 3166-1 alpha-2. */
  countries: readonly { code: string; names: readonly string[] }[];
  /** `state` is the postal abbreviation, where the country's states have one that people write. */
  cities: readonly { name: string; country: string; state: string | null; people: number }[];
};

/** By how much a city must be larger than all others of its name to be meant where nothing else is said. */
const farLarger = 5;
/** Smaller ones are only meant where a state or a country stands beside them: Earth, Texas has a thousand people. */
const largeEnough = 30_000;

/** Makes an atlas; one for a process is enough. */
export function createAtlas({ countries, cities }: Gazetteer): Atlas {
  const atlas = {
    countries: new Map<string, Meaning[]>(),
    codes: new Map<string, Meaning[]>(),
    cities: new Map<string, Meaning[]>(),
  };
  const add = (to: Map<string, Meaning[]>, name: string, meaning: Meaning) => {
    const known = to.get(name) ?? [];
    if (!known.some(({ country, state }) => country === meaning.country && state === meaning.state))
      to.set(name, [...known, meaning]);
    else
      to.set(
        name,
        known.map((one) =>
          one.country === meaning.country && one.state === meaning.state && one.people < meaning.people ? meaning : one,
        ),
      );
  };
  const whole = (country: string): Meaning => ({ country, state: null, people: Number.POSITIVE_INFINITY });
  for (const { code, names } of countries) {
    for (const name of names) add(atlas.countries, placeWords(name), whole(code));
    add(atlas.codes, code, whole(code));
  }
  for (const [name, code] of Object.entries(otherCountries)) add(atlas.countries, name, whole(code));
  for (const [country, abbreviations] of Object.entries(states))
    for (const [state, name] of Object.entries(abbreviations)) {
      const meaning = { country, state, people: Number.POSITIVE_INFINITY };
      add(atlas.codes, state, meaning);
      add(atlas.countries, placeWords(name), meaning);
    }
  for (const { name, country, state, people } of cities)
    add(atlas.cities, placeWords(name), { country, state, people });
  for (const [name, known] of Object.entries(otherCities))
    for (const meaning of atlas.cities.get(known) ?? []) add(atlas.cities, placeWords(name), meaning);
  return atlas;
}

/**
 * The country that a profile's place names, as ISO 3166-1 alpha-2. Parts that stand together must agree ("Cambridge, MA"), and what
 * fits several countries alike is none: Cambridge alone, Georgia alone, "Berlin / London".
 * @returns null where it names no country, or more than one
 */
export function regionOf(place: string, atlas: Atlas): string | null {
  const flags = new Set([...place.matchAll(/[\u{1F1E6}-\u{1F1FF}]{2}/gu)].map(([flag]) => flagCode(flag)));
  if (flags.size > 1) return null;
  const parts = place
    .replace(/\p{RI}/gu, ",")
    .split(/[,;/|()[\]•·→>\n]+|\s[-–—&+]+\s|\s(?:and|und|or|et|y)\s/u)
    .map((part) => part.trim())
    .filter((part) => /\p{L}/u.test(part));
  const read = parts.flatMap((part, at) => meaningsOf(part, at > 0, atlas)).reverse();
  let agreed: (Meaning & { isCity: boolean })[] | null = null;
  for (const meanings of read) {
    if (agreed === null) agreed = meanings;
    else {
      const both = agree(agreed, meanings);
      // A village that the data does not know can have a city's name; a state or a country beside it stands.
      const isOnlyCity = meanings.every(({ isCity }) => isCity) && !agreed.every(({ isCity }) => isCity);
      if (both.length > 0) agreed = both;
      else if (!isOnlyCity) return null;
    }
  }
  const [flag] = flags;
  if (flag !== undefined) return atlas.codes.get(flag)?.some(({ state }) => state === null) ? flag : null;
  const isConfirmed = read.some((meanings) => meanings.some(({ isCity }) => !isCity));
  return agreed === null ? null : foremost(agreed, isConfirmed);
}

const flagCode = (flag: string) =>
  [...flag].map((letter) => String.fromCharCode((letter.codePointAt(0) ?? 0) - 0x1f1e6 + 65)).join("");

/** A name as atlases hold it: folded, words apart by one space. */
function placeWords(name: string): string {
  return fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

type Read = (Meaning & { isCity: boolean })[];

/** What a part of a place can mean; a city and its country without a comma between them are two parts. */
function meaningsOf(part: string, isBehind: boolean, atlas: Atlas): Read[] {
  // Abbreviations in capitals only, and behind something else: "IT" alone is a profession.
  const code = part.replaceAll(".", "");
  if (isBehind && /^[A-Z]{2,3}$/.test(code)) {
    const found = [...(atlas.codes.get(code) ?? []), ...(atlas.countries.get(code.toLowerCase()) ?? [])];
    if (found.length > 0) return [marked(found, false)];
  }
  const asWritten = named(placeWords(part), atlas);
  if (asWritten.length > 0) return [asWritten];
  const words = placeWords(part)
    .replace(/(?<= |^)\d\S*/g, " ")
    .replace(
      /^\s*(?:the |greater |near |around |city of |state of |republic of |based in |living in |currently in |from |in )+/,
      "",
    )
    .replace(/(?: metropolitan| metro| bay)? (?:area|region)$/, "")
    .trim()
    .split(/\s+/);
  const whole = named(words.join(" "), atlas);
  if (whole.length > 0) return [whole];
  for (let at = 1; at < words.length; at++) {
    const last = words.slice(at).join(" ");
    const abbreviation = part.trim().split(/\s+/).at(-1) ?? "";
    const behind =
      at === words.length - 1 && /^[A-Z]{2,3}$/.test(abbreviation)
        ? marked(atlas.codes.get(abbreviation) ?? atlas.countries.get(last) ?? [], false)
        : marked(atlas.countries.get(last) ?? [], false);
    const before = named(words.slice(0, at).join(" "), atlas);
    if (behind.length > 0 && (before.length > 0 || last.length > 3))
      return before.length > 0 ? [before, behind] : [behind];
  }
  return [];
}

function named(name: string, atlas: Atlas): Read {
  return [...marked(atlas.countries.get(name) ?? [], false), ...marked(atlas.cities.get(name) ?? [], true)];
}

const marked = (meanings: readonly Meaning[], isCity: boolean): Read =>
  meanings.map((meaning) => ({ ...meaning, isCity }));

/** What two parts can mean together: of one country, and of one state where both name one. */
function agree(one: Read, other: Read): Read {
  return one.flatMap((a) =>
    other
      .filter((b) => a.country === b.country && (a.state === null || b.state === null || a.state === b.state))
      .map((b) => ({ ...(a.people < b.people ? a : b), state: a.state ?? b.state })),
  );
}

/** The country that is meant where several are possible: the one whose place is far larger than all others'. */
function foremost(meanings: Read, isConfirmed: boolean): string | null {
  const people = new Map<string, number>();
  for (const { country, people: more } of meanings) people.set(country, Math.max(people.get(country) ?? 0, more));
  const [first, second] = [...people].sort(([, a], [, b]) => b - a);
  if (!first || (!isConfirmed && first[1] < largeEnough)) return null;
  return second === undefined || (Number.isFinite(second[1]) && first[1] >= farLarger * second[1]) ? first[0] : null;
}
