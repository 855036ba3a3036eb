import { eventDetector } from "../event-detector.ts";

/** Pipes of EventBridge. */
export const pipes = eventDetector({
  anchor: "pipes",
  events: [],
  resources: ["AWS::Pipes::Pipe"],
  what: "EventBridge pipes",
});
