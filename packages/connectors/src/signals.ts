import {
  account,
  excerpt,
  type InterchangeSignal,
  interchangeSignal,
  type Signal,
  type Skip,
  signal,
} from "@groundswell/model";
import { z } from "zod";
import { defineConnector } from "./connector.ts";
import { findFiles } from "./file-input.ts";
import { pullFiles } from "./file-pull.ts";
import { isoInstant } from "./instant.ts";
import { lines } from "./lines.ts";
import { outboundLinks } from "./outbound-links.ts";
import { byRule, isSkip, malformed } from "./skip.ts";

const options = z.strictObject({
  /** Files or folders of `.ndjson` or `.jsonl`, plain or gzip; `-` is standard input. */
  paths: z.array(z.string().min(1)).min(1),
});

/**
 * One line of the interchange format as a signal.
 * @param position where the line is, for a person who looks for it: "line 12"
 * @returns the signal, or why the line gives none
 */
export function mapSignalLine(line: string, position: string): Signal | Skip {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return malformed("line is not JSON", position, line);
  }
  const read = interchangeSignal.safeParse(value);
  if (!read.success) {
    const issue = read.error.issues[0];
    const where = issue?.path.filter((key) => typeof key === "string").join(".") || "line";
    return malformed(`${where} is missing or invalid`, position, line);
  }
  const occurredAt = isoInstant(firstDay(read.data.occurredAt));
  return occurredAt ? toSignal(read.data, occurredAt) : malformed("occurredAt is missing or invalid", position, line);
}

/** The first day of what is dated by its month only. */
function firstDay(text: string): string {
  return /^\d{4}-\d{2}(T|$)/.test(text) ? `${text.slice(0, 7)}-01T00:00:00Z` : text;
}

function toSignal(line: InterchangeSignal, occurredAt: string): Signal {
  const { space, account: author } = line;
  return signal({
    connector: "signals",
    id: line.id,
    kind: line.kind,
    occurredAt,
    editedAt: isoInstant(line.editedAt),
    deletedAt: isoInstant(line.deletedAt),
    space: { platform: space.platform, id: space.id, kind: space.kind, name: space.name, url: space.url ?? null },
    account: author
      ? account(author.platform, author.id, {
          handle: author.handle ?? null,
          name: author.name ?? null,
          url: author.url ?? null,
          bot: author.bot ?? false,
          staff: author.staff ?? false,
          links: author.links ?? [],
          emailHash: author.emailHash ?? null,
          emailDomain: author.emailDomain?.toLowerCase() ?? null,
          gravatarHash: author.gravatarHash ?? null,
          verifiedLinks: author.verifiedLinks ?? [],
          location: author.location ?? null,
          company: author.company ?? null,
          vendor: author.vendor ?? false,
          organisation: author.organisation ?? false,
          memberOf: author.memberOf ?? [],
        })
      : null,
    threadId: line.threadId ?? null,
    parentId: line.parentId ?? null,
    title: excerpt(line.title),
    excerpt: excerpt(line.excerpt),
    url: line.url ?? null,
    language: line.language ?? null,
    tags: line.tags ?? [],
    links: outboundLinks(line.links ?? [], [null, line.url]),
    metrics: line.metrics ?? {},
  });
}

/** Signals that another program wrote in the interchange format: one JSON object a line, `.gz` or plain. */
export const signals = defineConnector({
  name: "signals",
  summary: "Reads signals that another program wrote, one JSON object a line, from files, folders or standard input.",
  reads: "file",
  options,
  credentials: {},
  order: "oldest-first",
  example: { paths: ["signals.ndjson.gz"] },
  async *pull({ options: { paths }, cursor, since, signal: stop }) {
    const isWanted = (name: string) => /\.(ndjson|jsonl)(\.gz)?$/i.test(name);
    const files = await findFiles(paths, isWanted, "file named .ndjson or .jsonl");
    const earliest = since?.toISOString() ?? "";
    yield* pullFiles<(typeof files)[number], string>(
      {
        files,
        unit: "line",
        split: lines,
        take(line, { number }, gathered) {
          if (gathered === null || line.trim() === "") return;
          const mapped = mapSignalLine(line, `line ${number}`);
          if (isSkip(mapped)) gathered.skipped.push(mapped);
          else if (mapped.occurredAt < earliest)
            gathered.skipped.push(byRule("older than the history wanted", `line ${number}`));
          else gathered.signals.push(mapped);
        },
      },
      { cursor, signal: stop },
    );
  },
});
