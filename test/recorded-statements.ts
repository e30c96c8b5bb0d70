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

/** A statement that a plan can be asked for, and the temporary tables that had been made before it, by name. */
export type Planned = Statement & { after: Map<string, Statement> };

/** The statements that a plan can be asked for, among all that were sent. */
export function withPlans(statements: readonly Statement[]): Planned[] {
  const made = new Map<string, Statement>();
  return statements.flatMap((statement) => {
    const table = temporary.exec(statement.text)?.[1];
    const hasPlan = table !== undefined || /^\s*(with|select|insert|update|delete)\b/i.test(statement.text);
    const planned = hasPlan ? [{ ...statement, after: new Map(made) }] : [];
    if (table !== undefined) made.set(table, statement);
    return planned;
  });
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
