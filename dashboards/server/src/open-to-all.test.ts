import { expect, test } from "vitest";
import { openToAll } from "./open-to-all.ts";

const { askerOf } = openToAll();
const asked = (url: string, origin?: string) =>
  askerOf(new Request(url, { method: "POST", headers: origin === undefined ? {} : { origin } }));

test.each([
  ["http://localhost:4400/api/sources", undefined],
  ["http://127.0.0.1:4400/api/sources", "http://127.0.0.1:4400"],
  ["http://[::1]:4400/api/sources", "http://localhost:5173"],
])("the demonstration lets in whoever asks %s from %s", async (url, origin) => {
  expect(await asked(url, origin)).toMatchObject({ role: "admin" });
});

test.each([
  ["a page elsewhere", "http://localhost:4400/api/sources", "https://attacker.example"],
  ["a page in a frame without an origin", "http://localhost:4400/api/sources", "null"],
  ["a name elsewhere that leads here", "http://attacker.example:4400/api/sources", "http://attacker.example:4400"],
  ["a host that only looks like this one", "http://127.0.0.1.attacker.example/api/sources", undefined],
])("the demonstration does not let in %s", async (_, url, origin) => {
  expect(await asked(url, origin)).toBeNull();
});
