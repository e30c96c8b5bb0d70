import { fileURLToPath } from "node:url";
import { headline } from "./headline.mjs";
import { inStore } from "./in-store.mjs";
import { spread } from "./measure.mjs";
import { count, markdownTable, range } from "./render.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const aims = { p95Milliseconds: 50, pageMilliseconds: 1000, scriptKilobytes: 200 };

export const title = "API and first page";

/** How long every reading route takes on a million signals at fifty requests a second, and the first page in a browser that was never here. */
export async function run({ databaseUrl, say }) {
  const found = await inStore(databaseUrl, [path("api-speed.mjs")]);
  say("the API asked, the first page opened");
  return { aims, ...found };
}

/** What the summary shows of it. */
export function headlines({ routes, pages }) {
  const { "yardstick: select 1": yardstick, "yardstick: a constant": _, ...real } = routes;
  const p95s = Object.values(real)
    .map(({ p95 }) => p95)
    .sort((a, b) => a - b);
  const line = (what, figure) =>
    headline({
      ...{ what, figure, unit: "ms", yardstickName: "p95 of a route that asks `select 1`", yardstick: yardstick.p95 },
      aim: { of: "figure", most: aims.p95Milliseconds },
    });
  return [
    line("p95 of the slowest API route", p95s.at(-1)),
    line("p95 of the middle API route", p95s[Math.floor(p95s.length / 2)]),
    ...(pages.length === 0
      ? []
      : [
          headline({
            ...{ what: "first page, cold, usable", figure: firstPage(pages).milliseconds.median, unit: "ms" },
            aim: { of: "figure", most: aims.pageMilliseconds },
          }),
        ]),
  ];
}

/** The figures that miss their aim, as sentences. */
export function misses({ routes, refused, pages }) {
  const missed = [];
  for (const [name, { p95 }] of Object.entries(routes))
    if (!(p95 <= aims.p95Milliseconds))
      missed.push(`the p95 of ${name} is ${count(p95, 1)} ms, the aim is ${aims.p95Milliseconds} ms.`);
  for (const [what, times] of Object.entries(refused))
    missed.push(`${what} came ${times} times, the aim is 200 always.`);
  if (pages.length === 0) return [...missed, "there was no browser, so the first page was not opened."];
  const { milliseconds, scriptKilobytes } = firstPage(pages);
  if (milliseconds.median > aims.pageMilliseconds)
    missed.push(
      `the first page is usable after ${count(milliseconds.median)} ms, the aim is ${aims.pageMilliseconds} ms.`,
    );
  if (scriptKilobytes.most > aims.scriptKilobytes)
    missed.push(
      `the first page loads ${count(scriptKilobytes.most)} kB of scripts, the aim is ${aims.scriptKilobytes} kB.`,
    );
  return missed;
}

function firstPage(pages) {
  const each = (key) => spread(pages.map((page) => page[key]));
  return { milliseconds: each("milliseconds"), kilobytes: each("kilobytes"), scriptKilobytes: each("scriptKilobytes") };
}

/** The tables that the docs show. */
export function table({ routes, pages }) {
  const rows = Object.entries(routes).map(([name, { requests, p50, p95, p99, most, bytes }]) => [
    ...[name, count(requests), ...[p50, p95, p99, most].map((one) => count(one, 1)), count((bytes ?? 0) / 1000, 1)],
  ]);
  const tables = [markdownTable(["route", "requests", "p50, ms", "p95, ms", "p99, ms", "most, ms", "kB sent"], rows)];
  if (pages.length > 0) {
    const { milliseconds, kilobytes, scriptKilobytes } = firstPage(pages);
    tables.push(
      markdownTable(
        ["first page, cold", "usable after, ms", "sent, kB", "of it scripts, kB"],
        [[`${pages.length} loads`, range(milliseconds), range(kilobytes), range(scriptKilobytes)]],
      ),
    );
  }
  return tables.join("\n\n");
}

/** How to read the tables. */
export function explain({ signals, spaces, people, perSecond, seconds, analyseSeconds }) {
  return [
    `${count(signals)} signals in ${count(spaces)} spaces by ${count(people)} people on PostgreSQL, analysed in ${count(analyseSeconds)} s. The routes are asked ` +
      `in turn by autocannon, ${perSecond} requests a second for ${seconds} s by as many clients, each once a second at a moment of its own, with an admin's token, as gzip; server, database and autocannon ` +
      "share the machine. The two yardsticks are routes of the same server that do nothing. Reads about people write the audit log, as always. A question about spaces that nobody asked since the last " +
      "analysis or decision is reckoned once and takes seconds; these are the questions that the analysis answers ahead. One identity proposal is left out: the people of this bench have none.",
    "The first page is opened in a new browser with nothing kept. It is usable when its heading and first numbers are there and nothing still loads.",
    `Aims: p95 ${aims.p95Milliseconds} ms of every route; the first page usable in ${aims.pageMilliseconds} ms with ${aims.scriptKilobytes} kB of scripts.`,
  ];
}
