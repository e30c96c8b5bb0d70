import { createConfig, lintFromString } from "@redocly/openapi-core";
import { beforeAll, expect, test } from "vitest";
import { apiPages, describedServer, type OpenApiDocument, openApiDocument, operationsOf } from "../scripts/openapi.ts";
import { readProject } from "./project-files.ts";

let document: OpenApiDocument;
let operations: ReturnType<typeof operationsOf>;
beforeAll(async () => {
  document = await openApiDocument();
  operations = operationsOf(document);
});

/** Not the API's own: signing in is described by its library, Bull Board is a set of pages, and the document does not describe itself. */
const undescribed = [/^\/api\/auth\//, /^\/api\/queues\/board/, /^\/api\/openapi\.json$/];

test("every route of the application is in the document, and nothing else is", () => {
  const served = describedServer().routes.filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/"));
  const named = served
    .filter(({ path }) => !undescribed.some((pattern) => pattern.test(path)))
    .map(({ method, path }) => `${method} ${path.slice("/api".length).replace(/:(\w+)(\{[^}]*\})?/g, "{$1}")}`);
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort());
});

test("every operation says what it is for, where it belongs, who may use it and what it answers", () => {
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { operationId, summary, tags, responses, ...operation } of operations) {
    expect(summary, operationId).toMatch(/^[A-Z].*\.$/);
    expect(tags, operationId).toHaveLength(1);
    expect(operation["x-access"], operationId).toMatch(
      /^((people|spaces|operation|administration):(read|write)|signed-in|anyone)$/,
    );
    const [status = "", ...others] = Object.keys(responses).filter((name) => name !== "default");
    expect(others, operationId).toEqual([]);
    expect(Object.keys(responses[status]?.content ?? {}).length > 0, operationId).toBe(status !== "204");
    expect(responses.default, operationId).toEqual({ $ref: "#/components/responses/Problem" });
  }
});

test("whoever writes is let in by a scope that writes, and a reading route changes nothing by its method", () => {
  for (const { operationId, method, ...operation } of operations) {
    const access = operation["x-access"];
    if (method === "GET") expect(access, operationId).not.toMatch(/:write$/);
  }
});

test("what answers about spaces can say of a person is known: nobody's number comes in by a new field", () => {
  const { schemas } = document.components;
  const reached = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (reached.has(name)) continue;
      reached.add(name);
      follow(schemas[name]);
    }
  };
  for (const operation of operations) if (operation["x-access"].startsWith("spaces:")) follow(operation.responses);
  expect(reached).toContain("SpacePageAnswer");
  const persons = [...reached].filter((name) => /"(person|personId|accounts)":\{/.test(JSON.stringify(schemas[name])));
  // The list of who does more of late, which stays empty in answers about spaces, and the author of a signal, for whoever may read about people.
  expect(persons.sort()).toEqual(["RisingPerson", "SignalPerson"]);
});

test("the document is valid, and a linter finds nothing to mend", async () => {
  const config = await createConfig({
    extends: ["recommended-strict"],
    rules: {
      // Answers that go wrong are all described by "default", as problem details.
      "operation-4xx-response": "off",
      // It is served by whoever runs it, and its address is relative.
      "no-server-example.com": "off",
      "no-unused-components": "error",
      "operation-operationId-unique": "error",
      "operation-summary": "error",
      "path-parameters-defined": "error",
    },
  });
  const found = await lintFromString({ source: JSON.stringify(document), absoluteRef: "openapi.json", config });
  expect(found.map(({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer}`)).toEqual([]);
});

test("the page about the API and the client's types say what the document says: npm run docs writes them anew", async () => {
  for (const [path, text] of Object.entries(await apiPages())) expect(readProject(path), path).toBe(text);
});
