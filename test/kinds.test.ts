import { analyse, deriveKinds, markAccount } from "@groundswell/analyse";
import { mapDiscourseTopic } from "@groundswell/connectors";
import { account, type Organisation, readCatalogue } from "@groundswell/model";
import { answerCandidates, answerSpaces } from "@groundswell/reports";
import {
  applyCatalogue,
  auditLog,
  contributions,
  ineligible,
  movePersons,
  rollUp,
  type Store,
} from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { accountId, asOf, made, makeSource, rowsOf, save, tag } from "./store-fixtures.ts";

const at = (month: number, day = 10) => ({ occurredAt: new Date(Date.UTC(2025, month - 1, day, 12)).toISOString() });
const window = { from: new Date("2025-02-01"), to: asOf };
const now = () => asOf;

/** A catalogue of organisations alone. */
function organisations(...known: Partial<Organisation>[]) {
  const all = known.map((one) => ({ name: "Contoso", people: "staff", ...one }));
  return readCatalogue(JSON.stringify({ version: 1, organisations: all }), "test", {});
}

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });

  const all = (sql: string, ...values: unknown[]) => rowsOf(store, sql, ...values);
  const idOf = (name: string) => accountId(store, name);
  const join = async (...names: string[]) => {
    const ids = await Promise.all(names.map(idOf));
    await movePersons(store.pool, new Map(ids.map((id) => [id, ids[0] ?? id])));
  };
  const named = new Map<number, string>();
  async function names(persons: number[]): Promise<string[]> {
    for (const { id, name } of await all("select id, native_id as name from accounts")) named.set(id, name);
    return [...new Set(persons.map((person) => named.get(person) ?? "?"))].sort();
  }
  const scored = async (to = window.to) =>
    names((await contributions(store, "lumen", { ...window, to })).map(({ person }) => person));
  const moved = async (to = window.to) => {
    const aside = await ineligible(store, "lumen", { ...window, to });
    return Promise.all(aside.map(async ({ person, gate }) => `${(await names([person]))[0]} ${gate}`));
  };
  const mark = (
    of: string,
    kind: Parameters<typeof markAccount>[1]["kind"],
    more: { from?: Date; until?: Date } = {},
  ) =>
    markAccount(
      { store, now, actor: "lead" },
      { account: `qa.example:${of}`, kind, from: null, until: null, reason: null, ...more },
    );
  const profile = (id: string, known: Parameters<typeof account>[2]) => account("qa.example", id, known);
  const kinds = async () =>
    (
      await all(
        `select concat_ws(' ', a.native_id, k.kind, coalesce(k."from"::date::text, '') || '..' || coalesce(k.until::date::text, ''), k.source) as line
         from account_kinds k join accounts a on a.id = k.account_id order by 1`,
      )
    ).map(({ line }) => line);

  describe("who is no person", () => {
    test("is in no list: candidates, counts of spaces, first responses", async () => {
      const source = await makeSource(store);
      const signals = [
        made("q", { kind: "question", threadId: "q", by: "asker", ...at(12, 1) }),
        made("1", { by: "lumen-bot", threadId: "q", ...at(12, 2) }),
        made("2", { by: "team", threadId: "q", ...at(12, 3) }),
        made("3", { by: "ada", threadId: "q", ...at(12, 4) }),
        made("4", { by: "corp", ...at(12, 5) }),
      ];
      const accounts = [
        profile("lumen-bot", { handle: "lumen-bot" }),
        profile("team", { name: "Lumen Team" }),
        profile("corp", { organisation: true }),
      ];
      await save(store, source, { signals, accounts });
      await analyse({ store, now }, { expertise: "lumen" });
      expect(await kinds()).toEqual(["corp organisation .. platform", "lumen-bot bot .. name", "team shared .. name"]);
      expect(await scored()).toEqual(["ada", "asker"]);
      expect((await moved()).sort()).toEqual([
        "corp bot_or_org_account",
        "lumen-bot bot_or_org_account",
        "team bot_or_org_account",
      ]);
      const question = { expertise: "lumen", weighting: "people" as const, asOf: null, from: null, to: null };
      const [space] = (await answerSpaces(store, question)).spaces;
      expect([space?.people, space?.count]).toEqual([2, 2]);
      const { candidates, moved: aside } = await answerCandidates(store, {
        expertise: "lumen",
        track: "expert",
        asOf: null,
        limit: 0,
      });
      expect(await names(candidates.map(({ person }) => person))).toEqual(["ada"]);
      expect(aside.map(({ why, source, confidence }) => `${why} (${source} ${confidence})`)).toContain(
        'qa.example:team is called "Lumen Team" (name 0.6)',
      );
      // Somebody reads and answers behind a shared account; behind a machine nobody does.
      const [thread] = await all("select responses, first_response_at as first from threads");
      expect(thread).toEqual({ responses: 2, first: new Date(at(12, 3).occurredAt) });
    });

    test("leaves the person that it is joined to in the list, without what it did", async () => {
      const source = await makeSource(store);
      const signals = [made("1", { by: "ada", ...at(11) }), made("2", { by: "ada-bot", ...at(11) })];
      await save(store, source, { signals, accounts: [profile("ada-bot", { bot: true })] });
      await rollUp(store);
      await join("ada", "ada-bot");
      await deriveKinds(store);
      expect([await scored(), await moved()]).toEqual([["ada"], []]);
      expect((await contributions(store, "lumen", window)).map(({ count }) => count)).toEqual([1]);
      await mark("ada", "bot");
      expect([await scored(), await moved()]).toEqual([[], ["ada bot_or_org_account"]]);
    });
  });

  test("who looks after a forum is a person like any other", async () => {
    const forum = { root: "https://forum.example", space: tag("lumen") };
    const post = { id: 1, post_number: 1, post_type: 1, user_id: 9, username: "mei", created_at: at(12).occurredAt };
    const ranks = { moderator: true, admin: true, staff: true };
    const { signals } = mapDiscourseTopic(
      { id: 5, title: "T", post_stream: { posts: [{ ...post, ...ranks }] } },
      forum,
    );
    await save(store, await makeSource(store), { signals });
    await deriveKinds(store);
    expect([signals.length, await kinds()]).toEqual([1, []]);
  });

  describe("whoever works for the vendor", () => {
    async function employed(first: string, then: string) {
      await applyCatalogue(store, organisations({}));
      const source = await makeSource(store);
      const signals = [3, 6, 9, 12].map((month) => made(`ada-${month}`, at(month)));
      const seen = (company: string, fetchedAt: string) => ({
        // A page shows the profile as it is when the page is read, whenever the signals on it were made.
        signals,
        accounts: [profile("ada", { company })],
        raw: { request: `https://qa.example/${company}`, contentType: "text/html", body: new Uint8Array(), fetchedAt },
      });
      await save(store, source, seen(first, "2025-05-01T00:00:00.000Z"), seen(then, "2025-08-01T00:00:00.000Z"));
      await rollUp(store);
      await deriveKinds(store);
    }

    test("is moved while it lasts, with what says so and when it was seen", async () => {
      await employed("Fabrikam", "Contoso GmbH");
      expect(await kinds()).toEqual(["ada staff 2025-08-01.. company"]);
      expect([await scored(), await moved()]).toEqual([[], ["ada employee_of_vendor"]]);
      expect(await ineligible(store, "lumen", window)).toMatchObject([
        {
          ...{ source: "company", confidence: 0.9, at: "2025-08-01T00:00:00.000Z" },
          why: 'qa.example:ada says in its profile "Contoso GmbH", which is Contoso, seen 2025-08-01',
        },
      ]);
      // The instant at which it began is in it, the one before is not.
      expect(await scored(new Date("2025-07-31T23:59:59.999Z"))).toEqual(["ada"]);
      expect(await scored(new Date("2025-08-01T00:00:00.000Z"))).toEqual([]);
    });

    test("is eligible again after leaving, by what was done since", async () => {
      await employed("Contoso", "Fabrikam, ex-Contoso");
      expect(await kinds()).toEqual(["ada staff ..2025-08-01 company"]);
      expect([await scored(), await moved()]).toEqual([["ada"], []]);
      expect((await contributions(store, "lumen", window)).map(({ day }) => day)).toEqual(["2025-09-10", "2025-12-10"]);
      // The end is not in it.
      expect(await moved(new Date("2025-07-31T23:59:59.999Z"))).toEqual(["ada employee_of_vendor"]);
      expect(await moved(new Date("2025-08-01T00:00:00.000Z"))).toEqual([]);
      const { candidates } = await (async () => {
        await analyse({ store, now }, { expertise: "lumen" });
        return answerCandidates(store, { expertise: "lumen", track: "expert", asOf: null, limit: 0 });
      })();
      expect(candidates[0]?.evidence.map(({ occurredAt }) => occurredAt.slice(0, 7))).toEqual(["2025-12", "2025-09"]);
    });

    test("is moved by another account of the person, and answers that count as responses", async () => {
      await applyCatalogue(store, organisations({ name: "Tasker", people: "vendor", domains: ["tasker.example"] }));
      const source = await makeSource(store);
      const signals = [
        made("q", { kind: "question", threadId: "q", by: "asker", ...at(12, 1) }),
        made("1", { by: "ada", threadId: "q", ...at(12, 2) }),
      ];
      await save(store, source, {
        signals,
        accounts: [profile("ada-at-work", { emailDomain: "mail.tasker.example" })],
      });
      await join("ada", "ada-at-work");
      await deriveKinds(store);
      await rollUp(store);
      expect([await scored(), await moved()]).toEqual([["asker"], ["ada vendor_contractor"]]);
      expect((await all("select responses from threads"))[0]).toEqual({ responses: 1 });
    });

    test("is so only while the catalogue names the organisation", async () => {
      await employed("Fabrikam", "Contoso");
      await applyCatalogue(store, readCatalogue('{"version": 1}', "other", {}));
      await deriveKinds(store);
      expect(await kinds()).toHaveLength(1);
      await applyCatalogue(store, organisations({ name: "Tasker" }));
      await deriveKinds(store);
      expect(await kinds()).toEqual([]);
    });
  });

  describe("a mark", () => {
    test("makes an account a bot and its days anew, and taken back restores them", async () => {
      const source = await makeSource(store);
      const signals = [
        made("q", { kind: "question", threadId: "q", by: "asker", ...at(12, 1) }),
        made("1", { by: "beacon", threadId: "q", ...at(12, 2) }),
        made("2", { by: "ada", space: tag("beam"), ...at(12, 3) }),
      ];
      await save(store, source, { signals });
      await rollUp(store);
      const derived = async () => ({
        rollups: await all("select * from rollups order by day, account_id"),
        threads: await all("select * from threads"),
        scored: await scored(),
      });
      const before = await derived();
      await mark("beacon", "bot");
      expect(await rollUp(store)).toEqual({ days: 1, spaces: 1 });
      expect(await derived()).toMatchObject({ threads: [{ responses: 0 }], scored: ["ada", "asker"] });
      expect((await derived()).rollups).toHaveLength(2);
      await mark("beacon", null);
      await rollUp(store);
      expect(await derived()).toEqual(before);
      await expect(mark("beacon", null)).rejects.toThrow("qa.example:beacon has no mark that could be taken back");
      expect((await auditLog(store, 0)).map(({ action, subject, actor }) => `${action} ${subject} ${actor}`)).toEqual([
        "person unmark qa.example:beacon lead",
        "person mark qa.example:beacon lead",
      ]);
    });

    test("beats the platform in its period only, and says of a bot that it is a person", async () => {
      const source = await makeSource(store);
      await save(store, source, {
        signals: [made("1", at(3)), made("2", at(9))],
        accounts: [profile("ada", { staff: true })],
      });
      await rollUp(store);
      await deriveKinds(store);
      expect(await scored()).toEqual([]);
      await mark("ada", "person", { from: new Date("2025-06-01") });
      expect(await kinds()).toEqual(["ada staff ..2025-06-01 platform"]);
      expect((await contributions(store, "lumen", window)).map(({ day }) => day)).toEqual(["2025-09-10"]);
      await expect(mark("ada", "bot", { from: new Date("2025-06-01"), until: new Date("2025-06-01") })).rejects.toThrow(
        "The period ends (2025-06-01) before it begins (2025-06-01)",
      );
      await expect(mark("nobody", "bot")).rejects.toThrow("There is no account qa.example:nobody");
    });
  });

  describe("once all are told apart", () => {
    const seen = (hour: number) => ({ fetchedAt: `2025-06-01T0${hour}:00:00.000Z` });
    const raw = { request: "https://qa.example/people", contentType: "text/html", body: new Uint8Array() };

    async function settled() {
      await applyCatalogue(store, organisations({}));
      const source = await makeSource(store);
      const accounts = [profile("ada", { company: "Contoso" }), profile("beacon", { bot: true })];
      const signals = [made("1"), { ...made("2"), account: profile("beacon", { bot: true }) }];
      await save(store, source, { signals, accounts, raw: { ...raw, ...seen(1) } });
      expect(await deriveKinds(store)).toBe(2);
      expect(await deriveKinds(store)).toBe(0);
      return source;
    }
    const told = () =>
      all(`select to_char(at at time zone 'UTC', 'HH24') as hour from account_kinds order by account_id`);

    test("nobody is looked at again while nothing changes", async () => {
      await settled();
      await store.pool.query("update account_kinds set at = '2025-01-01T00:00Z'");
      expect(await deriveKinds(store)).toBe(0);
      expect(await told()).toEqual([{ hour: "00" }, { hour: "00" }]);
    });

    test.each<[string, (source: Awaited<ReturnType<typeof makeSource>>) => Promise<unknown>, string[]]>([
      [
        "an organisation that is one no more",
        () => applyCatalogue(store, organisations({ name: "Fabrikam" })),
        ["beacon bot .. platform"],
      ],
      [
        "a signal that a machine's account made by hand",
        // Of an old page: what it says of the account is known better.
        (source) => save(store, source, { signals: [made("3", { by: "beacon" })], raw: { ...raw, ...seen(0) } }),
        ["ada staff .. company"],
      ],
      [
        "a name",
        (source) => save(store, source, { accounts: [profile("bea", { name: "Lumen Team" })] }),
        ["ada staff .. company", "beacon bot .. platform", "bea shared .. name"],
      ],
      ["a word of somebody's", () => mark("ada", "person"), ["beacon bot .. platform"]],
    ])("%s is looked at", async (_, change, then) => {
      const source = await settled();
      await change(source);
      await deriveKinds(store);
      expect(await kinds()).toEqual([...then].sort());
    });

    test("a profile that is seen again says so later", async () => {
      const source = await settled();
      await save(store, source, { accounts: [profile("ada", { company: "Contoso" })], raw: { ...raw, ...seen(5) } });
      expect(await deriveKinds(store)).toBe(0);
      expect(await told()).toEqual([{ hour: "05" }, { hour: "01" }]);
    });
  });

  test("a second derivation writes nothing, and plain people have no rows", async () => {
    await applyCatalogue(store, organisations({}));
    const source = await makeSource(store);
    const accounts = [profile("ada", { company: "Contoso, Tasker", handle: "ada" }), profile("beacon", { bot: true })];
    const plain = [profile("bea", { company: "Fabrikam", handle: "bea", name: "Bea Otter", location: "Oslo" })];
    await save(store, source, { signals: [made("1"), made("2", { by: "bea" })], accounts: [...accounts, ...plain] });
    expect(await deriveKinds(store)).toBe(2);
    const rows = () => all("select *, ctid::text as place from account_kinds order by account_id");
    const before = await rows();
    expect(await deriveKinds(store)).toBe(0);
    expect(await rows()).toEqual(before);
    expect(await kinds()).toEqual(["ada staff .. company", "beacon bot .. platform"]);
  });
});
