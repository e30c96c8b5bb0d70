import { gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { packAnswers } from "./pack.ts";

const long = { words: "support is lacking here ".repeat(100) };
let changing = 0;
const app = new Hono()
  .use(packAnswers())
  .get("/short", (context) => context.json({ short: true }))
  .get("/long", (context) => context.json(long))
  .get("/huge", (context) => context.json({ words: "abc ".repeat(200_000) }))
  .get("/tagged", (context) => context.json(long, 200, { etag: '"own"', "x-total-count": "7" }))
  .get("/picture", (context) => context.body(new Uint8Array(4000), 200, { "content-type": "image/png" }))
  .get("/packed", (context) => context.body("zipped", 200, { "content-encoding": "gzip", etag: 'W/"p"' }))
  .get("/changing", (context) => context.json({ ...long, n: ++changing }))
  .get("/refused", (context) => context.json(long, 404))
  .get("/nothing", (context) => context.body(null, 204))
  .get("/events", (context) => {
    const endless = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode("data: 1\n\n")) });
    return context.body(endless, 200, { "content-type": "text/event-stream" });
  });
const ask = (path: string, headers: Record<string, string> = { "accept-encoding": "gzip" }, method = "GET") =>
  app.request(path, { headers, method });
const unpacked = async (response: Response) => gunzipSync(Buffer.from(await response.arrayBuffer())).toString();

test("a long answer is packed for who reads gzip, says so to caches, and is the same inside", async () => {
  for (const path of ["/long", "/tagged"]) {
    for (let time = 0; time < 2; time++) {
      const response = await ask(path);
      expect(response.headers.get("content-encoding")).toBe("gzip");
      expect(response.headers.get("vary")).toBe("Accept-Encoding");
      expect(response.headers.get("content-type")).toBe("application/json");
      expect(await unpacked(response)).toBe(JSON.stringify(long));
    }
  }
  expect(await unpacked(await ask("/huge"))).toBe(JSON.stringify({ words: "abc ".repeat(200_000) }));
});

test.each(["identity", "gzip;q=0", "br", "gzip;q=0, *"])("who accepts %s gets it as it is", async (accepts) => {
  const response = await ask("/long", { "accept-encoding": accepts });
  expect(response.headers.get("content-encoding")).toBeNull();
  expect(response.headers.get("vary")).toBe("Accept-Encoding");
  expect(await response.json()).toEqual(long);
});

test("what is short, a picture or packed already is sent as it is", async () => {
  expect((await ask("/short")).headers.get("content-encoding")).toBeNull();
  expect(await (await ask("/short")).json()).toEqual({ short: true });
  expect((await ask("/picture")).headers.get("content-encoding")).toBeNull();
  expect(await (await ask("/packed")).text()).toBe("zipped");
});

test("an answer that somebody has is not sent again, packed or not, and one that changed is", async () => {
  for (const path of ["/short", "/long", "/tagged", "/packed"]) {
    const tag = (await ask(path)).headers.get("etag") ?? "none";
    for (const known of [tag, tag.replace(/^W\//, ""), `"other", ${tag}`, "*"]) {
      const again = await ask(path, { "if-none-match": known });
      expect([again.status, await again.text(), again.headers.get("content-type")]).toEqual([304, "", null]);
      expect(again.headers.get("etag")).toContain('"');
    }
    expect((await ask(path, { "if-none-match": '"other"' })).status).toBe(200);
  }
  const tag = (await ask("/changing")).headers.get("etag") ?? "";
  expect((await ask("/changing", { "if-none-match": tag })).status).toBe(200);
});

test("what was refused has no tag, what is empty stays empty, and other headers stay", async () => {
  const refused = await ask("/refused");
  expect([refused.status, refused.headers.get("etag")]).toEqual([404, null]);
  expect((await ask("/nothing")).status).toBe(204);
  expect((await ask("/tagged")).headers.get("x-total-count")).toBe("7");
});

test("a stream of events goes out while it goes on", async () => {
  const response = await ask("/events");
  expect(response.headers.get("etag")).toBeNull();
  const reader = response.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("data: 1\n\n");
  await reader?.cancel();
});
