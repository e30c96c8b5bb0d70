import { readFileSync } from "node:fs";
import { ConfigError, readSecretFile } from "@groundswell/model";

type Declared = Record<string, { about: string; required: boolean }>;

/**
 * The secrets of a source, read from the environment variables that it names, or from the file that the variable with `_FILE` behind its
 * name names.
 * @throws ConfigError where a required one is not set, one is given in both ways, or its file cannot be read
 */
export function readCredentials(
  source: { id: string; credentials: Record<string, string> },
  declared: Declared,
  env: Record<string, string | undefined>,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, { about, required }] of Object.entries(declared)) {
    const variable = source.credentials[name];
    const value = variable ? (readSecretFile(variable, env, readText) ?? env[variable]?.trim()) : undefined;
    if (value) found[name] = value;
    else if (required && variable)
      throw new ConfigError(`Source ${source.id} needs ${name} (${about}): set the environment variable ${variable}.`);
    else if (required)
      throw new ConfigError(
        `Source ${source.id} needs ${name} (${about}): name an environment variable for it under "credentials" in the catalogue.`,
      );
  }
  return found;
}

const readText = (path: string) => readFileSync(path, "utf8");
