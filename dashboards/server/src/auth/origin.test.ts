import { expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";
import { isOurs, isOwnPath } from "./origin.ts";

const from = (origin: string | null, url: string) =>
  new Request(url, { method: "POST", headers: origin === null ? {} : { origin } });

test("a path to go on to is one of ours, however a browser would read it", () => {
  for (const path of ["/", "/candidates?track=expert#top", "/spaces/a%2Fb"])
    expect([path, isOwnPath(path)]).toEqual([path, true]);
  const away = [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "evil",
    "",
    "/\t/evil.example",
    "/a\\b",
    "javascript:1",
  ];
  for (const path of away) expect([path, isOwnPath(path)]).toEqual([path, false]);
});

test("on loopback any name and port of this machine is ours; elsewhere only the address that people are told", () => {
  const local = "http://127.0.0.1:4400";
  expect(isOurs(from("http://localhost:5173", "http://localhost:5173/api/me"), local)).toBe(true);
  expect(isOurs(from("http://localhost:5173", "http://127.0.0.1:4400/api/me"), local)).toBe(false);
  expect(isOurs(from("http://evil.example", "http://evil.example/api/me"), local)).toBe(false);
  const told = "https://groundswell.corp.example";
  expect(isOurs(from(told, "http://10.0.0.7:4400/api/me"), told)).toBe(true);
  expect(isOurs(from("http://10.0.0.7:4400", "http://10.0.0.7:4400/api/me"), told)).toBe(false);
  expect(isOurs(from(null, `${told}/api/me`), told)).toBe(false);
});

test("an address behind proxies is the last one that no named proxy wrote", () => {
  const asked = (forwarded: string) => new Request("http://a.example", { headers: { "x-forwarded-for": forwarded } });
  expect(clientAddress(asked("203.0.113.1, 203.0.113.2"), "::ffff:10.0.0.1", ["10.0.0.1"])).toBe("203.0.113.2");
  expect(clientAddress(asked("203.0.113.1, 203.0.113.2, 10.0.0.2"), "10.0.0.1", ["10.0.0.1", "10.0.0.2"])).toBe(
    "203.0.113.2",
  );
  expect(clientAddress(asked("203.0.113.1"), "10.0.0.1", [])).toBe("10.0.0.1");
  expect(clientAddress(asked(""), "10.0.0.1", ["10.0.0.1"])).toBe("10.0.0.1");
  expect(clientAddress(asked("203.0.113.1"), null, ["10.0.0.1"])).toBeNull();
});
