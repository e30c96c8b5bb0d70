import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import type { SpacesAnswer } from "@groundswell/reports";
import { firstAdminLink, openAccess } from "@groundswell/server";
import type { Store } from "@groundswell/store";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openBrowser, watchPage } from "./open-browser.ts";
import { asOf, servePages, simulatedStore } from "./simulated-pages.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const admin = { name: "Ada Admin", email: "ada@example.org", password: "seven lanterns over a quiet harbour" };
const hostile = "<img src=x onerror=document.title='owned'>\u202Egnp.exe";
const expertise = "/expertises/lumen";

let store: Store;
let served: Awaited<ReturnType<typeof servePages>>;
let browser: Browser;
/** Where the session of the admin is kept, once there is one. */
let session: Awaited<ReturnType<BrowserContext["storageState"]>>;

beforeAll(async () => {
  store = await simulatedStore(async ({ pool }) => {
    await pool.query("update spaces set name = $1, url = 'javascript:document.title=1' where name = 'lumen-async'", [
      hostile,
    ]);
    await pool.query(
      "update signals set title = $1, url = 'javascript:document.title=1' where kind = 'question' and id % 2 = 0",
      [hostile],
    );
  });
  const access = await openAccess({ store, secret: null, baseUrl: "http://127.0.0.1", now: () => asOf });
  served = await servePages(store, access);
  browser = await openBrowser();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await served?.close();
  await store?.close();
});

type Look = { theme?: "light" | "dark"; width?: number; signedIn?: boolean };

/** A page of a browser that nobody else uses; what it did wrong fails the test. */
async function openPage({ theme = "light", width = 1280, signedIn = true }: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: served.url,
    colorScheme: theme,
    locale: "en",
    timezoneId: "UTC",
    viewport: { width, height: 900 },
    ...(signedIn ? { storageState: session } : {}),
  });
  const page = await context.newPage();
  // The pages say how old an analysis is; the world ends on its own day.
  await page.clock.setFixedTime(asOf);
  const wrong = watchPage(page, served.url);
  onTestFinished(async () => {
    await context.close();
    expect([...wrong, ...served.errors.splice(0)]).toEqual([]);
  });
  return page;
}

async function go(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(path);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  await page.waitForLoadState("networkidle");
}

async function askSpaces(page: Page, query = ""): Promise<SpacesAnswer> {
  return (await page.request.get(`/api${expertise}/spaces${query}`)).json();
}

