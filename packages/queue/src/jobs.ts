import { ConfigError } from "@groundswell/model";

/**
 * The work there is. A queue has the name of its job, and so has the worker's folder:
 * `collect` reads one source, `replay` maps its kept pages again, `analyse` makes a run of one expertise, `report` issues
 * what one schedule has due, or with null looks for what was missed and what came late, `send` sends one message of a
 * report, or with null looks for what there is to send, `deliver` makes one delivery to a webhook, or with null looks for
 * what there is to deliver.
 */
export type Jobs = {
  collect: { source: string };
  replay: { source: string };
  analyse: { expertise: string; asOf?: string };
  report: { schedule: number | null };
  send: { message: number | null };
  deliver: { delivery: number | null };
};
export type JobName = keyof Jobs;

/** Every job there is, in the order that data flows through them. */
export const jobNames = [
  "collect",
  "replay",
  "analyse",
  "report",
  "send",
  "deliver",
] as const satisfies readonly JobName[];

const subjects: { [Name in JobName]: (data: Jobs[Name]) => string } = {
  collect: (data) => data.source,
  replay: (data) => data.source,
  analyse: (data) => (data.asOf === undefined ? data.expertise : `${data.expertise}@${data.asOf}`),
  report: (data) => (data.schedule === null ? "all" : String(data.schedule)),
  send: (data) => (data.message === null ? "all" : String(data.message)),
  deliver: (data) => (data.delivery === null ? "all" : String(data.delivery)),
};

const says: { [Name in JobName]: { field: keyof Jobs[Name] & string; kind: "string" | "number"; orNull?: true } } = {
  collect: { field: "source", kind: "string" },
  replay: { field: "source", kind: "string" },
  analyse: { field: "expertise", kind: "string" },
  report: { field: "schedule", kind: "number", orNull: true },
  send: { field: "message", kind: "number", orNull: true },
  deliver: { field: "delivery", kind: "number", orNull: true },
};

/**
 * The data of a job as its queue gave them back.
 * @throws ConfigError where they are not what this release adds: somebody else wrote them
 */
export function readJob<Name extends JobName>(name: Name, data: unknown): Jobs[Name] {
  const { field, kind, orNull = false } = says[name];
  const value = typeof data === "object" && data !== null ? (data as Record<string, unknown>)[field] : undefined;
  if (typeof value === kind || (orNull && value === null)) return data as Jobs[Name];
  const shown = JSON.stringify(data)?.slice(0, 100) ?? "nothing";
  throw new ConfigError(
    `This job of ${name} says no ${field}, but ${shown}: remove it, for nothing of Groundswell adds such a job.`,
  );
}

/** What a job is about: two jobs with one subject in one time slot are one job. */
export function subjectOf<Name extends JobName>(name: Name, data: Jobs[Name]): string {
  return toId(subjects[name](data));
}

/** The id of the job about a subject in a time slot. */
export function slotId(subject: string, slot: Date | string): string {
  return `${subject}@${toId(typeof slot === "string" ? slot : slot.toISOString().replace(/[-:]/g, ""))}`;
}

/** The start of the time slot that an instant falls in, slots counted from 1970-01-01 in UTC. */
export function slotOf(instant: Date, slotMs: number): Date {
  return new Date(Math.floor(instant.getTime() / slotMs) * slotMs);
}

/** BullMQ splits its ids at ":", so none may be in ours; two different texts stay two ids. */
export function toId(text: string): string {
  return text.replaceAll("%", "%25").replaceAll(":", "%3A");
}

/** The text that `toId` made an id of. */
export function fromId(id: string): string {
  return id.replaceAll("%3A", ":").replaceAll("%25", "%");
}
