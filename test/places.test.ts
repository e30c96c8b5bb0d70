import type { Batch, Json, Mapped } from "@groundswell/model";
import { type Place, places, type Simulator, startSimulator, type TrueSignal } from "@groundswell/simulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { asTruth, connectorOf, placeContext, pullPlace } from "./place-pull.ts";

const begin = new Date("2026-01-10T12:00:00Z");
const until = new Date("2026-02-01T00:00:00Z");

/** One line per signal, in one order: two lists of signals compare as they are read. */
const lines = (signals: TrueSignal[]) =>
  signals.map((s) => [s.platform, s.kind, s.id, s.space, s.account ?? "deleted", s.occurredAt].join(" ")).sort();

/** What has happened by an instant: events are announced before. */
const happened = (batches: Batch[], at: Date) => asTruth(batches).filter((s) => s.occurredAt <= at.toISOString());

async function open(name: string) {
  let at = begin;
  const now = () => at;
  const place = (places[name] as NonNullable<(typeof places)[string]>)({ seed: 5, until, now });
  const simulator: Simulator = await startSimulator({ places: [place], now });
  onTestFinished(() => simulator.close());
  return {
    place,
    simulator,
    now,
    at: () => at,
    moveTo: (instant: Date) => {
      at = instant;
    },
    pull: (cursor: Json = null) => pullPlace(place, simulator.url, now, cursor),
  };
}

/** The parts of a batch that come from its page. */
const said = ({ signals, endorsements }: Mapped) => ({
  signals: signals.map((signal) => JSON.stringify(signal)).sort(),
  endorsements: endorsements.map((endorsement) => JSON.stringify(endorsement)).sort(),
});

async function mapAgain(place: Place, url: string, batch: Batch): Promise<Mapped | null> {
  const connector = connectorOf(place);
  const options = connector.options.parse(place.source(url).options);
  return batch.raw && connector.map ? connector.map(batch.raw, options) : null;
}

describe.each(Object.keys(places))("%s", (name) => {
  test("gives exactly what is there, and after a while what is there then", async () => {
    const { place, pull, at, moveTo } = await open(name);
    const first = await pull();
    expect(first.error).toBeNull();
    expect(lines(happened(first.batches, at()))).toEqual(lines(place.truth(at()).signals));
    expect(place.truth(at()).signals.length).toBeGreaterThan(10);
    moveTo(new Date("2026-01-25T00:00:00Z"));
    const second = await pull(first.cursor);
    expect(second.error).toBeNull();
    expect(place.truth(at()).signals.length).toBeGreaterThan(place.truth(begin).signals.length);
    expect(lines(happened([...first.batches, ...second.batches], at()))).toEqual(lines(place.truth(at()).signals));
  });

  test("endorsements are those of the place", async () => {
    const { place, pull, at } = await open(name);
    const { batches } = await pull();
    const found = batches
      .flatMap((batch) => batch.endorsements)
      .map((e) => [e.kind, e.signal.platform, e.signal.kind, e.signal.id, e.accountId ?? "-", e.at ?? "-"].join(" "));
    const really = place
      .truth(at())
      .endorsements.map((e) =>
        [e.kind, e.signal.platform, e.signal.kind, e.signal.id, e.account ?? "-", e.at ?? "-"].join(" "),
      );
    expect([...new Set(found)].sort()).toEqual(really.sort());
  });

  test("a kept page, mapped again without the network, says what its batch said", async () => {
    const { place, simulator, pull } = await open(name);
    const { batches } = await pull();
    const saying = batches.filter((batch) => batch.signals.length > 0);
    expect(saying.length).toBeGreaterThan(0);
    for (const batch of saying) {
      const again = await mapAgain(place, simulator.url, batch);
      expect(again && said(again)).toEqual(said(batch));
    }
  });

  test("read while it grows, nothing is lost", async () => {
    const { place, simulator, now, at, moveTo } = await open(name);
    const batches: Batch[] = [];
    let cursor: Json = null;
    for await (const batch of connectorOf(place).pull(placeContext(place, simulator.url, now))) {
      batches.push(batch);
      cursor = batch.cursor;
      moveTo(new Date(Math.min(at().getTime() + 6 * 3_600_000, until.getTime())));
    }
    const later = await pullPlace(place, simulator.url, now, cursor);
    expect(later.error).toBeNull();
    expect(lines(happened([...batches, ...later.batches], at()))).toEqual(lines(place.truth(at()).signals));
  });

  test("what has been taken away is missed by whoever reads known threads again", async (context) => {
    const { place, simulator, pull, now, at } = await open(name);
    const { revisit } = connectorOf(place);
    if (!place.remove || !revisit) return context.skip("nothing goes here, or no thread can be read again");
    const { batches } = await pull();
    const held = asTruth(batches);
    place.remove(3);
    const known = new Map(
      batches.flatMap(({ signals }) => signals.map((s) => [`${s.space.platform}:${s.kind}:${s.id}`, s])),
    );
    const roots = [...known.values()].filter((signal) => signal.threadId === signal.id);
    const threads = roots.map((s) => ({
      platform: s.space.platform,
      kind: s.kind,
      id: s.id,
      url: s.url,
      occurredAt: s.occurredAt,
    }));
    const again: Batch[] = [];
    for await (const batch of revisit(placeContext(place, simulator.url, now), threads)) again.push(batch);
    const seen = new Set(again.flatMap((batch) => batch.signals.map((s) => `${s.space.platform}:${s.kind}:${s.id}`)));
    const whole = again.flatMap((batch) => batch.complete);
    const isGone = (signal: TrueSignal) => {
      const key = `${signal.platform}:${signal.kind}:${signal.id}`;
      const threadId = known.get(key)?.threadId;
      return !seen.has(key) && whole.some((t) => t.threadId === threadId && t.kinds.includes(signal.kind));
    };
    const left = held.filter((signal) => !isGone(signal));
    expect(left.length).toBeLessThan(held.length);
    expect(lines(left)).toEqual(lines(place.truth(at()).signals));
  });
});
