// Resolves as many accounts as told, then adds a thousand: prints the seconds of each step.
import { addAndLink, createIndex, eachLink, reach, resolve } from "@groundswell/identity";
import { crowd } from "./identity-crowd.mjs";

const count = Number(process.argv[2]);
const added = 1_000;
const accounts = [...crowd(count)];
const seconds = {};
const timed = (step, work) => {
  const startedAt = performance.now();
  const found = work();
  seconds[step] = (performance.now() - startedAt) / 1000;
  return found;
};

const index = timed("index", () => createIndex(accounts));
const accepted = [];
let links = 0;
timed("link", () => {
  for (const { a, b, confidence, status } of eachLink(index, index.positions.keys())) {
    links++;
    if (status === "accepted") accepted.push({ a, b, confidence });
  }
});
const { persons } = timed("resolve", () => resolve(accounts, accepted, []));

// A thousand newcomers, of whom half share a key with somebody who is there.
const newcomers = [...crowd(added / 2, { seed: 2, first: count + 1 })];
const copies = accounts.slice(0, added / 2).map((account, at) => ({
  ...account,
  id: count + added / 2 + 1 + at,
  platform: "list",
  platformId: `new-${at}`,
}));
const touched = timed("add", () => {
  const found = addAndLink(index, [...newcomers, ...copies]);
  const reached = reach(found.touched, [...found.links, ...accepted]);
  const here = [...reached].flatMap((id) => index.accounts[index.positions.get(id)] ?? []);
  const joining = [...accepted, ...found.links.filter(({ status }) => status === "accepted")];
  resolve(
    here,
    joining.filter(({ a, b }) => reached.has(a) && reached.has(b)),
    [],
    { previous: persons },
  );
  return { accounts: reached.size, links: found.links.length };
});

process.stdout.write(
  JSON.stringify({
    accounts: count,
    links,
    accepted: accepted.length,
    persons: new Set(persons.values()).size,
    seconds,
    touched,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
