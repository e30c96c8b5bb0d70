import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { headline } from "./headline.mjs";
import { inStore } from "./in-store.mjs";
import { spread } from "./measure.mjs";
import { count, markdownTable, range, replaceBlock } from "./render.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const measures = ["ndcg20", "ndcg100", "p20", "p50", "rhoAct", "rhoQ"];

const aims = {
  travel: { ndcg20: 0.945, ndcg100: 0.866, p20: 0.93, p50: 0.7 },
  gaming: { ringRank: 56, falseFlags: 0.01 },
  powershell: { percentile: 0.9 },
  world: { recall: 0.9 },
  speed: { seconds: 10, megabytes: 600, rescoreSeconds: 1, pageMilliseconds: 50, timesScan: 3 },
};

export const title = "Ranking";

/** How the shipped policy fares on real and simulated people, beside the published rankers and against attempts to game it. */
export async function run({ databaseUrl, repetitions, say }) {
  const travel = await measureReal("travel-stackexchange", "ranking-travel.mjs", databaseUrl, say);
  const powershell = await measureReal("powershell", "ranking-powershell.mjs", databaseUrl, say);
  const world = await inStore(databaseUrl, [path("ranking-world.mjs")]);
  say("the simulated world done");
  const speeds = [];
  for (let repetition = 1; repetition <= repetitions; repetition++) {
    speeds.push(await inStore(databaseUrl, ["--max-old-space-size=440", path("ranking-speed.mjs")]));
    say(`speed ${repetition}/${repetitions} done`);
  }
  const found = {
    aims,
    travel: travel?.rankers ?? null,
    cutoffs: travel?.cutoffs ?? [],
    gaming: travel?.gaming ?? null,
    ...{ powershell, world, speed: summarise(speeds) },
  };
  replaceBlock(path("../docs/scoring.md"), "ranking", table(found));
  return found;
}

async function measureReal(name, program, databaseUrl, say) {
  const folder = path(`../../shared/data/${name}`);
  if (!existsSync(folder)) {
    say(`there is no real data at ../shared/data/${name}, so nothing is measured on it`);
    return null;
  }
  const found = await inStore(databaseUrl, [path(program), folder]);
  say(`${name} done`);
  return found;
}

function summarise(speeds) {
  const each = (key, digits) =>
    spread(
      speeds.map((one) => one[key]),
      digits,
    );
  const [{ signals, people, candidates }] = speeds;
  return {
    ...{ signals, people, candidates },
    ...{ readSeconds: each("readSeconds", 2), scoreSeconds: each("scoreSeconds", 2), seconds: each("seconds", 2) },
    ...{ keepSeconds: each("keepSeconds", 2), yardstickSeconds: each("yardstickSeconds", 2) },
    sameRowsSeconds: each("sameRowsSeconds", 2),
    ...{ rescoreSeconds: each("rescoreSeconds", 2), pageMilliseconds: each("pageMilliseconds", 1) },
    peakMegabytes: each("peakMegabytes"),
  };
}

/** What the summary shows of it. */
export function headlines({ travel, speed }) {
  const quality = travel && [
    headline({
      what: "rank the helpers of a real site",
      figure: travel.default.ndcg20,
      unit: "nDCG@20",
      yardstickName: "number of answers",
      yardstick: travel.answers.ndcg20,
      aim: { of: "figure", least: aims.travel.ndcg20 },
    }),
  ];
  const { signals, seconds, scoreSeconds, yardstickSeconds, sameRowsSeconds } = speed;
  const scoring = { what: `read and score ${count(signals)} signals`, figure: seconds.median, unit: "s" };
  const scan = { yardstickName: "one scan that counts them by account and kind", yardstick: yardstickSeconds.median };
  return [
    ...(quality ?? []),
    headline({ ...scoring, ...scan, aim: { of: "ratio", most: aims.speed.timesScan } }),
    ...(sameRowsSeconds
      ? [
          headline({
            ...scoring,
            yardstickName: "fetching what one scan counts and sums by account, space, kind and day",
            yardstick: sameRowsSeconds.median,
            aim: { of: "ratio", most: aims.speed.timesScan },
          }),
        ]
      : []),
    headline({ what: "of it scoring", figure: scoreSeconds.median, unit: "s", ...scan }),
  ];
}

