import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { readUnsubscribe, unsubscribeAddress } from "./unsubscribe.ts";

const secret = "a secret of this test that is long enough";
const tokenOf = (subscription: number) =>
  unsubscribeAddress("https://g.example", secret, subscription).split("/").at(-1) ?? "";

test("an address to unsubscribe is for the subscription that it was made for", () => {
  expect(unsubscribeAddress("https://g.example", secret, 12)).toMatch(
    /^https:\/\/g\.example\/unsubscribe\/12\.[\w-]{43}$/,
  );
  expect(readUnsubscribe(secret, tokenOf(12))).toBe(12);
});

test("nobody makes an address for another subscription, or with another secret or for another purpose", () => {
  const [, mac = ""] = tokenOf(12).split(".");
  const plain = createHmac("sha256", secret).update("12").digest("base64url");
  for (const forged of [
    `13.${mac}`,
    `012.${mac}`,
    `12.${mac}x`,
    `12.${mac.slice(1)}`,
    "12.",
    "",
    mac,
    `12.${plain}`,
    `-12.${mac}`,
    `12\n.${mac}`,
  ])
    expect(readUnsubscribe(secret, forged), forged).toBeNull();
  expect(readUnsubscribe("another secret that is just as long as it", tokenOf(12))).toBeNull();
});

test("one changed letter anywhere is not taken, the last one included", () => {
  const token = tokenOf(7);
  for (let at = 2; at < token.length; at++) {
    const changed = `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`;
    expect(readUnsubscribe(secret, changed)).toBeNull();
  }
});
