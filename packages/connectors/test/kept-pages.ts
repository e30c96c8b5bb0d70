import type { Batch } from "@groundswell/model";
import { expect } from "vitest";
import type { z } from "zod";
import type { Connector } from "../src/connector.ts";

/** Every page that a pull kept says, mapped again without the network, what its batch said. */
export async function expectSameWhenMappedAgain<Schema extends z.ZodType>(
  connector: Connector<Schema>,
  options: object,
  batches: Batch[],
): Promise<void> {
  const pages = batches.filter(({ raw }) => raw !== null);
  expect(pages.length).toBeGreaterThan(0);
  for (const { raw, signals, accounts, spaces } of pages) {
    // A page comes back from the store as bytes and JSON.
    const kept = raw && { ...raw, context: JSON.parse(JSON.stringify(raw.context ?? null)) };
    const again = kept && (await connector.map?.(kept, connector.options.parse(options)));
    expect(again).toMatchObject({ signals, accounts, spaces });
  }
}
