import { eventDetector } from "../event-detector.ts";

/** Messages of SNS topics. */
export const topicEvents = eventDetector({
  anchor: "topic-events",
  events: ["SNS"],
  resources: ["AWS::SNS::Subscription"],
  applies: ({ properties }) => properties["Protocol"] === "lambda",
  what: "SNS messages",
});
