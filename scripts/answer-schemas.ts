// JSON Schemas of everything the API answers, from the types themselves, so that the two cannot differ.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const types = join(root, "dashboards/server/src/answers.ts");

type Schema = { [key: string]: unknown };

/** The schemas by name, their references those of an OpenAPI document. */
export function answerSchemas(): Record<string, Schema> {
  const generator = createGenerator({
    path: types,
    tsconfig: join(root, "dashboards/server/tsconfig.json"),
    type: "Answer",
    expose: "export",
    topRef: true,
    skipTypeCheck: true,
  });
  const { definitions = {} } = generator.createSchema("Answer") as { definitions?: Record<string, Schema> };
  const { Answer: _, ...named } = definitions;
  const text = JSON.stringify(named, (key, value) => (key === "$ref" ? reference(value) : value));
  const renamed = JSON.parse(text) as Record<string, Schema>;
  return Object.fromEntries(
    Object.entries(renamed)
      .map(([name, schema]) => [componentName(name), schema] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The generated file. */
export function answerSchemasFile(): string {
  return `// Generated from the types in answers.ts by "npm run docs": do not edit.\nexport const answerSchemas: Record<string, object> = ${JSON.stringify(answerSchemas(), null, 2)};\n`;
}

function reference(to: string): string {
  return `#/components/schemas/${componentName(decodeURIComponent(to.replace("#/definitions/", "")))}`;
}

/** A name as OpenAPI allows it: `Omit<Interval,"inTop">` becomes `Omit_Interval_inTop`. */
function componentName(name: string): string {
  return name.replace(/[^\w.-]+/g, "_").replace(/^_+|_+$/g, "");
}
