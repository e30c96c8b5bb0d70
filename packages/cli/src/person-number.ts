import { ConfigError } from "@groundswell/model";
import { accountNamed, accountsWithHandle, membersOfPerson, type Store } from "@groundswell/store";

/**
 * The number of a person who is named by it or by `platform:id` of one of their accounts.
 * @throws ConfigError where nobody is named so
 */
export async function personNumber(store: Store, text: string): Promise<number> {
  if (/^\d{1,15}$/.test(text)) {
    // Nothing is stored about a number that is nobody's, which would read as an answer.
    await membersOfPerson(store.pool, Number(text));
    return Number(text);
  }
  const account = await accountNamed(store.pool, text);
  if (account) return account.person;
  const meant = await accountsWithHandle(store.pool, text);
  throw new ConfigError(
    meant.length > 0
      ? `There is no account ${text}: did you mean ${meant.map(({ key }) => key).join(" or ")}, which has that handle?`
      : `There is no account ${text}: give a person's number, as "groundswell identities list" shows it, or platform:id of one of their accounts.`,
  );
}
