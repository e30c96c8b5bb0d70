import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { RequestError } from "./problem.ts";

const usual = 256 * 1024;
/** The longest body of a push, and of a file of awardees. */
export const longestBody = 2 * 1024 * 1024;
// A file travels as a JSON string, whose quotes and line ends take two bytes.
const longestFileBody = 2 * longestBody + 1024;

/** Refuses a body that is longer than its route takes, before it is read. */
export function limitBodies(): MiddlewareHandler {
  const limits = new Map<string, MiddlewareHandler>([
    ["/signals", limit(longestBody, "Send at most 1,000 signals and 2 MB at once: cut it into several.")],
    ["/awardees/preview", limit(longestFileBody, "A file of awardees has at most 2 MB: cut it into several.")],
    ["/awardees/import", limit(longestFileBody, "A file of awardees has at most 2 MB: cut it into several.")],
  ]);
  const other = limit(usual, "This is more than 256 kB: no request here needs as much.");
  return (context, next) => {
    // No route reads the body of such a request, and to look for one is dear.
    if (["GET", "HEAD"].includes(context.req.method)) return next();
    return (limits.get(context.req.path.replace(/^\/api/, "")) ?? other)(context, next);
  };
}

function limit(maxSize: number, sentence: string): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: (_: Context): never => {
      throw new RequestError(413, sentence);
    },
  });
}
