import { type SignalKind, signalKinds } from "@groundswell/model";
import { z } from "zod";

/** What is counted: every kind of signal, and what is told from several of them. */
export type Measure = SignalKind | "newcomer-help";
export const measures: readonly Measure[] = [...signalKinds, "newcomer-help"];

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
const daysAs = "write days that every year has as month-day, with two digits each, as [01-01, 07-01]";
const days = z.array(z.string().refine(isDayOfEveryYear, daysAs)).min(1, daysAs);
const someOf = <Key extends z.core.$ZodRecordKey, Value extends z.ZodType>(all: z.ZodRecord<Key, Value>) =>
  all.refine((given) => Object.keys(given as object).length > 0, "name at least one");

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
  awards: z.union([z.literal("monthly"), days], `write monthly, or ${daysAs}`),
  renewals: z.union([z.enum(["anniversary", "never"]), days], `write anniversary, never, or ${daysAs}`),
  leadDays: z.int().min(0),
  /** How long an award lasts before it is due again. */
  termMonths: z.int().min(1).max(120).default(12),
  /** Where it differs from the policy's own. */
  windowMonths: z.int().min(1).max(120).optional(),
});

const track = z.strictObject({
  // From 20 up only the best channel counts, and no power of a standing gets too small for a number.
  power: z.number().min(1).max(20),
  channels: someOf(z.record(z.string(), positive)),
});

/** What a policy file holds. */
export const policySchema = z.strictObject({
  version: z.string().regex(/^[\w.-]+$/, "use letters, digits, dots and hyphens"),
  program: z.string().min(1),
  window: z.strictObject({ months: z.int().min(1).max(120) }),
  cycles: z.array(cycle).min(1),
  evidenceFloor: z.strictObject({ activeMonths: z.int().min(0), platforms: z.int().min(0) }),
  kinds: measured(kind),
  channels: z.record(z.string().min(1), z.strictObject({ kinds: someOf(measured(positive)), outstanding: positive })),
  tracks: z.strictObject({ expert: track, leader: track }),
  gates: z.record(z.enum(gates), z.enum(["move", "flag", "off"])),
  activities: measured(z.string().min(1)),
  regions: z.record(
    z.string().min(1),
    z.array(z.string().regex(/^[A-Z]{2}$/, "write a country by its two letters, as CA")),
  ),
});

/** How one kind of signal is valued: see the comments of `policies/mvp.yaml`. */
export type KindPolicy = z.output<typeof kind>;
/** When awards are given, while the cycle holds. */
export type Cycle = z.output<typeof cycle>;
/** Everything a score depends on beside the signals. A changed policy is a new version. */
export type Policy = z.output<typeof policySchema>;

/** The kinds of a track's channels. */
export function measuresOf(policy: Policy, track: Track): Measure[] {
  const own = Object.keys(policy.tracks[track].channels).map((channel) => policy.channels[channel]);
  return [...new Set(own.flatMap((channel) => Object.keys(channel?.kinds ?? {}) as Measure[]))];
}

function isDayOfEveryYear(text: string): boolean {
  const day = new Date(`2001-${text}T00:00:00Z`);
  return /^\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().slice(5, 10) === text;
}
