import { ConfigError } from "@groundswell/model";
import {
  linkUser,
  makeFirstAdmin,
  noteAudit,
  type Store,
  setPasswordByLink,
  signOutEverywhere,
  type User,
} from "@groundswell/store";
import { hashPassword } from "better-auth/crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { answerProblem, RequestError, say } from "../problem.ts";
import { authPath, type BetterAuth, oidcProvider } from "./better.ts";
import { clientAddress } from "./client-address.ts";
import { changesNothing, isOurs, isOwnPath } from "./origin.ts";
import { passwordFault } from "./password-rules.ts";
import { subjectOf, type Throttle } from "./throttle.ts";

export type HandlerOptions = {
  store: Store;
  auth: BetterAuth;
  throttle: Throttle;
  baseUrl: string;
  proxies: readonly string[];
  now: () => Date;
  hasSingleSignOn: boolean;
  /** Who has the session of a request; null where nobody has. */
  sessionUser(request: Request): Promise<User | null>;
};

export type Bindings = { Bindings: { peer: string | null } };
type Asked = Context<Bindings>;

const text = (most: number) => z.string().min(1).max(most);
const bodies = {
  signIn: z.strictObject({ email: text(254), password: text(1000), rememberMe: z.boolean().optional() }),
  firstRun: z.strictObject({ secret: text(200), name: text(200), email: text(254), password: text(1000) }),
  setPassword: z.strictObject({ secret: text(200), password: text(1000) }),
  link: z.strictObject({ secret: text(200) }),
  change: z.strictObject({ currentPassword: text(1000), newPassword: text(1000) }),
  singleSignOn: z.strictObject({ to: z.string().max(2000).default("/") }),
};

// One sentence for an e-mail of nobody, a wrong password and a disabled user: it tells nobody who is a user.
const wrong = "The e-mail or the password is wrong.";
const bodyBytes = 16_384;

/** Everything under `/api/auth`. Of better-auth's routes only those that are named here can be reached. */
export function authHandler(options: HandlerOptions): Hono<Bindings> {
  const app = new Hono<Bindings>().basePath(authPath);
  app.use(bodyLimit({ maxSize: bodyBytes, onError: (context) => answerProblem(context, 413, "This is too large.") }));
  app.use((context, next) => {
    context.header("cache-control", "no-store");
    refuseForeign(context.req.raw, options.baseUrl);
    return next();
  });
  addPasswords(app, options);
  addLinks(app, options);
  addSingleSignOn(app, options);
  app.all("*", (context) => answerProblem(context, 404, `There is no ${context.req.method} ${context.req.path}.`));
  return app;
}

function addPasswords(app: Hono<Bindings>, options: HandlerOptions): void {
  const { store, auth, throttle, now, sessionUser } = options;
  app.post("/sign-in/email", async (context) => signIn(context, options, await read(context, bodies.signIn)));
  app.post("/sign-out", async (context) => {
    const user = await sessionUser(context.req.raw);
    const answer = await auth.handler(passOn(context, "/sign-out", {}));
    if (user) await note(user.email, "user.sign-out", `user ${user.email}`);
    return withCookies(answer);
  });
  app.post("/sign-out-everywhere", async (context) => {
    const user = await required(context);
    await signOutEverywhere(store, user, now());
    return withCookies(await auth.handler(passOn(context, "/sign-out", {})));
  });
  app.post("/change-password", async (context) => {
    const user = await required(context);
    const { currentPassword, newPassword } = await read(context, bodies.change);
    // Before an attempt is counted: to choose a weak password is no failed guess.
    await refuseWeak(newPassword, user);
    // Whoever has found an open page must not guess the password there.
    await refuseLocked(context, options, user.email);
    const body = { currentPassword, newPassword, revokeOtherSessions: true };
    const answer = await auth.handler(passOn(context, "/change-password", body));
    if (!answer.ok) throw new RequestError(422, "The current password is wrong.");
    await throttle.succeeded(user.email, addressOf(context, options));
    await note(user.email, "user.password", `user ${user.email}`, { by: "user" });
    return withCookies(answer);
  });

  async function required({ req }: Asked): Promise<User> {
    const user = await sessionUser(req.raw);
    if (user) return user;
    throw new RequestError(401, "Nobody is signed in, or the session has ended: sign in.");
  }
  const note = (actor: string, action: string, subject: string, detail = {}) =>
    noteAudit(store, { at: now(), actor, action, subject, detail });
}

async function signIn(context: Asked, options: HandlerOptions, body: z.infer<typeof bodies.signIn>): Promise<Response> {
  const { store, auth, throttle, now } = options;
  const { email } = body;
  await refuseLocked(context, options, email);
  const answer = await auth.handler(passOn(context, "/sign-in/email", body));
  if (answer.ok) {
    await throttle.succeeded(email, addressOf(context, options));
    return withCookies(answer);
  }
  const detail = { address: addressOf(context, options) };
  const subject = await subjectOf(store, email);
  await noteAudit(store, { at: now(), actor: "nobody", action: "sign-in.failed", subject, detail });
  throw new RequestError(401, wrong);
}

