import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, splitPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { isUnresolved } from "../schema/is-unresolved.ts";
import { resolveReference } from "../schema/resolve-reference.ts";
import type { ApiDocument } from "./api-document.ts";
import { embeddedFilesKey } from "./embedded-files-key.ts";
import { findReferences } from "./find-references.ts";
import { isJsonMap } from "./read-members.ts";

const plainVersions: Readonly<Record<ApiDocument["version"], string>> = {
  "2.0": "2.0",
  "3.0": "3.0.3",
  "3.1": "3.1.0",
};

/** A copy of a document that a strict reader can take. */
export interface ParserCopy {
  readonly copy: JsonObject;
  /** Places that hold something else than the document does: nothing that is said of them is true of it. */
  readonly gaps: ReadonlySet<JsonPointer>;
}

/**
 * Makes the copy that swagger-parser reads: without intrinsics, and without references that lead nowhere. Each
 * reference to a schema becomes a schema without demands: named schemas are looked at where they stand, so nothing
 * is lost, and schemas that refer to each other stay as small as they are written.
 */
export function prepareParserCopy({ root, version }: ApiDocument): ParserCopy {
  const gaps = new Set<JsonPointer>();
  const cut = new Set<JsonPointer>();
  for (const { pointer } of findReferences(root)) {
    if (isSchemaPlace(pointer)) cut.add(pointer);
    else if (resolveReference(root, pointer).kind !== "found") gaps.add(pointer);
  }
  const copy = (value: JsonValue, pointer: JsonPointer): JsonValue => {
    if (isList(value)) return value.map((item, index) => copy(item, joinPointer(pointer, index)));
    if (!isJsonMap(value)) return value;
    if (gaps.has(pointer) || cut.has(pointer)) return {};
    const isOpen = isUnresolved(value);
    if (isOpen) gaps.add(pointer);
    const members = Object.entries(value).filter(([key]) => !isOpen || !isIntrinsicKey(key));
    if (isOpen && members.length === 0) return "resolved-when-deployed";
    return Object.fromEntries(
      members.map(([key, member]) => [key, copy(member, joinPointer(pointer, key))]),
    );
  };
  const { [embeddedFilesKey]: files, ...own } = root;
  const plain = copy(own, "");
  const embedded =
    files === undefined ? {} : { [embeddedFilesKey]: copy(files, `/${embeddedFilesKey}`) };
  const members = isJsonMap(plain) ? plain : {};
  const info = isJsonMap(members["info"]) ? members["info"] : {};
  const number = info["version"];
  return {
    copy: {
      ...(version === "3.1" ? {} : { paths: {} }),
      ...members,
      ...embedded,
      [version === "2.0" ? "swagger" : "openapi"]: plainVersions[version],
      info: typeof number === "number" ? { ...info, version: String(number) } : info,
    },
    gaps,
  };
}

function isIntrinsicKey(key: string): boolean {
  return key === "Ref" || key.startsWith("Fn::");
}

const holders = new Set([
  "schema",
  "items",
  "not",
  "additionalProperties",
  "if",
  "then",
  "else",
  "contains",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
]);
const collections = new Set([
  "properties",
  "patternProperties",
  "allOf",
  "anyOf",
  "oneOf",
  "prefixItems",
  "items",
  "schemas",
  "definitions",
  "$defs",
  "dependentSchemas",
]);

function isSchemaPlace(pointer: JsonPointer): boolean {
  const tokens = splitPointer(pointer);
  return holders.has(tokens.at(-1) ?? "") || collections.has(tokens.at(-2) ?? "");
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
