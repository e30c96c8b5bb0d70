import { createHash } from "node:crypto";
import {
  batch,
  excerpt,
  type Json,
  type Mapped,
  type RawPage,
  RefusedError,
  type Signal,
  type Skip,
  type Space,
  signal,
} from "@groundswell/model";
import { z } from "zod";
import { firstAnnounced, isHeld, readAnnounced } from "./announced.ts";
import { type ConditionalCursor, conditionalGet, readConditionalCursor } from "./conditional.ts";
import { defineConnector } from "./connector.ts";
import { encodePart } from "./encode-part.ts";
import { languageTag } from "./feed-text.ts";
import { itemsIn, jsonAnswer, knownMetrics, mapItems, maybe, rawPage, text } from "./json-answer.ts";
import { byRule } from "./skip.ts";
import { isDay, minutesBetween, wallInstant } from "./wall-time.ts";
import { resolveUrl } from "./web-address.ts";

const day = z.string().refine((value) => isDay(value) && wallInstant(value, null) !== null);

const conference = z.object({
  name: z.string().min(1),
  url: z.string().min(1),
  startDate: day,
  endDate: maybe(day),
  city: text,
  country: text,
  online: maybe(z.boolean()),
  locales: text,
});
type Conference = z.output<typeof conference>;

/**
 * Maps a file of the conference list, `conferences/{year}/{topic}.json`, as bytes or parsed: an event for each conference, dated by
 * its first day. The list has no ids, so an event's is the hex SHA-256 of its name, first day and address.
 */
export function mapConfsTech(page: unknown, topic: string): { space: Space; signals: Signal[]; skipped: Skip[] } {
  const space: Space = {
    platform: "confs-tech",
    id: topic,
    kind: "registry",
    name: `${topic} conferences`,
    url: `https://confs.tech/${encodePart(topic)}`,
  };
  const mapped = mapItems("conference", conference, itemsIn(page), (known) => toSignal(known, space));
  const signals = new Map<string, Signal>();
  for (const one of mapped.signals) {
    if (signals.has(one.id)) mapped.skipped.push(byRule("the same conference twice in one file", one.url ?? one.id));
    signals.set(one.id, one);
  }
  return { space, signals: [...signals.values()], skipped: mapped.skipped };
}

function toSignal(known: Conference, space: Space): Signal {
  const { name, url, startDate, endDate, locales } = known;
  const occurredAt = wallInstant(startDate, null) ?? "";
  const last = endDate === null ? null : wallInstant(endDate, null);
  // The last day is one of the conference, so it ends a day later.
  const end = last === null ? null : new Date(Date.parse(last) + 86_400_000).toISOString();
  const languages = (locales ?? "").split(/[,\s]+/).flatMap((locale) => languageTag(locale.toLowerCase()) ?? []);
  return signal({
    connector: "confs-tech",
    id: createHash("sha256").update(`${name}${startDate}${url}`).digest("hex"),
    kind: "event",
    occurredAt,
    space,
    title: excerpt(name),
    excerpt: excerpt([known.city, known.country].filter(Boolean).join(", ")),
    url: resolveUrl(url),
    language: languages.length === 1 ? (languages[0] ?? null) : null,
    tags: [space.id],
    metrics: knownMetrics({ duration: minutesBetween(occurredAt, end), online: known.online }),
  });
}

const options = z.strictObject({
  /** The topics to read, as the list's files are called: `dotnet`, `devops`, `data`, `security`, `javascript`, `general`… */
  topics: z.array(z.string().regex(/^[\w-]+$/, "give a file's name without .json")).min(1),
  /** The years to read; from the year before this one (or that of the wanted beginning) to the next where this is unset. */
  years: z.array(z.int().min(2014).max(2100)).min(1).optional(),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .default("https://raw.githubusercontent.com/tech-conferences/conference-data/main"),
});

const savedCursor = z.object({ files: z.record(z.string(), z.unknown()) });

/** Conferences of a topic, from the public list that confs.tech shows. */
export const confsTech = defineConnector({
  name: "confs-tech",
  summary: "Reads the conferences of a topic from the public list behind confs.tech, one file for each year and topic.",
  reads: "api",
  options,
  credentials: {},
  order: "snapshot",
  example: { topics: ["dotnet", "devops"] },
  async *pull({ options, cursor, since, now, http, signal }) {
    const thisYear = now().getUTCFullYear();
    const first = Math.min(thisYear - 1, since?.getUTCFullYear() ?? thisYear);
    const years = options.years ?? Array.from({ length: thisYear + 2 - first }, (_, index) => first + index);
    const saved = savedCursor.safeParse(cursor).data?.files ?? {};
    const files: Record<string, ConditionalCursor & { announced: string | null }> = {};
    const paths = options.topics.flatMap((topic) => years.map((year) => ({ topic, path: `${year}/${topic}` })));
    let found = 0;
    for (const { topic, path } of paths) {
      const url = `${options.baseUrl.replace(/\/+$/, "")}/conferences/${path}.json`;
      const announced = readAnnounced(saved[path]);
      const before = isHeld(announced, now()) ? null : readConditionalCursor((saved[path] ?? null) as Json, path);
      // A topic has no file for a year in which nothing is planned yet.
      const accept = { type: "application/json, text/plain;q=0.9", statuses: [404] };
      const answer = await conditionalGet(http, url, before, path, accept);
      if (answer.changed && answer.response.status === 404) continue;
      found++;
      files[path] = { ...answer.cursor, announced };
      if (!answer.changed) continue;
      const list = jsonAnswer(answer.response);
      if (!Array.isArray(list))
        throw new RefusedError(`${url} is no list of conferences: check this source's baseUrl.`);
      const raw: RawPage = { ...rawPage(answer.response), context: { topic } };
      const mapped = readPage(raw);
      files[path] = { ...answer.cursor, announced: firstAnnounced(mapped.signals, now()) };
      yield batch({ ...mapped, raw, cursor });
      if (signal.aborted) return;
    }
    if (found === 0)
      throw new RefusedError(
        `The list has no file for ${options.topics.join(", ")} in ${years[0]} to ${years.at(-1)}: check the names of the topics.`,
      );
    yield batch({ cursor: { files } });
  },
  map: readPage,
});

const pageContext = z.object({ topic: z.string() });

/** Reads a kept file; one that was kept without its topic has it in its name. */
function readPage(page: RawPage): Mapped {
  const topic = pageContext.safeParse(page.context).data?.topic ?? /([^/]+)\.json$/.exec(page.request)?.[1] ?? "";
  const { signals, skipped, space } = mapConfsTech(page.body, topic);
  return { signals, skipped, spaces: [space], accounts: [], endorsements: [] };
}
