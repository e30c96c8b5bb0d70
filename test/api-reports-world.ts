import { type Asker, createServer, openToAll } from "@groundswell/server";
import { readerOf } from "@groundswell/server/reader";
import { addGrants, type Store, type User } from "@groundswell/store";
import { beforeEach, expect } from "vitest";
import { useSuiteStore } from "./open-test-store.ts";
import { contextOf, person, start } from "./report-readers.ts";
import { makeSource } from "./store-fixtures.ts";

type Json = ReturnType<typeof JSON.parse>;

/** A server over two expertises before each test of a suite, as any asker meets it. */
export function useReportApi(kind: Store["kind"]) {
  const world = {} as { store: Store; clock: Date; smtpPort: number | null };
  const now = () => world.clock;
  useSuiteStore(kind, (opened) => {
    world.store = opened;
  });
  beforeEach(async () => {
    world.clock = start;
    world.smtpPort = null;
    await makeSource(world.store);
    await makeSource(world.store, "forge", ["forge"]);
  });

  const by = () => ({ actor: "a test", at: world.clock });
  async function someone(
    name: string,
    role: User["role"],
    expertises: string[],
    regions: string[] = [],
  ): Promise<Asker> {
    const { id } = await person(world.store, name, role);
    if (expertises.length + regions.length > 0) await addGrants(world.store, id, { expertises, regions }, by());
    const seen = expertises.includes("*") || role === "admin" || role === "operator" || expertises.length === 0;
    return {
      ...{ id, name, actor: `${name}@corp.example`, role, expertises: seen ? "all" : expertises },
      ...{ regions: regions.length > 0 ? regions : "all", scopes: "all", via: "session" },
    };
  }
  const serverFor = (asker: Asker | null) => {
    const context = contextOf(world.store, now, world.smtpPort === null ? null : { port: world.smtpPort });
    const access = { ...openToAll(), askerOf: async () => asker };
    return createServer({
      ...{ store: world.store, now, access, queueView: async () => null, webFolder: "" },
      reporting: { ...context, readerOf },
      onError: (message) => expect.unreachable(message),
    });
  };
  async function ask(asker: Asker | null, path: string, method = "GET", json: unknown = null) {
    const body = json === null ? {} : { body: JSON.stringify(json), headers: { "content-type": "application/json" } };
    const { status, headers, text } = await raw(asker, `/api${path}`, { method, ...body });
    return { status, headers, text, json: (text.startsWith("{") ? JSON.parse(text) : null) as Json };
  }
  async function raw(asker: Asker | null, path: string, init: RequestInit = {}) {
    const response = await serverFor(asker).request(path, init);
    const bytes = new Uint8Array(await response.arrayBuffer());
    // Decoded without taking the byte order mark away.
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    return { status: response.status, headers: response.headers, text };
  }

  return { world, now, by, someone, serverFor, ask, raw };
}
