import {
  type Batch,
  batch,
  type Json,
  type RawPage,
  RefusedError,
  type Skip,
  UnavailableError,
} from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { parseFeedDate } from "./feed-dates.ts";
import type { Place } from "./http.ts";
import { normalId } from "./mail-message.ts";
import { openPlace } from "./nntp-connect.ts";
import {
  mapNntpArticles,
  type NntpMemory,
  type NntpReading,
  nntpContext,
  nntpMemory,
  rememberArticles,
} from "./nntp-map.ts";
import { NntpSession } from "./nntp-session.ts";
import { byRule } from "./skip.ts";

export { mapNntpArticles, nntpMemory } from "./nntp-map.ts";

const groupName = z.string().regex(/^[^\s,*?!]+$/, 'write a group\'s full name, as "comp.lang.misc"');

const options = z
  .strictObject({
    /** The news server. */
    host: z.string().regex(/^[^\s/:@]+$|^\[?[\da-f:]+\]?$/i, "write the host's name only"),
    /** 119, or 563 with TLS, where nothing else is said. */
    port: z.int().min(1).max(65_535).optional(),
    /**
     * Whether the connection is encrypted from its start; it is on port 563. The server's certificate must be one that
     * Node.js trusts: a certificate authority of your own is named to all connectors at once by `NODE_EXTRA_CA_CERTS`.
     */
    tls: z.boolean().optional(),
    /** The groups to read; an article posted to several counts in the first of its own that is here. */
    groups: z.array(groupName).min(1).optional(),
    /** The group to read, where it is only one. */
    group: groupName.optional(),
    /** Another server to ask in place of `host`: `nntp://127.0.0.1:1119`, or `nntps://` with TLS. */
    baseUrl: z.url({ protocol: /^nntps?$/ }).optional(),
  })
  .refine(({ groups, group }) => groups !== undefined || group !== undefined, {
    error: "name the groups to read",
    path: ["groups"],
  });
type Options = z.output<typeof options>;

const savedCursor = z.object({
  /** Article numbers mean something on one server only. */
  host: z.string(),
  /** The highest number read of every group. */
  groups: z.record(z.string(), z.int()),
});
type Cursor = z.output<typeof savedCursor>;

/** Numbers asked for at once in an overview, and articles in one batch. */
const overviewSpan = 1_000;
const batchArticles = 100;
/** Commands sent ahead: a server far away answers in a tenth of the time. */
const sentAhead = 10;
/** Numbers read again: a server that takes feeds from others can fill a gap late. */
const overlap = 20;

/** Newsgroups, from a news server. */
export const nntp = defineConnector({
  name: "nntp",
  summary: "Reads the articles of newsgroups from a news server, by NNTP (RFC 3977).",
  parser: "postal-mime for articles, as `mbox`.",
  reads: "api",
  options,
  credentials: {
    user: { about: "The name to sign in by, where the server wants one.", required: false },
    password: { about: "The password for it.", required: false },
  },
  order: "oldest-first",
  example: { host: "news.example.org", groups: ["example.users"] },
  pull,
  async map(page, options) {
    const { group, ...known } = nntpContext.parse(page.context);
    return (await mapNntpArticles(page.body, readingOf(options, group), nntpMemory(known))).mapped;
  },
});

function readingOf(options: Options, group: string): NntpReading {
  const watched = [...(options.groups ?? []), ...(options.group === undefined ? [] : [options.group])];
  return { host: options.host, group, watched: [...new Set(watched)] };
}

async function* pull({
  options,
  cursor: before,
  credentials,
  since,
  now,
  http,
  signal,
}: PullContext<Options>): AsyncGenerator<Batch> {
  const { watched } = readingOf(options, "");
  const saved = savedCursor.safeParse(before);
  const cursor: Cursor =
    saved.success && saved.data.host === options.host ? saved.data : { host: options.host, groups: {} };
  const memory = nntpMemory();
  const place = placeOf(options);
  const session = new NntpSession(place.host, await openPlace(http, place));
  const stop = () => session.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    await session.begin(credentials.user || null, credentials.password || null);
    for (const group of watched) {
      for await (const read of readGroup(session, {
        ...readingOf(options, group),
        since,
        now,
        memory,
        after: cursor.groups[group] ?? null,
      })) {
        cursor.groups[group] = read.through;
        yield batch({ ...read.found, cursor: structuredClone(cursor) satisfies Json });
        if (signal.aborted) return;
      }
    }
  } catch (error) {
    // The connection was closed because of the shutdown.
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", stop);
    session.close();
  }
}

type GroupReading = NntpReading & {
  since: Date | null;
  now: () => Date;
  memory: NntpMemory;
  after: number | null;
};
type Row = { number: number; id: string | null; date: Date | null };

