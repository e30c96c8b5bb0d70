import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createNetServer } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { ConfigError, explain, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, describe, expect, test } from "vitest";
import type { HostLimits } from "./host-queue.ts";
import { createHttp, type HttpSettings } from "./http.ts";
import { carriedHeaders } from "./http-redirect.ts";
import type { LookUp } from "./private-address.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const servers: Server[] = [];
const noon = new Date("2026-03-01T12:00:00Z");

async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function client(settings: Partial<HttpSettings> = {}) {
  const userAgent = "Groundswell/test (+https://example.org)";
  return createHttp({ userAgent, now: () => noon, allowHosts: ["127.0.0.1"], ...settings });
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.unreachable("it should have failed"),
    (error) => error,
  );
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("a page", () => {
  test("is asked for under our own name, and comes with status, headers, body and the time it was read", async () => {
    const base = await serve((request, response) => {
      response.setHeader("X-Agent", request.headers["user-agent"] ?? "");
      response.end("hello");
    });
    const page = await client().get(`${base}/a`, { headers: { "User-Agent": "somebody else" } });
    expect(page).toMatchObject({ status: 200, url: `${base}/a`, fetchedAt: noon.toISOString() });
    expect(page.headers["x-agent"]).toBe("Groundswell/test (+https://example.org)");
    expect(text(page.body)).toBe("hello");
  });

  test.each([
    ["gzip", gzipSync("packed")],
    ["deflate", deflateSync("packed")],
    ["deflate", deflateRawSync("packed")],
    ["br", brotliCompressSync("packed")],
    ["gzip, br", brotliCompressSync(gzipSync("packed"))],
  ])("packed with %s is unpacked", async (encoding, body) => {
    const base = await serve((_, response) => response.setHeader("content-encoding", encoding).end(body));
    expect(text((await client().get(base)).body)).toBe("packed");
  });

  test("that unfolds into more than the limit is refused, however small it was on the wire", async () => {
    const bomb = gzipSync(Buffer.alloc(2_000_000));
    expect(bomb.length).toBeLessThan(10_000);
    const base = await serve((_, response) => response.setHeader("content-encoding", "gzip").end(bomb));
    expect(await failure(client({ maxBytes: 1_000_000 }).get(base))).toBeInstanceOf(RefusedError);
  });

  test("that unfolds layer by layer is refused at the layer that is too long, and for having too many", async () => {
    const twice = gzipSync(gzipSync(Buffer.alloc(2_000_000)));
    expect(twice.length).toBeLessThan(1_000);
    const base = await serve((request, response) => {
      const layers = request.url === "/two" ? "gzip, gzip" : "gzip,gzip,gzip,gzip";
      response.setHeader("content-encoding", layers).end(twice);
    });
    const http = client({ maxBytes: 1_000_000 });
    expect(((await failure(http.get(`${base}/two`))) as Error).message).toContain("longer than 1000000 bytes");
    expect(((await failure(http.get(`${base}/four`))) as Error).message).toContain("packed 4 times over");
  });

  test.each([
    ["deflate", deflateSync(Buffer.alloc(2_000_000))],
    ["br", brotliCompressSync(Buffer.alloc(2_000_000))],
  ])("that unfolds from %s into more than the limit is refused through fetch too", async (encoding, bomb) => {
    const base = await serve((_, response) => response.setHeader("content-encoding", encoding).end(bomb));
    expect(await failure(client({ maxBytes: 1_000_000 }).fetch(base))).toBeInstanceOf(RefusedError);
  });

  test("longer than the limit is refused before all of it is read", async () => {
    const base = await serve((_, response) => response.write(Buffer.alloc(2_000)));
    expect(await failure(client({ maxBytes: 1_000 }).get(base))).toBeInstanceOf(RefusedError);
  });

  test("cut off inside its compression is no page", async () => {
    const whole = gzipSync("x".repeat(1000));
    const base = await serve((_, response) =>
      response.setHeader("content-encoding", "gzip").end(whole.subarray(0, 20)),
    );
    expect(await failure(client().get(base))).toBeInstanceOf(UnavailableError);
  });

  test("cut off before its stated length is no page", async () => {
    const base = await serve((request, response) => {
      response.writeHead(200, { "content-length": "1000" }).write("half");
      setTimeout(() => request.socket.destroy(), 20);
    });
    expect(await failure(client().get(base))).toBeInstanceOf(UnavailableError);
  });

  test("unchanged since last time (304) is an answer, not an error", async () => {
    const base = await serve((request, response) => {
      response.writeHead(request.headers["if-none-match"] === '"v1"' ? 304 : 200).end();
    });
    expect((await client().get(base, { headers: { "If-None-Match": '"v1"' } })).status).toBe(304);
  });
});

