import { readFile } from "node:fs/promises";
import type { CandidatePageAnswer } from "@groundswell/reports";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { readCsv } from "../read-csv.ts";
import { ask, expertise, go, openPage, settle } from "./visit.ts";

const candidates = `${expertise}/candidates`;

/** Presses a button of the dialog that is open, with a reason, and waits until it is closed. */
async function give(page: Page, reason: string, button: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").last().fill(reason);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

async function firstRanked(page: Page): Promise<CandidatePageAnswer["candidates"][number]> {
  const answer: CandidatePageAnswer = await ask(page, candidates);
  const found = answer.candidates.find(
    ({ rank, stage, name }) => rank !== null && stage === null && /^[\w .'-]+$/.test(name ?? ""),
  );
  if (!found) throw new Error("Nobody is ranked.");
  return found;
}

/** What leads do. */
export function leadsVisits(): void {
  test("a candidate is found by name, and the why of their score adds up to it", async () => {
    const page = await openPage({ as: "lead" });
    const { name, person, score } = await firstRanked(page);
    await go(page, candidates, "Who is helping in Lumen");
    await page.getByLabel("Search").fill(name ?? "");
    await page.waitForURL(/search=/);
    await expect
      .poll(() => page.locator(".candidate").count())
      .toBe((await ask(page, `${candidates}?search=${encodeURIComponent(name ?? "")}`)).candidates.length);
    await page
      .locator(`[data-person="${person}"]`)
      .getByRole("link", { name: name ?? "" })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: name ?? "" }).waitFor();
    await settle(page);
    const { tracks } = await ask(page, `${expertise}/people/${person}`);
    const terms = tracks.expert.terms as { contribution: number }[];
    expect(terms.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score, 6);
    expect(await page.locator("main").textContent()).toMatch(/Why this score|score/i);
  });

  test("behind a number stand its signals, with their links to the source", async () => {
    const page = await openPage({ as: "lead" });
    const { person } = await firstRanked(page);
    await go(page, `${expertise}/people/${person}`);
    await page.getByRole("button", { name: /\d+/ }).and(page.locator("main table button")).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("listitem").first().waitFor();
    const hrefs = await dialog.getByRole("link").evaluateAll((links) => links.map((one) => one.getAttribute("href")));
    expect(hrefs.length).toBeGreaterThan(0);
    for (const href of hrefs) expect(href).toMatch(/^https?:\/\//);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  test("who is shortlisted in the list says so in the API and in their history, with the reason", async () => {
    const page = await openPage({ as: "lead" });
    const { person, name } = await firstRanked(page);
    await go(page, candidates);
    await page.locator(`[data-person="${person}"]`).getByRole("checkbox").check();
    await page.getByRole("button", { name: "Shortlist", exact: true }).click();
    await give(page, "Answers what nobody else answers", "Shortlist");
    await page.getByText("Shortlisted 1 of 1 person.").waitFor();
    const shortlisted: CandidatePageAnswer = await ask(page, `${candidates}?stage=shortlisted`);
    expect(shortlisted.candidates.map((one) => one.person)).toContain(person);
    await go(page, `${expertise}/people/${person}`, name ?? "");
    await page.getByText("Answers what nobody else answers").first().waitFor();
  });

  test("a stage is moved on the page of a person with a reason, and the list filters by it", async () => {
    const page = await openPage({ as: "lead" });
    const { candidates: waiting } = (await ask(page, `${candidates}?stage=shortlisted`)) as CandidatePageAnswer;
    expect(waiting.length).toBeGreaterThan(0);
    await go(page, `${expertise}/people/${waiting[0]?.person}`);
    await page.getByRole("button", { name: "Move to in review" }).click();
    await give(page, "Ready to be looked at", "Move");
    await expect.poll(async () => (await ask(page, `${candidates}?stage=in-review`)).candidates.length).toBe(1);
    await go(page, `${candidates}?stage=in-review`);
    expect(await page.locator(".candidate").count()).toBe(1);
  });

  test("a candidacy is given to one of those who may, and what people bring stands in its history", async () => {
    const page = await openPage({ as: "lead" });
    const { person } = await firstRanked(page);
    const there = `${expertise}/people/${person}`;
    await go(page, there);
    await page.locator("summary", { hasText: "Assign" }).click();
    const choice = page.getByLabel("Who looks after it");
    const { assignees } = await ask(page, `${there}/assignees`);
    await expect.poll(() => choice.locator("option").count()).toBe(assignees.length + 1);
    await choice.selectOption("lead@example.org");
    await page.getByRole("button", { name: "Assign", exact: true }).click();
    await page.getByText("assigned to lead@example.org").first().waitFor();
    await page.locator("summary", { hasText: "Add evidence" }).click();
    await page.getByLabel("Activity").fill("Workshop");
    await page.getByLabel("Title").fill("Lumen for beginners");
    await page.getByLabel(/^Address/).fill("https://workshops.example/lumen");
    await page.getByLabel("Day", { exact: true }).fill("2026-01-10");
    await page.getByLabel("What it shows").fill("Forty people learnt it in a day.");
    await page.getByLabel("Who vouches for it").fill("River Stone");
    await page.getByRole("button", { name: "Add the evidence" }).click();
    await page.getByText("brought evidence: Lumen for beginners").first().waitFor();
    expect(await page.getByLabel("Title").inputValue()).toBe("");
    expect(await page.getByRole("link", { name: "https://workshops.example/lumen" }).count()).toBe(1);
    const { candidacy } = await ask(page, there);
    expect(candidacy.history.map(({ kind }: { kind: string }) => kind)).toEqual(["assign", "evidence"]);
  });

  test("what somebody is writing stays where the page could not be asked again", async () => {
    const page = await openPage({ as: "lead" });
    const { person } = await firstRanked(page);
    const there = `${expertise}/people/${person}`;
    await go(page, there);
    await page.locator("summary", { hasText: "Note" }).click();
    const note = page.locator("details", { has: page.locator("summary", { hasText: "Note" }) }).getByRole("textbox");
    await note.fill("Has been helping newcomers since the spring");
    await page.route(`**/api${there}`, (route) => route.fulfill({ status: 502, body: "" }));
    await page.locator("summary", { hasText: "Assign" }).click();
    await page.getByLabel("Who looks after it").selectOption("lead@example.org");
    await page.getByRole("button", { name: "Assign", exact: true }).click();
    await page.getByText("The server answered with status 502.").first().waitFor();
    expect(await note.inputValue()).toBe("Has been helping newcomers since the spring");
    await page.unroute(`**/api${there}`);
    await page.getByRole("button", { name: "Try again" }).first().click();
    await page.getByText("The server answered with status 502.").first().waitFor({ state: "detached" });
    expect(await note.inputValue()).toBe("Has been helping newcomers since the spring");
  });

  test("who wants to be left alone is noted, and the note is taken back", async () => {
    const page = await openPage({ as: "lead" });
    const { person } = await firstRanked(page);
    await go(page, `${expertise}/people/${person}`);
    await page.getByRole("button", { name: "They do not want to be considered" }).click();
    await give(page, "Said so at the meeting", "Note it");
    await page.getByText(/They do not want to be considered: noted by lead@example\.org/).waitFor();
    await page.locator(".undo-note").getByRole("button", { name: "Undo" }).click();
    await page.getByText("Taken back: it is as it was before.").waitFor();
    expect((await ask(page, `${expertise}/people/${person}`)).optOut).toBeNull();
  });

  test("wrong data is reported of an account, marked, and marked no more once somebody has looked at it", async () => {
    const page = await openPage({ as: "lead" });
    const { person } = await firstRanked(page);
    const marks = async () => (await ask(page, `${expertise}/people/${person}`)).wrongData.length;
    await go(page, `${expertise}/people/${person}`);
    await page
      .locator(".account-cards")
      .getByRole("button", { name: /^Report as wrong/ })
      .first()
      .click();
    await give(page, "That profile is somebody else's", "Report");
    await page.getByText(/That profile is somebody else's/).waitFor();
    expect(await marks()).toBe(1);
    await page.getByRole("button", { name: /^Resolve report/ }).click();
    await give(page, "Looked: it is theirs", "Resolve");
    await expect.poll(() => page.getByText(/That profile is somebody else's/).count()).toBe(0);
    expect(await marks()).toBe(0);
  });

  test("who somebody is can be locked and unlocked, each with a reason", async () => {
    const page = await openPage({ as: "lead" });
    const { person } = await firstRanked(page);
    await go(page, `${expertise}/people/${person}`);
    await page.getByRole("button", { name: "Lock who this is" }).click();
    await give(page, "Checked by hand", "Lock");
    await page.getByText(/Locked by lead@example\.org/).waitFor();
    await page.getByRole("button", { name: "Unlock who this is" }).click();
    await give(page, "Checked too early", "Unlock");
    await page.getByRole("button", { name: "Lock who this is" }).waitFor();
    expect((await ask(page, `${expertise}/people/${person}`)).locked).toBeNull();
  });

  test("the export is the API's very table, and its lines are the rows of the screen", async () => {
    const page = await openPage({ as: "lead" });
    await go(page, `${candidates}?minEvidence=3`);
    const link = page.getByRole("link", { name: /^CSV/ });
    const href = (await link.getAttribute("href")) ?? "";
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    const bytes = await readFile(await download.path());
    expect(bytes.equals(await (await page.request.get(href)).body())).toBe(true);
    const [head = [], ...lines] = readCsv(bytes.toString("utf8"));
    const answer: CandidatePageAnswer = await ask(page, `${candidates}?minEvidence=3&format=json`);
    expect(lines.map((line) => line[head.indexOf("person")])).toEqual(
      answer.candidates.map(({ person }) => String(person)),
    );
    const rows = page.locator(".candidate");
    const shown = await rows.evaluateAll((all) =>
      all.map((one) => [one.getAttribute("data-person"), one.querySelector(".score")?.lastChild?.textContent]),
    );
    expect(shown.length).toBeGreaterThan(5);
    for (const [at, [person, score]] of shown.entries()) {
      expect(lines[at]?.[head.indexOf("person")]).toBe(person);
      expect(Number(lines[at]?.[head.indexOf("score")])).toBeCloseTo(Number(score), 1);
    }
  });

  test("a view is saved under a name and leads back to what was filtered", async () => {
    const page = await openPage({ as: "lead" });
    await go(page, `${candidates}?minEvidence=6`);
    await page.getByText("Saved views").click();
    await page.getByLabel("Save this view as").fill("Half a year");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved “Half a year”.").waitFor();
    await go(page, candidates);
    await page.getByText("Saved views (1)").click();
    await page.getByRole("link", { name: "Half a year" }).click();
    await page.waitForURL(/minEvidence=6/);
  });

  test("a merge in the identity review is taken back, and then is as if it had not been", async () => {
    const page = await openPage({ as: "lead" });
    const persons = async () => (await ask(page, `${expertise}/identities?limit=200`)).persons.length;
    await go(page, `${expertise}/identities`, "Who is who in Lumen");
    const before = await persons();
    const { proposals } = await ask(page, `${expertise}/identities/proposals?limit=200`);
    await page.getByRole("button", { name: /^Same person/ }).click();
    await page.getByText(/one person now\./).waitFor();
    expect((await ask(page, `${expertise}/identities/proposals?limit=200`)).proposals.length).toBeLessThan(
      proposals.length,
    );
    await page.getByRole("button", { name: "Undo", exact: true }).first().click();
    await expect
      .poll(async () => (await ask(page, `${expertise}/identities/proposals?limit=200`)).proposals.length)
      .toBe(proposals.length);
    expect(await persons()).toBe(before);
  });

  test("four people stand beside one another, and what-if says who moves", async () => {
    const page = await openPage({ as: "lead" });
    const { candidates: all } = (await ask(page, candidates)) as CandidatePageAnswer;
    const four = all.slice(0, 4).map(({ person }) => person);
    await go(page, `${expertise}/compare?people=${four.join(",")}`);
    for (const { name } of all.slice(0, 4)) if (name) await page.getByText(name).first().waitFor();
    await go(page, `${expertise}/what-if`);
    const slider = page.getByRole("slider").first();
    await slider.focus();
    await page.keyboard.press("Home");
    await page.waitForURL(/weights=/);
    await page.getByRole("slider", { name: /^window/ }).focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/numbers=/);
    await page.getByText(/the window in months is \d+ instead of/).waitFor();
  });
}
