import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { subscribeOnce } from "./report-visits.ts";
import { ask, expertise, go, openPage, settle } from "./visit.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const under = "/expertises/$expertise";

/** Every address of the router, and one that shows it; null for those that only lead on. A page that is not here fails. */
const addresses: Record<string, string | null> = {
  "/sign-in": "/sign-in",
  "/first-run": "/first-run#nothing",
  "/set-password": "/set-password#nothing",
  "/": "/",
  "/account": "/account",
  "/sources": "/sources",
  "/sources/$source": "/sources/hostile-feed",
  "/add-source": "/add-source",
  "/queues": "/queues",
  "/reports": "/reports",
  "/reports/$edition": "/reports/{revised}?with={other}",
  "/reports/preview": `/reports/preview?report=support&expertise=lumen&asOf=2026-01-26`,
  "/reports/schedules": "/reports/schedules",
  "/reports/subscriptions": "/reports/subscriptions",
  "/reports/alerts": "/reports/alerts",
  "/alerts/mute": "/alerts/mute?expertise=lumen&kind=questions-pile-up&subject=askbench.stackexchange.com%3Alumen",
  "/administration": null,
  "/administration/users": "/administration/users",
  "/administration/tokens": "/administration/tokens",
  "/administration/webhooks": "/administration/webhooks",
  "/administration/audit": "/administration/audit",
  "/administration/awardees": "/administration/awardees",
  "/administration/erasure": "/administration/erasure",
  [under]: null,
  [`${under}/spaces`]: `${expertise}/spaces`,
  [`${under}/space`]: `${expertise}/space?space=askbench.stackexchange.com%3Alumen`,
  [`${under}/support`]: `${expertise}/support`,
  [`${under}/trends`]: `${expertise}/trends`,
  [`${under}/discovery`]: `${expertise}/discovery`,
  [`${under}/candidates`]: `${expertise}/candidates`,
  [`${under}/people/$person`]: `${expertise}/people/{person}`,
  [`${under}/people/$person/dossier`]: `${expertise}/people/{person}/dossier`,
  [`${under}/compare`]: `${expertise}/compare?people={people}`,
  [`${under}/renewals`]: `${expertise}/renewals`,
  [`${under}/identities`]: `${expertise}/identities`,
  [`${under}/what-if`]: `${expertise}/what-if`,
  nowhere: "/nowhere",
};
const shown = Object.entries(addresses).flatMap(([page, address]) =>
  address === null ? [] : [[page, address] as const],
);
const entries = new Set(["/sign-in", "/first-run", "/set-password"]);

/** The address with people of the store in it. */
async function filled(page: Page, address: string): Promise<string> {
  if (address === "/reports/subscriptions") await subscribeOnce(page);
  if (!address.includes("{")) return address;
  if (address.startsWith("/reports/")) return withEditions(page, address);
  const { candidates } = await ask(page, `${expertise}/candidates`);
  const people = candidates.slice(0, 3).map(({ person }: { person: number }) => person);
  return address.replace("{person}", String(people[0])).replace("{people}", people.join(","));
}

/** The address with a revision in it, and an edition to compare it with. */
async function withEditions(page: Page, address: string): Promise<string> {
  const { editions } = await ask(page, "/editions?report=support");
  const revised = editions.find(({ revision }: { revision: number }) => revision > 1);
  const other = editions.find(({ window }: { window: { to: string } }) => window.to !== revised.window.to);
  return address.replace("{revised}", String(revised.id)).replace("{other}", String(other.id));
}

