// PostgreSQL's appendix A: class 08, 53300, 57P01 to 57P03; the others are of errno.
const codes = /^(08\d{3}|53300|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const messages = /max retries per request|connection is closed|command timed out|connection terminated/i;

/** Whether something went wrong because PostgreSQL or Redis does not answer, wherever in the causes that hides. */
export function isOutOfReach(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (codes.test(String((cause as { code?: unknown }).code ?? "")) || messages.test(cause.message)) return true;
  return false;
}
