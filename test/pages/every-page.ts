import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
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
  if (!address.includes("{")) return address;
  const { candidates } = await ask(page, `${expertise}/candidates`);
  const people = candidates.slice(0, 3).map(({ person }: { person: number }) => person);
  return address.replace("{person}", String(people[0])).replace("{people}", people.join(","));
}

/** What axe finds on a page as it stands; `rules` narrows what is looked for. */
async function violations(page: Page, what: string, rules?: string[]): Promise<string[]> {
  const only = rules ? { type: "rule", values: rules } : { type: "tag", values: tags };
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(only)}, resultTypes: ["violations"] })`,
  )) as { violations: { id: string; nodes: { html: string }[] }[] };
  return found.violations.map(({ id, nodes }) => `${what}: ${id} ${nodes.length} ${nodes[0]?.html.slice(0, 300)}`);
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
    "axe finds nothing on %s in either theme, wide or narrow, and it scrolls one way",
    async (name, address) => {
      const page = await openPage({ as: entries.has(name) ? null : "admin" });
      await go(page, await filled(page, address));
      await page.evaluate(axe);
      const found = await violations(page, "light, 1280");
      await page.emulateMedia({ colorScheme: "dark" });
      // The theme changes colours alone, and the width everything else.
      found.push(...(await violations(page, "dark, 1280", ["color-contrast"])));
      await page.setViewportSize({ width: 320, height: 900 });
      await settle(page);
      found.push(...(await violations(page, "dark, 320")));
      await page.emulateMedia({ colorScheme: "light" });
      found.push(...(await violations(page, "light, 320", ["color-contrast"])));
      expect(found).toEqual([]);
      const wide = (await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      )) as number;
      expect(wide).toBe(0);
    },
  );

  test.each(shown.filter(([name]) => !entries.has(name)))(
    "by keyboard alone everything on %s is reached",
    async (_, address) => {
      const page = await openPage();
      await go(page, await filled(page, address));
      const missed = (await page.evaluate(`(async () => {
      const wanted = [...document.querySelectorAll("a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("details:not([open]) > :not(summary)"));
      const unreachable = (one) => {
        if (one.tabIndex >= 0) return false;
        // One of a group of tabs or of a row of choices holds the place for all: arrows go on from there.
        return !one.closest('[role="tablist"], [role="radiogroup"], [role="toolbar"], [role="grid"]');
      };
      return wanted.filter(unreachable).map((one) => one.outerHTML.slice(0, 200));
    })()`)) as string[];
      expect(missed).toEqual([]);
      // Focus goes where Tab takes it, is seen there, and is never held.
      const seen = new Set<string>();
      for (let at = 0; at < 12; at++) {
        await page.keyboard.press("Tab");
        const here = (await page.evaluate(`(() => {
        const one = document.activeElement;
        const { outlineStyle, boxShadow } = getComputedStyle(one);
        return { at: [...document.querySelectorAll("*")].indexOf(one), isSeen: one === document.body || outlineStyle !== "none" || boxShadow !== "none", html: one.outerHTML.slice(0, 120) };
      })()`)) as { at: number; isSeen: boolean; html: string };
        expect(here).toMatchObject({ isSeen: true });
        seen.add(String(here.at));
      }
      expect(seen.size).toBeGreaterThan(6);
    },
  );

  test.each(["/", `${expertise}/spaces`, `${expertise}/candidates`, `${expertise}/people/{person}`])(
    "nothing on %s moves once it is there",
    async (address) => {
      const page = await openPage();
      await page.addInitScript(`
        window.shifted = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
      `);
      await go(page, await filled(page, address));
      // The observer is told of a shift with the frame after it.
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
      expect(await page.evaluate("window.shifted")).toBeLessThan(0.02);
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