describe("a status says what to do", () => {
  const answering = (status: number, headers: Record<string, string> = {}) =>
    serve((_, response) => response.writeHead(status, headers).end("why"));

  test.each([
    [429, { "retry-after": "17" }, "2026-03-01T12:00:17.000Z"],
    [429, { "retry-after": "Sun, 01 Mar 2026 12:05:00 GMT" }, "2026-03-01T12:05:00.000Z"],
    [429, {}, "2026-03-01T12:01:00.000Z"],
    [429, { "retry-after": "soon" }, "2026-03-01T12:01:00.000Z"],
    [429, { "retry-after": "Sun, 01 Mar 2020 12:05:00 GMT" }, "2026-03-01T12:00:00.000Z"],
    [429, { "retry-after": "99999999999999" }, "2026-03-02T12:00:00.000Z"],
    [503, { "retry-after": "5" }, "2026-03-01T12:00:05.000Z"],
  ])("%i with %j waits until %s", async (status, headers, until) => {
    const error = await failure(client().get(await answering(status, headers)));
    expect(error).toBeInstanceOf(RateLimitedError);
    expect((error as RateLimitedError).retryAt.toISOString()).toBe(until);
  });

  test.each([
    ["an hour ahead", "Sun, 01 Mar 2026 13:00:00 GMT", "Sun, 01 Mar 2026 13:02:00 GMT"],
    ["an hour behind", "Sun, 01 Mar 2026 11:00:00 GMT", "Sun, 01 Mar 2026 11:02:00 GMT"],
  ])("a date by a clock that is %s is two minutes away all the same", async (_, date, until) => {
    const error = await failure(client().get(await answering(429, { date, "retry-after": until })));
    expect((error as RateLimitedError).retryAt.toISOString()).toBe("2026-03-01T12:02:00.000Z");
  });

  test.each([500, 502, 503, 504, 408])("%i is tried again later", async (status) => {
    expect(await failure(client().get(await answering(status)))).toBeInstanceOf(UnavailableError);
  });

  test.each([
    [401, /set or renew/],
    [403, /check that this source's key may read it/],
    [404, /check the names and addresses/],
    [410, /remove this source/],
    [451, /legal/],
    [400, /check this source's options/],
  ])("%i stops the source with a sentence of what to do", async (status, sentence) => {
    const error = await failure(client().get(await answering(status)));
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as Error).message).toMatch(sentence);
  });

  test("a status that the connector asked for is handed back", async () => {
    const page = await client().get(await answering(400), { accept: [400] });
    expect([page.status, text(page.body)]).toEqual([400, "why"]);
  });
});

describe("a connection that fails is tried again later", () => {
  test("when nobody listens", async () => {
    const base = await serve(() => {});
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await failure(client().get(base))).toBeInstanceOf(UnavailableError);
  });

  test("when it is reset", async () => {
    const base = await serve((request) => request.socket.resetAndDestroy());
    expect(await failure(client().get(base))).toBeInstanceOf(UnavailableError);
  });

  test("when the answer drips for longer than the total time", async () => {
    const base = await serve((_, response) => {
      const drip = setInterval(() => response.write("."), 10);
      response.on("close", () => clearInterval(drip));
    });
    const error = await failure(client({ timeouts: { totalMs: 80 } }).get(base));
    expect(error).toBeInstanceOf(UnavailableError);
    expect((error as Error).message).toContain("within 0.08 s");
  });

  test("when headers do not come", async () => {
    const base = await serve(() => {});
    expect(await failure(client({ timeouts: { headersMs: 50 } }).get(base))).toBeInstanceOf(UnavailableError);
  });
});

