import { ConfigError, readDate } from "@groundswell/model";
import { InvalidArgumentError } from "commander";

/** Reads an ISO date given to an option; a wrong one is wrong usage. */
export function date(text: string): Date {
  try {
    return readDate(text, "the date");
  } catch (error) {
    throw new InvalidArgumentError(error instanceof ConfigError ? error.message : String(error));
  }
}

/** Reads a whole number of at least 0. */
export function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Give a whole number of at least 0.");
  return Number(text);
}

/**
 * Adds one `key=value` to the options of a connector. A value that is JSON is taken as such, so that numbers, lists
 * and switches can be given; anything else is text.
 */
export function setting(text: string, before: Record<string, unknown> = {}): Record<string, unknown> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError('Write it as key=value, as in --set "site=stackoverflow".');
  const value = text.slice(at + 1);
  return { ...before, [text.slice(0, at)]: looksLikeJson(value) ? parse(value) : value };
}

const looksLikeJson = (value: string) => /^(\[|\{|"|true$|false$|null$|-?\d+(\.\d+)?$)/.test(value);

function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
