import { type Asker, createServer, openAccess, openToAll, type Role } from "@groundswell/server";
import { addUser, createToken, makePasswordLink, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, makeSource } from "./store-fixtures.ts";

const baseUrl = "http://groundswell.example";
const session = { regions: "all", scopes: "all", via: "session" } as const;
const someone = (role: Role, more: Partial<Asker> = {}): Asker => {
  return { id: role, name: role, actor: role, role, expertises: "all", ...session, ...more };
};

/** Who asks; null stands for somebody whom nothing lets in. */
const askers = {
  nobody: null,
  "an expired session": null,
  "an expired token": null,
  admin: someone("admin"),
  lead: someone("lead", { expertises: ["lumen"] }),
  "lead of another expertise": someone("lead", { expertises: ["other"] }),
  "lead of a region": someone("lead", { regions: ["DE"] }),
  product: someone("product", { expertises: ["lumen"] }),
  "product of another expertise": someone("product", { expertises: ["other"] }),
  operator: someone("operator"),
  "token without the scope": someone("admin", { scopes: [], via: "token" }),
} satisfies Record<string, Asker | null>;
type Who = keyof typeof askers;

/** `in`: whatever becomes of it, it is no matter of access. `hidden`: the expertise seems not to be there. */
type Expected = "in" | "hidden" | 401 | 403;

/** In the order of `askers`. */
const table: Record<string, Expected[]> = {
  anyone: ["in", "in", "in", "in", "in", "in", "in", "in", "in", "in", "in"],
  "signed-in": [401, 401, 401, "in", "in", "in", "in", "in", "in", "in", "in"],
  "people:read": [401, 401, 401, "in", "in", "in", "in", 403, 403, 403, 403],
  "people:write": [401, 401, 401, "in", "in", "in", "in", 403, 403, 403, 403],
  "spaces:read": [401, 401, 401, "in", "in", "in", "in", "in", "in", "in", 403],
  "spaces:write": [401, 401, 401, "in", "in", "in", "in", "in", "in", 403, 403],
  "operation:read": [401, 401, 401, "in", "in", "in", "in", 403, 403, "in", 403],
  "operation:write": [401, 401, 401, "in", 403, 403, 403, 403, 403, "in", 403],
  "administration:read": [401, 401, 401, "in", 403, 403, 403, 403, 403, 403, 403],
  "administration:write": [401, 401, 401, "in", 403, 403, 403, 403, 403, 403, 403],
  "people:read of {expertise}": [401, 401, 401, "in", "in", "hidden", "in", 403, "hidden", 403, 403],
  "people:write of {expertise}": [401, 401, 401, "in", "in", "hidden", "in", 403, "hidden", 403, 403],
  "spaces:read of {expertise}": [401, 401, 401, "in", "in", "hidden", "in", "in", "hidden", "in", 403],
  "spaces:write of {expertise}": [401, 401, 401, "in", "in", "hidden", "in", "in", "hidden", 403, 403],
};

type Operation = { "x-access"?: string; operationId?: string };
type Paths = Record<string, Record<string, Operation>>;
type Route = { method: string; path: string; row: string };
type Server = ReturnType<typeof createServer>;

const methods = ["get", "post", "put", "patch", "delete"];

/** Every route of the served document, with its row of the table. */
async function routesOf(app: Server): Promise<Route[]> {
  const { paths } = (await (await app.request("/api/openapi.json")).json()) as { paths: Paths };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => {
        const access = operation["x-access"] ?? "nothing";
        return { method, path, row: path.includes("{expertise}") ? `${access} of {expertise}` : access };
      }),
  );
}

