import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { readCsv } from "../read-csv.ts";
import { deliverAnEdition } from "./report-world.ts";
import { ask, expertise, go, openPage, settle, siteOf } from "./visit.ts";

type Row = { cells: (string | number | { text: string })[] };
type Head = { id: number; report: string; revision: number; window: { to: string }; insight: string };

/** Subscribes to the report of support by mail, where the page's reader has not yet, and has an edition sent. */
export async function subscribeOnce(page: Page): Promise<void> {
  const { subscriptions } = await ask(page, "/subscriptions");
  if (subscriptions.length > 0) return;
  const data = { report: "support", expertise: "lumen", channel: "mail", quiet: { from: "22:00", to: "07:00" } };
  const origin = siteOf().url;
  const answer = await page.request.post("/api/subscriptions", { data, headers: { origin } });
  expect(answer.status()).toBe(201);
  await deliverAnEdition(siteOf().reporting, "lumen", 26);
}

/** What everybody does with reports. */
export function reportVisits(): void {
  test("a lead previews a report, schedules it, and is told when it is due in their own time zone", async () => {
    const page = await openPage({ as: "lead" });
    await go(page, "/reports", "Reports");
    const card = page
      .locator(".report-card")
      .filter({ has: page.getByRole("heading", { name: "Where to deploy support" }) });
    await card.getByRole("link", { name: /^Preview/ }).click();
    await page.getByLabel("As of day").fill("2026-01-26");
    await page.getByRole("button", { name: "Preview", exact: true }).click();
    await page.waitForURL(/asOf=2026-01-26/);
    await page.locator(".insight .sentence").waitFor();
    await page.getByRole("button", { name: "Schedule it…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Due").selectOption("day");
    await dialog.getByLabel("At", { exact: true }).fill("09:30");
    await dialog.getByLabel("Time zone").selectOption("Europe/Berlin");
    await dialog.getByText(/09:30/).first().waitFor();
    await dialog.getByRole("button", { name: "Schedule it" }).click();
    await dialog.getByRole("heading", { name: "It is on a schedule" }).waitFor();
    const { schedules } = await ask(page, "/schedules?report=support");
    const made = schedules.find(({ cron }: { cron: string }) => cron === "30 9 * * *");
    expect(made).toMatchObject({ tz: "Europe/Berlin", expertise: "lumen", cadence: "week" });
    // Half past nine in Berlin is half past eight in the reader's UTC.
    expect(made.next[0]).toMatch(/T08:30:00/);
    const times = dialog.locator(".next-times time");
    expect(await times.evaluateAll((all) => all.map((one) => one.getAttribute("datetime")))).toEqual(made.next);
    await go(page, "/reports/schedules", "Schedules");
    const scheduled = page.locator(".schedules > li").filter({ hasText: made.words });
    await scheduled.getByRole("button", { name: /^Pause/ }).click();
    await scheduled.getByText(/^Paused since/).waitFor();
    await scheduled.getByRole("button", { name: /^Remove/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
    await expect.poll(async () => (await ask(page, "/schedules?report=support")).schedules.length).toBe(1);
  });

  test("a lead subscribes, what is issued reaches them once, and what the receiver said is listed", async () => {
    const page = await openPage({ as: "lead" });
    await go(page, "/reports/subscriptions", "Subscriptions");
    await page.getByText("You are sent nothing.").waitFor();
    await page.getByRole("button", { name: "Subscribe" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Expertise").selectOption("lumen");
    await dialog.getByLabel("By").selectOption("mail");
    await dialog.getByRole("checkbox", { name: "CSV" }).check();
    await dialog.getByRole("button", { name: "Subscribe" }).click();
    await dialog.getByRole("heading", { name: "You are subscribed" }).waitFor();
    await dialog.getByRole("button", { name: /^Send a test/ }).click();
    await dialog.getByText(/^It was sent:/).waitFor();
    await page.keyboard.press("Escape");
    const edition = await deliverAnEdition(siteOf().reporting, "lumen", 19);
    await page.reload();
    await settle(page);
    const { deliveries } = await ask(page, "/deliveries");
    expect(deliveries).toMatchObject([{ state: "sent", editions: [edition] }]);
    const row = page.locator(".deliveries tbody tr");
    await row.first().waitFor();
    expect(await row.count()).toBe(1);
    expect(await row.first().textContent()).toContain(deliveries[0].said);
    await row.getByRole("link", { name: `edition ${edition}` }).click();
    await page.getByRole("heading", { level: 1, name: /Where to deploy support/ }).waitFor();
  });

  test("an edition shows what the API gives, sorts its tables, and is downloaded as the API sends it", async () => {
    const page = await openPage({ as: "lead" });
    const { editions } = (await ask(page, "/editions?report=support")) as { editions: Head[] };
    const revised = editions.find(({ revision }) => revision === 2) as Head;
    await go(page, `/reports/${revised.id}`, /Where to deploy support/);
    const { document, edition } = await ask(page, `/editions/${revised.id}`);
    expect((await page.locator(".insight").textContent()) ?? "").toContain(document.insight.slice(0, 60));
    for (const sentence of edition.revised) await page.getByText(sentence).first().waitFor();
    expect(await page.locator(".figure-table tbody tr").count()).toBe(document.figures.length);
    const [section] = document.sections.filter(({ rows }: { rows: Row[] }) => rows.length > 1);
    const table = page.locator(`[aria-labelledby="section-${section.key}"] table.data`);
    const firsts = section.rows.map(({ cells }: Row) =>
      typeof cells[0] === "object" ? cells[0].text : String(cells[0]),
    );
    expect(await table.locator("tbody th").allTextContents()).toEqual(firsts);
    await table.getByRole("button").first().click();
    expect(await table.locator("tbody th").allTextContents()).toEqual(
      [...firsts].sort((a, b) => a.localeCompare(b, undefined, { numeric: true, sensitivity: "base" })),
    );
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV" }).click();
    const kept = await readFile(await (await download).path(), "utf8");
    const sent = await page.request.get(`/api/editions/${revised.id}/file?format=csv`);
    expect(kept).toBe(await sent.text());
    const cells = readCsv(kept).flat();
    for (const first of firsts) expect(cells).toContain(first);
    await page.getByRole("link", { name: "What was said first" }).click();
    await page.getByText(/^Data arrived late, and/).waitFor();
  });

  test("an edition is compared with the one before, and the comparison is in the address", async () => {
    const page = await openPage({ as: "lead" });
    const { editions } = (await ask(page, "/editions?report=support")) as { editions: Head[] };
    const [later, earlier] = [...editions]
      .sort((a, b) => b.window.to.localeCompare(a.window.to))
      .filter(({ window }, at, all) => window.to !== all[at - 1]?.window.to);
    await go(page, `/reports/${later?.id}`);
    await page.getByLabel("With the edition of").selectOption(String(earlier?.id));
    await page.waitForURL(new RegExp(`with=${earlier?.id}`));
    await settle(page);
    const { changes } = await ask(page, `/editions/${later?.id}/compare?with=${earlier?.id}`);
    expect(changes.length).toBeGreaterThan(0);
    expect(await page.locator("#compare .sentences li").allTextContents()).toEqual(changes);
  });

  test("editions are found by what they say, and the search stands in the address", async () => {
    const page = await openPage({ as: "lead" });
    await go(page, "/reports", "Reports");
    await page.getByLabel("Report", { exact: true }).selectOption("candidates");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.waitForURL(/report=candidates/);
    await settle(page);
    const { editions } = await ask(page, "/editions?report=candidates");
    expect(await page.locator(".editions > li").count()).toBe(editions.length);
    await page.getByLabel(/^Says/).fill("nothing says this");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByText("No edition says that.").waitFor();
  });

  test("an alert is muted by whoever wants to hear no more of it, and heard of again", async () => {
    const page = await openPage({ as: "lead" });
    await go(page, "/reports/alerts", "Alerts");
    const { alerts } = await ask(page, "/alerts");
    expect(await page.locator(".alerts > li").count()).toBe(alerts.length);
    const [alert] = alerts;
    const card = page.locator(".alerts > li").first();
    await card.getByText("How it was tested").click();
    await card.getByText(alert.test.name).waitFor();
    await card.getByRole("button", { name: /^Mute/ }).click();
    await page.getByRole("dialog").getByLabel("For how long").selectOption("28");
    await page.getByRole("dialog").getByRole("button", { name: "Mute it" }).click();
    await card.getByText("You muted this.").waitFor();
    const { mutes } = await ask(page, "/mutes");
    expect(mutes).toMatchObject([{ kind: alert.kind, subject: alert.subject }]);
    expect(mutes[0].until).toMatch(/^2026-03-01/);
    const other = await openPage({ as: "admin" });
    expect((await ask(other, "/mutes")).mutes).toEqual([]);
    await card.getByRole("button", { name: /^Tell me again/ }).click();
    await card.getByRole("button", { name: /^Mute/ }).waitFor();
    expect((await ask(page, "/mutes")).mutes).toEqual([]);
    await go(
      page,
      `/alerts/mute?${new URLSearchParams({ expertise: "lumen", kind: alert.kind, subject: alert.subject })}`,
    );
    expect((await ask(page, "/mutes")).mutes).toEqual([]);
    await page.getByText(alert.sentence).waitFor();
  });

  test("a product team sees no report about people anywhere", async () => {
    const lead = await openPage({ as: "lead" });
    const { editions } = (await ask(lead, "/editions?report=candidates")) as { editions: Head[] };
    const people = editions[0] as Head;
    const page = await openPage({ as: "product" });
    for (const path of ["/reports", "/reports/schedules", "/reports/alerts", "/reports/subscriptions"]) {
      await go(page, path);
      expect(await page.locator("main").textContent()).not.toMatch(/[Cc]andidates|rises|Renewals/);
    }
    await go(page, "/reports", "Reports");
    const { reports } = await ask(page, "/reports");
    expect(reports.map(({ matter }: { matter: string }) => matter)).not.toContain("people");
    expect(await page.locator(".report-card").count()).toBe(reports.length);
    expect((await page.request.get(`/api/editions/${people.id}`)).status()).toBe(404);
    await page.goto(`/reports/${people.id}`);
    await page.getByRole("alert").waitFor();
    expect(await page.content()).not.toContain(people.insight);
    await go(page, `${expertise}/spaces`);
  });
}
