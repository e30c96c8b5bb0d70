import { collect } from "@groundswell/collect";
import { connectors, createHttp, type Http } from "@groundswell/connectors";
import { RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { type FaultKind, type Place, places, startSimulator } from "@groundswell/simulator";
import { findSource, importSource, type SourceRow, type Store } from "@groundswell/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { useSuiteStore } from "./open-test-store.ts";

const at = new Date("2025-11-12T12:00:00Z");
const until = new Date("2026-02-01T00:00:00Z");

type Expected = { state: string; error: (new (...args: never[]) => Error) | null };
const waits: Expected = { state: "waiting", error: RateLimitedError };
const fails: Expected = { state: "failing", error: UnavailableError };
const isRefused: Expected = { state: "refused", error: RefusedError };
const goesOn: Expected = { state: "ok", error: null };
/** What is no place of its kind is a wrong address at first and an outage later: either is right where nothing was read before. */
const isNoSuchPlace: Expected[] = [fails, isRefused];

/** What a fault makes of a pull; `midway` strikes at the second request, where one is made. */
const faults: Partial<Record<FaultKind, { expected: Expected[]; midway: boolean }>> = {
  "429-seconds": { expected: [waits], midway: true },
  "429-date": { expected: [waits], midway: true },
  "429-skewed": { expected: [waits], midway: true },
  "500": { expected: [fails], midway: true },
  "502": { expected: [fails], midway: true },
  reset: { expected: [fails], midway: true },
  truncated: { expected: [fails], midway: true },
  "wrong-length": { expected: [fails, ...isNoSuchPlace], midway: true },
  drip: { expected: [fails], midway: true },
  html: { expected: isNoSuchPlace, midway: true },
  "invalid-json": { expected: isNoSuchPlace, midway: true },
  empty: { expected: isNoSuchPlace, midway: true },
  "wrong-charset": { expected: [goesOn], midway: false },
  repeated: { expected: [goesOn, fails], midway: false },
  "redirect-loop": { expected: [isRefused], midway: true },
  moved: { expected: [goesOn], midway: false },
  "401": { expected: [isRefused], midway: true },
  "expired-token": { expected: [isRefused], midway: true },
  // In the middle of a pull these say that one thing is gone, and not that the place is.
  "404": { expected: [isRefused], midway: false },
  "410": { expected: [isRefused], midway: false },
};

/** Where a connector may rightly do otherwise, and why. */
const otherwise: Record<string, Partial<Record<FaultKind, Expected[]>>> = {
  // A page without a question is no fault of a site's; it is read again when it has changed.
  qapage: { html: [goesOn], "invalid-json": [goesOn], empty: [goesOn] },
  // A month that its index lists is asked for until it is there.
  pipermail: { html: [goesOn, fails], "invalid-json": [goesOn, fails], empty: [goesOn, fails] },
  // A secret is not sent after a redirect.
  bluesky: { moved: [isRefused] },
  reddit: { moved: [isRefused] },
  meetup: { moved: [isRefused] },
  github: { moved: [isRefused] },
};

const overHttp = Object.keys(places).filter((name) => name !== "nntp" && name !== "git");

describe.each(overHttp)("%s", (name) => {
  let store: Store;
  useSuiteStore("embedded", (opened) => {
    store = opened;
  });

  async function open() {
    const place = places[name]?.({ seed: 7, until, now: () => at }) as Place;
    const simulator = await startSimulator({ places: [place], now: () => at });
    onTestFinished(() => simulator.close());
    const { options, credentials } = place.source(simulator.url);
    const source = await importSource(store, { id: name, connector: name, expertises: [], options });
    const variables = Object.fromEntries(Object.keys(credentials).map((key) => [key, key.toUpperCase()]));
    const env = Object.fromEntries(Object.entries(credentials).map(([key, value]) => [key.toUpperCase(), value]));
    await store.pool.query("update sources set credentials = $2 where id = $1", [source.id, JSON.stringify(variables)]);
    const pull = async (totalMs = 60_000) => {
      const http: Http = createHttp({
        userAgent: "groundswell-test/0 (+https://example.org)",
        now: () => at,
        allowHosts: ["127.0.0.1"],
        timeouts: { totalMs },
      });
      const row = (await findSource(store, name)) as SourceRow;
      const context = {
        store,
        connectors,
        http,
        env,
        now: () => at,
        rawDays: 90,
        signal: new AbortController().signal,
      };
      return collect(context, row).then(
        () => null,
        (error: unknown) => error,
      );
    };
    return { place, simulator, pull };
  }

  async function held(): Promise<string[]> {
    const { rows } = await store.pool.query(
      `select s.platform, s.kind, s.native_id as id, p.platform || ':' || p.native_id as space,
         a.platform || ':' || a.native_id as account, s.occurred_at as at
       from signals s join spaces p on p.id = s.space_id left join accounts a on a.id = s.account_id
       where s.deleted_at is null and s.occurred_at <= $1`,
      // The store's day of grace lets in what is held tomorrow.
      [at],
    );
    return rows
      .map((s) => [s.platform, s.kind, s.id, s.space, s.account ?? "deleted", s.at.toISOString()].join(" "))
      .sort();
  }

  const really = (place: Place) =>
    place
      .truth(at)
      .signals.map((s) => [s.platform, s.kind, s.id, s.space, s.account ?? "deleted", s.occurredAt].join(" "))
      .sort();

  test.each(Object.entries(faults))(
    "%s is met rightly, and afterwards nothing is missing",
    async (fault, { expected: usual, midway }) => {
      const expected = otherwise[name]?.[fault as FaultKind] ?? usual;
      const { place, simulator, pull } = await open();
      simulator.setFault(place.prefix, fault as FaultKind, { after: midway ? 1 : 0, retryAfterSeconds: 60 });
      // Only an answer that never ends need be waited for in vain.
      const patienceMs = fault === "drip" ? 500 : 60_000;
      let error = await pull(patienceMs);
      if (midway && error === null) {
        // All that this place has came with its first answer, so the fault strikes the next pull.
        error = await pull(patienceMs);
      }
      const source = (await findSource(store, name)) as SourceRow;
      const { error: kind, state } = expected.find((one) => one.state === source.state) ?? (expected[0] as Expected);
      expect(source.state, String(error)).toBe(state);
      if (kind === null) expect(error).toBeNull();
      else expect(error).toBeInstanceOf(kind);
      if (error instanceof RateLimitedError)
        expect(error.retryAt.getTime() - at.getTime()).toBeGreaterThanOrEqual(59_000);
      if (error instanceof RateLimitedError) expect(source.retryAt).toEqual(error.retryAt);
      if (kind !== null) expect(source.lastError).toMatch(/\.( \(|$)/);
      simulator.setFault(place.prefix, null);
      expect(await pull()).toBeNull();
      expect(await held()).toEqual(really(place));
      expect((await findSource(store, name))?.state).toBe("ok");
    },
  );
});
