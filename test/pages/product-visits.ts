import type { SpacesAnswer } from "@groundswell/reports";
import { expect, test } from "vitest";
import { admin, ask, expertise, go, openPage, settle } from "./visit.ts";

/** What product teams do. */
export function productVisits(): void {
  test("home says the insight of the API, and at the next visit what has changed", async () => {
    const page = await openPage();
    await go(page, "/", "My expertises");
    const { insight } = await ask(page, `${expertise}/spaces`);
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
    const page = await openPage({ as: "product" });
    await go(page, `${expertise}/spaces`, "Spaces of Lumen");
    await page.getByRole("radio", { name: "12 months" }).check();
    await page.getByRole("radio", { name: "Equal people" }).check();
    await page.waitForURL(/window=12-months/);
    await page.waitForURL(/weighting=shared/);
    await settle(page);
    const answer: SpacesAnswer = await ask(page, `${expertise}/spaces?weighting=shared&from=2025-02-01`);
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
    const answer: SpacesAnswer = await ask(page, `${expertise}/spaces`);
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
    const { concentration } = await ask(page, `${expertise}/spaces`);
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
    await page.getByText(`Ignored by ${admin.email}`).waitFor();
    const answer = await ask(page, `${expertise}/discovery?state=ignored`);
    expect(answer.proposals).toMatchObject([{ name, decision: { deed: "ignore", by: admin.email } }]);
  });

  test("an accepted found space is a source from then on", async () => {
    const page = await openPage();
    await go(page, `${expertise}/discovery`, "Where else Lumen is talked about");
    const { sources: before } = await ask(page, "/sources");
    const first = page
      .locator(".found > li")
      .filter({ has: page.getByRole("button", { name: /Accept/ }) })
      .first();
    const found = await first.getByRole("heading").getByRole("link").textContent();
    await first.getByRole("button", { name: /Accept/ }).click();
    await expect
      .poll(async () => {
        const failure = page.locator(".found .failure");
        if (await failure.count()) return failure.first().textContent();
        return (await ask(page, "/sources")).sources.length;
      })
      .toBe(before.length + 1);
    // What is watched is no found space any more.
    const { proposals } = await ask(page, `${expertise}/discovery`);
    expect(proposals.map(({ name }: { name: string }) => name)).not.toContain(found);
  });
}
