/** Numbers that pages are known by: a part of the path that is a number, or begins or ends with one. Years are dates. */
function pathNumbers(pathname: string): string[] {
  return pathname.split("/").flatMap((part) => {
    const number = /^(\d+)(?:\.html?)?$/.exec(part)?.[1] ?? /^(\d{3,})-|\.(\d{3,})$/.exec(part)?.slice(1).find(Boolean);
    return number === undefined || /^(19|20)\d\d$/.test(number) ? [] : [number];
  });
}

/**
 * A question's id on its site: the one number in its path (`/questions/77/retry` is `77`), for words in addresses
 * change; else its path and query.
 */
export function qaQuestionId(url: string): string {
  const { pathname, search } = new URL(url);
  const [number, ...others] = pathNumbers(pathname);
  if (number !== undefined && others.length === 0) return number;
  return `${pathname.replace(/(?<=.)\/+$/, "")}${search}`;
}

/**
 * An answer's id on its site, from its address: the fragment where it is a number of the whole site's
 * (`#answer-7700002`), with the question's id before it where it only counts within the page (`#post-3`); else the last
 * number of its path. Null where the address says nothing of its own.
 */
export function qaAnswerId(url: string | null, question: { id: string; url: string }): string | null {
  if (url === null) return null;
  const { hash, pathname, search } = new URL(url);
  const fragment = hash.slice(1);
  if (fragment !== "") return /\d{4,}/.test(fragment) ? fragment : `${question.id}#${fragment}`;
  const asked = new URL(question.url);
  if (pathname === asked.pathname && search === asked.search) return null;
  const numbers = pathNumbers(pathname);
  const last = numbers.at(-1);
  if (last === undefined || last === question.id) return `${pathname}${search}`;
  return numbers.includes(question.id) && last.length < 4 ? `${question.id}/${last}` : last;
}