describe("a connection that never comes about", () => {
  test("because nobody answers its greeting is given up", async () => {
    const mute = createNetServer(() => {});
    await new Promise<void>((listening) => mute.listen(0, "127.0.0.1", listening));
    const { port } = mute.address() as AddressInfo;
    const error = await failure(client({ timeouts: { connectMs: 40 } }).get(`https://127.0.0.1:${port}/`));
    expect(error).toBeInstanceOf(UnavailableError);
    mute.close();
  });
});

describe("redirects", () => {
  test("are followed, and the answer says where they ended", async () => {
    const base = await serve((request, response) => {
      if (request.url === "/old") response.writeHead(301, { location: "/new" }).end();
      else response.end(request.headers.authorization);
    });
    const page = await client().get(`${base}/old`, { headers: { Authorization: "Bearer s" } });
    expect([page.url, text(page.body)]).toEqual([`${base}/new`, "Bearer s"]);
  });

  test("to another host take no credentials along", async () => {
    const other = await serve((request, response) => response.end(JSON.stringify(request.headers)));
    const base = await serve((_, response) => response.writeHead(302, { location: `${other}/x` }).end());
    const headers = { Authorization: "Bearer s", "Api-Key": "s", Cookie: "s", Accept: "application/json" };
    const seen = JSON.parse(text((await client().get(base, { headers })).body));
    expect(seen).not.toHaveProperty("authorization");
    expect(seen).not.toHaveProperty("api-key");
    expect(seen).not.toHaveProperty("cookie");
    expect(seen.accept).toBe("application/json");
  });

  test.each([
    ["301, 308", "/new"],
    ["302, 301", null],
    ["301, 302", "/a"],
    ["", null],
  ])("%s: the place has moved for good to %s", async (statuses, moved) => {
    const chain = statuses === "" ? [] : statuses.split(", ").map(Number);
    const base = await serve((request, response) => {
      const step = ["/", "/a", "/new"].indexOf((request.url ?? "").split("?")[0] ?? "");
      const status = chain[step];
      if (status === undefined) response.end("here");
      else response.writeHead(status, { location: `${step === 0 ? "/a" : "/new"}?token=hunter2` }).end();
    });
    expect((await client().get(base)).movedTo).toBe(moved === null ? null : base + moved);
  });

  test("never carry a credential from https to http, to another port or to another host", () => {
    const from = new URL("https://a.example/feed");
    const headers = { authorization: "s", cookie: "s", "x-api-key": "s", accept: "text/xml", "if-none-match": '"v"' };
    for (const to of ["http://a.example/feed", "https://a.example:8443/feed", "https://b.example/feed"])
      expect(carriedHeaders(headers, from, new URL(to))).toEqual({ accept: "text/xml", "if-none-match": '"v"' });
    expect(carriedHeaders(headers, from, new URL("https://a.example/other"))).toEqual(headers);
  });

  test("cannot choose what a reader signs in with", async () => {
    const other = await serve((request, response) => response.end(request.headers.authorization ?? "nobody"));
    const location = other.replace("http://", "http://mallory:pw@");
    const base = await serve((_, response) => response.writeHead(302, { location }).end());
    const page = await client().get(base.replace("http://", "http://ada:pw@"));
    expect([page.url, text(page.body)]).toEqual([`${other}/`, "nobody"]);
  });

  test("that go on for ever are refused after the fifth", async () => {
    let asked = 0;
    const base = await serve((_, response) => response.writeHead(302, { location: `/${++asked}` }).end());
    expect(await failure(client().get(base))).toBeInstanceOf(RefusedError);
    expect(asked).toBe(6);
  });

  test("to something that is no web page are refused", async () => {
    const base = await serve((_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end());
    expect(await failure(client().get(base))).toBeInstanceOf(RefusedError);
  });
});

describe("secrets", () => {
  test("in a URL's user and password sign in, and are not in the answer's address", async () => {
    const base = await serve((request, response) => response.end(request.headers.authorization));
    const page = await client().get(base.replace("http://", "http://ada:p%40ss%zz@"));
    expect(page.url).toBe(`${base}/`);
    expect(text(page.body)).toBe(`Basic ${Buffer.from("ada:p%40ss%zz").toString("base64")}`);
    const own = await client().get(base.replace("http://", "http://ada:pw@"), {
      headers: { Authorization: "Bearer s" },
    });
    expect(text(own.body)).toBe("Bearer s");
  });

  test("in a URL never appear in messages", async () => {
    const base = await serve((request, response) => {
      if (request.url?.startsWith("/reset")) request.socket.destroy();
      else response.writeHead(request.url?.startsWith("/wait") ? 429 : 404).end();
    });
    const query = "?site=x&key=hunter2&access_token=hunter2&token=hunter2";
    for (const path of ["/gone", "/wait", "/reset"]) {
      const error = await failure(client().get(`${base}${path}${query}`));
      expect(explain(error)).not.toContain("hunter2");
    }
    const wrong = await failure(client().get(`ftp://me:hunter2@127.0.0.1/${query}`));
    expect(wrong).toBeInstanceOf(ConfigError);
    expect(explain(wrong)).not.toContain("hunter2");
    expect(explain(await failure(client().get(`not a url${query}`)))).not.toContain("hunter2");
  });
});

describe("a host", () => {
  test("is never asked more things at once than allowed, and first come is first served", async () => {
    let running = 0;
    let most = 0;
    const served: string[] = [];
    const base = await serve((request, response) => {
      most = Math.max(most, ++running);
      served.push(request.url ?? "");
      setTimeout(() => {
        running--;
        response.end();
      }, 5);
    });
    const http = client({ concurrentPerHost: 1 });
    await Promise.all(["/1", "/2", "/3", "/4"].map((path) => http.get(base + path)));
    expect(most).toBe(1);
    expect(served).toEqual(["/1", "/2", "/3", "/4"]);
  });

  test("that is slow does not hold up another", async () => {
    let release = () => {};
    const slow = await serve((_, response) => {
      release = () => response.end("late");
    });
    const quick = await serve((_, response) => response.end("now"));
    const http = client({ concurrentPerHost: 1 });
    const waiting = http.get(slow);
    expect(text((await http.get(quick)).body)).toBe("now");
    release();
    expect(text((await waiting).body)).toBe("late");
  });

  test.each([
    [
      "ENOTFOUND",
      "No server is known by the name forum.invalid: check the address, and that this machine can look up names.",
    ],
    ["EAI_AGAIN", "The name forum.invalid cannot be looked up at this moment. Try again later."],
  ])("says what a name that leads nowhere means (%s)", async (code, message) => {
    const lookUp: LookUp = (_name, _options, found) => found(Object.assign(new Error("no"), { code }), []);
    expect(await failure(client({ lookUp }).get("https://forum.invalid/feed"))).toMatchObject({
      name: "UnavailableError",
      message,
    });
  });

  test("says that nothing answers where no server listens", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    await once(closed, "listening");
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    expect(await failure(client().get(`http://127.0.0.1:${port}/`))).toMatchObject({
      message: `Nothing answers at 127.0.0.1:${port}: check the address, or try again later.`,
    });
  });

  test("serves the next in line after one failed or gave up waiting", async () => {
    const base = await serve((request, response) =>
      request.url === "/broken" ? request.socket.destroy() : setTimeout(() => response.end("ok"), 10),
    );
    const http = client({ concurrentPerHost: 1 });
    const stop = new AbortController();
    const broken = failure(http.get(`${base}/broken`));
    const stopped = failure(http.fetch(`${base}/stopped`, { signal: stop.signal }));
    const last = http.get(`${base}/last`);
    stop.abort();
    expect(await stopped).toMatchObject({ name: "AbortError" });
    expect(await broken).toBeInstanceOf(UnavailableError);
    expect(text((await last).body)).toBe("ok");
  });
});

