import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { collect } from "@groundswell/collect";
import { connectors } from "@groundswell/connectors";
import { findSource, type SourceRow, type Store } from "@groundswell/store";
import { afterAll, beforeAll } from "vitest";
import { testHttp } from "./place-pull.ts";
import { rowsOf } from "./store-fixtures.ts";

/** What a place answers: a text as it is, anything else as JSON. */
export type SmallAnswer = (url: URL) => unknown;

/** For all tests of a file one place on loopback; each says what it answers. */
export function useSmallPlace() {
  const place = { baseUrl: "", asked: [] as string[], answer: (() => "") as SmallAnswer };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    place.asked.push(request.url ?? "");
    const answered = place.answer(new URL(request.url ?? "", "http://place"));
    if (answered === null) response.writeHead(404).end();
    else if (typeof answered === "string") response.writeHead(200).end(answered);
    else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answered));
  });
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    place.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return place;
}

/** A source of a connector as the catalogue would apply it; its secrets are made up. */
export async function addSource(
  store: Store,
  connector: string,
  options: object,
  since: string | null = null,
): Promise<string> {
  const secrets = Object.keys(connectors[connector]?.credentials ?? {}).map((name) => [name, "SECRET"]);
  await store.pool.query(
    "insert into sources (id, connector, expertises, options, credentials, since) values ($1, $1, '{}', $2, $3, $4)",
    [connector, JSON.stringify(options), JSON.stringify(Object.fromEntries(secrets)), since],
  );
  return connector;
}

/** Pulls a source once, at an instant. */
export async function pullAt(store: Store, id: string, at: string) {
  const now = () => new Date(at);
  const source = (await findSource(store, id)) as SourceRow;
  const { signal } = new AbortController();
  return collect(
    { store, connectors, http: testHttp(now), env: { SECRET: "secret" }, now, rawDays: 90, signal },
    source,
  );
}

/** What the pulls of a source cover, as "2026-09-07 2026-09-10". */
export async function coveredBy(store: Store, id: string): Promise<string[]> {
  const rows = await rowsOf(
    store,
    `select to_char(covers_from at time zone 'UTC', 'YYYY-MM-DD') || ' ' || to_char(covers_to at time zone 'UTC', 'YYYY-MM-DD') as days
     from pulls where source_id = $1 order by id`,
    id,
  );
  return rows.map(({ days }) => days);
}
