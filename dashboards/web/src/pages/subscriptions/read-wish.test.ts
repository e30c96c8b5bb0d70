import { expect, test } from "vitest";
import { readWish } from "./read-wish.ts";

function form(fields: Record<string, string | string[]>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one);
  return data;
}

test("what is left empty is not wished for", () => {
  expect(readWish(form({ report: "support", channel: "mail", quietFrom: "22:00", quietTo: "" }), null)).toEqual({
    ...{ report: "support", expertise: null, channel: "mail", target: null, formats: [], digest: null },
    ...{ withoutPeople: false, quiet: null, watch: null },
  });
});

test("hours of quiet have both ends", () => {
  const wish = readWish(form({ report: "support", quietFrom: "22:00", quietTo: "07:00", tz: "Europe/Berlin" }), null);
  expect(wish).toMatchObject({ quiet: { from: "22:00", to: "07:00" }, tz: "Europe/Berlin" });
});

test("every kind of alert is no watch in particular, and some kinds of one thing are", () => {
  const every = form({ report: "alerts", kinds: ["riser", "answerer-lost"], everyKind: "2" });
  expect(readWish(every, null).watch).toBeNull();
  const one = form({ report: "alerts", kinds: ["riser"], everyKind: "2", subject: "person:12" });
  expect(readWish(one, { kind: "riser" }).watch).toEqual({ kinds: ["riser"], subjects: ["person:12"] });
});
