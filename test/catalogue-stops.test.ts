import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { addSource, listSources, openStore, pauseSource, saveFoundSpace } from "@groundswell/store";
import { expect, onTestFinished, test } from "vitest";
import { Desk } from "./run-command.ts";

const at = new Date("2026-01-01T00:00:00Z");

test("a source that its file names no more is read no more, nor is one that is paused", async () => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    response.setHeader("content-type", "application/rss+xml").end('<rss version="2.0"><channel/></rss>');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const expertises = ["lamp", "lens"].map((slug) => ({ slug, name: slug }));
  const source = (id: string, ...of: string[]) => ({
    id,
    connector: "feed",
    expertises: of,
    options: { url: `${base}/${id}` },
  });
  const write = (name: string, ofFile: typeof expertises, ...sources: ReturnType<typeof source>[]) =>
    desk.file(name, JSON.stringify({ version: 1, expertises: ofFile, sources }));
  const [lamp, both] = [source("a-blog", "lamp"), source("shared", "lamp", "lens")];
  write("all.yaml", expertises, lamp, source("b-blog", "lamp"), both, source("lens-blog", "lens"), source("nobodys"));
  write("lamp.yaml", expertises.slice(0, 1), lamp);
  write("again.yaml", expertises.slice(0, 1), lamp);
  expect((await desk.run(["catalogue", "apply", "all.yaml"])).code).toBe(0);

  const withStore = async <T>(use: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>): Promise<T> => {
    const store = await openStore({ databaseUrl: null, home: join(desk.folder, ".groundswell") });
    return use(store).finally(() => store.close());
  };
  await withStore(async (store) => {
    const own = { credentials: {}, every: "6 hours", since: undefined };
    await addSource(store, { ...source("by-page", "lamp"), ...own }, { actor: "lead", at });
    await addSource(store, { ...source("found", "lamp"), ...own }, { actor: "lead", at });
    await store.pool.query("delete from audit_log where subject = 'source found'");
    const deed = { key: "feed:found", deed: "accept" as const, reader: null, reason: null, until: null };
    await saveFoundSpace(store, { ...deed, sourceId: "found", actor: "lead", at });
  });

  expect(await desk.run(["catalogue", "apply", "lamp.yaml"])).toEqual({
    code: 0,
    stdout: "lamp.yaml: 1 expertise and 1 source applied\nb-blog is read no more: the file does not name it\n",
    stderr: "",
  });
  await withStore(async (store) => {
    const paces = (await listSources(store)).map(({ id, every }) => [id, every !== null]);
    expect(Object.fromEntries(paces)).toEqual({
      "a-blog": true,
      "b-blog": false,
      "by-page": true,
      found: true,
      "lens-blog": true,
      nobodys: true,
      shared: true,
    });
    await pauseSource(store, "by-page", { actor: "lead", at });
  });

  expect(await desk.run(["pull", "--source", "by-page"])).toEqual({
    code: 1,
    stdout: "",
    stderr: "The source by-page is paused: resume it on its page first.\n",
  });
  const pulled = JSON.parse((await desk.run(["pull", "--expertise", "lamp", "--json"])).stdout);
  expect(pulled.sources.map((one: { source: string }) => one.source)).toEqual(["a-blog", "found", "shared"]);
  expect(asked.filter((path) => /by-page|b-blog/.test(path))).toEqual([]);

  expect(await desk.run(["catalogue", "apply", "lamp.yaml", "again.yaml"])).toEqual({
    code: 1,
    stdout: "",
    stderr: 'lamp.yaml and again.yaml both name the source "a-blog": give one of the two another id.\n',
  });
}, 180_000);
