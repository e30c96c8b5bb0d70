import { ConfigError } from "@groundswell/model";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { listen } from "./listen.ts";

const app = new Hono().get("/", (context) => context.text("here"));

test("it listens on a free port, says where, and stops", async () => {
  const listening = await listen(app, { host: "127.0.0.1", port: 0 });
  expect(await (await fetch(listening.url)).text()).toBe("here");
  await listening.close();
  await expect(fetch(listening.url)).rejects.toThrow();
});

test("a port in use is refused with what to do about it", async () => {
  const first = await listen(app, { host: "127.0.0.1", port: 0 });
  const port = Number(new URL(first.url).port);
  const second = listen(app, { host: "127.0.0.1", port });
  await expect(second).rejects.toThrow(ConfigError);
  await expect(second).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use: stop what listens there, or set GROUNDSWELL_PORT`,
  );
  await first.close();
});

test("an address that is not this machine's is refused with what to do about it", async () => {
  await expect(listen(app, { host: "192.0.2.1", port: 0 })).rejects.toThrow(/192\.0\.2\.1.*set GROUNDSWELL_HOST/);
});
