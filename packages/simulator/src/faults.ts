import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";

/** What can go wrong with an answer. The last three are each platform's own way to say that a limit is reached. */
export const faultKinds = [
  "429-seconds",
  "429-date",
  "500",
  "502",
  "429-skewed",
  "reset",
  "truncated",
  "wrong-length",
  "wrong-charset",
  "slow",
  "drip",
  "html",
  "invalid-json",
  "empty",
  "repeated",
  "redirect-loop",
  "moved",
  "401",
  "expired-token",
  "404",
  "410",
  "github-primary",
  "github-secondary",
  "stackexchange-throttle",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export type FaultOptions = {
  /** How many answers go through before it strikes; none unless told. */
  after?: number;
  /** How many answers it spoils before it clears itself; for ever unless told. */
  times?: number;
  /** What a limit asks to wait, 1 unless told. */
  retryAfterSeconds?: number;
  /** How long a slow answer takes, 300 unless told. */
  delayMs?: number;
};

export type Faults = {
  /** Spoils every answer under a path prefix; null mends it. The longest prefix that fits counts. */
  set(prefix: string, kind: FaultKind | null, options?: FaultOptions): void;
  middleware: MiddlewareHandler<{ Bindings: HttpBindings }>;
};

type Planned = {
  kind: FaultKind;
  after: number;
  left: number;
  retryAfterSeconds: number;
  delayMs: number;
  /** The first answer to each path, for the fault that gives it again. */
  first: Map<string, Kept>;
};
type Kept = { body: ArrayBuffer; status: number; headers: Headers };

/** Where places go that have moved; what is asked there is answered as if they had not. */
export const movedPrefix = "/moved";

/** The faults of one simulator. `stopping` ends the waits of slow answers. */
export function createFaults(now: () => Date, stopping: AbortSignal): Faults {
  const planned = new Map<string, Planned>();
  return {
    set(prefix, kind, { after = 0, times = Number.POSITIVE_INFINITY, retryAfterSeconds = 1, delayMs = 300 } = {}) {
      if (kind === null) planned.delete(prefix);
      else planned.set(prefix, { kind, after, left: times, retryAfterSeconds, delayMs, first: new Map() });
    },
    async middleware(c, next) {
      const fitting = [...planned.keys()].filter((prefix) => c.req.path.startsWith(prefix));
      const prefix = fitting.sort((a, b) => b.length - a.length)[0];
      const fault = prefix === undefined ? undefined : planned.get(prefix);
      if (prefix === undefined || fault === undefined || c.req.header(hasMoved)) return next();
      if (fault.after > 0) {
        fault.after--;
        return next();
      }
      if (--fault.left <= 0) planned.delete(prefix);
      if (fault.kind === "slow") {
        await sleep(fault.delayMs, undefined, { signal: stopping }).catch(() => {});
        return next();
      }
      if (fault.kind === "drip") return drip(c, stopping);
      if (fault.kind === "repeated") return repeat(c, fault.first, next);
      if (fault.kind === "wrong-length" || fault.kind === "wrong-charset") {
        await next();
        return mislabel(c, fault.kind);
      }
      return spoil(c, fault, now());
    },
  };
}

/** The header of a request that has followed a move already. */
export const hasMoved = "x-simulator-moved";

/** A byte now and then, and never the end. */
function drip(c: Context<{ Bindings: HttpBindings }>, stopping: AbortSignal): Response {
  const { outgoing } = c.env;
  outgoing.writeHead(200, { "content-type": "application/json", "content-length": "100000" });
  const timer = setInterval(() => outgoing.write(" "), 20);
  const stop = () => clearInterval(timer);
  outgoing.on("close", stop);
  stopping.addEventListener("abort", stop, { once: true });
  return RESPONSE_ALREADY_SENT;
}

const leastRepeated = 500;

/** Gives the first page of a path again, whatever page is asked for. */
async function repeat(c: Context, first: Map<string, Kept>, next: () => Promise<void>): Promise<Response | undefined> {
  const kept = first.get(c.req.path);
  if (kept) return new Response(kept.body.slice(0), kept);
  await next();
  const body = await c.res.clone().arrayBuffer();
  // Nobody could tell an empty answer that is given again from another one.
  if (body.byteLength > leastRepeated)
    first.set(c.req.path, { body, status: c.res.status, headers: new Headers(c.res.headers) });
  return undefined;
}

/** The true body, announced at half its length or in a charset that it is not in. */
async function mislabel(
  c: Context<{ Bindings: HttpBindings }>,
  kind: "wrong-length" | "wrong-charset",
): Promise<undefined> {
  const type = c.res.headers.get("content-type") ?? "application/octet-stream";
  if (kind === "wrong-charset") {
    c.res.headers.set("content-type", `${type.replace(/;.*/, "")}; charset=iso-8859-1`);
    return;
  }
  const body = Buffer.from(await c.res.arrayBuffer());
  const { socket } = c.env.incoming;
  // Node would not send a body that is longer than it says, so the answer is written past it.
  socket.write(`HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\ncontent-length: ${Math.floor(body.length / 2)}\r\n\r\n`);
  socket.end(body);
  // A response that stands already would be merged into the new one, and its body sent after all.
  c.res = undefined;
  c.res = RESPONSE_ALREADY_SENT;
}

function spoil(c: Context<{ Bindings: HttpBindings }>, { kind, retryAfterSeconds }: Planned, now: Date): Response {
  const json = { "content-type": "application/json; charset=utf-8" };
  const retryAt = new Date(now.getTime() + retryAfterSeconds * 1000);
  switch (kind) {
    case "429-seconds":
      return c.text("Too many requests", 429, { "retry-after": String(retryAfterSeconds) });
    case "429-date":
      // An HTTP date has whole seconds, so it is rounded up: never earlier than asked.
      return c.text("Too many requests", 429, {
        "retry-after": new Date(Math.ceil(retryAt.getTime() / 1000) * 1000).toUTCString(),
      });
    case "429-skewed": {
      // A server whose clock is a day behind says when by that clock.
      const there = (at: Date) => new Date(Math.ceil((at.getTime() - 86_400_000) / 1000) * 1000).toUTCString();
      return c.text("Too many requests", 429, { "retry-after": there(retryAt), date: there(now) });
    }
    case "redirect-loop":
      return c.redirect(c.req.url, 302);
    case "moved": {
      const { pathname, search } = new URL(c.req.url);
      return c.redirect(`${movedPrefix}${pathname}${search}`, 301);
    }
    case "401":
      return c.json({ message: "Requires authentication" }, 401, { "www-authenticate": "Bearer" });
    case "expired-token":
      return c.json({ error: "invalid_token", message: "The access token expired" }, 401, {
        "www-authenticate": 'Bearer error="invalid_token"',
      });
    case "404":
      return c.text("Not found", 404);
    case "410":
      return c.text("Gone", 410);
    case "500":
      return c.text("Internal server error", 500);
    case "502":
      return c.html("<html><body><h1>502 Bad Gateway</h1></body></html>", 502);
    case "reset":
      c.env.incoming.socket.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    case "truncated":
      c.env.outgoing.writeHead(200, { ...json, "content-length": "100000" });
      c.env.outgoing.write('{"items":[{"question_id":1,', () => c.env.incoming.socket.destroy());
      return RESPONSE_ALREADY_SENT;
    case "html":
      return c.html("<!doctype html><html><body>Please sign in to the network.</body></html>");
    case "invalid-json":
      return c.body('{"items":[{"question_id":', 200, json);
    case "github-primary": {
      const reset = String(Math.ceil(retryAt.getTime() / 1000));
      const headers = { "x-ratelimit-limit": "60", "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
      return c.json({ message: "API rate limit exceeded for 127.0.0.1." }, 403, headers);
    }
    case "github-secondary":
      return c.json(
        { message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again." },
        { status: 429, headers: { "retry-after": String(retryAfterSeconds) } },
      );
    case "stackexchange-throttle": {
      const error_message = `too many requests from this IP, more requests available in ${retryAfterSeconds} seconds`;
      return c.json({ error_id: 502, error_name: "throttle_violation", error_message }, 400);
    }
    default:
      return c.body("", 200, json);
  }
}
