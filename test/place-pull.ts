import { type Connector, connectors, createHttp, type Http } from "@groundswell/connectors";
import { accountKey, type Batch, type Json, spaceKey } from "@groundswell/model";
import type { Place, TrueSignal } from "@groundswell/simulator";

/** A pull of a place with nothing behind it: what it yields, and what it threw at the end. */
export type PlacePull = { batches: Batch[]; error: unknown; cursor: Json };

/** The connector that reads a place. */
export function connectorOf(place: Place): Connector {
  const connector = connectors[place.connector];
  if (!connector) throw new Error(`There is no connector ${place.connector}.`);
  return connector;
}

/** A client that may ask loopback, with the clock of the test. */
export function testHttp(now: () => Date): Http {
  return createHttp({ userAgent: "groundswell-test/0 (+https://example.org)", now, allowHosts: ["127.0.0.1"] });
}

/** What a connector is given for a place. */
export function placeContext(place: Place, url: string, now: () => Date, cursor: Json = null) {
  const { options, credentials } = place.source(url);
  const connector = connectorOf(place);
  const stop = new AbortController();
  return {
    source: `${place.connector}-place`,
    options: connector.options.parse(options),
    cursor,
    credentials,
    since: null,
    now,
    http: testHttp(now),
    signal: stop.signal,
  };
}

/** Pulls a place to its end. */
export async function pullPlace(place: Place, url: string, now: () => Date, cursor: Json = null): Promise<PlacePull> {
  const batches: Batch[] = [];
  let reached = cursor;
  try {
    for await (const batch of connectorOf(place).pull(placeContext(place, url, now, cursor))) {
      batches.push(batch);
      reached = batch.cursor;
    }
    return { batches, error: null, cursor: reached };
  } catch (error) {
    return { batches, error, cursor: reached };
  }
}

/** Signals as the truth writes them, each key once: the later reading, in the space of the first. Tombstones are left out. */
export function asTruth(batches: Batch[]): TrueSignal[] {
  const byKey = new Map<string, TrueSignal>();
  for (const { signals } of batches)
    for (const one of signals) {
      const key = `${one.space.platform}:${one.kind}:${one.id}`;
      if (one.deletedAt !== null) byKey.delete(key);
      else
        byKey.set(key, {
          platform: one.space.platform,
          kind: one.kind,
          id: one.id,
          space: byKey.get(key)?.space ?? spaceKey(one.space),
          account: one.account === null ? null : accountKey(one.account),
          occurredAt: new Date(one.occurredAt).toISOString(),
        });
    }
  return [...byKey.values()];
}
