import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { isObject, parseJson } from "../../../src/harness/core/json.ts";

const file = new URL("../../../docs/json-documents.schema.json", import.meta.url);

/** The published schema of the documents that commands print with `--json`. */
export function jsonDocumentSchema(): { readonly [key: string]: unknown } {
  const schema = parseJson(readFileSync(file, "utf8"));
  if (!isObject(schema)) throw new TypeError("The schema is an object.");
  return schema;
}

/** What the definition of a kind of document finds wrong with one; empty when it is sound. */
export function jsonDocumentViolations(kind: string, document: unknown): readonly string[] {
  const schemas = { documents: jsonDocumentSchema() };
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, schemas });
  const validate = ajv.getSchema(`documents#/definitions/${kind}`);
  if (validate === undefined) throw new Error(`There is no definition ${kind}.`);
  if (validate(document) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
