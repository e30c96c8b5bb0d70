import { passwordLink } from "@groundswell/server";
import {
  addGrants,
  addUser,
  auditLog,
  changeRole,
  changeUser,
  createToken,
  disableUser,
  findUser,
  listTokens,
  removeGrants,
  revokeToken,
} from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { baseUrl, minuteMs, password, useAccess } from "./access-world.ts";
import { storeKinds } from "./open-test-store.ts";
import { makeSource, rowsOf } from "./store-fixtures.ts";

describe.each(storeKinds)("who comes in, on the %s store", (kind) => {
  const { world, now, by, post, signIn, askedBy, secretIn, member } = useAccess(kind);

  test("nobody makes themselves a user or gives themselves a role", async () => {
    const one = { name: "Mallory", email: "mallory@corp.example", password, role: "admin" };
    expect((await post("/sign-up/email", one)).status).toBe(404);
    const { cookie, user } = await member("birch@corp.example");
    expect((await post("/update-user", { role: "admin", name: "Root" }, { cookie })).status).toBe(404);
    const smuggled = await post("/sign-in/email", { email: user.email, password, role: "admin" });
    expect([smuggled.status, smuggled.text]).toEqual([400, expect.stringContaining("role")]);
    const secret = secretIn(await passwordLink(world.store, baseUrl, user.email, by()));
    expect((await post("/set-password", { secret, password, role: "admin" })).status).toBe(400);
    expect(await rowsOf(world.store, "select email, role from users")).toEqual([
      { email: user.email, role: "product" },
    ]);
  });

  test("of the routes beneath, only those that are named can be reached", async () => {
    const { cookie } = await member("birch@corp.example");
    const paths = ["get-session", "list-sessions", "list-accounts", "ok", "error", "callback/github"];
    for (const path of [...paths, "SIGN-UP/email", "sign-in/../sign-up/email", "sign-in%2Fsocial"]) {
      const answer = await world.access.handler(new Request(`${baseUrl}/api/auth/${path}`, { headers: { cookie } }));
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
    await makeSource(world.store);
    const user = await addUser(
      world.store,
      { name: "Birch Grove", email: "birch@corp.example", role: "product" },
      by(),
    );
    await addGrants(world.store, user.email, { expertises: ["lumen"], regions: [] }, by());
    const made = await createToken(
      world.store,
      {
        user: user.email,
        name: "slides",
        scopes: ["spaces:read"],
        expiresAt: new Date(now().getTime() + 60 * minuteMs),
      },
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
    const used = async () => (await listTokens(world.store, user.id))[0]?.lastUsedAt?.getTime() ?? 0;
    const first = await used();
    world.laterMs = minuteMs / 2;
    await askedBy({ authorization });
    expect(await used()).toBe(first);
    world.laterMs = 2 * minuteMs;
    await askedBy({ authorization });
    expect(await used()).toBeGreaterThan(first);
    world.laterMs = 60 * minuteMs + 1000;
    expect(await askedBy({ authorization })).toBeNull();
  });

  test("a token that was revoked, changed, or whose user is disabled is nobody's, whatever cookie comes with it", async () => {
    const { user, cookie } = await member("birch@corp.example");
    const make = () =>
      createToken(
        world.store,
        { user: user.id, name: "t", scopes: ["spaces:read"], expiresAt: new Date(now().getTime() + 60 * minuteMs) },
        by(),
      );
    const { secret, id } = await make();
    expect(await askedBy({ authorization: `Bearer ${secret}0`, cookie })).toBeNull();
    expect(await askedBy({ authorization: `Basic ${secret}`, cookie })).toBeNull();
    const other = await addUser(world.store, { name: "Cedar", email: "cedar@corp.example", role: "product" }, by());
    await expect(revokeToken(world.store, id, other.id, by())).rejects.toThrow(/no token/);
    expect(await askedBy({ authorization: `Bearer ${secret}` })).not.toBeNull();
    await revokeToken(world.store, id, user.id, by());
    expect(await askedBy({ authorization: `Bearer ${secret}` })).toBeNull();
    const second = await make();
    await disableUser(world.store, user.id, by());
    expect(await askedBy({ authorization: `Bearer ${second.secret}` })).toBeNull();
  });

  test("secrets stand in no table, log or answer", async () => {
    const { user, cookie } = await member("birch@corp.example");
    const expiresAt = new Date(now().getTime() + 60 * minuteMs);
    const token = await createToken(
      world.store,
      { user: user.id, name: "t", scopes: ["spaces:read"], expiresAt },
      by(),
    );
    await askedBy({ authorization: `Bearer ${token.secret}` });
    const link = secretIn(await passwordLink(world.store, baseUrl, user.email, by()));
    await signIn("hunter2 is what I typed", "oops");
    const tables = await rowsOf(world.store, "select tablename from pg_tables where schemaname = 'public'");
    let kept = world.said.join("\n") + JSON.stringify(await listTokens(world.store, null));
    for (const { tablename } of tables)
      kept += JSON.stringify(await rowsOf(world.store, `select to_jsonb(t) as row from ${tablename} t`));
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
    await makeSource(world.store, "test", ["lumen", "other"]);
    const { cookie, user } = await member("birch@corp.example", "lead");
    const sight = async () => {
      const asker = await askedBy({ cookie });
      return [asker?.role, asker?.expertises, asker?.regions];
    };
    expect(await sight()).toEqual(["lead", [], "all"]);
    await addGrants(world.store, user.email, { expertises: [], regions: ["de"] }, by());
    expect(await sight()).toEqual(["lead", "all", ["DE"]]);
    await addGrants(world.store, user.email, { expertises: ["lumen"], regions: ["BR"] }, by());
    expect(await sight()).toEqual(["lead", ["lumen"], ["BR", "DE"]]);
    await removeGrants(world.store, user.email, { expertises: ["lumen"], regions: ["BR", "DE"] }, by());
    await addGrants(world.store, user.email, { expertises: ["*"], regions: [] }, by());
    expect(await sight()).toEqual(["lead", "all", "all"]);
    await addUser(world.store, { name: "Root", email: "root@corp.example", role: "admin" }, by());
    await changeRole(world.store, user.email, "product", by());
    await removeGrants(world.store, user.email, { expertises: ["*"], regions: [] }, by());
    await addGrants(world.store, user.email, { expertises: [], regions: ["DE"] }, by());
    expect(await sight()).toEqual(["product", [], "all"]);
    await expect(addGrants(world.store, user.email, { expertises: ["nope"], regions: [] }, by())).rejects.toThrow(
      /no expertise/,
    );
    await expect(addGrants(world.store, user.email, { expertises: [], regions: ["ZZ"] }, by())).rejects.toThrow(
      /no region/,
    );
    await expect(removeGrants(world.store, user.email, { expertises: ["other"], regions: [] }, by())).rejects.toThrow(
      /has no grant/,
    );
    const actions = (await auditLog(world.store, 0)).map(({ action }) => action);
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

  test("a change of grants that fails leaves them as they were", async () => {
    await makeSource(world.store, "test", ["lumen", "other"]);
    const { user } = await member("birch@corp.example", "lead");
    const before = { role: "lead", expertises: ["lumen"], regions: ["DE"] };
    await changeUser(world.store, user.id, { role: "lead", grants: { expertises: ["lumen"], regions: ["de"] } }, by());
    expect(await findUser(world.store, user.id)).toMatchObject(before);
    const change = (expertises: string[], regions: string[]) =>
      changeUser(world.store, user.id, { role: "product", grants: { expertises, regions } }, by());
    await expect(change(["lumen"], ["FRA"])).rejects.toThrow(/no region/);
    await expect(change(["nope"], ["FR"])).rejects.toThrow(/no expertise/);
    expect(await findUser(world.store, user.id)).toMatchObject(before);
    await change(["lumen", "other"], ["FR", "fr"]);
    const after = { role: "product", expertises: ["lumen", "other"], regions: ["FR"] };
    expect(await findUser(world.store, user.id)).toMatchObject(after);
    await addUser(world.store, { name: "Root", email: "root@corp.example", role: "admin" }, by());
    const demoted = changeUser(
      world.store,
      "root@corp.example",
      { role: "lead", grants: { expertises: ["lumen"], regions: [] } },
      by(),
    );
    await expect(demoted).rejects.toThrow(/only admin/);
    expect(await findUser(world.store, "root@corp.example")).toMatchObject({ role: "admin", expertises: [] });
  });

  test("a region is a country that people can be of", async () => {
    const { user } = await member("birch@corp.example", "lead");
    const grant = (region: string) => addGrants(world.store, user.id, { expertises: [], regions: [region] }, by());
    await expect(grant("uk")).rejects.toThrow('"uk" is no region: write GB for the United Kingdom.');
    await expect(grant("EU")).rejects.toThrow(/name its countries/);
    for (const none of ["UN", "SU", "DD", "XA", "ZZ", "FRA", "__proto__", "constructor"])
      await expect(grant(none)).rejects.toThrow(/is no region/);
    for (const one of ["gb", "XK"]) await grant(one);
    expect((await findUser(world.store, user.id))?.regions).toEqual(["GB", "XK"]);
  });

  test("taking grants back never lets a lead see more", async () => {
    await makeSource(world.store, "test", ["lumen", "other"]);
    const { user } = await member("birch@corp.example", "lead");
    await addGrants(world.store, user.id, { expertises: ["lumen"], regions: ["DE"] }, by());
    const remove = (expertises: string[], regions: string[]) =>
      removeGrants(world.store, user.id, { expertises, regions }, by());
    await expect(remove([], ["de"])).rejects.toThrow(/people of all regions: grant another region first/);
    await expect(remove(["lumen"], [])).rejects.toThrow(/every expertise: grant another one first/);
    expect(await findUser(world.store, user.id)).toMatchObject({ expertises: ["lumen"], regions: ["DE"] });
    await addGrants(world.store, user.id, { expertises: ["*"], regions: ["FR"] }, by());
    expect(await remove(["lumen"], ["DE"])).toMatchObject({ expertises: ["*"], regions: ["FR"] });
    expect(await remove(["*"], ["FR"])).toMatchObject({ expertises: [], regions: [] });
  });

  test("one admin is always left", async () => {
    await addUser(world.store, { name: "Root", email: "root@corp.example", role: "admin" }, by());
    await expect(disableUser(world.store, "root@corp.example", by())).rejects.toThrow(/only admin/);
    await expect(changeRole(world.store, "root@corp.example", "lead", by())).rejects.toThrow(/only admin/);
    await addUser(world.store, { name: "Rowan", email: "rowan@corp.example", role: "admin" }, by());
    const both = ["root@corp.example", "rowan@corp.example"].map((email) =>
      changeRole(world.store, email, "lead", by()),
    );
    const done = await Promise.allSettled(both);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});
