import { createHash } from "node:crypto";
import type { Account, Endorsement, Metrics, Signal, SignalKind, Skip, Space } from "@groundswell/model";
import { account, excerpt, signal } from "@groundswell/model";
import { z } from "zod";
import { isoInstant } from "./instant.ts";
import { byRule, malformed } from "./skip.ts";

export type MappedPage = { signals: Signal[]; endorsements: Endorsement[]; skipped: Skip[] };
type Mapped = Signal | Skip;
type Mapper<Item> = (item: Item, position: string) => Mapped;

const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);
const instant = z.string().transform((text, context) => {
  const iso = isoInstant(text);
  if (iso !== null) return iso;
  context.addIssue({ code: "custom", message: "no instant" });
  return z.NEVER;
});

const user = optional(
  z.object({
    id: z.number().int(),
    login: z.string(),
    type: optional(z.string()),
    html_url: optional(z.string()),
  }),
);

const written = {
  id: z.number().int(),
  user,
  body: optional(z.string()),
  html_url: optional(z.string()),
  author_association: optional(z.string()),
  reactions: optional(z.object({ "+1": optional(z.number()) })),
};
type Written = z.output<z.ZodObject<typeof written>>;

const dated = { ...written, created_at: instant, updated_at: optional(instant) };

const issue = z.object({
  ...dated,
  number: z.number().int(),
  title: optional(z.string()),
  labels: optional(z.array(z.union([z.string(), z.object({ name: optional(z.string()) })]))),
  comments: optional(z.number()),
  state: optional(z.string()),
  state_reason: optional(z.string()),
  closed_at: optional(instant),
  pull_request: optional(z.object({ merged_at: instant.nullish().catch(undefined) })),
});

const comment = z.object({
  ...dated,
  issue_url: z.string(),
  minimized: optional(z.object({ reason: optional(z.string()) })),
});
const reviewComment = z.object({ ...dated, pull_request_url: z.string() });
const review = z.object({
  ...written,
  state: optional(z.string()),
  submitted_at: optional(instant),
  pull_request_url: z.string(),
});

const release = z.object({
  id: z.number().int(),
  author: user,
  tag_name: optional(z.string()),
  name: optional(z.string()),
  body: optional(z.string()),
  html_url: optional(z.string()),
  draft: optional(z.boolean()),
  prerelease: optional(z.boolean()),
  published_at: optional(instant),
  reactions: written.reactions,
  assets: optional(z.array(z.object({ download_count: optional(z.number()) }))),
});

const commit = z.object({
  sha: z.string().min(1),
  html_url: optional(z.string()),
  author: user,
  parents: optional(z.array(z.unknown())),
  commit: z.object({
    message: optional(z.string()),
    author: z.object({ email: optional(z.string()), date: instant }),
  }),
});

/**
 * The id of an issue or pull request, `owner/repo#41`: the lists of comments and reviews, and GH Archive, name nothing
 * else of it. `repository` is the space's id, so that a renamed repository keeps its ids.
 */
export function githubThreadId(repository: string, number: number): string {
  return `${repository}#${number}`.toLowerCase();
}

/** A person or bot of GitHub; null where the account is deleted. */
export function githubAccount(known: z.output<typeof user>): Account | null {
  if (known == null) return null;
  return account("github", String(known.id), {
    handle: known.login,
    url: known.html_url ?? `https://github.com/${known.login}`,
    bot: known.type === "Bot" || known.login.endsWith("[bot]"),
  });
}

/** Maps a page of `/repos/{owner}/{repo}/issues`: issues and pull requests, and who merged is an endorsement. */
export function mapIssues(items: unknown[], space: Space): MappedPage {
  return mapPage("issue", issue, items, (known) => {
    const pull = known.pull_request;
    const id = githubThreadId(space.id, known.number);
    const metrics = writtenMetrics(known);
    if (known.comments != null) metrics.replies = known.comments;
    if (known.state != null) metrics.state = known.state;
    if (known.state_reason != null) metrics.stateReason = known.state_reason;
    if (known.closed_at != null) metrics.closedAt = known.closed_at;
    if (pull && pull.merged_at !== undefined) metrics.merged = pull.merged_at !== null;
    if (pull?.merged_at) metrics.mergedAt = pull.merged_at;
    return signal({
      ...writtenFields(known, space, pull ? "pull-request" : "issue", known.created_at),
      id,
      threadId: id,
      title: known.title ?? null,
      tags: (known.labels ?? []).flatMap((label) => (typeof label === "string" ? label : (label.name ?? []))),
      metrics,
    });
  });
}

/** Maps a page of `/repos/{owner}/{repo}/issues/comments`. */
export function mapComments(items: unknown[], space: Space): MappedPage {
  return mapPage("comment", comment, items, (known, position) => {
    const thread = threadAt(known.issue_url, space);
    if (thread === null) return malformed("comment without a usable issue_url", position, JSON.stringify(known));
    const metrics = writtenMetrics(known);
    if (known.minimized) metrics.minimized = known.minimized.reason ?? true;
    return signal({
      ...writtenFields(known, space, "comment", known.created_at),
      id: String(known.id),
      threadId: thread,
      parentId: thread,
      editedAt: edited(known),
      metrics,
    });
  });
}

