import type { Asker, Role } from "@groundswell/server";
import { expect, test } from "vitest";
import { allowed, expertisePages, generalPages } from "./navigation.ts";

const asker = (role: Role): Asker => ({
  ...{
    id: "1",
    name: "Somebody",
    actor: "somebody@corp.example",
    role,
    expertises: ["lumen"],
    regions: "all",
    scopes: "all",
    via: "session",
  },
});
const labels = (role: Role, expertise: string) =>
  allowed(expertisePages, asker(role), expertise).map(({ label }) => label);

test("only who may read of people is led to candidates", () => {
  expect(labels("lead", "lumen")).toContain("Candidates");
  for (const role of ["product", "operator"] as const) {
    expect(labels(role, "lumen")).toContain("Spaces");
    expect(labels(role, "lumen")).not.toContain("Candidates");
  }
});

test("an expertise that was not granted has no pages", () => {
  expect(labels("product", "aurora")).toEqual([]);
  expect(labels("admin", "aurora")).toContain("Candidates");
});

test("product teams are not led to sources", () => {
  const general = (role: Role) => allowed(generalPages, asker(role), null).map(({ label }) => label);
  expect(general("product")).toEqual(["Home", "Reports"]);
  expect(general("operator")).toContain("Sources");
});
