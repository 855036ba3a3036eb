import type { JsonValue } from "../../core/json.ts";
import type { DetailSchema } from "../eventbridge/never-matches/never-matches.ts";
import type { Element } from "../eventbridge/pattern/element.ts";
import { detailViolations } from "./detail-validator.ts";

/** Keywords about members that a value lacks: a value made up of one field lacks most. */
const ofAbsence: ReadonlySet<string> = new Set([
  "required",
  "minProperties",
  "dependentRequired",
  "dependencies",
]);

/** A value that an element takes; `undefined` where none is at hand. */
function witnessOf(element: Element): JsonValue | undefined {
  switch (element.kind) {
    case "text":
    case "prefix":
    case "suffix":
      return element.text;
    case "number":
      return element.value ?? undefined;
    case "literal":
      return element.literal === "null" ? null : element.literal === "true";
    case "wildcard":
      return element.parts.join("");
    default:
      return undefined;
  }
}

/** The detail that has a value at a path, and nothing else. */
function detailWith(path: readonly string[], value: JsonValue): JsonValue {
  return path.reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value);
}

/**
 * Looks for a value that a field of a pattern takes and its schema does as well, by the validator that
 * judges events: the proof that there is none may be wrong, and must accuse nobody then.
 *
 * @param path in the detail, keys joined by dots
 */
export function isTakenBySchema(
  schema: DetailSchema,
  path: string,
  elements: readonly Element[],
): boolean {
  return elements.some((element) => {
    const witness = witnessOf(element);
    if (witness === undefined) return false;
    return detailViolations(schema, detailWith(path.split("."), witness)).every(({ keyword }) =>
      ofAbsence.has(keyword),
    );
  });
}