/** Maps a page of `/repos/{owner}/{repo}/pulls/comments`: comments on a line of a pull request. */
export function mapReviewComments(items: unknown[], space: Space): MappedPage {
  return mapPage("review comment", reviewComment, items, (known, position) => {
    const thread = threadAt(known.pull_request_url, space);
    if (thread === null)
      return malformed("review comment without a usable pull_request_url", position, JSON.stringify(known));
    return signal({
      ...writtenFields(known, space, "comment", known.created_at),
      // Both kinds of comment are numbered from 1: GitHub's own anchors tell them apart in this way.
      id: `r${known.id}`,
      threadId: thread,
      parentId: thread,
      editedAt: edited(known),
    });
  });
}

/** Maps a page of `/repos/{owner}/{repo}/pulls/{number}/reviews`; one that is not submitted yet is no signal. */
export function mapReviews(items: unknown[], space: Space): MappedPage {
  return mapPage("review", review, items, (known, position) => {
    const thread = threadAt(known.pull_request_url, space);
    if (thread === null) return malformed("review without a usable pull_request_url", position, JSON.stringify(known));
    if (known.submitted_at == null) return byRule("review that is not submitted", position);
    const metrics = writtenMetrics(known);
    if (known.state != null) metrics.state = known.state.toLowerCase();
    return signal({
      ...writtenFields(known, space, "review", known.submitted_at),
      id: String(known.id),
      threadId: thread,
      parentId: thread,
      metrics,
    });
  });
}

/** Maps a page of `/repos/{owner}/{repo}/releases`; a draft is no signal. */
export function mapReleases(items: unknown[], space: Space): MappedPage {
  return mapPage("release", release, items, (known, position) => {
    if (known.draft) return byRule("release that is a draft", position);
    if (known.published_at == null)
      return malformed("release without a usable published_at", position, JSON.stringify(known));
    const metrics: Metrics = {};
    if (known.prerelease != null) metrics.prerelease = known.prerelease;
    if (known.reactions?.["+1"] != null) metrics.likes = known.reactions["+1"];
    const downloads = known.assets?.map((asset) => asset.download_count) ?? [];
    if (known.assets && downloads.every((count) => count != null))
      metrics.downloads = downloads.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    return signal({
      connector: "github",
      id: String(known.id),
      kind: "release",
      occurredAt: known.published_at,
      space,
      account: githubAccount(known.author),
      title: known.name || known.tag_name || null,
      excerpt: excerpt(known.body),
      url: known.html_url ?? null,
      metrics,
    });
  });
}

/** Maps a page of `/repos/{owner}/{repo}/commits`. Dated by its author, for that is when the work was done. */
export function mapCommits(items: unknown[], space: Space): MappedPage {
  return mapPage("commit", commit, items, (known) => {
    const author = githubAccount(known.author);
    const message = known.commit.message ?? "";
    return signal({
      connector: "github",
      id: known.sha,
      kind: "commit",
      occurredAt: known.commit.author.date,
      space,
      account: author && { ...author, emailHash: emailHash(known.commit.author.email) },
      title: excerpt(message.split("\n", 1)[0]),
      excerpt: excerpt(message),
      url: known.html_url ?? null,
      metrics: known.parents ? { parents: known.parents.length } : {},
    });
  });
}

function mapPage<Item>(what: string, schema: z.ZodType<Item>, items: unknown[], map: Mapper<Item>): MappedPage {
  const mapped: MappedPage = { signals: [], endorsements: [], skipped: [] };
  items.forEach((item, index) => {
    const position = `item ${index + 1}`;
    const read = schema.safeParse(item);
    const result = read.success ? map(read.data, position) : unusable(what, read.error, item, position);
    if ("reason" in result) mapped.skipped.push(result);
    else {
      mapped.signals.push(result);
      mapped.endorsements.push(...mergeOf(result));
    }
  });
  return mapped;
}

function unusable(what: string, error: z.ZodError, item: unknown, position: string): Skip {
  const field = error.issues[0]?.path.join(".");
  const reason = field ? `${what} without a usable ${field}` : `${what} that is no object`;
  return malformed(reason, position, JSON.stringify(item) ?? String(item));
}

function mergeOf({ kind, id, metrics }: Signal): Endorsement[] {
  if (kind !== "pull-request" || typeof metrics.mergedAt !== "string") return [];
  return [
    { signal: { platform: "github", kind, id }, kind: "merge", id: "merge", at: metrics.mergedAt, accountId: null },
  ];
}

function writtenFields(known: Written, space: Space, kind: SignalKind, occurredAt: string) {
  return {
    connector: "github",
    kind,
    occurredAt,
    space,
    account: githubAccount(known.user),
    excerpt: excerpt(known.body),
    url: known.html_url ?? null,
    metrics: writtenMetrics(known),
  };
}

function writtenMetrics(known: Written): Metrics {
  const metrics: Metrics = {};
  if (known.reactions?.["+1"] != null) metrics.likes = known.reactions["+1"];
  if (known.author_association != null) metrics.association = known.author_association.toLowerCase();
  return metrics;
}

/** When a comment was edited. Not for issues: their `updated_at` moves whenever somebody comments. */
function edited(known: { created_at: string; updated_at?: string | null | undefined }): string | null {
  return known.updated_at == null || known.updated_at === known.created_at ? null : known.updated_at;
}

function threadAt(url: string, space: Space): string | null {
  const number = /\/(?:issues|pulls)\/(\d+)$/.exec(url)?.[1];
  return number === undefined ? null : githubThreadId(space.id, Number(number));
}

/** The hash that links accounts across places; an address that GitHub made up links nobody. */
function emailHash(email: string | null | undefined): string | null {
  const address = email?.trim().toLowerCase() ?? "";
  if (!/^[^@\s]+@[^@\s]+$/.test(address) || address.endsWith("@users.noreply.github.com")) return null;
  return createHash("sha256").update(address).digest("hex");
}
