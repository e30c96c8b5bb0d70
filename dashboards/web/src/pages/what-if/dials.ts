import type { PolicyAnswer } from "@groundswell/server";
import { kindWord } from "../../parts/format.ts";
import type { Track, WhatIfPlace } from "../../place-people.ts";

/** One number of a policy that can be tried otherwise: what the policy has, and between which values a slider moves it. */
export type Dial = {
  key: string;
  label: string;
  about: string;
  policy: number;
  least: number;
  most: number;
  step: number;
  /** What a value means, where the number alone does not say it. */
  word?: (value: number) => string;
};

/** The dials of a track: weights by channel, what holds for all of it, and by kind what one signal is worth. */
export type Dials = { weights: Dial[]; whole: Dial[]; kinds: Dial[] };

/** What the API is asked with; empty where nothing differs from the policy. */
export type Changes = {
  weights?: Record<string, number>;
  kinds?: Record<string, Record<string, number>>;
  power?: number;
  months?: number;
};

const ofKinds = {
  base: { label: "worth of one", about: "before votes, age and repetition", step: 0.1 },
  halfLifeDays: { label: "half-life", about: "days after which one is worth half", step: 5 },
  weeklySaturation: { label: "weekly saturation", about: "from how much worth in one week more adds less", step: 0.5 },
} as const;
type KindNumber = keyof typeof ofKinds;
const kindNumbers = Object.keys(ofKinds) as KindNumber[];

/** Everything of a track's policy that a slider moves. */
export function dialsOf({ tracks, kinds, months, bounds }: PolicyAnswer, track: Track): Dials {
  const { power, channels } = tracks[track];
  const counted = new Set(channels.flatMap((one) => one.kinds.map(({ kind }) => kind)));
  return {
    weights: channels.map(({ channel, weight, kinds: within }) => ({
      ...{ key: channel, label: channel, about: within.map(({ kind }) => kind).join(", "), policy: weight },
      ...{ least: 0, most: sliderEnd(weight), step: 0.1 },
      word: (value) => (value === 0 ? "0, does not count" : String(value)),
    })),
    whole: [
      {
        ...{ key: "months", label: "window", about: "months that count", policy: months },
        ...{ least: bounds.months.least, most: Math.min(bounds.months.most, sliderEnd(months)), step: 1 },
      },
      {
        ...{
          key: "power",
          label: "power",
          policy: power,
          least: bounds.power.least,
          most: bounds.power.most,
          step: 0.5,
        },
        about: "1 counts all channels alike, more favours the best one",
      },
    ],
    kinds: kinds
      .filter(({ kind }) => counted.has(kind))
      .flatMap((one) =>
        kindNumbers.map((name) => {
          const { label, about, step } = ofKinds[name];
          const most = Math.max(one[name] * 3, step * 10);
          const kind = one.kind === "newcomer-help" ? one.kind : kindWord(one.kind, 1);
          return {
            key: `${one.kind}.${name}`,
            label: `${kind}: ${label}`,
            about,
            policy: one[name],
            least: step,
            most,
            step,
          };
        }),
      ),
  };
}

/** The values that differ from the policy's, of these dials alone; one that is out of reach is left out. */
export function changedValues(
  dials: readonly Dial[],
  values: Readonly<Record<string, number>>,
): Record<string, number> {
  const changed = dials.flatMap(({ key, policy, least, most }) => {
    const wanted = values[key];
    const isHere = wanted !== undefined && wanted !== policy && wanted >= least && wanted <= Math.max(most, policy);
    return isHere ? [[key, wanted] as const] : [];
  });
  return Object.fromEntries(changed);
}

/** What is to be tried, in the words of the API. */
export function changesOf({ weights, whole, kinds }: Dials, place: Pick<WhatIfPlace, "weights" | "numbers">): Changes {
  const channels = changedValues(weights, place.weights);
  const { power, months } = changedValues(whole, place.numbers);
  const byKind: Record<string, Record<string, number>> = {};
  for (const [key, value] of Object.entries(changedValues(kinds, place.numbers))) {
    const [kind = "", name = ""] = key.split(".");
    byKind[kind] = { ...byKind[kind], [name]: value };
  }
  return {
    ...(Object.keys(channels).length > 0 && { weights: channels }),
    ...(Object.keys(byKind).length > 0 && { kinds: byKind }),
    ...(power !== undefined && { power }),
    ...(months !== undefined && { months }),
  };
}

/** How far a slider goes: three times as much as the policy has, in round numbers, so that nobody has to leave it. */
export function sliderEnd(value: number): number {
  return Math.max(3, Math.ceil(value * 3));
}

/** Which way a rank goes; coming in counts as up, falling out as down. */
export function direction(before: number | null, after: number | null): "up" | "down" | "same" {
  if (before === after) return "same";
  if (before === null) return "up";
  if (after === null) return "down";
  return after < before ? "up" : "down";
}
