import { RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { beforeEach, describe, expect, test } from "vitest";
import { expectSameWhenMappedAgain } from "../test/kept-pages.ts";
import { json, type Known, pullAsWorker, useApi } from "../test/site.ts";
import { eventbrite, mapEventbrite } from "./eventbrite.ts";

const now = new Date("2026-09-20T12:00:00Z");
const space = { platform: "eventbrite", id: "770", kind: "group", name: "Utrecht Shells", url: null } as const;

const event = (id: string, more: object = {}) => ({
  id,
  name: { text: "DSC v3 hands-on", html: "DSC v3 hands-on" },
  summary: "Bring a laptop",
  description: { text: "Bring a laptop", html: '<p>See <a href="https://dsc.example/v3">what it is</a></p>' },
  url: `https://www.eventbrite.nl/e/dsc-v3-tickets-${id}`,
  start: { timezone: "Europe/Amsterdam", local: "2026-09-17T18:30:00", utc: "2026-09-17T16:30:00Z" },
  end: { timezone: "Europe/Amsterdam", local: "2026-09-17T21:00:00", utc: "2026-09-17T19:00:00Z" },
  changed: "2026-09-10T09:00:00Z",
  status: "completed",
  listed: true,
  online_event: false,
  locale: "nl_NL",
  organizer: { id: "31", name: "Ilse Vann", url: "https://www.eventbrite.nl/o/31", website: "https://vann.example" },
  ...more,
});

const mapped = (more: object) => mapEventbrite({ events: [event("1", more)] }, space);

describe("a page of events", () => {
  test("gives an event for each, by the profile that organises it and links to its site", () => {
    expect(mapped({}).signals).toMatchObject([
      {
        id: "1",
        kind: "event",
        occurredAt: "2026-09-17T16:30:00.000Z",
        deletedAt: null,
        title: "DSC v3 hands-on",
        excerpt: "Bring a laptop",
        language: "nl-NL",
        account: { platform: "eventbrite", id: "31", name: "Ilse Vann", links: ["https://vann.example/"] },
        links: ["https://dsc.example/v3"],
        metrics: { duration: 150, online: false },
      },
    ]);
  });

  test("gives one that was called off as a tombstone, at the latest when it last changed", () => {
    expect(mapped({ status: "canceled" }).signals).toMatchObject([{ deletedAt: "2026-09-10T09:00:00.000Z" }]);
    expect(mapped({ status: "canceled", changed: "soon" }).signals[0]?.deletedAt).toBe("2026-09-17T16:30:00.000Z");
  });

  test.each([
    [{ status: "draft" }, "an event that is not announced"],
    [{ listed: false }, "an event that is not public"],
    [{ is_series_parent: true }, "a series, whose dates are read each"],
    [{ start: { utc: "tomorrow" } }, "event without a usable start.utc"],
  ])("leaves out %j", (more, reason) => {
    expect(mapped(more)).toMatchObject({ signals: [], skipped: [{ reason }] });
  });

  test("says only what is known", () => {
    const bare = { organizer: null, end: null, locale: null, description: null, summary: null, online_event: null };
    expect(mapped(bare).signals).toMatchObject([
      { account: null, language: null, excerpt: null, links: [], metrics: {} },
    ]);
  });
});

describe("a pull of an organization", () => {
  const api = useApi();
  beforeEach(() => {
    const ids = ["1", "2", "3"];
    api.answer = ({ url }, response) => {
      const at = Number(url.searchParams.get("continuation") ?? 0);
      const more = at + 2 < ids.length;
      const pagination = { object_count: 3, has_more_items: more, ...(more && { continuation: String(at + 2) }) };
      json(response, { pagination, events: ids.slice(at, at + 2).map((id) => event(id)) });
    };
  });

  const options = { organization: 770, pageSize: 2 };
  const pull = (known: Known = {}) =>
    pullAsWorker(eventbrite, {
      credentials: { token: "t0ken" },
      now,
      ...known,
      options: { baseUrl: api.baseUrl, ...options },
    });

  test("turns its pages with the token, and asks for nobody who came", async () => {
    const { ids, error, batches } = await pull();
    expect([error, ids]).toEqual([null, ["1", "2", "3"]]);
    expect(api.asked.map(({ url }) => [url.pathname, url.searchParams.get("continuation")])).toEqual([
      ["/organizations/770/events/", null],
      ["/organizations/770/events/", "2"],
    ]);
    expect(api.asked.map(({ headers }) => headers.authorization)).toEqual(["Bearer t0ken", "Bearer t0ken"]);
    expect(api.asked[0]?.url.searchParams.get("expand")).toBe("organizer");
    await expectSameWhenMappedAgain(eventbrite, options, batches);
  });

  test("begins anew where it was cut short", async () => {
    const { cursor, ids } = await pull({ stopAfter: 1 });
    expect(ids).toEqual(["1", "2"]);
    expect((await pull({ cursor })).ids).toEqual(["1", "2", "3"]);
  });

  test("does not take a list without its next page, or with the same again, for the end", async () => {
    api.answer = (_, response) => json(response, { pagination: { has_more_items: true }, events: [event("1")] });
    expect((await pull()).error).toBeInstanceOf(UnavailableError);
    api.answer = (_, response) =>
      json(response, { pagination: { has_more_items: true, continuation: "x" }, events: [event("1")] });
    expect((await pull()).error).toBeInstanceOf(UnavailableError);
  });

  test.each([
    [401, RefusedError],
    [404, RefusedError],
    [429, RateLimitedError],
    [500, UnavailableError],
  ])("says what %i means", async (status, kind) => {
    api.answer = (_, response) => json(response, {}, status);
    expect((await pull()).error).toBeInstanceOf(kind);
  });
});
