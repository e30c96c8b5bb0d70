import type { Connector } from "@groundswell/connectors";
import { ConfigError, readDate } from "@groundswell/model";
import { UsageError } from "./failure.ts";

/** Reads an ISO date given to the option `flag`; a wrong one is wrong usage. */
export function date(flag: string): (text: string) => Date {
  return (text) => {
    try {
      return readDate(text, flag);
    } catch (error) {
      throw error instanceof ConfigError ? new UsageError(error.message) : error;
    }
  };
}

/** Reads a whole number of at least 0 given to the option `flag`; `wrong` says of anything else what it is not, and what to give. */
export function count(flag: string, wrong = "is no count: give a whole number from 0 up."): (text: string) => number {
  return (text) => {
    if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${flag} "${text}" ${wrong}`);
    return Number(text);
  };
}

/**
 * Adds one `key=value` to the options of a connector. A value that is JSON is taken as such, so that numbers, lists
 * and switches can be given; anything else is text.
 */
export function setting(text: string, before: Record<string, unknown> = {}): Record<string, unknown> {
  const at = text.indexOf("=");
  if (at < 1)
    throw new UsageError(`--set "${text}" has no key: write it as key=value, as in --set site=stackoverflow.`);
  const value = text.slice(at + 1);
  return { ...before, [text.slice(0, at)]: looksLikeJson(value) ? parse(value) : value };
}

/**
 * The options of a connector as it reads them.
 * @throws UsageError naming each option that is wrong
 */
export function connectorOptions(connector: Connector, given: Record<string, unknown>): unknown {
  const read = connector.options.safeParse(given);
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) => `${issue.path.join(".") || "options"}: ${issue.message}`);
  throw new UsageError(
    `${connector.name} cannot be used like this, ${problems.join("; ")}: give its options with --set key=value.`,
  );
}

const looksLikeJson = (value: string) => /^(\[|\{|"|true$|false$|null$|-?\d+(\.\d+)?$)/.test(value);

function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
