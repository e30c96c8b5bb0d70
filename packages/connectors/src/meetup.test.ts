import { RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { beforeEach, describe, expect, test } from "vitest";
import { expectSameWhenMappedAgain } from "../test/kept-pages.ts";
import { json, type Known, pullAsWorker, useApi } from "../test/site.ts";
import { mapMeetupCalendar, mapMeetupEvents, meetup, meetupSpace } from "./meetup.ts";

const now = new Date("2026-09-20T12:00:00Z");
const secrets = { token: "t0ken" };
const basic = { urlname: "Utrecht-psug", pageSize: 2 };

const api = useApi();

const pull = ({ options, ...known }: Known & { now?: Date } = {}) =>
  pullAsWorker(meetup, {
    credentials: secrets,
    now,
    ...known,
    options: { baseUrl: api.baseUrl, ...basic, ...options },
  });

const node = (id: string, dateTime: string, more: object = {}) => ({
  node: {
    id,
    title: "DSC v3 hands-on",
    eventUrl: `https://www.meetup.com/utrecht-psug/events/${id}/`,
    description: "**Bring** a laptop",
    dateTime,
    duration: "PT2H30M",
    status: "PAST",
    eventHosts: [
      { memberId: "71", name: "Ilse Vann" },
      { memberId: 72, name: "Omar Reyes" },
    ],
    ...more,
  },
});
const calendar = `BEGIN:VCALENDAR\r
VERSION:2.0\r
X-WR-CALNAME:Utrecht PowerShell Users\r
BEGIN:VEVENT\r
UID:event_309000111@meetup.com\r
DTSTAMP:20260901T080000Z\r
DTSTART;TZID=Europe/Amsterdam:20261017T183000\r
DTEND;TZID=Europe/Amsterdam:20261017T210000\r
ORGANIZER;CN=Meetup:MAILTO:info@meetup.com\r
SUMMARY:DSC v3 hands-on\r
URL:https://www.meetup.com/utrecht-psug/events/309000111/\r
STATUS:CONFIRMED\r
END:VEVENT\r
END:VCALENDAR\r
`;
const space = meetupSpace("Utrecht-psug", "Utrecht PowerShell Users");

describe("events of the API", () => {
  test("are an event each, by its first host; the other hosts are accounts", () => {
    const { signals, accounts } = mapMeetupEvents([node("309000111", "2026-09-17T18:30:00+02:00")], space);
    expect(signals).toMatchObject([
      {
        id: "309000111",
        kind: "event",
        occurredAt: "2026-09-17T16:30:00.000Z",
        account: { platform: "meetup", id: "71", name: "Ilse Vann", url: "https://www.meetup.com/members/71/" },
        metrics: { duration: 150 },
        space: { platform: "meetup", id: "utrecht-psug", kind: "group", name: "Utrecht PowerShell Users" },
      },
    ]);
    expect(accounts.map(({ id }) => id)).toEqual(["72"]);
  });

  test("never read who came", () => {
    const rsvps = { totalCount: 31, edges: [{ node: { member: { id: "99", name: "A Guest" } } }] };
    const mapped = mapMeetupEvents([node("1", "2026-09-17T18:30:00+02:00", { rsvps })], space);
    expect(JSON.stringify(mapped)).not.toContain("Guest");
    expect(mapped.signals[0]?.metrics.attendees).toBe(31);
  });

  test("are marked where they were called off, and left out before they are announced", () => {
    const at = "2026-09-17T18:30:00+02:00";
    const { signals, skipped } = mapMeetupEvents(
      [
        node("1", at, { status: "CANCELLED" }),
        node("2", at, { status: "DRAFT" }),
        node("3", "soon"),
        { node: null },
        node("abc!x", at, { eventHosts: null }),
      ],
      space,
    );
    expect(signals.map(({ id, deletedAt, account }) => [id, deletedAt, account?.id])).toEqual([
      ["1", "2026-09-17T16:30:00.000Z", "71"],
      ["abc!x", null, undefined],
    ]);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      "an event that is not announced",
      "event without a usable dateTime",
      "event that is no object",
    ]);
  });
});

describe("a public calendar", () => {
  test("gives its events the ids that the API gives them, and no organiser", () => {
    const window = { from: new Date(0), to: new Date("2027-01-01") };
    const { signals, space } = mapMeetupCalendar(new TextEncoder().encode(calendar), window, "utrecht-psug");
    expect(space).toMatchObject({ platform: "meetup", id: "utrecht-psug", name: "Utrecht PowerShell Users" });
    expect(signals).toMatchObject([
      { connector: "meetup", id: "309000111", kind: "event", occurredAt: "2026-10-17T16:30:00.000Z", account: null },
    ]);
  });
});

