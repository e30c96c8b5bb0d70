import type { ServerResponse } from "node:http";
import { RateLimitedError, UnavailableError } from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { knownThread, revisitAsWorker } from "../test/again.ts";
import { type Ask, json, serveSite } from "../test/site.ts";
import { mastodon } from "./mastodon.ts";

const now = new Date("2026-09-20T12:00:00Z");
const hour = (of: number) => `2026-09-18T${String(of).padStart(2, "0")}:00:00.000Z`;
const idAt = (iso: string) => String(BigInt(Date.parse(iso)) << 16n);

let home: Awaited<ReturnType<typeof serveSite>>;
let away: Awaited<ReturnType<typeof serveSite>>;
let asked: string[];
let timeline: Status[];
let statuses: Status[];
let hasList: boolean;
let answer: null | ((ask: Ask, response: ServerResponse) => boolean);
let awayStatus: number;

type Status = ReturnType<typeof status>;
const author = { id: "1", username: "ilse", acct: "ilse", url: "https://lamps.example/@ilse", note: "", fields: [] };
const status = (of: number, uri: string, more: object = {}) => ({
  id: idAt(hour(of)),
  uri,
  created_at: hour(of),
  content: "<p>Lamps</p>",
  visibility: "public",
  account: author,
  favourites_count: 1,
  ...more,
});
const ownUri = (of: number) => `https://lamps.example/users/ilse/statuses/${idAt(hour(of))}`;
const thread = (of: number, uri: string) => knownThread("fediverse", "post", uri, hour(of));
const revisit = (threads: ReturnType<typeof thread>[], more: { stopAfter?: number; pageSize?: number } = {}) => {
  const { pageSize = 40, ...known } = more;
  const options = { instance: "lamps.example", hashtag: "lumen", baseUrl: home.baseUrl, pageSize };
  return revisitAsWorker(mastodon, threads, { options, now, ...known });
};

beforeEach(async () => {
  asked = [];
  timeline = [];
  statuses = [];
  hasList = true;
  answer = null;
  awayStatus = 410;
  home = await serveSite((ask, response) => {
    const { url } = ask;
    asked.push(url.pathname);
    if (answer?.(ask, response)) return;
    if (url.pathname.startsWith("/api/v1/timelines/")) {
      const after = BigInt(url.searchParams.get("min_id") ?? "0");
      const later = timeline.filter(({ id }) => BigInt(id) > after);
      return json(response, later.slice(0, Number(url.searchParams.get("limit"))).reverse());
    }
    const ids = url.searchParams.getAll("id[]");
    if (url.pathname === "/api/v1/statuses" && hasList)
      return ids.length > 20
        ? json(response, {}, 422)
        : json(
            response,
            statuses.filter(({ id }) => ids.includes(id)),
          );
    const one = statuses.find(({ id }) => url.pathname === `/api/v1/statuses/${id}`);
    return one ? json(response, one) : json(response, { error: "Record not found" }, 404);
  });
  away = await serveSite((ask, response) => {
    asked.push(`away ${ask.url.pathname}`);
    response.writeHead(awayStatus).end();
  });
});

afterEach(() => {
  home.close();
  away.close();
});

describe("posts of the server itself, read again,", () => {
  test("are asked for twenty at a time; one that the list lacks is asked for alone before it counts as gone", async () => {
    const hours = Array.from({ length: 23 }, (_, of) => of);
    statuses = hours.filter((of) => of !== 4).map((of) => status(of, ownUri(of), { favourites_count: 9 }));
    const { batches, error, found, whole, gone } = await revisit(hours.map((of) => thread(of, ownUri(of))));
    expect(error).toBeNull();
    expect(asked).toEqual(["/api/v1/statuses", `/api/v1/statuses/${idAt(hour(4))}`, "/api/v1/statuses"]);
    expect([found.length, whole.length, gone]).toEqual([22, 23, [ownUri(4)]]);
    expect(batches[0]?.signals[0]?.metrics.likes).toBe(9);
    expect(batches[0]?.complete[0]).toEqual({ platform: "fediverse", threadId: ownUri(0), kinds: ["post"] });
  });

  test("are asked for one by one where the server has no such list", async () => {
    hasList = false;
    statuses = [status(1, ownUri(1))];
    const hours = [1, ...Array.from({ length: 20 }, (_, of) => of + 2)];
    const { found, gone, batches } = await revisit(hours.map((of) => thread(of, ownUri(of))));
    expect([found, gone]).toEqual([[ownUri(1)], hours.slice(1).map(ownUri)]);
    expect(asked.filter((path) => path === "/api/v1/statuses")).toHaveLength(1);
    const [page] = batches.flatMap(({ raw }) => raw ?? []);
    const again =
      page && (await mastodon.map?.(page, mastodon.options.parse({ instance: "x.example", hashtag: "other" })));
    expect(again?.signals).toEqual(batches[0]?.signals);
  });

  test("count as gone where the author has opted out or hidden them since, and their words are not kept", async () => {
    statuses = [
      status(1, ownUri(1), { account: { ...author, indexable: false }, content: "secret" }),
      status(2, ownUri(2), { visibility: "private" }),
    ];
    const { found, gone, batches } = await revisit([thread(1, ownUri(1)), thread(2, ownUri(2))]);
    expect([found, gone]).toEqual([[], [ownUri(1), ownUri(2)]]);
    expect(batches.map(({ raw }) => raw && new TextDecoder().decode(raw.body)).join()).not.toContain("secret");
  });

  test("stay as they are where the answer cannot be understood", async () => {
    statuses = [status(1, ownUri(1), { created_at: "soon" })];
    expect((await revisit([thread(1, ownUri(1))])).whole).toEqual([]);
  });
});

