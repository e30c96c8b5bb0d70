import { findCopies } from "@groundswell/analyse";
import type { Signal, Space } from "@groundswell/model";
import { contributions, copiesOf, movePersons, type SourceRow, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { made, makeSource, saveAndCount } from "./store-fixtures.ts";

const window = { from: new Date("2025-02-01"), to: new Date("2026-02-01") };
const story =
  "When the lamp in the harbour went dark we found three wires that somebody had joined with tape and hope and here is how we mended them";

const blog = (name: string): Space => ({ platform: name, id: "posts", kind: "blog", name, url: null });
const posted = (id: string, at: string, more: Parameters<typeof made>[1] = {}): Signal =>
  made(id, {
    kind: "post",
    space: blog(at),
    title: "Three wires in the harbour",
    excerpt: story,
    url: `https://${at}/${id}`,
    ...more,
  });
const on = (day: string) => ({ occurredAt: `2026-01-${day}T12:00:00.000Z` });

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  let source: SourceRow;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    source = await makeSource(store);
  });

  async function given(...signals: Signal[]): Promise<Awaited<ReturnType<typeof findCopies>>> {
    await saveAndCount(store, source, { signals });
    return findCopies(store);
  }

  /** `signal of original: how` */
  async function copies(): Promise<string[]> {
    const { rows } = await store.pool.query(
      `select s.native_id || ' of ' || o.native_id || ': ' || how as line from copies c
       join signals s on s.id = c.signal_id join signals o on o.id = c.of_signal_id order by 1`,
    );
    return rows.map(({ line }) => line);
  }

  const counted = async () =>
    (await contributions(store, "lumen", window)).map(({ space, kind, count }) => `${space} ${kind} ${count}`);

  test("what was published in two blogs counts where it was first, and is told of with what it repeats", async () => {
    await given(
      posted("later", "b.example", { ...on("12"), by: "bea" }),
      posted("first", "a.example", { ...on("10"), by: "ada" }),
    );
    expect(await copies()).toEqual(["later of first: text"]);
    expect(await counted()).toEqual(["a.example:posts post 1"]);
    const [found, ...more] = await copiesOf(store, "lumen", window);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      how: "text",
      url: "https://b.example/later",
      title: "Three wires in the harbour",
      occurredAt: new Date(on("12").occurredAt),
      ofUrl: "https://a.example/first",
    });
    expect(found?.ofPerson).not.toBe(found?.person);
  });

  test("one address in two spellings is one post, whatever the sources kept of it", async () => {
    await given(
      posted("1", "a.example", { ...on("10"), url: "https://www.a.example/wires/?utm_source=rss&b=2&a=1#top" }),
      posted("2", "planet.example", { ...on("11"), url: "http://A.example/wires?a=1&b=2", excerpt: "In short: tape." }),
    );
    expect(await copies()).toEqual(["2 of 1: url"]);
  });

  test("the front page of a site is no post's own address", async () => {
    await given(
      posted("1", "a.example", { ...on("10"), url: "https://a.example/" }),
      posted("2", "a.example", { ...on("11"), url: "https://a.example", excerpt: "In short: tape." }),
    );
    expect(await copies()).toEqual([]);
  });

  test("answers and commits that say the same are no copies", async () => {
    await given(
      posted("1", "a.example", { ...on("10"), kind: "answer" }),
      posted("2", "b.example", { ...on("11"), kind: "answer" }),
      posted("3", "a.example", { ...on("10"), kind: "commit" }),
      posted("4", "b.example", { ...on("11"), kind: "commit" }),
    );
    expect(await copies()).toEqual([]);
  });

  test("nothing is done where nothing changed, and only what is new is read", async () => {
    expect(await given(posted("1", "a.example", on("10")), posted("2", "b.example", on("11")))).toEqual({
      read: 2,
      copies: 1,
    });
    expect(await findCopies(store)).toEqual({ read: 0, copies: null });
    expect(await given(posted("3", "c.example", on("12")))).toEqual({ read: 1, copies: 2 });
    expect(await given(made("answer", on("12")))).toEqual({ read: 0, copies: null });
  });

  test("an earlier post that is found later is what the others repeat", async () => {
    await given(posted("1", "a.example", on("10")), posted("2", "b.example", on("11")));
    await given(posted("0", "c.example", on("09")));
    expect(await copies()).toEqual(["1 of 0: text", "2 of 0: text"]);
  });

  test("a post that gets words of its own is no copy any more", async () => {
    await given(posted("1", "a.example", on("10")), posted("2", "b.example", on("11")));
    const own =
      "I read this over breakfast and could not disagree more since tape is no way to join anything near salt water let alone in winter";
    await given(posted("2", "b.example", { ...on("11"), excerpt: own }));
    expect(await copies()).toEqual([]);
    expect(await counted()).toHaveLength(2);
  });

  test("where the first is taken away, the next counts, before and after copies are found again", async () => {
    await given(...["a", "b", "c"].map((at, day) => posted(at, `${at}.example`, on(`1${day}`))));
    await saveAndCount(store, source, {
      signals: [posted("a", "a.example", { ...on("10"), deletedAt: "2026-01-20T00:00:00.000Z" })],
    });
    expect(await counted()).toHaveLength(2);
    expect(await findCopies(store)).toEqual({ read: 0, copies: 1 });
    expect(await copies()).toEqual(["c of b: text"]);
    expect(await counted()).toEqual(["b.example:posts post 1"]);
  });

  test("a person's copies are told of under the person", async () => {
    await given(posted("1", "a.example", on("10")), posted("2", "b.example", { ...on("11"), by: "ada-two" }));
    const { rows } = await store.pool.query("select id from accounts order by native_id");
    await movePersons(store.pool, new Map([[rows[1].id, rows[0].id]]));
    expect(await copiesOf(store, "lumen", window)).toMatchObject([{ person: rows[0].id, ofPerson: rows[0].id }]);
    expect(await copiesOf(store, "lumen", { ...window, to: new Date("2026-01-11") })).toEqual([]);
  });

  test("reading in steps finds what reading at once does", async () => {
    const all = [
      posted("1", "a.example", on("14")),
      posted("2", "b.example", on("11")),
      posted("3", "c.example", { ...on("12"), url: "https://b.example/2" }),
      posted("4", "d.example", { ...on("10"), title: "Three wires in the harbour 2" }),
      posted("5", "e.example", { ...on("13"), title: "Three wires in the harbour 2" }),
    ];
    for (const one of all) await given(one);
    const inSteps = await copies();
    await store.pool.query("truncate fingerprints, copies");
    await findCopies(store);
    expect(await copies()).toEqual(inSteps);
    expect(inSteps).toEqual(["1 of 2: text", "3 of 2: url", "5 of 4: text"]);
  });
});
