import { isJsonObject, type JsonObject } from "../../../core/json.ts";
import { patternMatcher, type PatternMatcher } from "../match-pattern.ts";
import type { PatternMode } from "../pattern/pattern-mode.ts";
import type { EventPattern } from "../pattern/read-pattern.ts";
import { attributesSeen } from "./message-attributes.ts";
import { recordSeen, type DecodeText } from "./record-seen.ts";

function parsedObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * Prepares a pattern for what its reader holds against it: an event (`eventbridge`), a record
 * (`lambda`, `pipes`), the body of a message (`sns-body`) or its attributes (`sns-attributes`).
 *
 * @param pattern as `readPattern` gives it for the mode
 * @param decode of Base64; payloads of streams are written in it
 * @example
 * filterMatcher(pattern, "lambda", decode).match('{"body": "{\\"a\\":1}"}');
 */
export function filterMatcher(
  pattern: EventPattern,
  mode: PatternMode,
  decode: DecodeText,
): PatternMatcher {
  const matcher = patternMatcher(pattern);
  if (mode === "eventbridge") return matcher;
  return {
    match: (event) => {
      const object = typeof event === "string" ? parsedObject(event) : event;
      if (object === null) {
        // A message whose body is no object is not delivered; a record always is one.
        return mode === "sns-body" ? false : matcher.match(event);
      }
      if (mode === "sns-body") return matcher.match(event);
      if (mode === "sns-attributes") return matcher.match(attributesSeen(object));
      const record = recordSeen(object, pattern, decode);
      return record === null ? false : matcher.match(record);
    },
  };
}
