import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { gravatarHash } from "./gravatar.ts";

const md5 = createHash("md5").update("ilse@shells.example").digest("hex");
const sha256 = createHash("sha256").update("ilse@shells.example").digest("hex");

test.each([
  [`https://www.gravatar.com/avatar/${md5}?s=256&d=identicon&r=PG`, md5],
  [`https://secure.gravatar.com/avatar/${sha256}?d=mm`, sha256],
  [`http://0.gravatar.com/avatar/${md5.toUpperCase()}.jpg`, md5],
  [`//gravatar.com/avatar/${md5}/`, md5],
  [`https://www.gravatar.com/avatar.php?gravatar_id=${md5}&size=32`, md5],
])("%s says whose address it is", (address, hash) => {
  expect(gravatarHash(address)).toBe(hash);
});

test.each([
  ["a picture kept elsewhere", `https://images.example/avatar/${md5}`],
  ["a host that only ends alike", `https://notgravatar.com/avatar/${md5}`],
  ["a profile, which is named by a login", "https://gravatar.com/ilsevann"],
  ["a hash that is cut short", `https://gravatar.com/avatar/${md5.slice(1)}`],
  ["the picture of nobody", `https://gravatar.com/avatar/${"0".repeat(32)}`],
  ["no address at all", `gravatar.com/avatar/${md5}`],
  ["nothing", null],
])("%s says nothing of an address", (_, address) => {
  expect(gravatarHash(address)).toBeNull();
});
