import { findUser, hasUsers, keptSecret, type Store, type User, useToken } from "@groundswell/store";
import type { Access, Asker, AuthHandler, Scope } from "../access.ts";
import { answerProblem, RequestError } from "../problem.ts";
import { askerFrom } from "./asker.ts";
import { type BetterAuth, type Oidc, openBetterAuth } from "./better.ts";
import { authHandler } from "./handler.ts";
import { changesNothing, isOurs } from "./origin.ts";
import { openThrottle } from "./throttle.ts";

export { firstAdminLink, passwordLink } from "./links.ts";

export type AccessOptions = {
  store: Store;
  /** What signs the cookies of sessions; null for the secret that the store keeps. */
  secret: string | null;
  /** Where people reach the pages, without a path. */
  baseUrl: string;
  now: () => Date;
  oidc?: Oidc | null;
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  proxies?: readonly string[];
  /** Told what goes wrong inside; by default the log on stderr. */
  onError?: (message: string) => void;
};

/** Lets people in who sign in, and programs that bring a token. */
export async function openAccess(options: AccessOptions): Promise<Access & { handler: AuthHandler }> {
  const { store, baseUrl, now, oidc = null, proxies = [], onError = console.error } = options;
  const secret = options.secret ?? (await keptSecret(store, "sessions"));
  const auth = openBetterAuth({ store, secret, baseUrl, oidc, now, onError });
  const throttle = openThrottle(store, now);
  const sessionUser = (request: Request) => userOfSession(request, { store, auth, baseUrl, now });
  const hasSingleSignOn = oidc !== null;
  const app = authHandler({ store, auth, throttle, baseUrl, proxies, now, hasSingleSignOn, sessionUser });
  app.onError((error, context) => {
    if (error instanceof RequestError) return answerProblem(context, error.status, error.message);
    onError(`${context.req.method} ${context.req.path}: ${error.stack ?? error.message}`);
    return answerProblem(context, 500, "The server could not answer. Its log says why.");
  });
  return {
    handler: async (request, peer = null) => app.fetch(request, { peer }),
    async askerOf(request) {
      const authorization = request.headers.get("authorization");
      if (authorization !== null) return askerOfToken(store, authorization, now());
      const user = await sessionUser(request);
      return user && askerFrom(user, "all");
    },
    firstRun: async () => !(await hasUsers(store)),
    demo: false,
  };
}

async function askerOfToken(store: Store, authorization: string, at: Date): Promise<Asker | null> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  const used = secret ? await useToken(store, secret, at) : null;
  return used && askerFrom(used.user, used.scopes as Scope[]);
}

type Sessions = { store: Store; auth: BetterAuth; baseUrl: string; now: () => Date };

async function userOfSession(request: Request, { store, auth, baseUrl, now }: Sessions): Promise<User | null> {
  const cookie = request.headers.get("cookie");
  if (cookie === null) return null;
  // A page elsewhere can have a browser send its cookies along, and must change nothing with them.
  if (!changesNothing(request) && !isOurs(request, baseUrl)) return null;
  const found = await auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } });
  if (!found || found.session.expiresAt <= now()) return null;
  const user = await findUser(store, found.user.id);
  return user?.disabledAt ? null : user;
}
