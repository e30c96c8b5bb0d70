import { describeWindow, type Term, type Track } from "@groundswell/analytics";
import { isUrl } from "@groundswell/model";
import type { Dossier, DossierItem, DossierTrack } from "./dossier.ts";
import { countOf } from "./dossier-activities.ts";
import type { Measures } from "./year-before.ts";

/** How a track is called. */
export const trackNames: Record<Track, string> = { expert: "Expert", leader: "Community leader" };

/** The name of whom a dossier is about. */
export function dossierName({ name, person }: Pick<Dossier, "name" | "person">): string {
  return name ?? `Person ${person}`;
}

/** An address that a reader can be sent to; null for anything but the web. */
export function webAddress(url: string | null): string | null {
  return url !== null && isUrl(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
}

/** What the numbers are about: "The 12 months to 2026-02-01". */
export function windowWords({ from, to }: Dossier["window"]): string {
  const words = describeWindow({ from: new Date(from), to: new Date(to) });
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** How much of the window was read. */
export function coverageWords({ rate, missing }: Dossier["coverage"]): string {
  if (rate === null) return "How much of it the sources have read is not known.";
  const gaps = missing.length === 0 ? "" : ` ${countOf(missing.length, "gap")}: what they hold is not here.`;
  return `The sources have read ${percent(rate)} of it.${gaps}`;
}

/** Where somebody stands on a track, in one sentence. */
export function standingWords({ rank, rankInterval, population, percentile, activeMonths }: DossierTrack): string {
  const months = `active in ${countOf(activeMonths, "month")}`;
  const people = `${population.toLocaleString("en-US")} active ${population === 1 ? "person" : "people"}`;
  if (rank === null && percentile === null) return `Not ranked: the evidence is insufficient (${months}).`;
  const share = percentile === null ? "" : percent(percentile);
  // Only of people set aside is the share known and the rank not.
  if (rank === null) return `Not ranked: a gate keeps them off the list; above ${share} of ${people}; ${months}.`;
  const [from = rank, to = rank] = rankInterval ?? [];
  const by = from === to ? "" : `; by chance alone between ${from} and ${to}, four times in five`;
  const above = share === "" ? "" : `, above ${share} of them`;
  return `Rank ${rank} of ${people}${above}${by}; ${months}.`;
}

/** Last year's standing beside this year's. */
export function beforeWords(now: DossierTrack | null | undefined, before: Measures | null | undefined): string {
  if (!before) return "The year before: nothing on this track, as far as the sources were read.";
  const rank = before.rank === null ? "not ranked" : `rank ${before.rank}`;
  const words = `The year before: score ${before.score.toFixed(1)}, ${rank}, ${countOf(before.items, "item")}`;
  if (!now) return `${words}.`;
  const change = now.score - before.score;
  return `${words}; ${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(1)} points since.`;
}

/** The cells of a term; what a narrow screen must show comes first. */
export function termCells({ kind, channel, count, value, percentile, weight, contribution }: Term): string[] {
  return [
    kind.replaceAll("-", " "),
    contribution.toFixed(1),
    count.toLocaleString("en-US"),
    Number.isFinite(percentile) ? percent(percentile) : "–",
    value.toFixed(1),
    String(weight),
    channel,
  ];
}

/** The heads of those cells. */
export const termHeads = ["kind", "points", "items", "above", "value", "weight", "channel"];

/** An item's numbers with the day on which they were read. */
export function numbersWords({ votes, accepted, capturedAt }: DossierItem): string {
  const known = [countOf(votes, "vote"), ...(accepted ? ["accepted"] : [])].join(", ");
  return `${known}; ${capturedAt === null ? "day of reading not kept" : `read on ${capturedAt.slice(0, 10)}`}`;
}

/** Text in one line, with nothing in it that a terminal or an editor would obey. */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** A share as people read it. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1).replace(/\.0$/, "")} %`;
}

/** Quality as rows of name and number; unknown is a dash. */
export function qualityRows(quality: Record<string, number | null> | undefined): [string, string][] {
  const spaced = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return Object.entries(quality ?? {}).flatMap(([name, value]): [string, string][] =>
    value === null || typeof value === "number" ? [[spaced(name), numberWords(value)]] : [],
  );
}

function numberWords(value: number | null): string {
  if (value === null) return "–";
  return Number.isInteger(value) ? value.toLocaleString("en-US") : value.toFixed(2);
}
