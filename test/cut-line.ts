import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A line to a server through this process, which cuts it when it is told to. */
export type CutLine = {
  /** The server's URL by way of the line. */
  url: string;
  /** Ends every connection that there is; new ones are let through. */
  cut(): void;
  close(): Promise<void>;
};

/** Opens a line to the server of a URL. Nobody else's connections to that server are touched when it is cut. */
export async function openLine(to: string, usualPort: number): Promise<CutLine> {
  const far = new URL(to);
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const beyond = connect(Number(far.port || usualPort), far.hostname);
    for (const [one, other] of [
      [near, beyond],
      [beyond, near],
    ] as const) {
      open.add(one);
      one.on("error", () => {});
      one.once("close", () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(to);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    for (const one of open) one.destroy();
  };
  return {
    url: url.href,
    cut,
    close: async () => {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
