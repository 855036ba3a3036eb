import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { embeddedFilesKey } from "./embedded-files-key.ts";
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

const references = new WeakMap<JsonObject, readonly FoundReference[]>();

/** Every `$ref` of a document that is one: not those inside examples, defaults, enums and foreign extensions. */
export function findReferences(root: JsonObject): readonly FoundReference[] {
  const known = references.get(root);
  if (known !== undefined) return known;
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
        visit(member, joinPointer(pointer, key), !isMap && isMapKey(key));
    }
  };
  visit(root, "", false);
  references.set(root, found);
  return found;
}

/** False for members that hold values or foreign extensions: a `$ref` in them refers to nothing. */
export function isPart(key: string, member: JsonValue): boolean {
  if (dataKeys.has(key) || (key === "examples" && isList(member))) return false;
  return !key.startsWith("x-") || followedExtensions.has(key);
}

/** True for a key whose members have names of the author's choice: a `$ref` among them is such a name. */
export function isMapKey(key: string): boolean {
  return mapKeys.has(key);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
