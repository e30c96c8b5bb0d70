import { fileURLToPath } from "node:url";
import { inStore } from "./in-store.mjs";
import { count, markdownTable } from "./render.mjs";

const script = fileURLToPath(new URL("growth-speed.mjs", import.meta.url));

/** How much the largest store may take in place of the smallest: a new signal, the analysis of an expertise that has not grown, a page. */
const aims = { newSignal: 1.25, analysis: 1.5, page: 1.5 };
/** Pages answer within a few milliseconds: below this a difference is the machine's. */
const leastPageMilliseconds = 5;

export const title = "Growth";

/** One store that grows from size to size, and what each costs. `GROUNDSWELL_GROWTH_MILLIONS=1,10,50` names other sizes. */
export async function run({ databaseUrl, repetitions, say }) {
  const sizes = process.env.GROUNDSWELL_GROWTH_MILLIONS ?? "1,10";
  say(`growing to ${sizes} million signals: half a minute to a minute for each million`);
  return { aims, ...(await inStore(databaseUrl, [script, sizes, String(repetitions)])) };
}

/** What the largest store takes in place of the smallest. */
function growth({ sizes }) {
  const [small, large] = [sizes[0], sizes.at(-1)];
  const times = (read) => read(large) / read(small);
  const pages = Object.keys(small.pages.steady).filter((name) => !name.endsWith("Seconds"));
  return {
    millions: large.millions / small.millions,
    newSignal: times(savedMilliseconds),
    plain: times(({ batch }) => batch.plainMilliseconds.p50),
    analysis: times(({ analysis }) => analysis.steady.seconds),
    pages: pages.map((name) => ({
      name,
      milliseconds: large.pages.steady[name],
      times: times(({ pages: { steady } }) => Math.max(leastPageMilliseconds, steady[name])),
    })),
  };
}

const savedMilliseconds = ({ batch }) => batch.savedMilliseconds.p50;

/** The figures that miss their aim, as sentences. */
export function misses(found) {
  const { millions, newSignal, analysis, pages } = growth(found);
  const of = (what, value, aim) =>
    value > aim
      ? [`${what} takes ${value.toFixed(2)} times as long in a store ${millions} times as large, the aim is ${aim}.`]
      : [];
  return [
    ...of("a batch of new signals", newSignal, aims.newSignal),
    ...of("the analysis of an expertise that has not grown", analysis, aims.analysis),
    ...pages.flatMap(({ name, times }) =>
      of(`the page "${name}" of an expertise that has not grown`, times, aims.page),
    ),
    ...found.left.map((size) => `${size} million signals would not fit on this disk: they were left out.`),
  ];
}

const gigabytes = (bytes, { millions }) => count(bytes / millions / 1e9, 2);

/** The tables that the docs show. */
export function table({ sizes }) {
  const head = ["", ...sizes.map(({ millions }) => `${millions} million`)];
  const row = (name, read) => [name, ...sizes.map(read)];
  const page = (name, key) =>
    row(
      `page: ${name}, p50 ms, steady / crowd`,
      ({ pages }) => `${count(pages.steady[key], 1)} / ${count(pages.crowd[key], 1)}`,
    );
  return markdownTable(head, [
    row("new signals through `saveBatch`, rows/s", ({ batch }) => count((1000 * 200) / batch.savedMilliseconds.p50)),
    row("the same by plain `unnest`, rows/s", ({ batch }) => count((1000 * 200) / batch.plainMilliseconds.p50)),
    row(
      "a batch of 200: p50 / p95, ms",
      ({
        batch: {
          savedMilliseconds: { p50, p95 },
        },
      }) => `${count(p50, 1)} / ${count(p95, 1)}`,
    ),
    row("rolling up a batch, ms", ({ batch }) => count(batch.rollUpMilliseconds, 1)),
    row(
      "filling in bulk: write + roll up a million, s",
      (one) => `${count(one.writeSecondsPerMillion)} + ${count(one.rollUpSecondsPerMillion)}`,
    ),
    row("analysis of the steady expertise, s", ({ analysis }) => count(analysis.steady.seconds, 1)),
    row("one aggregate over its year, s", ({ scanSeconds }) => count(scanSeconds.steady, 2)),
    row("analysis of the crowd, s", ({ analysis }) => count(analysis.crowd.seconds, 1)),
    row("one aggregate over its year, s", ({ scanSeconds }) => count(scanSeconds.crowd, 2)),
    page("spaces", "spaces"),
    page("candidates", "candidates"),
    page("a person", "person"),
    page("sources", "sources"),
    page("status", "status"),
    row("disk per million, tables, GB", (one) => gigabytes(one.disk.tableBytes, one)),
    row("disk per million, indexes, GB", (one) => gigabytes(one.disk.indexBytes, one)),
  ]);
}

/** How to read the table. */
export function explain(found) {
  const { millions, newSignal, plain, analysis } = growth(found);
  const { steps } = found.sizes.at(-1).analysis.steady;
  const shares = Object.entries(steps).map(([step, seconds]) => `${step} ${count(seconds, 1)} s`);
  return [
    "One store grows from size to size, through the indexes that it has; every million brings 1,200 spaces and 100,000 people of its own. The expertise `steady` has 100,000 signals of " +
      "two years throughout, `crowd` has a fifth of everything. New signals are pages of 200 from one tag, of the last week, four in five by people whom the store knows, saved by `saveBatch` with all it does; the " +
      "yardstick puts as many rows of the same shape into `signals` and does nothing else, page by page in turn with it.",
    `In a store ${millions} times as large a batch takes ${count(newSignal, 2)} times as long (the yardstick ${count(plain, 2)} times), and the analysis of what has not grown ${count(analysis, 2)} times. ` +
      `Its steps in the largest: ${shares.join(", ")}.`,
    "Pages are asked as the routes ask them, one after the other; those about spaces are kept with the run. What is on disk is counted before anything is deleted or replaced; raw pages are not in it. [What follows from it](growth.md).",
    `Aims: ${aims.newSignal} times for a new signal, ${aims.analysis} for the analysis, ${aims.page} for pages.`,
  ];
}
