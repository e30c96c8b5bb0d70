import { type Asker, createServer, openAccess, openToAll } from "@groundswell/server";
import { addUser, createToken, makePasswordLink, type Store, saveView } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { type OpenApiDocument, openApiDocument, operationsOf } from "../scripts/openapi.ts";
import { asking, lead, numberOf, plantTrees } from "./api-people-world.ts";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, makeSource, rowsOf } from "./store-fixtures.ts";

type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
} & Partial<Record<"anyOf" | "oneOf" | "allOf", Schema[]>>;
type Operation = ReturnType<typeof operationsOf>[number] & {
  requestBody?: { content: Record<string, { schema: Schema }> };
};

const baseUrl = "http://groundswell.example";
const password = "plover kettle annex 41 dune";
const document: OpenApiDocument = await openApiDocument();
const operations = operationsOf(document) as Operation[];
const bodyOf = ({ requestBody }: Operation) => requestBody?.content["application/json"]?.schema;
const isWrite = ({ method }: Operation) => method !== "GET";

/** Places in a schema that take a field which nobody has named. */
function open(schema: Schema | undefined, at: string): string[] {
  if (!schema) return [];
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const own = schema.type === "object" && schema.properties && schema.additionalProperties !== false ? [at] : [];
  const records =
    schema.type === "object" && !schema.properties && schema.additionalProperties !== false ? [`${at}{}`] : [];
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, one]) => open(one, `${at}.${name}`));
  return [...own, ...records, ...fields, ...open(schema.items, `${at}[]`), ...parts.flatMap((one) => open(one, at))];
}

/** Records of names that people choose; what they may hold is judged by what they are for. */
const records = ["addSource.options{}", "whatIf.changes.weights{}", "whatIf.changes.kinds{}", "pushSignals[]{}"];

test("no body has room for a field that its route does not name, at whatever depth", () => {
  const bodies = operations.filter((one) => isWrite(one) && bodyOf(one));
  expect(bodies.length).toBeGreaterThan(20);
  const found = bodies.flatMap((one) => open(bodyOf(one), one.operationId)).filter((at) => !records.includes(at));
  expect(found).toEqual([]);
});

