import { type Signal, signal } from "@groundswell/model";
import { expect, it } from "vitest";
import { joinThreads, rememberThreads, Threads } from "./mail-threads.ts";

const space = { platform: "lists.example.org", id: "l", kind: "list" as const, name: "l", url: null };
const message = (id: string, threadId: string): Signal =>
  signal({ connector: "mbox", id, kind: "message", occurredAt: "2026-09-02T10:00:00.000Z", space, threadId });
const threadsOf = (signals: Signal[]) => joinThreads(signals).map(({ threadId }) => threadId);

it("a reply that stands before what it answers joins that one's thread", () => {
  expect(threadsOf([message("3", "2"), message("2", "1"), message("1", "1")])).toEqual(["1", "1", "1"]);
});

it("a parent that was never seen is still the name of its thread", () => {
  expect(threadsOf([message("3", "2"), message("2", "0")])).toEqual(["0", "0"]);
});

it("messages that answer each other in a circle keep what they have", () => {
  expect(threadsOf([message("1", "2"), message("2", "1"), message("3", "3")])).toEqual(["2", "1", "3"]);
});

it("what a page needs of the pages before it is told, and nothing else", () => {
  const earlier = new Map<string, string>();
  rememberThreads(earlier, [message("1", "1"), message("2", "1"), message("3", "1")]);
  const threads = new Threads(earlier);
  expect([threads.of("2"), threads.of("9")]).toEqual(["1", "9"]);
  expect(threads.used).toEqual({ 2: "1" });
  expect(new Threads(new Map(Object.entries(threads.used))).of("2")).toBe("1");
});
