import { z } from "zod";

// Fields that the trim of October 2025 removed, and those that come and go, are all optional; a wrong type is unknown.
// Counts (comments, reactions) are left out: at the instant of its event a thing has none yet.
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);
const text = optional(z.string());

const user = z.object({ id: z.number().int(), login: z.string(), type: text });
// A deleted author is null; one that the trim removed is absent.
const author = user.nullish();
const labels = optional(z.array(z.object({ name: z.string() })));

const thread = {
  number: z.number().int().positive(),
  title: text,
  body: text,
  html_url: text,
  user: author,
  created_at: text,
};

/** What every event of the archive since 2015 has. */
export const archiveEvent = z.object({
  id: z.coerce.string().min(1),
  type: z.string().regex(/^\w{1,64}$/),
  actor: z.object({ id: z.number().int(), login: z.string() }),
  repo: z.object({ name: z.string().regex(/^[^/\s]+\/[^/\s]+$/) }),
  payload: z.record(z.string(), z.unknown()),
  created_at: z.string(),
});
export type ArchiveEvent = z.infer<typeof archiveEvent>;

export const issuePayload = z.object({
  issue: z.object({ ...thread, labels }),
});

export const pullPayload = z.object({
  pull_request: z.object({
    ...thread,
    labels,
    merged: optional(z.boolean()),
    merged_at: text,
    merged_by: optional(user),
  }),
});

const comment = z.object({
  id: z.number().int(),
  body: text,
  html_url: text,
  user: author,
  created_at: text,
});

export const issueCommentPayload = z.object({
  issue: z.object({ number: z.number().int().positive() }),
  comment,
});

export const reviewCommentPayload = z.object({
  pull_request: z.object({ number: z.number().int().positive() }),
  comment,
});

export const reviewPayload = z.object({
  pull_request: z.object({ number: z.number().int().positive() }),
  review: z.object({ id: z.number().int(), body: text, html_url: text, user: author, state: text, submitted_at: text }),
});

export const releasePayload = z.object({
  release: z.object({
    id: z.number().int(),
    tag_name: text,
    name: text,
    body: text,
    html_url: text,
    author,
    created_at: text,
    published_at: text,
    prerelease: optional(z.boolean()),
  }),
});

export const pushPayload = z.object({
  commits: optional(
    z.array(
      z.object({
        sha: z.string().regex(/^[0-9a-f]{40,64}$/),
        message: text,
        distinct: optional(z.boolean()),
        author: optional(z.object({ email: text })),
      }),
    ),
  ),
});
