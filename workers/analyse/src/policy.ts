import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Policy, readPolicy } from "@groundswell/analytics";
import { ConfigError, explain } from "@groundswell/model";

/**
 * Reads the policy of a file, or the one that Groundswell comes with.
 * @throws ConfigError where the file is not there or is no policy
 */
export function loadPolicy(file: string | null): Policy {
  const path = file ?? fileURLToPath(new URL("../../../policies/mvp.yaml", import.meta.url));
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new ConfigError(
      `The policy ${path} cannot be read (${explain(cause)}): put the path right, or leave it out for the MVP policy.`,
      { cause },
    );
  }
  return readPolicy(text, path);
}
