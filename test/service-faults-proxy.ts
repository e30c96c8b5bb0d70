import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A wire between a process and a server that can be cut, or swallow everything. */
export type Proxy = {
  port: number;
  /** Lets everything through; what was swallowed meanwhile arrives now, as after a partition that healed. */
  pass(): void;
  /** Keeps connections open and lets nothing through, in either direction. */
  stall(): void;
  /** Ends every connection and takes no new one. */
  cut(): void;
  close(): Promise<void>;
};

/** Opens one on loopback to a port there. */
export async function openProxy(target: number): Promise<Proxy> {
  const pairs = new Set<[Socket, Socket]>();
  let mode: "pass" | "stall" | "cut" = "pass";
  const hold = (socket: Socket) => (mode === "stall" ? socket.pause() : socket.resume());
  const server = createServer((near) => {
    if (mode === "cut") return near.destroy();
    const far = connect(target, "127.0.0.1");
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on("data", (bytes) => to.write(bytes));
      from.on("error", () => {});
      from.on("close", () => {
        to.destroy();
        pairs.delete(pair);
      });
      hold(from);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const turn = (next: typeof mode) => () => {
    mode = next;
    for (const pair of pairs) for (const socket of pair) mode === "cut" ? socket.destroy() : hold(socket);
  };
  return {
    port: (server.address() as AddressInfo).port,
    pass: turn("pass"),
    stall: turn("stall"),
    cut: turn("cut"),
    close: async () => {
      turn("cut")();
      server.close();
      await once(server, "close");
    },
  };
}
