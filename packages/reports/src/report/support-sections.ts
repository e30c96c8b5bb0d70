import type { Window } from "@groundswell/model";
import type { SpaceAnswer, SpacesAnswer } from "../spaces.ts";
import type { ReportRow, ReportSection } from "./document.ts";
import type { WindowHelp } from "./figures-help.ts";
import { shareCurve } from "./figures-shares.ts";

/** How many spaces in need are shown, and whose waiting threads are looked up. */
export const mostNeedy = 8;
const mostActive = 10;
const mostReasons = 3;

/** What a report of one window is put together from. */
export type SupportRead = {
  answer: SpacesAnswer;
  window: Window;
  spaces: Map<string, SpaceAnswer>;
  now: WindowHelp;
  /** Null where a window is not compared. */
  before: WindowHelp | null;
  lastYear: WindowHelp | null;
  waiting: Map<string, WaitingSince[]>;
};
/** A thread that waits; its title is left out: it is the words of who asked, and an edition is kept when those are erased. */
export type WaitingSince = { url: string | null; askedAt: string; days: number };

/** A space by its name, which leads to its page: from there to its signals, and to the place itself. */
function spaceCell(expertise: string, { key, name }: SpaceAnswer) {
  return { text: name, url: `/expertises/${encodeURIComponent(expertise)}/space?space=${encodeURIComponent(key)}` };
}

function aboutSpace(expertise: string): ReportRow["about"] {
  return { expertise, person: null, region: null, alert: null };
}

/** The spaces that lack support, each with its reasons and the threads that wait longest. */
export function needySection({ answer, now, before, spaces, waiting }: SupportRead): ReportSection {
  const ranked = now.needy.slice(0, mostNeedy).flatMap((key) => spaces.get(key) ?? []);
  const more = now.needy.length - ranked.length;
  const rankBefore = (key: string) => (before ? before.needy.indexOf(key) + 1 || null : null);
  return {
    key: "needy",
    title: "Where to deploy support",
    matter: "spaces",
    note:
      more > 0
        ? `The first ${ranked.length} of ${now.needy.length} spaces that lack support, by the threads in need.`
        : null,
    chart: null,
    columns: [
      { key: "space", title: "Space", kind: "text" },
      { key: "rank", title: "Rank", kind: "count" },
      { key: "threads", title: "Threads", kind: "count" },
      { key: "helped", title: "Helped within 72 h", kind: "share" },
      { key: "median", title: "Median hours to a response", kind: "hours" },
      { key: "share", title: "Share of activity", kind: "share" },
      { key: "rank-before", title: "Rank before", kind: "count" },
    ],
    rows: ranked.map((space) => ({
      about: aboutSpace(answer.expertise),
      cells: [
        spaceCell(answer.expertise, space),
        space.support?.rank ?? null,
        space.health?.threads ?? null,
        space.health?.responseRate["72h"] ?? null,
        space.health?.ttfrHours.median ?? null,
        space.share,
        rankBefore(space.key),
      ],
      notes: [
        ...(space.support?.reasons ?? []).slice(0, mostReasons).map((text) => ({ text, url: null })),
        ...(waiting.get(space.key) ?? []).map(({ url, askedAt, days }) => ({
          text: `Asked on ${askedAt}: ${days === 1 ? "1 day" : `${days} days`} without a response.`,
          url,
        })),
      ],
    })),
    empty: "No space can be said to lack support: see the insight.",
  };
}

/** The spaces that hold the activity. */
export function activitySection({ answer }: SupportRead): ReportSection {
  const { concentration, spaces, insight } = answer;
  const { active, k50, k80 } = concentration;
  const isDrawn = k50 !== null && k80 !== null;
  return {
    key: "activity",
    title: "Where the activity is",
    matter: "spaces",
    note: insight,
    chart: isDrawn
      ? {
          title: "Share of activity held by the first spaces together",
          description: `From the most active space to all ${active}: the first ${k50} reach half, the first ${k80} reach 80 %.`,
          draw: "share-curve",
          ...shareCurve(spaces, [k50, k80]),
        }
      : null,
    columns: [
      { key: "space", title: "Space", kind: "text" },
      { key: "rank", title: "Rank", kind: "count" },
      { key: "signals", title: "Signals", kind: "count" },
      { key: "people", title: "People", kind: "count" },
      { key: "share", title: "Share of activity", kind: "share" },
      { key: "together", title: "Together with those above", kind: "share" },
      { key: "change", title: "Change of share", kind: "share" },
    ],
    rows: spaces
      .filter(({ count }) => count > 0)
      .slice(0, mostActive)
      .map((space) => ({
        about: aboutSpace(answer.expertise),
        cells: [
          spaceCell(answer.expertise, space),
          space.rank,
          space.count,
          space.people,
          space.share,
          space.cumulativeShare,
          space.shareChange,
        ],
        notes: [],
      })),
    empty: "No space was active.",
  };
}

/** How much leads to spaces that nobody watches. */
export function unwatchedSection({ answer: { expertise, unwatched } }: SupportRead): ReportSection {
  const { linking, people } = unwatched;
  return {
    key: "unwatched",
    title: "Not watched",
    matter: "spaces",
    note: "Of what links to a space other than its own, so much leads to spaces that nobody watches: what is not watched is in no number here.",
    chart: null,
    columns: [
      { key: "counted", title: "Counted by", kind: "text" },
      { key: "linking", title: "Link elsewhere", kind: "count" },
      { key: "unwatched", title: "To spaces not watched", kind: "count" },
      { key: "share", title: "Share", kind: "share" },
    ],
    rows:
      linking === 0
        ? []
        : [
            { what: "signals", ...unwatched },
            { what: "people", ...people },
          ].map((one) => ({
            about: aboutSpace(expertise),
            cells: [
              { text: one.what, url: `/expertises/${encodeURIComponent(expertise)}/discovery` },
              ...[one.linking, one.unwatched, one.rate],
            ],
            notes: [],
          })),
    empty: "Nothing in this window links to another space: how much is not watched is unknown.",
  };
}
