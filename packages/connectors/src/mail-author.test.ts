import { expect, it } from "vitest";
import { mailAccount, mailboxes } from "./mail-author.ts";
import { plainWords } from "./mail-words.ts";

it.each([
  ['"Prins, Ilse" <ilse@shells.example>', "Prins, Ilse", "ilse@shells.example"],
  ["Prins, Ilse <ilse@shells.example>", "Prins, Ilse", "ilse@shells.example"],
  ["=?utf-8?Q?Prins=2C_Ilse?= <ilse@shells.example>", "Prins, Ilse", "ilse@shells.example"],
  ['"=?utf-8?Q?Ren=C3=A9e?=" <renee@shells.example>', "Renée", "renee@shells.example"],
  ["=?iso-8859-1?Q?Ren=E9e <renee@shells.example>?=", "Renée", "renee@shells.example"],
  ["ilse at shells.example (=?UTF-8?Q?Ils=C3=A9?=)", "Ilsé", "ilse@shells.example"],
  ["ilse at shells.example (Ilse (the) Prins)", "Ilse (the) Prins", "ilse@shells.example"],
  ["ilse@shells.example (Ils\u00e9 \\(home\\))", "Ilsé (home)", "ilse@shells.example"],
  ["ilse.prins at shells dot example", null, "ilse.prins@shells.example"],
  ["ilse AT shells DOT example (Ilse)", "Ilse", "ilse@shells.example"],
  ["Ilse [mailto:ilse@shells.example]", "Ilse", "ilse@shells.example"],
  ["Ilse <ilse@shells.example", "Ilse", "ilse@shells.example"],
  ["Ilse @ Work <ilse@shells.example>", "Ilse @ Work", "ilse@shells.example"],
  ['"Ilse \\"I\\" Prins" <ilse@shells.example>', 'Ilse "I" Prins', "ilse@shells.example"],
  ["Ilse <i...@shells.example>", "Ilse", "i...@shells.example"],
  ["ilse", "ilse", null],
])("%s names one mailbox", (value, name, address) => {
  expect(mailboxes(plainWords(value))).toEqual([{ name, address }]);
});

it("a group is its members, and a group of nobody is nobody", () => {
  expect(mailboxes("Team: Ilse <ilse@shells.example>, Ivo <ivo@shells.example>;")).toEqual([
    { name: "Ilse", address: "ilse@shells.example" },
    { name: "Ivo", address: "ivo@shells.example" },
  ]);
  expect(mailboxes("undisclosed-recipients:;")).toEqual([]);
  const headers = [{ key: "from", value: "undisclosed-recipients:;" }];
  expect(mailAccount({ headers, text: "" }, "lists.example.org", [])).toBeNull();
});

it("of several authors, the first one with an address is the account", () => {
  const headers = [{ key: "from", value: "Prins, Ilse <ilse@shells.example>, Ivo <ivo@shells.example>" }];
  expect(mailAccount({ headers, text: "" }, "lists.example.org", [])).toMatchObject({ name: "Prins, Ilse" });
});
