import { isObject } from "../../../src/harness/core/json.ts";
import { joinPointer, splitPointer } from "../../../src/harness/core/json-pointer.ts";
import type { ApiDocument } from "../../../src/harness/model/openapi/api-document.ts";

const keywords = new Set([
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "minItems",
  "maxItems",
  "pattern",
  "enum",
  "format",
  "required",
  "additionalProperties",
]);

/** Members that hold names or values of the author's, not keywords. */
const opaque = new Set(["example", "examples", "default", "links"]);

function valueAt(root: unknown, pointer: string): unknown {
  return splitPointer(pointer).reduce<unknown>(
    (value, token) =>
      Array.isArray(value) ? value[Number(token)] : isObject(value) ? value[token] : undefined,
    root,
  );
}

/**
 * The pointers of every bound that is reached from a place of the document, references followed.
 * The `required: true` of a path parameter is none: OpenAPI allows nothing else.
 */
function boundsFrom(document: ApiDocument, start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (value: unknown, pointer: string, named: boolean): void => {
    if (seen.has(pointer)) return;
    seen.add(pointer);
    if (Array.isArray(value))
      value.forEach((item, index) => visit(item, joinPointer(pointer, String(index)), false));
    if (!isObject(value)) return;
    const { $ref } = value;
    if (typeof $ref === "string" && $ref.startsWith("#"))
      visit(valueAt(document.root, $ref.slice(1)), $ref.slice(1), false);
    for (const [name, member] of Object.entries(value)) {
      const at = joinPointer(pointer, name);
      if (!named && opaque.has(name)) continue;
      const open = name === "additionalProperties" && member === true;
      if (!named && keywords.has(name) && !open && value["in"] !== "path") found.add(at);
      visit(member, at, !named && (name === "properties" || name === "content"));
    }
  };
  visit(valueAt(document.root, start), start, false);
  return found;
}

/** The pointers of all bounds of requests and of responses: both sides share components. */
export function listBounds(document: ApiDocument): {
  readonly request: ReadonlySet<string>;
  readonly response: ReadonlySet<string>;
} {
  const from = (member: (pointer: string) => readonly string[]): ReadonlySet<string> =>
    new Set(
      document.operations.flatMap(({ pointer }) =>
        member(pointer).flatMap((place) => [...boundsFrom(document, place)]),
      ),
    );
  return {
    request: from((pointer) => [`${pointer}/parameters`, `${pointer}/requestBody`]),
    response: from((pointer) => [`${pointer}/responses`]),
  };
}
