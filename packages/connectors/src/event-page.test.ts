import type { ServerResponse } from "node:http";
import { RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { expectSameWhenMappedAgain } from "../test/kept-pages.ts";
import { type Ask, json, type Known, pullAsWorker, serveSite } from "../test/site.ts";
import { eventPage, mapEventPage } from "./event-page.ts";

const now = new Date("2026-09-20T12:00:00Z");
const secrets = {};
const basic = { urls: ["https://www.shells.example/2026"], timeZone: "Europe/Amsterdam" };

let site: Awaited<ReturnType<typeof serveSite>>;
let baseUrl: string;
let asked: Ask[];
let answer: (ask: Ask, response: ServerResponse) => void;
let robots: string | null;

beforeEach(async () => {
  asked = [];
  robots = null;
  site = await serveSite((ask, response) => {
    asked.push(ask);
    // A site without robots.txt lets everything be read.
    if (ask.url.pathname === "/robots.txt" && robots === null) json(response, {}, 404);
    else if (ask.url.pathname === "/robots.txt") response.end(robots);
    else answer(ask, response);
  });
  baseUrl = site.baseUrl;
});

afterEach(() => site.close());

const pull = ({ options, ...known }: Known & { now?: Date } = {}) =>
  pullAsWorker(eventPage, { credentials: secrets, now, ...known, options: { baseUrl, ...basic, ...options } });

const page = (...blocks: unknown[]) =>
  `<html><body>${blocks.map((block) => `<script type="application/ld+json">${JSON.stringify(block)}</script>`).join("")}</body></html>`;
const event = (more: object = {}) => ({
  "@context": "https://schema.org",
  "@type": "EducationEvent",
  name: "Shell Days",
  startDate: "2026-10-02T10:00",
  endDate: "2026-10-02T11:30:00+02:00",
  eventStatus: "https://schema.org/EventScheduled",
  organizer: { "@type": "Organization", name: "Shell Foundation", url: "https://foundation.example/" },
  performer: [
    { "@type": "Person", name: "Ilse Vann", url: "/people/ilse", sameAs: ["https://social.example/@ilse"] },
    "Omar Reyes",
  ],
  url: "/2026?utm_source=x",
  ...more,
});
const reading = { url: "https://www.shells.example/2026", timeZone: "Europe/Amsterdam" };
const map = (...blocks: unknown[]) => mapEventPage(page(...blocks), reading);

describe("an event's page", () => {
  test("gives the event by its organiser, and a talk for each performer", () => {
    const { signals, space } = map(event());
    expect(space).toMatchObject({ platform: "calendar", id: "shells.example", kind: "conference" });
    expect(signals.map(({ kind, id, account }) => [kind, id, account?.id])).toEqual([
      ["event", "https://www.shells.example/2026#20261002T080000Z", "https://foundation.example/"],
      ["talk", "https://www.shells.example/2026#20261002T080000Z", "https://www.shells.example/people/ilse"],
      [
        "talk",
        "https://www.shells.example/2026#20261002T080000Z#shells.example#omar reyes",
        "shells.example#omar reyes",
      ],
    ]);
    expect(signals[0]).toMatchObject({
      occurredAt: "2026-10-02T08:00:00.000Z",
      deletedAt: null,
      metrics: { duration: 90 },
    });
    expect(signals[1]?.account?.links).toEqual([
      "https://www.shells.example/people/ilse",
      "https://social.example/@ilse",
    ]);
  });

  test.each([
    ["2026-10-02", "2026-10-02T00:00:00.000Z"],
    ["2026-10-02T10:00:00Z", "2026-10-02T10:00:00.000Z"],
    ["2026-10-02 10:00", "2026-10-02T08:00:00.000Z"],
    ["2026-10-02T10:00-0500", "2026-10-02T15:00:00.000Z"],
  ])("dates %s as %s", (startDate, occurredAt) => {
    expect(map(event({ startDate })).signals[0]?.occurredAt).toBe(occurredAt);
  });

  test.each([
    "EventCancelled",
    "https://schema.org/EventCancelled",
    "http://schema.org/EventCancelled",
    ["https://schema.org/EventCancelled"],
  ])("marks one that was called off (%j)", (eventStatus) => {
    expect(map(event({ eventStatus })).signals.every(({ deletedAt }) => deletedAt !== null)).toBe(true);
  });

  test("keeps the meeting that was held apart from the next one that its page shows later", () => {
    const [held] = map(event({ performer: [] })).signals;
    const [next] = map(event({ performer: [], startDate: "2026-11-02T10:00" })).signals;
    expect(next?.id).not.toBe(held?.id);
  });

  test("takes one that was put off for the one that it was", () => {
    const [was] = map(event({ performer: [] })).signals;
    const late = { startDate: "2026-10-09T10:00", previousStartDate: "2026-10-02T10:00", performer: [] };
    const [is] = map(event({ ...late, eventStatus: "https://schema.org/EventRescheduled" })).signals;
    expect([is?.id, is?.occurredAt]).toEqual([was?.id, "2026-10-09T08:00:00.000Z"]);
  });

  test("tells events apart that share an address, as the dates of a series do", () => {
    const { signals } = map([event({ performer: [] }), event({ performer: [], startDate: "2026-11-02T10:00" })]);
    expect(signals.map(({ id }) => id)).toEqual([
      "https://www.shells.example/2026#20261002T080000Z",
      "https://www.shells.example/2026#20261102T090000Z",
    ]);
  });

  test("reads the sessions inside an event, and the same event once where it stands there twice", () => {
    const session = {
      "@type": "Event",
      name: "Pipes",
      startDate: "2026-10-02T13:00",
      url: "/pipes",
      performer: { "@type": "Person", name: "Nia Okoro" },
    };
    const { signals, skipped } = map(event({ performer: [], subEvent: [session] }), event({ performer: [] }));
    expect(signals.map(({ kind, title }) => [kind, title])).toEqual([
      ["event", "Shell Days"],
      ["event", "Pipes"],
      ["talk", "Pipes"],
    ]);
    expect(skipped.map(({ reason }) => reason)).toEqual(["the same event twice on one page"]);
  });

  test("reads microdata too", () => {
    const html = `<div itemscope itemtype="https://schema.org/Event"><h1 itemprop="name">Pipes</h1>
      <time itemprop="startDate" datetime="2026-10-02T10:00:00Z">soon</time>
      <div itemprop="performer" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ilse Vann</span></div></div>`;
    expect(
      mapEventPage(html, reading).signals.map(({ kind, title, account }) => [kind, title, account?.id ?? null]),
    ).toEqual([
      ["event", "Pipes", null],
      ["talk", "Pipes", "shells.example#ilse vann"],
    ]);
  });

  test("sets aside an event that it cannot date, without addresses of mail", () => {
    const { signals, skipped } = map(
      event({ startDate: "2026-02-30", organizer: { email: "ilse@shells.example" } }),
      event({ startDate: undefined }),
    );
    expect(signals).toEqual([]);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      "event without a usable startDate",
      "event without a startDate",
    ]);
    expect(skipped[0]?.item).not.toContain("ilse@");
  });

  test("says which organiser is an organisation, and of a speaker the place and the employer", () => {
    const speaker = {
      ...{ "@type": "Person", name: "Ilse Vann", worksFor: { "@type": "Organization", name: "Contoso" } },
      homeLocation: { "@type": "Place", name: "Zürich" },
    };
    const [held, talk] = map(event({ performer: speaker })).signals;
    expect(held?.account).toMatchObject({ name: "Shell Foundation", organisation: true, company: null });
    expect(talk?.account).toMatchObject({ company: "Contoso", location: "Zürich", organisation: false });
  });

  test("keeps an organiser's address of mail only as a hash, and nobody by the page's own address", () => {
    const { signals } = map(
      event({
        performer: [],
        organizer: { name: "Ilse Vann", email: "mailto:Ilse@shells.example", url: "https://www.shells.example/2026/" },
      }),
    );
    expect(signals[0]?.account).toMatchObject({
      id: "shells.example#ilse vann",
      links: [],
      emailDomain: "shells.example",
      emailHash: expect.stringMatching(/^[\da-f]{64}$/),
    });
    expect(JSON.stringify(signals)).not.toContain("@shells");
  });
});

