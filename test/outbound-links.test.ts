import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { collect, replay } from "@groundswell/collect";
import { connectors } from "@groundswell/connectors";
import { account, type Batch, batch } from "@groundswell/model";
import {
  ensureExpertise,
  erasePerson,
  findSource,
  importSource,
  type Store,
  saveBatch,
  startPull,
} from "@groundswell/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { pagingConnector } from "./paging-connector.ts";
import { testHttp } from "./place-pull.ts";
import { accountId, asOf, made, makeSource, rowsOf, save } from "./store-fixtures.ts";

const forum = "https://new.example/forum";
const blog = "https://blog.example/post";
const day = (n: number) => new Date(Date.UTC(2026, 0, n));

describe.each(storeKinds)("outbound links, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = { ...opened, erasureKey: "a-key-of-the-tests-that-is-long-enough" };
  });
  const held = async (id = "1") =>
    (await rowsOf(store, "select links from signals where native_id = $1", id))[0]?.links;

  test("an edit replaces them, and can take the last one away", async () => {
    const source = await makeSource(store);
    await save(store, source, { signals: [made("1", { excerpt: "see both", links: [forum, blog] })] });
    expect(await held()).toEqual([forum, blog]);
    const edited = await save(store, source, { signals: [made("1", { excerpt: "see both", links: [blog] })] });
    expect(edited.signals.saved).toBe(1);
    expect(await held()).toEqual([blog]);
    await save(store, source, { signals: [made("1", { excerpt: "see nothing" })] });
    expect(await held()).toEqual([]);
  });

  test("a reading without the text has not unsaid them; the target of a post without words is its own", async () => {
    const source = await makeSource(store);
    await save(store, source, { signals: [made("1", { excerpt: "see", links: [forum] })] });
    await save(store, source, { signals: [made("1", { title: "t" })] });
    expect(await held()).toEqual([forum]);
    await save(store, source, { signals: [made("1", { links: [blog] })] });
    expect(await held()).toEqual([blog]);
  });

  test("they go with the text of a tombstone, and come back with it", async () => {
    const source = await makeSource(store);
    const post = made("1", { threadId: "q1", excerpt: "see", links: [forum] });
    const complete = [{ platform: "qa.example", threadId: "q1", kinds: ["answer" as const] }];
    const read = async (at: Date, given: Partial<Batch>) =>
      saveBatch(store, {
        source,
        pullId: await startPull(store, source.id, at),
        batch: batch({ cursor: null, ...given }),
        now: at,
        revisits: true,
      });
    await read(day(12), { signals: [post] });
    await read(day(14), { complete });
    expect(await held()).toEqual([]);
    await read(day(16), { signals: [post], complete });
    expect(await held()).toEqual([forum]);
    await read(day(18), { signals: [{ ...post, deletedAt: day(17).toISOString() }] });
    expect(await held()).toEqual([]);
    await read(day(19), { signals: [made("2", { links: [forum], deletedAt: day(17).toISOString() })] });
    expect(await held("2")).toEqual([]);
  });

  test("a replay says which of them today's mapper finds, but not of what was deleted since", async () => {
    const pager = (links: string[]) => ({
      test: pagingConnector(
        () => ({ ...batch({ cursor: null }), signals: ["1", "2"].map((id) => made(id, { excerpt: "see", links })) }),
        [{ at: day(12).toISOString(), body: "p" }],
      ),
    });
    const source = await makeSource(store);
    const now = () => asOf;
    const { signal } = new AbortController();
    await collect({ store, connectors: pager([]), http: testHttp(now), env: {}, now, rawDays: 90, signal }, source);
    await rowsOf(store, "update signals set deleted_at = $1 where native_id = '2'", asOf);
    const again = () => replay({ store, connectors: pager([forum]), now, signal, dryRun: false }, source);
    expect((await again()).changes).toEqual([
      { signal: "qa.example:answer:1", before: { links: [] }, after: { links: [forum] } },
    ]);
    expect(await held("2")).toEqual([]);
    expect((await again()).changes).toEqual([]);
  });

  test("those of a person who is erased go, and others' that lead to the person; they do not come back", async () => {
    const folder = mkdtempSync(join(tmpdir(), "groundswell-links-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, "signals.jsonl");
    const jo = account("qa.example", "p1", {
      handle: "JoQuillfeather",
      name: "Jo Quillfeather",
      verifiedLinks: ["https://quillfeather.example/"],
    });
    const lines = [
      { ...made("1"), account: jo, excerpt: "see", links: [forum, blog] },
      made("2", {
        excerpt: "see",
        links: [forum, "https://quillfeather.example/posts/1"],
        tags: ["by jo quillfeather"],
      }),
    ];
    // What `try` prints is what an import reads.
    writeFileSync(path, lines.map((line) => JSON.stringify(line)).join("\n"));
    await ensureExpertise(store, "lumen");
    const pull = async () => {
      await importSource(store, {
        id: "import",
        connector: "signals",
        expertises: ["lumen"],
        options: { paths: [path] },
      });
      const source = await findSource(store, "import");
      if (source === null) throw new Error("The import has made no source.");
      const now = () => asOf;
      const signal = new AbortController().signal;
      await collect({ store, connectors, http: testHttp(now), env: {}, now, rawDays: 90, signal }, source);
    };
    await pull();
    expect(await held("1")).toEqual([forum, blog]);
    expect(await held("2")).toEqual([forum, "https://quillfeather.example/posts/1"]);
    const person = await accountId(store, "p1");
    await erasePerson(store, { person, actor: "lead", reason: "asked", now: asOf, dryRun: false });
    expect(await held("1")).toEqual([]);
    expect(await held("2")).toEqual([forum]);
    expect(await rowsOf(store, "select tags from signals where native_id = '2'")).toEqual([{ tags: ["by [erased]"] }]);
    await pull();
    expect(await held("1")).toEqual([]);
    expect(await held("2")).toEqual([forum]);
  });
});
