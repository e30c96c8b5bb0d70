import type { ServerResponse } from "node:http";
import { RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { expectSameWhenMappedAgain } from "../test/kept-pages.ts";
import { type Ask, type Known, pullAsWorker, serveSite } from "../test/site.ts";
import { ical } from "./ical.ts";

const now = new Date("2026-09-20T12:00:00Z");
const basic = { url: "https://group.example/events.ics", group: "shell-users" };

let site: Awaited<ReturnType<typeof serveSite>>;
let asked: Ask[];
let answer: (ask: Ask, response: ServerResponse) => void;

beforeEach(async () => {
  asked = [];
  site = await serveSite((ask, response) => {
    asked.push(ask);
    answer(ask, response);
  });
});

afterEach(() => site.close());

const pull = ({ options, ...known }: Known & { now?: Date } = {}) =>
  pullAsWorker(ical, { now, ...known, options: { baseUrl: site.baseUrl, ...basic, ...options } });

const lines = (...inner: string[]) => ["BEGIN:VCALENDAR", ...inner, "END:VCALENDAR", ""].join("\r\n");
const evening = lines("BEGIN:VEVENT", "UID:a", "DTSTART:20260923T180000Z", "SUMMARY:Café", "END:VEVENT");
const weekly = lines("BEGIN:VEVENT", "UID:w", "DTSTART:20200101T180000Z", "RRULE:FREQ=WEEKLY", "END:VEVENT");

describe("a pull of a calendar", () => {
  test("that has not changed is read again once what it announced is held, and no sooner", async () => {
    answer = ({ headers }, response) =>
      headers["if-none-match"] === '"1"'
        ? response.writeHead(304).end()
        : response.setHeader("etag", '"1"').end(evening);
    const first = await pull();
    expect(first.ids).toEqual(["a"]);
    const before = await pull({ cursor: first.cursor, now: new Date("2026-09-22T17:59:00Z") });
    expect([before.ids, asked[1]?.headers["if-none-match"]]).toEqual([[], '"1"']);
    const held = await pull({ cursor: before.cursor, now: new Date("2026-09-22T18:00:00Z") });
    expect([held.ids, asked[2]?.headers["if-none-match"]]).toEqual([["a"], undefined]);
    expect((await pull({ cursor: held.cursor, now: new Date("2026-09-22T19:00:00Z") })).ids).toEqual([]);
  });

  test("keeps the page with its window, and maps it alike ever after", async () => {
    answer = (_, response) => response.setHeader("content-type", "text/calendar; charset=windows-1252").end(weekly);
    const { batches, ids } = await pull({ options: { windowDays: { back: 30, ahead: 7 } } });
    expect(ids).toHaveLength(5);
    await expectSameWhenMappedAgain(ical, basic, batches);
  });

  test("keeps what the page's header says of its letters", async () => {
    answer = (_, response) =>
      response.setHeader("content-type", "text/calendar; charset=koi8-r").end(Buffer.from(evening, "latin1"));
    const { batches, signals } = await pull();
    expect(signals[0]?.title).toBe("CafИ");
    await expectSameWhenMappedAgain(ical, basic, batches);
  });

  test("tells an address that is no calendar from an outage of one that is", async () => {
    answer = (_, response) => response.end("<html>");
    expect((await pull()).error).toBeInstanceOf(RefusedError);
    answer = (_, response) => response.end(evening);
    const { cursor } = await pull();
    answer = (_, response) => response.end("<html>");
    expect((await pull({ cursor })).error).toBeInstanceOf(UnavailableError);
  });
});
