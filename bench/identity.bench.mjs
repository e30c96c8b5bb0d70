import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { headline } from "./headline.mjs";
import { runNode, spread } from "./measure.mjs";
import { count, markdownTable, range, replaceBlock } from "./render.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const aliases = path("../../shared/data/identities/aliases.tsv");
const sizes = [10_000, 100_000, 1_000_000];

const aims = {
  aliases: { a: { precision: 0.99, f: 0.88 }, b: { precision: 0.96, f: 0.92 } },
  world: { precision: 0.995, recall: 0.9, vetoedMerges: 0 },
  speed: { accounts: 1_000_000, seconds: 60, megabytes: 1536, addSeconds: 2, linear: 15 },
};

export const title = "Identity";

/** Whom the links join on real aliases and in a world with traps, and how the work grows with the accounts. */
export async function run({ repetitions, say }) {
  const found = { aims, aliases: await measureAliases(say), world: await measureWorld(), speed: [] };
  for (const accounts of sizes) {
    const runs = [];
    for (let repetition = 1; repetition <= repetitions; repetition++) runs.push(await measureSpeed(accounts));
    found.speed.push(summarise(runs));
    say(`${count(accounts)} accounts done`);
  }
  replaceBlock(path("../docs/identity.md"), "identity", table(found));
  return found;
}

async function measureAliases(say) {
  if (!existsSync(aliases)) {
    say("there is no real data at ../shared/data/identities, so nothing is measured on real aliases");
    return [];
  }
  const source = ["--conditions=source", "--import", "tsx"];
  return JSON.parse((await runNode([...source, path("identity-aliases.mjs"), aliases])).stdout);
}

async function measureWorld() {
  return JSON.parse((await runNode([path("identity-world.mjs")])).stdout);
}

/** The limit makes Node collect before it would: without it a process takes what the machine has. */
async function measureSpeed(accounts) {
  const { stdout, peakMegabytes } = await runNode([
    "--max-old-space-size=1400",
    path("identity-speed.mjs"),
    String(accounts),
  ]);
  return { ...JSON.parse(stdout), peakMegabytes };
}

function summarise(runs) {
  const [{ accounts, links, accepted, persons, touched }] = runs;
  const each = (read, digits) => spread(runs.map(read), digits);
  return {
    ...{ accounts, links, accepted, persons, touched },
    indexSeconds: each(({ seconds }) => seconds.index, 2),
    linkSeconds: each(({ seconds }) => seconds.link, 2),
    resolveSeconds: each(({ seconds }) => seconds.resolve, 2),
    seconds: each(({ seconds }) => seconds.index + seconds.link + seconds.resolve, 2),
    addSeconds: each(({ seconds }) => seconds.add, 2),
    peakMegabytes: each((one) => one.peakMegabytes),
  };
}

/** What the summary shows of it. */
export function headlines({ aliases: sets, speed }) {
  const largest = speed.at(-1);
  const joined = sets.map(({ set, rules }) =>
    headline({
      what: `join real aliases, set ${set}`,
      figure: rules[0].pairs.f,
      unit: "F",
      yardstickName: "joining by equal e-mail",
      yardstick: rules.find(({ rule }) => rule === "same e-mail")?.pairs.f ?? null,
      aim: { of: "figure", least: aims.aliases[set].f },
    }),
  );
  const seconds = { what: `link ${count(largest.accounts)} accounts`, figure: largest.seconds.median, unit: "s" };
  return [...joined, headline({ ...seconds, aim: { of: "figure", most: aims.speed.seconds } })];
}

