import { mapSignalLine } from "@groundswell/connectors";
import type { Signal, Skip } from "@groundswell/model";
import { RequestError } from "../problem.ts";

/** The most signals of one push. */
export const mostPushed = 1_000;

export type Pushed = { signals: Signal[]; skipped: Skip[] };

/**
 * Reads a push: a JSON array of signals, or one signal a line, both in the interchange format. What cannot be understood is named by its
 * item or line, and the rest is read.
 * @throws RequestError where it is neither, empty, or too many at once
 */
export function readPush(text: string, contentType: string): Pushed {
  const items = /\bapplication\/json\b/i.test(contentType) ? arrayItems(text) : lineItems(text);
  if (items.length === 0) throw new RequestError(400, "There is no signal in it: send at least one.");
  if (items.length > mostPushed)
    throw new RequestError(413, `There are ${items.length} signals in it: send at most ${mostPushed} at once.`);
  const pushed: Pushed = { signals: [], skipped: [] };
  for (const [line, position] of items) {
    const mapped = mapSignalLine(line, position);
    if ("reason" in mapped) pushed.skipped.push(mapped);
    else pushed.signals.push(mapped);
  }
  return pushed;
}

type Item = [text: string, position: string];

function arrayItems(text: string): Item[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RequestError(
      400,
      "The body is no JSON: send an array of signals, or one signal a line as application/x-ndjson.",
    );
  }
  if (!Array.isArray(value)) throw new RequestError(400, "The body is no JSON array: put the signals into one.");
  return value.map((item, index) => [JSON.stringify(item), `item ${index + 1}`]);
}

function lineItems(text: string): Item[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  return lines.flatMap((line, index): Item[] => (line.trim() === "" ? [] : [[line, `line ${index + 1}`]]));
}
