import type { Skip } from "@groundswell/model";

/** Characters kept of a malformed item. */
export const itemLength = 2_000;

/** An item that could not be understood, kept for a person to read. `reason` groups its like and names nothing of its own. */
export function malformed(reason: string, position: string, item: string): Skip {
  return { reason, position, item: item.slice(0, itemLength) };
}

/** An item that is no signal by rule: counted, not kept. */
export function byRule(reason: string, position: string): Skip {
  return { reason, position, item: null };
}

/** Whether a mapper found a reason to leave its item out. */
export function isSkip(mapped: object): mapped is Skip {
  return "reason" in mapped;
}
