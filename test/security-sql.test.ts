import { parseSync } from "vite";
import { expect, test } from "vitest";
import { projectFiles, readProject } from "./project-files.ts";
import { reviewed } from "./security-sql.ts";

type Node = { type: string; start: number; end: number; [key: string]: unknown };

// Nobody else holds a statement: a test below says so.
const shipped = /^packages\/(store|queue)\/src\/(?!.*\.test\.).*\.ts$/;
const others =
  /^(packages|workers|dashboards)\/(?!(store|queue|simulator|web)\/)[^/]+\/src\/(?!.*\.test\.)(?!answer-schemas).*\.ts$/;
const verbs = /\b(select|insert\s+into|update|delete\s+from|truncate|create|alter|drop|from|join|where)\s/;
const more = /\b(from|into|set|table|where|database|index|schema|truncate|values|select|join)\b/;

/** What is put into statements of SQL in a source: the text of every expression in a template that reads like one. */
function putIntoStatements(path: string, text: string): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== "object") return;
    const { type, quasis, expressions } = node as Node & { quasis: { value: { raw: string } }[]; expressions: Node[] };
    if (type === "TemplateLiteral" && expressions.length > 0) {
      const said = quasis.map(({ value }) => value.raw).join("\0");
      if (verbs.test(said) && more.test(said))
        for (const { start, end } of expressions) found.add(text.slice(start, end).replace(/\s+/g, " "));
    }
    for (const part of Object.values(node)) visit(part);
  };
  visit(parseSync(path, text).program);
  return [...found].sort();
}

const found = Object.fromEntries(
  projectFiles(shipped)
    .map((path): [string, string[]] => [path, putIntoStatements(path, readProject(path))])
    .filter(([, put]) => put.length > 0),
);

test("what is put into a statement is seen, and what is handed on beside it is not", () => {
  const text = "q(`select * from t where a = $1 and b = '${ name  }'`, [given]); const x = `${host}:${port}`;";
  expect(putIntoStatements("x.ts", text)).toEqual(["name"]);
});

test("no statement holds what somebody gave: whatever is put into one is a piece of SQL that a person has looked at", () => {
  const unknown = Object.entries(found).flatMap(([path, put]) =>
    put.filter((one) => !reviewed[path]?.includes(one)).map((one) => `${path}: \${${one}}`),
  );
  expect(unknown).toEqual([]);
});

test("nothing is on the list that is no longer in a statement", () => {
  const gone = Object.entries(reviewed).flatMap(([path, put]) =>
    put.filter((one) => !found[path]?.includes(one)).map((one) => `${path}: \${${one}}`),
  );
  expect(gone).toEqual([]);
});

test("outside the store and the queue nobody makes a statement of what somebody gave", () => {
  const asked = projectFiles(others).flatMap((path) => {
    const calls = readProject(path).match(/\.query(<[^(]*>)?\(\s*`[^`]*\$\{|\bsql\.raw\(/g) ?? [];
    return calls.map((call) => `${path}: ${call}`);
  });
  expect(asked).toEqual([]);
});
