import { expect, test } from "vitest";
import { pathInside } from "./page-link.tsx";

test("a path of the pages stays one, with what it asks for", () => {
  expect(pathInside("/expertises/lumen/space?space=qa%3Alumen#trend")).toBe(
    "/expertises/lumen/space?space=qa%3Alumen#trend",
  );
});

test("what looks like a path and leads elsewhere is none", () => {
  for (const address of ["//elsewhere.example/", "/\\elsewhere.example", "https://elsewhere.example", "javascript:1"])
    expect(pathInside(address)).toBeNull();
});
