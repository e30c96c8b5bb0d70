import { expect, test } from "vitest";
import { hostClass } from "./host-class.ts";

test.each([
  ["https://api.stackexchange.com/2.3/questions?site=x", "stackexchange"],
  ["https://gist.github.com/ada", "github"],
  ["https://github.com.evil.example/", "other"],
  ["https://notgithub.com/", "other"],
  ["https://ada.github.io/feed", "other"],
  ["http://127.0.0.1:8080/x", "private"],
  ["http://[::1]/", "private"],
  ["http://localhost:1/", "private"],
  ["tcp://news.example:119", "other"],
  ["https://8.8.8.8/", "other"],
  ["no address", "other"],
])("%s is %s", (url, kind) => {
  expect(hostClass(url)).toBe(kind);
});
