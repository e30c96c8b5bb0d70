/**
 * Errors say what the worker does. Each message is a sentence that a person can act on.
 */

/** The source asks for patience: its whole host waits until `retryAt`, and no attempt is counted. */
export class RateLimitedError extends Error {
  override readonly name = "RateLimitedError";
  readonly retryAt: Date;
  constructor(message: string, retryAt: Date, options?: ErrorOptions) {
    super(message, options);
    this.retryAt = retryAt;
  }
}

/** The source cannot answer now: retried with backoff. */
export class UnavailableError extends Error {
  override readonly name = "UnavailableError";
}

/** The source will not answer until a person changes something: it stops and shows why. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

/** What a person wrote or set is wrong: said before any work starts. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** The message of anything thrown, with its causes, in one line. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const message = error.message || error.name;
  if (error.cause === undefined || error instanceof ConfigError || error instanceof RefusedError) return message;
  const cause = explain(error.cause);
  return message.includes(cause) ? message : `${message} (${cause})`;
}
