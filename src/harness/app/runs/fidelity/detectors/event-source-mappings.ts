import { eventDetector } from "../event-detector.ts";

/** Mappings of event sources that are written out. */
export const eventSourceMappings = eventDetector({
  anchor: "event-source-mappings",
  events: [],
  resources: ["AWS::Lambda::EventSourceMapping"],
  what: "event source mappings",
});
