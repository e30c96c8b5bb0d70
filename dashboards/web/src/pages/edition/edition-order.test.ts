import { expect, test } from "vitest";
import { type EditionHead, inOrder, isOfSame, newerThan } from "./edition-order.ts";

const edition = (id: number, to: string, more: Partial<EditionHead> = {}): EditionHead => ({
  ...{ id, report: "support", expertise: "lumen", cadence: "week", revision: 1, title: "Support", insight: "Here." },
  ...{ sha256: "00", revised: [], builtAt: to, window: { from: "2025-01-01T00:00:00.000Z", to } },
  ...more,
});
const old = edition(3, "2026-01-05T00:00:00.000Z");
const recent = edition(2, "2026-01-12T00:00:00.000Z");

test("the edition of the earlier window is the earlier one, whichever was issued first", () => {
  expect(inOrder(recent, old)).toEqual([old, recent]);
  expect(inOrder(old, recent)).toEqual([old, recent]);
});

test("of one window the revision that was issued first is the earlier one", () => {
  const revised = edition(9, old.window.to, { revision: 2 });
  expect(inOrder(revised, old)).toEqual([old, revised]);
});

test("a newer edition is one of a later window, of the same report about the same", () => {
  const other = edition(7, "2026-01-19T00:00:00.000Z", { expertise: "ember" });
  const revised = edition(9, old.window.to, { revision: 2 });
  expect(isOfSame(old, other)).toBe(false);
  expect(newerThan(old, [old, revised, other, recent])).toEqual(recent);
  expect(newerThan(recent, [old, recent, other])).toBeNull();
});
