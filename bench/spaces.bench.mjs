import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { headline } from "./headline.mjs";
import { inStore } from "./in-store.mjs";
import { spread } from "./measure.mjs";
import { count, markdownTable, range, replaceBlock } from "./render.mjs";
import { lorenzPicture } from "./spaces-picture.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const worlds = [1, 2, 3];
/** Where the time for ten times as much is asked for (a quarter of an hour), it is measured; else what was measured last stands. */
const largest = Number(process.env.BENCH_LARGEST ?? 0);
const growth = [100_000, 300_000];
const pictured = [2014, 2018, 2022, 2025];

const aims = {
  powershell: { top5: 0.727, timesNaive: 5 },
  discovery: { found: 18, above: 0 },
  speed: { seconds: 5, againSeconds: 1 },
};

export const title = "Spaces";

/** How few spaces hold the activity of a real expertise, whether hidden spaces are found, and what the answers cost. */
export async function run({ databaseUrl, repetitions, say }) {
  const powershell = await measurePowershell(databaseUrl, say);
  const discovery = [];
  for (const seed of worlds) discovery.push(await inStore(databaseUrl, [path("spaces-world.mjs"), String(seed)]));
  say("discovery done");
  const speeds = [];
  for (let repetition = 1; repetition <= repetitions; repetition++) {
    speeds.push(await inStore(databaseUrl, [path("spaces-speed.mjs")]));
    say(`speed ${repetition}/${repetitions} done`);
  }
  const grown = largest > 0 ? [] : lastGrown();
  for (const signals of largest > 0 ? [...growth, largest] : growth) {
    grown.push(await inStore(databaseUrl, [path("spaces-speed.mjs"), String(signals), "1"]));
    say(`${count(signals)} signals done`);
  }
  const found = { aims, powershell, discovery, speed: summarise(speeds), growth: grown };
  replaceBlock(path("../docs/spaces.md"), "spaces", tables(found));
  if (powershell) {
    const years = powershell.years.filter(({ year }) => pictured.includes(year));
    writeFileSync(path("../docs/images/lorenz.svg"), lorenzPicture(years));
  }
  return found;
}

/** The figures of the largest store that was measured. */
function lastGrown() {
  const file = path("spaces.json");
  const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).growth : [];
  return known.filter(({ signals }) => !growth.includes(signals));
}

async function measurePowershell(databaseUrl, say) {
  const folder = path("../../shared/data/powershell");
  if (!existsSync(folder)) {
    say("there is no real data at ../shared/data/powershell, so nothing is measured on it");
    return null;
  }
  const found = await inStore(databaseUrl, [path("spaces-powershell.mjs"), folder]);
  say("powershell done");
  return found;
}

const seconds = ["yardstick", "year", "weeks", "support", "trends", "discover", "roll", "again"].map(
  (name) => `${name}Seconds`,
);

function summarise(speeds) {
  const [{ signals, spaces, people }] = speeds;
  const each = seconds.map((name) => [
    name,
    spread(
      speeds.map((one) => one[name]),
      2,
    ),
  ]);
  return {
    signals,
    spaces,
    people,
    ...Object.fromEntries(each),
    peakMegabytes: spread(speeds.map((one) => one.peakMegabytes)),
  };
}

const width = ([lower, upper]) => upper - lower;
const of = ({ years }, wanted) => years.find(({ year }) => year === wanted);

/** What the summary shows of it. */
export function headlines({ speed }) {
  const scan = { yardstickName: "one scan that counts the year by space and account", unit: "s" };
  const yardstick = speed.yardstickSeconds.median;
  return [
    headline({
      ...{ what: `answer \`spaces\` of a year, ${count(speed.signals)} signals`, figure: speed.yearSeconds.median },
      ...{ ...scan, yardstick, aim: { of: "figure", most: aims.speed.seconds } },
    }),
    headline({
      ...{ what: "answer it for 12 weeks after 1,000 new signals", figure: speed.againSeconds.median },
      ...{ ...scan, yardstick, aim: { of: "figure", most: aims.speed.againSeconds } },
    }),
  ];
}

/** The figures that miss their aim, as sentences. */
export function misses({ powershell, discovery, speed }) {
  const missed = [];
  if (powershell) {
    const { top5, interval, naive } = of(powershell, 2025);
    if (Math.abs(top5 - aims.powershell.top5) > 0.0005)
      missed.push(`the share of the first five in 2025 is ${top5.toFixed(3)}, the aim is ${aims.powershell.top5}.`);
    const times = width(interval) / width(naive);
    if (times < aims.powershell.timesNaive)
      missed.push(
        `the interval by person is ${times.toFixed(1)} times as wide as the naive one, the aim is ${aims.powershell.timesNaive}.`,
      );
  }
  for (const { seed, hidden, found, spam } of discovery) {
    if (found < aims.discovery.found)
      missed.push(
        `in world ${seed} ${found} of ${hidden} hidden spaces are among the first 30 proposals, the aim is ${aims.discovery.found}.`,
      );
    if (spam.above > aims.discovery.above)
      missed.push(`in world ${seed} ${spam.above} hosts of link spam stand above hidden spaces.`);
  }
  if (speed.yearSeconds.median > aims.speed.seconds)
    missed.push(`a year takes ${speed.yearSeconds.median} s, the aim is ${aims.speed.seconds} s.`);
  if (speed.againSeconds.median > aims.speed.againSeconds)
    missed.push(
      `the answer after a thousand new signals takes ${speed.againSeconds.median} s, the aim is ${aims.speed.againSeconds} s.`,
    );
  return missed;
}