/** The figures that miss their aim, as sentences. */
export function misses({ aliases: sets, world, speed }) {
  const missed = [];
  const least = (what, value, aim) => {
    if (value < aim) missed.push(`${what} is ${value.toFixed(3)}, the aim is ${aim}.`);
  };
  const most = (what, value, aim) => {
    if (value > aim) missed.push(`${what} is ${count(value, 2)}, the aim is ${count(aim, 2)} at most.`);
  };
  for (const { set, rules } of sets) {
    least(`precision on aliases ${set}`, rules[0].pairs.precision, aims.aliases[set].precision);
    least(`F on aliases ${set}`, rules[0].pairs.f, aims.aliases[set].f);
  }
  least("precision in the world", world.pairs.precision, aims.world.precision);
  least("recall in the world", world.sure.recall, aims.world.recall);
  most("the number of persons with two ids of one platform", world.vetoedMerges, aims.world.vetoedMerges);
  const largest = speed.at(-1);
  most(`the seconds for ${count(largest.accounts)} accounts`, largest.seconds.median, aims.speed.seconds);
  most("the peak memory in MB", largest.peakMegabytes.most, aims.speed.megabytes);
  most("the seconds for a thousand more", largest.addSeconds.median, aims.speed.addSeconds);
  const grown = largest.seconds.median / speed.at(-2).seconds.median;
  most("the time for ten times the accounts, in times,", grown, aims.speed.linear);
  return missed;
}

const figures = ({ pairs, bCubed }) => [pairs, bCubed].flatMap(({ precision, recall, f }) => [precision, recall, f]);

/** The tables that the docs show. */
export function table({ aliases: sets, world, speed }) {
  const row = (data, rule, one) => [
    ...[data, rule, ...figures(one).map((value) => value.toFixed(3))],
    ...[String(one.mixedClusters), String(one.largestCluster)],
  ];
  const worldName = `simulated, ${count(world.accounts)} accounts, ${count(world.people)} people`;
  return [
    markdownTable(
      ["data", "rule", "P", "R", "F", "B³ P", "B³ R", "B³ F", "mixed", "largest"],
      [
        ...sets.flatMap((one) =>
          one.rules.map((rule) => row(`aliases ${one.set}, ${one.aliases} of ${one.people} people`, rule.rule, rule)),
        ),
        row(worldName, "automatic merges", world),
      ],
    ),
    `In the simulated world ${count(world.sure.people)} people have more than a name in common with themselves; of their pairs ` +
      `${(world.sure.recall * 100).toFixed(1)} % are found. ${count(world.vetoedMerges)} persons hold two ids of one platform. ` +
      `${count(world.proposals)} links are proposed, ${count(world.heldForReview)} accepted ones held for review.`,
    markdownTable(
      ["trap", "people in it", "wrong links"],
      world.traps.map(({ trap, people, wrongLinks }) => [trap, count(people), count(wrongLinks)]),
    ),
    markdownTable(
      ["accounts", "links", "persons", "index s", "link s", "resolve s", "all s", "1,000 more s", "peak memory"],
      speed.map((one) => [
        ...[one.accounts, one.links, one.persons].map((value) => count(value)),
        ...[one.indexSeconds, one.linkSeconds, one.resolveSeconds, one.seconds].map((value) => range(value, 1)),
        ...[range(one.addSeconds, 2), `${range(one.peakMegabytes)} MB`],
      ]),
    ),
  ].join("\n\n");
}

/** How to read the tables. */
export function explain() {
  return [
    "P, R and F are over pairs of accounts in one cluster; B³ is B-cubed, which flatters whoever joins nothing. Mixed: clusters that hold more " +
      "than one true person. The truth of the aliases is what the maintainers of two projects wrote down, and it is not complete: the pairs that " +
      "count as wrong on b share an address or a full name.",
    "Recall in the simulated world is that of people outside the traps for whom the evidence shows at least one link stronger than a name. The rest of " +
      "a person's accounts may share nothing but the name, and names join nobody.",
    "Speed is that of one process with accounts in memory and Node's heap limited to 1,400 MB. A thousand more: half of them share keys with " +
      "accounts that were there; links and persons of all that they reach are derived again.",
    `Aims: precision ${aims.aliases.a.precision} with F ${aims.aliases.a.f} on a, ${aims.aliases.b.precision} with ${aims.aliases.b.f} on b; ` +
      `${aims.world.precision} and recall ${aims.world.recall} in the world, nobody with two ids of one platform; a million accounts in ` +
      `${aims.speed.seconds} s and ${count(aims.speed.megabytes)} MB, a thousand more in ${aims.speed.addSeconds} s, ten times the accounts in less than ${aims.speed.linear} times the time.`,
  ];
}
