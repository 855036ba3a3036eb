import type { JsonObject } from "../../../core/json.ts";

/** Types of members, as JSON Schema. */
export const text = { type: "string" } as const;
export const filledText = { type: "string", minLength: 1 } as const;
export const textOrNull = { type: ["string", "null"] } as const;
export const number = { type: "number" } as const;
export const integer = { type: "integer" } as const;
export const flag = { type: "boolean" } as const;
export const anyObject = { type: "object" } as const;
export const textMap = { type: "object", additionalProperties: text } as const;
export const textList = { type: "array", items: text } as const;
export const textMapOrNull = { type: ["object", "null"], additionalProperties: text } as const;
export const account = { type: "string", pattern: "^[0-9]{12}$" } as const;
export const md5 = { type: "string", pattern: "^[0-9a-f]{32}$" } as const;
export const uuid = {
  type: "string",
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
} as const;
/** ISO 8601 in UTC, with or without milliseconds. */
export const time = {
  type: "string",
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{3})?Z$",
} as const;
/** Digits, as text. */
export const digits = { type: "string", pattern: "^[0-9]+$" } as const;
export const base64 = {
  type: "string",
  pattern: "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
} as const;

/** The ARN of a service. */
export function arn(service: string): JsonObject {
  return { type: "string", pattern: `^arn:aws[a-z-]*:${service}:[a-z0-9-]*:([0-9]{12})?:.+$` };
}

/** An object with these members, and no others than the optional ones. */
export function shape(members: JsonObject, optional: JsonObject = {}): JsonObject {
  return {
    type: "object",
    required: Object.keys(members),
    additionalProperties: false,
    properties: { ...members, ...optional },
  };
}

/** A list with one element at least. */
export function filledList(items: JsonObject): JsonObject {
  return { type: "array", minItems: 1, items };
}

/** The schema of an event. */
export function eventOf(title: string, schema: JsonObject): JsonObject {
  return { $schema: "http://json-schema.org/draft-07/schema#", title, ...schema };
}

/** The schema of a batch under `Records`. */
export function recordsOf(title: string, record: JsonObject): JsonObject {
  return eventOf(title, shape({ Records: filledList(record) }));
}
