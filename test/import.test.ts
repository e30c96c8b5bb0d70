import { join } from "node:path";
import { analyse } from "@groundswell/analyse";
import { type CollectContext, collect } from "@groundswell/collect";
import { connectors, createHttp } from "@groundswell/connectors";
import { answerSpaces } from "@groundswell/reports";
import { ensureExpertise, importSource, type Store } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { openTestStore, storeKinds } from "./open-test-store.ts";
import { realData } from "./real-data.ts";

const now = () => new Date("2026-11-21T12:00:00Z");

async function load(store: Store, connector: string, expertise: string, paths: string[], more = {}) {
  await ensureExpertise(store, expertise);
  const options = { paths, ...more };
  const source = await importSource(store, { id: `import-${connector}`, connector, expertises: [expertise], options });
  const http = createHttp({ userAgent: "groundswell-test/0", allowHosts: ["127.0.0.1"] });
  const context: CollectContext = {
    store,
    connectors,
    http,
    env: {},
    now,
    rawDays: 90,
    signal: new AbortController().signal,
  };
  return (await collect(context, source)).counts;
}

describe.each(storeKinds)("on the %s store", (kind) => {
  const powershell = realData("powershell");
  test.skipIf(!powershell)(
    "every line of a real expertise is accounted for, and five of its spaces hold 73 % of 2025",
    async () => {
      const store = await openTestStore(kind);
      const file = join(powershell ?? "", "signals.ndjson.gz");
      const first = await load(store, "signals", "powershell", [file]);
      expect(first.signals).toEqual({ fetched: 156_620, saved: 153_890, seen: 2_729, skipped: 1 });
      expect(first.reasons).toEqual({ "is dated in the future": 1 });
      const aside = await store.pool.query("select position, reason from set_aside");
      expect(aside.rows).toEqual([{ position: "post d55f2d666acb0ccc", reason: "is dated in the future" }]);

      const second = await load(store, "signals", "powershell", [file]);
      expect(second.signals).toEqual({ fetched: 156_620, saved: 0, seen: 156_619, skipped: 1 });
      expect(second.accounts.saved).toBe(0);

      await analyse({ store, now }, { expertise: "powershell" });
      const year = { asOf: null, from: new Date("2025-01-01"), to: new Date("2026-01-01") };
      const answer = await answerSpaces(store, { expertise: "powershell", weighting: "events", ...year });
      expect(answer.concentration).toMatchObject({ active: 51, k50: 3, total: 9214 });
      expect(answer.concentration.topShare["5"]).toBeCloseTo(0.727, 3);
      expect(answer.insight).toContain("5 of 51 active spaces hold 73 % of activity");
    },
    120_000,
  );

  const travel = realData("travel-stackexchange");
  test.skipIf(!travel)(
    "a whole site's dump gives its questions, answers, accounts and dated votes, once",
    async () => {
      const store = await openTestStore(kind);
      const first = await load(store, "stackexchange-dump", "travel", [travel ?? ""]);
      const { rows } = await store.pool.query(
        `select (select count(*)::int from signals where kind = 'question') as questions,
           (select count(*)::int from signals where kind = 'answer') as answers,
           (select count(*)::int from accounts) as accounts,
           (select count(*)::int from endorsements where kind = 'accept') as accepts,
           (select count(*)::int from endorsements where at is not null) as dated,
           (select count(*)::int from endorsements) as endorsements`,
      );
      expect(rows[0]).toMatchObject({ questions: 25_346, answers: 42_847, accounts: 44_203, accepts: 11_488 });
      expect(rows[0].dated).toBe(rows[0].endorsements);
      expect(first.signals).toEqual({ fetched: 72_181, saved: 68_193, seen: 0, skipped: 3_988 });
      expect(first.endorsements).toEqual({ fetched: 566_062, saved: 500_099, seen: 0, skipped: 65_963 });

      const second = await load(store, "stackexchange-dump", "travel", [travel ?? ""]);
      expect([second.signals.saved, second.accounts.saved, second.endorsements.saved]).toEqual([0, 0, 0]);
    },
    300_000,
  );
});
