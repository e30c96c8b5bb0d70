import { type AffiliationLine, refuseProblems } from "@groundswell/identity";
import {
  accountByAddress,
  accountNamed,
  accountsWithHandle,
  saveAffiliations,
  type ToldRow,
  whileLinking,
  writeAudit,
} from "@groundswell/store";
import type { DecideContext } from "./decide.ts";
import { deriveKindsOf } from "./derive-kinds.ts";

/** What a file of affiliations has changed. */
export type AffiliationsImported = { file: string; rows: number; accounts: number; changes: number };

/**
 * Keeps what a file tells of employers, in place of what the same file told before, with its entry in the audit log, all or nothing.
 * @throws ConfigError naming every line whose account nobody knows
 */
export async function importAffiliations(
  { store, now, actor }: DecideContext,
  file: string,
  lines: readonly AffiliationLine[],
): Promise<AffiliationsImported> {
  return whileLinking(store, async (client) => {
    const rows: ToldRow[] = [];
    const problems: { line: number; what: string }[] = [];
    for (const { line, account, organisation, from, until } of lines) {
      const found = /^https?:\/\//i.test(account)
        ? await accountByAddress(client, account)
        : [await accountNamed(client, account)].filter((one) => one !== null);
      const [one] = found;
      if (one && found.length === 1) rows.push({ account: one.id, organisation, from, until });
      else if (found.length > 1)
        problems.push({ line, what: `means several accounts by ${account}: name one as platform:id` });
      else {
        const [close] = await accountsWithHandle(client, account);
        const instead = close ? `: ${close.key} has that handle` : "";
        problems.push({ line, what: `names ${account}, an account that is not there${instead}` });
      }
    }
    refuseProblems(problems, file);
    const at = now();
    const { accounts } = await saveAffiliations(client, rows, { source: file, readAt: at });
    const changes = await deriveKindsOf(client, accounts);
    await writeAudit(client, {
      ...{ at, actor, action: "affiliations import", subject: file },
      detail: { rows: rows.length, accounts: accounts.length, changes },
    });
    return { file, rows: rows.length, accounts: accounts.length, changes };
  });
}
