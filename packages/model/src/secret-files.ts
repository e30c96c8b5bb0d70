import { ConfigError } from "./errors.ts";
import { settingsTable } from "./settings-table.ts";

/**
 * Secrets by the name of their setting, of those that an environment gives as a file: `DATABASE_URL_FILE` names the file that holds
 * `DATABASE_URL`, as containers mount secrets. Line ends at the end of a file are no part of its secret.
 * @param readFile the text of a file; whatever it throws is told without its message, which could hold what was read
 * @throws ConfigError where a secret is given in both ways, or its file cannot be read or is empty
 */
export function readSecretFiles(
  env: Record<string, string | undefined>,
  readFile: (path: string) => string,
): Record<string, string> {
  const names = settingsTable.filter(({ secret }) => secret).map(({ name }) => name);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = readSecretFile(name, env, readFile);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/**
 * The secret that `NAME_FILE` names the file of; null where it names none.
 * @throws ConfigError as `readSecretFiles` does
 */
export function readSecretFile(
  name: string,
  env: Record<string, string | undefined>,
  readFile: (path: string) => string,
): string | null {
  const path = env[`${name}_FILE`]?.trim();
  if (!path) return null;
  if (env[name]?.trim())
    throw new ConfigError(`${name} and ${name}_FILE are both set: keep one of them, so that it is clear which counts.`);
  const secret = textOf(name, path, readFile).trim();
  if (secret === "") throw new ConfigError(`${name}_FILE names an empty file: write the secret into it.`);
  return secret;
}

function textOf(name: string, path: string, readFile: (path: string) => string): string {
  try {
    return readFile(path);
  } catch {
    throw new ConfigError(`${name}_FILE names ${path}, which cannot be read: check the path and its permissions.`);
  }
}
