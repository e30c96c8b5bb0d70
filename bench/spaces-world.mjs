// A simulated world with hidden spaces and link spam: how many of the hidden ones are proposed first, and whether spam stands above any.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerDiscover } from "@groundswell/reports";
import { createWorld, truth, writeSignals } from "@groundswell/simulator";
import { loadStore } from "./ranking-load.mjs";

const asOf = new Date("2026-01-01T00:00:00Z");
const firstProposals = 30;
const seed = Number(process.argv[2] ?? 1);
const world = createWorld({ seed, asOf, months: 14 });
const folder = mkdtempSync(join(tmpdir(), "groundswell-bench-spaces-"));
const path = join(folder, "signals.ndjson.gz");
await writeSignals(world, path);
const store = await loadStore("signals", "lumen", [path], asOf);
try {
  const { unwatched, linkSpam } = truth(world);
  const { proposals, unwatched: share } = await answerDiscover(store, {
    expertise: "lumen",
    asOf,
    limit: 0,
    all: true,
  });
  const hostOf = ({ url }) => new URL(url).host;
  const places = unwatched.map((one) => proposals.findIndex((proposal) => leadsTo(proposal, one)) + 1);
  const found = places.filter((place) => place > 0 && place <= firstProposals);
  const spam = linkSpam.map(({ host }) => proposals.findIndex((proposal) => hostOf(proposal) === host) + 1);
  const last = Math.max(0, ...found);
  console.log(
    JSON.stringify({
      ...{ seed, hidden: unwatched.length, found: found.length, last, proposals: proposals.length, share },
      spam: { hosts: linkSpam.length, above: spam.filter((place) => place > 0 && place < last).length },
    }),
  );
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A space is called by its own address; an invitation to a workspace leads to the workspace. */
function leadsTo({ key }, { url }) {
  const address = url.replace(/^https:\/\/(www\.)?|\/$/g, "");
  return key === address.replace(/^join\.slack\.com\/t\/([^/]+)$/, "$1.slack.com");
}
