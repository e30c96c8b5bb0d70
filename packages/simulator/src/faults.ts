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
  "reset",
  "truncated",
  "slow",
  "html",
  "invalid-json",
  "empty",
  "github-primary",
  "github-secondary",
  "stackexchange-throttle",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export type FaultOptions = {
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

type Planned = { kind: FaultKind; left: number; retryAfterSeconds: number; delayMs: number };

/** The faults of one simulator. `stopping` ends the waits of slow answers. */
export function createFaults(now: () => Date, stopping: AbortSignal): Faults {
  const planned = new Map<string, Planned>();
  return {
    set(prefix, kind, { times = Number.POSITIVE_INFINITY, retryAfterSeconds = 1, delayMs = 300 } = {}) {
      if (kind === null) planned.delete(prefix);
      else planned.set(prefix, { kind, left: times, retryAfterSeconds, delayMs });
    },
    async middleware(c, next) {
      const fitting = [...planned.keys()].filter((prefix) => c.req.path.startsWith(prefix));
      const prefix = fitting.sort((a, b) => b.length - a.length)[0];
      const fault = prefix === undefined ? undefined : planned.get(prefix);
      if (prefix === undefined || fault === undefined) return next();
      if (--fault.left <= 0) planned.delete(prefix);
      if (fault.kind === "slow") {
        await sleep(fault.delayMs, undefined, { signal: stopping }).catch(() => {});
        return next();
      }
      return spoil(c, fault, now());
    },
  };
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
