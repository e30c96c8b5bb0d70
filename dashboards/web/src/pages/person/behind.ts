/** Which signals are asked for: those that a measure counts, in a space, or both; null does not matter. */
export type Behind = { title: string; kind: string | null; space: string | null };
