import {
  concentration,
  describeConcentration,
  rankSpaces,
  topSetAgrees,
  turnover,
  type Weighting,
  weigh,
} from "@groundswell/analytics";
import { dayMs, readWindow, type Window } from "@groundswell/model";
import { expertiseSpaces, type Store, spaceActivity } from "@groundswell/store";
import { type Head, head, readCoverage, requireRun } from "./head.ts";

export type SpacesQuestion = {
  expertise: string;
  weighting: Weighting;
  asOf: Date | null;
  from: Date | null;
  to: Date | null;
};

type Concentration = ReturnType<typeof concentration>;

export type SpaceAnswer = {
  key: string;
  name: string;
  kind: string;
  url: string | null;
  rank: number;
  count: number;
  people: number;
  share: number | null;
  cumulativeShare: number | null;
  /** Change of share against the window before, in 0..1; null where the space or the window was silent. */
  shareChange: number | null;
  tier: "head" | "torso" | "tail";
};

export type SpacesAnswer = Head & {
  weighting: Weighting;
  concentration: Concentration & {
    topSetAgrees: boolean;
    previous: { k50: number | null; topShare: Concentration["topShare"]; turnover: number | null } | null;
  };
  insight: string;
  spaces: SpaceAnswer[];
};

const defaultWeeks = 12;

/** Which few of the spaces of an expertise hold the activity of a window, from whole days of counts. */
export async function answerSpaces(store: Store, question: SpacesQuestion): Promise<SpacesAnswer> {
  const { expertise, weighting } = question;
  const run = await requireRun(store, expertise, question.asOf);
  const asOf = question.asOf ?? run.asOf;
  const window = windowOf(question, asOf);
  const configured = await expertiseSpaces(store, expertise);
  const counted = await count(store, expertise, window, configured);
  const before = await count(store, expertise, windowBefore(window), configured);
  const now = counted[weighting];
  const past = before[weighting];
  const read = await readCoverage(store, expertise, window, asOf);
  const measured = concentration(now, { configured: configured.length });
  const previous = concentration(past, { configured: configured.length });
  const pastShare = new Map(rankSpaces(past).map((space) => [space.key, space.share]));
  const named = new Map(configured.map((space) => [space.key, space]));
  const people = new Map(now.map((space) => [space.key, space.people]));

  return {
    ...head(expertise, run, asOf, window, read),
    weighting,
    concentration: {
      ...measured,
      topSetAgrees: topSetAgrees([counted.events, counted.people, counted.shared]),
      previous:
        previous.active === 0
          ? null
          : { k50: previous.k50, topShare: previous.topShare, turnover: turnover(past, now) },
    },
    insight: describeConcentration({ window, weighting, concentration: measured, interval: null, coverage: read }),
    spaces: rankSpaces(now).map((space) => {
      const past = pastShare.get(space.key) ?? null;
      const { name, kind, url } = named.get(space.key) ?? { name: space.key, kind: "", url: null };
      return {
        key: space.key,
        name,
        kind,
        url,
        rank: space.rank,
        count: space.count,
        people: people.get(space.key) ?? 0,
        share: space.share,
        cumulativeShare: space.cumulativeShare,
        shareChange: past === null || space.share === null ? null : space.share - past,
        tier: space.tier,
      };
    }),
  };
}

function windowOf({ from, to }: SpacesQuestion, asOf: Date): Window {
  // Nothing after the as-of instant may show, whatever window was asked for.
  const end = to && to < asOf ? to : asOf;
  return readWindow(from ?? new Date(end.getTime() - defaultWeeks * 7 * dayMs), end);
}

function windowBefore({ from, to }: Window): Window {
  return { from: new Date(from.getTime() - (to.getTime() - from.getTime())), to: from };
}

async function count(store: Store, expertise: string, window: Window, configured: { id: number; key: string }[]) {
  const keys = new Map(configured.map((space) => [space.id, space.key]));
  const rows = (await spaceActivity(store, expertise, window)).map(({ space, person, count }) => ({
    space: keys.get(space) ?? String(space),
    person,
    count,
  }));
  // Silent spaces are part of the denominator: they stay in the list with nothing.
  const silent = configured.map(({ key }) => ({ space: key, person: null, count: 0 }));
  const all = [...rows, ...silent];
  return { events: weigh(all, "events"), people: weigh(all, "people"), shared: weigh(all, "shared") };
}
