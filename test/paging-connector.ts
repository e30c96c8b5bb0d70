import { type Connector, defineConnector } from "@groundswell/connectors";
import { batch, type Mapped, type RawPage } from "@groundswell/model";
import { z } from "zod";

/** A page that is kept, as it was fetched at an instant. */
export type Page = { at: string; body: string };

/** A connector that reads some pages, one in a batch, and maps each as it is told. */
export function pagingConnector(map: (page: RawPage) => Mapped, pages: readonly Page[]): Connector {
  return defineConnector({
    name: "pager",
    summary: "Reads pages of a test.",
    reads: "api",
    options: z.strictObject({}),
    credentials: {},
    order: "oldest-first",
    example: {},
    map,
    async *pull() {
      for (const { at, body } of pages) {
        const raw = {
          request: "https://qa.example/p",
          contentType: "text/plain",
          body: Buffer.from(body),
          fetchedAt: at,
          context: at.slice(0, 10),
        };
        yield batch({ ...map(raw), raw, cursor: at });
      }
    },
  }) as Connector;
}
