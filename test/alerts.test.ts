import { analyse, optOut } from "@groundswell/analyse";
import { findAlerts, issueAlerts, sendMessage } from "@groundswell/report";
import { answerAlerts, type ReportDocument } from "@groundswell/reports";
import {
  auditLog,
  dueMessages,
  findEdition,
  keepAlerts,
  listAlerts,
  listMutes,
  makeMessages,
  muteAlert,
  type Store,
  unmuteAlert,
} from "@groundswell/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { askedAndAnswered, copyRun, crowded, keepWorld, rising } from "./alert-world.ts";
import { dice } from "./kill-collectors.ts";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { contextOf, follow, person } from "./report-readers.ts";
import { startMailServer } from "./smtp-world.ts";
import { accountId, asOf, makeSource } from "./store-fixtures.ts";

const dayMs = 86_400_000;
const later = (days: number) => new Date(asOf.getTime() + days * dayMs);
const spaces = Array.from({ length: 10 }, (_, at) => `tag${at}`);
const key = (space: string) => `qa.example:${space}`;

describe.each(storeKinds)("alerts on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  const open = async () =>
    (await listAlerts(store, { state: "open" })).map((one) => `${one.kind} ${one.subject}`).sort();
  const by = { actor: "ada@corp.example", at: asOf };

  async function plantedWorld(): Promise<number> {
    const random = dice(4);
    const signals = [
      ...askedAndAnswered(random, spaces, 60, { lost: "tag0", piled: "tag1" }),
      ...rising("tag2"),
      ...crowded(random, spaces.slice(0, 5)),
    ];
    await keepWorld(store, random, signals, { weeks: 60, silentDays: 12 });
    await analyse({ store, now: () => asOf }, { expertise: "lumen" });
    return accountId(store, "riser");
  }

  test("find each thing that was planted once, tell it once to whoever asked and may know it, and not again the next day", async () => {
    const riser = await plantedWorld();
    const server = await startMailServer();
    onTestFinished(server.close);
    let now = asOf;
    const context = contextOf(store, () => now, server);
    for (const [name, role] of [
      ["ada", "lead"],
      ["bo", "product"],
      ["cy", "product"],
      ["di", "lead"],
      ["eve", "lead"],
    ] as const)
      await person(store, name, role);
    for (const name of ["ada", "bo", "di"]) await follow(store, `${name}@corp.example`, { report: "alerts" });
    const watch = { kinds: null, subjects: [key("tag0")] };
    await follow(store, "cy@corp.example", { report: "alerts", watch });
    const muted = { expertise: "lumen", kind: "answerer-lost", subject: key("tag0") };
    await muteAlert(store, { user: "di@corp.example", ...muted, until: null }, by);

    const planted = [
      `answerer-lost ${key("tag0")}`,
      "concentration-moved lumen",
      `questions-pile-up ${key("tag1")}`,
      `riser person:${riser}`,
      "source-silent test",
    ];
    const found = await findAlerts(context, { expertise: "lumen", asOf });
    expect(found?.fresh.map((one) => `${one.kind} ${one.subject}`).sort()).toEqual(planted);
    expect(found?.tests).toBeGreaterThan(20);
    expect(await findAlerts(context, { expertise: "lumen", asOf })).toBeNull();

    const [issued] = (await issueAlerts(context)).made;
    const document = (await findEdition(store, issued?.edition ?? 0))?.document as ReportDocument;
    expect(document.sections.map(({ matter, rows }) => [matter, rows.length])).toEqual([
      ["spaces", 3],
      ["people", 1],
      ["operation", 1],
    ]);
    const outside = JSON.stringify({ ...document, sections: document.sections.filter(({ key }) => key === "spaces") });
    expect(outside).not.toMatch(/riser|tag0-first|person:/);
    expect((await issueAlerts(context)).made).toEqual([]);

    await makeMessages(store, now);
    for (const id of await dueMessages(store, now)) await sendMessage(context, id);
    const mailTo = (name: string) =>
      server.taken.filter(({ to }) => to[0] === `${name}@corp.example`).map(({ raw }) => raw);
    expect(["ada", "bo", "cy", "di", "eve"].map((name) => mailTo(name).length)).toEqual([1, 1, 1, 1, 0]);
    const says = (name: string) => {
      const [raw = ""] = mailTo(name);
      const text = raw.replace(/=\r\n/g, "");
      return {
        lost: /most active answerer, who/.test(text),
        piled: /usual for it/.test(text),
        riser: /somebody steady/.test(text),
        silent: /without anything new/.test(text),
      };
    };
    expect(says("ada")).toEqual({ lost: true, piled: true, riser: true, silent: true });
    expect(says("bo")).toEqual({ lost: true, piled: true, riser: false, silent: false });
    expect(says("cy")).toEqual({ lost: true, piled: false, riser: false, silent: false });
    expect(says("di")).toEqual({ lost: false, piled: true, riser: true, silent: true });

    now = later(1);
    await copyRun(store, now);
    expect((await findAlerts(context, { expertise: "lumen", asOf: now }))?.fresh).toEqual([]);
    expect(await open()).toEqual(planted);
    expect((await issueAlerts(context)).made).toEqual([]);
    expect(await listAlerts(store, { after: asOf })).toEqual([]);
  });

  test("leave out who opted out since, build nothing where nobody asked, and know nothing of what was not read", async () => {
    await plantedWorld();
    let now = asOf;
    const context = contextOf(store, () => now);
    await findAlerts(context, { expertise: "lumen", asOf });
    expect((await open()).filter((one) => one.startsWith("riser"))).toHaveLength(1);
    expect((await issueAlerts(context)).made).toEqual([]);

    await optOut({ store, now: () => now, actor: "lead" }, { account: "qa.example:riser", isOut: true, reason: null });
    await person(store, "ada");
    await follow(store, "ada@corp.example", { report: "alerts" });
    const [issued] = (await issueAlerts(context)).made;
    const document = (await findEdition(store, issued?.edition ?? 0))?.document as ReportDocument;
    expect(document.sections.map(({ matter }) => matter)).toEqual(["spaces", "operation"]);
    now = later(1);
    await copyRun(store, now);
    await findAlerts(context, { expertise: "lumen", asOf: now });
    expect((await open()).filter((one) => one.startsWith("riser"))).toEqual([]);

    await store.pool.query("update pulls set state = 'failed' where finished_at >= $1", [later(-35)]);
    const { found, verdicts } = await answerAlerts(store, { expertise: "lumen", asOf });
    expect(found.map((one) => one.kind)).toEqual([]);
    // Not read is not "not found": what is open stays open.
    expect(verdicts.filter((one) => one.kind === "source-silent" || one.kind === "questions-pile-up")).toEqual([]);
  });

  test("end when they were not found for a week or the contrary is seen, stay while nobody can tell, and begin anew", async () => {
    await makeSource(store);
    const one = {
      kind: "questions-pile-up",
      subject: key("a"),
      person: null,
      sentence: "More.",
      test: { name: "t", statistic: { name: "t", value: 5 }, p: 1e-5, q: 1e-3 },
    };
    const say = (day: number, verdict: "found" | "not-found" | "over" | null) =>
      keepAlerts(
        store,
        { expertise: "lumen", asOf: later(day), at: later(day) },
        {
          found: verdict === "found" ? [one] : [],
          verdicts: verdict === null ? [] : [{ kind: one.kind, subject: one.subject, verdict }],
          tests: 1,
        },
      );
    expect(await say(0, "found")).toHaveLength(1);
    expect(await say(0, "not-found")).toBeNull();
    // Missed, found again, missed for six days: it goes on, and is not new.
    for (const [day, verdict] of [
      [1, "not-found"],
      [2, "found"],
      [3, "not-found"],
      [9, "not-found"],
    ] as const)
      expect(await say(day, verdict)).toEqual([]);
    expect(await open()).toHaveLength(1);
    for (const day of [10, 20, 30]) await say(day, day === 30 ? null : day === 10 ? "found" : null);
    expect(await open()).toHaveLength(1);
    await say(31, "not-found");
    await say(38, "not-found");
    expect(await listAlerts(store)).toMatchObject([{ since: asOf, seenAt: later(10), endedAt: later(38) }]);
    expect(await say(39, "found")).toHaveLength(1);
    await say(40, "over");
    expect((await listAlerts(store)).map(({ since, endedAt }) => [since, endedAt])).toEqual([
      [later(39), later(40)],
      [asOf, later(38)],
    ]);
    expect(await say(35, "found")).toBeNull();
    await say(41, "found");
    await say(41 + 90, null);
    expect(await open()).toEqual([]);
  });

  test("are muted by one user for one thing or all of a kind, until a day, which the audit log says", async () => {
    await makeSource(store);
    const ada = await person(store, "ada");
    const bo = await person(store, "bo");
    const what = { expertise: "lumen", kind: "riser", subject: null };
    const first = await muteAlert(store, { user: ada.id, ...what, until: later(5) }, by);
    const second = await muteAlert(store, { user: ada.id, ...what, until: null }, by);
    expect(second).toMatchObject({ id: first.id, until: null });
    expect(await listMutes(store, ada.id)).toMatchObject([what]);
    expect(await listMutes(store, bo.id)).toEqual([]);
    await expect(unmuteAlert(store, { user: bo.id, id: first.id }, by)).rejects.toThrow("has no mute");
    await expect(muteAlert(store, { user: ada.id, ...what, until: asOf }, by)).rejects.toThrow("has passed");
    await expect(muteAlert(store, { user: ada.id, ...what, expertise: "none", until: null }, by)).rejects.toThrow(
      "no expertise",
    );
    await unmuteAlert(store, { user: ada.id, id: first.id }, by);
    expect(await listMutes(store, ada.id)).toEqual([]);
    expect((await auditLog(store, 3)).map(({ action }) => action)).toEqual([
      "alert.unmute",
      "alert.mute",
      "alert.mute",
    ]);
  });

  test("are none in a year of weekly looks at a world in which nothing changes", { timeout: 240_000 }, async () => {
    const random = dice(11);
    const quiet = spaces.slice(0, 6);
    await keepWorld(store, random, askedAndAnswered(random, quiet, 112), { weeks: 112 });
    await analyse({ store, now: () => asOf }, { expertise: "lumen" });
    const context = contextOf(store, () => asOf);
    const fresh: string[] = [];
    let tests = 0;
    for (let week = 51; week >= 0; week -= 1) {
      await copyRun(store, later(-7 * week));
      const found = await findAlerts(context, { expertise: "lumen", asOf: later(-7 * week) });
      tests += found?.tests ?? 0;
      fresh.push(...(found?.fresh ?? []).map((one) => `${one.kind} ${one.subject} ${week}`));
    }
    expect(tests).toBeGreaterThan(52 * 20);
    expect(fresh).toEqual([]);
  });
});
