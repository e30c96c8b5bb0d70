/**
 * What tools write where no address is known, and addresses that a whole service shares, each with the SHA-256 and the MD5 by which
 * accounts tell addresses. Written out because this room may not compute them.
 */
export const nobodys: Readonly<Record<string, readonly [sha256: string, md5: string]>> = {
  "": ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "d41d8cd98f00b204e9800998ecf8427e"],
  "noreply@github.com": [
    "3c205d8fc749f72977b9331e3179773c315bb1f4860c366de2abe9ec9337730b",
    "9181eb84f9c35729a3bad740fb7f9d93",
  ],
  "root@localhost": [
    "0a44f8735cbc275f1efcdf43159dcd20e54a1c994d0daeb92d04c389078057b5",
    "b1a4b2518dbbdd47dd4a713d5cd1df94",
  ],
  "root@localhost.localdomain": [
    "87966ebf0130a0cb7460bc8e4e2436bd11d03baef3ffee6f647697a36fbeafe5",
    "ae52a5f6b233e05f923ebd328f8e2822",
  ],
  unknown: ["b23a6a8439c0dde5515893e7c90c1e3233b8616e634470f20dc4928bcf3609bc", "ad921d60486366258809553a3db49a4a"],
  none: ["140bedbf9c3f6d56a9846d2ba7088798683f4da0c248231336e6a05679e4fdfe", "334c4a4c42fdb79d7ebc3e73b517e6f8"],
  null: ["74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b", "37a6259cc0c1dae299a7866489dff0bd"],
  "(none)": ["552e423045fcbd949252397b4bee754f0b8f99b1bbbe41edc9b25dbfc81b146a", "97139627c126d86a74d8ab820ad756d6"],
  "none@none": ["79368723b8d1a293666620d5214260f77bb214c0614505198774b9ce24864600", "b5cf4bf7b06f79b279e0967f8a253183"],
  "nobody@nowhere": [
    "d4e223655f6d82fb2fb991c4c7ba34c633331bb040c707de9f284182658efdb5",
    "bb026d45c7a92e5948b7959d091ba681",
  ],
  "you@example.com": [
    "53e6cdc30765aade0129f85e5aeb50124b1d3f5bb9a70373be31e4eb328371e0",
    "4fca794da0cf08804f99048d3c8b39c1",
  ],
  "user@example.com": [
    "b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514",
    "b58996c504c5638798eb6b511e6f49af",
  ],
  "email@example.com": [
    "2a539d6520266b56c3b0c525b9e6128858baeccb5ee9b694a2906e123c8d6dd3",
    "5658ffccee7f0ebfda2b226238b1eb6e",
  ],
  "test@test.com": [
    "f660ab912ec121d1b1e928a0bb4bc61b15f5ad44d5efdc4e1c92a25e99b8e44a",
    "b642b4217b34b1e8d3bd915fc65c4452",
  ],
  "your@email.com": [
    "97af051a28d9808c72ba34c39e22223ddd0d9166eab7eb13dd6621228976e0e3",
    "67135a14d3ac4f1369633dd006d6efec",
  ],
  "you@email.com": [
    "8d12b7f58c0d3fc8acff00f7ad4caf71a7b7436a1987022432c3b9095a3c7f47",
    "b490a5811190aa9895f60265a3f7b0eb",
  ],
  "me@example.com": [
    "8c2a47d3bdb8d3096a6479f53eac3b724291db5f1c31611100f675be5537329d",
    "2e0d5407ce8609047b8255c50405d7b1",
  ],
  "test@example.com": [
    "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b",
    "55502f40dc8b7c769880b10874abc9d0",
  ],
  "support@github.com": [
    "1c939d069387dc23bf4d3c19babd3b32cc05e079801ce2d8e2417a839b77e8ce",
    "61024896f291303615bcd4f7a0dcfb74",
  ],
  "git@localhost": [
    "a7e0a6121fbeb1f004f5eaad93bde4a254303d23e9d6ea5e06849fb026285f4d",
    "0a38407e51ad91dfa0d67a40207b9e5d",
  ],
};
