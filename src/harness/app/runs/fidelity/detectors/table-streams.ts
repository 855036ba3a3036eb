import { eventDetector } from "../event-detector.ts";

/** Changes of items in DynamoDB. */
export const tableStreams = eventDetector({
  anchor: "table-streams",
  events: ["DynamoDB"],
  resources: [],
  what: "DynamoDB streams",
});
