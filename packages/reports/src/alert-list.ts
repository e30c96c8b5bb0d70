import { type AlertKind, alertKinds } from "@groundswell/analytics";
import { type Alert, latestRun, listAlerts, type Store } from "@groundswell/store";
import { namesOf, parts, subjectCell, titles, todos, withoutAside } from "./report/alerts.ts";
import type { Reader } from "./report/reader.ts";

/** An alert with what it is about. */
export type ListedAlert = Omit<Alert, "person" | "found"> & {
  /** The kind in words: "questions pile up". */
  title: string;
  /** What it is about, with its page. */
  name: string;
  url: string | null;
  sentence: string;
  todo: string;
  test: Alert["found"]["test"];
};

export type AlertsQuestion = {
  /** The slug of an expertise; null for all that the reader may see. */
  expertise: string | null;
  state: "open" | "ended" | null;
  /** How many; 0 gives all. */
  limit: number;
};

/** The kinds of alert that somebody may be told of, each in words. */
export function kindsFor({ matters }: Pick<Reader, "matters">): { kind: AlertKind; title: string }[] {
  const read = parts.filter(({ matter }) => matters.includes(matter)).flatMap(({ kinds }) => kinds);
  return alertKinds.filter((kind) => read.includes(kind)).map((kind) => ({ kind, title: titles[kind] }));
}

/** The alerts that a reader may know of at this moment, the newest first. */
export async function answerAlertList(
  store: Store,
  { expertise, state, limit }: AlertsQuestion,
  reader: Reader,
): Promise<ListedAlert[]> {
  const kinds: string[] = kindsFor(reader).map(({ kind }) => kind);
  const seen = reader.expertises === "all" ? null : [...reader.expertises];
  if (expertise !== null && seen !== null && !seen.includes(expertise)) return [];
  const expertises = expertise === null ? seen : [expertise];
  const found = (await listAlerts(store, { expertises, state })).filter(({ kind }) => kinds.includes(kind));
  const listed = new Map<number, ListedAlert>();
  for (const slug of new Set(found.map((alert) => alert.expertise))) {
    const own = found.filter((alert) => alert.expertise === slug);
    for (const one of await ofExpertise(store, slug, own, reader)) listed.set(one.id, one);
  }
  const all = found.flatMap(({ id }) => listed.get(id) ?? []);
  return limit > 0 ? all.slice(0, limit) : all;
}

async function ofExpertise(
  store: Store,
  expertise: string,
  found: readonly Alert[],
  { regions }: Reader,
): Promise<ListedAlert[]> {
  const run = await latestRun(store, expertise, null);
  // Who opted out is told of nowhere; without a run nobody can say who did.
  const told = run ? await withoutAside(store, run, expertise, found) : found.filter(({ person }) => person === null);
  const named = await namesOf(store, expertise, told);
  return told.flatMap(({ person, found: { sentence, test }, ...alert }) => {
    if (person !== null) {
      const region = named.places.get(person)?.region ?? null;
      if (!named.persons.has(person) || (regions !== "all" && (region === null || !regions.includes(region))))
        return [];
    }
    const kind = alert.kind as AlertKind;
    const cell = subjectCell(kind, alert.subject, person, named);
    const { text: name, url } = typeof cell === "object" && cell !== null ? cell : { text: String(cell), url: null };
    return [{ ...alert, title: titles[kind], name, url, sentence, todo: todos[kind], test }];
  });
}