describe("a pull of pages", () => {
  const options = { urls: ["https://www.shells.example/a", "https://www.shells.example/b"] };
  beforeEach(() => {
    answer = ({ url }, response) => response.end(page(event({ url: url.pathname, performer: [] })));
  });

  test("reads each page, and from every saved cursor the same whole", async () => {
    const { batches, ids, error, cursor } = await pull({ options });
    expect([error, ids]).toEqual([null, options.urls.map((url) => `${url}#20261002T080000Z`)]);
    for (const one of batches.slice(0, -1)) expect((await pull({ options, cursor: one.cursor })).ids).toEqual(ids);
    expect((await pull({ options, cursor })).signals).toEqual([]);
  });

  test("reads a page that never changes again once what it announced is held", async () => {
    const { cursor } = await pull({ options });
    expect((await pull({ options, cursor, now: new Date("2026-10-01T07:00:00Z") })).ids).toEqual([]);
    expect((await pull({ options, cursor, now: new Date("2026-10-01T08:00:00Z") })).ids).toHaveLength(2);
  });

  test("maps a kept page as it mapped it when it came", async () => {
    const { batches } = await pull({ options });
    await expectSameWhenMappedAgain(eventPage, { ...basic, ...options }, batches);
  });

  test("reads the other pages where one is gone, then says so", async () => {
    const whole = answer;
    answer = (ask, response) => (ask.url.pathname === "/a" ? json(response, {}, 404) : whole(ask, response));
    const { ids, error } = await pull({ options });
    expect(ids).toEqual(["https://www.shells.example/b#20261002T080000Z"]);
    expect(error).toBeInstanceOf(RefusedError);
  });

  test("reads no page that the site keeps from robots", async () => {
    robots = "User-agent: *\nDisallow: /a\n";
    const { ids, error } = await pull({ options });
    expect(ids).toEqual(["https://www.shells.example/b#20261002T080000Z"]);
    expect(error).toBeInstanceOf(RefusedError);
    expect(asked.map(({ url }) => url.pathname)).not.toContain("/a");
  });

  test("refuses a page without an event, but not one whose event is over", async () => {
    const { cursor } = await pull();
    answer = (_, response) => response.end("<p>Thanks for coming</p>");
    expect((await pull()).error).toBeInstanceOf(RefusedError);
    const { error, batches } = await pull({ cursor });
    expect([error, batches[0]?.skipped[0]?.reason]).toEqual([null, "a page that no longer describes an event"]);
  });

  test.each([
    [403, RefusedError],
    [410, RefusedError],
    [429, RateLimitedError],
    [500, UnavailableError],
  ])("says what %i means", async (status, kind) => {
    answer = (_, response) => json(response, {}, status);
    expect((await pull()).error).toBeInstanceOf(kind);
  });
});
