import { expect, test } from "vitest";
import { isUrl } from "./is-url.ts";

test("a process that has seen many addresses knows as many as one that has seen none", () => {
  let known = 0;
  for (let time = 0; time < 20_000; time++) if (isUrl("https://lämp.example/", "https://wick.example/")) known++;
  expect(known).toBe(20_000);
});

test("what is no address is none", () => {
  expect(["", "lamp", "https://", "http://[::1", "//lamp.example"].map((text) => isUrl(text))).toEqual(
    Array(5).fill(false),
  );
  expect(isUrl("//lamp.example", "https://wick.example/")).toBe(true);
});