describe("a host that asks for quiet", () => {
  test.each(["get", "fetch"] as const)(
    "is not asked again by anybody before it said, also not by those in line (%s)",
    async (way) => {
      let asked = 0;
      let instant = noon;
      const base = await serve((_, response) => {
        asked++;
        response.writeHead(asked === 1 ? 429 : 200, { "retry-after": "30" }).end();
      });
      const http = client({ concurrentPerHost: 1, now: () => instant });
      const first = http[way](`${base}/1`).catch((error: unknown) => error);
      const inLine = failure(http.get(`${base}/2`));
      await first;
      for (const error of [await inLine, await failure(http.fetch(`${base}/3`))]) {
        expect(error).toBeInstanceOf(RateLimitedError);
        expect((error as RateLimitedError).retryAt.toISOString()).toBe("2026-03-01T12:00:30.000Z");
      }
      expect(asked).toBe(1);
      instant = new Date("2026-03-01T12:00:30Z");
      expect((await http.get(`${base}/4`)).status).toBe(200);
    },
  );

  test("does not silence another", async () => {
    const busy = await serve((_, response) => response.writeHead(429).end());
    const idle = await serve((_, response) => response.end("ok"));
    const http = client();
    await failure(http.get(busy));
    expect(text((await http.get(idle)).body)).toBe("ok");
  });

  test("tells whatever keeps the limits, which may be shared by many processes", async () => {
    const told: string[] = [];
    const limits: HostLimits = {
      take: async (host) => {
        told.push(`take ${host}`);
        return () => told.push(`give back ${host}`);
      },
      pause: (host, until) => {
        told.push(`pause ${host} ${until.toISOString()}`);
      },
    };
    const base = await serve((_, response) => response.writeHead(503, { "retry-after": "5" }).end());
    const { host } = new URL(base);
    await failure(client({ limits }).get(base));
    expect(told).toEqual([`take ${host}`, `pause ${host} 2026-03-01T12:00:05.000Z`, `give back ${host}`]);
  });
});

