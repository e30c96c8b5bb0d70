import type { MiddlewareHandler } from "hono";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { RequestError } from "./problem.ts";
import type { Env } from "./routes/guard.ts";

/** What one asker may use up in a minute: reading costs 1, changing 10, looking at a place 100. */
export const pointsPerMinute = 6_000;

/**
 * Keeps one asker, or a script that runs wild in their name, from taking the server away from the others. It counts in this process alone:
 * a count that all processes share would cost a write for each read, and twice the limit beside a second process harms nobody. Sign-ins are
 * counted in the store, where it matters.
 */
export function limitRate(points = pointsPerMinute): MiddlewareHandler<Env> {
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  return async (context, next) => {
    const asker = context.get("asker");
    if (asker) {
      try {
        await limiter.consume(asker.id, costOf(context.req.method, context.req.path));
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        context.header("retry-after", String(seconds));
        throw new RequestError(
          429,
          `That was too much at once: wait ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
        );
      }
    }
    await next();
  };
}

function costOf(method: string, path: string): number {
  if (/\/(sources\/preview|reports\/preview(\/file)?|subscriptions\/\d+\/test)$/.test(path)) return 100;
  return ["GET", "HEAD"].includes(method) ? 1 : 10;
}
