import { expect, test } from "vitest";
import { addressOf, mentions, phraseOf, phrasesOf, readable, redact, redactJson } from "./erase-phrases.ts";

const erased = phrasesOf(["jo quill", "jo quill 77", "plume", "ørsted"]);

test("a phrase is found in any case and width and with anything between its words", () => {
  for (const text of [
    "Jo Quill",
    "JO_QUILL",
    "jo-quill's",
    "@Jo.Quill!",
    "ｊｏ ｑｕｉｌｌ",
    "https://x.example/jo-quill/a",
    "Ørsted",
    "ØRSTED",
  ])
    expect(mentions(text, erased), text).toBe(true);
});

test("part of a word is another word", () => {
  for (const text of ["plumes", "aplume", "jo quilled", "mojo quill", "jo", "quill jo", ""])
    expect(mentions(text, erased), text).toBe(false);
});

test("the longest phrase goes whole, each time it stands there, and all around it stays", () => {
  expect(redact("(jo-quill-77), Jo Quill; plume/plume.", erased)).toBe("([erased]), [erased]; [erased]/[erased].");
  expect(redact("nothing  here\n", erased)).toBe("nothing  here\n");
});

test("letters that grow when they are folded do not move the mark", () => {
  expect(redact("İİİ plume ﬁ Plume", erased)).toBe("İİİ [erased] ﬁ [erased]");
});

test("a document loses mentions in texts and keys, and is the very same where there is none", () => {
  const tidy = (value: unknown) => redactJson(value, (text) => redact(text, erased));
  expect(tidy({ "by jo quill": [1, null, { a: "Plume" }], b: true })).toEqual({
    "by [erased]": [1, null, { a: "[erased]" }],
    b: true,
  });
  const clean = { a: ["b", { c: 1 }] };
  expect(tidy(clean)).toBe(clean);
  // What reads a document asks for its fields by name.
  expect(tidy({ plume: "Plume", "jo-quill": 1 })).toEqual({ plume: "[erased]", "[erased]": 1 });
});

test("addresses that lead to one place are one", () => {
  const spellings = [
    "https://www.Plume.example/",
    "http://plume.example",
    "HTTPS://PLUME.EXAMPLE/#top",
    " https://plume.example// ",
  ];
  expect(new Set(spellings.map(addressOf))).toEqual(new Set(["plume.example"]));
  expect(["plume.example", "mailto:a@plume.example", "https:///", ""].map(addressOf)).toEqual([null, null, null, null]);
  expect(phraseOf("plume.example/a_b")).toBe("plume example a b");
});

test("letters that a body escapes are read as people see them", () => {
  expect(readable(String.raw`"J\u006f" &#74;&#x6f; caf%C3%A9 100%`)).toBe('"Jo" Jo café 100%');
  expect(readable("&#x110000; &#0; %FF")).not.toMatch(/&#/);
});
