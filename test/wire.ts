import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A wire between a process and a server that can be cut, or swallow everything. Nobody else's connections to the server are touched. */
export type Wire = {
  /** The server's URL by way of the wire. */
  url: string;
  /** Lets everything through; what was swallowed meanwhile arrives now, as after a partition that healed. */
  pass(): void;
  /** Keeps connections open and lets nothing through, in either direction. */
  stall(): void;
  /** Ends every connection and takes no new one. */
  cut(): void;
  close(): Promise<void>;
};

/** Opens one, on loopback, to the server of a URL. */
export async function openWire(to: string, usualPort: number): Promise<Wire> {
  const beyond = new URL(to);
  const pairs = new Set<[Socket, Socket]>();
  let mode: "pass" | "stall" | "cut" = "pass";
  const hold = (socket: Socket) => (mode === "stall" ? socket.pause() : socket.resume());
  const server = createServer((near) => {
    if (mode === "cut") return near.destroy();
    const far = connect(Number(beyond.port || usualPort), beyond.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on("data", (bytes) => other.write(bytes));
      one.on("error", () => {});
      one.on("close", () => {
        other.destroy();
        pairs.delete(pair);
      });
      hold(one);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const turn = (next: typeof mode) => () => {
    mode = next;
    for (const pair of pairs) for (const socket of pair) mode === "cut" ? socket.destroy() : hold(socket);
  };
  const url = new URL(to);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
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
