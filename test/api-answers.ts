import { type AnswerName, answerSchemas } from "@groundswell/server";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "vitest";

const document = "api";
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
ajv.addSchema({ $id: document, $defs: {}, components: { schemas: answerSchemas } } as object, document);
ajv.addVocabulary(["components"]);
const compiled = new Map<string, ValidateFunction>();

/** Holds an answer to the schema that the OpenAPI document promises for it, in which nothing may be missing and nothing be added. */
export function expectAnswer(name: AnswerName, json: unknown): void {
  const validate = compiled.get(name) ?? ajv.compile({ $ref: `${document}#/components/schemas/${name}` });
  compiled.set(name, validate);
  validate(json);
  const wrong = (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
  expect(wrong, `not the ${name} that the document promises`).toEqual([]);
}
