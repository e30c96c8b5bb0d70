import type { AddressInfo } from "node:net";
import { ConfigError, explain } from "@groundswell/model";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";

export type Listening = {
  /** Where a browser finds it, with the port that was really taken. */
  url: string;
  /** Stops taking requests; those in hand have five seconds to end. */
  close(): Promise<void>;
};

const closeMs = 5_000;

/**
 * Listens on a host and a port; port 0 takes any that is free.
 * @throws ConfigError where the port is in use or the address cannot be taken
 */
export async function listen(app: Hono, { host, port }: { host: string; port: number }): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch }) as import("node:http").Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(refusal(error, host, port)));
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://${inAddress(host)}:${taken}`, close: () => close(server) };
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): ConfigError {
  const cause = { cause: error };
  if (error.code === "EADDRINUSE")
    return new ConfigError(
      `Port ${port} on ${host} is in use: stop what listens there, or set GROUNDSWELL_PORT to a free port.`,
      cause,
    );
  if (error.code === "EACCES")
    return new ConfigError(
      `Port ${port} may not be taken by this user: set GROUNDSWELL_PORT to a port above 1023.`,
      cause,
    );
  return new ConfigError(
    `The address ${host}, port ${port} cannot be listened on (${explain(error)}): set GROUNDSWELL_HOST to an address of this machine.`,
    cause,
  );
}

/** 0.0.0.0 and :: mean every address, which no browser can open. */
function inAddress(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

function close(server: import("node:http").Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(() => server.closeAllConnections(), closeMs);
    server.close((error) => {
      clearTimeout(impatience);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}
