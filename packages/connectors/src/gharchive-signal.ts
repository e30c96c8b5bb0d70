import {
  type Account,
  type Endorsement,
  excerpt,
  type Signal,
  type SignalKind,
  type Skip,
  type Space,
  signal,
} from "@groundswell/model";
import type { ArchiveEvent } from "./gharchive-payload.ts";
import { githubAccount, githubThreadId } from "./github-map.ts";
import { isoInstant } from "./instant.ts";
import { addressesInText, outboundLinks } from "./outbound-links.ts";

/** What one event of the archive gives. */
export type MappedEvent = { signals: Signal[]; endorsements: Endorsement[]; skipped: Skip[] };

type Author = { id: number; login: string; type?: string | null | undefined } | null | undefined;
/** What makes a signal of what an event speaks of; without `at` it is dated by the event. */
export type Found = { kind: SignalKind; id: string; at: string | null | undefined; author: Account | null };

/** A signal in the event's repository, with its text, dated by the thing itself or else by its event; null where neither has a valid date. */
export function toSignal(
  event: ArchiveEvent,
  { kind, id, at, author }: Found,
  known: Partial<Signal> & { url: string | null },
  text: string | null | undefined,
): MappedEvent | null {
  const occurredAt = isoInstant(at ?? event.created_at);
  if (!occurredAt) return null;
  const found = signal({
    connector: "gharchive",
    id,
    kind,
    occurredAt,
    space: spaceOf(event),
    account: author,
    excerpt: excerpt(text),
    links: outboundLinks(addressesInText(text ?? ""), [known.url]),
    ...known,
  });
  return { signals: [found], endorsements: [], skipped: [] };
}

function spaceOf(event: ArchiveEvent): Space {
  const { name } = event.repo;
  return { platform: "github", id: name, kind: "repository", name, url: urlOf(event) };
}

/** The id of an issue or pull request, and of every thread. */
export function threadOf(event: ArchiveEvent, number: number): string {
  return githubThreadId(event.repo.name, number);
}

/** The page of the event's repository. */
export function urlOf(event: ArchiveEvent): string {
  return `https://github.com/${event.repo.name}`;
}

/** Absent means trimmed, and who did it stands in the event; null means that the account was deleted. */
export function authorOf(author: Author, event: ArchiveEvent): Account | null {
  return author === null ? null : githubAccount(author ?? event.actor);
}

/** An event that gave nothing but a reason. */
export function skip(skipped: Skip): MappedEvent {
  return { signals: [], endorsements: [], skipped: [skipped] };
}
