import { type Json, RefusedError } from "@groundswell/model";
import { z } from "zod";
import { discussionsPlace } from "./github-discussions.ts";
import { changesPlace, newestPlace } from "./github-lists.ts";

const savedCursor = z.object({
  /** What the repository said of itself; its name is another than the configured one after a rename. */
  repository: z
    .object({ name: z.string(), url: z.string(), etag: z.string().nullable(), id: z.number().nullable().default(null) })
    .nullable(),
  issues: changesPlace,
  /** Pull requests that are saved while their reviews are not. */
  reviewsOf: z.array(z.number()),
  comments: changesPlace,
  reviewComments: changesPlace,
  releases: newestPlace,
  commits: newestPlace,
  discussions: discussionsPlace.default({ since: null, pass: null }),
  /** Discussions that are longer than what came with them, and are saved while the rest of them is not. */
  longDiscussions: z.array(z.number()).default([]),
});
/** How far each list of a repository was read. */
export type Cursor = z.output<typeof savedCursor>;

/** The saved cursor, or the one of a first pull that wants history from `since`. */
export function readCursor(cursor: Json, since: Date | null): Cursor {
  if (cursor !== null) {
    const saved = savedCursor.safeParse(cursor);
    if (saved.success) return saved.data;
    throw new RefusedError("The saved cursor is none of this connector's: reset this source, and it is read afresh.");
  }
  const from = since ? since.toISOString().replace(/\.\d{3}Z$/, "Z") : null;
  const changes = { since: from, etag: null };
  const newest = { since: from, pass: null, etag: null };
  return {
    repository: null,
    issues: changes,
    reviewsOf: [],
    comments: changes,
    reviewComments: changes,
    releases: newest,
    commits: newest,
    discussions: { since: from, pass: null },
    longDiscussions: [],
  };
}
