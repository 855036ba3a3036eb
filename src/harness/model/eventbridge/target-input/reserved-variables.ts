import type { JsonObject, JsonValue } from "../../../core/json.ts";

/** What EventBridge knows beside the event when it calls a target. */
export interface DeliveryFacts {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** ISO 8601: when the event came in. */
  readonly ingestionTime: string;
}

/** Variables that need no path. */
export const reservedVariables: ReadonlySet<string> = new Set([
  "aws.events.rule-arn",
  "aws.events.rule-name",
  "aws.events.event.ingestion-time",
  "aws.events.event",
  "aws.events.event.json",
]);

/** The event without its detail; one key is spelt differently there. */
function withoutDetail(event: JsonObject, time: string): JsonObject {
  return Object.fromEntries(
    Object.entries(event)
      .filter(([key]) => key !== "detail")
      .map(([key, value]): [string, JsonValue] => {
        if (key === "detail-type") return ["detailType", value];
        return [key, key === "time" ? time : value];
      }),
  );
}

/** The value of a reserved variable; `null` for names that are none. */
export function reservedVariable(
  name: string,
  event: JsonObject,
  facts: DeliveryFacts,
): { readonly value: JsonValue } | null {
  switch (name) {
    case "aws.events.rule-arn":
      return { value: facts.ruleArn };
    case "aws.events.rule-name":
      return { value: facts.ruleName };
    case "aws.events.event.ingestion-time":
      return { value: facts.ingestionTime };
    case "aws.events.event":
      return { value: withoutDetail(event, facts.ingestionTime) };
    case "aws.events.event.json":
      return { value: event };
    default:
      return null;
  }
}
