import { describe, expect, it, test } from "vitest";
import { ConfigError } from "./errors.ts";
import { readSettings } from "./settings.ts";

const hostsOf = (text: string | undefined) => readSettings({ GROUNDSWELL_ALLOW_HOSTS: text }).allowHosts;

describe("hosts that may be off the open internet", () => {
  it("are none until somebody names them", () => {
    expect(hostsOf(undefined)).toEqual([]);
    expect(hostsOf(" , ")).toEqual([]);
  });

  it("are named with commas between, with a port or without", () => {
    expect(hostsOf("Wiki.corp, 10.0.0.7:8080,localhost,::1,[fd00::1]")).toEqual([
      "wiki.corp",
      "10.0.0.7:8080",
      "localhost",
      "::1",
      "[fd00::1]",
    ]);
  });

  it.each(["https://wiki.corp", "*.corp", "10.0.0.0/8", "wiki.corp/feed", "wiki corp"])(
    "are never a pattern, a range or an address of a page: %s",
    (text) => expect(() => hostsOf(text)).toThrow(ConfigError),
  );
});

test("a key that could be guessed is refused without being repeated", () => {
  const short = () => readSettings({ GROUNDSWELL_ERASURE_KEY: "too short a secret" });
  expect(short).toThrow(/GROUNDSWELL_ERASURE_KEY has fewer than 32 characters/);
  expect(short).not.toThrow(/too short a secret/);
  expect(readSettings({ GROUNDSWELL_ERASURE_KEY: "x".repeat(32) }).erasureKey).toBe("x".repeat(32));
  expect(readSettings({}).erasureKey).toBeNull();
});
