import { createServer, type Server, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { ConfigError, explain, type RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, describe, expect, test } from "vitest";
import { createHttp, type HttpSettings } from "./http.ts";

/** What came first over a connection, to answer byte by byte as no HTTP library would. */
type Ask = { path: string; head: string; socket: Socket };

const servers: { server: Server; sockets: Set<Socket> }[] = [];
const noon = new Date("2026-03-01T12:00:00Z");
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** A server that writes what it likes; `/fine` is always answered well. */
async function serveBytes(answer: (ask: Ask) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      const head = bytes.toString();
      const path = head.split(" ")[1] ?? "";
      if (path === "/fine") socket.write(whole("fine"));
      else answer({ path, head, socket });
    });
  });
  servers.push({ server, sockets });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

function whole(body: string, headers = ""): string {
  return `HTTP/1.1 200 OK\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function redirect(location: string): string {
  return `HTTP/1.1 302 Found\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`;
}

/** One request at a time, so that a place that is not given back shows. */
function client(settings: Partial<HttpSettings> = {}) {
  const userAgent = "Groundswell/test (+https://example.org)";
  return createHttp({ userAgent, now: () => noon, allowHosts: ["127.0.0.1"], concurrentPerHost: 1, ...settings });
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.unreachable("it should have failed"),
    (error) => error,
  );
}

/** Writes a piece again and again until the connection is gone. */
function drip(socket: Socket, piece: (count: number) => string): void {
  let count = 0;
  const timer = setInterval(() => socket.write(piece(count++)), 2);
  socket.on("close", () => clearInterval(timer));
}

afterEach(() => {
  for (const { server, sockets } of servers.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

const garbage = Buffer.from("this is not what the header says it is").toString();
const packed = (body: Buffer) => (ask: Ask) => {
  ask.socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`);
  ask.socket.write(body);
};

describe("an answer that is broken is no page, and the next one is read all the same:", () => {
  const spoilt = gzipSync("x".repeat(1000));
  spoilt[spoilt.length - 6] = (spoilt[spoilt.length - 6] ?? 0) ^ 0xff;
  const chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
  const cases: [string, (ask: Ask) => void][] = [
    ["a status line that is none", ({ socket }) => socket.write("SSH-2.0-OpenSSH_9.9\r\n")],
    ["text in place of gzip", packed(Buffer.from(garbage))],
    ["gzip whose checksum is wrong", packed(spoilt)],
    ["a chunk whose length is no number", ({ socket }) => socket.write(`${chunked}zz\r\nhello\r\n`)],
    [
      "a connection reset in the middle of a chunk",
      ({ socket }) => socket.write(`${chunked}64\r\nhalf`, () => socket.resetAndDestroy()),
    ],
    ["a last chunk that never comes", ({ socket }) => socket.end(`${chunked}4\r\nhalf\r\n`)],
    [
      "a connection reset in the middle of a body of known length",
      ({ socket }) =>
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf", () => socket.resetAndDestroy()),
    ],
    ["two lengths", ({ socket }) => socket.write(whole("hello", "content-length: 3\r\n"))],
    ["a length that is no number", ({ socket }) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\nhello")],
    ["headers without an end", ({ socket }) => drip(socket, (count) => `${count === 0 ? "HTTP/1.1 200 OK\r\n" : ""}x`)],
    [
      "a header longer than any server has reason for",
      ({ socket }) => socket.write(whole("hello", `x-long: ${"x".repeat(100_000)}\r\n`)),
    ],
    [
      "more headers than any server has reason for",
      ({ socket }) => socket.write(whole("hello", "x-many: 0123456789\r\n".repeat(10_000))),
    ],
  ];

  test.each(cases)("%s", async (_, answer) => {
    const base = await serveBytes(answer);
    const http = client({ timeouts: { totalMs: 400 } });
    for (const way of ["get", "fetch"] as const) {
      const error = await failure(http[way](`${base}/?token=hunter2`));
      expect(error).toBeInstanceOf(UnavailableError);
      expect(explain(error)).not.toContain("hunter2");
      expect(text((await http.get(`${base}/fine`)).body)).toBe("fine");
    }
  });
});

describe("an answer that never ends is given up after the total time:", () => {
  const cases: [string, (ask: Ask) => void][] = [
    [
      "a byte of the body at a time",
      ({ socket }) => drip(socket, (count) => (count === 0 ? "HTTP/1.1 200 OK\r\n\r\n" : ".")),
    ],
    [
      "a byte of the headers at a time",
      ({ socket }) => drip(socket, (count) => "HTTP/1.1 200 OK\r\nx: "[count] ?? "y"),
    ],
    ["word that it is working on it", ({ socket }) => drip(socket, () => "HTTP/1.1 102 Processing\r\n\r\n")],
    [
      "a refusal, a byte at a time",
      ({ socket }) => drip(socket, (count) => (count === 0 ? "HTTP/1.1 404 Not Found\r\n\r\n" : ".")),
    ],
  ];

  test.each(cases)("%s", async (_, answer) => {
    const base = await serveBytes(answer);
    const http = client({ timeouts: { totalMs: 60 } });
    for (const way of ["get", "fetch"] as const) {
      const error = await failure(http[way](base));
      expect(error).toBeInstanceOf(UnavailableError);
      expect((error as Error).message).toContain("within 0.06 s");
    }
    expect(text((await client().get(`${base}/fine`)).body)).toBe("fine");
  });

  test("a limit with a body that drips, and the host is left in peace as it asked", async () => {
    const base = await serveBytes(({ socket }) =>
      drip(socket, (count) => (count === 0 ? "HTTP/1.1 429 Too Many\r\nretry-after: 30\r\n\r\n" : ".")),
    );
    const http = client({ timeouts: { totalMs: 60 } });
    await failure(http.get(base));
    const error = await failure(http.get(`${base}/fine`));
    expect((error as RateLimitedError).retryAt).toEqual(new Date("2026-03-01T12:00:30Z"));
  });
});

describe("an answer that lies about its length", () => {
  test("cannot answer the next request with what it says beyond", async () => {
    const base = await serveBytes(({ socket }) => socket.write(whole("first") + whole("forged")));
    const http = client();
    expect(text((await http.get(base)).body)).toBe("first");
    for (let again = 0; again < 3; again++) expect(text((await http.get(`${base}/fine`)).body)).toBe("fine");
  });

  test("and names terabytes is refused once it is longer than the limit, and not before", async () => {
    const head = "HTTP/1.1 200 OK\r\ncontent-length: 9007199254740991\r\n\r\n";
    const base = await serveBytes(({ socket }) => {
      socket.write(head);
      drip(socket, () => "x".repeat(400));
    });
    const http = client({ maxBytes: 1_000 });
    const error = await failure(http.get(base));
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as Error).message).toContain("longer than 1000 bytes");
    expect(text((await http.get(`${base}/fine`)).body)).toBe("fine");
  });

  test("or holds nothing at all is an empty page, said to be packed or not", async () => {
    const base = await serveBytes(({ path, socket }) =>
      socket.write(whole("", path === "/packed" ? "content-encoding: gzip\r\n" : "")),
    );
    const http = client();
    for (const path of ["/", "/packed"]) expect((await http.get(base + path)).body).toHaveLength(0);
  });
});

