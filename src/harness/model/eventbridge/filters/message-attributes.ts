import { isObject, type JsonObject, type JsonValue } from "../../../core/json.ts";

function parsedOr(text: string, otherwise: JsonValue): JsonValue {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "number") return value;
    const values: readonly unknown[] = Array.isArray(value) ? value : [];
    return Array.isArray(value) ? values.filter(isScalar) : otherwise;
  } catch {
    return otherwise;
  }
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

/** The value that a policy of the attributes sees; binary ones are not seen. */
function valueOf(type: string, value: string): JsonValue | undefined {
  if (type === "String.Array") return parsedOr(value, value);
  if (type.startsWith("Number")) return parsedOr(value, value);
  return type.startsWith("String") ? value : undefined;
}

/**
 * The attributes of a message as the object that a filter policy of scope `MessageAttributes` is held
 * against: texts, numbers, and lists for `String.Array`.
 *
 * @param attributes in the form of `Publish` (`DataType`, `StringValue`) or of a notification (`Type`,
 *   `Value`)
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 * @example
 * attributesSeen({ price: { Type: "Number", Value: "100" } }); // { price: 100 }
 */
export function attributesSeen(attributes: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, attribute]): [string, JsonValue][] => {
      if (!isObject(attribute)) return [];
      const type = attribute["DataType"] ?? attribute["Type"];
      const value = attribute["StringValue"] ?? attribute["Value"];
      if (typeof type !== "string" || typeof value !== "string") return [];
      const own = valueOf(type, value);
      return own === undefined ? [] : [[name, own]];
    }),
  );
}
