import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { analysing, hear, madeOldBy, nothingHeard, type PullEvent, readEvent, underWay, waitAfter } from "./live.ts";
import { keepConnected, type Stream } from "./live-connection.ts";
import { isAsked } from "./use-answer.ts";

const pull = (more: Partial<PullEvent> = {}): PullEvent => ({
  ...{ type: "pull", pull: 2, source: "blog", state: "running", error: null, startedAt: "2026-02-01T00:00:00Z" },
  ...{ signals: { fetched: 5, saved: 3, seen: 2, skipped: 0 }, finishedAt: null },
  ...more,
});
const finished = pull({ state: "ok", finishedAt: "2026-02-01T00:01:00Z" });

test("a pull is under way until it has ended, and an older one of the source says nothing new", () => {
  const begun = hear(nothingHeard, pull());
  expect(underWay(begun).map(({ source }) => source)).toEqual(["blog"]);
  const ended = hear(begun, finished);
  expect(underWay(ended)).toEqual([]);
  expect(hear(ended, pull({ pull: 1 }))).toBe(ended);
});

test("pulls come in the order in which they began", () => {
  const heard = [pull({ pull: 9, source: "a" }), pull({ pull: 4, source: "b" })].reduce(hear, nothingHeard);
  expect(underWay(heard).map(({ source }) => source)).toEqual(["b", "a"]);
});

test("expertises are being analysed while jobs of that queue are active", () => {
  expect(analysing(nothingHeard)).toBe(0);
  expect(analysing(hear(nothingHeard, { type: "queue", counts: { analyse: { active: 1, waiting: 4 } } }))).toBe(1);
});

test("a pull makes answers old when it has ended, not while it goes on", () => {
  expect(madeOldBy(pull())).toEqual([]);
  const paths = madeOldBy(pull({ ...finished, source: "a/b" }));
  expect(paths.some((path) => isAsked("/api/sources", path))).toBe(true);
  expect(paths.some((path) => isAsked("/api/sources/a%2Fb?from=2026-01-01", path))).toBe(true);
  expect(paths.some((path) => isAsked("/api/sources/other", path))).toBe(false);
});

test("a run makes all answers about its expertise old, and no others", () => {
  const run = { type: "run", run: 7, expertise: "lumen", asOf: "2026-02-01", computedAt: "2026-02-01" } as const;
  const old = (question: string) => madeOldBy(run).some((path) => isAsked(question, path));
  expect(old("/api/expertises/lumen/spaces?weighting=people")).toBe(true);
  expect(old("/api/expertises")).toBe(true);
  expect(old("/api/expertises/lumen-two/spaces")).toBe(false);
  expect(old("/api/me")).toBe(false);
});

test("what cannot be read as an event is none", () => {
  expect(readEvent(JSON.stringify(finished))).toEqual(finished);
  expect(readEvent('{"type":"later"}')).toBeNull();
  expect(readEvent("<html>")).toBeNull();
});

test("each failure doubles the wait, up to a minute", () => {
  expect([1, 2, 3, 4, 20].map(waitAfter)).toEqual([1_000, 2_000, 4_000, 8_000, 60_000]);
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Streams that a test ends and lets speak. */
function streams() {
  const opened: (Stream & { readyState: number; say(name: string, data?: string): void; isClosed: boolean })[] = [];
  const open = () => {
    const told = new Map<string, (event: never) => void>();
    const stream = {
      readyState: 1,
      isClosed: false,
      addEventListener: (name: string, listener: never) => void told.set(name, listener),
      close: () => {
        stream.isClosed = true;
      },
      say: (name: string, data?: string) => told.get(name)?.({ data } as never),
    };
    opened.push(stream);
    return stream;
  };
  return { opened, open };
}

test("a connection that a server ends is made again, and says that something may have been missed", () => {
  const { opened, open } = streams();
  const onOpen = vi.fn();
  const onEvent = vi.fn();
  const disconnect = keepConnected({ open, onOpen, onEvent }).connect();
  opened[0]?.say("open");
  opened[0]?.say("pull", JSON.stringify(finished));
  opened[0]?.say("pull", "garbled");
  expect(onEvent.mock.calls).toEqual([[finished]]);
  if (opened[0]) opened[0].readyState = 2;
  opened[0]?.say("error");
  vi.advanceTimersByTime(999);
  expect(opened.length).toBe(1);
  vi.advanceTimersByTime(1);
  expect(opened.length).toBe(2);
  opened[1]?.say("open");
  expect(onOpen.mock.calls).toEqual([[false], [true]]);
  disconnect();
  expect(opened[1]?.isClosed).toBe(true);
});

test("a browser that connects again by itself is left to it, and a connection that was ended stays ended", () => {
  const { opened, open } = streams();
  const disconnect = keepConnected({ open, onOpen: () => {}, onEvent: () => {} }).connect();
  if (opened[0]) opened[0].readyState = 0;
  opened[0]?.say("error");
  vi.advanceTimersByTime(120_000);
  expect(opened.length).toBe(1);
  if (opened[0]) opened[0].readyState = 2;
  opened[0]?.say("error");
  disconnect();
  vi.advanceTimersByTime(120_000);
  expect(opened.length).toBe(1);
});