describe("redirects", () => {
  test("in a circle are refused, without the secrets of any of its addresses", async () => {
    const asked: string[] = [];
    const base = await serveBytes(({ path, socket }) => {
      asked.push(path);
      socket.write(redirect(path.startsWith("/a") ? "/b?token=hunter2" : "/a?token=hunter2"));
    });
    const error = await failure(client().get(`${base}/a?api_key=hunter2`));
    expect(error).toBeInstanceOf(RefusedError);
    expect(explain(error)).not.toContain("hunter2");
    expect(asked).toHaveLength(6);
  });

  test.each([
    "http://169.254.169.254/latest/?token=hunter2",
    "http://[::1]/",
    "http://2130706433/",
    "http://10.0.0.1/",
  ])("to %s are refused, though the host that redirects may be asked", async (location) => {
    const base = await serveBytes(({ socket }) => socket.write(redirect(location)));
    const http = client({ allowHosts: [new URL(base).host] });
    for (const way of ["get", "fetch"] as const) {
      const error = await failure(http[way](base, { headers: { authorization: "Bearer hunter2" } }));
      expect(error).toBeInstanceOf(RefusedError);
      expect(explain(error)).not.toContain("hunter2");
    }
  });

  test("take no credential to another host through fetch either, and none back home again", async () => {
    let heads = "";
    const away = await serveBytes(({ head, socket }) => {
      heads += head;
      socket.write(redirect(`${home}/back`));
    });
    const home: string = await serveBytes(({ path, head, socket }) => {
      if (path === "/back") heads += head;
      socket.write(path === "/back" ? whole("here") : redirect(`${away}/`));
    });
    const headers = { authorization: "Bearer hunter2", cookie: "s=hunter2", "x-api-key": "hunter2" };
    for (const way of ["get", "fetch"] as const) await client()[way](home.replace("//", "//ada:hunter2@"), { headers });
    expect(heads).toContain("GET /back");
    expect(heads).not.toContain("hunter2");
  });

  test("cannot smuggle a header in their address", async () => {
    let seen = "";
    const base = await serveBytes(({ path, head, socket }) => {
      if (path.startsWith("/moved")) seen = head;
      socket.write(path === "/" ? redirect("/moved%0d%0ax-forged: yes?a=1 x") : whole("here"));
    });
    await client().get(base);
    expect(seen.toLowerCase()).not.toMatch(/^x-forged/m);
  });
});

describe("credentials", () => {
  test("in headers are in no message, whatever goes wrong", async () => {
    const base = await serveBytes(({ path, socket }) => {
      if (path === "/reset") socket.resetAndDestroy();
      else if (path === "/garbage") socket.write("hunter?\r\n\r\n");
      else socket.write(`HTTP/1.1 ${path.slice(1)} No\r\ncontent-length: 0\r\n\r\n`);
    });
    const headers = { authorization: "Bearer hunter2", "api-key": "hunter2" };
    for (const path of ["/reset", "/garbage", "/401", "/403", "/404", "/500", "/429"]) {
      const error = await failure(client().get(base + path, { headers }));
      expect(`${explain(error)} ${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain("hunter2");
    }
  });

  test("that no header can hold are refused without being shown", async () => {
    const base = await serveBytes(({ socket }) => socket.write(whole("here")));
    for (const way of ["get", "fetch"] as const) {
      const error = await failure(client()[way](base, { headers: { authorization: "Bearer hunter2\r\nx: y" } }));
      expect(error).toBeInstanceOf(ConfigError);
      expect(`${explain(error)} ${(error as Error).stack} ${(error as Error).cause}`).not.toContain("hunter2");
    }
  });

  test("in an address sign in through fetch too", async () => {
    const base = await serveBytes(({ head, socket }) => socket.write(whole(head.toLowerCase())));
    const address = base.replace("//", "//ada:pw@");
    const signedIn = await (await client().fetch(address)).text();
    expect(signedIn).toContain("authorization: basic ywrhonb3");
    const own = await (await client().fetch(address, { headers: { authorization: "Bearer own" } })).text();
    expect(own).toContain("authorization: bearer own");
  });
});