async function* readGroup(
  session: NntpSession,
  reading: GroupReading,
): AsyncGenerator<{ through: number; found: Partial<Batch> }> {
  const { host, group, after } = reading;
  const answer = await session.askOne(`GROUP ${group}`);
  if (answer.code === 411)
    throw new RefusedError(`${host} has no group ${group} (411): check its name in this source's options.`);
  const [, count, low, high] = /^211\s+(\d+)\s+(\d+)\s+(\d+)/.exec(answer.line)?.map(Number) ?? [];
  if (count === undefined || low === undefined || high === undefined)
    throw new UnavailableError(`${host} answers GROUP with "${answer.line.slice(0, 200)}". Try again later.`);
  if (high < low || high === 0 || after === high) return;
  // A server that was set up anew counts from the beginning again.
  const first = after === null || after > high ? low : Math.max(low, after - overlap + 1);
  let seenHigh = after === null || after > high ? 0 : after;
  for (let from = first; from <= high; from += overviewSpan) {
    const to = Math.min(high, from + overviewSpan - 1);
    const rows = await overview(session, from, to);
    for (let start = 0; start === 0 || start < rows.length; start += batchArticles) {
      const some = rows.slice(start, start + batchArticles);
      const isLast = start + batchArticles >= rows.length;
      seenHigh = Math.max(seenHigh, isLast ? to : (some.at(-1)?.number ?? 0));
      yield {
        through: seenHigh,
        found: await readArticles(
          session,
          some,
          reading,
          (number) => number <= (after ?? 0) && after !== null && after <= high,
        ),
      };
    }
  }
}

async function readArticles(
  session: NntpSession,
  rows: Row[],
  reading: GroupReading,
  isRepeated: (number: number) => boolean,
): Promise<Partial<Batch>> {
  const { host, group, since, memory } = reading;
  const skipped: Skip[] = [];
  const wanted = rows.filter(({ number, id, date }) => {
    const reason =
      id !== null && memory.articles.has(id)
        ? "cross-post that was read in another group"
        : date !== null && since !== null && date < since && !isRepeated(number)
          ? "older than the history wanted"
          : null;
    if (reason !== null) skipped.push(byRule(reason, `${group} article ${number}`));
    return reason === null;
  });
  const pieces: Buffer[] = [];
  for (let at = 0; at < wanted.length; at += sentAhead) {
    const commands = wanted.slice(at, at + sentAhead).map(({ number }) => `ARTICLE ${number}`);
    let sent = at;
    for await (const { code, line, block } of session.ask(...commands)) {
      const number = wanted[sent++]?.number;
      const gone = code === 423 || code === 430 || code === 420;
      if (block === null && !gone)
        throw new UnavailableError(`${host} answers ARTICLE with "${line.slice(0, 200)}". Try again later.`);
      pieces.push(
        Buffer.from(block === null ? `${code} ${number}\r\n` : `${line}\r\n`),
        ...(block === null ? [] : [block, Buffer.from(".\r\n")]),
      );
    }
  }
  const body = Buffer.concat(pieces);
  if (body.length === 0) return { skipped };
  const { mapped, context } = await mapNntpArticles(body, reading, memory);
  rememberArticles(memory, mapped);
  const raw: RawPage = {
    request: `news://${host}/${group}/${rows[0]?.number ?? 0}-${rows.at(-1)?.number ?? 0}`,
    contentType: "application/x-nntp-articles",
    body,
    fetchedAt: reading.now().toISOString(),
    // A signal is plain data, but its type has no index signature.
    context: context as Json,
  };
  return { ...mapped, skipped: [...skipped, ...mapped.skipped], raw };
}

/** What articles there are in a range, by OVER, by XOVER on older servers, and else every number of it. */
async function overview(session: NntpSession, from: number, to: number): Promise<Row[]> {
  for (const command of ["OVER", "XOVER"]) {
    const { code, block } = await session.askOne(`${command} ${from}-${to}`);
    if (block !== null)
      return block
        .toString("utf8")
        .split("\r\n")
        .flatMap(overviewRow)
        .filter(({ number }) => number >= from && number <= to);
    if (code === 420 || code === 423) return [];
  }
  return Array.from({ length: to - from + 1 }, (_, index) => ({ number: from + index, id: null, date: null }));
}

function overviewRow(line: string): Row[] {
  const [number = "", , , date, id] = line.split("\t");
  if (!/^\.?\d+$/.test(number)) return [];
  return [{ number: Number(number.replace(".", "")), id: id ? normalId(id) : null, date: parseFeedDate(date) }];
}

function placeOf({ host, port, tls, baseUrl }: Options): Place {
  if (baseUrl !== undefined) {
    const { hostname, port: stated, protocol } = new URL(baseUrl);
    const encrypted = protocol === "nntps:";
    return { host: hostname, port: Number(stated) || (encrypted ? 563 : 119), tls: encrypted };
  }
  const encrypted = tls ?? port === 563;
  return { host, port: port ?? (encrypted ? 563 : 119), tls: encrypted };
}
