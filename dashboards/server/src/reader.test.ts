import type { Role, User } from "@groundswell/store";
import { expect, test } from "vitest";
import { readerOf } from "./reader.ts";

const at = new Date("2026-02-01T00:00:00Z");

function user(role: Role, more: Partial<User> = {}): User {
  const base = { id: "u1", name: "Ada", email: "ada@corp.example", createdAt: at, disabledAt: null };
  return { ...base, role, expertises: [], regions: [], ...more };
}

test("who may read what a report is about, by role", () => {
  const matters = (role: Role) => readerOf(user(role))?.matters;
  expect(matters("admin")).toEqual(["spaces", "people", "operation"]);
  expect(matters("lead")).toEqual(["spaces", "people", "operation"]);
  expect(matters("product")).toEqual(["spaces"]);
  expect(matters("operator")).toEqual(["spaces", "operation"]);
});

test("a product team and a lead know their expertises only, nobody knows all without a grant", () => {
  expect(readerOf(user("product"))).toMatchObject({ expertises: [], regions: "all" });
  expect(readerOf(user("product", { expertises: ["lumen"] }))?.expertises).toEqual(["lumen"]);
  expect(readerOf(user("lead", { expertises: ["lumen"] }))).toMatchObject({ expertises: ["lumen"], regions: "all" });
  expect(readerOf(user("lead"))?.expertises).toEqual([]);
  expect(readerOf(user("lead", { expertises: ["*"] }))?.expertises).toBe("all");
  expect(readerOf(user("operator"))?.expertises).toBe("all");
});

test("a lead of regions alone knows all expertises and the people of those regions", () => {
  expect(readerOf(user("lead", { regions: ["DE"] }))).toMatchObject({ expertises: "all", regions: ["DE"] });
  const both = user("lead", { expertises: ["lumen"], regions: ["DE"] });
  expect(readerOf(both)).toMatchObject({ expertises: ["lumen"], regions: ["DE"] });
});

test("who is disabled may read nothing any more, whatever the role", () => {
  for (const role of ["admin", "lead", "product", "operator"] as const)
    expect(readerOf(user(role, { expertises: ["*"], disabledAt: at }))).toBeNull();
});
