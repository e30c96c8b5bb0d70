import { analyse } from "@groundswell/analyse";
import { account, signal } from "@groundswell/model";
import { type Asker, createServer, openToAll } from "@groundswell/server";
import type { Store } from "@groundswell/store";
import createClient from "openapi-fetch";
import { beforeEach } from "vitest";
import type { paths } from "./api-client.d.ts";
import { useSuiteStore } from "./open-test-store.ts";
import { asOf, makeSource, save, tag } from "./store-fixtures.ts";

/** The clock of these tests stands. */
export const now = () => asOf;
/** Somebody who may everything. */
export const admin: Asker = {
  id: "u1",
  name: "Ada",
  actor: "ada@corp.example",
  role: "admin",
  expertises: "all",
  regions: "all",
  scopes: "all",
  via: "session",
};
/** Somebody of a product team. */
export const product: Asker = {
  ...admin,
  id: "u2",
  name: "Pia",
  actor: "pia@corp.example",
  role: "product",
  expertises: ["lumen"],
};
/** Somebody who leads lumen. */
export const lead: Asker = { ...admin, id: "u3", name: "Lea", role: "lead", expertises: ["lumen"] };
/** Somebody who runs it all. */
export const operator: Asker = { ...admin, id: "u4", name: "Olu", role: "operator" };

/** A space whose key and name are as awkward as a place may make them. */
export const nasty = {
  platform: "forum.example",
  id: "c/5 & 50%",
  kind: "category",
  name: "=HYPERLINK(1)",
  url: null,
} as const;

/** Sixty questions in three spaces, before each test of a suite, and how they are asked about. */
export function useSpaces(kind: Store["kind"]) {
  const world = {} as { store: Store };
  useSuiteStore(kind, (opened) => {
    world.store = opened;
  });
  beforeEach(() => stock(world.store));

  const appFor = (asker: Asker) =>
    createServer({ store: world.store, now, access: openToAll(asker), queueView: async () => null, webFolder: "" });
  /** A client made from the document, and what it was answered beside the JSON. */
  function as(asker: Asker) {
    const app = appFor(asker);
    return createClient<paths>({
      baseUrl: "http://localhost/api",
      fetch: async (request: Request) => app.request(request),
    });
  }
  const ask = (path: string, asker = product, init?: RequestInit) => appFor(asker).request(`/api${path}`, init);
  const json = async <T>(path: string, asker = product) => (await (await ask(path, asker)).json()) as T;

  return { world, appFor, as, ask, json };
}

async function stock(store: Store): Promise<void> {
  const source = await makeSource(store);
  await makeSource(store, "elsewhere", ["secret"]);
  await store.pool.query("update sources set since = '2025-11-01'");
  const signals = Array.from({ length: 60 }, (_, index) => {
    const space = index % 3 === 0 ? tag("beta") : index % 3 === 1 ? tag("alpha") : nasty;
    const occurredAt = new Date(Date.UTC(2026, 0, 1 + (index % 28), 12)).toISOString();
    const writer = (name: string) => account("qa.example", name, { handle: name, name: `${name} Real Name` });
    const question = signal({
      ...{ connector: "test", id: `q${index}`, kind: "question", threadId: `q${index}`, occurredAt, space },
      title: index === 0 ? "=1+1, how?" : `How to dim ${index}`,
      url: `https://qa.example/q/${index}`,
      account: writer(`asker${index % 12}`),
      links: index % 2 === 0 ? ["https://discord.gg/lamps", "https://blog.lamps.example/feed.xml"] : [],
    });
    const answer = signal({
      ...{ connector: "test", id: `a${index}`, kind: "answer", threadId: `q${index}`, space },
      occurredAt: occurredAt.replace("T12", "T15"),
      account: writer(`helper${index % 5}`),
    });
    return index % 4 === 0 ? [question] : [question, answer];
  }).flat();
  await save(store, source, { signals });
  await store.pool.query("update pulls set covers_from = '2025-11-01', covers_to = '2026-02-01', state = 'ok'");
  await analyse({ store, now }, { expertise: "lumen" });
}
