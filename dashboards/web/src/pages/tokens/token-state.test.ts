import { expect, test } from "vitest";
import { tokenState } from "./token-state.ts";

test("a token works until its end date, and not at it; a revoked one is revoked whatever its end is", () => {
  const expiresAt = "2026-02-01T00:00:00.000Z";
  expect(tokenState({ revokedAt: null, expiresAt }, new Date("2026-01-31T23:59:59Z"))).toBe("works");
  expect(tokenState({ revokedAt: null, expiresAt }, new Date(expiresAt))).toBe("expired");
  expect(tokenState({ revokedAt: "2026-01-01T00:00:00.000Z", expiresAt }, new Date("2026-03-01T00:00:00Z"))).toBe(
    "revoked",
  );
});