describe("posts of other servers, read again,", () => {
  const awayUri = (of: number) => `${away.baseUrl}/users/ada/statuses/${of}`;

  test("are found in the timeline around their instants", async () => {
    timeline = [1, 2, 3, 9].map((of) => status(of, awayUri(of)));
    const { found, whole, error } = await revisit([thread(9, awayUri(9)), thread(1, awayUri(1))], { pageSize: 2 });
    expect(error).toBeNull();
    expect(found).toEqual(expect.arrayContaining([awayUri(1), awayUri(9)]));
    expect(whole).toEqual([awayUri(1), awayUri(9)]);
    expect(asked).toHaveLength(2);
  });

  test.each([
    [404, true],
    [410, true],
    [401, false],
    [200, false],
    [500, false],
    [429, false],
  ])("and no more in it, are gone where their own server says so (%i: %s)", async (said, isGone) => {
    awayStatus = said;
    timeline = [1, 3].map((of) => status(of, awayUri(of)));
    const { gone, error } = await revisit([1, 2, 3].map((of) => thread(of, awayUri(of))));
    expect([error, gone]).toEqual([null, isGone ? [awayUri(2)] : []]);
    expect(asked.filter((path) => path.startsWith("away"))).toEqual(["away /users/ada/statuses/2"]);
  });

  test("that have no address to ask at, and threads of other places, are left alone", async () => {
    const strange = [
      thread(1, "tag:lamps.example,2020:1"),
      knownThread("bluesky", "post", "did:plc:x/1", hour(1)),
      knownThread("fediverse", "video", ownUri(1), hour(1)),
    ];
    expect(await revisit(strange)).toMatchObject({ error: null, whole: [] });
  });

  test("are not looked for where ids do not tell the time", async () => {
    answer = (_, response) => {
      json(response, [status(1, awayUri(1), { id: "01HXFLAKEFLAKEFLAKEFLAKE" })]);
      return true;
    };
    expect(await revisit([thread(0, awayUri(0))])).toMatchObject({ error: null, whole: [] });
    expect(asked).toHaveLength(1);
  });
});

describe("reading again", () => {
  test("ends after the batch it is at", async () => {
    statuses = Array.from({ length: 23 }, (_, of) => status(of, ownUri(of)));
    const threads = statuses.map(({ uri }, of) => thread(of, uri));
    expect((await revisit(threads, { stopAfter: 1 })).batches).toHaveLength(1);
  });

  test("saves the answer that used up the limit, and keeps everybody off the server until it ends", async () => {
    statuses = [status(1, ownUri(1))];
    answer = (_, response) => {
      response.setHeader("x-ratelimit-remaining", "0");
      response.setHeader("x-ratelimit-reset", "2026-09-20T12:04:00.000000Z");
      return false;
    };
    const { found, error, http } = await revisit([thread(1, ownUri(1))]);
    expect(found).toEqual([ownUri(1)]);
    expect((error as RateLimitedError).retryAt).toEqual(new Date("2026-09-20T12:04:00Z"));
    const next = await http.get(`${home.baseUrl}/x`).catch((caught: unknown) => caught);
    expect((next as RateLimitedError).retryAt).toEqual(new Date("2026-09-20T12:04:00Z"));
    expect(asked).toHaveLength(1);
  });

  test.each([
    [429, RateLimitedError],
    [502, UnavailableError],
  ])("stops at %i as a pull does", async (code, kind) => {
    answer = (_, response) => {
      json(response, {}, code);
      return true;
    };
    expect((await revisit([thread(1, ownUri(1))])).error).toBeInstanceOf(kind);
  });
});
