import { userInfo } from "node:os";
import { type Decided, decide, type Verdict } from "@groundswell/analyse";
import { ConfigError, explain } from "@groundswell/model";
import type { PersonRow } from "@groundswell/store";
import { type Context, withStore } from "./context.ts";
import { print, printable, printJson } from "./output.ts";

/** What every command that decides can be given. */
export type DecidingOptions = { reason?: string; json?: true };

/** Keeps a decision and says what it moved. */
export async function decideAndSay(verdict: Verdict, { reason, json }: DecidingOptions): Promise<void> {
  await withStore(async ({ store, now, settings }) => {
    const decided = await decide({ store, now, actor: actorOf(settings) }, verdict, reason ?? null);
    if (json) printJson(decided);
    else printDecided(decided);
  });
}

/** Who decides: the setting, or whoever the operating system says is typing. */
export function actorOf({ actor }: Context["settings"]): string {
  if (actor !== null) return actor;
  try {
    return userInfo().username;
  } catch (error) {
    throw new ConfigError(
      `The operating system knows no name for this user (${explain(error)}): give one in GROUNDSWELL_ACTOR.`,
      { cause: error },
    );
  }
}

function printDecided({ decision, subject, persons }: Decided): void {
  const { id, kind, moved, until } = decision;
  const what = until ? `${kind} until ${until.toISOString().slice(0, 10)}` : kind;
  print(printable(`Decision ${id}: ${what}, ${subject}.`));
  if (moved.length > 0)
    for (const person of persons) print(printable(`  person ${person.person}: ${describeAccounts(person)}`));
  else if (kind !== "snooze") print("  No account has moved.");
  print(`To take it back: groundswell identities undo ${id}`);
  if (moved.length > 0) print('Scores follow with the next run: "groundswell analyse" makes one now.');
}

/** A person's accounts in one line: `github:12 (river), forum:3`. */
export function describeAccounts({ accounts }: Pick<PersonRow, "accounts">): string {
  return accounts.map(({ platform, id, handle }) => `${platform}:${id}${handle ? ` (${handle})` : ""}`).join(", ");
}
