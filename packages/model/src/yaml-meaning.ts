import type { Document } from "yaml";
import { ConfigError } from "./errors.ts";

/**
 * What a YAML document says. A few bytes of it can name one another until they mean gigabytes, which its reader refuses to follow.
 * @throws ConfigError naming the file
 */
export function yamlMeaning(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw new ConfigError(`${file}: its aliases stand for too much, or for nothing: write out what they mean.`, {
      cause,
    });
  }
}
