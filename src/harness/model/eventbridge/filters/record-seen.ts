import { isJsonValue, isObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import type { EventPattern } from "../pattern/read-pattern.ts";

/** Text of Base64, as UTF-8; `null` for what is no Base64. */
export type DecodeText = (base64: string) => string | null;

/** The payload of a record: its key in patterns, and its text. */
interface Payload {
  readonly key: "body" | "data" | "value";
  readonly text: string;
  /** What else patterns see. */
  readonly rest: JsonObject;
}

function isMap(value: JsonValue | undefined): value is JsonObject {
  return isObject(value);
}

function payloadOf(record: JsonObject, decode: DecodeText): Payload | null {
  const { body, data, value, kinesis } = record;
  if (isMap(kinesis)) {
    const { kinesis: _, ...beside } = record;
    return payloadOf({ ...beside, ...kinesis }, decode);
  }
  if (typeof body === "string") return { key: "body", text: body, rest: record };
  if (typeof data === "string") {
    return { key: "data", text: decode(data) ?? data, rest: record };
  }
  if (typeof value === "string" && "topic" in record) {
    return { key: "value", text: decode(value) ?? value, rest: record };
  }
  return null;
}

/** An object or a list; other texts, also those of JSON scalars, are taken as they are. */
function parsedPayload(text: string): JsonValue {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonValue(value) && typeof value === "object" && value !== null ? value : text;
  } catch {
    return text;
  }
}

/** What a pattern asks of a payload: fields inside, the payload itself, or neither. */
function asksFor({ subRules }: EventPattern, key: string): "fields" | "text" | null {
  const paths = subRules.flatMap(({ constraints }) => constraints.map(({ path }) => path));
  if (paths.some((path) => path.startsWith(`${key}.`))) return "fields";
  return paths.includes(key) ? "text" : null;
}

/**
 * A record of a queue or stream as a filter sees it: `body` parsed, `data` and `value` decoded and
 * parsed, those of Kinesis at the top.
 *
 * @param record as Lambda has it in `Records`
 * @returns `null` where the record is dropped: the filter asks for fields of a payload that is no JSON,
 *   or for the text of one that is
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 * @example
 * recordSeen({ body: '{"a":1}' }, pattern, decode); // { body: { a: 1 } }
 */
export function recordSeen(
  record: JsonObject,
  pattern: EventPattern,
  decode: DecodeText,
): JsonObject | null {
  const payload = payloadOf(record, decode);
  if (payload === null) return record;
  const seen = parsedPayload(payload.text);
  const asked = asksFor(pattern, payload.key);
  const isText = typeof seen === "string";
  if ((asked === "fields" && isText) || (asked === "text" && !isText)) return null;
  return { ...payload.rest, [payload.key]: seen };
}
