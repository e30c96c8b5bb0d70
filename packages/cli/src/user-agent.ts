import type { Settings } from "@groundswell/model";

/** What this software calls itself to the places that it asks. */
export function userAgentOf({ contact }: Settings): string {
  return `groundswell/0.1 (+${contact})`;
}
