import { randomUUID } from "node:crypto";
import { findUser, forgetEnded, noteAudit, type Store } from "@groundswell/store";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { genericOAuth } from "better-auth/plugins";
import { ourOrigins } from "./origin.ts";

/** A provider of single sign-on. */
export type Oidc = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Domains of e-mails with which people come in who are no users yet. */
  domains: readonly string[];
};

type Options = {
  store: Store;
  secret: string;
  baseUrl: string;
  oidc: Oidc | null;
  now: () => Date;
  onError: (message: string) => void;
};

export const authPath = "/api/auth";
/** What the provider of single sign-on is called in addresses and in the store. */
export const oidcProvider = "oidc";
const sessionDays = 7;
const daySeconds = 86_400;
// A wrong password is no failure of the server, and what is typed as an e-mail may be a password.
const isExpected = (message: string) => /user not found|invalid password|password not found|credential/i.test(message);

/** Passwords, sessions and single sign-on by better-auth, on the store's own tables. `handler.ts` says which of its routes are open. */
export function openBetterAuth({ store, secret, baseUrl, oidc, now, onError }: Options) {
  return betterAuth({
    baseURL: baseUrl,
    basePath: authPath,
    secret,
    database: store.pool,
    trustedOrigins: (request) => ourOrigins(request, baseUrl),
    ...tables,
    user: { ...tables.user, validateUserInfo: ({ user, source }) => refuseStranger(oidc, user, source.action) },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 1000 },
    plugins: oidc ? [singleSignOn(oidc)] : [],
    databaseHooks: hooks(store, now),
    // Counted in the store by account and address instead: see throttle.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    onAPIError: { errorURL: "/sign-in" },
    logger: {
      level: "error",
      // Without what comes after the message: e-mails, and whole errors of the database with their values.
      log: (_, message) => isExpected(message) || onError(`sign-in: ${message}`),
    },
    advanced: {
      cookiePrefix: "groundswell",
      useSecureCookies: baseUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      database: { generateId: () => randomUUID() },
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { disableIpTracking: true },
    },
  });
}

export type BetterAuth = ReturnType<typeof openBetterAuth>;

const times = { createdAt: "created_at", updatedAt: "updated_at" };

const tables = {
  user: {
    modelName: "users",
    fields: { emailVerified: "email_verified", ...times },
    additionalFields: {
      disabledAt: { type: "date", required: false, input: false, returned: false, fieldName: "disabled_at" },
    },
  },
  session: {
    modelName: "sessions",
    fields: { userId: "user_id", ipAddress: "ip_address", userAgent: "user_agent", expiresAt: "expires_at", ...times },
    expiresIn: sessionDays * daySeconds,
    updateAge: daySeconds,
    // A session that was ended must be at its end everywhere, at once.
    cookieCache: { enabled: false },
  },
  account: {
    modelName: "sign_in_methods",
    fields: {
      userId: "user_id",
      providerId: "provider_id",
      accountId: "account_id",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
      ...times,
    },
    updateAccountOnSignIn: false,
  },
  verification: { modelName: "verifications", fields: { expiresAt: "expires_at", ...times } },
} satisfies BetterAuthOptions;

function singleSignOn({ issuer, clientId, clientSecret }: Oidc) {
  return genericOAuth({
    config: [
      {
        providerId: oidcProvider,
        discoveryUrl: `${issuer}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        scopes: ["openid", "email", "profile"],
        pkce: true,
        requireIdTokenVerification: true,
      },
    ],
  });
}

/** Lets in by single sign-on who is a user, or has a verified e-mail of a domain that the settings name. */
function refuseStranger(oidc: Oidc | null, user: { email?: string; emailVerified?: boolean }, action: string) {
  const domain = user.email?.toLowerCase().split("@").at(-1) ?? "";
  if (user.emailVerified !== true) return { error: "email_not_verified" };
  if (action === "create-user" && !oidc?.domains.includes(domain)) return { error: "not_a_user" };
}

function hooks(store: Store, now: () => Date): NonNullable<BetterAuthOptions["databaseHooks"]> {
  return {
    user: {
      create: {
        after: async ({ email }) => {
          const detail = { role: "product", by: "single sign-on" };
          await noteAudit(store, { at: now(), actor: email, action: "user.add", subject: `user ${email}`, detail });
        },
      },
    },
    verification: {
      create: {
        // Whoever turns back at the provider leaves one behind.
        after: () => forgetEnded(store, now()),
      },
    },
    account: {
      create: {
        // What lets somebody act in a user's stead at the provider is of no use here, and so it is not kept.
        before: async (account) => ({
          data: { ...account, accessToken: null, refreshToken: null, idToken: null },
        }),
      },
    },
    session: {
      create: {
        // By better-auth's own connection: it may be in a transaction, and the embedded store has one session for all.
        before: async ({ userId }, context) => {
          const user = await context?.context.internalAdapter.findUserById(userId);
          if (!user || (user as { disabledAt?: Date | null }).disabledAt)
            throw new APIError("UNAUTHORIZED", { message: "There is no such user." });
        },
        after: async ({ userId }, context) => {
          await forgetEnded(store, now());
          const by = methods[context?.path ?? ""];
          const user = await findUser(store, userId);
          if (!user || !by) return;
          const { email } = user;
          await noteAudit(store, {
            at: now(),
            actor: email,
            action: "sign-in",
            subject: `user ${email}`,
            detail: { by },
          });
        },
      },
    },
  };
}

/** A new session also begins where a password is changed, which is no sign-in. */
const methods: Record<string, string> = { "/sign-in/email": "password", "/callback/:id": "single sign-on" };
