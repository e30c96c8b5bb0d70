import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** Problem details of RFC 9457: what went wrong with one request, in a sentence that says what to do. */
export type Problem = { type: string; title: string; status: number; detail: string; instance: string };

/** A request that cannot be answered as it was asked; `message` becomes the problem's detail. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly status: 400 | 404;
  constructor(status: 400 | 404, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

const titles: Record<number, string> = {
  400: "Bad request",
  404: "Not found",
  500: "Internal error",
  503: "Not available",
};

/** Answers with a problem. `instance` is the path without its query, which may hold more than a log should. */
export function answerProblem(context: Context, status: ContentfulStatusCode, detail: string): Response {
  const title = titles[status] ?? "Error";
  // RFC 9457, 4.2.1: "about:blank" says that the status code alone tells the problem's kind.
  const problem: Problem = { type: "about:blank", title, status, detail, instance: context.req.path };
  return context.body(JSON.stringify(problem), status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
  });
}
