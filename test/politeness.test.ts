import { startHosts } from "@groundswell/simulator";
import { ensureExpertise } from "@groundswell/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { databaseUrlOf, openTestStore } from "./open-test-store.ts";
import { Desk } from "./run-command.ts";

const limit = { atOnce: 2, perSecond: 10 };
const feeds = 12;
const collectors = 3;

describe.skipIf(!process.env.DATABASE_URL)("three collectors that read one host", () => {
  test("ask it together no more than one may: never three at once, and never faster than its pace", async () => {
    const store = await openTestStore("postgres");
    const hosts = await startHosts({ count: 1, latencyMs: 250, limit });
    onTestFinished(() => hosts.close());
    for (let collector = 0; collector < collectors; collector++) {
      await ensureExpertise(store, `of-${collector}`);
      for (let feed = 0; feed < feeds; feed++)
        await store.pool.query(
          "insert into sources (id, connector, expertises, options, every) values ($1, 'feed', $2, $3, '1h')",
          [
            `${collector}-${feed}`,
            [`of-${collector}`],
            JSON.stringify({ url: `${hosts.urls[0]}/feed/${collector}-${feed}.xml` }),
          ],
        );
    }
    const env = {
      DATABASE_URL: databaseUrlOf(store.where.split("/").at(-1) ?? ""),
      GROUNDSWELL_HOST_REQUESTS: String(limit.atOnce),
      GROUNDSWELL_HOST_RATE: String(limit.perSecond),
    };
    const desk = new Desk();
    onTestFinished(() => desk.clear());
    const ended = await Promise.all(
      Array.from({ length: collectors }, (_, n) => desk.run(["pull", "--expertise", `of-${n}`], { env })),
    );
    expect(ended.map(({ code, stderr }) => ({ code, stderr: code === 0 ? "" : stderr }))).toEqual(
      Array.from({ length: collectors }, () => ({ code: 0, stderr: "" })),
    );
    const [asked] = hosts.asked();
    expect(asked).toMatchObject({ requests: collectors * feeds, beyond: { atOnce: 0, perSecond: 0 } });
    // All of them were at it together, or nothing was tried.
    expect(asked?.most.atOnce).toBe(limit.atOnce);
  });
});