/** What axe finds on a page as it stands; `rules` narrows what is looked for. */
async function violations(page: Page, what: string, rules?: string[]): Promise<string[]> {
  const only = rules ? { type: "rule", values: rules } : { type: "tag", values: tags };
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(only)}, resultTypes: ["violations"] })`,
  )) as { violations: { id: string; nodes: { html: string }[] }[] };
  return found.violations.map(({ id, nodes }) => `${what}: ${id} ${nodes.length} ${nodes[0]?.html.slice(0, 300)}`);
}

type Shift = { value: number; sources: string[] };
const still = new Set([
  ...["/", "/reports", "/reports/$edition", "/reports/alerts", "/reports/subscriptions"],
  ...[`${under}/spaces`, `${under}/candidates`, `${under}/people/$person`],
]);
const watchShifts = `
  window.shift = { value: 0, sources: [] };
  const note = (entries) => {
    for (const entry of entries) {
      if (entry.hadRecentInput) continue;
      window.shift.value += entry.value;
      for (const { node, previousRect, currentRect } of entry.sources)
        window.shift.sources.push([entry.value.toFixed(3), node?.nodeName, node?.className, previousRect.y, currentRect.y].join(" "));
    }
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  window.shifted = async () => {
    // A shift is told of after its frame.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    note(observer.takeRecords());
    return window.shift;
  };
`;

/** What can be pressed or filled in and is left out by Tab. */
const unreachable = `[...document.querySelectorAll("a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex < 0)
  // One of a group of tabs or of a row of choices holds the place for all: arrows go on from there.
  .filter((one) => !one.closest('[role="tablist"], [role="radiogroup"], [role="toolbar"], [role="grid"]'))
  .map((one) => "not reached by Tab: " + one.outerHTML.slice(0, 200))`;

// Pages of three sorts, on which Tab is walked to the end: to do it on all takes as long as everything else together.
const walkedWhole = new Set([`${under}/candidates`, `${under}/space`, "/sources"]);

/** Every stop of the page by Tab, from its top to where the browser takes the focus away: each once, and each seen to be focused. */
async function walkedToTheEnd(page: Page): Promise<string[]> {
  const expected = (await page.evaluate(stops)) as number;
  await page.evaluate("document.activeElement?.blur?.(); window.scrollTo(0, 0)");
  const wrong: string[] = [];
  const seen = new Set<number>();
  for (let step = 0; step < expected * 2; step++) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    if (here.isBody || seen.has(here.place)) break;
    seen.add(here.place);
    if (!here.isSeen) wrong.push(`focused and not seen to be: ${here.html}`);
  }
  // A group of radio buttons is one stop, wherever its focus is; nothing else may be missing, and a trap misses all behind it.
  if (seen.size < expected) wrong.push(`Tab comes to ${seen.size} of ${expected} stops`);
  return wrong;
}

/** How many stops Tab has: what can have the focus and is drawn, a group of radio buttons once. */
const stops = `(() => {
  const focusable = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';
  const all = [...document.querySelectorAll(focusable)].filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0);
  const groups = new Set(all.map((one) => (one.type === "radio" ? one.name : one)));
  return groups.size;
})()`;

/** What has the focus: its place in the document, and whether a ring is drawn around it or around what stands for it. */
async function focused(page: Page): Promise<{ place: number; isBody: boolean; isSeen: boolean; html: string }> {
  return page.evaluate(`(() => {
    const one = document.activeElement;
    const isBody = one === document.body || one === null;
    const ringed = (element) => {
      if (!element) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    };
    const place = [...document.querySelectorAll("*")].indexOf(one);
    return { place, isBody, isSeen: isBody || ringed(one) || ringed(one.nextElementSibling), html: one?.outerHTML.slice(0, 160) };
  })()`);
}

/** Goes on by Tab: what is focused must be seen to be, and nothing may hold the focus. */
async function walked(page: Page): Promise<string[]> {
  const wrong: string[] = [];
  const places: number[] = [];
  const reachable = (await page.evaluate(
    'document.querySelectorAll("a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled)").length',
  )) as number;
  for (let step = 0; step < Math.min(8, reachable); step++) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    if (!here.isSeen) wrong.push(`focused and not seen to be: ${here.html}`);
    if (here.place === places.at(-1) && reachable > 1) wrong.push(`holds the focus: ${here.html}`);
    places.push(here.place);
  }
  return wrong;
}

/** Every page there is, looked at by axe, by keyboard, and on a telephone. */
export function everyPage(): void {
  test("all pages of the router are here", async () => {
    // Not typed here: the pages are built with another configuration.
    const { router } = await import("../../dashboards/web/src/router.tsx" as string);
    expect(
      Object.keys(addresses)
        .filter((page) => page !== "nowhere")
        .sort(),
    ).toEqual(Object.keys(router.routesByPath).sort());
  });

  test.each(shown)(
    "%s: axe finds nothing in either theme, wide or narrow; it scrolls one way; Tab reaches everything",
    async (name, address) => {
      const page = await openPage({ as: entries.has(name) ? null : "admin" });
      await page.addInitScript(watchShifts);
      await go(page, await filled(page, address));
      const shift = (await page.evaluate("window.shifted()")) as Shift;
      if (still.has(name)) expect(shift.value < 0.02 ? null : shift).toBeNull();
      await page.evaluate(axe);
      const found = await violations(page, "light, 1280");
      await page.emulateMedia({ colorScheme: "dark" });
      // The theme changes colours alone, and the width everything else.
      found.push(...(await violations(page, "dark, 1280", ["color-contrast"])));
      found.push(...((await page.evaluate(unreachable)) as string[]));
      found.push(...(walkedWhole.has(name) ? await walkedToTheEnd(page) : await walked(page)));
      await page.setViewportSize({ width: 320, height: 900 });
      await settle(page);
      found.push(...(await violations(page, "dark, 320")));
      await page.emulateMedia({ colorScheme: "light" });
      found.push(...(await violations(page, "light, 320")));
      expect(found).toEqual([]);
      const wider = "document.documentElement.scrollWidth - document.body.offsetWidth";
      expect(await page.evaluate(wider)).toBe(0);
    },
  );

  test("the chosen theme beats the system's and stays", async () => {
    const page = await openPage();
    await go(page, "/", "My expertises");
    const light = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    await page.getByLabel("Theme").selectOption("dark");
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).not.toBe(light);
  });

  test("the first page needs at most 200 kB of JavaScript, gzipped", async () => {
    const page = await openPage();
    const scripts: Promise<number>[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith(".js")) scripts.push(response.body().then((body) => gzipSync(body).byteLength));
    });
    await go(page, "/", "My expertises");
    await page.locator(".sentence").waitFor();
    const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
    console.info(`first page: ${(bytes / 1000).toFixed(0)} kB of JavaScript, gzipped`);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(200_000);
  });
}
