/** What a key does in the review of proposals. */
export type ReviewDeed = "accept" | "reject" | "snooze" | "split" | "next" | "previous" | "undo";

export const reviewKeys: Record<string, ReviewDeed> = {
  a: "accept",
  r: "reject",
  s: "snooze",
  x: "split",
  j: "next",
  k: "previous",
  u: "undo",
};

/** The proposal beside another one in the list; the first where it is no longer there, null at an end. */
export function beside<Row extends { id: string }>(rows: readonly Row[], id: string, step: 1 | -1): Row | null {
  const at = rows.findIndex((row) => row.id === id);
  return (at < 0 ? rows[0] : rows[at + step]) ?? null;
}

const dayMs = 86_400_000;

/** The day until which a proposal is put off. */
export function snoozedUntil(now: Date, days: number): string {
  return new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
}
