import { falseDiscoveryRate, tracks } from "@groundswell/analytics";
import { type CandidatesFound, mostRows } from "./candidates-answer.ts";
import { flagRows, type Listed, personColumns, personRow, trackColumn } from "./candidates-rows.ts";
import { firstPlaces, type Riser } from "./candidates-standing.ts";
import { untested } from "./candidates-words.ts";
import type { ReportSection } from "./document.ts";
import { countWords } from "./figures.ts";

/** Every list of people in a report of candidates. */
export function sectionsOf(answer: CandidatesFound): ReportSection[] {
  const { now, came, went, before, who, listedOf, bestOf, since } = answer;
  const section = (
    one: Pick<ReportSection, "key" | "title" | "rows" | "empty"> & Partial<ReportSection>,
  ): ReportSection => ({
    matter: "people",
    note: null,
    chart: null,
    columns: [...personColumns],
    ...one,
  });
  const unknown = before.why ?? "";
  const fresh = tracks.map((track) =>
    section({
      key: `new-${track}s`,
      title: `New among the first ${firstPlaces} ${track}s`,
      note: `Since ${since}, of those whom no gate moves aside.`,
      rows: listedOf(came?.[track] ?? [], track).map((one) => personRow(one, who)),
      empty: came === null ? unknown : `Nobody is new among the first ${firstPlaces} ${track}s.`,
    }),
  );
  const risers = (now.rising.risers ?? []).slice(0, mostRows);
  const fallen = tracks.flatMap((track) => listedOf(went?.[track] ?? [], track));
  const gems = bestOf(now.gems.slice(0, mostRows));
  const shown = [
    ...tracks.flatMap((track) => listedOf(came?.[track] ?? [], track)),
    ...bestOf(risers.map(({ person }) => person)),
    ...gems,
  ];
  return [
    ...fresh,
    section({
      key: "risers",
      title: "Risers",
      note: `More active days month after month in the twelve months to ${now.run.asOf.toISOString().slice(0, 10)}, by the test of Mann and Kendall over ${countWords(now.rising.tested, "person", "people")} at a false-discovery rate of ${Math.round(100 * falseDiscoveryRate)} %, and at least half as much again as somebody steady.${shownOf(risers.length, now.rising.risers?.length ?? 0)}`,
      columns: [
        trackColumn,
        ...personColumns,
        { key: "times", title: "Times the usual", kind: "score" },
        { key: "s", title: "S", kind: "count" },
        { key: "z", title: "z", kind: "text" },
        { key: "q", title: "q", kind: "text" },
      ],
      rows: bestOf(risers.map(({ person }) => person)).map((one, at) =>
        personRow(one, who, { before: [one.track], behind: riserCells(risers[at] as Riser) }),
      ),
      empty: now.rising.risers === null ? untested(now) : "Nobody rises beyond chance.",
    }),
    section({
      key: "hidden-gems",
      title: "Hidden gems",
      note: `Whose help is better than it is visible.${shownOf(gems.length, now.gems.length)}`,
      columns: [trackColumn, ...personColumns],
      rows: gems.map((one) =>
        personRow(one, who, {
          before: [one.track],
          notes: one.judged?.hiddenGem ? [{ text: one.judged.hiddenGem.why, url: null }] : [],
        }),
      ),
      empty: "Nobody helps better than it is visible, as far as can be told.",
    }),
    section({
      key: "fell-out",
      title: `Fell out of the first ${firstPlaces}`,
      note: "Less than before, or less than others: it says nothing of why. Ask before anything is concluded.",
      columns: [trackColumn, ...personColumns],
      rows: fallen.map((one) => personRow(one, who, { before: [one.track] })),
      empty: went === null ? unknown : "Nobody fell out.",
    }),
    section({
      key: "look-twice",
      title: "To look at twice",
      note: "Reasons to read the evidence again, of the people above. None of them lowers a score, and none is a verdict.",
      columns: [
        { key: "name", title: "Person", kind: "text" },
        { key: "reason", title: "Reason to look", kind: "text" },
        { key: "region", title: "Region", kind: "text" },
      ],
      rows: once(shown).flatMap((one) => flagRows(one, who)),
      empty: "There is no reason to look twice at anybody above.",
    }),
  ];
}

function riserCells({ times, test }: Riser) {
  return [times, test.s, decimals(test.z, 2), decimals(test.q, 3)];
}

function decimals(value: number | null, places: number): string | null {
  if (value === null) return null;
  const least = 10 ** -places;
  return value !== 0 && Math.abs(value) < least ? `< ${least}` : value.toFixed(places);
}

function shownOf(shown: number, all: number): string {
  return shown < all ? ` The first ${shown} of ${all} are shown.` : "";
}

/** Everybody once, on the track where they are named first. */
function once(all: readonly Listed[]): Listed[] {
  const known = new Set<number>();
  return all.filter(({ person }) => !known.has(person) && known.add(person));
}
