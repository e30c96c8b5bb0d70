import { analyse } from "@groundswell/analyse";
import { account } from "@groundswell/model";
import type { CandidatePageAnswer } from "@groundswell/reports";
import type { Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { asking, jsonOf } from "./api-people-world.ts";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, made, makeSource, rowsOf, save, tag } from "./store-fixtures.ts";

/** More than are looked at before those who can be meant are looked up. */
const people = 1300;
/** Two near the top, and others far down the list. */
const rare = new Set([3, 40, 1190, 1200, 1210, 1250, 1299]);

describe.each(storeKinds)("candidates that few are, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const now = () => asOf;
  beforeEach(() => plantForest(store));

  test.each(["language=is", "language=Icelandic", "region=IS", "region=Iceland&language=is", "channel=posts"])(
    "%s: pages put together are all of them, in the order of the list",
    async (filter) => {
      const wanted = await rowsOf(
        store,
        `select scores.person_id as person from scores join accounts a on a.id = scores.person_id
         where track = 'expert' and run_id = (select max(id) from runs) and a.native_id = any($1) order by position`,
        [...rare].map(String),
      );
      const found: number[] = [];
      let next: string | null = "";
      for (let page = 0; next !== null && page < 10; page++) {
        const path = `lumen/candidates?limit=3&${filter}${next ? `&after=${next}` : ""}`;
        const answer: CandidatePageAnswer = await jsonOf(asking(store, now).get(path));
        found.push(...answer.candidates.map(({ person }) => person));
        next = answer.next;
      }
      expect(found).toHaveLength(rare.size);
      expect(found).toEqual(wanted.map(({ person }) => person));
    },
  );
});

/** Each with a vote less than the one before; the rare ones write Icelandic in Iceland, and a post besides. */
async function plantForest(store: Store): Promise<void> {
  const source = await makeSource(store);
  const trees = Array.from({ length: people }, (_, tree) => tree);
  await save(store, source, {
    signals: trees.flatMap((tree) => {
      const by = account("qa.example", `${tree}`, { name: `Tree ${tree}`, handle: `tree${tree}` });
      const answers = ["10", "11", "12"].map((month) => ({
        ...made(`${tree}-${month}`, {
          occurredAt: `2025-${month}-10T12:00:00.000Z`,
          metrics: { score: people - tree },
        }),
        account: by,
      }));
      const post = made(`${tree}-post`, { kind: "post", occurredAt: "2025-09-15T12:00:00.000Z" });
      return rare.has(tree) ? [...answers, { ...post, account: by, space: tag("stories") }] : answers;
    }),
  });
  await analyse({ store, now: () => asOf }, { expertise: "lumen", asOf });
  const few = [...rare].map(String);
  await store.pool.query(
    `insert into account_languages (account_id, language, texts, at) select id, 'is', 5, $2 from accounts where native_id = any($1)`,
    [few, asOf],
  );
  // One text of very many does not make a writer of it.
  await store.pool.query(
    `insert into account_languages (account_id, language, texts, at)
     select id, unnest(array['is', 'en']), unnest(array[1, 19]), $1 from accounts where native_id = '1280'`,
    [asOf],
  );
  await store.pool.query(
    `insert into account_regions (account_id, region, place, at) select id, 'IS', 'Reykjavik', $2 from accounts where native_id = any($1)`,
    [few, asOf],
  );
}
