import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, describe, expect, test } from "vitest";
import { createHttp } from "./http.ts";
import { noticeQuota } from "./quota.ts";
import { allowedByRobots, askRobots, crawlDelaySeconds, obeyRobots } from "./robots.ts";

type Said = { status?: number; body?: string; headers?: Record<string, string> };

const servers: Server[] = [];
const noon = new Date("2026-03-01T12:00:00Z");

/** A site with a robots.txt that can change, and how often it was read. */
async function site(said: Said) {
  const state = { said, reads: 0, base: "" };
  const server = createServer((request, response) => {
    if (request.url === "/robots.txt") state.reads++;
    response.writeHead(state.said.status ?? 200, state.said.headers).end(state.said.body ?? "");
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  state.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}

const client = () => createHttp({ userAgent: "groundswell/test", allowHosts: ["127.0.0.1"] });
const at = (hours: number) => () => new Date(noon.getTime() + hours * 3_600_000);

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("robots.txt", () => {
  test("rules for us come before those for everybody, and the longest rule wins", async () => {
    const body =
      "\ufeffUser-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Groundswell/2.0 # us\nDisallow: /private\nAllow: /private/open$\nDisallow: /*.php?\n";
    const { base } = await site({ body });
    const http = client();
    const answers = ["/", "/private/x", "/private/open", "/private/opened", "/a.php?b=1", "/a.php"].map((path) =>
      askRobots(http, base + path, at(0)),
    );
    expect(await Promise.all(answers)).toEqual([
      "allowed",
      "disallowed",
      "allowed",
      "disallowed",
      "disallowed",
      "allowed",
    ]);
  });

  test.each([404, 401, 403, 410])("that is not there (%i) allows everything", async (status) => {
    const { base } = await site({ status });
    expect(await allowedByRobots(client(), `${base}/x`, at(0))).toBe(true);
  });

  test("that is a web page, or empty, has no rules", async () => {
    const { base } = await site({ body: "<!doctype html><p>Disallow: /</p>" });
    expect(await allowedByRobots(client(), `${base}/x`, at(0))).toBe(true);
  });

  test("that cannot be read allows nothing, and is asked again soon", async () => {
    const place = await site({ status: 500 });
    const http = client();
    expect(await allowedByRobots(http, `${place.base}/x`, at(0))).toBe(false);
    await expect(obeyRobots(http, `${place.base}/x`, at(0))).rejects.toBeInstanceOf(UnavailableError);
    expect(place.reads).toBe(1);
    place.said = { status: 200 };
    expect(await allowedByRobots(http, `${place.base}/x`, at(1))).toBe(true);
  });

  test("of a host that asks to wait is no answer, and is not remembered", async () => {
    const place = await site({ status: 429 });
    await expect(allowedByRobots(client(), `${place.base}/x`, at(0))).rejects.toBeInstanceOf(RateLimitedError);
    const http = createHttp({
      userAgent: "groundswell/test",
      allowHosts: ["127.0.0.1"],
      limits: { take: async () => () => {}, pause: () => {} },
    });
    await expect(allowedByRobots(http, `${place.base}/x`, at(0))).rejects.toBeInstanceOf(RateLimitedError);
    place.said = { status: 404 };
    expect(await allowedByRobots(http, `${place.base}/x`, at(0))).toBe(true);
  });

  test("is read once in 24 hours, also by those who ask at the same time", async () => {
    const place = await site({ body: "User-agent: *\nDisallow: /x" });
    const http = client();
    const asked = ["/x", "/y", "/z"].map((path) => allowedByRobots(http, place.base + path, at(0)));
    expect(await Promise.all(asked)).toEqual([false, true, true]);
    place.said = { body: "" };
    expect(await allowedByRobots(http, `${place.base}/x`, at(23))).toBe(false);
    expect(place.reads).toBe(1);
    expect(await allowedByRobots(http, `${place.base}/x`, at(24))).toBe(true);
    expect(place.reads).toBe(2);
  });

  test("are read once for all pulls of a worker, each of which has a client of its own", async () => {
    const asked = await site({ body: "User-agent: *\nDisallow: /x" });
    const http = client();
    for (const pull of [1, 2]) {
      const { http: own } = noticeQuota({ ...http }, at(pull));
      expect(await allowedByRobots(own, `${asked.base}/x`, at(pull))).toBe(false);
    }
    expect(asked.reads).toBe(1);
    await allowedByRobots(client(), `${asked.base}/x`, at(3));
    expect(asked.reads).toBe(2);
  });

  test("says how long to wait between two pages, within reason", async () => {
    const delay = async (said: Said) => crawlDelaySeconds(client(), `${(await site(said)).base}/x`, at(0));
    expect(await delay({ body: "User-agent: *\nCrawl-delay: 2.5" })).toBe(2.5);
    expect(await delay({ body: "User-agent: *\nCrawl-delay: 86400" })).toBe(60);
    expect(await delay({ body: "User-agent: *\nCrawl-delay: -1\nDisallow:" })).toBe(0);
    expect(await delay({ status: 404 })).toBe(0);
  });

  test("refuses a page in a sentence that says what to do", async () => {
    const { base } = await site({ body: "User-agent: *\nDisallow: /x" });
    const refused = obeyRobots(client(), `${base}/x?token=hunter2`, at(0));
    await expect(refused).rejects.toBeInstanceOf(RefusedError);
    await expect(refused).rejects.toThrow(/robots\.txt asks programs not to read .*\/x: remove this source/);
  });
});
