import { afterAll, beforeAll, describe } from "vitest";
import { saveEverythingHostile } from "../hostile-sources.ts";
import { everyPage } from "./every-page.ts";
import { hostilePages } from "./hostile-pages.ts";
import { leadsVisits } from "./leads-visits.ts";
import { operatorsVisits } from "./operators-visits.ts";
import { productVisits } from "./product-visits.ts";
import { reportVisits } from "./report-visits.ts";
import { signInVisits } from "./sign-in-visits.ts";
import { asOf } from "./simulated-site.ts";
import { beginVisits } from "./visit.ts";

// One browser, one server and one store for all of them: to open these takes longer than any test. So they stand in one file, in the
// order in which people come: nobody is a user when the first test begins.
let end: () => Promise<void> = async () => {};
beforeAll(async () => {
  end = await beginVisits({
    world: { seed: 11, people: 80, months: 30, spaces: 24, signalsPerYear: 1600 },
    // The first blog is left for somebody to add.
    unread: ({ id }, { spaces }) => id === `blog-${spaces.flatMap((one) => (one.kind === "blog" ? one.slug : []))[0]}`,
    beside: (store) => saveEverythingHostile(store, asOf),
  });
}, 300_000);
afterAll(() => end());

describe("signing in", signInVisits);
describe("product teams", productVisits);
describe("leads", leadsVisits);
describe("operators", operatorsVisits);
describe("reports", reportVisits);
describe("what sources say", hostilePages);
describe("every page", everyPage);
