import { expect, test } from "vitest";
import { encodePart } from "./encode-part.ts";

test("a part of an address is written for one, also where it holds half a character", () => {
  expect(encodePart("c#/ü 😀")).toBe("c%23%2F%C3%BC%20%F0%9F%98%80");
  expect(encodePart("a\ud800b")).toBe("a%EF%BF%BDb");
});
