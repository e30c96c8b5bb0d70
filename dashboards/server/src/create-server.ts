import { explain } from "@groundswell/model";
import { getConnInfo } from "@hono/node-server/conninfo";
import { type Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import { type ApiOptions, api } from "./api.ts";
import { feeds } from "./feeds.ts";
import { isOutOfReach } from "./out-of-reach.ts";
import { packAnswers } from "./pack.ts";
import { builtPages, pages } from "./pages.ts";
import { answerProblem, RequestError } from "./problem.ts";
import { filePath } from "./routes/editions.ts";
import { healthRoutes } from "./routes/health.ts";
import { type MetricsText, metricsRoutes, type RequestEnd, timeRequests } from "./routes/metrics.ts";
import { boardPath, boardSecurity } from "./routes/queues-board.ts";
import { unsubscribePage } from "./unsubscribe-page.ts";

export type ServerOptions = ApiOptions & {
  now: () => Date;
  /** The folder of the built pages; by default the one that the build writes. */
  webFolder?: string;
  /** Told what the answer of an internal error keeps to itself; by default the log on stderr. */
  onError?: (message: string) => void;
  /** What `/metrics` answers with; without it there is no such address. */
  metrics?: MetricsText;
  /** Told of every request as it has ended. */
  onRequest?: (end: RequestEnd) => void;
};

const self = "'self'";
const none = "'none'";

/** The API and the pages as one application, to be listened with or asked directly. */
export function createServer(options: ServerOptions): Hono {
  const { store, access, now, webFolder = builtPages, onError = console.error } = options;
  const app = new Hono();
  const [usualSecurity, boardsSecurity, filesSecurity] = [security(), boardSecurity(), fileSecurity()];
  app.use((context, next) => {
    const { path } = context.req;
    if (path.startsWith(`/api${boardPath}`)) return boardsSecurity(context, next);
    return (filePath.test(path) ? filesSecurity : usualSecurity)(context, next);
  });
  if (options.onRequest) app.use(timeRequests(options.onRequest));
  app.use(packAnswers());
  app.use("/api/*", async (context, next) => {
    await next();
    // People's names stand in the answers: a browser may keep them for itself, and must ask whether they still hold.
    if (!context.res.headers.has("cache-control")) context.res.headers.set("cache-control", "private, no-cache");
  });
  const queue = options.operation?.queue ?? null;
  app.route("/", healthRoutes({ store, queue, now, onError }));
  if (options.metrics) app.route("/", metricsRoutes(options.metrics, access));
  const { handler } = access;
  if (handler) app.all("/api/auth/*", (context) => handler(context.req.raw, peerOf(context)));
  app.route("/api", api(options));
  app.all("/api/*", (context) => answerProblem(context, 404, `There is no ${context.req.method} ${context.req.path}.`));
  app.route("/", feeds(options));
  app.route("/", unsubscribePage(options));
  app.route("/", pages(webFolder));
  app.notFound((context) => answerProblem(context, 404, `There is nothing at ${context.req.path}.`));
  app.onError((error, context) => {
    if (error instanceof RequestError) return answerProblem(context, error.status, error.message);
    if (error instanceof HTTPException) return answerProblem(context, error.status as 400, error.message);
    if (holdsZeroByte(error))
      return answerProblem(context, 400, "This holds a zero byte, which no text here may: leave it out.");
    if (isOutOfReach(error)) {
      onError(`${context.req.method} ${context.req.path}: ${explain(error)}`);
      return answerProblem(
        context,
        503,
        "The database or the queue does not answer: see whether PostgreSQL and Redis run.",
      );
    }
    onError(`${context.req.method} ${context.req.path}: ${error.stack ?? explain(error)}`);
    return answerProblem(context, 500, "The server could not answer. Its log says why.");
  });
  return app;
}

/** PostgreSQL keeps no zero byte in a text (22021), nor in JSON (22P05). */
function holdsZeroByte(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ["22021", "22P05"].includes(String((error as { code?: unknown }).code)) || holdsZeroByte(error.cause);
}

/** The other end of the connection; null where the application is asked without one, as tests do. */
function peerOf(context: Context): string | null {
  return context.env?.incoming ? (getConnInfo(context).remote.address ?? null) : null;
}

function security() {
  return headersWith({
    defaultSrc: [self],
    scriptSrc: [self],
    styleSrc: [self],
    imgSrc: [self, "data:"],
    connectSrc: [self],
    objectSrc: [none],
    baseUri: [none],
    formAction: [self],
    frameAncestors: [none],
  });
}

/** A report as a file has its styles in it, and nothing that runs or loads; should it hold any, it belongs to no origin. */
function fileSecurity() {
  return headersWith({
    defaultSrc: [none],
    styleSrc: ["'unsafe-inline'"],
    imgSrc: ["data:"],
    baseUri: [none],
    formAction: [none],
    frameAncestors: [none],
    sandbox: ["allow-popups", "allow-popups-to-escape-sandbox"],
  });
}

type HeaderOptions = NonNullable<Parameters<typeof secureHeaders>[0]>;

function headersWith(contentSecurityPolicy: NonNullable<HeaderOptions["contentSecurityPolicy"]>) {
  return secureHeaders({
    contentSecurityPolicy,
    // An address of these pages may name an expertise that is nobody else's business.
    referrerPolicy: "no-referrer",
    // Whether TLS ends here is not known; what ends it may promise it for the future.
    strictTransportSecurity: false,
    xFrameOptions: "DENY",
    xXssProtection: false,
  });
}
