import { createHash } from "node:crypto";
import { RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { beforeEach, describe, expect, test } from "vitest";
import { expectSameWhenMappedAgain } from "../test/kept-pages.ts";
import { json, type Known, pullAsWorker, useApi } from "../test/site.ts";
import { confsTech, mapConfsTech } from "./confs-tech.ts";

const now = new Date("2026-09-20T12:00:00Z");
const secrets = {};
const basic = { topics: ["dotnet"] };

const api = useApi();

const pull = ({ options, ...known }: Known & { now?: Date } = {}) =>
  pullAsWorker(confsTech, {
    credentials: secrets,
    now,
    ...known,
    options: { baseUrl: api.baseUrl, ...basic, ...options },
  });

const days = (name: string, startDate: string, more: object = {}) => ({
  name,
  url: `https://${name.toLowerCase()}.example`,
  startDate,
  endDate: startDate,
  city: "Utrecht",
  country: "Netherlands",
  locales: "EN",
  ...more,
});

describe("a file of conferences", () => {
  test("gives an event for each, keyed by a hash of what stays the same", () => {
    const known = days("ShellDays", "2026-10-02", { endDate: "2026-10-03", online: false });
    const { space, signals } = mapConfsTech([known], "dotnet");
    expect(space).toMatchObject({ platform: "confs-tech", id: "dotnet" });
    expect(signals).toMatchObject([
      {
        id: createHash("sha256").update("ShellDays2026-10-02https://shelldays.example").digest("hex"),
        kind: "event",
        occurredAt: "2026-10-02T00:00:00.000Z",
        account: null,
        title: "ShellDays",
        excerpt: "Utrecht, Netherlands",
        url: "https://shelldays.example/",
        language: "en",
        tags: ["dotnet"],
        metrics: { duration: 2880, online: false },
      },
    ]);
  });

  test("names a language only where there is one, and a length only where the last day is known", () => {
    const { signals } = mapConfsTech(
      [days("A", "2026-10-02", { locales: "EN,DE", endDate: "2026-13-01", city: null, country: undefined })],
      "dotnet",
    );
    expect(signals).toMatchObject([{ language: null, metrics: {}, excerpt: null }]);
  });

  test("sets aside days that do not exist, and a conference that stands there twice", () => {
    const { signals, skipped } = mapConfsTech(
      [days("A", "2026-02-30"), days("B", "soon"), null, days("C", "2026-10-02"), days("C", "2026-10-02")],
      "x",
    );
    expect(signals).toHaveLength(1);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      "conference without a usable startDate",
      "conference without a usable startDate",
      "conference that is no object",
      "the same conference twice in one file",
    ]);
  });
});

describe("a pull of topics", () => {
  let files: Record<string, unknown>;
  beforeEach(() => {
    files = {
      "/conferences/2025/dotnet.json": [days("A", "2025-10-02")],
      "/conferences/2026/dotnet.json": [days("B", "2026-10-02")],
      "/conferences/2026/devops.json": [days("C", "2026-11-02")],
    };
    api.answer = ({ url }, response) =>
      files[url.pathname] ? json(response, files[url.pathname]) : json(response, "404", 404);
  });

  test("reads each year that has a file, and from every saved cursor the same whole", async () => {
    const options = { topics: ["dotnet", "devops"] };
    const { batches, ids, error } = await pull({ options });
    expect([error, ids.length, api.asked.length]).toEqual([null, 3, 6]);
    for (const [index, { cursor }] of batches.entries()) {
      const rest = (await pull({ options, cursor })).ids;
      const before = batches.slice(0, index + 1).flatMap(({ signals }) => signals.map(({ id }) => id));
      expect([...new Set([...before, ...rest])].sort()).toEqual(ids);
    }
  });

  test("reads only the file that changed", async () => {
    const { cursor } = await pull();
    files["/conferences/2026/dotnet.json"] = [days("B", "2026-10-02"), days("D", "2026-12-02")];
    expect((await pull({ cursor })).signals.map(({ title }) => title)).toEqual(["B", "D"]);
  });

  test("reads a file that never changes again once a conference of it is held", async () => {
    const { cursor } = await pull();
    expect((await pull({ cursor, now: new Date("2026-09-30T23:59:00Z") })).signals).toEqual([]);
    expect((await pull({ cursor, now: new Date("2026-10-01T00:00:00Z") })).signals).toMatchObject([{ title: "B" }]);
  });

  test("maps a kept file as it mapped it when it came", async () => {
    const options = { topics: ["dotnet", "devops"] };
    await expectSameWhenMappedAgain(confsTech, options, (await pull({ options })).batches);
  });

  test("begins in the year that is wanted", async () => {
    files["/conferences/2023/dotnet.json"] = [days("Z", "2023-10-02")];
    expect((await pull({ since: new Date("2023-06-01") })).ids).toHaveLength(3);
  });

  test("stops where a topic has no file at all", async () => {
    expect((await pull({ options: { topics: ["dotnit"] } })).error).toBeInstanceOf(RefusedError);
  });

  test.each([
    [403, RefusedError],
    [410, RefusedError],
    [429, RateLimitedError],
    [500, UnavailableError],
  ])("says what %i means", async (status, kind) => {
    api.answer = (_, response) => json(response, {}, status);
    expect((await pull()).error).toBeInstanceOf(kind);
  });
});
