import { expect, test } from "vitest";
import { type Asker, deeds, knows, matters, may, type Role, roles, type Scope, scopes } from "./access.ts";

const asker = (role: Role, more: Partial<Asker> = {}): Asker => ({
  id: "1",
  name: "Birch",
  actor: "birch@corp.example",
  role,
  expertises: ["lumen"],
  regions: "all",
  scopes: "all",
  via: "session",
  ...more,
});

test("each role may on each matter what this table says, and nothing else", () => {
  const table = Object.fromEntries(
    roles.map((role) => [
      role,
      matters
        .map((matter) => deeds.filter((deed) => may(asker(role), deed, matter, null)).join("+") || "nothing")
        .join(" · "),
    ]),
  );
  expect(matters).toEqual(["people", "spaces", "operation", "administration"]);
  expect(table).toEqual({
    admin: "read+write · read+write · read+write · read+write",
    lead: "read+write · read+write · read · nothing",
    product: "nothing · read+write · nothing · nothing",
    operator: "nothing · read · read+write · nothing",
  });
});

test("leads and product teams know the expertises that were granted, and no others", () => {
  for (const role of ["lead", "product"] as const) {
    expect(may(asker(role), "read", "spaces", "lumen")).toBe(true);
    expect(may(asker(role), "read", "spaces", "other")).toBe(false);
    expect(knows(asker(role, { expertises: "all" }), "other")).toBe(true);
    expect(knows(asker(role, { expertises: [] }), "lumen")).toBe(false);
  }
  expect(may(asker("operator", { expertises: [] }), "read", "spaces", "other")).toBe(true);
});

test("a token may what is in its scopes and in its user's role, never what is in one alone", () => {
  for (const role of roles)
    for (const held of scopes) {
      const token = asker(role, { scopes: [held], via: "token" });
      const allowed = matters
        .flatMap((matter) => deeds.map((deed): Scope => `${matter}:${deed}`))
        .filter((scope) => {
          const [matter, deed] = scope.split(":") as [(typeof matters)[number], (typeof deeds)[number]];
          return may(token, deed, matter, null);
        });
      const [matter, deed] = held.split(":") as [(typeof matters)[number], (typeof deeds)[number]];
      expect(allowed).toEqual(may(asker(role), deed, matter, null) ? [held] : []);
    }
});
