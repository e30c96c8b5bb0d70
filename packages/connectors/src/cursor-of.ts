/**
 * A saved cursor, where it is of the place that is read now; null where the options have come to name another, which is read afresh.
 * One that an earlier release saved does not say of which place it is, and is taken for this one's.
 */
export function cursorOf<Saved extends { of?: string | undefined }>(
  saved: Saved | undefined,
  of: string,
): Saved | null {
  return saved && (saved.of === undefined || saved.of === of) ? saved : null;
}
