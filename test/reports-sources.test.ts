import { dayMs } from "@groundswell/model";
import { documentFor, findReport, type ReportDocument } from "@groundswell/reports";
import type { Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf } from "./store-fixtures.ts";

const day = { from: new Date(asOf.getTime() - dayMs), to: asOf };
const daysAgo = (days: number) => new Date(asOf.getTime() - days * dayMs);

type Pull = { state?: string; saved?: number; error?: string | null; covered?: boolean };

describe.each(storeKinds)("the health of sources, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const source = (id: string, more: { state?: string; movedTo?: string; every?: string | null } = {}) =>
    store.pool.query(
      "insert into sources (id, connector, expertises, options, every, state, moved_to) values ($1, 'feed', '{lumen}', $2, $3, $4, $5)",
      [
        id,
        JSON.stringify({ url: id }),
        more.every === undefined ? "1 day" : more.every,
        more.state ?? "ok",
        more.movedTo ?? null,
      ],
    );
  /** A pull that ended so many days before the window's end, half a day more. */
  const pull = (
    id: string,
    ago: number,
    { state = "ok", saved = 3, error = null, covered = state === "ok" }: Pull = {},
  ) => {
    const at = daysAgo(ago + 0.5);
    return store.pool.query(
      `insert into pulls (source_id, started_at, finished_at, state, counts, covers_from, covers_to, error)
       values ($1, $2, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        at,
        state,
        JSON.stringify({ signals: { saved } }),
        covered ? daysAgo(ago + 1.5) : null,
        covered ? at : null,
        error,
      ],
    );
  };
  /** Pulls on each of the days from `from` to `to` days before the end. */
  async function pulls(id: string, from: number, to: number, how: Pull = {}) {
    for (let ago = from; ago >= to; ago--) await pull(id, ago, how);
  }
  const build = (window = day) => findReport("sources").build(store, { expertise: null, window, cadence: "day" });
  const sections = (document: ReportDocument | null) =>
    Object.fromEntries(
      (document?.sections ?? []).map(({ key, rows }) => [
        key,
        rows.map(({ cells }) => (cells[0] as { text: string }).text),
      ]),
    );

  beforeEach(async () => {
    await source("steady");
    await pulls("steady", 95, 0);
  });

  test("nothing is said while all is well", async () => {
    await source("by-hand", { every: null });
    await source("paused", { state: "paused" });
    await pull("paused", 0, { state: "failed", error: "It answered 500." });
    // A failure that the next pull made good.
    await source("stumbled");
    await pulls("stumbled", 95, 2);
    await pull("stumbled", 1, { state: "failed", error: "It answered 500." });
    await pull("stumbled", 0);
    expect(await build()).toBeNull();
  });

  test("one that fails is shown with its last error, since when, what it cost and what to do", async () => {
    await source("broken", { state: "failing" });
    await pulls("broken", 95, 5);
    await pulls("broken", 4, 1, { state: "failed", error: "It answered 500." });
    await pull("broken", 0, { state: "partial", error: "It answered 503 in the middle." });
    const document = (await build()) as ReportDocument;
    expect(document.insight).toBe("Something is wrong with 1 of 2 sources: 1 fails; 5 days of reading are lost.");
    const [row] = document.sections[0]?.rows ?? [];
    expect(row?.cells).toEqual([{ text: "broken", url: "/sources/broken" }, "2026-01-27", "2026-01-26", 5, "lumen"]);
    expect(row?.notes[0]).toEqual({ text: "It answered 503 in the middle.", url: null });
    expect(row?.notes[1]?.text).toContain('"groundswell pull --source broken"');
  });

  test("what is refused, waits, fell silent, is pulled no more or moved is told apart", async () => {
    await source("refused", { state: "refused" });
    await pulls("refused", 95, 1);
    await pull("refused", 0, { state: "failed", error: "The token is not accepted." });
    await source("waits", { state: "waiting" });
    await pulls("waits", 95, 3);
    await pulls("waits", 2, 0, { state: "failed", error: "The quota is used up." });
    await source("quiet");
    await pulls("quiet", 95, 6);
    await pulls("quiet", 5, 0, { saved: 0 });
    await source("forgotten");
    await pulls("forgotten", 95, 6);
    await source("gone", { movedTo: "https://new.example/feed" });
    await pulls("gone", 95, 0);
    const document = (await build()) as ReportDocument;
    expect(sections(document)).toEqual({
      refused: ["refused"],
      waiting: ["waits"],
      unread: ["forgotten"],
      silent: ["quiet"],
      moved: ["gone"],
    });
    expect(document.insight).toContain(
      "Something is wrong with 5 of 6 sources: 1 is refused until somebody acts, 1 waits",
    );
    expect(document.sections.find(({ key }) => key === "silent")?.rows[0]?.notes[0]?.text).toMatch(
      /^It was read on 6 days without anything new; before, 100 % of days/,
    );
    expect(document.figures.find(({ key }) => key === "silent")).toMatchObject({ now: 1, before: 1, lastYear: null });
  });

  test("a quiet weekend as always is no silence, and days that nobody read are none either", async () => {
    await source("weekdays");
    for (let ago = 95; ago >= 0; ago--)
      await pull("weekdays", ago, { saved: [0, 6].includes(daysAgo(ago + 0.5).getUTCDay()) ? 0 : 3 });
    await source("unread");
    await pulls("unread", 95, 3);
    await pulls("unread", 2, 1, { state: "failed", error: "It answered 500." });
    await pull("unread", 0, { saved: 0 });
    expect(await build()).toBeNull();
  });

  test("what happened after the window's end is not in it: as of a day is as of that day", async () => {
    await source("broken", { state: "failing" });
    await pulls("broken", 95, 3);
    await pulls("broken", 2, 0, { state: "failed", error: "It answered 500." });
    const first = JSON.stringify(await build());
    expect(first).toContain("It answered 500.");
    await pull("broken", -2);
    await store.pool.query("update sources set state = 'ok', last_error = null where id = 'broken'");
    expect(JSON.stringify(await build())).toBe(first);
    const early = { from: new Date(daysAgo(20).getTime() - dayMs), to: daysAgo(20) };
    expect(await build(early)).toBeNull();
  });

  test("is for operators, who need not be let read of people, and names no source outside of rows and gaps", async () => {
    await source("jo-blog", { state: "refused" });
    await pull("jo-blog", 0, { state: "failed", error: "jo-blog is closed." });
    const document = (await build()) as ReportDocument;
    const { insight, changes, title, figures } = document;
    expect(JSON.stringify([insight, changes, title, figures])).not.toContain("jo-blog");
    const operator = documentFor(document, { matters: ["operation"], expertises: [], regions: [] });
    expect(sections(operator)).toEqual({ refused: ["jo-blog"] });
    expect(documentFor(document, { matters: ["spaces", "people"], expertises: "all", regions: "all" })).toBeNull();
  });
});
