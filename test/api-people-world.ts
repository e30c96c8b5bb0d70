import { analyse } from "@groundswell/analyse";
import { type Account, account, type Signal } from "@groundswell/model";
import { type Asker, createServer, openToAll } from "@groundswell/server";
import type { Store } from "@groundswell/store";
import { asOf, made, makeSource, rowsOf, save, tag } from "./store-fixtures.ts";

/** Four who help in lumen: two in Portugal, one in Germany, one nobody knows where; and one who helps in ember alone. */
export const trees = {
  ash: account("qa.example", "ash", { name: "Ash Grove", handle: "ash", location: "Lisbon, Portugal" }),
  birch: account("qa.example", "birch", { name: "Birch Hedge", handle: "birch", location: "Berlin, Germany" }),
  cedar: account("qa.example", "cedar", { name: '=HYPERLINK("http://x.example","cedar")', handle: "cedar" }),
  dogwood: account("qa.example", "dogwood", { name: "Dogwood Copse", handle: "dogwood", location: "Porto, Portugal" }),
  elm: account("ember.example", "elm", { name: "Elm Orchard", handle: "elm", location: "Lisbon, Portugal" }),
} satisfies Record<string, Account>;
export type Tree = keyof typeof trees;

/** Somebody who asks: a lead of lumen unless told otherwise. */
export function lead(more: Partial<Asker> = {}): Asker {
  const { name = "River" } = more;
  const known = { id: "u1", name, actor: name, role: "lead", scopes: "all", via: "session" } as const;
  return { ...known, expertises: ["lumen"], regions: "all", ...more };
}

/** Fills a store with them, and analyses both expertises. */
export async function plantTrees(store: Store, now: () => Date): Promise<void> {
  const lumen = await makeSource(store, "test", ["lumen"]);
  const ember = await makeSource(store, "ember", ["ember"]);
  await save(store, lumen, {
    signals: [...helpOf("ash", 9), ...helpOf("birch", 6), ...helpOf("cedar", 3), ...helpOf("dogwood", 1)],
  });
  await save(store, ember, { signals: helpOf("elm", 5).map((one) => ({ ...one, space: tag("ember") })) });
  await analyse({ store, now }, { expertise: "lumen", asOf });
  await analyse({ store, now }, { expertise: "ember", asOf });
}

/** The number of each person. */
export async function numberOf(store: Store, tree: Tree): Promise<number> {
  const sql = "select coalesce(person_id, id) as id from accounts where native_id = $1";
  return (await rowsOf(store, sql, tree))[0].id;
}

/** Asks the API as somebody would. */
export function asking(store: Store, now: () => Date, asker: Asker = lead()) {
  const app = createServer({ store, now, access: openToAll(asker), queueView: async () => null });
  const get = (path: string) => app.request(`/api/expertises/${path}`);
  const post = (path: string, body: unknown) =>
    app.request(`/api/expertises/${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
  return { get, post };
}

/** What a response holds; what it is, its schema tells. */
export async function jsonOf(response: Response | Promise<Response>) {
  return JSON.parse(await (await response).text());
}

/** Answers in five months, the one after the other a day later, and one post. */
function helpOf(tree: Tree, votes: number): Signal[] {
  const by = trees[tree];
  const answers = ["09", "10", "11", "12"].map((month, index) => ({
    ...made(`${tree}-${month}`, {
      occurredAt: `2025-${month}-1${index}T12:00:00.000Z`,
      url: `https://qa.example/${tree}-${month}`,
      title: `Answer of ${month} by ${tree}`,
      metrics: { score: votes },
    }),
    account: by,
  }));
  const post = made(`${tree}-post`, { kind: "post", occurredAt: "2026-01-15T12:00:00.000Z", title: `Post of ${tree}` });
  return [...answers, { ...post, account: by, space: tag("stories") }];
}
