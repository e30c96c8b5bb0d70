import { type AccessOptions, openAccess, passwordLink } from "@groundswell/server";
import { addUser, type Role, type Store } from "@groundswell/store";
import { beforeEach, expect } from "vitest";
import { useSuiteStore } from "./open-test-store.ts";

/** Where the server of these tests would be found. */
export const baseUrl = "http://groundswell.test";
/** One that is hard to guess. */
export const password = "plover kettle annex 41 dune";
/** In milliseconds. */
export const minuteMs = 60_000;

type World = { store: Store; access: Awaited<ReturnType<typeof openAccess>>; laterMs: number; said: string[] };

/** Access on an empty store before each test of a suite, on a clock that `laterMs` moves on, and what people do there. */
export function useAccess(kind: Store["kind"]) {
  const world = { laterMs: 0, said: [] as string[] } as World;
  useSuiteStore(kind, (opened) => {
    world.store = opened;
  });
  const now = () => new Date(Date.now() + world.laterMs);
  const by = () => ({ actor: "test", at: now() });
  const open = (options: Partial<AccessOptions> = {}) =>
    openAccess({
      store: world.store,
      secret: null,
      baseUrl,
      now,
      onError: (message) => world.said.push(message),
      ...options,
    });

  beforeEach(async () => {
    world.laterMs = 0;
    world.said = [];
    world.access = await open();
  });

  async function post(path: string, body: unknown, headers: Record<string, string> = {}, peer: string | null = null) {
    const request = new Request(`${baseUrl}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: baseUrl, ...headers },
      body: JSON.stringify(body),
    });
    const answer = await world.access.handler(request, peer);
    const cookies = answer.headers.getSetCookie();
    const cookie = cookies.map((one) => one.split(";")[0]).join("; ");
    return { status: answer.status, text: await answer.text(), cookies, cookie, headers: answer.headers };
  }
  const signIn = (email: string, given = password, peer: string | null = null) =>
    post("/sign-in/email", { email, password: given }, {}, peer);
  const askedBy = (headers: Record<string, string>, method = "GET") =>
    world.access.askerOf(new Request(`${baseUrl}/api/me`, { method, headers }));
  const secretIn = (link: string | null) => link?.split("#")[1] ?? "";

  async function member(email: string, role: Role = "product") {
    const user = await addUser(world.store, { name: "Birch Grove", email, role }, by());
    const secret = secretIn(await passwordLink(world.store, baseUrl, email, by()));
    const set = await post("/set-password", { secret, password });
    expect(set.status, set.text).toBe(204);
    return { user, cookie: set.cookie };
  }

  return { world, now, by, open, post, signIn, askedBy, secretIn, member };
}
