/** What looking at one thing came to. An `error` keeps something from working; a `warning` will, or may not be meant. */
export type Finding = { level: "ok" | "warning" | "error"; subject: string; message: string };

/** A warning; `message` says what is so and what to do about it. */
export function warning(subject: string, message: string): Finding {
  return { level: "warning", subject, message };
}

/** An error; `message` says what is so and what to do about it. */
export function failure(subject: string, message: string): Finding {
  return { level: "error", subject, message };
}

/** Something that is as it should be. */
export function fine(subject: string, message: string): Finding {
  return { level: "ok", subject, message };
}

/** Whole days between two instants. */
export function daysSince(earlier: Date, now: Date): number {
  return Math.floor((now.getTime() - earlier.getTime()) / 86_400_000);
}
