import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail that a server has taken. */
export type Taken = { to: string[]; raw: string; at: number };

/** A real mail server on this machine, which keeps what it takes. `delayMs` is waited before each answer to a whole mail. */
export async function startMailServer(delayMs: () => number = () => 0) {
  const taken: Taken[] = [];
  let [steps, waiting] = [0, [] as { at: number; reached: () => void }[]];
  const step = () => {
    steps++;
    for (const { reached } of waiting.filter(({ at }) => at <= steps)) reached();
    waiting = waiting.filter(({ at }) => at > steps);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    logger: false,
    onConnect(_, done) {
      step();
      done();
    },
    onData(stream, session, done) {
      step();
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        const { rcptTo } = session.envelope;
        taken.push({ to: rcptTo.map(({ address }) => address), raw: Buffer.concat(pieces).toString(), at: Date.now() });
        step();
        setTimeout(done, delayMs());
      });
    },
  });
  // A sender that is killed breaks off, which is what these tests are about.
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  /** How many connections it has at this moment. */
  const connections = () =>
    new Promise<number>((counted, failed) =>
      server.server.getConnections((error, count) => (error ? failed(error) : counted(count))),
    );
  /** When so many connections, beginnings of a mail and mails taken have been since now; at least the next. */
  const after = (count: number) =>
    new Promise<void>((reached) => waiting.push({ at: steps + Math.max(1, count), reached }));
  return { port, taken, connections, after, close: () => new Promise<void>((closed) => server.close(() => closed())) };
}

/** The step of a conversation that a fault is at. */
export type Step = "greeting" | "EHLO" | "MAIL" | "RCPT" | "DATA" | "inside" | "dot";
/** Instead of the usual answer: a line that is said, silence, or the end of the connection. */
export type Fault = { at: Step; say: string } | { at: Step; do: "nothing" | "drop" | "trickle" };

const usual: Record<Exclude<Step, "inside">, string> = {
  greeting: "220 mx.example ESMTP",
  EHLO: "250 mx.example",
  MAIL: "250 2.1.0 Ok",
  RCPT: "250 2.1.5 Ok",
  DATA: "354 Go on",
  dot: "250 2.0.0 Ok: queued",
};

/** A mail server that does what it is told: each connection takes the next fault, and has none when they are used up. */
export async function startFaultyServer(faults: (Fault | null)[]) {
  const taken: Taken[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    converse(socket, faults.shift() ?? null, taken);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((closed) => server.close(() => closed()));
  };
  return { port: (server.address() as AddressInfo).port, taken, close };
}

function converse(socket: Socket, fault: Fault | null, taken: Taken[]): void {
  let [buffer, inData, to] = ["", false, [] as string[]];
  const answer = (step: Exclude<Step, "inside">) => {
    if (fault?.at !== step) return void socket.write(`${usual[step]}\r\n`);
    if ("say" in fault) return void socket.write(`${fault.say}\r\n`);
    if (fault.do === "drop") return void socket.destroy();
    if (fault.do === "trickle") {
      const timer = setInterval(() => socket.write("2"), 20);
      socket.on("close", () => clearInterval(timer));
    }
  };
  socket.setEncoding("utf8").on("data", (text: string) => {
    buffer += text;
    if (inData) {
      if (fault?.at === "inside") return void socket.destroy();
      const end = buffer.indexOf("\r\n.\r\n");
      if (end < 0) return;
      const isRefused = fault?.at === "dot" && "say" in fault && !fault.say.startsWith("2");
      if (!isRefused) taken.push({ to, raw: buffer.slice(0, end + 2), at: Date.now() });
      [buffer, inData] = [buffer.slice(end + 5), false];
      return answer("dot");
    }
    for (let end = buffer.indexOf("\r\n"); end >= 0 && !inData; end = buffer.indexOf("\r\n")) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      const word = line.slice(0, 4).toUpperCase();
      if (word === "MAIL") to = [];
      if (word === "RCPT") to.push(/<(.*)>/.exec(line)?.[1] ?? "");
      if (word === "QUIT") return void socket.end("221 Bye\r\n");
      if (word === "DATA") inData = fault?.at !== "DATA";
      if (word === "HELO" || word === "EHLO") answer("EHLO");
      else if (word === "MAIL" || word === "RCPT" || word === "DATA") answer(word);
    }
  });
  answer("greeting");
}
