import type { LookupAddress } from "node:dns";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { RefusedError } from "@groundswell/model";
import { afterEach, describe, expect, test } from "vitest";
import { createHttp } from "./http.ts";
import { closedRange, isAllowedHost, judgedLookup, type LookUp } from "./private-address.ts";

const servers: Server[] = [];

async function serve(location?: (port: number) => string): Promise<{ port: number; asked: () => number }> {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    if (location) response.writeHead(302, { location: location(port) });
    response.end("inside");
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { port, asked: () => asked };
}

/** A resolver that knows these names, in turn. */
function naming(...answers: string[][]): LookUp & { asked: number } {
  const lookUp = (_: string, __: object, found: (error: null, addresses: LookupAddress[]) => void) => {
    const answer = answers[Math.min(lookUp.asked++, answers.length - 1)] ?? [];
    found(
      null,
      answer.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  lookUp.asked = 0;
  return lookUp;
}

const client = (allowHosts: string[] = [], lookUp?: LookUp) =>
  createHttp({ userAgent: "Groundswell/test", allowHosts, ...(lookUp ? { lookUp } : {}) });

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => expect.unreachable("it should have been refused"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(RefusedError);
  return (error as Error).message;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("an address is off the open internet", () => {
  test.each([
    ["private", "10.1.2.3"],
    ["private", "172.31.255.255"],
    ["private", "192.168.0.1"],
    ["loopback", "127.9.9.9"],
    ["linkLocal", "169.254.169.254"],
    ["metadata", "168.63.129.16"],
    ["carrierGradeNat", "100.100.100.200"],
    ["unspecified", "0.0.0.0"],
    ["multicast", "224.0.0.1"],
    ["broadcast", "255.255.255.255"],
    ["reserved", "240.0.0.1"],
    ["reserved", "198.18.0.1"],
    ["reserved", "192.0.0.192"],
    ["loopback", "::1"],
    ["unspecified", "::"],
    ["uniqueLocal", "fd00:ec2::254"],
    ["linkLocal", "fe80::1%eth0"],
    ["multicast", "ff02::1"],
    ["deprecatedSiteLocal", "fec0::1"],
    ["loopback", "::ffff:127.0.0.1"],
    ["linkLocal", "::ffff:a9fe:a9fe"],
    ["private", "64:ff9b::10.0.0.1"],
    ["loopback", "2002:7f00:1::"],
    ["rfc6052", "64:ff9b:1::a00:1"],
    ["rfc6145", "::ffff:0:7f00:1"],
    ["reserved", "::7f00:1"],
    ["teredo", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
    ["reserved", "2001:db8::1"],
    ["unreadable", "nonsense"],
  ])("by its range, %s: %s", (range, address) => expect(closedRange(address)).toBe(range));

  test.each(["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])(
    "or is on it: %s",
    (address) => expect(closedRange(address)).toBeNull(),
  );
});

describe("a host that is not on the open internet is refused", () => {
  test.each(["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:7f00:1]", "①②⑦.0.0.1", "0"])(
    "when its address is spelled %s",
    async (host) => {
      const { port, asked } = await serve();
      const message = await refusal(client().get(`http://${host}:${port}/?token=hunter2`));
      expect(message).toMatch(/not on the open internet: .* GROUNDSWELL_ALLOW_HOSTS/);
      expect(message).not.toContain("hunter2");
      expect(asked()).toBe(0);
    },
  );

  test("when its name leads there, also where only one of several addresses does", async () => {
    const { port, asked } = await serve();
    expect(await refusal(client([], naming(["127.0.0.1"])).get(`http://intranet.example:${port}/`))).toContain(
      "intranet.example is at a loopback address",
    );
    await refusal(client([], naming(["8.8.8.8", "10.0.0.7"])).get(`http://mixed.example:${port}/`));
    expect(await refusal(client().get(`http://localhost:${port}/`))).toContain("name localhost in");
    expect(asked()).toBe(0);
  });

  test("by the one lookup that the connection uses, so that a name which changes its answer gains nothing", () => {
    const changing = naming(["8.8.8.8", "2001:4860:4860::8888"], ["127.0.0.1"]);
    const lookup = judgedLookup(changing, closedRange);
    const handedOn: unknown[] = [];
    lookup("rebind.example", { all: true }, (...found) => handedOn.push(found));
    expect(handedOn).toEqual([
      [
        null,
        [
          { address: "8.8.8.8", family: 4 },
          { address: "2001:4860:4860::8888", family: 6 },
        ],
      ],
    ]);
    lookup("rebind.example", { all: false }, (error) => expect(error).toBeInstanceOf(RefusedError));
    expect(changing.asked).toBe(2);
  });

  test("at a redirect, and through fetch", async () => {
    const inside = await serve();
    const outside = await serve(() => `http://127.0.0.1:${inside.port}/latest/meta-data/`);
    const http = client(["open.example"], naming(["127.0.0.1"]));
    await refusal(http.get(`http://open.example:${outside.port}/`));
    await refusal(http.fetch(`http://open.example:${outside.port}/`));
    expect([outside.asked(), inside.asked()]).toEqual([2, 0]);
  });
});

describe("a host that is allowed by name", () => {
  test("may be anywhere, and no other host with it", async () => {
    const { port } = await serve();
    expect((await client(["Wiki.Example."], naming(["127.0.0.1"])).get(`http://wiki.example:${port}/`)).status).toBe(
      200,
    );
    expect((await client(["127.0.0.1"]).get(`http://127.0.0.1:${port}/`)).status).toBe(200);
    await refusal(client(["wiki.example"], naming(["127.0.0.1"])).get(`http://evil.wiki.example:${port}/`));
  });

  test.each([
    ["a.example", "80", ["a.example"], true],
    ["A.example.", "80", ["a.EXAMPLE"], true],
    ["[::1]", "80", ["::1"], true],
    ["a.example", "8080", ["a.example:8080"], true],
    ["a.example", "80", ["a.example:8080"], false],
    ["xa.example", "80", ["a.example"], false],
    ["a.example", "80", [""], false],
  ])("%s port %s of %j: %s", (host, port, list, allowed) => expect(isAllowedHost(host, port, list)).toBe(allowed));
});
