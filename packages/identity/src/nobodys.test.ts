import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { nobodys } from "./nobodys.ts";
import { hashKey } from "./shared-key.ts";

const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest("hex");

test("the hashes of nobody's addresses are theirs, and are no keys", () => {
  for (const [address, hashes] of Object.entries(nobodys)) {
    expect(hashes, address).toEqual([hash("sha256", address), hash("md5", address)]);
    for (const one of hashes) expect(hashKey(one.toUpperCase()), address).toBeNull();
  }
  expect(hashKey(hash("sha256", "quella@mail.example"))).not.toBeNull();
});
