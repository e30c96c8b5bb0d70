// Resolves a simulated world whose truth is known, with the traps planted in it, and compares.
import { conflict, heldId, proposeLinks, resolve } from "@groundswell/identity";
import { createWorld, identityAccounts } from "@groundswell/simulator";
import { compareClusters } from "./identity-compare.mjs";

const world = createWorld({
  ...{ seed: 11, asOf: new Date("2026-11-15T00:00:00Z"), people: 12_800, signalsPerYear: 21_000, months: 13 },
  identityTraps: true,
});
const accounts = identityAccounts(world);
const links = proposeLinks(accounts);
const accepted = links.filter(({ status }) => status === "accepted");
const { persons, leftOut } = resolve(accounts, accepted, []);

const truth = accounts.map(({ person }) => person);
const found = accounts.map(({ id }) => persons.get(id));
const byId = new Map(accounts.map((account) => [account.id, account]));
const truly = (link) => byId.get(link.a).person === byId.get(link.b).person;

const trapOf = new Map(
  Object.entries(world.identityTraps).flatMap(([trap, people]) =>
    people.map((index) => [world.people[index].id, trap]),
  ),
);
// Persons of whom something stronger than a name is known: their recall is what the product can be held to. What was planted on people
// in traps is linked to nothing else on purpose, so traps are about precision only.
const strong = links.filter((link) => ["assert", "strong"].includes(link.tier) && truly(link));
const sure = new Set(strong.map(({ a }) => byId.get(a).person).filter((person) => !trapOf.has(person)));
const ofSure = accounts.filter(({ person }) => sure.has(person));
const sureRecall = compareClusters(
  ofSure.map(({ id }) => persons.get(id)),
  ofSure.map(({ person }) => person),
).pairs.recall;

const traps = Object.keys(world.identityTraps).map((trap) => {
  const wrong = accepted.filter(
    (link) => !truly(link) && [link.a, link.b].some((id) => trapOf.get(byId.get(id).person) === trap),
  );
  return { trap, people: world.identityTraps[trap].length, wrongLinks: wrong.length };
});

process.stdout.write(
  JSON.stringify({
    accounts: accounts.length,
    people: new Set(truth).size,
    ...compareClusters(found, truth),
    sure: { people: sure.size, recall: sureRecall },
    vetoedMerges: countVetoed(),
    proposals: links.length - accepted.length,
    heldForReview: leftOut.filter(({ review }) => review).length,
    wrong: process.argv.includes("--wrong")
      ? accepted.filter((link) => !truly(link)).map((link) => [link, byId.get(link.a), byId.get(link.b)])
      : undefined,
    traps,
  }),
);

/** Persons that hold two ids of one platform. */
function countVetoed() {
  const held = new Map();
  let vetoed = 0;
  for (const account of accounts) {
    const mine = heldId(account);
    if (mine === null) continue;
    const key = `${persons.get(account.id)} ${mine.platform}`;
    if (conflict(held.get(key) ?? null, mine)) vetoed++;
    held.set(key, mine);
  }
  return vetoed;
}
