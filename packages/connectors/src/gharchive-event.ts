import { type Endorsement, excerpt, type Skip } from "@groundswell/model";
import type { z } from "zod";
import {
  type ArchiveEvent,
  archiveEvent,
  issueCommentPayload,
  issuePayload,
  pullPayload,
  releasePayload,
  reviewCommentPayload,
  reviewPayload,
} from "./gharchive-payload.ts";
import { pushSignals } from "./gharchive-push.ts";
import { authorOf, type Found, type MappedEvent, skip, threadOf, toSignal, urlOf } from "./gharchive-signal.ts";
import { isoInstant } from "./instant.ts";
import { byRule, malformed } from "./skip.ts";

type Reader = (event: ArchiveEvent, position: string) => MappedEvent;
/** Reads one line of the archive; events in the schema used before 2015 are none. */
export function readArchiveLine(line: string, position: string): ArchiveEvent | Skip {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return malformed("line is not JSON", position, line);
  }
  const read = archiveEvent.safeParse(value);
  if (read.success) return read.data;
  // Until 2015 an event named its actor by login, and its repository under another key.
  const isOld = typeof value === "object" && value !== null && !("repo" in value) && "created_at" in value;
  return isOld
    ? byRule("event in the schema used before 2015", position)
    : malformed("event without its id, type, actor, repository or date", position, line);
}

/**
 * An event of GitHub as signals, under the ids that the `github` connector gives to the same things; payloads from before
 * and after the trim of October 2025. An event that opens, says or ships nothing new is a skip by rule.
 */
export function mapArchiveEvent(event: ArchiveEvent, position: string): MappedEvent {
  const { type } = event;
  return Object.hasOwn(readers, type) && readers[type]
    ? readers[type](event, position)
    : skip(byRule(`${type} is no signal`, position));
}

const readers: Record<string, Reader> = {
  IssuesEvent: reader(issuePayload, ["opened"], (event, { issue }) => {
    const id = threadOf(event, issue.number);
    return toSignal(
      event,
      { kind: "issue", id, at: issue.created_at, author: authorOf(issue.user, event) },
      {
        threadId: id,
        title: excerpt(issue.title),
        url: issue.html_url ?? `${urlOf(event)}/issues/${issue.number}`,
        tags: (issue.labels ?? []).map((label) => label.name),
      },
      issue.body,
    );
  }),
  IssueCommentEvent: reader(issueCommentPayload, ["created"], (event, { issue, comment }) =>
    commentSignal(event, issue, comment, String(comment.id)),
  ),
  PullRequestReviewCommentEvent: reader(reviewCommentPayload, ["created"], (event, { pull_request, comment }) =>
    commentSignal(event, pull_request, comment, `r${comment.id}`),
  ),
  PullRequestReviewEvent: reader(reviewPayload, ["created"], (event, { pull_request, review }) => {
    const found: Found = {
      kind: "review",
      id: String(review.id),
      at: review.submitted_at,
      author: authorOf(review.user, event),
    };
    const known = {
      ...replyTo(event, pull_request),
      url: review.html_url ?? `${urlOf(event)}/pull/${pull_request.number}#pullrequestreview-${review.id}`,
      metrics: review.state ? { state: review.state.toLowerCase() } : {},
    };
    return toSignal(event, found, known, review.body);
  }),
  ReleaseEvent: reader(releasePayload, ["published"], (event, { release }) => {
    const found: Found = {
      kind: "release",
      id: String(release.id),
      at: release.published_at ?? release.created_at,
      author: authorOf(release.author, event),
    };
    const known = {
      title: excerpt(release.name) ?? excerpt(release.tag_name),
      url: release.html_url ?? null,
      metrics: release.prerelease == null ? {} : { prerelease: release.prerelease },
    };
    return toSignal(event, found, known, release.body);
  }),
  PullRequestEvent: reader(pullPayload, ["opened", "closed", "merged"], pullSignal),
  PushEvent: pushSignals,
};

/** A reader of events with one of these actions, whose payload has this shape. */
function reader<Schema extends z.ZodType>(
  schema: Schema,
  actions: string[],
  map: (event: ArchiveEvent, payload: z.output<Schema>, position: string) => MappedEvent | null,
): Reader {
  return (event, position) => {
    const { action } = event.payload;
    if (typeof action === "string" && !actions.includes(action))
      return skip(byRule(`${event.type} of another kind than ${actions.join(" or ")}`, position));
    const read = schema.safeParse(event.payload);
    const mapped = read.success && typeof action === "string" ? map(event, read.data, position) : null;
    return mapped ?? skip(malformed(`${event.type} without what it needs`, position, JSON.stringify(event)));
  };
}

function pullSignal(event: ArchiveEvent, payload: z.output<typeof pullPayload>, position: string): MappedEvent | null {
  const { pull_request: pull } = payload;
  const id = threadOf(event, pull.number);
  const { action } = event.payload;
  const isTrimmed = pull.user === undefined || !pull.created_at;
  if (action === "closed" && isTrimmed)
    return skip(byRule("PullRequestEvent closed, trimmed of its author and outcome", position));
  const mergedAt = isoInstant(pull.merged_at) ?? (action === "merged" ? isoInstant(event.created_at) : null);
  const mergedBy = pull.merged_by?.id ?? (action === "merged" ? event.actor.id : null);
  const endorsements: Endorsement[] = action === "opened" || mergedAt === null ? [] : [mergeOf(id, mergedAt, mergedBy)];
  if (action === "merged" && isTrimmed) return { signals: [], endorsements, skipped: [] };
  const mapped = toSignal(
    event,
    { kind: "pull-request", id, at: pull.created_at, author: authorOf(pull.user, event) },
    {
      threadId: id,
      title: excerpt(pull.title),
      url: pull.html_url ?? `${urlOf(event)}/pull/${pull.number}`,
      tags: (pull.labels ?? []).map((label) => label.name),
      metrics: action === "opened" ? {} : { merged: mergedAt !== null, ...(mergedAt && { mergedAt }) },
    },
    pull.body,
  );
  return mapped && { ...mapped, endorsements };
}

function mergeOf(id: string, at: string, by: number | null): Endorsement {
  return {
    signal: { platform: "github", kind: "pull-request", id },
    kind: "merge",
    id: "merge",
    at,
    accountId: by === null ? null : String(by),
  };
}

function commentSignal(
  event: ArchiveEvent,
  thread: { number: number },
  comment: z.output<typeof issueCommentPayload>["comment"],
  id: string,
): MappedEvent | null {
  const author = authorOf(comment.user, event);
  return toSignal(
    event,
    { kind: "comment", id, at: comment.created_at, author },
    {
      ...replyTo(event, thread),
      url: comment.html_url ?? null,
    },
    comment.body,
  );
}

function replyTo(event: ArchiveEvent, { number }: { number: number }) {
  const threadId = threadOf(event, number);
  return { threadId, parentId: threadId };
}
