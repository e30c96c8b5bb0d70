import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { hostileTexts, mark } from "../hostile-sources.ts";
import { ask, expertise, go, openPage } from "./visit.ts";

/** What a page holds that a source could have put there to do harm: elements, addresses, and texts that turn others around. */
const harmsOfPage = `(() => {
  const harms = [];
  const isHere = (address) => new URL(address, location.href).origin === location.origin;
  for (const one of document.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) {
      if (/^on/i.test(name) || name === "srcdoc") harms.push(one.tagName + " " + name);
      if (/^(href|src|action|formaction|xlink:href)$/i.test(name) && !/^(https?:|#|\\/(?!\\/))/i.test(value.trim()) && !isHere(value))
        harms.push(one.tagName + " " + name + "=" + value);
      if (name === "href" && /^\\s*(javascript|data|vbscript|file|blob):/i.test(value)) harms.push(value);
    }
    if (/^(IFRAME|OBJECT|EMBED|BASE|APPLET)$/i.test(one.tagName)) harms.push(one.tagName);
    if (one.tagName === "SCRIPT" && !one.src) harms.push("script");
  }
  if ("${mark}" in window) harms.push("a script ran");
  if (/[\\u202A-\\u202E\\u2066-\\u2069]/.test(document.documentElement.outerHTML)) harms.push("turns what stands beside it");
  return harms;
})()`;

async function expectInert(page: Page, path: string): Promise<void> {
  await go(page, path);
  expect([path, await page.evaluate(harmsOfPage)]).toEqual([path, []]);
  const wider = await page.evaluate("document.documentElement.scrollWidth - document.body.offsetWidth");
  expect([path, wider]).toEqual([path, 0]);
}

/** What sources say to do harm, on every page that shows any of it. */
export function hostilePages(): void {
  const spacesOf = (page: Page) => ask(page, `${expertise}/spaces`);

  test("the lists show what hostile sources say as text", async () => {
    const page = await openPage({ width: 320 });
    await go(page, `${expertise}/spaces`);
    await page.getByText(hostileTexts[0], { exact: false }).first().waitFor({ state: "attached" });
    for (const path of ["/spaces", "/support", "/trends", "/discovery"]) await expectInert(page, expertise + path);
    await expectInert(page, "/sources");
    await expectInert(page, "/");
  });

  test("the lists of people do too", async () => {
    const page = await openPage({ width: 320 });
    for (const path of [
      "/candidates",
      "/candidates?track=leader",
      "/identities",
      "/identities?show=persons",
      "/renewals",
      "/what-if",
    ])
      await expectInert(page, expertise + path);
  });

  test("the pages of hostile spaces do too", async () => {
    const page = await openPage({ width: 320 });
    const { spaces } = await spacesOf(page);
    const hostile = spaces.filter(({ key }: { key: string }) =>
      /custom\.example|qa\.example|blog\.example|group\.example/.test(key),
    );
    expect(hostile.length).toBeGreaterThan(5);
    for (const { key } of hostile.slice(0, 9))
      await expectInert(page, `${expertise}/space?space=${encodeURIComponent(key)}`);
  });

  test("the pages of hostile people do too, with everything opened", async () => {
    const page = await openPage({ width: 320 });
    const { candidates } = await ask(page, `${expertise}/candidates?limit=200`);
    const hostile = candidates.filter(({ accounts }: { accounts: { platform: string }[] }) =>
      accounts.some(({ platform }) => /\.example$|^custom/.test(platform)),
    );
    expect(hostile.length).toBeGreaterThan(8);
    for (const { person } of hostile.slice(0, 8)) await expectInert(page, `${expertise}/people/${person}`);
    await expectInert(page, `${expertise}/people/${hostile[0].person}/dossier`);
    await expectInert(
      page,
      `${expertise}/compare?people=${hostile.slice(0, 4).map(({ person }: { person: number }) => person)}`,
    );
  });
}
