/** What a place said of how much more it may be asked, by its last answer that told. Instants are ISO 8601 in UTC. */
export type Quota = {
  /** Requests (or points, where the place counts those) that are left. */
  remaining: number;
  /** Of so many; null where the place does not say. */
  limit: number | null;
  /** When it is filled again; null where the place does not say. */
  resetAt: string | null;
  seenAt: string;
};
