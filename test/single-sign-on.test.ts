import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { openAccess } from "@groundswell/server";
import { addUser, auditLog, disableUser, listUsers, type Store } from "@groundswell/store";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { rowsOf } from "./store-fixtures.ts";

const baseUrl = "http://groundswell.test";
const clientId = "groundswell";
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

type Claims = Record<string, unknown>;

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

function idToken(claims: Claims, key = privateKey): string {
  const signed = `${part({ alg: "RS256", kid: "1", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key, "base64url")}`;
}

describe.each(storeKinds)("single sign-on, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  let server: Server;
  let issuer = "";
  let token = "";
  let access: Awaited<ReturnType<typeof openAccess>>;
  const now = () => new Date();

  /** A provider of OpenID Connect that gives whatever token the test has put there. */
  beforeAll(async () => {
    server = createServer((request, response) => {
      const answers: Record<string, object> = {
        "/.well-known/openid-configuration": {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          id_token_signing_alg_values_supported: ["RS256"],
        },
        "/jwks": { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }] },
        "/token": { access_token: "secret-of-the-provider", token_type: "Bearer", expires_in: 60, id_token: token },
      };
      response.setHeader("content-type", "application/json").end(JSON.stringify(answers[request.url ?? ""] ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(async () => {
    const oidc = { issuer, clientId, clientSecret: "s".repeat(32), domains: ["corp.example"] };
    access = await openAccess({ store, secret: null, baseUrl, now, oidc, onError: () => {} });
    await addUser(
      store,
      { name: "Birch", email: "birch@elsewhere.example", role: "lead" },
      { actor: "test", at: now() },
    );
  });

  function begin(to: string): Promise<Response> {
    return access.handler(
      new Request(`${baseUrl}/api/auth/sign-in/oidc`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: baseUrl },
        body: JSON.stringify({ to }),
      }),
    );
  }

  /** Goes to the provider and comes back with what it says of a person. */
  async function comeBack(claims: Claims, { key = privateKey, cookie = null as string | null, nonce = "" } = {}) {
    const begun = await begin("/spaces?window=12");
    const { url } = (await begun.json()) as { url: string };
    const asked = new URL(url).searchParams;
    const seconds = Math.floor(now().getTime() / 1000);
    token = idToken(
      {
        iss: issuer,
        aud: clientId,
        sub: claims.email,
        iat: seconds,
        exp: seconds + 60,
        nonce: nonce || asked.get("nonce"),
        name: "Somebody",
        email_verified: true,
        ...claims,
      },
      key,
    );
    const own = begun.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; ");
    const back = await access.handler(
      new Request(`${baseUrl}/api/auth/callback/oidc?code=c&state=${asked.get("state")}`, {
        headers: { cookie: cookie ?? own },
      }),
    );
    const session =
      back.headers
        .getSetCookie()
        .find((one) => /session_token=[^;]/.test(one))
        ?.split(";")[0] ?? "";
    const asker = await access.askerOf(new Request(baseUrl, { headers: { cookie: session } }));
    return { asker, location: back.headers.get("location") ?? "", asked };
  }

  test("what somebody left behind who never came back is forgotten when the next one goes", async () => {
    await begin("/");
    await store.pool.query("update verifications set expires_at = $1", [new Date(now().getTime() - 1)]);
    await begin("/");
    expect(await rowsOf(store, "select expires_at > $1 as open from verifications", now())).toEqual([{ open: true }]);
  });

  test("a user comes in by a verified e-mail, with their own role, and goes on where they were going", async () => {
    const { asker, location, asked } = await comeBack({ email: "birch@elsewhere.example" });
    expect(asker).toMatchObject({ name: "Birch", role: "lead", via: "session" });
    expect(location).toBe("/spaces?window=12");
    expect(asked.get("code_challenge_method")).toBe("S256");
    expect(asked.get("redirect_uri")).toBe(`${baseUrl}/api/auth/callback/oidc`);
    expect((await auditLog(store, 1))[0]).toMatchObject({ action: "sign-in", detail: { by: "single sign-on" } });
    const kept = JSON.stringify(await rowsOf(store, "select to_jsonb(m) from sign_in_methods m"));
    expect(kept).not.toContain("secret-of-the-provider");
    expect(kept).not.toContain(token);
  });

  test("somebody of a domain that is named becomes a user who sees nothing; the provider gives no role", async () => {
    const { asker } = await comeBack({ email: "cedar@corp.example", role: "admin" });
    expect(asker).toMatchObject({ role: "product", expertises: [] });
    expect((await auditLog(store, 0)).map(({ action }) => action)).toContain("user.add");
  });

  test("strangers, e-mails that are not verified and disabled users stay out", async () => {
    await addUser(store, { name: "Root", email: "root@corp.example", role: "admin" }, { actor: "test", at: now() });
    for (const claims of [
      { email: "mallory@evil.example" },
      { email: "mallory@evilcorp.example" },
      { email: "mallory@corp.example", email_verified: false },
      { email: "root@corp.example", email_verified: false },
    ]) {
      const { asker, location } = await comeBack(claims);
      expect([claims, asker]).toEqual([claims, null]);
      expect(location).toMatch(/\/sign-in\?error=/);
    }
    await disableUser(store, "birch@elsewhere.example", { actor: "test", at: now() });
    expect((await comeBack({ email: "birch@elsewhere.example" })).asker).toBeNull();
    expect((await listUsers(store)).map(({ email }) => email)).toEqual([
      "birch@elsewhere.example",
      "root@corp.example",
    ]);
  });

  test("a token of another key, client, issuer, time or sign-in is refused", async () => {
    const email = "birch@elsewhere.example";
    expect((await comeBack({ email }, { key: stranger })).asker).toBeNull();
    expect((await comeBack({ email, aud: "another" })).asker).toBeNull();
    expect((await comeBack({ email, iss: "http://evil.example" })).asker).toBeNull();
    expect((await comeBack({ email, exp: 1 })).asker).toBeNull();
    expect((await comeBack({ email }, { nonce: "of-another" })).asker).toBeNull();
    expect((await comeBack({ email }, { cookie: "a=b" })).asker).toBeNull();
  });

  test("nobody is sent to another site after signing in", async () => {
    for (const to of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
      expect([to, (await begin(to)).status]).toEqual([to, 400]);
  });
});
