import { expect, test } from "vitest";
import { packedAnswers } from "./packed-answers.ts";

const bytes = (length: number) => new Uint8Array(length);

test("what was asked for last stays, and the oldest makes room", () => {
  const answers = packedAnswers(80);
  for (const tag of "abcdefgh") answers.keep(tag, bytes(10));
  expect(answers.get("a")).toHaveLength(10);
  answers.keep("i", bytes(10));
  expect(answers.get("b")).toBeNull();
  expect(answers.get("a")).toHaveLength(10);
  expect(answers.get("i")).toHaveLength(10);
});

test("an answer kept twice counts once, and one that would take the place of many is not kept", () => {
  const answers = packedAnswers(80);
  for (let time = 0; time < 20; time++) answers.keep("same", bytes(10));
  for (const tag of "abcdefg") answers.keep(tag, bytes(10));
  expect(answers.get("same")).toHaveLength(10);
  answers.keep("large", bytes(11));
  expect(answers.get("large")).toBeNull();
});