/** A request that nothing can come of: what is named is not there, and the body says nothing. */
async function ask(app: Server, { method, path }: Route, headers: Record<string, string> = {}): Promise<Expected> {
  const filled = path.replace("{expertise}", "lumen").replace(/\{\w+\}/g, "none-such");
  const body = method === "get" ? {} : { body: "{}" };
  const all = { "content-type": "application/json", origin: baseUrl, ...headers };
  const response = await app.request(`${baseUrl}/api${filled}`, {
    method: method.toUpperCase(),
    headers: all,
    ...body,
  });
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return "in";
  }
  const text = await response.text();
  expect(response.status, `${method} ${path}: ${text}`).toBeLessThan(500);
  expect(text, `${method} ${path}`).not.toMatch(/"detail":"There is no [A-Z]+ \/api/);
  if (response.status === 401 || response.status === 403) return response.status;
  return /There is no expertise \\"lumen\\"/.test(text) ? "hidden" : "in";
}

/** The cookie of a session, by the link that sets a password. */
async function signedIn(app: Server, secret: string): Promise<string> {
  const password = "seven lumens under a copper roof";
  const post = (path: string, body: object) =>
    app.request(`${baseUrl}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: baseUrl },
      body: JSON.stringify(body),
    });
  await post("/set-password", { secret, password });
  const { headers } = await post("/sign-in/email", { email: "ada@example.org", password });
  return headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
}

describe.each(storeKinds)("%s store: who may do what", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    await makeSource(store);
    await makeSource(store, "other", ["other"]);
  });
  const rest = () => ({ store, now: () => asOf, queueView: async () => null, onError: () => {} });

  test("the table has a row for every route, and no route is left out of the document", async () => {
    const app = createServer({ ...rest(), access: openToAll() });
    const routes = await routesOf(app);
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.filter(({ row }) => !table[row])).toEqual([]);
    const documented = new Set(routes.map(({ method, path }) => `${method} /api${path}`));
    const served = app.routes
      .filter(({ method }) => methods.includes(method.toLowerCase()))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)(\{[^}]*\})?/g, "{$1}")}`)
      .filter((route) => / \/api\//.test(route));
    expect(served.filter((route) => !documented.has(route) && route !== "get /api/openapi.json")).toEqual([]);
  });

  test.each(Object.entries(askers).filter(([, asker]) => asker !== null))(
    "%s",
    async (who, asker) => {
      const app = createServer({ ...rest(), access: { ...openToAll(), askerOf: async () => asker as Asker } });
      await hold(app, who as Who);
    },
    120_000,
  );

  test("nobody, and whose token or session has expired", async () => {
    let clock = new Date();
    const now = () => clock;
    const by = { actor: "test", at: clock };
    const user = await addUser(store, { name: "Ada", email: "ada@example.org", role: "admin" }, by);
    const expiresAt = new Date(clock.getTime() + 3_600_000);
    const { secret } = await createToken(store, { user: user.id, name: "t", scopes: ["spaces:read"], expiresAt }, by);
    const access = await openAccess({ store, secret: "0123456789".repeat(4), baseUrl, now });
    const app = createServer({ ...rest(), now, access });
    const token = { authorization: `Bearer ${secret}` };
    const cookie = { cookie: await signedIn(app, await makePasswordLink(store, user.id, by)) };
    const expertises = { method: "get", path: "/expertises", row: "signed-in" };
    for (const headers of [token, cookie]) expect(await ask(app, expertises, headers)).toBe("in");
    clock = new Date(expiresAt.getTime() + 1);
    await store.pool.query("update sessions set expires_at = $1", [by.at]);
    await hold(app, "nobody");
    await hold(app, "an expired token", token);
    await hold(app, "an expired session", cookie);
  }, 120_000);

  /** Asks for everything as somebody, and holds the answers to the table. */
  async function hold(app: Server, who: Who, headers: Record<string, string> = {}): Promise<void> {
    const column = Object.keys(askers).indexOf(who);
    const routes = await routesOf(app);
    const found: Record<string, Expected> = {};
    const expected: Record<string, Expected | undefined> = {};
    for (const route of routes) {
      const name = `${route.method} ${route.path} (${route.row})`;
      found[name] = await ask(app, route, headers);
      expected[name] = table[route.row]?.[column];
    }
    expect(found, who).toEqual(expected);
  }
});
