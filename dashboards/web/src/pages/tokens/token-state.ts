import type { Answer } from "@groundswell/server";

export type Token = Answer["TokensAnswer"]["tokens"][number];
type TokenState = "works" | "revoked" | "expired";

/** Whether a token lets anybody in at an instant. */
export function tokenState({ revokedAt, expiresAt }: Pick<Token, "revokedAt" | "expiresAt">, now: Date): TokenState {
  if (revokedAt !== null) return "revoked";
  return Date.parse(expiresAt) <= now.getTime() ? "expired" : "works";
}
