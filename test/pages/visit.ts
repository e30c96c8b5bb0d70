import { firstAdminLink } from "@groundswell/server";
import { addGrants, addUser, makePasswordLink } from "@groundswell/store";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { openBrowser, watchPage } from "./open-browser.ts";
import { asOf, openSimulatedSite, type SimulatedSite } from "./simulated-site.ts";

export const expertise = "/expertises/lumen";
export const password = "seven lanterns over a quiet harbour";
export const admin = { name: "Ada Admin", email: "ada@example.org" };

type Role = "admin" | "lead" | "product" | "operator";
type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** One browser and one site for all tests of the pages. */
export type Visited = { site: SimulatedSite; browser: Browser; sessions: Map<Role, Session> };

let visited: Visited | null = null;

/** Opens the site and the browser; what it returns closes them. */
export async function beginVisits(options: Parameters<typeof openSimulatedSite>[0]): Promise<() => Promise<void>> {
  const [site, browser] = await Promise.all([openSimulatedSite(options), openBrowser()]);
  visited = { site, browser, sessions: new Map() };
  return async () => {
    visited = null;
    await browser.close();
    await site.close();
  };
}

/** The site that is visited. */
export function siteOf(): SimulatedSite {
  if (visited === null) throw new Error("The site is not open: call beginVisits before all tests.");
  return visited.site;
}

/** A blog of the simulated world that no source reads yet: the first. */
export function toAdd(): { slug: string } {
  const found = siteOf().world.spaces.flatMap((space) => (space.kind === "blog" ? [space] : []))[0];
  if (!found) throw new Error("The simulated world has no blog.");
  return found;
}

type Look = { theme?: "light" | "dark"; width?: number; as?: Role | null };

/** A page of a browser window of its own, signed in as somebody; what it did wrong fails the test. */
export async function openPage({ theme = "light", width = 1280, as = "admin" }: Look = {}): Promise<Page> {
  const { url, errors } = siteOf();
  const { browser } = visited as Visited;
  const storageState = as === null ? undefined : await sessionOf(as);
  const context = await browser.newContext({
    ...{ baseURL: url, colorScheme: theme, locale: "en", timezoneId: "UTC", viewport: { width, height: 900 } },
    ...(storageState ? { storageState } : {}),
  });
  // A machine that is busy with other tests is slow, and a test that waits for what never comes should say for what.
  context.setDefaultTimeout(12_000);
  const page = await context.newPage();
  // The pages say how old an analysis is; the world ends on its own day.
  await page.clock.setFixedTime(asOf);
  const wrong = watchPage(page, url);
  onTestFinished(async () => {
    await context.close();
    expect([...wrong, ...errors.splice(0)]).toEqual([]);
  });
  return page;
}

/** Keeps the session of a page for the tests that come. */
export async function keepSession(page: Page, role: Role): Promise<void> {
  visited?.sessions.set(role, await page.context().storageState());
}

/** The session of somebody of a role; made over the API where no test has made one yet. */
async function sessionOf(role: Role): Promise<Session> {
  const { browser, sessions, site } = visited as Visited;
  const known = sessions.get(role);
  if (known) return known;
  // The first user is an admin: whoever comes before them would keep them out, where single tests are run.
  if (role !== "admin") await sessionOf("admin");
  const context = await browser.newContext({ baseURL: site.url });
  const email = role === "admin" ? admin.email : `${role}@example.org`;
  const send = async (path: string, data: object) => {
    const answer = await context.request.post(`/api/auth${path}`, { data, headers: { origin: site.url } });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  };
  const link = role === "admin" ? await firstAdminLink(site.store, site.url, asOf) : null;
  const secret = (address: string) => new URL(address).hash.slice(1);
  if (link) await send("/first-run", { secret: secret(link), name: admin.name, email, password });
  else if (role !== "admin") await send("/set-password", { secret: await invited(role, email), password });
  await send("/sign-in/email", { email, password });
  const session = await context.storageState();
  await context.close();
  sessions.set(role, session);
  return session;
}

/** Makes a user of a role for the simulated expertise; the secret of the link that lets them choose a password. */
async function invited(role: Role, email: string): Promise<string> {
  const { store } = siteOf();
  const by = { actor: "test", at: asOf };
  const grants = { expertises: ["lumen"], regions: [] };
  const user = await addUser(store, { name: `The ${role}`, email, role }, by);
  await addGrants(store, user.id, grants, by);
  return makePasswordLink(store, user.id, by);
}

/** Signs in on the page where somebody is asked to. */
export async function signIn(page: Page, given = password): Promise<void> {
  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Password").fill(given);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Goes to an address and waits until nothing of its page is on its way any more. */
export async function go(page: Page, path: string, heading: string | RegExp = /./): Promise<void> {
  await page.goto(path);
  await page.getByRole("heading", { level: 1, name: heading }).first().waitFor();
  await settle(page);
}

/** Waits until nothing that a page shows is on its way. What goes on lives in a connection that never ends, so silence is no sign. */
export async function settle(page: Page): Promise<void> {
  await page.locator('.loading, [aria-busy="true"], .chart-picture > div:empty').first().waitFor({ state: "detached" });
}

/** What the API answers the one who looks at a page. */
// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asks for, and the answers' shapes have tests of their own
export async function ask(page: Page, path: string): Promise<any> {
  const answer = await page.request.get(`/api${path}`);
  expect(answer.status(), path).toBe(200);
  return answer.json();
}
