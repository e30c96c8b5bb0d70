/** The SQL of the words of an account's name and handle. The index `accounts_words` is used by who asks in these very words. */
export const wordsOfAccount =
  "to_tsvector('simple', translate(coalesce(name, '') || ' ' || coalesce(handle, ''), '._-@/', '     '))";
