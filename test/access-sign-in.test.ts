import { firstAdminLink, passwordLink } from "@groundswell/server";
import { addUser, auditPage, countAttempt, disableUser, failureKey, findUser } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { baseUrl, minuteMs, password, useAccess } from "./access-world.ts";
import { storeKinds } from "./open-test-store.ts";
import { rowsOf } from "./store-fixtures.ts";

const anything = { subject: null, action: null, from: null, to: null, before: null };

describe.each(storeKinds)("who signs in, on the %s store", (kind) => {
  const { world, now, by, open, post, signIn, askedBy, secretIn, member } = useAccess(kind);

  test("the link of the first run makes an admin once, and signs them in", async () => {
    expect(await world.access.firstRun()).toBe(true);
    const replaced = secretIn(await firstAdminLink(world.store, baseUrl, now()));
    const link = await firstAdminLink(world.store, baseUrl, now());
    const secret = secretIn(link);
    expect(link).toMatch(/^http:\/\/groundswell\.test\/first-run#[0-9a-f]{64}$/);
    const one = { name: "Birch Grove", email: "Birch@Corp.example", password };
    expect((await post("/first-run", { secret: replaced, ...one })).status).toBe(404);
    expect((await post("/first-run", { secret, ...one, password: "short" })).status).toBe(422);
    const made = await post("/first-run", { secret, ...one });
    expect([made.status, made.text]).toEqual([204, ""]);
    expect(await askedBy({ cookie: made.cookie })).toMatchObject({ role: "admin", expertises: "all", via: "session" });
    expect((await post("/first-run", { secret, ...one, email: "cedar@corp.example" })).status).toBe(404);
    expect(await firstAdminLink(world.store, baseUrl, now())).toBeNull();
    expect(await world.access.firstRun()).toBe(false);
  });

  test("the link of the first run ends after a day, and is void once there is an admin, whoever else there is", async () => {
    await addUser(world.store, { name: "Alder", email: "alder@corp.example", role: "lead" }, by());
    const secret = secretIn(await firstAdminLink(world.store, baseUrl, now()));
    const one = { secret, name: "Birch Grove", email: "birch@corp.example", password };
    world.laterMs = 24 * 60 * minuteMs + 1;
    expect((await post("/first-run", one)).status).toBe(404);
    world.laterMs = 0;
    await addUser(world.store, { name: "Cedar", email: "cedar@corp.example", role: "admin" }, by());
    expect((await post("/first-run", one)).status).toBe(422);
    expect(await findUser(world.store, one.email)).toBeNull();
  });

  test("two who use the link of the first run at once make one admin", async () => {
    const secret = secretIn(await firstAdminLink(world.store, baseUrl, now()));
    const tries = ["a", "b", "c"].map((name) =>
      post("/first-run", { secret, name, email: `${name}@corp.example`, password }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(await rowsOf(world.store, "select role from users")).toEqual([{ role: "admin" }]);
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
    world.access = await open({ baseUrl: "https://groundswell.test" });
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
      (await rowsOf(world.store, "select token from sessions order by expires_at, token")).map(({ token }) => token);
    const before = await tokens();
    expect(before).toHaveLength(2);
    await world.store.pool.query("update sessions set expires_at = $1 where token = $2", [
      new Date(now().getTime() - 1),
      before[0],
    ]);
    await world.store.pool.query(
      `insert into verifications (id, identifier, value, expires_at, created_at, updated_at)
       values ('ended', 'ended', 'x', $1, $1, $1), ('open', 'open', 'x', $2, $1, $1)`,
      [new Date(now().getTime() - 1), new Date(now().getTime() + minuteMs)],
    );
    await signIn("birch@corp.example");
    const after = await tokens();
    expect(after).toHaveLength(2);
    expect(after).not.toContain(before[0]);
    expect(after).toContain(before[1]);
    expect(await rowsOf(world.store, "select id from verifications")).toEqual([{ id: "open" }]);
  });

  test("a cookie that was changed, ended or signed by another secret is nobody's", async () => {
    const { cookie, user } = await member("birch@corp.example");
    expect(await askedBy({ cookie })).toMatchObject({ id: user.id });
    const at = cookie.indexOf("=") + 3;
    const changed = `${cookie.slice(0, at)}${cookie[at] === "x" ? "y" : "x"}${cookie.slice(at + 1)}`;
    expect(await askedBy({ cookie: changed })).toBeNull();
    const [session] = await rowsOf(world.store, "select token from sessions");
    expect(await askedBy({ cookie: `groundswell.session_token=${session?.token}` })).toBeNull();
    const other = await open({ secret: "another secret of more than 32 characters" });
    expect(await other.askerOf(new Request(baseUrl, { headers: { cookie } }))).toBeNull();
    world.laterMs = 8 * 24 * 60 * minuteMs;
    expect(await askedBy({ cookie })).toBeNull();
    world.laterMs = 0;
    expect((await post("/sign-out", {}, { cookie })).status).toBe(204);
    expect(await askedBy({ cookie })).toBeNull();
  });

  test("weak new passwords are no failed sign-ins", async () => {
    const { cookie } = await member("birch@corp.example");
    const change = (newPassword: string, currentPassword = password) =>
      post("/change-password", { currentPassword, newPassword }, { cookie });
    for (let tries = 0; tries < 6; tries++) {
      const weak = await change("password1234");
      expect([weak.status, weak.text]).toEqual([422, expect.stringContaining("easily guessed")]);
    }
    expect((await signIn("birch@corp.example")).status).toBe(204);
    const next = "another kettle of plovers 92";
    for (let tries = 0; tries < 5; tries++) expect((await change(next, "no")).status).toBe(422);
    expect((await change(next)).status).toBe(429);
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
    await addUser(world.store, { name: "Cedar", email: "cedar@corp.example", role: "admin" }, by());
    await disableUser(world.store, "birch@corp.example", by());
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
    const locks = await auditPage(world.store, { ...anything, actor: "nobody", limit: 0 });
    expect(locks.filter(({ action }) => action === "sign-in.locked").map(({ subject }) => subject)).toEqual([
      "an unknown e-mail",
      "user birch@corp.example",
    ]);
    world.laterMs = 14 * minuteMs;
    expect((await signIn("birch@corp.example")).status).toBe(429);
    world.laterMs = 15 * minuteMs + 1000;
    expect((await signIn("birch@corp.example")).status).toBe(204);
    expect((await signIn("birch@corp.example", "wrong")).status).toBe(401);
  });

  test("a hundred guesses at once are five, and failures long ago are forgotten", async () => {
    await member("birch@corp.example");
    const guesses = await Promise.all(Array.from({ length: 20 }, (_, n) => signIn("birch@corp.example", `guess ${n}`)));
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
    world.laterMs = 31 * minuteMs;
    for (let n = 0; n < 4; n++) await signIn("birch@corp.example", "wrong");
    world.laterMs = 47 * minuteMs;
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
    for (let n = 1; n < 49; n++) await countAttempt(world.store, key, patience, now());
    expect((await guess(49, "198.51.100.7")).status).toBe(401);
    expect((await guess(50, "198.51.100.7")).status).toBe(429);
    expect((await guess(51, "198.51.100.8")).status).toBe(401);
    world.access = await open({ proxies: ["198.51.100.7"] });
    expect((await guess(52, "198.51.100.7")).status).toBe(401);
  });

  test("a link sets a new password, opens a lock and ends sessions, once", async () => {
    const { cookie } = await member("birch@corp.example");
    for (let n = 0; n < 6; n++) await signIn("birch@corp.example", "wrong");
    const secret = secretIn(await passwordLink(world.store, baseUrl, "birch@corp.example", by()));
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
});
