import type { PoolClient } from "pg";
import { mentions, phraseOf, phrasesOf } from "./erase-phrases.ts";
import type { ErasedAccount } from "./erase-traces.ts";

/** Whether something that was read holds a person. */
export type Holds = (text: string) => boolean;

/**
 * Recognises a person of whom no text is theirs alone, in what a platform sent: by the id that it gave them, which may be a mere number,
 * where one of the names that others have too stands in the same text.
 */
export function holdsById(accounts: readonly ErasedAccount[]): Holds {
  const known = accounts.map(({ platformId, handles, name }) => ({
    id: platformId,
    names: phrasesOf([...handles, ...(name === null ? [] : [name])].map(phraseOf).filter((phrase) => phrase !== "")),
  }));
  return (text) => known.some(({ id, names }) => hasWord(text, id) && mentions(text, names));
}

/**
 * Removes what was set aside unread and holds a person.
 * @returns how many
 */
export async function removeSetAside(client: PoolClient, accounts: readonly ErasedAccount[]): Promise<number> {
  const holds = holdsById(accounts);
  const { rows } = await client.query(
    "select id, item from set_aside where exists (select from unnest($1::text[]) as known where strpos(item, known) > 0)",
    [accounts.map(({ platformId }) => platformId)],
  );
  const theirs = rows.filter(({ item }) => holds(item)).map(({ id }) => id);
  const { rowCount } = await client.query("delete from set_aside where id = any ($1)", [theirs]);
  return rowCount ?? 0;
}

const letterOrDigit = /[\p{L}\p{N}]/u;

/** Whether a text holds a word as it is, with no letter or digit on either side. */
function hasWord(text: string, word: string): boolean {
  if (word === "") return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = [text[at - 1], text[at + word.length]];
    if (!around.some((one) => one !== undefined && letterOrDigit.test(one))) return true;
  }
  return false;
}
