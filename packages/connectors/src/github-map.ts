import type { Account, Endorsement, Metrics, Signal, SignalKind, Skip, Space } from "@groundswell/model";
import { account, excerpt, signal } from "@groundswell/model";
import { z } from "zod";
import { encodePart } from "./encode-part.ts";
import { isoInstant } from "./instant.ts";
import { addressesInText, outboundLinks } from "./outbound-links.ts";
import { byRule, malformed } from "./skip.ts";
import { typedUrl } from "./web-address.ts";

export type MappedPage = { signals: Signal[]; endorsements: Endorsement[]; skipped: Skip[] };
type Mapped = Signal | Skip;
type Mapper<Item> = (item: Item, position: string) => Mapped;

/** A field that may be missing, null or of another type than documented. */
export const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);
/** An ISO 8601 instant, in UTC. */
export const instant = z.string().transform((text, context) => {
  const iso = isoInstant(text);
  if (iso !== null) return iso;
  context.addIssue({ code: "custom", message: "no instant" });
  return z.NEVER;
});

/** Who did it. An empty object, which lists of commits give, is nobody, as null is. */
export const user = optional(
  z.object({
    id: z.number().int(),
    login: z.string(),
    type: optional(z.string()),
    html_url: optional(z.string()),
    // Lists of the REST API lack these; the GraphQL API gives them with every author.
    company: optional(z.string()),
    location: optional(z.string()),
    blog: optional(z.string()),
    twitter_username: optional(z.string()),
  }),
);
// The account that GitHub puts in the place of every deleted one: https://github.com/ghost
const ghostId = 10137;

const written = {
  id: z.number().int(),
  user,
  body: optional(z.string()),
  html_url: optional(z.string()),
  author_association: optional(z.string()),
  performed_via_github_app: optional(z.object({ slug: optional(z.string()) })),
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
  draft: optional(z.boolean()),
  // Lists do not say who merged; the GraphQL API does.
  pull_request: optional(z.object({ merged_at: instant.nullish().catch(undefined), merged_by: user })),
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

/**
 * The id of an issue or pull request, `owner/repo#41`: the lists of comments and reviews, and GH Archive, name nothing
 * else of it. `repository` is the space's id, so that a renamed repository keeps its ids.
 */
export function githubThreadId(repository: string, number: number): string {
  return `${repository}#${number}`.toLowerCase();
}

/** A person or bot of GitHub; null where the account is deleted, which the API says by null or by its ghost. */
export function githubAccount(known: z.output<typeof user>): Account | null {
  if (known == null || known.id === ghostId) return null;
  return account("github", String(known.id), {
    handle: known.login,
    url: known.html_url ?? `https://github.com/${known.login}`,
    bot: known.type === "Bot" || known.login.endsWith("[bot]"),
    links: linksOf(known),
    location: excerpt(known.location),
    company: excerpt(known.company),
    organisation: known.type === "Organization",
  });
}

/** The same, with what a repository says of whoever wrote something there. */
export function githubAuthor(
  known: z.output<typeof user>,
  association: string | null | undefined,
  { id }: Space,
): Account | null {
  const found = githubAccount(known);
  const [owner = ""] = id.toLowerCase().split("/");
  // Only an organisation has members; its own owners are not called as it is, as a person who owns a repository is.
  const isMember =
    association === "MEMBER" || (association === "OWNER" && owner !== known?.login.toLowerCase() && owner !== "");
  return found && isMember ? { ...found, memberOf: [`github:${owner}`] } : found;
}

function linksOf({ blog, twitter_username }: NonNullable<z.output<typeof user>>): string[] {
  const handle = twitter_username ? `https://twitter.com/${encodePart(twitter_username)}` : null;
  return [typedUrl(blog), handle].filter((link) => link !== null);
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
    const mergedBy = githubAccount(pull?.merged_by);
    if (pull?.merged_at && mergedBy) metrics.mergedBy = mergedBy.id;
    if (known.draft) metrics.draft = true;
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

/** Maps the items of a list, each for itself; `what` is one of them in the reasons of those that cannot be understood. */
export function mapPage<Item>(what: string, schema: z.ZodType<Item>, items: unknown[], map: Mapper<Item>): MappedPage {
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
  const accountId = typeof metrics.mergedBy === "string" ? metrics.mergedBy : null;
  return [{ signal: { platform: "github", kind, id }, kind: "merge", id: "merge", at: metrics.mergedAt, accountId }];
}

function writtenFields(known: Written, space: Space, kind: SignalKind, occurredAt: string) {
  return {
    connector: "github",
    kind,
    occurredAt,
    space,
    account: githubAuthor(known.user, known.author_association, space),
    excerpt: excerpt(known.body),
    url: known.html_url ?? null,
    links: outboundLinks(addressesInText(known.body ?? ""), [known.html_url]),
    metrics: writtenMetrics(known),
  };
}

function writtenMetrics(known: Written): Metrics {
  const metrics: Metrics = {};
  if (known.reactions?.["+1"] != null) metrics.likes = known.reactions["+1"];
  if (known.author_association != null) metrics.association = known.author_association.toLowerCase();
  // The account is a person's, but what wrote in its name may have been a program.
  if (known.performed_via_github_app) metrics.viaApp = known.performed_via_github_app.slug ?? true;
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
