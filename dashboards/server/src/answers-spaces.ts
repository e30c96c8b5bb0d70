import type { Head, OpenThread } from "@groundswell/reports";

/** A page of the threads of one space that wait. */
export type SpaceThreadsAnswer = Head & {
  key: string;
  /** How many wait in all. */
  total: number;
  threads: OpenThread[];
  /** What to give as `after` for the next page; null where this is the last. */
  next: string | null;
};

/** What was decided about a found space, and the source that an acceptance made. */
export type FoundSpaceDecided = {
  key: string;
  deed: "accept" | "ignore" | "snooze";
  /** Until when it is put off. */
  until: string | null;
  source: string | null;
};

/** What a look at a found space's host says: what would read it, or why nothing does. */
export type FoundSpaceLooked = { key: string; connector: string | null; why: string };

/** The address of a page with all that is chosen in it. */
export type ViewAnswer = { id: number; name: string; path: string; savedAt: string };
export type ViewsAnswer = { views: ViewAnswer[] };
