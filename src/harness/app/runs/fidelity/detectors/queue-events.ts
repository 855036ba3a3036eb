import { eventDetector } from "../event-detector.ts";

/** Messages of SQS queues. */
export const queueEvents = eventDetector({
  anchor: "queue-events",
  events: ["SQS"],
  resources: [],
  what: "SQS messages",
});
