import {
  falseDiscoveryRate,
  fewestActiveMonths,
  fewestMonths,
  judgeTrends,
  type Month,
  monthsBefore,
  nameMonth,
  type RisingPerson,
  readMonths,
  risingPeople,
  silentFrom,
  type Trend,
  type TrendSeries,
  type TrendUnit,
} from "@groundswell/analytics";
import { ConfigError, dayMs, printWindow, startOfDay, type Window } from "@groundswell/model";
import {
  expertiseSpaces,
  type MonthCount,
  monthlyActivity,
  monthlyTotals,
  personDays,
  pullWindows,
  type Store,
  spaceSources,
  tagActivity,
} from "@groundswell/store";
import { type Head, head, readCoverage, requireRun } from "./head.ts";

/** What a series is of. */
export type TrendSubject = "space" | "expertise" | "tag";

export type TrendsQuestion = {
  expertise: string;
  asOf: Date | null;
  /** Whole months that are looked at. */
  months: number;
  /** `people` lists who does more of late, for leads only. */
  by: "space" | "tag" | "people";
};

export type TrendPoint = {
  from: string;
  to: string;
  /** Null where the month was not read. */
  value: number | null;
  /** The month has not ended; it is in no test. */
  provisional: boolean;
};

export type TrendAnswer = Trend & {
  key: string;
  name: string;
  of: TrendSubject;
  unit: TrendUnit;
  points: TrendPoint[];
};

export type TrendsAnswer = Head & {
  by: TrendsQuestion["by"];
  /** Of the trends that are claimed, the share that is expected to be chance at most. */
  falseDiscoveryRate: number;
  /** The whole of the expertise first, then its spaces or tags, each by people and by events. */
  series: TrendAnswer[];
  /** The spaces that were read throughout and are not silent: what the whole and the tags are counted over. */
  likeForLike: { spaces: number; of: number };
  people: RisingPerson[];
};

/** One thing whose months are counted; null is a month that was not read. */
type Counted = { key: string; name: string; of: TrendSubject } & Record<TrendUnit, (number | null)[]>;

/** The most months that are looked at: each is a number in every series, also where nothing was read. */
export const mostMonths = 120;
const earlierMonths = 24;
const yearDays = 365;
const fewestEvents = 10;

/**
 * What rises and falls in an expertise: its spaces, its tags, or who does more of late. All that is tested in one answer is judged together.
 * @throws ConfigError where the months are too few or too many for a trend, or nothing has been analysed
 */
export async function answerTrends(store: Store, question: TrendsQuestion): Promise<TrendsAnswer> {
  const { by } = question;
  const asked = await askTrends(store, question);
  if (by === "people") return risingAnswer(store, asked);
  const read = await countRead(store, asked);
  const total = await countTotal(store, asked, read);
  return trendsAnswer(asked, read, {
    by,
    parts: by === "space" ? read.spaces : await countTags(store, asked, read),
    total,
  });
}

/**
 * The answers by space and by tag from one count of the spaces, each put into fewer words before the next is judged: both whole take more memory than
 * all else of a report.
 */
export async function mapTrends<Kept>(
  store: Store,
  question: Omit<TrendsQuestion, "by">,
  keep: (answer: TrendsAnswer) => Kept,
): Promise<Record<"spaces" | "tags", Kept>> {
  const asked = await askTrends(store, question);
  const read = await countRead(store, asked);
  // At once: the database has more than one processor.
  const [total, tags] = await Promise.all([countTotal(store, asked, read), countTags(store, asked, read)]);
  const spaces = keep(trendsAnswer(asked, read, { by: "space", parts: read.spaces, total }));
  return { spaces, tags: keep(trendsAnswer(asked, read, { by: "tag", parts: tags, total })) };
}

type Asked = Awaited<ReturnType<typeof askTrends>>;

async function askTrends(store: Store, question: Omit<TrendsQuestion, "by">) {
  const { expertise } = question;
  if (question.months < fewestMonths)
    throw new ConfigError(`A trend needs ${fewestMonths} months: look at ${fewestMonths} or more, or leave it at 36.`);
  if (question.months > mostMonths)
    throw new ConfigError(`A trend is of at most ${mostMonths} months: look at ${mostMonths} or fewer.`);
  const run = await requireRun(store, expertise, question.asOf);
  // Counts are of whole days: of the day that the instant lies in, nothing is used.
  const asOf = startOfDay(question.asOf ?? run.asOf);
  const months = monthsBefore(asOf, question.months);
  const begin = months[0]?.from ?? asOf;
  const window = { from: begin, to: asOf };
  const read = await readCoverage(store, expertise, window, asOf);
  const all = [...monthsBefore(begin, earlierMonths), ...months];
  return {
    ...{ expertise, asOf, all },
    names: all.map(({ from }) => nameMonth(from)),
    span: { from: all[0]?.from ?? asOf, to: asOf },
    head: head(expertise, run, asOf, window, read),
  };
}

async function risingAnswer(store: Store, { expertise, asOf, head }: Asked): Promise<TrendsAnswer> {
  const year = { from: new Date(asOf.getTime() - yearDays * dayMs), to: asOf };
  const people = risingPeople(await personDays(store, expertise, year, fewestEvents), asOf);
  return { ...head, by: "people", falseDiscoveryRate, series: [], likeForLike: { spaces: 0, of: 0 }, people };
}

type Read = Awaited<ReturnType<typeof countRead>>;