function addLinks(app: Hono<Bindings>, options: HandlerOptions): void {
  const { store, now } = options;
  app.post("/link", async (context) => {
    const { secret } = await read(context, bodies.link);
    const link = await linkUser(store, secret, now());
    if (link) return context.json(link);
    throw new RequestError(404, "This link has been used, has ended or was replaced by a newer one.");
  });
  app.post("/first-run", async (context) => {
    const { secret, name, email, password } = await read(context, bodies.firstRun);
    const link = await linkUser(store, secret, now());
    if (link?.purpose !== "first-admin") throw new RequestError(404, "This link is void: it works once, for 24 hours.");
    await refuseWeak(password, { name, email });
    const passwordHash = await hashPassword(password);
    await mended(() => makeFirstAdmin(store, secret, { name, email, passwordHash }, now()));
    return signIn(context, options, { email: email.trim().toLowerCase(), password });
  });
  app.post("/set-password", async (context) => {
    const { secret, password } = await read(context, bodies.setPassword);
    const link = await linkUser(store, secret, now());
    if (link?.purpose !== "set-password" || link.email === null)
      throw new RequestError(404, "This link is void: it works once, for 24 hours. Ask an admin for another.");
    await refuseWeak(password, { name: link.name ?? "", email: link.email });
    const passwordHash = await hashPassword(password);
    await mended(() => setPasswordByLink(store, secret, passwordHash, now()));
    return signIn(context, options, { email: link.email, password });
  });
}

function addSingleSignOn(app: Hono<Bindings>, { auth, hasSingleSignOn }: HandlerOptions): void {
  app.get("/methods", (context) => context.json({ password: true, singleSignOn: hasSingleSignOn }));
  if (!hasSingleSignOn) return;
  app.post("/sign-in/oidc", async (context) => {
    const { to } = await read(context, bodies.singleSignOn);
    if (!isOwnPath(to)) throw new RequestError(400, '"to" leads away from here: give a path that begins with one /.');
    const body = { provider: oidcProvider, callbackURL: to, errorCallbackURL: "/sign-in", disableRedirect: true };
    const answer = await auth.handler(passOn(context, "/sign-in/social", body));
    const { url } = answer.ok ? ((await answer.clone().json()) as { url?: string }) : {};
    if (!url)
      throw new RequestError(422, "The provider of single sign-on does not answer: try again, or use a password.");
    return withCookies(answer, { url });
  });
  app.get(`/callback/${oidcProvider}`, (context) => auth.handler(context.req.raw));
}

function refuseForeign(request: Request, baseUrl: string): void {
  if (changesNothing(request)) return;
  // Programs send neither an Origin nor cookies; browsers always say where a request comes from.
  const isProgram = !request.headers.has("origin") && !request.headers.has("cookie");
  if (!isProgram && !isOurs(request, baseUrl))
    throw new RequestError(403, `This request comes from another site than ${baseUrl}: open the pages there.`);
  if (!/^application\/json\b/.test(request.headers.get("content-type") ?? ""))
    throw new RequestError(415, "Send the body as application/json.");
}

async function refuseLocked(context: Asked, options: HandlerOptions, email: string): Promise<void> {
  const until = await options.throttle.attempt(email, addressOf(context, options));
  if (until === null) return;
  const minutes = Math.max(1, Math.ceil((until.getTime() - options.now().getTime()) / 60_000));
  context.header("retry-after", String(minutes * 60));
  throw new RequestError(
    429,
    `Too many sign-ins failed: try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}, or ask an admin for a link that sets a new password.`,
  );
}

async function refuseWeak(password: string, user: { email: string; name: string }): Promise<void> {
  const fault = await passwordFault(password, user);
  if (fault !== null) throw new RequestError(422, fault);
}

async function read<T>({ req }: Asked, schema: z.ZodType<T>): Promise<T> {
  const body = await req.json().catch(() => {
    throw new RequestError(400, "The body is no JSON.");
  });
  const found = schema.safeParse(body);
  if (found.success) return found.data;
  throw new RequestError(400, found.error.issues.map(say).join(" "));
}

async function mended<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConfigError) throw new RequestError(422, error.message, { cause: error });
    throw error;
  }
}

/** The request as one of better-auth's routes is to see it: our own body, the browser's headers. */
function passOn({ req }: Asked, path: string, body: object): Request {
  const headers = new Headers();
  for (const name of ["cookie", "origin", "user-agent"]) {
    const value = req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  headers.set("content-type", "application/json");
  return new Request(new URL(authPath + path, req.url), { method: "POST", headers, body: JSON.stringify(body) });
}

/** The cookies of an answer without its body, which holds the session's token. */
function withCookies(answer: Response, body: object | null = null): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  for (const cookie of answer.headers.getSetCookie()) headers.append("set-cookie", cookie);
  if (body === null) return new Response(null, { status: 204, headers });
  headers.set("content-type", "application/json");
  return new Response(JSON.stringify(body), { headers });
}

function addressOf({ req, env }: Asked, { proxies }: HandlerOptions): string | null {
  return clientAddress(req.raw, env?.peer ?? null, proxies);
}
