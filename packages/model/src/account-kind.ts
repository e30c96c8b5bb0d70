/** What an account can be instead of simply a person's. */
export const accountKinds = ["staff", "vendor", "bot", "organisation", "shared"] as const;
export type AccountKind = (typeof accountKinds)[number];

/** What a person can say that an account is. */
export const markKinds = ["person", ...accountKinds] as const;
export type MarkKind = (typeof markKinds)[number];

/** A half-open period `[from, until)`; null is open: nobody knows since when, or it still holds. */
export type Period = { from: Date | null; until: Date | null };

/** What an account was in a period, who says so, and how sure that is (0..1). */
export type KindPeriod = Period & {
  kind: AccountKind;
  /** What speaks for it, to be read behind the account's name: `is marked as a bot by its source`. */
  why: string;
  /** `platform`, `company`, `email-domain`, `membership`, `name`, the name of a file, or `mark`. */
  source: string;
  confidence: number;
  /** When that was last seen, read or said. */
  at: Date;
};

/** Whether an instant lies in a period: its beginning does, its end does not. */
export function covers({ from, until }: Period, instant: Date): boolean {
  return (from === null || from <= instant) && (until === null || instant < until);
}

/** What is left of a period without another one: nothing, one part or two. */
export function without<P extends Period>(period: P, cut: Period): P[] {
  const before = earlier(period.until, cut.from);
  const after = later(period.from, cut.until);
  const parts: P[] = [];
  if (cut.from !== null && (period.from === null || period.from < cut.from)) parts.push({ ...period, until: before });
  if (cut.until !== null && (period.until === null || cut.until < period.until)) parts.push({ ...period, from: after });
  return parts;
}

// An end that is null is never; a beginning that is null is always.
function earlier(until: Date | null, limit: Date | null): Date | null {
  if (until === null || limit === null) return until ?? limit;
  return until < limit ? until : limit;
}

function later(from: Date | null, limit: Date | null): Date | null {
  if (from === null || limit === null) return from ?? limit;
  return from > limit ? from : limit;
}
