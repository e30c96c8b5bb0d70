import { UnavailableError } from "@groundswell/model";
import { z } from "zod";
import type { GithubApi, GithubPage } from "./github-api.ts";
import { isoInstant } from "./instant.ts";
import { turned } from "./turned-page.ts";

/** A validator and the list it is of: the same list asked for from another instant is another list. */
const etag = z.object({ since: z.string().nullable(), value: z.string() }).nullable();

/** Where to go on in a list sorted by its oldest change. */
export const changesPlace = z.object({ since: z.string().nullable(), etag });
export type ChangesPlace = z.output<typeof changesPlace>;

/** What is known of a list that begins with its newest item; `pass` is there while one is being read. */
export const newestPlace = z.object({
  since: z.string().nullable(),
  pass: z.object({ next: z.string(), newest: z.string().nullable(), etag }).nullable(),
  etag,
});
export type NewestPlace = z.output<typeof newestPlace>;

export type Read<Place> = { items: unknown[]; page: GithubPage; place: Place };

const minuteMs = 60_000;
// Changes become visible some time after the second they are dated.
const changesOverlapMs = 10 * minuteMs;
// Commits are pushed, and drafts published, long after the date that their lists are sorted by.
const newestOverlapMs = 30 * 24 * 60 * minuteMs;

/**
 * Reads a list that takes `since`, by its oldest change: after each page it is asked again from the newest change seen,
 * because items that change meanwhile move to the end and would pull others over the edge of a numbered page. Only
 * where a whole page changed in one second is the link to the next one followed.
 */
export async function* readChanges(
  api: GithubApi,
  path: string,
  parameters: Record<string, string | number> & { per_page: number },
  start: ChangesPlace,
): AsyncGenerator<Read<ChangesPlace>> {
  let { since } = start;
  let address = path;
  const known = start.etag?.since === since ? start.etag.value : null;
  const asked = new Set<string>();
  for (let first = true; ; first = false) {
    const ask = { parameters: { ...parameters, sort: "updated", direction: "asc", since }, etag: first ? known : null };
    const page = await api.page(address, address === path ? ask : {});
    if (page === null) return;
    const items = list(page);
    const newest = latest([since, ...items.map((item) => dateAt(item, "updated_at"))]);
    if (!turned(asked, page.next, "GitHub")) {
      // A full page stays the same when more follows it, so its validator would hide what is new.
      const only = first && page.etag && items.length < parameters.per_page ? { since, value: page.etag } : null;
      const rest = items.length > 0 && newest ? whole(Date.parse(newest) - changesOverlapMs) : since;
      yield { items, page, place: { since: rest, etag: only } };
      return;
    }
    address = newest === since ? page.next : path;
    if (address !== path) asked.add(address);
    since = newest;
    yield { items, page, place: { since, etag: null } };
  }
}

/**
 * Reads a list that begins with its newest item, and only then moves the place on: what lies behind a break is not read.
 * Ends at the last page, or at one where all is 30 days older than the newest item of the pass before.
 * @param newest `dates` are the paths of an item's date, first found first; `filters` says whether it takes `since`
 */
export async function* readNewest(
  api: GithubApi,
  newest: { path: string; dates: string[]; filters: boolean; absent: number[]; perPage: number },
  start: NewestPlace,
  now: Date,
): AsyncGenerator<Read<NewestPlace>> {
  const { path, dates, filters, absent, perPage } = newest;
  const oldest = start.since && whole(Date.parse(start.since) - newestOverlapMs);
  const since = filters ? oldest : null;
  let pass = start.pass;
  let seen = pass?.newest ?? start.since;
  const asked = new Set<string>();
  for (;;) {
    const known = start.etag?.since === since ? start.etag.value : null;
    const first = { parameters: { since, per_page: perPage }, etag: known, absent };
    const page = await api.page(pass?.next ?? path, pass ? {} : first);
    if (page === null) return;
    const items = list(page);
    const found = items.map((item) => dates.map((date) => dateAt(item, date)).find((date) => date !== null) ?? null);
    // A clock that is wrong by years must not end the reading of everything that comes after.
    seen = latest([seen, ...found.filter((date) => date !== null && date <= now.toISOString())]);
    const etag = pass ? pass.etag : page.etag ? { since, value: page.etag } : null;
    const old = oldest !== null && found.every((date) => date !== null && date < oldest);
    if (old || !turned(asked, page.next, "GitHub")) {
      yield { items, page, place: { since: seen, pass: null, etag } };
      return;
    }
    asked.add(page.next);
    pass = { next: page.next, newest: seen, etag };
    yield { items, page, place: { ...start, pass } };
  }
}

function list({ data, raw }: GithubPage): unknown[] {
  if (Array.isArray(data)) return data;
  throw new UnavailableError(`${raw.request} answered with something that is not a list. Try again later.`);
}

function dateAt(item: unknown, path: string): string | null {
  let value = item;
  for (const name of path.split(".")) value = (value as Record<string, unknown> | null | undefined)?.[name];
  const iso = typeof value === "string" ? isoInstant(value) : null;
  return iso && whole(Date.parse(iso));
}

function latest(dates: (string | null)[]): string | null {
  return dates.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}

/** GitHub's own form, in whole seconds. */
function whole(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}
