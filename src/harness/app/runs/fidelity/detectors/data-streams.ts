import { eventDetector } from "../event-detector.ts";

/** Records of Kinesis streams. */
export const dataStreams = eventDetector({
  anchor: "data-streams",
  events: ["Kinesis"],
  resources: [],
  what: "Kinesis records",
});
