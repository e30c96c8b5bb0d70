import type { Organisation } from "@groundswell/model";
import { fold } from "./names.ts";

/** An employer that a profile names, and what its owner is there. `exact` says that it names nothing else beside. */
export type NamedEmployer = { organisation: Organisation; kind: "staff" | "vendor"; exact: boolean };

/** Reads the text of a profile's `company`. */
export type EmployerReader = (text: string) => NamedEmployer[];

const words = (list: string) => new Set(list.split(" "));
const legalForms = words(
  "inc incorporated llc llp ltd limited gmbh ag se corp corporation co company sa sas sarl srl spa bv nv ab as asa aps oy oyj pty plc kg " +
    "kk kft zrt sro ooo pvt private public com s",
);
// Whom they worked for once says nothing of today, and no day is given.
const formerBefore = words(
  "ex former formerly previously prev past retired was alum alumni alumnus xoogler ehemals ancien",
);
const formerAfter = words("alum alumni alumnus alumna alumnae retired veteran");
const formerAtEnd = words("ex former formerly past previously");
// Awards, courses, customers and admirers: near a company, not in it.
const notEmployed = words(
  "mvp mvps valuable certified mct mcse mcsa rd champion ambassador insider student students usergroup fan fanboy enthusiast learner",
);
// The same, but in the title of a job they say with whom or with what it has to do.
const notEmployedAlone = words(
  "partner partners certification community user users group competitor customer reseller alliance",
);
const notEmployedBeside = words("expert trainer specialist");
// What a job is called by, after such a word. Not "lead" and "program": a community has leads, and partners have programs.
const jobs = words(
  "engineer engineers engineering manager management experience success support service services director architect architecture developer " +
    "development marketing operations relations research researcher scientist analyst designer consultant advocate advocacy",
);
const notBefore = words("not non no anti never post against");
const contracting = words(
  "contractor contractors contracting contract vendor vendors freelance freelancer freelancing contingent subcontractor agency via temp",
);

/** The words of a name as they compare: folded, without punctuation and legal forms at the end. */
export function nameWords(text: string): string[] {
  const all = fold(text)
    .replace(/[’'`]/g, "'")
    .replace(/'s\b/g, "")
    .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, "$1")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  let end = all.length;
  while (end > 1 && legalForms.has(all[end - 1] ?? "")) end--;
  return all.slice(0, end);
}

/**
 * A reader that knows some organisations by their names, their aliases and what platforms call them (`@contoso`). Only whole words
 * count, so "Micro Softworks" is nobody's.
 */
export function employerReader(organisations: readonly Organisation[]): EmployerReader {
  const names = organisations.flatMap((organisation) => [
    ...[organisation.name, ...organisation.aliases].map((name) => ({
      organisation,
      words: nameWords(name),
      at: false,
    })),
    ...organisation.members.map((member) => ({
      organisation,
      words: nameWords(member.slice(member.indexOf(":") + 1)),
      at: true,
    })),
  ]);
  return (text) => {
    const found = new Map<string, NamedEmployer>();
    for (const clause of clauses(text, (part) => names.some((name) => find(nameWords(part), name.words) >= 0)))
      for (const { organisation, words, at } of names) {
        const employed =
          !at || clause.includes("@") ? employedAs(nameWords(clause.replaceAll("@", " at ")), words) : null;
        // The name that leaves the fewest words over says it best.
        if (!employed || found.get(organisation.name)?.exact) continue;
        const kind = employed.contracted ? "vendor" : organisation.people;
        found.set(organisation.name, { organisation, kind, exact: employed.exact });
      }
    return [...found.values()];
  };
}

/** What a profile says of one employer each. What stands in brackets belongs to the clause before, unless both name an employer. */
function clauses(text: string, namesSomebody: (part: string) => boolean): string[] {
  const flat = text.replace(/\(([^()]*)\)/g, (_, inside: string, at: number) =>
    namesSomebody(inside) && namesSomebody(text.slice(0, at)) ? `; ${inside};` : ` ${inside} `,
  );
  // A shorter word before a full stop is an abbreviation: "prev. Contoso", "Contoso Corp. Research".
  return flat
    .split(/(?<=\p{L}{5})\.\s/u)
    .flatMap((sentence) => sentence.split(/[,;|/•·\n]+|\s[&+–—-]\s|\s(?:and|und|et|y|e)\s|(?<=@\S+)\s+(?=@\S)/iu))
    .filter((part) => part.trim() !== "");
}

function employedAs(clause: string[], name: string[]): { exact: boolean; contracted: boolean } | null {
  const start = find(clause, name);
  if (start < 0) return null;
  const isAt = clause[start - 1] === "at";
  const before = clause.slice(0, isAt ? start - 1 : start);
  const after = clause.slice(start + name.length).filter((word, i) => !(i === 0 && legalForms.has(word)));
  const any = (list: string[], set: ReadonlySet<string>) => list.some((word) => set.has(word));
  if (any(before, formerBefore) || any(after, formerAfter) || formerAtEnd.has(after.at(-1) ?? "")) return null;
  if (any(before, notBefore) || any(after, notEmployed) || any(before, notEmployed)) return null;
  const near = (list: string[]) =>
    list.some(
      (word, i) => (notEmployedAlone.has(word) || notEmployedBeside.has(word)) && !any(list.slice(i + 1), jobs),
    );
  // Before "at" stands a title, and its last word says what somebody is there.
  if (near(after) || (isAt ? notEmployedAlone.has(before.at(-1) ?? "") : near(before))) return null;
  const contracted = any(before, contracting) || any(after, contracting) || (before.length > 0 && before[0] === "v");
  return { exact: before.length + after.length === 0, contracted };
}

/** Where the words of a name stand in a text, one behind the other; -1 where they do not. */
function find(text: readonly string[], name: readonly string[]): number {
  if (name.length === 0) return -1;
  for (let at = 0; at + name.length <= text.length; at++) if (name.every((word, i) => text[at + i] === word)) return at;
  return -1;
}
