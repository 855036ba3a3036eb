import { eventDetector } from "../event-detector.ts";

/** Events that rules of EventBridge match. */
export const eventRules = eventDetector({
  anchor: "event-rules",
  events: ["EventBridgeRule", "CloudWatchEvent"],
  resources: ["AWS::Events::Rule"],
  applies: ({ properties }) => properties["ScheduleExpression"] === undefined,
  what: "EventBridge rules",
});