async function signIn(page: Page, password = admin.password): Promise<void> {
  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("the printed link makes the first admin, whom it lets in", async () => {
  const page = await openPage({ signedIn: false });
  await go(page, `${expertise}/spaces`, "Nobody is a user yet");
  const link = new URL((await firstAdminLink(store, served.url, asOf)) ?? "");
  await page.goto("about:blank");
  await go(page, `${link.pathname}${link.hash}`, "Make the first admin");
  await page.getByLabel("Name").fill(admin.name);
  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Make the admin" }).click();
  await page.getByRole("heading", { level: 1, name: "My expertises" }).waitFor();
  await page.getByText(admin.name).waitFor();
  expect(page.url()).not.toContain("#");
  session = await page.context().storageState();
});

test("a deep link survives signing in; a wrong password is said in a sentence; signing out closes the pages", async () => {
  const page = await openPage({ signedIn: false });
  await go(page, `${expertise}/spaces?window=12-months&weighting=people`, "Sign in");
  await signIn(page, "not the password at all");
  await page.getByRole("alert").getByText("The e-mail or the password is wrong.").waitFor();
  await signIn(page);
  await page.getByRole("heading", { level: 1, name: "Spaces of Lumen" }).waitFor();
  expect(new URL(page.url()).search).toBe("?window=12-months&weighting=people");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  await page.goto(`${expertise}/spaces`);
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
});

test("a session that ends while somebody reads leads to signing in and back", async () => {
  const page = await openPage();
  await go(page, `${expertise}/spaces`, "Spaces of Lumen");
  await page.context().clearCookies();
  await page.getByRole("link", { name: "Support" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  await signIn(page);
  await page.getByRole("heading", { level: 1, name: "Where Lumen lacks support" }).waitFor();
});

test("home says the insight of the API, and at the next visit what has changed", async () => {
  const page = await openPage();
  await go(page, "/", "My expertises");
  const { insight } = await askSpaces(page);
  const [claim = ""] = insight.split(/(?<=\.) (?=[A-Z])/);
  expect(await page.locator(".sentence").first().textContent()).toBe(claim);
  expect(await page.getByText("since your last visit").count()).toBe(0);
  await page.evaluate(`{
    const key = Object.keys(localStorage).find((one) => one.startsWith("groundswell:visit:"));
    const kept = JSON.parse(localStorage.getItem(key));
    localStorage.setItem(key, JSON.stringify({ ...kept, at: 0, seen: { ...kept.seen, runId: 0, k50: 99 } }));
  }`);
  await page.reload();
  await page.getByText(/it was in 99/).waitFor();
});

test("window and weighting stand in the address, and the table shows what the API gives", async () => {
  const page = await openPage();
  await go(page, `${expertise}/spaces`, "Spaces of Lumen");
  await page.getByRole("radio", { name: "12 months" }).check();
  await page.getByRole("radio", { name: "Equal people" }).check();
  await page.waitForURL(/window=12-months/);
  await page.waitForURL(/weighting=shared/);
  await page.waitForLoadState("networkidle");
  const answer = await askSpaces(page, "?weighting=shared&from=2025-02-01");
  const [first] = answer.spaces;
  await expect
    .poll(() => page.locator("tbody tr").first().locator(".column-share").textContent())
    .toContain(`${(100 * (first?.share ?? 0)).toFixed(1)} %`);
  await page.goBack();
  await expect.poll(() => page.getByRole("radio", { name: "Signals" }).isChecked()).toBe(true);
});

test("a table is sorted and walked by keyboard, and its numbers lead to what they count", async () => {
  const page = await openPage();
  await go(page, `${expertise}/spaces`, "Spaces of Lumen");
  await page.getByRole("button", { name: "Helped in 72 h" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/sort=helped/);
  expect(await page.locator("th.column-helped").first().getAttribute("aria-sort")).toBe("ascending");
  const answer = await askSpaces(page);
  const known = answer.spaces.flatMap(({ health, count }) => (count > 0 ? (health?.responseRate["72h"] ?? []) : []));
  const least = page.locator("tbody tr").first().locator(".column-helped");
  await expect.poll(() => least.textContent()).toContain(String(Math.round(1000 * Math.min(...known)) / 10));
  // Unknown is not zero: it stands last in either direction.
  await page.keyboard.press("Enter");
  await page.waitForURL(/direction=down/);
  expect(await page.locator("tbody tr").last().locator(".column-helped").textContent()).toMatch(/insufficient|–/);
  const links = page.locator("tbody tr th a");
  await links.first().focus();
  await page.keyboard.press("ArrowDown");
  expect(await page.evaluate("document.activeElement.textContent")).toBe(await links.nth(1).textContent());
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 2, name: "Who waits" }).waitFor();
  // Who follows a link by keyboard goes on from the heading of the page it led to.
  expect(await page.evaluate("document.activeElement.tagName")).toBe("H1");
});

test("the curve is described, and is a table behind its button", async () => {
  const page = await openPage();
  await go(page, `${expertise}/spaces`, "Spaces of Lumen");
  await page.locator(".chart-picture svg").waitFor();
  const picture = page.getByRole("img", { name: "Share of activity held by the first spaces together" });
  const described = await picture.getAttribute("aria-describedby");
  expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(
    /^A curve that rises from the most active space/,
  );
  await page.getByRole("button", { name: "As a table" }).click();
  const { concentration } = await askSpaces(page);
  expect(await page.locator(".chart-twin tbody tr").count()).toBe(concentration.active);
});

test("a word is explained on focus, and Escape takes the explanation away", async () => {
  const page = await openPage();
  await go(page, `${expertise}/spaces`, "Spaces of Lumen");
  await page.getByRole("button", { name: "Coverage" }).first().focus();
  const tip = page.getByRole("tooltip").filter({ hasText: "really read" });
  await tip.waitFor();
  await page.keyboard.press("Escape");
  await tip.waitFor({ state: "hidden" });
});

test("an ignored found space leaves the inbox, stays among those decided about, and the API says who did it", async () => {
  const page = await openPage();
  await go(page, `${expertise}/discovery`, "Where else Lumen is talked about");
  const first = page.locator(".found > li").first();
  const name = await first.getByRole("heading").getByRole("link").textContent();
  await first.getByRole("button", { name: "Ignore" }).click();
  await expect.poll(() => page.locator(".found > li").first().getByRole("heading").textContent()).not.toContain(name);
  await page.getByLabel("Those decided about too").check();
  await page.getByText(`Ignored by ${admin.name}`).waitFor();
  const answer = await (await page.request.get(`/api${expertise}/discovery?state=ignored`)).json();
  expect(answer.proposals).toMatchObject([{ name, decision: { deed: "ignore", by: admin.name } }]);
});

test("hostile names, titles and links from sources are inert", async () => {
  const page = await openPage();
  const { spaces } = await askSpaces(page);
  const spoiled = spaces.find(({ name }) => name === hostile);
  await go(page, `${expertise}/space?space=${encodeURIComponent(spoiled?.key ?? "")}`, hostile);
  await page.locator("#threads li").first().waitFor();
  for (const path of ["/spaces", "/support", "/trends"]) {
    await page.goto(expertise + path);
    await page.getByText(hostile).first().waitFor();
    expect(await page.locator("img, a[href^='javascript:'], [onerror]").count()).toBe(0);
  }
  expect(await page.title()).not.toContain("owned");
});

const everyPage: [path: string, heading: string | RegExp][] = [
  ["/", "My expertises"],
  [`${expertise}/spaces`, "Spaces of Lumen"],
  [`${expertise}/space?space=askbench.stackexchange.com%3Alumen`, "lumen"],
  [`${expertise}/support`, "Where Lumen lacks support"],
  [`${expertise}/trends`, "What rises and falls in Lumen"],
  [`${expertise}/discovery`, "Where else Lumen is talked about"],
  [`${expertise}/candidates`, "Who is helping in Lumen"],
  ["/sources", "Sources"],
  ["/nowhere", "There is no such page"],
];

test.each(["light", "dark"] as const)("axe finds nothing on any page in the %s theme", async (theme) => {
  const page = await openPage({ theme });
  const entry = await openPage({ theme, signedIn: false });
  const found: string[] = [];
  for (const [path, heading] of everyPage) {
    await go(page, path, heading);
    found.push(...(await violations(page)));
  }
  await go(entry, "/sign-in", "Sign in");
  found.push(...(await violations(entry)));
  expect(found).toEqual([]);
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = (await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(tags)} })`)) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => `${new URL(page.url()).pathname}: ${id} ${nodes[0]?.html}`);
}

test("no page is wider than a telephone, and the chosen theme beats the system's and stays", async () => {
  const page = await openPage({ width: 360 });
  for (const [path, heading] of everyPage) {
    await go(page, path, heading);
    expect([path, await page.evaluate("document.documentElement.scrollWidth - document.body.offsetWidth")]).toEqual([
      path,
      0,
    ]);
  }
  await go(page, "/", "My expertises");
  const light = await page.evaluate("getComputedStyle(document.body).backgroundColor");
  await page.getByLabel("Theme").selectOption("dark");
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).not.toBe(light);
});

test("the first page needs at most 200 kB of JavaScript, gzipped, and nothing on it moves once it is there", async () => {
  const page = await openPage();
  const scripts: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.url().endsWith(".js")) scripts.push(response.body().then((body) => gzipSync(body).byteLength));
  });
  await page.addInitScript(`
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) window.shifted += value;
    }).observe({ type: "layout-shift", buffered: true });
  `);
  await go(page, "/", "My expertises");
  await page.locator(".sentence").waitFor();
  const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
  const shifted = (await page.evaluate("window.shifted")) as number;
  console.info(
    `first page: ${(bytes / 1000).toFixed(0)} kB of JavaScript, gzipped; layout shift ${shifted.toFixed(3)}`,
  );
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(200_000);
  // "Good" by the Web Vitals is 0.1.
  expect(shifted).toBeLessThan(0.1);
});
