import type { Store } from "@groundswell/store";

/** A statement as it was sent. */
export type Statement = { text: string; values: readonly unknown[] };

/** A plan as EXPLAIN gives it in JSON. */
export type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  Plans?: PlanNode[];
};

/** The same store, which notes every statement that goes through its pool, those of transactions too. */
export function recordStatements(store: Store): { store: Store; taken: () => Statement[] } {
  let statements: Statement[] = [];
  const noting = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get(from, name) {
        const value = Reflect.get(from, name, from);
        if (typeof value !== "function") return value;
        if (name === "connect") return async (...args: unknown[]) => noting(await value.apply(from, args));
        if (name !== "query") return value.bind(from);
        return (...args: unknown[]) => {
          statements.push(statementOf(args));
          return value.apply(from, args);
        };
      },
    });
  const taken = () => {
    const all = statements;
    statements = [];
    return all;
  };
  return { store: { ...store, pool: noting(store.pool) }, taken };
}

function statementOf([query, values]: unknown[]): Statement {
  const given = typeof query === "string" ? { text: query } : (query as { text: string; values?: unknown[] });
  return {
    text: given.text,
    values: Array.isArray(values) ? values : (("values" in given ? given.values : undefined) ?? []),
  };
}

const temporary = /^\s*create temp table (\w+)[^(]*\bas\b/i;

/** Statements that a plan can be asked for. What is asked of a temporary table cannot be: the table has gone, and how it was filled is looked at. */
export function withPlans(statements: readonly Statement[]): Statement[] {
  const gone = statements.flatMap(({ text }) => temporary.exec(text)?.[1] ?? []);
  const isGone = (text: string) => gone.some((name) => new RegExp(`\\b${name}\\b`).test(text));
  return statements.filter(({ text }) =>
    temporary.test(text) ? true : /^\s*(with|select|insert|update|delete)\b/i.test(text) && !isGone(text),
  );
}

/**
 * What a plan reads whole: a table from end to end, or an index without a condition. Walking an index in its order until a LIMIT is
 * reached is no whole reading, and an index over a part of a table holds only that part.
 */
export function wholeReads(
  plan: PlanNode,
  { partialIndexes }: { partialIndexes: ReadonlySet<string> },
  isLimited = false,
): string[] {
  const { "Node Type": type, "Relation Name": table, "Index Name": index, "Index Cond": condition, Plans = [] } = plan;
  const limited = type === "Limit" || (isLimited && !["Sort", "Aggregate", "Hash", "Materialize"].includes(type));
  const own = () => {
    if (table !== undefined && type === "Seq Scan") return [table];
    if (index === undefined || condition !== undefined || limited || partialIndexes.has(index)) return [];
    return table !== undefined ? [table] : [`index ${index}`];
  };
  return [...own(), ...Plans.flatMap((one) => wholeReads(one, { partialIndexes }, limited))];
}
