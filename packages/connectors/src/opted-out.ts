// No platform nests its answers half as deep; what lies deeper is dropped, so that none can exhaust the stack.
const deepest = 64;

/**
 * A parsed answer without what belongs to people who asked to be left out: an item of theirs is gone from its list, and
 * null where it is quoted. The answer itself comes back where nothing is theirs.
 * @param isTheirs whether an object, anywhere in the answer, is theirs
 */
export function withoutTheirs(value: unknown, isTheirs: (item: object) => boolean, depth = 0): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth > deepest || (!Array.isArray(value) && isTheirs(value))) return null;
  if (Array.isArray(value)) {
    const rest = value.flatMap((item) => {
      const left = withoutTheirs(item, isTheirs, depth + 1);
      return left === null && item !== null ? [] : [left];
    });
    return rest.length === value.length && rest.every((item, index) => item === value[index]) ? value : rest;
  }
  const entries = Object.entries(value);
  const left = entries.map(([name, inner]) => [name, withoutTheirs(inner, isTheirs, depth + 1)] as const);
  return left.every(([, inner], index) => inner === entries[index]?.[1]) ? value : Object.fromEntries(left);
}
