import { expect, test } from "vitest";
import { ask, go, openPage, siteOf, toAdd } from "./visit.ts";

/** What operators do. */
export function operatorsVisits(): void {
  test("a place is looked at, added by its address, pulled now, and its progress is told as it happens", async () => {
    const page = await openPage({ as: "operator" });
    await go(page, "/add-source", "Add a source");
    await page.getByLabel("Address of the place").fill(`${siteOf().placesUrl}/blogs/${toAdd().slug}/`);
    await page.getByRole("button", { name: "Look there" }).click();
    await page.getByText(/way to read it found|ways to read it found/).waitFor();
    expect(await page.getByRole("list").locator("li small").first().textContent()).toMatch(/post in/);
    await page.getByLabel("Name", { exact: true }).fill("added-blog");
    await page.getByRole("checkbox", { name: "Lumen" }).check();
    await page.getByRole("button", { name: "Add the source" }).click();
    await page.getByRole("heading", { level: 1, name: "added-blog" }).waitFor();
    await page.getByRole("button", { name: "Pull now" }).click();
    await page.getByText(/Pull \d+, begun/).waitFor();
    await expect
      .poll(async () => (await ask(page, "/sources/added-blog")).source.signals, { timeout: 20_000 })
      .toBeGreaterThan(0);
    // Nobody loads the page again: what is live says it.
    const { source } = await ask(page, "/sources/added-blog");
    await page.locator(".measures").getByText(String(source.signals), { exact: true }).waitFor();
  });

  test("a source that is paused says so in the list, and is resumed", async () => {
    const page = await openPage({ as: "operator" });
    const { sources } = await ask(page, "/sources");
    const { id } = sources.find((one: { connector: string }) => one.connector === "github");
    await go(page, `/sources/${id}`, id);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByText(/^Paused:/).waitFor();
    expect((await ask(page, `/sources/${id}`)).source.state).toBe("paused");
    await page.getByRole("button", { name: "Resume" }).click();
    await page.getByText(/^Resumed:/).waitFor();
    expect((await ask(page, `/sources/${id}`)).source.state).not.toBe("paused");
  });

  test("a token is shown once, lets a program in with its scopes alone, and nothing more once it is revoked", async () => {
    const page = await openPage();
    await go(page, "/account", "My account");
    await page.getByLabel("What it is for").fill("numbers for slides");
    await page.getByRole("checkbox", { name: /spaces:read/ }).check();
    await page.getByRole("button", { name: "Make it" }).click();
    const secret = await page.getByLabel("Token “numbers for slides”").inputValue();
    const asToken = (path: string) =>
      fetch(`${siteOf().url}/api${path}`, { headers: { authorization: `Bearer ${secret}` } });
    expect((await asToken("/expertises/lumen/spaces")).status).toBe(200);
    expect((await asToken("/expertises/lumen/candidates")).status).toBe(403);
    await page.reload();
    await page.getByText("numbers for slides").first().waitFor();
    expect(await page.content()).not.toContain(secret);
    const row = page.getByRole("row").filter({ hasText: "numbers for slides" });
    await row.getByRole("button").first().click();
    const confirm = page.getByRole("dialog").getByRole("button", { name: /Revoke|End/ });
    if (await page.getByRole("dialog").count()) await confirm.click();
    await expect.poll(async () => (await asToken("/expertises/lumen/spaces")).status).toBe(401);
  });

  test("who read a person is in the audit log, and an operator reads none of it", async () => {
    const page = await openPage();
    await go(page, "/administration/audit?action=person", "Audit log");
    await page
      .getByText(/person \d+ in lumen/)
      .first()
      .waitFor();
    const other = await openPage({ as: "operator" });
    await go(other, "/administration/audit", "Administration");
    await other.getByText("Only admins see these pages.").waitFor();
    expect((await other.request.get("/api/audit")).status()).toBe(403);
  });
}
