import { type AccessOptions, firstAdminLink, openAccess, passwordLink } from "@groundswell/server";
import {
  addGrants,
  addUser,
  auditLog,
  auditPage,
  changeRole,
  countAttempt,
  createToken,
  disableUser,
  failureKey,
  findUser,
  listTokens,
  type Role,
  removeGrants,
  revokeToken,
  type Store,
} from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { makeSource, rowsOf } from "./store-fixtures.ts";

const baseUrl = "http://groundswell.test";
const password = "plover kettle annex 41 dune";
const minute = 60_000;
const anything = { subject: null, action: null, from: null, to: null, before: null };

describe.each(storeKinds)("who comes in, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  let laterMs = 0;
  let said: string[] = [];
  let access: Awaited<ReturnType<typeof openAccess>>;
  const now = () => new Date(Date.now() + laterMs);
  const by = () => ({ actor: "test", at: now() });
  const open = (options: Partial<AccessOptions> = {}) =>
    openAccess({ store, secret: null, baseUrl, now, onError: (message) => said.push(message), ...options });

  beforeEach(async () => {
    laterMs = 0;
    said = [];
    access = await open();
  });

  async function post(path: string, body: unknown, headers: Record<string, string> = {}, peer: string | null = null) {
    const request = new Request(`${baseUrl}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: baseUrl, ...headers },
      body: JSON.stringify(body),
    });
    const answer = await access.handler(request, peer);
    const cookies = answer.headers.getSetCookie();
    const cookie = cookies.map((one) => one.split(";")[0]).join("; ");
    return { status: answer.status, text: await answer.text(), cookies, cookie, headers: answer.headers };
  }
  const signIn = (email: string, given = password, peer: string | null = null) =>
    post("/sign-in/email", { email, password: given }, {}, peer);
  const askedBy = (headers: Record<string, string>, method = "GET") =>
    access.askerOf(new Request(`${baseUrl}/api/me`, { method, headers }));
  const secretIn = (link: string | null) => link?.split("#")[1] ?? "";

  async function member(email: string, role: Role = "product") {
    const user = await addUser(store, { name: "Birch Grove", email, role }, by());
    const secret = secretIn(await passwordLink(store, baseUrl, email, by()));
    const set = await post("/set-password", { secret, password });
    expect(set.status, set.text).toBe(204);
    return { user, cookie: set.cookie };
  }

  test("the link of the first run makes an admin once, and signs them in", async () => {
    expect(await access.firstRun()).toBe(true);
    const replaced = secretIn(await firstAdminLink(store, baseUrl, now()));
    const link = await firstAdminLink(store, baseUrl, now());
    const secret = secretIn(link);
    expect(link).toMatch(/^http:\/\/groundswell\.test\/first-run#[0-9a-f]{64}$/);
    const one = { name: "Birch Grove", email: "Birch@Corp.example", password };
    expect((await post("/first-run", { secret: replaced, ...one })).status).toBe(404);
    expect((await post("/first-run", { secret, ...one, password: "short" })).status).toBe(422);
    const made = await post("/first-run", { secret, ...one });
    expect([made.status, made.text]).toEqual([204, ""]);
    expect(await askedBy({ cookie: made.cookie })).toMatchObject({ role: "admin", expertises: "all", via: "session" });
    expect((await post("/first-run", { secret, ...one, email: "cedar@corp.example" })).status).toBe(404);
    expect(await firstAdminLink(store, baseUrl, now())).toBeNull();
    expect(await access.firstRun()).toBe(false);
  });

  test("the link of the first run ends after a day, and is void once there is a user", async () => {
    const secret = secretIn(await firstAdminLink(store, baseUrl, now()));
    const one = { secret, name: "Birch Grove", email: "birch@corp.example", password };
    laterMs = 24 * 60 * minute + 1;
    expect((await post("/first-run", one)).status).toBe(404);
    laterMs = 0;
    await addUser(store, { name: "Cedar", email: "cedar@corp.example", role: "admin" }, by());
    expect((await post("/first-run", one)).status).toBe(422);
    expect(await findUser(store, one.email)).toBeNull();
  });

  test("two who use the link of the first run at once make one admin", async () => {
    const secret = secretIn(await firstAdminLink(store, baseUrl, now()));
    const tries = ["a", "b", "c"].map((name) =>
      post("/first-run", { secret, name, email: `${name}@corp.example`, password }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(await rowsOf(store, "select role from users")).toEqual([{ role: "admin" }]);
  });

  test("a session begins anew at each sign-in, in a cookie that no script reads and no other site sends", async () => {
    const { cookie: first } = await member("birch@corp.example");
    const again = await post("/sign-in/email", { email: "birch@corp.example", password }, { cookie: first });
    const [cookie = ""] = again.cookies;
    expect(again.status).toBe(204);
    expect(again.cookie).not.toBe(first);
    expect(cookie).toMatch(/^groundswell\.session_token=/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/Secure|Domain/);
    const planted = "groundswell.session_token=planted-by-another";
    const fixed = await post("/sign-in/email", { email: "birch@corp.example", password }, { cookie: planted });
    expect(fixed.cookie).not.toContain("planted");
    access = await open({ baseUrl: "https://groundswell.test" });
    const secure = await post(
      "/sign-in/email",
      { email: "birch@corp.example", password },
      { origin: "https://groundswell.test" },
    );
    expect(secure.cookies[0]).toMatch(/^__Secure-groundswell\.session_token=.*; Secure/);
  });

  test("sessions that have ended are forgotten when somebody signs in, and the others stay", async () => {
    await member("birch@corp.example");
    await signIn("birch@corp.example");
    const tokens = async () =>
      (await rowsOf(store, "select token from sessions order by expires_at, token")).map(({ token }) => token);
    const before = await tokens();
    expect(before).toHaveLength(2);
    await store.pool.query("update sessions set expires_at = $1 where token = $2", [
      new Date(now().getTime() - 1),
      before[0],
    ]);
    await store.pool.query(
      `insert into verifications (id, identifier, value, expires_at, created_at, updated_at)
       values ('ended', 'ended', 'x', $1, $1, $1), ('open', 'open', 'x', $2, $1, $1)`,
      [new Date(now().getTime() - 1), new Date(now().getTime() + minute)],
    );
    await signIn("birch@corp.example");
    const after = await tokens();
    expect(after).toHaveLength(2);
    expect(after).not.toContain(before[0]);
    expect(after).toContain(before[1]);
    expect(await rowsOf(store, "select id from verifications")).toEqual([{ id: "open" }]);
  });

  test("a cookie that was changed, ended or signed by another secret is nobody's", async () => {
    const { cookie, user } = await member("birch@corp.example");
    expect(await askedBy({ cookie })).toMatchObject({ id: user.id });
    const at = cookie.indexOf("=") + 3;
    const changed = `${cookie.slice(0, at)}${cookie[at] === "x" ? "y" : "x"}${cookie.slice(at + 1)}`;
    expect(await askedBy({ cookie: changed })).toBeNull();
    const [session] = await rowsOf(store, "select token from sessions");
    expect(await askedBy({ cookie: `groundswell.session_token=${session?.token}` })).toBeNull();
    const other = await open({ secret: "another secret of more than 32 characters" });
    expect(await other.askerOf(new Request(baseUrl, { headers: { cookie } }))).toBeNull();
    laterMs = 8 * 24 * 60 * minute;
    expect(await askedBy({ cookie })).toBeNull();
    laterMs = 0;
    expect((await post("/sign-out", {}, { cookie })).status).toBe(204);
    expect(await askedBy({ cookie })).toBeNull();
  });

  test("who signs out everywhere, changes the password or is disabled has no session left", async () => {
    const { cookie } = await member("birch@corp.example");
    const { cookie: elsewhere } = await signIn("birch@corp.example");
    const next = "another kettle of plovers 92";
    const wrong = await post("/change-password", { currentPassword: "no", newPassword: next }, { cookie });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining("current password is wrong")]);
    const change = await post("/change-password", { currentPassword: password, newPassword: next }, { cookie });
    expect(change.status, change.text).toBe(204);
    expect(await askedBy({ cookie: elsewhere })).toBeNull();
    expect(await askedBy({ cookie: change.cookie })).not.toBeNull();
    const third = await signIn("birch@corp.example", next);
    expect((await post("/sign-out-everywhere", {}, { cookie: third.cookie })).status).toBe(204);
    expect(await askedBy({ cookie: change.cookie })).toBeNull();
    const fourth = await signIn("birch@corp.example", next);
    await addUser(store, { name: "Cedar", email: "cedar@corp.example", role: "admin" }, by());
    await disableUser(store, "birch@corp.example", by());
    expect(await askedBy({ cookie: fourth.cookie })).toBeNull();
    const refused = await signIn("birch@corp.example", next);
    expect([refused.status, refused.text]).toEqual([401, (await signIn("nobody@corp.example")).text]);
  });

  test("five failures lock an e-mail for a quarter of an hour, whoever's it is, and the audit log says so", async () => {
    await member("birch@corp.example");
    for (const email of ["birch@corp.example", "nobody@corp.example"]) {
      for (let n = 0; n < 5; n++) expect((await signIn(email, "wrong")).status).toBe(401);
      const locked = await signIn(email);
      expect([locked.status, locked.headers.get("retry-after")]).toEqual([429, "900"]);
      expect(locked.text).toContain("try again in 15 minutes");
    }
    const locks = await auditPage(store, { ...anything, actor: "nobody", limit: 0 });
    expect(locks.filter(({ action }) => action === "sign-in.locked").map(({ subject }) => subject)).toEqual([
      "an unknown e-mail",
      "user birch@corp.example",
    ]);
    laterMs = 14 * minute;
    expect((await signIn("birch@corp.example")).status).toBe(429);
    laterMs = 15 * minute + 1000;
    expect((await signIn("birch@corp.example")).status).toBe(204);
    expect((await signIn("birch@corp.example", "wrong")).status).toBe(401);
  });

  test("a hundred guesses at once are five, and failures long ago are forgotten", async () => {
    await member("birch@corp.example");
    const guesses = await Promise.all(Array.from({ length: 20 }, (_, n) => signIn("birch@corp.example", `guess ${n}`)));
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
    laterMs = 31 * minute;
    for (let n = 0; n < 4; n++) await signIn("birch@corp.example", "wrong");
    laterMs = 47 * minute;
    for (let n = 0; n < 4; n++) expect((await signIn("birch@corp.example", "wrong")).status).toBe(401);
    expect((await signIn("birch@corp.example")).status).toBe(204);
  });

  test("an address that tries many e-mails is locked; a forged X-Forwarded-For makes it no other", async () => {
    const forged = (n: number) => ({ "x-forwarded-for": `203.0.113.${n}` });
    const guess = (n: number, peer: string) =>
      post("/sign-in/email", { email: `u${n}@corp.example`, password: "wrong" }, forged(n), peer);
    expect((await guess(0, "198.51.100.7")).status).toBe(401);
    const key = failureKey("address", "198.51.100.7");
    const patience = { attempts: 50, withinMinutes: 15, lockMinutes: 15 };
    // Counted without the hashing of a password each.
    for (let n = 1; n < 49; n++) await countAttempt(store, key, patience, now());
    expect((await guess(49, "198.51.100.7")).status).toBe(401);
    expect((await guess(50, "198.51.100.7")).status).toBe(429);
    expect((await guess(51, "198.51.100.8")).status).toBe(401);
    access = await open({ proxies: ["198.51.100.7"] });
    expect((await guess(52, "198.51.100.7")).status).toBe(401);
  });

  test("a link sets a new password, opens a lock and ends sessions, once", async () => {
    const { cookie } = await member("birch@corp.example");
    for (let n = 0; n < 6; n++) await signIn("birch@corp.example", "wrong");
    const secret = secretIn(await passwordLink(store, baseUrl, "birch@corp.example", by()));
    expect(JSON.parse((await post("/link", { secret })).text)).toEqual({
      purpose: "set-password",
      name: "Birch Grove",
      email: "birch@corp.example",
    });
    const next = "another kettle of plovers 92";
    expect((await post("/set-password", { secret, password: "birch@corp.example" })).status).toBe(422);
    expect((await post("/set-password", { secret, password: next })).status).toBe(204);
    expect(await askedBy({ cookie })).toBeNull();
    expect((await post("/set-password", { secret, password: next })).status).toBe(404);
    expect((await signIn("birch@corp.example")).status).toBe(401);
  });

  test("an e-mail of nobody is answered as a wrong password is, after the same work", async () => {
    await member("birch@corp.example");
    const known = await signIn("birch@corp.example", "wrong");
    const unknown = await signIn("nobody@corp.example", "wrong");
    expect([unknown.status, unknown.text, unknown.cookies]).toEqual([known.status, known.text, known.cookies]);
    expect([...unknown.headers.keys()]).toEqual([...known.headers.keys()]);
    // Hashing is the work: the processor's own time, which no other process lengthens.
    const work = async (email: string) => {
      const before = process.cpuUsage().user;
      await signIn(email, "wrong");
      return process.cpuUsage().user - before;
    };
    const ratio = (await work("nobody@corp.example")) / (await work("birch@corp.example"));
    expect(ratio).toBeGreaterThan(0.3);
    expect(ratio).toBeLessThan(3);
  });

  test("nobody makes themselves a user or gives themselves a role", async () => {
    const one = { name: "Mallory", email: "mallory@corp.example", password, role: "admin" };
    expect((await post("/sign-up/email", one)).status).toBe(404);
    const { cookie, user } = await member("birch@corp.example");
    expect((await post("/update-user", { role: "admin", name: "Root" }, { cookie })).status).toBe(404);
    const smuggled = await post("/sign-in/email", { email: user.email, password, role: "admin" });
    expect([smuggled.status, smuggled.text]).toEqual([400, expect.stringContaining("role")]);
    const secret = secretIn(await passwordLink(store, baseUrl, user.email, by()));
    expect((await post("/set-password", { secret, password, role: "admin" })).status).toBe(400);
    expect(await rowsOf(store, "select email, role from users")).toEqual([{ email: user.email, role: "product" }]);
  });

  test("of the routes beneath, only those that are named can be reached", async () => {
    const { cookie } = await member("birch@corp.example");
    const paths = ["get-session", "list-sessions", "list-accounts", "ok", "error", "callback/github"];
    for (const path of [...paths, "SIGN-UP/email", "sign-in/../sign-up/email", "sign-in%2Fsocial"]) {
      const answer = await access.handler(new Request(`${baseUrl}/api/auth/${path}`, { headers: { cookie } }));
      expect([path, answer.status]).toEqual([path, 404]);
    }
    for (const path of ["/delete-user", "/change-email", "/request-password-reset", "/link-social", "/verify-password"])
      expect([path, (await post(path, {}, { cookie })).status]).toEqual([path, 404]);
  });

  test("cookies never count for what another site has a browser send", async () => {
    const { cookie, user } = await member("birch@corp.example");
    for (const origin of [
      "https://evil.example",
      "null",
      "http://groundswell.test.evil.example",
      "https://groundswell.test",
    ]) {
      expect(await askedBy({ cookie, origin }, "POST")).toBeNull();
      expect((await post("/sign-out", {}, { cookie, origin })).status).toBe(403);
      expect((await post("/sign-in/email", { email: user.email, password }, { origin })).status).toBe(403);
    }
    expect(await askedBy({ cookie }, "POST")).toBeNull();
    expect(await askedBy({ cookie, origin: baseUrl }, "POST")).toMatchObject({ id: user.id });
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await post("/sign-in/email", { email: user.email, password }, form)).status).toBe(415);
  });

  test("a token may what it was made for, as its user, until its end; its last use is kept by the minute", async () => {
    await makeSource(store);
    const user = await addUser(store, { name: "Birch Grove", email: "birch@corp.example", role: "product" }, by());
    await addGrants(store, user.email, { expertises: ["lumen"], regions: [] }, by());
    const made = await createToken(
      store,
      { user: user.email, name: "slides", scopes: ["spaces:read"], expiresAt: new Date(now().getTime() + 60 * minute) },
      by(),
    );
    expect(made.secret).toMatch(/^gsw_[0-9a-f]{64}$/);
    const authorization = `Bearer ${made.secret}`;
    expect(await askedBy({ authorization }, "POST")).toEqual({
      id: user.id,
      name: "Birch Grove",
      actor: user.email,
      role: "product",
      expertises: ["lumen"],
      regions: "all",
      scopes: ["spaces:read"],
      via: "token",
    });
    const used = async () => (await listTokens(store, user.id))[0]?.lastUsedAt?.getTime() ?? 0;
    const first = await used();
    laterMs = minute / 2;
    await askedBy({ authorization });
    expect(await used()).toBe(first);
    laterMs = 2 * minute;
    await askedBy({ authorization });
    expect(await used()).toBeGreaterThan(first);
    laterMs = 60 * minute + 1000;
    expect(await askedBy({ authorization })).toBeNull();
  });

  test("a token that was revoked, changed, or whose user is disabled is nobody's, whatever cookie comes with it", async () => {
    const { user, cookie } = await member("birch@corp.example");
    const make = () =>
      createToken(
        store,
        { user: user.id, name: "t", scopes: ["spaces:read"], expiresAt: new Date(now().getTime() + 60 * minute) },
        by(),
      );
    const { secret, id } = await make();
    expect(await askedBy({ authorization: `Bearer ${secret}0`, cookie })).toBeNull();
    expect(await askedBy({ authorization: `Basic ${secret}`, cookie })).toBeNull();
    const other = await addUser(store, { name: "Cedar", email: "cedar@corp.example", role: "product" }, by());
    await expect(revokeToken(store, id, other.id, by())).rejects.toThrow(/no token/);
    expect(await askedBy({ authorization: `Bearer ${secret}` })).not.toBeNull();
    await revokeToken(store, id, user.id, by());
    expect(await askedBy({ authorization: `Bearer ${secret}` })).toBeNull();
    const second = await make();
    await disableUser(store, user.id, by());
    expect(await askedBy({ authorization: `Bearer ${second.secret}` })).toBeNull();
  });

  test("secrets stand in no table, log or answer", async () => {
    const { user, cookie } = await member("birch@corp.example");
    const expiresAt = new Date(now().getTime() + 60 * minute);
    const token = await createToken(store, { user: user.id, name: "t", scopes: ["spaces:read"], expiresAt }, by());
    await askedBy({ authorization: `Bearer ${token.secret}` });
    const link = secretIn(await passwordLink(store, baseUrl, user.email, by()));
    await signIn("hunter2 is what I typed", "oops");
    const tables = await rowsOf(store, "select tablename from pg_tables where schemaname = 'public'");
    let kept = said.join("\n") + JSON.stringify(await listTokens(store, null));
    for (const { tablename } of tables)
      kept += JSON.stringify(await rowsOf(store, `select to_jsonb(t) as row from ${tablename} t`));
    expect(kept).toContain(user.email);
    for (const secret of [
      token.secret.slice(4),
      link,
      password,
      "hunter2",
      decodeURIComponent(cookie.split("=")[1] ?? ""),
    ])
      expect(kept).not.toContain(secret);
  });

  test("roles and grants say what an asker sees, from the next request on", async () => {
    await makeSource(store, "test", ["lumen", "other"]);
    const { cookie, user } = await member("birch@corp.example", "lead");
    const sight = async () => {
      const asker = await askedBy({ cookie });
      return [asker?.role, asker?.expertises, asker?.regions];
    };
    expect(await sight()).toEqual(["lead", [], "all"]);
    await addGrants(store, user.email, { expertises: [], regions: ["de"] }, by());
    expect(await sight()).toEqual(["lead", "all", ["DE"]]);
    await addGrants(store, user.email, { expertises: ["lumen"], regions: ["BR"] }, by());
    expect(await sight()).toEqual(["lead", ["lumen"], ["BR", "DE"]]);
    await removeGrants(store, user.email, { expertises: ["lumen"], regions: ["BR", "DE"] }, by());
    await addGrants(store, user.email, { expertises: ["*"], regions: [] }, by());
    expect(await sight()).toEqual(["lead", "all", "all"]);
    await addUser(store, { name: "Root", email: "root@corp.example", role: "admin" }, by());
    await changeRole(store, user.email, "product", by());
    await removeGrants(store, user.email, { expertises: ["*"], regions: [] }, by());
    await addGrants(store, user.email, { expertises: [], regions: ["DE"] }, by());
    expect(await sight()).toEqual(["product", [], "all"]);
    await expect(addGrants(store, user.email, { expertises: ["nope"], regions: [] }, by())).rejects.toThrow(
      /no expertise/,
    );
    await expect(addGrants(store, user.email, { expertises: [], regions: ["ZZ"] }, by())).rejects.toThrow(/no region/);
    await expect(removeGrants(store, user.email, { expertises: ["other"], regions: [] }, by())).rejects.toThrow(
      /has no grant/,
    );
    const actions = (await auditLog(store, 0)).map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        "user.add",
        "user.link",
        "user.password",
        "sign-in",
        "user.grant",
        "user.revoke",
        "user.role",
      ]),
    );
  });

  test("one admin is always left", async () => {
    await addUser(store, { name: "Root", email: "root@corp.example", role: "admin" }, by());
    await expect(disableUser(store, "root@corp.example", by())).rejects.toThrow(/only admin/);
    await expect(changeRole(store, "root@corp.example", "lead", by())).rejects.toThrow(/only admin/);
    await addUser(store, { name: "Rowan", email: "rowan@corp.example", role: "admin" }, by());
    const both = ["root@corp.example", "rowan@corp.example"].map((email) => changeRole(store, email, "lead", by()));
    const done = await Promise.allSettled(both);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});
