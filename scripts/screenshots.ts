import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openToAll } from "../dashboards/server/src/index.ts";
import { findReport, printHtml } from "../packages/reports/src/index.ts";
import { openBrowser } from "../test/pages/open-browser.ts";
import { asOf, openSimulatedSite } from "../test/pages/simulated-site.ts";
import { analyse } from "../workers/analyse/src/index.ts";

// Pictures of the demonstration for the README: the simulated world of `npm run demo`, by day, always the same. An argument takes only
// those whose name begins with it: `npm run screenshots report`.

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof openBrowser>>["newPage"]>>;

const folder = fileURLToPath(new URL("../docs/images/", import.meta.url));
const expertise = "/expertises/lumen";
const mostBytes = 250_000;

/** What stands in a picture, and what must be there before it is taken. */
const pictures: { name: string; path: (page: Page) => Promise<string>; there: string }[] = [
  { name: "home", path: async () => "/", there: ".sentence" },
  { name: "spaces", path: async () => `${expertise}/spaces`, there: ".chart-picture svg" },
  { name: "candidates", path: async () => `${expertise}/candidates`, there: ".candidate" },
  { name: "person", path: firstPerson, there: "main table" },
  { name: "trends", path: async () => `${expertise}/trends`, there: "main table, main svg" },
  { name: "discovery", path: async () => `${expertise}/discovery`, there: ".found > li" },
  { name: "sources", path: async () => "/sources", there: "main table tbody tr" },
];

/** A report as a mail shows it, on a telephone and a desk, by day and by night. */
const mails = [320, 800].flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);

async function firstPerson(page: Page): Promise<string> {
  const { candidates } = await (await page.request.get(`/api${expertise}/candidates?limit=1`)).json();
  return `${expertise}/people/${candidates[0].person}`;
}

/** The mail of "Where to deploy support", as of the last Monday of the world. */
async function supportMail({ store }: typeof site): Promise<string> {
  const report = findReport("support");
  const window = report.windowAt(asOf, "week");
  await analyse({ store, now: () => asOf }, { expertise: "lumen", asOf: window.to });
  const document = await report.build(store, { expertise: "lumen", window, cadence: "week" });
  if (!document) throw new Error("The simulated world has nothing to report.");
  const issue = { document, edition: { id: 1, revision: 1, revised: [] } };
  return printHtml(
    issue,
    { base: "https://groundswell.example", unsubscribe: "https://groundswell.example/u" },
    "mail",
  );
}

async function keep(page: Page, name: string): Promise<void> {
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: "disabled" });
  const { size } = statSync(file);
  if (size > mostBytes) throw new Error(`${file} has ${size} bytes: make it smaller than ${mostBytes}.`);
  console.info(`${name}.png: ${Math.round(size / 1000)} kB`);
}

const wanted = (name: string) => name.startsWith(process.argv[2] ?? "");
const site = await openSimulatedSite({ world: { seed: 7 }, access: openToAll() });
const browser = await openBrowser();
try {
  mkdirSync(folder, { recursive: true });
  const page = await browser.newPage({
    ...{ baseURL: site.url, colorScheme: "light", locale: "en", timezoneId: "UTC", reducedMotion: "reduce" },
    viewport: { width: 1280, height: 800 },
  });
  await page.clock.setFixedTime(asOf);
  for (const { name, path, there } of pictures.filter(({ name }) => wanted(name))) {
    await page.goto(await path(page));
    await page.locator(there).first().waitFor();
    await page
      .locator('.loading, [aria-busy="true"], .chart-picture > div:empty')
      .first()
      .waitFor({ state: "detached" });
    await keep(page, name);
  }
  if (mails.some(({ width, colorScheme }) => wanted(`report-${width}-${colorScheme}`))) {
    const mail = await supportMail(site);
    for (const { width, colorScheme } of mails) {
      const sheet = await browser.newPage({ colorScheme, viewport: { width, height: 1400 } });
      await sheet.setContent(mail);
      await keep(sheet, `report-${width}-${colorScheme}`);
      await sheet.close();
    }
  }
} finally {
  await browser.close();
  await site.close();
}
