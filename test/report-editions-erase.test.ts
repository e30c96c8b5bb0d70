import { deriveKinds } from "@groundswell/analyse";
import { account } from "@groundswell/model";
import type { ReportDocument, ReportRow, ReportSection } from "@groundswell/reports";
import { editionHash, erasePerson, type Store, wordsOf } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { accountId, asOf, made, makeSource, rowsOf, save } from "./store-fixtures.ts";

const jo = account("forum.example", "p1", { handle: "JoQuillfeather", name: "Jo Quillfeather" });
const ada = account("forum.example", "p2", { handle: "ada-m", name: "Ada Marsh" });
const traces = ["quillfeather", "forum.example:p1"];

const row = (person: number | null, text: string, more: Partial<ReportRow> = {}): ReportRow => ({
  about: { expertise: "lumen", person, region: null, alert: null },
  cells: [{ text, url: person === null ? null : `/expertises/lumen/people/${person}` }, 7],
  notes: [],
  ...more,
});
const section = (rows: ReportRow[], chart: ReportSection["chart"] = null): ReportSection => ({
  ...{ key: "new", title: "New", matter: "people", note: null, chart, rows, empty: "Nobody." },
  columns: [
    { key: "name", title: "Person", kind: "text" },
    { key: "score", title: "Score", kind: "score" },
  ],
});
const document = (...sections: ReportSection[]): ReportDocument => ({
  ...{ report: "candidates", title: "Candidates and risers: lumen", expertise: "lumen", matter: "people" },
  window: { from: "2025-02-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z" },
  ...{ asOf: "2026-02-01T00:00:00.000Z", insight: "2 people are new among the first 20 experts.", figures: [] },
  ...{ changes: [], sections },
  basis: {
    ...{ coverage: 1, gaps: [], policyVersion: "mvp-1", runs: [1], inputWatermark: 9 },
    ...{ tracks: ["expert"], warnings: [] },
  },
});

