import { partFor } from "@groundswell/report";
import { atomFeed, type FeedEdition, findReport, type Reader, type ReportDocument } from "@groundswell/reports";
import {
  type EditionHead,
  editionDocuments,
  findUser,
  listEditions,
  listExpertises,
  mutesOf,
  type Store,
  type Subscription,
  subscriptionOfFeed,
} from "@groundswell/store";
import { Hono } from "hono";
import type { ApiOptions } from "./api.ts";
import { RequestError } from "./problem.ts";
import { readerOf } from "./reader.ts";

/** The newest editions of a feed: as many as readers of feeds keep in sight. */
const mostEditions = 30;

/**
 * Feeds, each at an address that only its subscriber was shown. What stands in one is what its owner may read when it is fetched; there is no
 * telling an address that never was from one that has ended.
 */
export function feeds({ store, now, reporting }: ApiOptions): Hono {
  return new Hono().get("/feeds/:file", async (context) => {
    const [, secret] = /^([\w-]{20,100})\.atom$/.exec(context.req.param("file")) ?? [];
    const subscription = secret === undefined ? null : await subscriptionOfFeed(store, secret);
    const owner = subscription && (await findUser(store, subscription.userId));
    const reader = owner && readerOf(owner);
    if (!subscription || !reader) throw new RequestError(404, "There is no feed here: subscribe to one on the pages.");
    const base = reporting?.publicUrl ?? new URL(context.req.url).origin;
    const self = `${base}${context.req.path}`;
    const title = await titleOf(store, subscription);
    const editions = await editionsOfFeed(store, subscription, reader, now());
    const feed = { title, self, since: subscription.createdAt, editions };
    return context.body(atomFeed(feed, reader, { base, unsubscribe: null }), 200, {
      "content-type": "application/atom+xml; charset=utf-8",
      "cache-control": "private, no-cache",
    });
  });
}

async function titleOf(store: Store, { report, expertise }: Subscription): Promise<string> {
  const { title } = findReport(report);
  const known = (await listExpertises(store)).find(({ slug }) => slug === expertise);
  return `Groundswell: ${title}${known ? `, ${known.name}` : ""}`;
}

async function editionsOfFeed(
  store: Store,
  subscription: Subscription,
  reader: Reader,
  now: Date,
): Promise<FeedEdition[]> {
  const { report, expertise, userId } = subscription;
  const seen = reader.expertises === "all" ? null : [...reader.expertises];
  const expertises = expertise === null ? seen : [expertise];
  const asked = { reports: [report], expertises, words: null, before: null, limit: mostEditions };
  const heads = await listEditions(store, asked);
  const documents = await editionDocuments(
    store,
    heads.map(({ id }) => id),
  );
  const mutes = await mutesOf(store, userId, now);
  return heads.flatMap((head: EditionHead): FeedEdition[] => {
    const whole = documents.get(head.id) as ReportDocument | undefined;
    const document = whole ? partFor(whole, reader, subscription, mutes) : null;
    const { id, cadence, revision, revised, builtAt } = head;
    return document === null ? [] : [{ id, document, cadence, revision, revised, builtAt }];
  });
}
