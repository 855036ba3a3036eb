import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormatsModule from "ajv-formats";
import { isObject, parseJson } from "../../../src/harness/core/json.ts";

const addFormats = addFormatsModule.default;

function readSchema(): object {
  const file = new URL("../../../docs/run-result.schema.json", import.meta.url);
  const schema = parseJson(readFileSync(file, "utf8"));
  if (!isObject(schema)) throw new TypeError("The schema is an object.");
  return schema;
}

/** What docs/run-result.schema.json finds wrong with a run's JSON form; empty when it is sound. */
export function runResultViolations(text: string): readonly string[] {
  const ajv = new Ajv({ allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(readSchema());
  validate(parseJson(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
