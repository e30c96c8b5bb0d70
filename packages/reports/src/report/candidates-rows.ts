import type { GateFound, Judged, Track } from "@groundswell/analytics";
import type { Evidence, PersonPlace, PersonRow } from "@groundswell/store";
import type { ReportCell, ReportColumn, ReportRow } from "./document.ts";

/** What a row says of somebody on one track. */
export type Listed = {
  person: number;
  track: Track;
  judged: Judged | null;
};

/** Where a row finds who somebody is. */
export type Who = {
  expertise: string;
  persons: ReadonlyMap<number, PersonRow>;
  places: ReadonlyMap<number, PersonPlace>;
  evidence: ReadonlyMap<number, readonly Evidence[]>;
};

/** The columns that every list of people has after its own first ones. */
export const personColumns: readonly ReportColumn[] = [
  { key: "name", title: "Person", kind: "text" },
  { key: "rank", title: "Rank (80 % interval)", kind: "text" },
  { key: "score", title: "Score", kind: "score" },
  { key: "activeMonths", title: "Active months", kind: "count" },
  { key: "region", title: "Region", kind: "text" },
  { key: "channel", title: "Main channel", kind: "text" },
];
export const trackColumn: ReportColumn = { key: "track", title: "Track", kind: "text" };

const longestTitle = 120;

/** One person in a list: the cells of `personColumns`, with others before or behind them, and the best items below. */
export function personRow(
  { person, judged }: Listed,
  who: Who,
  {
    before = [],
    behind = [],
    notes = [],
  }: { before?: ReportCell[]; behind?: ReportCell[]; notes?: ReportRow["notes"] } = {},
): ReportRow {
  const region = who.places.get(person)?.region ?? null;
  return {
    about: { expertise: who.expertise, person, region, alert: null },
    cells: [
      ...before,
      { text: nameOf(person, who), url: personPath(who.expertise, person) },
      judged === null ? null : rankWords(judged),
      judged?.score ?? null,
      judged?.activeMonths ?? null,
      region,
      judged?.channels[0]?.channel ?? null,
      ...behind,
    ],
    notes: [...notes, ...(who.evidence.get(person) ?? []).map(evidenceNote)],
  };
}

/** A reason to look twice at somebody: with its counter-check and its evidence. */
export function flagRows({ person, judged }: Listed, who: Who): ReportRow[] {
  const region = who.places.get(person)?.region ?? null;
  const row = (reason: string, notes: ReportRow["notes"]): ReportRow => ({
    about: { expertise: who.expertise, person, region, alert: null },
    cells: [{ text: nameOf(person, who), url: personPath(who.expertise, person) }, reason, region],
    notes,
  });
  const flags = (judged?.flags ?? []).map(({ flag, why, check, evidence }) =>
    row(flag.replaceAll("-", " "), [
      { text: sentence(why), url: evidence[0] ?? null },
      ...(check === null ? [] : [{ text: sentence(check), url: null }]),
    ]),
  );
  const gates = (judged?.gates ?? []).map(({ gate, why, confirmBy }: GateFound) =>
    row(gate.replaceAll("_", " "), [
      { text: sentence(why), url: null },
      { text: `Who can confirm it: ${confirmBy}.`, url: null },
    ]),
  );
  return [...flags, ...gates];
}

/** "3 (2–6)", and "insufficient" where the evidence is too little for a rank. */
export function rankWords({ rank, rankInterval }: Pick<Judged, "rank" | "rankInterval">): string {
  if (rank === null) return "insufficient";
  if (rankInterval === null) return String(rank);
  return `${rank} (${rankInterval[0]}–${rankInterval[1]})`;
}

/** What somebody is called in a report: a public name or handle. */
export function nameOf(person: number, { persons }: Pick<Who, "persons">): string {
  const found = persons.get(person);
  return found?.name ?? found?.accounts.find(({ handle }) => handle)?.handle ?? `Person ${person}`;
}

/** The page about somebody. */
export function personPath(expertise: string, person: number): string {
  return `/expertises/${encodeURIComponent(expertise)}/people/${person}`;
}

function evidenceNote({ title, kind, occurredAt, url }: Evidence): ReportRow["notes"][number] {
  const words = (title ?? "").replace(/\s+/g, " ").trim();
  const said = words.length > longestTitle ? `${[...words].slice(0, longestTitle).join("")}…` : words;
  const what = `${kind.replaceAll("-", " ")} of ${occurredAt.slice(0, 10)}`;
  return { text: said === "" ? what : `${said} (${what})`, url };
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
