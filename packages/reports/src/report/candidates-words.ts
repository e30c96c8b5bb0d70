import { fewestMonthsOfRise, type Track, tracks } from "@groundswell/analytics";
import type { CandidatesFound } from "./candidates-answer.ts";
import { firstPlaces, type Standing } from "./candidates-standing.ts";
import type { ReportFigure } from "./document.ts";
import { changeWords, countWords, figure } from "./figures.ts";

/** The numbers of a report of candidates. */
export function figuresOf({ now, before, lastYear, came }: CandidatesFound): ReportFigure[] {
  const three = (value: (standing: Standing) => number | null) => ({
    now: value(now),
    before: before.standing && value(before.standing),
    lastYear: lastYear.standing && value(lastYear.standing),
  });
  const outside = ({ largest }: Standing) => (largest && largest.of > 0 ? largest.outside.size / largest.of : null);
  return [
    figure({
      key: "experts",
      label: "Ranked experts",
      unit: "count",
      ...three(({ ranked }) => ranked.expert),
      better: "more",
    }),
    figure({
      key: "leaders",
      label: "Ranked leaders",
      unit: "count",
      ...three(({ ranked }) => ranked.leader),
      better: "more",
    }),
    ...tracks.map((track) =>
      figure({
        key: `new-${track}s`,
        label: `New among the first ${firstPlaces} ${track}s`,
        unit: "count",
        now: came === null ? null : came[track].length,
      }),
    ),
    figure({
      key: "risers",
      label: "People who rise beyond chance",
      unit: "count",
      ...three(({ rising }) => rising.risers?.length ?? null),
      better: "more",
    }),
    figure({ key: "hidden-gems", label: "Hidden gems", unit: "count", ...three(({ gems }) => gems.length) }),
    figure({
      key: "outside-largest",
      label: "Ranked people with most of their work outside the largest space",
      unit: "share",
      ...three(outside),
    }),
  ];
}

/** What is passed on. Counts only: whoever may read of no person, or of those of one region, may be told them. */
export function insightOf({ now, came }: CandidatesFound): string {
  const ranked = `${countWords(now.ranked.expert, "expert")} and ${countWords(now.ranked.leader, "leader")} are ranked`;
  const said = came === null ? [ranked] : [newWords(now, came)];
  const { risers } = now.rising;
  said.push(
    risers === null
      ? "who rises could not be tested"
      : `${risers.length === 0 ? "nobody rises" : `${risers.length} ${risers.length === 1 ? "rises" : "rise"}`} beyond chance`,
  );
  const text = said.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function newWords({ largest }: Standing, came: Record<Track, number[]>): string {
  const parts = tracks.flatMap((track) => {
    const count = came[track].length;
    return count === 0
      ? []
      : [{ track, count, outside: came[track].filter((person) => largest?.outside.has(person)).length }];
  });
  if (parts.length === 0) return `nobody is new among the first ${firstPlaces} of either track`;
  const words = parts.map(({ track, count, outside }, at) => {
    const people =
      at === 0 ? `${countWords(count, "person", "people")} ${count === 1 ? "is" : "are"} new` : String(count);
    const where =
      outside === 0
        ? ""
        : count === 1
          ? ", outside the largest space"
          : `, ${outside} of them outside the largest space`;
    return `${people} among the first ${firstPlaces} ${track}s${where}`;
  });
  return words.join(where(words) ? ", and " : " and ");
}

const where = (words: readonly string[]) => words.some((word) => word.includes(", "));

/** What changed, in counts. */
export function changesOf(
  { now, before, came, went, since }: CandidatesFound,
  figures: readonly ReportFigure[],
): string[] {
  const moves = tracks.flatMap((track) => {
    const [more, less] = [came?.[track].length ?? 0, went?.[track].length ?? 0];
    if (more + less === 0) return [];
    return [
      `Since ${since}, ${countWords(more, "person", "people")} came among the first ${firstPlaces} ${track}s and ${countWords(less, "person", "people")} fell out.`,
    ];
  });
  if (before.standing !== null && moves.length === 0)
    moves.push(`Since ${since}, nobody came among the first ${firstPlaces} or fell out.`);
  const numbers = figures
    .filter(({ now: value, before: was }) => value !== null && was !== null && value !== was)
    .flatMap((one) => changeWords(one) ?? []);
  const years = [now.rising.risers === null ? [untested(now)] : [], before.why === null ? [] : [before.why]].flat();
  return [...moves, ...numbers, ...years];
}

/** Why nobody is said to rise. */
export function untested({ rising }: Standing): string {
  return `Who rises is not tested: ${rising.readMonths} of the 12 months before were read, and a test needs ${fewestMonthsOfRise}.`;
}
