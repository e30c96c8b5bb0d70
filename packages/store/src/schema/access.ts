// Who may sign in, and what they may see.
import { bigserial, boolean, index, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Who may sign in. What somebody may do is a role, and grants that narrow it down. */
export const users = pgTable("users", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** In lower case. */
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  /** `admin`, `lead`, `product`, `operator`. */
  role: text("role").notNull().default("product"),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
  /** Since when the user may do nothing any more. */
  disabledAt: instant("disabled_at"),
});

/** How a user proves who they are: a password's hash, or the identifier at a provider of single sign-on. */
export const signInMethods = pgTable(
  "sign_in_methods",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** `credential` or `oidc`. */
    providerId: text("provider_id").notNull(),
    accountId: text("account_id").notNull(),
    password: text("password"),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instant("access_token_expires_at"),
    refreshTokenExpiresAt: instant("refresh_token_expires_at"),
    scope: text("scope"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [unique("sign_in_methods_key").on(t.providerId, t.accountId), index("sign_in_methods_user").on(t.userId)],
);

/** Who is signed in, and until when. */
export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    /** Worth nothing without the signature that its cookie carries. */
    token: text("token").notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

/** What single sign-on keeps while somebody is away at the provider. */
export const verifications = pgTable(
  "verifications",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [index("verifications_identifier").on(t.identifier)],
);

/** Links that work once: to make the first admin, to set a password. Their secrets are kept as hashes. */
export const oneTimeLinks = pgTable(
  "one_time_links",
  {
    /** SHA-256 of the secret, in hex. */
    hash: text("hash").primaryKey(),
    /** `first-admin` or `set-password`. */
    purpose: text("purpose").notNull(),
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("one_time_links_user").on(t.userId)],
);

/** Sign-ins that failed one after another, counted by account and by address. */
export const signInFailures = pgTable("sign_in_failures", {
  /** `account:` or `address:` and the SHA-256 of the e-mail or address, in hex. */
  key: text("key").primaryKey(),
  failures: integer("failures").notNull(),
  firstAt: instant("first_at").notNull(),
  lockedUntil: instant("locked_until"),
});

/** What an admin lets a user see: an expertise (or `*` for all) or a region, one row each. */
export const grants = pgTable(
  "grants",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** `expertise` or `region`. */
    kind: text("kind").notNull(),
    /** The slug of an expertise, or the ISO 3166-1 alpha-2 code of a country. */
    value: text("value").notNull(),
    grantedBy: text("granted_by").notNull(),
    grantedAt: instant("granted_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind, t.value] })],
);

/** Tokens with which programs ask the API in a user's stead. */
export const tokens = pgTable(
  "tokens",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** SHA-256 of the token, in hex: the token itself is shown once and kept nowhere. */
    hash: text("hash").notNull().unique(),
    /** As `people:read`. */
    scopes: text("scopes").array().notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [index("tokens_user").on(t.userId)],
);

/** Secrets that the installation made for itself, where no setting gives one. */
export const keptSecrets = pgTable("kept_secrets", {
  name: text("name").primaryKey(),
  secret: text("secret").notNull(),
});
