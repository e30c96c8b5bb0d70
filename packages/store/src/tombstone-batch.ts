import { isDeepStrictEqual } from "node:util";
import {
  accountKey,
  type Batch,
  type Json,
  type Metrics,
  type Signal,
  type Skip,
  type Space,
} from "@groundswell/model";
import type { PoolClient } from "pg";
import { readable, redactJson } from "./erase-phrases.ts";
import { readTombstones, type Tombstones } from "./tombstones.ts";

/** Why what an erased person did is not saved. */
const reason = "erased on request";

type Read = { batch: Batch; skipped: Skip[] };

/**
 * What may be saved of a batch: nothing by which an erased person could be known. Their signals are nobody's and without
 * text, or are skipped where their ids or their space name the person; others' texts lose the mentions.
 * @throws ConfigError where somebody was erased and the key is missing or another one
 */
export async function withoutErased(client: PoolClient, key: string | null, read: Read): Promise<Read> {
  const tombstones = await readTombstones(client, key);
  return tombstones === null ? read : eraseFrom(read, tombstones);
}

function eraseFrom({ batch, skipped }: Read, tombstones: Tombstones): Read {
  const left: Skip[] = [];
  const leave = (of: Required<Skip>["of"]) => left.push({ reason, position: null, item: null, of });
  const signals = batch.signals.flatMap((signal) => {
    if (isGone(signal, tombstones)) {
      leave("signals");
      return [];
    }
    return [tidySignal(signal, tombstones)];
  });
  const accounts = batch.accounts.flatMap((account) => {
    if (!tombstones.isErasedAccount(account)) return [{ ...account, links: othersLinks(account.links, tombstones) }];
    leave("accounts");
    return [];
  });
  const endorsements = batch.endorsements.flatMap((endorsement) => {
    const { signal, accountId } = endorsement;
    if (tombstones.mentions(signal.id)) {
      leave("endorsements");
      return [];
    }
    const isTheirs =
      accountId !== null &&
      tombstones.isErased({
        accounts: [accountKey({ platform: signal.platform, id: accountId })],
        handles: { [signal.platform]: accountId },
      });
    const names = isTheirs ? endorsement.id === accountId || tombstones.mentions(endorsement.id) : false;
    const id = names || tombstones.mentions(endorsement.id) ? tombstones.pseudonym(endorsement.id) : endorsement.id;
    return [{ ...endorsement, id, accountId: isTheirs ? null : accountId }];
  });
  const spaces = batch.spaces
    .filter((space) => !tombstones.isErasedSpace(space))
    .map((space) => tidySpace(space, tombstones));
  const complete = batch.complete.filter(({ threadId }) => !tombstones.mentions(threadId));
  // Where a source is at may be told in addresses of theirs.
  const cursor = redactJson(batch.cursor, (text) => tombstones.redact(text)) as Json;
  const tidy = { ...batch, signals, accounts, endorsements, spaces, complete, cursor };
  const isTouched = left.length > 0 || !isDeepStrictEqual(tidy, batch) || rawNames(batch, tombstones);
  if (!isTouched && !skipped.some((skip) => skipNames(skip, tombstones))) return { batch, skipped };
  // What was set aside unread may be theirs without saying so.
  const unread = skipped.map((skip) => ({ ...skip, position: null, item: null }));
  return { batch: { ...tidy, raw: null }, skipped: [...unread, ...left] };
}

function isGone(signal: Signal, tombstones: Tombstones): boolean {
  const ids = [signal.id, signal.threadId, signal.parentId];
  return tombstones.isErasedSpace(signal.space) || ids.some((id) => id !== null && tombstones.mentions(id));
}

function tidySignal(signal: Signal, tombstones: Tombstones): Signal {
  const isTheirs = signal.account !== null && tombstones.isErasedAccount(signal.account);
  const tidy = (text: string | null) => (text === null || isTheirs ? null : tombstones.redact(text));
  const account = isTheirs || signal.account === null ? null : signal.account;
  return {
    ...signal,
    account: account && { ...account, links: othersLinks(account.links, tombstones) },
    space: tidySpace(signal.space, tombstones),
    title: tidy(signal.title),
    excerpt: tidy(signal.excerpt),
    // An address with a part taken out leads nowhere.
    url: isTheirs ? null : othersAddress(signal.url, tombstones),
    tags: signal.tags.map((tag) => tombstones.redact(tag)),
    links: isTheirs ? [] : othersLinks(signal.links, tombstones),
    metrics: redactJson(signal.metrics, (text) => tombstones.redact(text)) as Metrics,
  };
}

function tidySpace(space: Space, tombstones: Tombstones): Space {
  return { ...space, name: tombstones.redact(space.name), url: othersAddress(space.url, tombstones) };
}

function othersLinks(links: string[], tombstones: Tombstones): string[] {
  return links.filter((link) => !tombstones.mentions(link));
}

function othersAddress(url: string | null, tombstones: Tombstones): string | null {
  return url !== null && tombstones.mentions(url) ? null : url;
}

function rawNames({ raw }: Batch, tombstones: Tombstones): boolean {
  if (raw === null) return false;
  const context = raw.context === undefined ? "" : JSON.stringify(raw.context);
  return [raw.request, context, Buffer.from(raw.body).toString()].some((text) => tombstones.mentions(readable(text)));
}

function skipNames({ item, position }: Skip, tombstones: Tombstones): boolean {
  return [item, position].some((text) => text !== null && tombstones.mentions(text));
}
