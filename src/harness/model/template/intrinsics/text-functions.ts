import type { JsonValue } from "../../../core/json.ts";
import {
  evaluateText,
  isList,
  isMap,
  known,
  longestText,
  tooLong,
  type Intrinsic,
} from "./evaluation.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const group = bytes.subarray(index, index + 3);
    const bits = ((group[0] ?? 0) << 16) | ((group[1] ?? 0) << 8) | (group[2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => alphabet.charAt((bits >> shift) & 63));
    text += digits
      .slice(0, group.length + 1)
      .join("")
      .padEnd(4, "=");
  }
  return text;
}

/** `Fn::Base64` of a text's UTF-8 bytes. */
export const base64: Intrinsic = (argument, scope) => {
  const text = evaluateText(argument, scope, "the argument of Fn::Base64");
  return text.known ? known(encodeBase64(new TextEncoder().encode(text.value))) : text;
};

/** `Fn::ToJsonString` (AWS::LanguageExtensions). */
export const toJsonString: Intrinsic = (argument, scope) => {
  const value = scope.evaluate(argument);
  if (value.known !== true) return value;
  return sizeOf(value.value, 0) > longestText
    ? tooLong("Fn::ToJsonString")
    : known(JSON.stringify(value.value));
};

/** About how long the JSON of a value is; counting ends where it is too long. */
function sizeOf(value: JsonValue, counted: number): number {
  if (counted > longestText) return counted;
  if (typeof value === "string") return counted + value.length;
  if (isList(value)) return value.reduce<number>((sum, item) => sizeOf(item, sum + 1), counted);
  if (!isMap(value)) return counted + 4;
  return Object.entries(value).reduce<number>(
    (sum, [key, member]) => sizeOf(member, sum + key.length),
    counted,
  );
}
