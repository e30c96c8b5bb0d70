import { expect, test } from "vitest";
import { passwordFault } from "./password-rules.ts";

const own = { email: "birch.grove@corp.example", name: "Birch Grove" };

test("a password is long, and no common one, pattern, name or e-mail", async () => {
  expect(await passwordFault("plover kettle annex 41 dune", own)).toBeNull();
  expect(await passwordFault("kettle-dune", own)).toMatch(/fewer than 12/);
  expect(await passwordFault("x".repeat(129), own)).toMatch(/more than 128/);
  for (const guessed of [
    "password1234",
    "qwertyuiop123",
    "123456789012",
    "aaaaaaaaaaaaaaaa",
    "birch.grove@corp.example",
    "BirchGrove2026",
    "groundswell1",
  ])
    expect([guessed, await passwordFault(guessed, own)]).toEqual([guessed, expect.stringMatching(/easily guessed/)]);
});
