import { ConfigError, explain, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { type Command, CommanderError } from "commander";
import { ReaderGoneError } from "./output.ts";

/** What was typed is wrong, whatever the store and the world are like: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** How a command that threw ends: its exit code, and what to say of it; null where all is said already. */
export type Failure = { exitCode: 0 | 1 | 2; sentence: string | null };

/**
 * What a failure means to the person who typed the command.
 * @param args what was typed, for the name of the command whose help to read
 */
export function explainFailure(error: unknown, root: Command, args: readonly string[]): Failure {
  if (error instanceof ReaderGoneError) return { exitCode: 0, sentence: null };
  if (error instanceof CommanderError) return explainUsage(error, commandLine(root, args));
  if (error instanceof UsageError) return { exitCode: 2, sentence: error.message };
  const expected = [ConfigError, RefusedError, RateLimitedError, UnavailableError].some(
    (kind) => error instanceof kind,
  );
  if (expected) return { exitCode: 1, sentence: explain(error) };
  return { exitCode: 1, sentence: mendable(error) ?? `Something broke that should not have: ${stackOf(error)}` };
}

function explainUsage({ exitCode, code, message }: CommanderError, command: string): Failure {
  if (exitCode === 0) return { exitCode: 0, sentence: null };
  // A command without its subcommand has been answered with its help.
  if (code === "commander.help") return { exitCode: 2, sentence: null };
  const what = message
    .replace(/^error: /, "")
    .replace(/\s*\(Did you mean (.*)\?\)$/, " (did you mean $1?)")
    .replace(/\. (\w)/g, (_, letter: string) => `; ${letter.toLowerCase()}`)
    .replace(/\.$/, "");
  return {
    exitCode: 2,
    sentence: `${what.charAt(0).toUpperCase()}${what.slice(1)}: "${command} --help" shows the options and an example.`,
  };
}

/** The command that was meant, as far as its names were right: "groundswell catalogue check". */
function commandLine(root: Command, args: readonly string[]): string {
  const names = [root.name()];
  let command = root;
  for (const arg of args) {
    const next = command.commands.find((one) => one.name() === arg);
    if (!next) break;
    names.push(arg);
    command = next;
  }
  return names.join(" ");
}

const roomless = /no space left on device|file too large|disk quota exceeded/i;
const unwritable = /read-only file system|permission denied|operation not permitted/i;
const disconnected = /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/**
 * A sentence for what the disk or the database server does to us, wherever in the causes it hides. PGlite and drizzle
 * pass such failures on in several shapes, so both codes (PostgreSQL's appendix A, errno) and messages are looked at.
 */
function mendable(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = "code" in cause ? String(cause.code) : "";
    const what = cause.message.replace(/^error: /, "");
    if (["53100", "ENOSPC", "EDQUOT", "EFBIG"].includes(code) || roomless.test(what))
      return `There is no room left to write (${what}): free disk space and repeat, for what was saved before is kept.`;
    if (["25006", "EROFS", "EACCES", "EPERM"].includes(code) || unwritable.test(what))
      return `The store cannot be written (${what}): check its permissions, or give another folder in GROUNDSWELL_HOME.`;
    if (disconnected.test(code) || /connection terminated/i.test(what))
      return `The database or Redis stopped answering (${what}): check that it runs and repeat, for what was saved before is kept.`;
  }
  return null;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