/** The months of every space, and which of them were read throughout. */
async function countRead(store: Store, { expertise, all, names, span }: Asked) {
  const spaces = await countSpaces(store, expertise, { span, all, names });
  const begun = Math.min(...spaces.map(({ events }) => firstKnown(events)));
  const ids = spaces.flatMap(({ id, events }) => (isWhole(events, Math.max(begun, earlierMonths)) ? id : []));
  // Where no space was read throughout, the whole is unknown and not nothing.
  const throughout = all.map((_, at) => ids.length > 0 && at >= begun);
  return { spaces, ids, throughout, likeForLike: { spaces: ids.length, of: spaces.length } };
}

/** The months of those spaces together that were read throughout. */
async function countTotal(
  store: Store,
  { expertise, names, span }: Asked,
  { ids, throughout }: Read,
): Promise<Counted> {
  const months = byMonth(await monthlyTotals(store, expertise, span, ids));
  return { key: expertise, name: "the whole expertise", of: "expertise", ...valuesOf(names, months, throughout) };
}

function trendsAnswer(
  { all, head }: Asked,
  { likeForLike }: Read,
  { by, parts, total }: { by: "space" | "tag"; parts: readonly Counted[]; total: Counted },
): TrendsAnswer {
  return { ...head, by, falseDiscoveryRate, series: judge([total, ...parts], all), likeForLike, people: [] };
}

/** The months of every space of an expertise; those that its source has not read are null. */
async function countSpaces(
  store: Store,
  expertise: string,
  { span, all, names }: { span: Window; all: readonly Month[]; names: readonly string[] },
): Promise<(Counted & { id: number })[]> {
  const counts = groupBy(await monthlyActivity(store, expertise, span), ({ space }) => space);
  const readBySource = await monthsReadBySource(store, expertise, all);
  const sources = new Map((await spaceSources(store, expertise)).map(({ space, source }) => [space, source]));
  return (await expertiseSpaces(store, expertise)).map(({ id, key, name }) => {
    // What a rule or the catalogue alone names is read by a source of another expertise: of its reading nothing is known here.
    const read = readBySource.get(sources.get(id) ?? "");
    return { id, key, name, of: "space", ...sinceBegun(valuesOf(names, byMonth(counts.get(id) ?? []), read)) };
  });
}

async function countTags(
  store: Store,
  { expertise, span, names }: Asked,
  { ids, throughout }: Read,
): Promise<Counted[]> {
  const rows = await tagActivity(store, expertise, span, { spaces: ids, fewestMonths: fewestActiveMonths });
  return [...groupBy(rows, ({ tag }) => tag)].map(([tag, counts]) => ({
    ...{ key: tag, name: tag, of: "tag" as const },
    ...valuesOf(names, byMonth(counts), throughout),
  }));
}

async function monthsReadBySource(
  store: Store,
  expertise: string,
  all: readonly Month[],
): Promise<Map<string, boolean[]>> {
  const pulls = groupBy(await pullWindows(store, expertise), ({ source }) => source);
  return new Map(
    [...pulls].map(([source, windows]) => [
      source,
      readMonths(
        windows.flatMap(({ from, to }) => (from && to ? [{ from, to }] : [])),
        all,
      ),
    ]),
  );
}

function judge(all: readonly Counted[], months: readonly Month[]): TrendAnswer[] {
  const ended = months.filter(({ provisional }) => !provisional).length;
  const units: TrendUnit[] = ["people", "events"];
  const asked = all.flatMap((counted) => units.map((unit) => ({ counted, unit })));
  const trends = judgeTrends(
    asked.map(({ counted, unit }): TrendSeries => {
      const people = counted.people.slice(earlierMonths, ended).filter((value) => value !== null);
      return {
        unit,
        values: counted[unit].slice(earlierMonths, ended),
        earlier: counted[unit].slice(0, earlierMonths),
        people: people.length === 0 ? null : people.reduce((sum, value) => sum + value, 0) / people.length,
      };
    }),
    months.slice(earlierMonths, ended),
  );
  // Thousands of series are of the same few months, which are printed once.
  const printed = months
    .slice(earlierMonths)
    .map((month) => ({ ...printWindow(month), provisional: month.provisional }));
  return asked.map(({ counted: { key, name, of, ...values }, unit }, at) => ({
    ...{ key, name, of, unit },
    points: printed.map(({ from, to, provisional }, step) => ({
      from,
      to,
      value: values[unit][earlierMonths + step] ?? null,
      provisional,
    })),
    ...(trends[at] as Trend),
  }));
}

/** Whether a space was read in every month since one, and has not fallen silent at once. */
function isWhole(events: readonly (number | null)[], since: number): boolean {
  return since < events.length && events.slice(since).every((value) => value !== null) && silentFrom(events) === null;
}

/** The first month that anything is known of; behind the last one where there is none. */
function firstKnown(values: readonly (number | null)[]): number {
  const at = values.findIndex((value) => value !== null);
  return at === -1 ? values.length : at;
}

/** Before its first signal a space was not there, or its record does not go back so far: months without any are then no silence. */
function sinceBegun(counted: Record<TrendUnit, (number | null)[]>): Record<TrendUnit, (number | null)[]> {
  const first = counted.events.findIndex((value) => value !== null && value > 0);
  const cut = (values: (number | null)[]) => values.map((value, at) => (at < first ? null : value));
  return { people: cut(counted.people), events: cut(counted.events) };
}

function valuesOf(names: readonly string[], counts: Map<string, MonthCount>, read?: readonly boolean[]) {
  const of = (unit: TrendUnit) => names.map((name, at) => (read && !read[at] ? null : (counts.get(name)?.[unit] ?? 0)));
  return { people: of("people"), events: of("events") };
}

const byMonth = (rows: readonly MonthCount[]) => new Map(rows.map((row) => [row.month, row]));

function groupBy<Key, Row>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
