import { ConfigError } from "@groundswell/model";

type Declared = Record<string, { about: string; required: boolean }>;

/**
 * The secrets of a source, read from the environment variables that it names.
 * @throws ConfigError where a required one is not set
 */
export function readCredentials(
  source: { id: string; credentials: Record<string, string> },
  declared: Declared,
  env: Record<string, string | undefined>,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, { about, required }] of Object.entries(declared)) {
    const variable = source.credentials[name];
    const value = variable ? env[variable]?.trim() : undefined;
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