describe("a pull without a token", () => {
  const open = { credentials: {} };

  test("reads the calendar, and nothing new while nothing changed", async () => {
    api.answer = (_, response) => response.setHeader("content-type", "text/calendar").end(calendar);
    const { ids, cursor, error } = await pull(open);
    expect([error, ids, api.asked[0]?.url.pathname]).toEqual([null, ["309000111"], "/Utrecht-psug/events/ical/"]);
    expect((await pull({ ...open, cursor })).signals).toEqual([]);
  });

  test("reads a calendar that has not changed once an event of it is held, before it is gone", async () => {
    api.answer = (_, response) => response.end(calendar);
    const { cursor } = await pull(open);
    expect((await pull({ ...open, cursor, now: new Date("2026-10-16T16:29:00Z") })).ids).toEqual([]);
    expect((await pull({ ...open, cursor, now: new Date("2026-10-16T16:30:00Z") })).ids).toEqual(["309000111"]);
  });

  test("maps a kept calendar as it mapped it when it came", async () => {
    api.answer = (_, response) => response.end(calendar);
    await expectSameWhenMappedAgain(meetup, basic, (await pull(open)).batches);
  });

  test("tells a group without a calendar from an outage", async () => {
    api.answer = (_, response) => response.end("<html>Log in</html>");
    expect((await pull(open)).error).toBeInstanceOf(RefusedError);
    api.answer = (_, response) => response.end(calendar);
    const { cursor } = await pull(open);
    api.answer = (_, response) => response.end("<html>");
    expect((await pull({ ...open, cursor })).error).toBeInstanceOf(UnavailableError);
  });

  test.each([
    [403, RefusedError],
    [404, RefusedError],
    [410, RefusedError],
    [429, RateLimitedError],
    [500, UnavailableError],
  ])("says what %i means", async (status, kind) => {
    api.answer = (_, response) => json(response, {}, status);
    expect((await pull(open)).error).toBeInstanceOf(kind);
  });
});

describe("a pull with a token", () => {
  const edges = [1, 2, 3, 4, 5].map((day) => node(String(day), `2026-09-0${day}T18:30:00+02:00`));
  let extra: object;
  beforeEach(() => {
    extra = {};
    api.answer = ({ body, headers, url }, response) => {
      if (url.pathname !== "/gql-ext" || headers.authorization !== "Bearer t0ken")
        return json(response, { errors: [{ message: "Unauthorized" }] }, 401);
      const { variables } = JSON.parse(body) as { variables: { first: number; after: string | null; urlname: string } };
      const start = Number(variables.after ?? 0);
      const end = start + variables.first;
      const events = {
        edges: edges.slice(start, end),
        pageInfo: { hasNextPage: end < edges.length, endCursor: String(end) },
      };
      json(response, {
        data: {
          groupByUrlname:
            variables.urlname === "gone" ? null : { id: "1", name: "Utrecht", urlname: "utrecht-psug", events },
        },
        ...extra,
      });
    };
  });

  test("reads to the last page, and from every saved cursor the same whole", async () => {
    const { batches, ids, error } = await pull();
    expect([error, ids]).toEqual([null, ["1", "2", "3", "4", "5"]]);
    expect(batches.slice(0, -1).every(({ cursor }) => cursor === null)).toBe(true);
    for (const { cursor } of batches) expect((await pull({ cursor })).ids).toEqual(ids);
    expect(api.asked[0]?.body).not.toMatch(/rsvp|attend|member\b/i);
  });

  test("maps a kept page as it mapped it when it came, the group's name too", async () => {
    const { batches } = await pull();
    expect(batches[0]?.spaces[0]?.name).toBe("Utrecht");
    await expectSameWhenMappedAgain(meetup, basic, batches);
  });

  test("keeps what came beside an error about a part of it", async () => {
    extra = { errors: [{ message: "Exception while fetching data" }] };
    expect((await pull()).ids).toHaveLength(5);
  });

  test("stops where there is no such group, and where the token is refused, without the token in its message", async () => {
    expect((await pull({ options: { urlname: "gone" } })).error).toBeInstanceOf(RefusedError);
    const { error } = await pull({ credentials: { token: "0ther" } });
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as Error).message).not.toContain("0ther");
  });

  test.each([
    [
      {
        message: "Too many requests",
        extensions: { code: "RATE_LIMITED", consumedPoints: 500, resetAt: "2026-09-20T12:00:41.000Z" },
      },
      "2026-09-20T12:00:41Z",
    ],
    [{ message: "query x exceeded the rate limit, it resets at 2026-09-20T12:00:42Z" }, "2026-09-20T12:00:42Z"],
    [{ message: "Rate limit exceeded" }, "2026-09-20T12:01:00Z"],
  ])("waits until the reset that %j names", async (failure, until) => {
    api.answer = (_, response) => json(response, { data: { groupByUrlname: null }, errors: [failure] });
    const { error } = await pull();
    expect(error).toBeInstanceOf(RateLimitedError);
    expect((error as RateLimitedError).retryAt).toEqual(new Date(until));
  });

  test.each([
    [200, { errors: [{ message: "Unknown field", extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }] }, RefusedError],
    [
      200,
      { errors: [{ message: "oops", extensions: { code: "INTERNAL_SERVER_ERROR" } }], data: null },
      UnavailableError,
    ],
    [200, "<html>", UnavailableError],
    [404, {}, RefusedError],
    [403, {}, RefusedError],
    [410, {}, RefusedError],
    [429, {}, RateLimitedError],
    [500, {}, UnavailableError],
  ])("says what %i %j means", async (status, body, kind) => {
    api.answer = (_, response) =>
      typeof body === "string" ? response.writeHead(status).end(body) : json(response, body, status);
    expect((await pull()).error).toBeInstanceOf(kind);
  });
});
