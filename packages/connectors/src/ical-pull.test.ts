import { type Json, RefusedError, UnavailableError } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { expectSameWhenMappedAgain } from "../test/kept-pages.ts";
import { type Known, pullAsWorker, useApi } from "../test/site.ts";
import { ical } from "./ical.ts";

const now = new Date("2026-09-20T12:00:00Z");
const basic = { url: "https://group.example/events.ics", group: "shell-users" };

const api = useApi();

const pull = ({ options, ...known }: Known & { now?: Date } = {}) =>
  pullAsWorker(ical, { now, ...known, options: { baseUrl: api.baseUrl, ...basic, ...options } });

const lines = (...inner: string[]) => ["BEGIN:VCALENDAR", ...inner, "END:VCALENDAR", ""].join("\r\n");
const evening = lines("BEGIN:VEVENT", "UID:a", "DTSTART:20260923T180000Z", "SUMMARY:Café", "END:VEVENT");
const weekly = lines("BEGIN:VEVENT", "UID:w", "DTSTART:20200101T180000Z", "RRULE:FREQ=WEEKLY", "END:VEVENT");

describe("a pull of a calendar", () => {
  test("that has not changed is read again once what it announced is held, and no sooner", async () => {
    api.answer = ({ headers }, response) =>
      headers["if-none-match"] === '"1"'
        ? response.writeHead(304).end()
        : response.setHeader("etag", '"1"').end(evening);
    const first = await pull();
    expect(first.ids).toEqual(["a"]);
    const before = await pull({ cursor: first.cursor, now: new Date("2026-09-22T17:59:00Z") });
    expect([before.ids, api.asked[1]?.headers["if-none-match"]]).toEqual([[], '"1"']);
    const held = await pull({ cursor: before.cursor, now: new Date("2026-09-22T18:00:00Z") });
    expect([held.ids, api.asked[2]?.headers["if-none-match"]]).toEqual([["a"], undefined]);
    expect((await pull({ cursor: held.cursor, now: new Date("2026-09-22T19:00:00Z") })).ids).toEqual([]);
  });

  test("keeps the page with its window, and maps it alike ever after", async () => {
    api.answer = (_, response) => response.setHeader("content-type", "text/calendar; charset=windows-1252").end(weekly);
    const { batches, ids } = await pull({ options: { windowDays: { back: 30, ahead: 7 } } });
    expect(ids).toHaveLength(5);
    await expectSameWhenMappedAgain(ical, basic, batches);
  });

  test("gives a series that moves to another hour no second year of events", async () => {
    const series = (start: string, ...more: string[]) =>
      lines(
        "BEGIN:VEVENT",
        "UID:w",
        `DTSTART;TZID=Europe/Amsterdam:${start}`,
        "RRULE:FREQ=WEEKLY",
        ...more,
        "END:VEVENT",
      );
    api.answer = (_, response) => response.end(series("20260105T183000"));
    const before = await pull();
    expect(before.ids.slice(0, 2)).toEqual(["w#20260105T173000Z", "w#20260112T173000Z"]);
    for (const hour of ["190000", "003000"]) {
      api.answer = (_, response) => response.end(series(`20260105T${hour}`, "SEQUENCE:1"));
      const after = await pull({ cursor: before.cursor });
      expect(after.ids).toEqual(before.ids);
      expect(after.signals[0]?.occurredAt).not.toBe(before.signals[0]?.occurredAt);
      const again = await pull({ cursor: after.cursor, now: new Date("2026-10-20T12:00:00Z") });
      expect(again.ids.filter((id) => before.ids.includes(id)).length).toBeGreaterThan(35);
      await expectSameWhenMappedAgain(ical, basic, after.batches);
    }
  });

  test("names a series anew neither for another zone at the same instant nor for a second hour of a day", async () => {
    const series = (start: string) => lines("BEGIN:VEVENT", "UID:w", start, "RRULE:FREQ=WEEKLY;COUNT=3", "END:VEVENT");
    api.answer = (_, response) => response.end(series("DTSTART;TZID=Europe/Amsterdam:20260105T183000"));
    const before = await pull();
    api.answer = (_, response) => response.end(series("DTSTART:20260105T173000Z"));
    expect((await pull({ cursor: before.cursor })).ids).toEqual(before.ids);
    const twice = "DTSTART;TZID=Europe/Amsterdam:20260105T203000\r\nRDATE;TZID=Europe/Amsterdam:20260105T183000";
    api.answer = (_, response) => response.end(series(twice));
    expect((await pull({ cursor: before.cursor })).ids).toEqual([
      "w#20260105T173000Z",
      "w#20260105T193000Z",
      "w#20260112T173000Z",
      "w#20260119T173000Z",
    ]);
  });

  test("that was read by an earlier release is read again once, though it has not changed", async () => {
    api.answer = ({ headers }, response) =>
      headers["if-none-match"] === '"1"'
        ? response.writeHead(304).end()
        : response.setHeader("etag", '"1"').end(weekly);
    const first = await pull();
    const { begins, ...earlier } = first.cursor as { begins: object };
    const second = await pull({ cursor: earlier as Json });
    expect([second.ids, second.cursor]).toEqual([first.ids, { ...earlier, begins }]);
    expect((await pull({ cursor: second.cursor })).ids).toEqual([]);
  });

  test("keeps what the page's header says of its letters", async () => {
    api.answer = (_, response) =>
      response.setHeader("content-type", "text/calendar; charset=koi8-r").end(Buffer.from(evening, "latin1"));
    const { batches, signals } = await pull();
    expect(signals[0]?.title).toBe("CafИ");
    await expectSameWhenMappedAgain(ical, basic, batches);
  });

  test("tells an address that is no calendar from an outage of one that is", async () => {
    api.answer = (_, response) => response.end("<html>");
    expect((await pull()).error).toBeInstanceOf(RefusedError);
    api.answer = (_, response) => response.end(evening);
    const { cursor } = await pull();
    api.answer = (_, response) => response.end("<html>");
    expect((await pull({ cursor })).error).toBeInstanceOf(UnavailableError);
  });
});
