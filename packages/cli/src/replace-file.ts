import { renameSync, rmSync, writeFileSync } from "node:fs";
import { ConfigError, explain } from "@groundswell/model";

/** For files that whoever can read may sign in by, or that tell of a person. */
export const ownerOnly = 0o600;

/**
 * Writes a file whole or not at all. One that was there before leaves neither its words nor its permissions.
 * @param todo what to do where it cannot be written
 * @throws ConfigError where it cannot
 */
export function replaceFile(
  path: string,
  content: string | Uint8Array,
  { mode = 0o666, todo = "check its folder" }: { mode?: number; todo?: string } = {},
): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    // One that a process of this number has left would keep its permissions.
    rmSync(beside, { force: true });
    writeFileSync(beside, content, { mode, flag: "wx", flush: true });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new ConfigError(`${path} cannot be written (${explain(error)}): ${todo}.`, { cause: error });
  }
}
