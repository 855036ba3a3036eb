import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { embeddedFilesKey } from "./embed-external-files.ts";
import { isJsonMap } from "./read-members.ts";

/** A `$ref` of a document. */
export interface FoundReference {
  /** The object that holds the `$ref`. */
  readonly pointer: JsonPointer;
  readonly reference: string;
}

/** Members that hold values, not parts of the document. */
const dataKeys = new Set(["example", "default", "enum", "const", "value"]);
/** Members whose own members have names of the author's choice. */
const mapKeys = new Set([
  "properties",
  "patternProperties",
  "definitions",
  "schemas",
  "$defs",
  "dependentSchemas",
  "paths",
  "callbacks",
  "responses",
  "parameters",
  "headers",
  "requestBodies",
  "examples",
  "links",
  "securitySchemes",
  "content",
  "x-amazon-apigateway-integrations",
  embeddedFilesKey,
]);
const followedExtensions = new Set([
  "x-amazon-apigateway-integration",
  "x-amazon-apigateway-integrations",
  "x-amazon-apigateway-any-method",
  embeddedFilesKey,
]);

/** Every `$ref` of a document that is one: not those inside examples, defaults, enums and foreign extensions. */
export function findReferences(root: JsonObject): readonly FoundReference[] {
  const found: FoundReference[] = [];
  const visit = (value: JsonValue, pointer: JsonPointer, isMap: boolean): void => {
    if (isList(value)) {
      value.forEach((item, index) => visit(item, joinPointer(pointer, index), false));
      return;
    }
    if (!isJsonMap(value)) return;
    const reference = value["$ref"];
    if (typeof reference === "string" && !isMap) found.push({ pointer, reference });
    for (const [key, member] of Object.entries(value)) {
      if (isMap || isPart(key, member))
        visit(member, joinPointer(pointer, key), !isMap && mapKeys.has(key));
    }
  };
  visit(root, "", false);
  return found;
}

function isPart(key: string, member: JsonValue): boolean {
  if (dataKeys.has(key) || (key === "examples" && isList(member))) return false;
  return !key.startsWith("x-") || followedExtensions.has(key);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