describe.each(storeKinds)("what a request can try, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const now = () => asOf;
  const rest = () => ({ store, now, queueView: async () => null, onError: () => {} });
  const someone = (id: string, more: Partial<Asker> = {}): Asker => {
    const all = { expertises: "all", regions: "all", scopes: "all", via: "session" } as const;
    return { id, name: id, actor: `${id}@example.org`, role: "admin", ...all, ...more };
  };
  const server = (asker: Asker) => createServer({ ...rest(), access: { ...openToAll(), askerOf: async () => asker } });
  const filled = (path: string, by = "none-such") => path.replace("{expertise}", "lumen").replace(/\{\w+\}/g, by);
  const send = (app: ReturnType<typeof server>, method: string, path: string, body: unknown = {}) =>
    app.request(`${baseUrl}/api${path}`, {
      method,
      ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
      headers: { "content-type": "application/json", origin: baseUrl },
    });

  test("a field that no route names is refused by every route that takes one, and so is a parameter", async () => {
    await makeSource(store);
    const app = server(someone("ada"));
    const taken: string[] = [];
    for (const one of operations) {
      const schema = bodyOf(one);
      if (isWrite(one) && schema?.type === "object") {
        const answer = await send(app, one.method, filled(one.path, "1"), { role: "admin", smuggled: true });
        if (
          answer.status < 400 ||
          answer.status >= 500 ||
          !/smuggled|give the|"queue\\" must be/.test(await answer.clone().text())
        )
          taken.push(`${one.operationId}: ${answer.status} ${await answer.text()}`);
      }
      if (!isWrite(one) && !/openapi|board|events/.test(one.path)) {
        const answer = await send(app, "GET", `${filled(one.path, "1")}?smuggled=1`);
        if (answer.status < 400) taken.push(`${one.operationId}: a parameter`);
      }
    }
    expect(taken).toEqual([]);
  });

  test("a name that every object has is no object of ours, wherever it stands in an address", async () => {
    await makeSource(store);
    const errors: string[] = [];
    const odd: string[] = [];
    const access = { ...openToAll(), askerOf: async () => someone("ada") };
    const app = createServer({ ...rest(), access, onError: (message) => errors.push(message) });
    for (const name of [
      "__proto__",
      "constructor",
      "toString",
      "..%2f..%2fetc%2fpasswd",
      "%00",
      "%0d%0aset-cookie:%20a=b",
      "'%20or%201=1--",
    ])
      for (const one of operations.filter(({ path }) => path.includes("{"))) {
        const path = one.path.replace(/\{\w+\}/g, name);
        const answer = await send(app, one.method, path);
        // A list by a name that is none may be empty; nothing may be done by one.
        if (answer.status >= 500 || (isWrite(one) && answer.status < 400))
          odd.push(`${one.operationId} ${name}: ${answer.status} ${(await answer.text()).slice(0, 200)}`);
        expect(answer.headers.get("set-cookie")).toBeNull();
      }
    expect(odd).toEqual([]);
    expect(errors).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("a body that would change what every object is changes nothing", async () => {
    await makeSource(store);
    const app = server(someone("ada"));
    const body = '{"__proto__":{"polluted":true,"role":"admin"},"constructor":{"prototype":{"polluted":true}}}';
    for (const one of operations.filter((each) => isWrite(each) && bodyOf(each))) {
      const headers = { "content-type": "application/json", origin: baseUrl };
      const answer = await app.request(`${baseUrl}/api${filled(one.path, "1")}`, { method: one.method, body, headers });
      expect([one.operationId, answer.status >= 400 && answer.status < 500]).toEqual([one.operationId, true]);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("a person of another expertise or region is not there for any route that names one", async () => {
    await plantTrees(store, now);
    const others = [
      [lead(), await numberOf(store, "elm")],
      [lead({ regions: ["PT"] }), await numberOf(store, "birch")],
    ] as const;
    const named = operations.filter(({ path }) => path.includes("{person}"));
    expect(named.length).toBeGreaterThan(5);
    for (const [asker, person] of others)
      for (const one of named) {
        const path = one.path
          .replace("{expertise}", "lumen")
          .replace("{person}", String(person))
          .replace(/\{\w+\}/g, "1");
        const app = asking(store, now, asker);
        const answer = await (one.method === "GET"
          ? app.get(path.replace("/expertises/", ""))
          : app.post(path.replace("/expertises/", ""), {}));
        expect([one.operationId, [400, 403, 404].includes(answer.status)]).toEqual([one.operationId, true]);
        const text = await answer.text();
        expect(text, one.operationId).not.toMatch(/elm|birch/i);
      }
  });

  test("views and tokens are their user's: another one's are not there, and stay", async () => {
    const by = { actor: "test", at: asOf };
    const ada = await addUser(store, { name: "Ada", email: "ada@example.org", role: "product" }, by);
    const cy = await addUser(store, { name: "Cy", email: "cy@example.org", role: "product" }, by);
    const view = await saveView(store, { user: ada.id, name: "mine", path: "/spaces/lumen", now: asOf });
    const expiresAt = new Date(asOf.getTime() + 3_600_000);
    const token = await createToken(store, { user: ada.id, name: "t", scopes: ["spaces:read"], expiresAt }, by);
    const app = server(someone(cy.id, { role: "product", expertises: [] }));
    expect((await send(app, "DELETE", `/views/${view.id}`)).status).toBe(404);
    expect(await (await send(app, "GET", "/views")).text()).not.toContain("mine");
    expect((await send(app, "DELETE", `/tokens/${token.id}`)).status).toBeGreaterThanOrEqual(403);
    expect(await (await send(app, "GET", "/tokens")).text()).not.toContain("ada@example.org");
    expect(await rowsOf(store, "select count(*)::int as views from saved_views")).toEqual([{ views: 1 }]);
    expect(await rowsOf(store, "select revoked_at from tokens")).toEqual([{ revoked_at: null }]);
  });

  test("a token makes no user, link or role, and nothing else that would outlive it", async () => {
    await makeSource(store);
    const by = { actor: "test", at: asOf };
    const cy = await addUser(store, { name: "Cy", email: "cy@example.org", role: "product" }, by);
    const app = server(someone("ada", { via: "token" }));
    const grants = { expertises: ["lumen"], regions: [] };
    const writes: [string, string, object?][] = [
      ["POST", "/users", { name: "Mallory", email: "mallory@example.org", role: "admin" }],
      ["PUT", `/users/${cy.id}`, { role: "admin", grants }],
      ...["link", "disable", "enable"].map((verb): [string, string] => ["POST", `/users/${cy.id}/${verb}`]),
      ["POST", "/tokens", { name: "t", scopes: ["spaces:read"], days: 300 }],
      ["POST", "/webhooks", { url: "https://evil.example/hook", events: ["run.finished"] }],
    ];
    for (const [method, path, body] of writes) {
      const answer = await send(app, method, path, body);
      expect([path, answer.status, await answer.text()]).toEqual([path, 403, expect.stringContaining("sign in")]);
    }
    // Every write about users stands above, also one that somebody adds.
    const about = operations.filter((one) => isWrite(one) && one.path.startsWith("/users"));
    expect(writes.filter(([, path]) => path.startsWith("/users"))).toHaveLength(about.length);
    expect(await rowsOf(store, "select email, role, disabled_at from users")).toEqual([
      { email: "cy@example.org", role: "product", disabled_at: null },
    ]);
    const kept =
      "select (select count(*) from grants)::int as grants, (select count(*) from one_time_links)::int as links";
    expect(await rowsOf(store, kept)).toEqual([{ grants: 0, links: 0 }]);
  });

  test("whoever signs in gets a session that nobody had before, also where somebody gave them a cookie", async () => {
    const at = new Date();
    const by = { actor: "test", at };
    const access = await openAccess({ store, secret: null, baseUrl, now: () => new Date() });
    const post = (path: string, body: object, cookie = "") =>
      access.handler(
        new Request(`${baseUrl}/api/auth${path}`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: baseUrl, ...(cookie ? { cookie } : {}) },
          body: JSON.stringify(body),
        }),
        null,
      );
    const cookieOf = (answer: Response) =>
      answer.headers
        .getSetCookie()
        .map((one) => one.split(";")[0])
        .join("; ");
    const cookies: string[] = [];
    for (const name of ["mallory", "ada"]) {
      const user = await addUser(store, { name, email: `${name}@example.org`, role: "product" }, by);
      await post("/set-password", { secret: await makePasswordLink(store, user.id, by), password });
      // The second signs in with the session of the first in the browser.
      cookies.push(cookieOf(await post("/sign-in/email", { email: `${name}@example.org`, password }, cookies[0])));
    }
    expect(cookies[1]).not.toBe(cookies[0]);
    const askers = await Promise.all(
      cookies.map((cookie) => access.askerOf(new Request(`${baseUrl}/api/me`, { headers: { cookie } }))),
    );
    expect(askers.map((asker) => asker?.actor)).toEqual(["mallory@example.org", "ada@example.org"]);
    const chosen = "groundswell.session_token=chosen-by-somebody.c2lnbmVk";
    const answer = await post("/sign-in/email", { email: "ada@example.org", password }, chosen);
    expect(cookieOf(answer)).not.toContain("chosen-by-somebody");
    expect(await access.askerOf(new Request(`${baseUrl}/api/me`, { headers: { cookie: chosen } }))).toBeNull();
  }, 60_000);

  test("no page of ours is kept as a view that leads elsewhere", async () => {
    const app = server(someone("ada"));
    for (const path of [
      "//evil.example",
      "/\\evil.example",
      "https://evil.example",
      "javascript:alert(1)",
      "/a\nb",
      "/\t/evil.example",
      "evil",
    ])
      expect([path, (await send(app, "POST", "/views", { name: "x", path })).status]).toEqual([path, 400]);
  });
});
