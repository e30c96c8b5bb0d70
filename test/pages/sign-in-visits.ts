import { firstAdminLink } from "@groundswell/server";
import { expect, test } from "vitest";
import { asOf } from "./simulated-site.ts";
import { admin, expertise, go, keepSession, openPage, password, signIn, siteOf } from "./visit.ts";

/** How people come in and go. */
export function signInVisits(): void {
  test("the printed link makes the first admin, whom it lets in", async () => {
    const page = await openPage({ as: null });
    await go(page, `${expertise}/spaces`, "Nobody is a user yet");
    const { store, url } = siteOf();
    const link = new URL((await firstAdminLink(store, url, asOf)) ?? "");
    await page.goto("about:blank");
    await go(page, `${link.pathname}${link.hash}`, "Make the first admin");
    await page.getByLabel("Name").fill(admin.name);
    await page.getByLabel("E-mail").fill(admin.email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Make the admin" }).click();
    await page.getByRole("heading", { level: 1, name: "My expertises" }).waitFor();
    await page.getByText(admin.name).waitFor();
    expect(page.url()).not.toContain("#");
    await keepSession(page, "admin");
  });

  test("a deep link survives signing in, and a wrong password is said in a sentence", async () => {
    const page = await openPage({ as: null });
    await go(page, `${expertise}/spaces?window=12-months&weighting=people`, "Sign in");
    await signIn(page, "not the password at all");
    await page.getByRole("alert").getByText("The e-mail or the password is wrong.").waitFor();
    await signIn(page);
    await page.getByRole("heading", { level: 1, name: "Spaces of Lumen" }).waitFor();
    expect(new URL(page.url()).search).toBe("?window=12-months&weighting=people");
  });

  test("after signing out neither the back button nor an address shows anything", async () => {
    const page = await openPage({ as: null });
    await go(page, `${expertise}/candidates`, "Sign in");
    await signIn(page);
    await page.getByRole("heading", { level: 1, name: "Who is helping in Lumen" }).waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    expect(await page.locator("main").count()).toBe(1);
    expect(await page.getByText("Who is helping").count()).toBe(0);
    await go(page, `${expertise}/spaces`, "Sign in");
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

  test("who reads for a product team finds no candidates, neither in the navigation nor by address", async () => {
    const page = await openPage({ as: "product" });
    await go(page, `${expertise}/spaces`, "Spaces of Lumen");
    const links = await page.getByRole("navigation").getByRole("link").allTextContents();
    expect(links).toEqual(expect.arrayContaining(["Spaces", "Support", "Trends", "Discovery"]));
    for (const name of ["Candidates", "Renewals", "Identities", "What if", "Administration", "Sources"])
      expect(links).not.toContain(name);
    for (const path of [
      "/candidates",
      "/people/1",
      "/people/1/dossier",
      "/compare?people=1",
      "/renewals",
      "/identities",
      "/what-if",
    ]) {
      await page.goto(expertise + path);
      await page
        .getByText(/only|not for|leads/i)
        .first()
        .waitFor();
      expect([path, await page.locator("main table, main .person").count()]).toEqual([path, 0]);
    }
    for (const path of ["candidates", "people/1", "renewals", "identities", "policy"])
      expect([path, (await page.request.get(`/api${expertise}/${path}`)).status()]).toEqual([path, 403]);
  });
}
