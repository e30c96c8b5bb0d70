import { RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { expectSameWhenMappedAgain } from "../test/kept-pages.ts";
import { json, type Known, pullAsWorker, useApi } from "../test/site.ts";
import { mapSessionize, sessionize } from "./sessionize.ts";

const now = new Date("2026-09-20T12:00:00Z");
const secrets = {};
const basic = { endpoint: "abc123", event: "Shell Days", timeZone: "Europe/Amsterdam" };

const api = useApi();

const pull = ({ options, ...known }: Known & { now?: Date } = {}) =>
  pullAsWorker(sessionize, {
    credentials: secrets,
    now,
    ...known,
    options: { baseUrl: api.baseUrl, ...basic, ...options },
  });

const ilse = "6F1C0C1E-0000-4000-8000-0000000000A1";
const omar = "6f1c0c1e-0000-4000-8000-0000000000a2";
const talk = {
  id: "826001",
  title: "DSC v3 in anger",
  description: "On <b>DSC</b>",
  startsAt: "2026-10-02T10:00:00",
  endsAt: "2026-10-02T10:45:00",
  isServiceSession: false,
  isPlenumSession: false,
  speakers: [ilse, omar] as unknown,
  categoryItems: [301],
  roomId: 11,
  liveUrl: null,
  recordingUrl: null,
  status: "Accepted",
};
const speakers = [
  {
    id: ilse.toLowerCase(),
    firstName: "Ilse",
    lastName: "Vann",
    fullName: "Ilse Vann",
    links: [
      { title: "Blog", url: "shells.example/blog", linkType: "Blog" },
      { title: "Work", url: "https://work.example", linkType: "Company_Website" },
      { title: "Sessionize", url: "https://sessionize.com/ilse", linkType: "Sessionize" },
      { title: "broken", url: 7, linkType: "Other" },
    ],
    sessions: [826001],
  },
  { id: omar, firstName: "Omar", lastName: "Reyes", fullName: null, links: null, sessions: [826001, 826002] },
  { id: "6f1c0c1e-0000-4000-8000-0000000000a3", fullName: "Nia Okoro", sessions: [] },
];
const all = {
  sessions: [
    talk,
    { ...talk, id: "826002", speakers: null, startsAt: "2026-10-02T09:00:00Z", endsAt: null, categoryItems: null },
  ],
  speakers,
  questions: [],
  categories: [{ id: 30, title: "Level", items: [{ id: "301", name: "Advanced" }] }],
  rooms: [{ id: 11, name: "Main" }],
};
const reading = { endpoint: "abc123", event: "Shell Days", timeZone: "Europe/Amsterdam" };

describe("an agenda", () => {
  test("gives a talk for each session and speaker, in the venue's time", () => {
    const { view, signals, accounts, space } = mapSessionize(all, reading);
    expect([view, space]).toEqual([
      "All",
      { platform: "sessionize", id: "abc123", kind: "conference", name: "Shell Days", url: null },
    ]);
    expect(signals.map(({ id, account, occurredAt }) => [id, account?.id, occurredAt])).toEqual([
      ["826001", ilse.toLowerCase(), "2026-10-02T08:00:00.000Z"],
      [`826001#${omar}`, omar, "2026-10-02T08:00:00.000Z"],
      ["826002", omar, "2026-10-02T09:00:00.000Z"],
    ]);
    expect(signals[0]).toMatchObject({
      kind: "talk",
      excerpt: "On DSC",
      tags: ["Advanced"],
      metrics: { duration: 45, room: "Main" },
    });
    expect(signals[1]?.account?.name).toBe("Omar Reyes");
    expect(accounts.map(({ name }) => name)).toEqual(["Nia Okoro"]);
  });

  test("takes a speaker's links, without those of an employer", () => {
    expect(mapSessionize(all, reading).signals[0]?.account).toMatchObject({
      url: "https://sessionize.com/ilse",
      links: ["https://shells.example/blog", "https://sessionize.com/ilse"],
    });
  });

  test("is the same in bytes and in the other views", () => {
    const named = {
      ...talk,
      speakers: [{ id: ilse, name: "Ilse Vann" }],
      categories: [{ id: 30, name: "Level", categoryItems: [{ id: 301, name: "Advanced" }] }],
      room: "Main",
    };
    const sessions = [{ groupId: 1, groupName: "Day", sessions: [named] }];
    const grid = [
      {
        date: "2026-10-02T00:00:00",
        isDefault: true,
        rooms: [
          { id: 11, name: "Main", sessions: [named] },
          { id: 12, name: "Side", sessions: [named] },
        ],
        timeSlots: [],
      },
    ];
    const bytes = (value: unknown) => new TextEncoder().encode(`\uFEFF${JSON.stringify(value)}`);
    const ids = (value: unknown) => {
      const { view, signals } = mapSessionize(value, reading);
      return [view, signals.map(({ id, account, tags, metrics }) => [id, account?.name, tags, metrics.room])];
    };
    const expected = [["826001", "Ilse Vann", ["Advanced"], "Main"]];
    expect(ids(bytes(sessions))).toEqual(["Sessions", expected]);
    expect(ids(bytes(grid))).toEqual(["GridSmart", expected]);
    const only = mapSessionize(
      speakers.map((one) => ({ ...one, sessions: [{ id: 826001, name: "x" }] })),
      reading,
    );
    expect([only.view, only.signals.length, only.accounts.length]).toEqual(["Speakers", 0, 3]);
  });

  test("leaves out by rule what is no talk yet, and sets aside what it cannot understand", () => {
    const sessions = [
      { ...talk, isServiceSession: true },
      { ...talk, status: "Waitlisted" },
      { ...talk, startsAt: null },
      { ...talk, startsAt: "2026-02-30T10:00:00" },
      { title: "no id" },
      "x",
    ];
    const { signals, skipped } = mapSessionize({ sessions, speakers: [{ fullName: "No Id" }] }, reading);
    expect(signals).toEqual([]);
    expect(skipped.map(({ reason, item, of }) => [reason, item !== null, of])).toEqual([
      ["speaker without a usable id", true, "accounts"],
      ["a service session", false, undefined],
      ["a session that is not accepted", false, undefined],
      ["a session without a time", false, undefined],
      ["session without a usable startsAt", true, undefined],
      ["session without a usable id", true, undefined],
      ["session that is no object", true, undefined],
    ]);
  });

  test("keeps a talk that names nobody", () => {
    expect(mapSessionize({ sessions: [{ ...talk, speakers: [] }], speakers: null }, reading).signals).toMatchObject([
      { id: "826001", account: null },
    ]);
  });
});

describe("a pull of an endpoint", () => {
  test("gives one batch, and nothing new while nothing changed", async () => {
    api.answer = (_, response) => json(response, all);
    const first = await pull();
    expect(api.asked[0]?.url.pathname).toBe("/api/v2/abc123/view/All");
    expect([first.error, first.batches.length, first.ids.length]).toEqual([null, 1, 3]);
    const again = await pull({ cursor: first.cursor });
    expect([again.batches.length, again.signals.length, again.cursor]).toEqual([1, 0, first.cursor]);
    expect((await pull({ cursor: first.cursor, options: { timeZone: "Europe/London" } })).signals[0]?.occurredAt).toBe(
      "2026-10-02T09:00:00.000Z",
    );
  });

  test("reads an agenda that never changes again once a talk of it is given", async () => {
    api.answer = (_, response) => json(response, all);
    const { cursor } = await pull();
    expect((await pull({ cursor, now: new Date("2026-10-01T07:59:00Z") })).ids).toEqual([]);
    const given = await pull({ cursor, now: new Date("2026-10-01T08:00:00Z") });
    expect(given.ids).toHaveLength(3);
    // The second talk is an hour later, and no page is read twice for one of them.
    expect((await pull({ cursor: given.cursor, now: new Date("2026-10-01T08:59:00Z") })).ids).toEqual([]);
    expect((await pull({ cursor: given.cursor, now: new Date("2026-10-01T09:00:00Z") })).ids).toHaveLength(3);
  });

  test("maps a kept agenda as it mapped it when it came", async () => {
    api.answer = (_, response) => json(response, all);
    await expectSameWhenMappedAgain(sessionize, basic, (await pull()).batches);
  });

  test("tells an endpoint of another format from an outage", async () => {
    api.answer = (_, response) => response.end("<html>");
    expect((await pull()).error).toBeInstanceOf(RefusedError);
    api.answer = (_, response) => json(response, all);
    const { cursor } = await pull();
    api.answer = (_, response) => response.end("<html>");
    expect((await pull({ cursor })).error).toBeInstanceOf(UnavailableError);
  });

  test.each([
    [403, RefusedError],
    [404, RefusedError],
    [410, RefusedError],
    [429, RateLimitedError],
    [500, UnavailableError],
  ])("says what %i means", async (status, kind) => {
    api.answer = (_, response) => json(response, {}, status);
    expect((await pull()).error).toBeInstanceOf(kind);
  });
});