/** What the README and docs/benches.md show. */
export function table({ speed }) {
  return markdownTable(
    ["a million signals, 5,000 spaces", "seconds"],
    [
      ["reading every signal of a year once (yardstick)", range(speed.yardstickSeconds, 2)],
      ["`spaces` of a year, with intervals and comparison", range(speed.yearSeconds, 2)],
      ["`spaces` of 12 weeks", range(speed.weeksSeconds, 2)],
      ["the same after 1,000 new signals, rolling up included", range(speed.againSeconds, 2)],
      ["`spaces --view support`", range(speed.supportSeconds, 2)],
      ["`trends`", range(speed.trendsSeconds, 2)],
      ["`discover`", range(speed.discoverSeconds, 2)],
    ],
  );
}

/** What to know of the figures. */
export function explain({ speed }) {
  return [
    `${count(speed.signals)} signals of ${count(speed.people)} accounts over 24 months, sizes of spaces by a power law; at its peak the ` +
      `process held ${range(speed.peakMegabytes)} MB. How the time grows, a real expertise and discovery: [docs/spaces.md](spaces.md).`,
  ];
}

function tables(found) {
  const parts = [];
  if (found.powershell) parts.push(yearTable(found.powershell), intervalLine(found.powershell));
  parts.push(discoveryTable(found.discovery), table(found), growthTable(found));
  return parts.join("\n\n");
}

function yearTable({ years }) {
  const share = (value) => (value === null ? "–" : value.toFixed(3));
  const pair = (interval, digits) =>
    interval === null ? "–" : interval.map((value) => value.toFixed(digits)).join("–");
  return markdownTable(
    [
      "year",
      "spaces",
      "events",
      "people",
      "first five",
      "95 % by person",
      "by event",
      "half",
      "95 %",
      "80 %",
      "Gini",
      "HHI",
      "N1",
      "N2",
      "same five again",
      "spaces for 80 % of people",
    ],
    years.map((one) => [
      one.until.endsWith("-01-01") ? one.year : `${one.year} (to ${one.until})`,
      ...[
        one.active,
        count(one.events),
        count(one.people ?? 0),
        share(one.top5),
        pair(one.interval, 3),
        pair(one.naive, 3),
      ],
      ...[
        one.k50,
        pair(one.k50Interval, 0),
        one.k80,
        share(one.gini),
        share(one.hhi),
        one.n1?.toFixed(1),
        one.n2?.toFixed(1),
      ],
      ...[one.stability === null ? "–" : `${Math.round(one.stability * 100)} %`, one.reach ?? "–"],
    ]),
  );
}

function intervalLine(powershell) {
  const { top5, interval, naive } = of(powershell, 2025);
  return (
    `In 2025 the first five spaces hold ${(top5 * 100).toFixed(1)} % of the events. Drawn by person the interval is ` +
    `${(width(interval) / width(naive)).toFixed(1)} times as wide as one that takes every event for independent.`
  );
}

function discoveryTable(worlds) {
  return markdownTable(
    [
      "simulated world",
      "hidden spaces",
      "among the first 30 proposals",
      "the last of them at",
      "hosts of link spam",
      "above any of them",
      "signals that link out, unwatched",
    ],
    worlds.map(({ seed, hidden, found, last, spam, share }) => [
      ...[seed, hidden, found, last, spam.hosts, spam.above, `${Math.round((share.rate ?? 0) * 100)} %`],
    ]),
  );
}

const seconds2 = (value) => (value === null ? "–" : value.toFixed(2));

function growthTable({ speed, growth }) {
  const rows = [
    ...growth,
    {
      ...speed,
      yearSeconds: speed.yearSeconds.median,
      yardstickSeconds: speed.yardstickSeconds.median,
      againSeconds: speed.againSeconds.median,
      weeksSeconds: speed.weeksSeconds.median,
      peakMegabytes: speed.peakMegabytes.median,
    },
  ];
  return markdownTable(
    [
      "signals",
      "`spaces` of a year, s",
      "per million, s",
      "reading once, s",
      "12 weeks, s",
      "per million, s",
      "after 1,000 more, s",
      "peak memory, MB",
    ],
    rows
      .sort((a, b) => a.signals - b.signals)
      .map((one) => [
        ...[
          count(one.signals),
          seconds2(one.yearSeconds),
          seconds2(one.yearSeconds && (one.yearSeconds / one.signals) * 1e6),
        ],
        ...[
          one.yardstickSeconds.toFixed(2),
          one.weeksSeconds.toFixed(2),
          ((one.weeksSeconds / one.signals) * 1e6).toFixed(2),
          one.againSeconds.toFixed(2),
          count(one.peakMegabytes),
        ],
      ]),
  );
}
