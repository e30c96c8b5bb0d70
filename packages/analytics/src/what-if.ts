import { ConfigError, startOfDay } from "@groundswell/model";
import type { ScoreRow } from "./activity-table.ts";
import { cycleOf } from "./cycles.ts";
import { measuresOf, type Policy, policySchema, type Track } from "./policy.ts";

/** What could be otherwise. Nothing in it is checked before `changePolicy` or `rowsWithout` takes it. */
export type PolicyChanges = {
  /** Per channel of the track its weight; 0 drops it. */
  weights?: Record<string, number>;
  /** Per kind of the track those of its numbers that change, as `{ answer: { halfLifeDays: 60 } }`. */
  kinds?: Record<string, Record<string, number>>;
  /** Keys of spaces, `platform:id`, in which nothing counts. */
  dropSpaces?: readonly string[];
  /** Kinds of the track of which nothing counts. */
  dropKinds?: readonly string[];
  /** Of the mean over the track's channels. */
  power?: number;
  /** Length of the window. */
  months?: number;
};

const kindNumbers = ["base", "halfLifeDays", "weeklySaturation", "zeroVoteCredit", "acceptedBonus"] as const;

/**
 * A policy with changes to one of its tracks. It is for trying out: its version names no file.
 * @throws ConfigError with a line per change that cannot be
 */
export function changePolicy(policy: Policy, track: Track, changes: PolicyChanges): Policy {
  const problems = unknownNames(policy, track, changes);
  if (problems.length > 0) throw new ConfigError(problems.join("\n"));
  const { weights = {}, kinds = {}, power = policy.tracks[track].power, months } = changes;
  const channels = Object.entries({ ...policy.tracks[track].channels, ...weights }).filter(
    ([, weight]) => weight !== 0,
  );
  if (channels.length === 0)
    throw new ConfigError(`Every channel of the ${track} track would be dropped: keep one to rank by.`);
  const draft = {
    ...policy,
    version: `${policy.version}-what-if`,
    kinds: {
      ...policy.kinds,
      ...Object.fromEntries(
        Object.entries(kinds).map(([kind, numbers]) => [
          kind,
          { ...policy.kinds[kind as keyof Policy["kinds"]], ...numbers },
        ]),
      ),
    },
    tracks: { ...policy.tracks, [track]: { power, channels: Object.fromEntries(channels) } },
    ...(months === undefined
      ? {}
      : { window: { months }, cycles: policy.cycles.map(({ windowMonths: _, ...cycle }) => cycle) }),
  };
  const read = policySchema.safeParse(draft);
  if (read.success) return read.data;
  throw new ConfigError(
    read.error.issues
      .map(({ path, message }) => `${path.join(".")} cannot be ${valueAt(draft, path)}: ${inSentence(message)}.`)
      .join("\n"),
  );
}

/** The rows that count once spaces and kinds are dropped. */
export function rowsWithout(rows: readonly ScoreRow[], { dropSpaces = [], dropKinds = [] }: PolicyChanges): ScoreRow[] {
  const spaces = new Set(dropSpaces);
  const kinds = new Set<string>(dropKinds);
  return rows.filter(({ space, kind }) => !spaces.has(space) && !kinds.has(kind));
}

/** Each change in words, what was before beside what would be. Changes that change nothing are left out. */
export function changesInWords(policy: Policy, track: Track, asOf: Date, changes: PolicyChanges): string[] {
  const { channels, power } = policy.tracks[track];
  const { weights = {}, kinds = {}, dropSpaces = [], dropKinds = [] } = changes;
  const months = cycleOf(policy, startOfDay(asOf))?.windowMonths ?? policy.window.months;
  const instead = (what: string, after: number | undefined, before: number) =>
    after === undefined || after === before ? [] : [`${what} is ${after} instead of ${before}`];
  return [
    ...Object.entries(weights).flatMap(([channel, weight]) =>
      weight === 0
        ? [`the channel ${channel} is dropped`]
        : instead(`the weight of ${channel}`, weight, channels[channel] ?? 0),
    ),
    ...Object.entries(kinds).flatMap(([kind, numbers]) =>
      kindNumbers.flatMap((name) =>
        instead(`${name} of ${kind}`, numbers[name], policy.kinds[kind as keyof Policy["kinds"]]?.[name] ?? 0),
      ),
    ),
    ...dropSpaces.map((space) => `nothing in ${space} counts`),
    ...dropKinds.map((kind) => `no ${kind} counts`),
    ...instead("power", changes.power, power),
    ...instead("the window in months", changes.months, months),
  ];
}

function unknownNames(
  policy: Policy,
  track: Track,
  { weights = {}, kinds = {}, dropKinds = [] }: PolicyChanges,
): string[] {
  const channels = Object.keys(policy.tracks[track].channels);
  const known: string[] = measuresOf(policy, track);
  return [
    ...Object.keys(weights)
      .filter((name) => !channels.includes(name))
      .map((name) => `The ${track} track has no channel "${name}"; it has: ${channels.join(", ")}.`),
    ...[...new Set([...Object.keys(kinds), ...dropKinds])]
      .filter((name) => !known.includes(name))
      .map((name) => `On the ${track} track no kind "${name}" counts; these do: ${known.join(", ")}.`),
    ...Object.entries(kinds).flatMap(([kind, numbers]) =>
      Object.keys(numbers)
        .filter((name) => !(kindNumbers as readonly string[]).includes(name))
        .map((name) => `The kind ${kind} has no number "${name}"; it has: ${kindNumbers.join(", ")}.`),
    ),
  ];
}

function valueAt(draft: object, path: readonly PropertyKey[]): string {
  return String(path.reduce<unknown>((inside, key) => (inside as Record<PropertyKey, unknown>)?.[key], draft));
}

const inSentence = (message: string) => message.charAt(0).toLowerCase() + message.slice(1).replace(": ", ", ");
