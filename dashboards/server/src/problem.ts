import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "zod";

/** Problem details of RFC 9457: what went wrong with one request, in a sentence that says what to do. */
export type Problem = { type: string; title: string; status: number; detail: string; instance: string };

/** Its JSON Schema. */
export const problemSchema = {
  type: "object" as const,
  properties: Object.fromEntries(
    ["type", "title", "detail", "instance"]
      .map((name): [string, object] => [name, { type: "string" }])
      .concat([["status", { type: "integer" }]]),
  ),
  required: ["type", "title", "status", "detail", "instance"],
};

type RefusedStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429;

/** A request that cannot be answered as it was asked; `message` becomes the problem's detail. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly status: RefusedStatus;
  constructor(status: RefusedStatus, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

const titles: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  409: "Conflict",
  413: "Too large",
  415: "Unknown media type",
  422: "Not possible",
  429: "Too many requests",
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

/** What is wrong with one part of a request, as a sentence. */
export function say(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys")
    return `There is no parameter ${issue.keys.map((key) => `"${key}"`).join(", ")} here: remove it or check its spelling.`;
  const name = issue.path.join(".");
  if (issue.code === "invalid_value") return `"${name}" must be one of ${issue.values.join(", ")}.`;
  // Dates bring a whole sentence with them.
  return issue.message.endsWith(".") ? issue.message : `"${name}": ${issue.message}.`;
}
