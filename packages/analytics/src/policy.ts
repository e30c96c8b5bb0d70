import { ConfigError, signalKinds } from "@groundswell/model";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";

/** What is counted: every kind of signal, and what is told from several of them. */
export const measures = [...signalKinds, "newcomer-help"] as const;
export type Measure = (typeof measures)[number];

/** expert: who solves and builds. leader: who brings people together. Never one sum of both. */
export const tracks = ["expert", "leader"] as const;
export type Track = (typeof tracks)[number];

/** Why somebody can be no candidate, or only after a person has looked. */
export const gates = [
  "employee_of_vendor",
  "vendor_contractor",
  "bot_or_org_account",
  "existing_awardee",
  "opted_out",
  "alumni",
  "identity_uncertain",
  "conduct",
] as const;
export type Gate = (typeof gates)[number];

const positive = z.number().positive();
const measured = <Value extends z.ZodType>(value: Value) => z.partialRecord(z.enum(measures), value);
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "write it as month-day, as 07-01");

const kind = z.strictObject({
  base: positive,
  halfLifeDays: positive,
  weeklySaturation: positive,
  zeroVoteCredit: z.number().min(0),
  acceptedBonus: z.number().min(0).default(0),
});

const cycle = z.strictObject({
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  awards: z.union([z.literal("monthly"), z.array(monthDay).min(1)]),
  renewals: z.union([z.enum(["anniversary", "never"]), z.array(monthDay).min(1)]),
  leadDays: z.int().min(0),
  /** Where it differs from the policy's own. */
  windowMonths: z.int().min(1).max(120).optional(),
});

const policy = z.strictObject({
  version: z.string().regex(/^[\w.-]+$/, "use letters, digits, dots and hyphens"),
  program: z.string().min(1),
  window: z.strictObject({ months: z.int().min(1).max(120) }),
  cycles: z.array(cycle).min(1),
  evidenceFloor: z.strictObject({ activeMonths: z.int().min(0), platforms: z.int().min(0) }),
  kinds: measured(kind),
  channels: z.record(z.string().min(1), z.strictObject({ kinds: measured(positive), outstanding: positive })),
  tracks: z.strictObject({
    expert: z.strictObject({ power: z.number().min(1), channels: z.record(z.string(), positive) }),
    leader: z.strictObject({ power: z.number().min(1), channels: z.record(z.string(), positive) }),
  }),
  gates: z.record(z.enum(gates), z.enum(["move", "flag", "off"])),
  activities: measured(z.string().min(1)),
  regions: z.record(z.string().min(1), z.array(z.string().regex(/^[A-Z]{2}$/))),
});

/** How one kind of signal is valued: see the comments of `policies/mvp.yaml`. */
export type KindPolicy = z.output<typeof kind>;
/** When awards are given, while the cycle holds. */
export type Cycle = z.output<typeof cycle>;
/** Everything a score depends on beside the signals. A changed policy is a new version. */
export type Policy = z.output<typeof policy>;

/**
 * Reads and checks a policy in YAML.
 * @throws ConfigError with one line per problem: `file:line: what is wrong and how to mend it`
 */
export function readPolicy(text: string, file: string): Policy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) throw new ConfigError(`${file}:${lines.linePos(broken.pos[0]).line}: ${broken.message.split("\n")[0]}`);
  const at = (path: PropertyKey[]) => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return `${file}:${lines.linePos(node.range[0]).line}`;
    }
    return `${file}:1`;
  };
  const read = policy.safeParse(document.toJS());
  const problems = read.success
    ? crossCheck(read.data)
    : read.error.issues.map(({ path, message }) => ({
        path,
        message: `${path.join(".") || "the policy"}: ${message}`,
      }));
  if (problems.length > 0 || !read.success)
    throw new ConfigError(problems.map(({ path, message }) => `${at(path)}: ${message}`).join("\n"));
  return read.data;
}

type Problem = { path: PropertyKey[]; message: string };

function crossCheck({ kinds, channels, tracks: given, cycles }: Policy): Problem[] {
  const valued = Object.keys(kinds);
  return [
    ...Object.entries(channels).flatMap(([channel, { kinds: own }]) =>
      Object.keys(own)
        .filter((name) => !valued.includes(name))
        .map((name) => ({
          path: ["channels", channel, "kinds", name],
          message: `${name} has no entry under kinds: add one, or take it out of ${channel}.`,
        })),
    ),
    ...tracks.flatMap((track) =>
      Object.keys(given[track].channels)
        .filter((channel) => !(channel in channels))
        .map((channel) => ({
          path: ["tracks", track, "channels", channel],
          message: `there is no channel "${channel}"; there is: ${Object.keys(channels).join(", ")}.`,
        })),
    ),
    ...cycles.flatMap(({ from, until }, index) =>
      from && until && from >= until
        ? [{ path: ["cycles", index], message: `the cycle ends on ${until}, before it begins: put the dates right.` }]
        : [],
    ),
  ];
}

/** The kinds of a track's channels. */
export function measuresOf(policy: Policy, track: Track): Measure[] {
  const own = Object.keys(policy.tracks[track].channels).map((channel) => policy.channels[channel]);
  return [...new Set(own.flatMap((channel) => Object.keys(channel?.kinds ?? {}) as Measure[]))];
}
