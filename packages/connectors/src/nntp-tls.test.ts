import { execFile } from "node:child_process";
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer as createPlainServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, type Server } from "node:tls";
import { promisify } from "node:util";
import { RefusedError } from "@groundswell/model";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createHttp } from "./http.ts";
import { openPlace } from "./nntp-connect.ts";

const day = 86_400_000;
const http = createHttp({ userAgent: "Groundswell/test", allowHosts: ["localhost"] });
const conversation: Record<string, string> = {
  "MODE READER": "201 no posting",
  "GROUP a.b": "211 1 1 1 a.b",
  "OVER 1-1": "224 rows\r\n1\tx\tIlse\tWed, 2 Sep 2026 10:00:00 GMT\t<1@x>\t\t1\t1\r\n.",
  "ARTICLE 1":
    "220 1 <1@x>\r\nFrom: Ilse <ilse@shells.example>\r\nDate: Wed, 2 Sep 2026 10:00:00 GMT\r\nMessage-ID: <1@x>\r\n\r\ntext\r\n.",
};
let servers: Server[];
let folder: string;

beforeEach(async () => {
  servers = [];
  folder = await mkdtemp(join(tmpdir(), "nntp-"));
});
afterEach(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true });
});

/** A news server of one article behind TLS, with a certificate for a name and a stretch of time. */
async function serve(name: string, from: Date, to: Date): Promise<{ port: number; certificate: string }> {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const certificate = selfSigned(publicKey, privateKey, name, from, to);
  const server = createServer(
    { key: privateKey.export({ type: "pkcs8", format: "pem" }), cert: certificate },
    (socket) => {
      socket.on("error", () => {});
      socket.write("200 hello\r\n");
      socket.on("data", (data) => {
        for (const command of data.toString().split("\r\n").filter(Boolean))
          if (!socket.destroyed) socket.write(`${conversation[command] ?? "500 what?"}\r\n`);
      });
    },
  );
  server.on("tlsClientError", () => {});
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "localhost", listening));
  return { port: (server.address() as AddressInfo).port, certificate };
}
const now = Date.now();
const past = new Date(now - 30 * day);
const future = new Date(now + 30 * day);
const refusal = async (port: number): Promise<unknown> => {
  const socket = await openPlace(http, { host: "localhost", port, tls: true }).catch((error: unknown) => error);
  expect(socket).toBeInstanceOf(RefusedError);
  return (socket as Error).message;
};

it("a certificate that nobody here trusts is refused, with the way to trust it", async () => {
  const { port } = await serve("localhost", past, future);
  expect(await refusal(port)).toMatch(
    /^The certificate of localhost:\d+ is of no certificate authority .*NODE_EXTRA_CA_CERTS/,
  );
});

it("a server that speaks no TLS is told from one that is away", async () => {
  const plain = createPlainServer((socket) => socket.end("200 hello\r\n"));
  await new Promise<void>((listening) => plain.listen(0, "localhost", listening));
  expect(await refusal((plain.address() as AddressInfo).port)).toMatch(/does not speak TLS/);
  plain.close();
});

/** Pulls in a process of its own, since Node.js reads NODE_EXTRA_CA_CERTS only when it starts. */
async function pullTrusting(certificate: string, port: number): Promise<{ ids: string[]; error: string | null }> {
  const trusted = join(folder, "trusted.pem");
  await writeFile(trusted, certificate);
  const script = `
    import { createHttp } from ${JSON.stringify(new URL("./http.ts", import.meta.url).href)};
    import { nntp } from ${JSON.stringify(new URL("./nntp.ts", import.meta.url).href)};
    const http = createHttp({ userAgent: "Groundswell/test", allowHosts: ["localhost"] });
    const options = nntp.options.parse({ host: "localhost", port: ${port}, tls: true, groups: ["a.b"] });
    const ids = [];
    let error = null;
    try {
      for await (const { signals } of nntp.pull({ source: "t", options, cursor: null, credentials: {}, since: null,
        now: () => new Date(), http, signal: new AbortController().signal }))
        ids.push(...signals.map(({ id }) => id));
    } catch (caught) { error = caught.name + ": " + caught.message; }
    console.log(JSON.stringify({ ids, error }));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=source", "--import", import.meta.resolve("tsx"), "--input-type=module", "-e", script],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: trusted }, cwd: import.meta.dirname },
  );
  return JSON.parse(stdout) as { ids: string[]; error: string | null };
}

it("a group is read over TLS where the certificate's authority is named in NODE_EXTRA_CA_CERTS", async () => {
  const { port, certificate } = await serve("localhost", past, future);
  expect(await pullTrusting(certificate, port)).toEqual({ ids: ["1@x"], error: null });
});

it.each([
  ["for another name", "news.example.org", past, future, /RefusedError: .* is for another name/],
  ["that has expired", "localhost", new Date(now - 60 * day), past, /RefusedError: .* has expired/],
])("a trusted certificate %s is refused all the same", async (_, name, from, to, message) => {
  const { port, certificate } = await serve(name, from, to);
  const { ids, error } = await pullTrusting(certificate, port);
  expect([ids, error]).toEqual([[], expect.stringMatching(message)]);
});

/** An X.509 certificate in PEM (RFC 5280), signed by its own key. */
function selfSigned(publicKey: KeyObject, privateKey: KeyObject, name: string, from: Date, to: Date): string {
  const ecdsaWithSha256 = der(0x30, Buffer.from("06082a8648ce3d040302", "hex"));
  const commonName = der(0x30, Buffer.from("0603550403", "hex"), der(0x0c, Buffer.from(name)));
  const issuer = der(0x30, der(0x31, commonName));
  const time = (date: Date) =>
    der(
      0x17,
      Buffer.from(
        `${date
          .toISOString()
          .replace(/[-:T]|\..*/g, "")
          .slice(2)}Z`,
      ),
    );
  const alternativeName = der(0x30, der(0x82, Buffer.from(name)));
  const extensions = [
    der(0x30, Buffer.from("0603551d11", "hex"), der(0x04, alternativeName)),
    der(0x30, Buffer.from("0603551d130101ff", "hex"), der(0x04, Buffer.from("30030101ff", "hex"))),
  ];
  const content = der(
    0x30,
    Buffer.from("a003020102", "hex"),
    Buffer.from("020101", "hex"),
    ecdsaWithSha256,
    issuer,
    der(0x30, time(from), time(to)),
    issuer,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, der(0x30, ...extensions)),
  );
  const signature = sign("sha256", content, privateKey);
  const whole = der(0x30, content, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}

/** A value with its tag and length, in DER. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const header =
    length < 128 ? [tag, length] : length < 256 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from(header), value]);
}
