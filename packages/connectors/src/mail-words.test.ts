import { decodeWords } from "postal-mime";
import { expect, it } from "vitest";
import { plainWords } from "./mail-words.ts";

it.each([
  ["a question mark as it is", "=?utf-8?Q?what??=", "what?"],
  ["an escape first", "=?utf-8?Q?=E2=82=AC?=", "€"],
  ["spaces as they are", "=?iso-8859-1?Q?Hello World?=", "Hello World"],
  ["no padding", "=?UTF-8?B?SGVsbG8?= there", "Hello there"],
  ["nothing between two words", "=?utf-8?B?SGVs?==?utf-8?B?bG8=?=", "Hello"],
  ["its end cut off", "=?UTF-8?B?SGVsbG8", "Hello"],
  ["an end lost before the next word", "a =?utf-8?Q?abc =?utf-8?Q?def?= z", "a abcdef z"],
  ["a language (RFC 2231)", "=?utf-8*en?Q?hi=20you?=", "hi you"],
  ["Cyrillic", "=?koi8-r?B?8NLJ18XU?=", "Привет"],
  ["Chinese", "=?gb2312?B?xOO6ww==?=", "你好"],
  ["Japanese with escapes", "=?iso-2022-jp?B?GyRCJDMkcxsoQg==?=", "こん"],
  ["what was encoded already", "=?utf-8?Q?=3D=3Futf-8=3FQ=3Fcaf=C3=A9=3F=3D?=", "café"],
  ["an unknown charset", "=?x-nope?Q?caf=E9?=", "café"],
  ["a broken escape", "=?utf-8?Q?a=ZZb?=", "a=ZZb"],
  ["nothing but its look", "x=?y?z", "x=?y?z"],
])("a word with %s reads as it was meant", (_, written, meant) => {
  expect(decodeWords(plainWords(written))).toBe(meant);
});

it("a word whose end is lost before countless spaces is read in time proportional to them", () => {
  const before = process.cpuUsage();
  expect(plainWords(`=?utf-8?Q?abc${" ".repeat(100_000)}x`)).toContain("=?utf-8?B?");
  // Ten milliseconds; where it takes the square of them, half a minute.
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(5_000);
});