describe("fetch", () => {
  test("is the same client: its name, its limits, its redirects, and statuses handed back", async () => {
    const base = await serve((request, response) => {
      if (request.url === "/old") return response.writeHead(301, { location: "/new" }).end();
      response.writeHead(404, { "content-encoding": "gzip", "content-type": "application/json" });
      return response.end(gzipSync(JSON.stringify({ agent: request.headers["user-agent"] })));
    });
    const answer = await client().fetch(`${base}/old`, { headers: { "user-agent": "library" } });
    expect([answer.status, answer.url, answer.redirected]).toEqual([404, `${base}/new`, true]);
    expect(await answer.json()).toEqual({ agent: "Groundswell/test (+https://example.org)" });
    const limited = client({ maxBytes: 10 }).fetch(`${base}/new`);
    expect(await failure(limited)).toBeInstanceOf(RefusedError);
  });

  test("sends a body, and never repeats a write at a redirect", async () => {
    const base = await serve((request, response) => {
      if (request.url === "/moved") return response.writeHead(302, { location: "/new" }).end();
      return request.pipe(response);
    });
    const posted = await client().fetch(`${base}/echo`, { method: "POST", body: "query" });
    expect(await posted.text()).toBe("query");
    expect((await client().fetch(`${base}/moved`, { method: "POST", body: "query" })).status).toBe(302);
  });

  test("hands back an empty 304", async () => {
    const base = await serve((_, response) => response.writeHead(304).end());
    expect((await client().fetch(base)).status).toBe(304);
  });
});
