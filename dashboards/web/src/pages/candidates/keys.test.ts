import { expect, test } from "vitest";
import { keyDeed } from "./keys.ts";

const key = (name: string, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more });
const inList = { isWriting: false, isInList: true, isOn: true };

test("letters and arrows walk through the people", () => {
  expect(["j", "ArrowDown", "k", "ArrowUp", "x", "/", "?", "q"].map((one) => keyDeed(key(one), inList))).toEqual([
    ...["next", "next", "previous", "previous", "select", "search", "help"],
    null,
  ]);
});

test("who writes, or holds a key of the browser's, is left alone", () => {
  expect(keyDeed(key("x"), { ...inList, isWriting: true })).toBeNull();
  expect(keyDeed(key("k", { ctrlKey: true }), inList)).toBeNull();
  expect(keyDeed(key("j", { metaKey: true }), inList)).toBeNull();
});

test("arrow keys scroll where no list has the focus", () => {
  expect(keyDeed(key("ArrowDown"), { ...inList, isInList: false })).toBeNull();
});

test("single letters can be turned off; arrows stay", () => {
  expect(keyDeed(key("j"), { ...inList, isOn: false })).toBeNull();
  expect(keyDeed(key("ArrowDown"), { ...inList, isOn: false })).toBe("next");
});
