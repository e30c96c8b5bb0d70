import type { Socket } from "node:net";
import { RefusedError, UnavailableError } from "@groundswell/model";

/** One answer: its code, its line, and the block after it as it came, dots doubled; null where the code brings none. */
export type NntpAnswer = { code: number; line: string; block: Buffer | null };

const silenceMs = 60_000;
const longestBlock = 64 * 1024 * 1024;
const longestLine = 4_096;
/** Codes that are followed by a block of lines (RFC 3977, section 3.2), as far as they are asked for here. */
const withBlock = new Set([101, 220, 221, 222, 224, 230]);

/** A conversation with a news server (RFC 3977). Commands may be sent ahead; answers come in their order. */
export class NntpSession {
  readonly #socket: Socket;
  readonly #host: string;
  readonly #chunks: AsyncIterator<Buffer>;
  #received: Buffer = Buffer.alloc(0);

  /** @param socket an open connection, without a word said yet */
  constructor(host: string, socket: Socket) {
    this.#host = host;
    this.#socket = socket;
    this.#socket.setTimeout(silenceMs, () => this.#socket.destroy(new Error(`nothing came for ${silenceMs / 1000} s`)));
    // A failure between two answers is told to whoever asks for the next one.
    this.#socket.on("error", () => {});
    this.#chunks = this.#socket[Symbol.asyncIterator]();
  }

  /**
   * Sends commands without waiting in between and gives their answers in order.
   * @throws UnavailableError where the connection breaks off or the server closes it; RefusedError where it wants a
   * sign-in or forbids what was asked
   */
  async *ask(...commands: string[]): AsyncGenerator<NntpAnswer> {
    if (commands.some((command) => /[\r\n]/.test(command)))
      throw new RefusedError(`A command to ${this.#host} may not hold a line end: check this source's options.`);
    this.#socket.write(commands.map((command) => `${command}\r\n`).join(""));
    for (const command of commands) yield await this.#answer(command.startsWith("AUTHINFO") ? "AUTHINFO" : command);
  }

  /** The answer to a single command. */
  async askOne(command: string): Promise<NntpAnswer> {
    for await (const answer of this.ask(command)) return answer;
    throw this.#broken(null);
  }

  /** Waits for the greeting, and signs in if there is a name to do it by. */
  async begin(user: string | null, password: string | null): Promise<void> {
    const greeting = await this.#answer("greeting");
    if (greeting.code !== 200 && greeting.code !== 201) throw this.#unexpected(greeting);
    if (user !== null) await this.#signIn(user, password ?? "");
    // Servers that need no switch answer 500 or 502 to it; what matters is said again by the next command.
    for await (const _ of this.#lenient("MODE READER"));
  }

  close(): void {
    if (this.#socket.writable) this.#socket.end("QUIT\r\n");
    this.#socket.destroySoon();
    this.#socket.destroy();
  }

  async #signIn(user: string, password: string): Promise<void> {
    let answer = await this.askOne(`AUTHINFO USER ${user}`);
    if (answer.code === 381) answer = await this.askOne(`AUTHINFO PASS ${password}`);
    if (answer.code === 281) return;
    if (answer.code === 483)
      throw new RefusedError(`${this.#host} lets nobody sign in over a plain connection: set tls to true.`);
    throw new RefusedError(
      `${this.#host} does not accept this user and password (${answer.code}): set or renew this source's credentials.`,
    );
  }

  async *#lenient(command: string): AsyncGenerator<NntpAnswer> {
    this.#socket.write(`${command}\r\n`);
    yield await this.#read();
  }

  async #answer(about: string): Promise<NntpAnswer> {
    const answer = await this.#read();
    if (answer.code === 480)
      throw new RefusedError(`${this.#host} wants a sign-in (480): set this source's user and password.`);
    if (answer.code === 502)
      throw new RefusedError(`${this.#host} forbids ${about} (502): check that this source may read there.`);
    if (answer.code === 400)
      throw new UnavailableError(`${this.#host} closes the connection (${answer.line}). Try again later.`);
    return answer;
  }

  async #read(): Promise<NntpAnswer> {
    const line = (await this.#until("\r\n", 0, longestLine)).toString("utf8").trimEnd();
    const code = Number(/^\d{3}/.exec(line)?.[0] ?? 0);
    if (code === 0)
      throw new UnavailableError(`${this.#host} does not answer as a news server: check its host and port.`);
    // 211 brings a block after LISTGROUP only, which is never asked.
    return { code, line, block: withBlock.has(code) ? await this.#block() : null };
  }

  /** All lines up to the one with a single dot, that one left out. */
  async #block(): Promise<Buffer> {
    while (this.#received.length < 3) await this.#more();
    if (this.#received.subarray(0, 3).toString("latin1") === ".\r\n") {
      this.#received = this.#received.subarray(3);
      return Buffer.alloc(0);
    }
    const block = await this.#until("\r\n.\r\n", 0, longestBlock);
    return block.subarray(0, block.length - 3);
  }

  async #until(mark: string, from: number, most: number): Promise<Buffer> {
    for (let searched = from; ; ) {
      const found = this.#received.indexOf(mark, searched);
      if (found >= 0) {
        const whole = this.#received.subarray(0, found + mark.length);
        this.#received = this.#received.subarray(found + mark.length);
        return whole;
      }
      searched = Math.max(0, this.#received.length - mark.length);
      if (this.#received.length > most)
        throw new UnavailableError(`${this.#host} sends more than ${most} bytes without an end. Try again later.`);
      await this.#more();
    }
  }

  async #more(): Promise<void> {
    let next: IteratorResult<Buffer>;
    try {
      next = await this.#chunks.next();
    } catch (cause) {
      throw this.#broken(cause);
    }
    if (next.done) throw this.#broken(null);
    this.#received = Buffer.concat([this.#received, next.value]);
  }

  #broken(cause: unknown): UnavailableError {
    return new UnavailableError(
      `The connection to ${this.#host} broke off. Try again later.`,
      cause === null ? {} : { cause },
    );
  }

  #unexpected(answer: NntpAnswer): Error {
    return new UnavailableError(`${this.#host} greets with "${answer.line.slice(0, 200)}". Try again later.`);
  }
}
