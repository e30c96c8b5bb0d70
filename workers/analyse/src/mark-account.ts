import { ConfigError, type MarkKind, type Period } from "@groundswell/model";
import { accountNames, isMarked, saveMark, whileLinking, writeAudit } from "@groundswell/store";
import type { DecideContext } from "./decide.ts";
import { deriveKindsOf } from "./derive-kinds.ts";
import { readAccount } from "./draft-decision.ts";

/** What somebody says that an account is, and when; a `kind` of null takes back what was said last. */
export type MarkVerdict = Period & { account: string; kind: MarkKind | null; reason: string | null };

/** A mark as it was kept, and how many periods of the account came and went with it. */
export type Marked = MarkVerdict & { person: number; changes: number };

/**
 * Keeps what somebody says of an account, with its entry in the audit log, and derives anew what the account is. Counts, threads and
 * scores follow with the next run.
 * @throws ConfigError where there is no such account, the period is empty, or nothing stands that could be taken back
 */
export async function markAccount({ store, now, actor }: DecideContext, verdict: MarkVerdict): Promise<Marked> {
  const { kind, from, until, reason } = verdict;
  if (from !== null && until !== null && from >= until)
    throw new ConfigError(
      `The period ends (${day(until)}) before it begins (${day(from)}): give --until a later day than --from.`,
    );
  return whileLinking(store, async (client) => {
    const { id, key } = await readAccount(client, verdict.account);
    if (kind === null && !(await isMarked(client, id)))
      throw new ConfigError(
        `${key} has no mark that could be taken back: nobody has said what it is, or that was taken back already.`,
      );
    const at = now();
    await saveMark(client, { account: id, kind, from, until, actor, reason, at });
    await writeAudit(client, {
      ...{ at, actor, action: kind === null ? "person unmark" : "person mark", subject: key },
      detail: { kind, from, until, reason },
    });
    const changes = await deriveKindsOf(client, [id]);
    const person = (await accountNames(client, [id])).get(id)?.person ?? id;
    return { ...verdict, account: key, person, changes };
  });
}

const day = (instant: Date) => instant.toISOString().slice(0, 10);
