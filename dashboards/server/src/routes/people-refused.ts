import { ConfigError } from "@groundswell/model";
import { StaleCursorError } from "@groundswell/reports";
import type { z } from "@hono/zod-openapi";
import { RequestError } from "../problem.ts";

/**
 * Does what was asked for, or says in its own sentence why it cannot be done.
 * @param status 422 for what cannot be, 409 where somebody else was quicker
 */
export async function orRefused<T>(work: () => Promise<T>, status: (error: ConfigError) => 409 | 422): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConfigError) throw new RequestError(status(error), error.message, { cause: error });
    throw error;
  }
}

/** Reads a page, or says that the list has become another one since the page before. */
export async function orStale<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StaleCursorError) throw new RequestError(409, error.message, { cause: error });
    throw error;
  }
}

/** A JSON body of a request. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { "application/json": { schema } } } as const;
}