/** The figures that miss their aim, as sentences. */
export function misses({ travel, gaming, powershell, world, speed }) {
  const missed = [];
  const least = (what, value, aim) => {
    if (value < aim) missed.push(`${what} is ${value.toFixed(3)}, the aim is ${aim}.`);
  };
  const most = (what, value, aim) => {
    if (value > aim) missed.push(`${what} is ${count(value, 3)}, the aim is ${count(aim, 3)} at most.`);
  };
  if (travel) for (const [key, aim] of Object.entries(aims.travel)) least(`${key} on travel`, travel.default[key], aim);
  if (gaming) {
    least("the median place after spam", gaming.spam.rank, gaming.before);
    for (const [name, one] of rings(gaming)) {
      least(`the median place after ${name}`, one.rank, aims.gaming.ringRank);
      least(`the number flagged after ${name}`, one.flagged, gaming.people);
    }
    most("the share of untouched people who are flagged", gaming.falseFlags.share, aims.gaming.falseFlags);
    const listed = gaming.listed.falseFlags;
    most("the share of untouched people on the list who are flagged", listed.share, aims.gaming.falseFlags);
  }
  if (powershell) least("the median percentile before the award", powershell.turned.median, aims.powershell.percentile);
  for (const track of ["expert", "leader"]) {
    const { firstPage } = world[track];
    for (const trap of ["spammers", "ring", "staff"]) most(`${trap} on the first page (${track})`, firstPage[trap], 0);
  }
  least("recall of the planted best in the top 5 % of either list", world.either.recall, aims.world.recall);
  most("the seconds to score a million signals", speed.seconds.median, aims.speed.seconds);
  const times = speed.seconds.median / (speed.sameRowsSeconds ?? speed.yardstickSeconds).median;
  most("that, in times the plain count,", times, aims.speed.timesScan);
  most("the peak memory of that in MB", speed.peakMegabytes.most, aims.speed.megabytes);
  most("the seconds after a thousand new signals", speed.rescoreSeconds.median, aims.speed.rescoreSeconds);
  most("the milliseconds of the first page", speed.pageMilliseconds.median, aims.speed.pageMilliseconds);
  return missed;
}

const rings = (gaming) => Object.entries(gaming).filter(([name]) => name.startsWith("ring"));

/** The tables that the docs show. */
export function table(found) {
  const { travel, gaming, powershell, world, speed } = found;
  const tables = [];
  if (travel) tables.push(travelTable(travel), cutoffTable(travel, found.cutoffs));
  if (gaming) tables.push(gamingTable(gaming), falseFlags(gaming));
  if (powershell) tables.push(powershellLine(powershell));
  tables.push(worldTable(world), speedTable(speed));
  return tables.join("\n\n");
}

function travelTable(rankers) {
  const figures = (one) => measures.map((key) => one[key].toFixed(3));
  return markdownTable(
    ["ranker", "nDCG@20", "nDCG@100", "P@20", "P@50", "future activity ρ", "future win rate ρ"],
    Object.entries(rankers).map(([name, one]) => [name === "default" ? "**default**" : name, ...figures(one)]),
  );
}

function cutoffTable({ default: own }, cutoffs) {
  return markdownTable(
    ["cutoff", "people", "accepted in the year after", "still active", "with 15 contested", "nDCG@20", "P@50"],
    cutoffs.map((one, at) => [
      ...[one.cutoff, count(one.candidates), count(one.positives), count(one.active), count(one.compared)],
      ...[own.byCutoff[at].ndcg20.toFixed(3), own.byCutoff[at].p50.toFixed(3)],
    ]),
  );
}

function gamingTable(gaming) {
  const row = (who, one) => [
    ...[`${who} (${count(one.of)})`, count(one.before), count(one.spam.rank), `${one.spam.flagged} of ${one.people}`],
    ...rings(one).flatMap(([, { rank, flagged }]) => [count(rank), `${flagged} of ${one.people}`]),
  ];
  const heads = rings(gaming).flatMap(([name]) => [`ring of ${name.slice(4)}`, "flagged"]);
  return markdownTable(
    ["25 from the middle of", "place before", "after spam", "flagged", ...heads],
    [row("everybody scored", gaming), row("the list", gaming.listed)],
  );
}

