import { isUrl } from "@groundswell/model";
import { Parser } from "htmlparser2";
import type { Period } from "./mail-archive.ts";

/** A file of an archive that its index page links. `also` is the same one packed or unpacked, where the page has both. */
export type PipermailFile = Period & { url: string; also: string | null };

const monthNames = "January February March April May June July August September October November December".split(" ");

/**
 * Finds the text files of a Mailman 2 archive, oldest first, by month, quarter, year, week or day. Pure.
 * @param html the archive's first page
 * @param url its address, which links are relative to
 */
export function mapPipermailIndex(html: string, url: string): PipermailFile[] {
  const found = new Map<string, PipermailFile>();
  const parser = new Parser({
    onopentag(_, { href }) {
      if (href === undefined || !isUrl(href, url)) return;
      const target = new URL(href, url);
      const period = periodOf(/([^/]+)\.txt(?:\.gz)?$/i.exec(target.pathname)?.[1] ?? "");
      // Another site's archive is another source.
      if (period === null || target.host !== new URL(url).host) return;
      const known = found.get(period.key);
      if (!known) found.set(period.key, { ...period, url: target.href, also: null });
      else if (known.url !== target.href) known.also = target.href;
    },
  });
  parser.end(html);
  return [...found.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** "2026-September", "2004q1", "2004", "Week-of-Mon-20200106" or "20200106" as a stretch of days. */
function periodOf(name: string): Period | null {
  const byMonth = /^(\d{4})-([a-z]+)$/i.exec(name);
  const month = monthNames.findIndex((known) => known.toLowerCase() === byMonth?.[2]?.toLowerCase());
  if (byMonth) return month < 0 ? null : stretch(Number(byMonth[1]), month, 1, { months: 1 });
  const quarter = /^(\d{4})q([1-4])$/i.exec(name);
  if (quarter) return stretch(Number(quarter[1]), (Number(quarter[2]) - 1) * 3, 1, { months: 3 });
  const year = /^(\d{4})$/.exec(name);
  if (year) return stretch(Number(year[1]), 0, 1, { months: 12 });
  const day = /^(Week-of-Mon-)?(\d{4})(\d{2})(\d{2})$/i.exec(name);
  return day ? stretch(Number(day[2]), Number(day[3]) - 1, Number(day[4]), { days: day[1] ? 7 : 1 }) : null;
}

function stretch(year: number, month: number, day: number, length: { months?: number; days?: number }): Period {
  const from = new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
  const to = new Date(Date.UTC(year, month + (length.months ?? 0), day + (length.days ?? 0)))
    .toISOString()
    .slice(0, 10);
  return { key: length.days ? from : from.slice(0, 7), from, to };
}
