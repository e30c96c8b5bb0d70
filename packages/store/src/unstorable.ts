import type { Account, Batch, Endorsement, Signal, Skip, Space } from "@groundswell/model";

/**
 * Sets aside what has NUL or half a character in a key, or a key longer than an index can hold. Text is mended where it is saved, but a
 * key must stay what it is, and PostgreSQL would refuse the whole page for it, today and at every retry.
 */
export function setUnstorableAside(batch: Batch): { batch: Batch; unstorable: Skip[] } {
  const unstorable: Skip[] = [];
  const storable = <Item>(items: Item[], keys: (item: Item) => Key[], of: Skip["of"] | null) => {
    if (items.every((item) => keys(item).every(isStorable))) return items;
    return items.filter((item) => {
      if (keys(item).every(isStorable)) return true;
      const reason = keys(item).some(isLong)
        ? "has a key that is too long"
        : "has a key with characters that cannot be stored";
      // A space is no record of its own: the signals in it are counted.
      if (of) unstorable.push({ reason, position: null, item: JSON.stringify(item), of });
      return false;
    });
  };
  const signals = storable(batch.signals, signalKeys, "signals");
  const accounts = storable(batch.accounts, accountKeys, "accounts");
  const endorsements = storable(batch.endorsements, endorsementKeys, "endorsements");
  const spaces = storable(batch.spaces, spaceKeys, null);
  const complete = batch.complete.filter(({ platform, threadId }) => isStorable(platform) && isStorable(threadId));
  return { batch: { ...batch, signals, accounts, endorsements, spaces, complete }, unstorable };
}

type Key = string | null;

// An entry of an index holds 2,704 bytes, and two of these stand in one beside a kind.
const mostOfKeyBytes = 1_200;
// A character of JavaScript takes three bytes at most: nearly every key is known to be short without being written out.
const isLong = (key: Key) => key !== null && key.length * 3 > mostOfKeyBytes && Buffer.byteLength(key) > mostOfKeyBytes;
const isStorable = (key: Key) => key === null || (key.isWellFormed() && !key.includes("\0") && !isLong(key));
const spaceKeys = (space: Space): Key[] => [space.platform, space.id];
const accountKeys = (account: Account): Key[] => [account.platform, account.id, account.emailHash];
const endorsementKeys = ({ signal, id, accountId }: Endorsement): Key[] => [signal.platform, signal.id, id, accountId];
const signalKeys = (signal: Signal): Key[] => [
  signal.connector,
  signal.id,
  signal.threadId,
  signal.parentId,
  signal.language,
  ...spaceKeys(signal.space),
  ...(signal.account ? accountKeys(signal.account) : []),
];
