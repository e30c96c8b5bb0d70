import { describe, expect, test } from "vitest";
import { killSenders } from "./kill-senders.ts";
import { databaseUrlOf, openTestStore, storeKinds } from "./open-test-store.ts";

/** Six take half a minute; `GROUNDSWELL_KILLS=100` is the whole proof. */
const kills = Number(process.env.GROUNDSWELL_KILLS ?? 6);

describe.each(storeKinds)("senders that are killed, on the %s store", (kind) => {
  test("lose nothing, and send twice only what the server had taken when they died", async () => {
    const store = kind === "postgres" ? await openTestStore(kind) : null;
    const databaseUrl = store === null ? null : databaseUrlOf(store.where.split("/").at(-1) ?? "");
    const counted = await killSenders({ kills, seed: 11, databaseUrl });
    console.info(
      `${counted.kills} kills, ${counted.messages} mails: ${counted.lost} lost, ${counted.documented} twice after the server had taken them, ${counted.undocumented} otherwise, ${counted.givenUp} given up`,
    );
    expect(counted).toMatchObject({ kills, lost: 0, undocumented: 0, unsettled: [], givenUp: 0 });
  }, 1_800_000);
});