function falseFlags(gaming) {
  const say = ({ people, flagged, share, withTwentySignals: busy }) =>
    `${flagged} of ${count(people)} (${(share * 100).toFixed(2)} %), ${busy.flagged} of the ${busy.people} with twenty signals or more`;
  return `Untouched people who are flagged: of everybody scored ${say(gaming.falseFlags)}; of the list ${say(gaming.listed.falseFlags)}.`;
}

function powershellLine({ turned, auc, mvps, labelled }) {
  const places = turned.percentiles.map(({ expert, leader }) => (Math.max(expert, leader) * 100).toFixed(0)).join(", ");
  return (
    `PowerShell, a smoke test: on the day before, the ${turned.people} who became MVP stood above ${places} % of the active people ` +
    `(median ${(turned.median * 100).toFixed(0)}; ${turned.active} of ${turned.people} were active in the window). AUC of the label ` +
    `${auc.value.toFixed(2)} (95 % interval ${auc.low.toFixed(2)}–${auc.high.toFixed(2)}), ${mvps} MVPs of ${labelled}.`
  );
}

function worldTable(world) {
  return markdownTable(
    ["simulated world", "people", "planted", "in the top 5 %", "of the first 20", "spammers", "ring", "staff"],
    [
      ...["expert", "leader"].map((track) => {
        const { population, planted, recall, firstPage } = world[track];
        return [
          ...[track, count(population), count(planted), `${(recall * 100).toFixed(0)} %`, count(firstPage.planted)],
          ...[firstPage.spammers, firstPage.ring, firstPage.staff].map(String),
        ];
      }),
      ["either", "", count(world.either.planted), `${(world.either.recall * 100).toFixed(0)} %`, "", "", "", ""],
    ],
  );
}

function speedTable(speed) {
  return markdownTable(
    [
      "signals",
      "people",
      "read and score, s",
      "of it scoring, s",
      "plain count, s",
      "plain count of the same rows, fetched, s",
      "1,000 more, s",
      "first page, ms",
      "peak memory",
    ],
    [
      [
        ...[count(speed.signals), count(speed.people), range(speed.seconds, 1), range(speed.scoreSeconds, 1)],
        ...[range(speed.yardstickSeconds, 1), speed.sameRowsSeconds ? range(speed.sameRowsSeconds, 1) : ""],
        ...[range(speed.rescoreSeconds, 2), range(speed.pageMilliseconds, 1)],
        `${range(speed.peakMegabytes)} MB`,
      ],
    ],
  );
}

/** How to read the tables. */
export function explain() {
  return [
    "Six half-yearly cutoffs on the whole site travel.stackexchange.com; only posts and votes from before each are known. Gain is log2(1 + net votes " +
      "earned in the next 365 days on new answers); P@k is the share of the first k among the fifty with most accepted answers in that year. The two " +
      "correlations pull apart and are both shown: with future gain among those still active, and with the future share of rivals beaten in a thread " +
      "among those with fifteen contested answers. “Default” is the score of the shipped MVP policy from the store, not tuned per cutoff; as listed, whoever was active in fewer than three " +
      "months comes last. All others are computed in " +
      "the same run from the dump's own rows. Differences below .01 are ties.",
    "Spam is 150 answers in 21 days that nobody votes for. A ring is 15 answers of 12 votes in a week, all accepted, by one, three or fifteen accounts " +
      "that ask. A place counts everybody scored.",
    `Aims: nDCG@20 ${aims.travel.ndcg20}, nDCG@100 ${aims.travel.ndcg100}, P@20 ${aims.travel.p20}, P@50 ${aims.travel.p50}; after spam no better place, after a ` +
      `ring ${aims.gaming.ringRank}th at best and flagged 25 times of 25, at most 1 % flagged untouched; recall ${aims.world.recall} in the simulated world and no trap on ` +
      `the first page; a million signals of 200,000 people in ${aims.speed.seconds} s and ${aims.speed.megabytes} MB, a thousand more in ${aims.speed.rescoreSeconds} s, a page in ${aims.speed.pageMilliseconds} ms.`,
  ];
}