describe.each(storeKinds)("kept reports of whoever is erased, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = { ...opened, erasureKey: "a-key-of-the-tests-that-is-long-enough" };
  });
  const all = (sql: string, ...values: unknown[]) => rowsOf(store, sql, ...values);
  const editions = () => all("select * from report_editions order by id");

  async function keep(one: ReportDocument, revised: string[] = []): Promise<void> {
    const month = (await editions()).length + 1;
    await all(
      `insert into report_editions (report, expertise, cadence, window_from, window_to, revision, document, sha256, revised, words, built_at)
       values ('candidates', 'lumen', 'month', $1, $1, 1, $2, $3, $4, $5, $6)`,
      ...[new Date(Date.UTC(2025, month)), JSON.stringify(one), editionHash(one), revised, wordsOf(one), asOf],
    );
  }
  /** Every cell of every table in which anything of Jo is left. */
  async function found(): Promise<string[]> {
    const lines: string[] = [];
    for (const { tablename } of await all("select tablename from pg_tables where schemaname = 'public' order by 1"))
      for (const cells of await all(`select * from "${tablename}"`))
        for (const cell of Object.values(cells)) lines.push(`${tablename}: ${JSON.stringify(cell)}`.toLowerCase());
    return lines.filter((line) => traces.some((trace) => line.includes(trace)));
  }
  const erase = async () =>
    erasePerson(store, { person: await accountId(store, "p1"), actor: "lead", reason: null, now: asOf, dryRun: false });

  let number: number;
  beforeEach(async () => {
    const answers = ["2025-10", "2025-11"].flatMap((month) =>
      [jo, ada].map((by) => ({ ...made(`${by.id}-${month}`, { occurredAt: `${month}-10T12:00:00Z` }), account: by })),
    );
    await save(store, await makeSource(store), { signals: answers });
    await deriveKinds(store);
    number = await accountId(store, "p1");
  });

  test("the rows about them go, words and hash are written anew, and other editions stay as they were to the byte", async () => {
    const adas = await accountId(store, "p2");
    const bars = { title: "Who", description: "Two", draw: "bars" as const, unit: "count" as const };
    const chart = { ...bars, bars: [{ name: "Jo Quillfeather", value: 3 }] };
    await keep(
      document(
        section([row(number, "Jo Quillfeather"), row(adas, "Ada Marsh")], chart),
        section([row(adas, "Ada Marsh")]),
      ),
      ["Jo Quillfeather came in."],
    );
    await keep(document(section([row(adas, "Ada Marsh")])));
    const [, otherBefore] = await all("select id, e::text as bytes from report_editions e order by id");
    expect((await found()).length).toBeGreaterThan(3);
    const { rows, mentions } = await erase();
    expect(rows.report_editions).toBeUndefined();
    expect(mentions).toContainEqual({ table: "report_editions", changed: 1, removed: 0 });
    expect(await editions()).toHaveLength(2);
    expect(await found()).toEqual([]);
    const [{ document: kept, sha256, words, revised }] = await editions();
    expect(kept.sections.map((one: ReportSection) => one.rows)).toEqual([
      [row(adas, "Ada Marsh")],
      [row(adas, "Ada Marsh")],
    ]);
    // A picture of all of them would still show who went.
    expect(kept.sections[0].chart).toBeNull();
    expect(kept.insight).toBe("2 people are new among the first 20 experts.");
    expect(sha256).toBe(editionHash(kept));
    expect(words).toBe(wordsOf(kept));
    expect(words).toContain("Ada Marsh");
    expect(revised).toEqual(["[erased] came in."]);
    expect((await all("select id, e::text as bytes from report_editions e order by id"))[1]).toEqual(otherBefore);
  });

  test("a row that calls them otherwise goes too, for it is about them, and their number stands nowhere", async () => {
    await keep(document(section([row(number, `Person ${number}`), row(null, "A space")])));
    await erase();
    const [{ document: kept }] = await editions();
    expect(kept.sections[0].rows).toEqual([row(null, "A space")]);
    expect(JSON.stringify(kept)).not.toContain(`/people/${number}`);
  });

  test("a mention in a row about somebody else is redacted, an address with it lost, and the hash is of what is left", async () => {
    const adas = await accountId(store, "p2");
    const notes = [{ text: "Thanks to Jo Quillfeather", url: "https://forum.example/t/1/by-joquillfeather" }];
    await keep(document(section([row(adas, "Ada Marsh", { notes })])));
    await erase();
    const [{ document: kept, sha256, words }] = await editions();
    expect(kept.sections[0].rows[0].notes).toEqual([{ text: "Thanks to [erased]", url: null }]);
    expect(sha256).toBe(editionHash(kept));
    expect(words).toBe(wordsOf(kept));
  });

  test("the address of what they asked spells their words: it goes, and those of others stay", async () => {
    await all(
      "update signals set url = 'https://forum.example/t/why-my-lamp-at-home-flickers' where account_id = $1",
      number,
    );
    const others = { text: "Asked on 2025-10-10: 12 days.", url: "https://forum.example/t/how-to-dim" };
    const theirs = { ...others, url: "https://forum.example/t/why-my-lamp-at-home-flickers" };
    await keep(document(section([row(null, "A space", { notes: [theirs, others] })])));
    await erase();
    const [{ document: kept, sha256 }] = await editions();
    expect(kept.sections[0].rows[0].notes).toEqual([{ ...theirs, url: null }, others]);
    expect(sha256).toBe(editionHash(kept));
  });

  test("alerts about them, mutes and what subscribers follow forget them", async () => {
    const subject = `person:${number}`;
    const alert = row(null, "Somebody rises", {
      about: { expertise: "lumen", person: null, region: null, alert: { kind: "riser", subject } },
    });
    await keep(document(section([alert])));
    await all(
      "insert into users (id, name, email, role, created_at, updated_at) values ('u1', 'Lead', 'lead@example.org', 'lead', now(), now())",
    );
    await all(
      "insert into alerts (expertise, kind, subject, person_id, found, since, seen_at) values ('lumen', 'riser', $1, $2, '{}', now(), now()), ('lumen', 'riser', 'lumen', null, '{}', now(), now())",
      ...[subject, number],
    );
    await all(
      "insert into alert_mutes (user_id, expertise, kind, subject, created_at) values ('u1', 'lumen', 'riser', $1, now()), ('u1', 'lumen', 'riser', null, now())",
      subject,
    );
    await all(
      `insert into report_subscriptions (user_id, report, channel, without_people, formats, tz, watch, created_by, created_at)
       values ('u1', 'alerts', 'feed', false, '{}', 'UTC', $1, 'u1', now()), ('u1', 'alerts', 'mail', false, '{}', 'UTC', '{"kinds": null, "subjects": null}', 'u1', now())`,
      JSON.stringify({ kinds: null, subjects: [subject, "lumen"] }),
    );
    await erase();
    const [{ document: kept }] = await editions();
    expect(kept.sections[0].rows).toEqual([]);
    expect(await all("select subject from alerts")).toEqual([{ subject: "lumen" }]);
    expect(await all("select subject from alert_mutes")).toEqual([{ subject: null }]);
    expect(await all("select watch from report_subscriptions order by id")).toEqual([
      { watch: { kinds: null, subjects: ["lumen"] } },
      { watch: { kinds: null, subjects: null } },
    ]);
  });
});
