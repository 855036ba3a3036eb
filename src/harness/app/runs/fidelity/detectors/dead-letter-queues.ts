import { functionTypes, propertyDetector } from "../property-detector.ts";

/** Queues and topics for events no attempt could handle. */
export const deadLetterQueues = propertyDetector({
  anchor: "dead-letter-queues",
  group: "Functions",
  state: "not done",
  types: functionTypes,
  properties: ["DeadLetterQueue", "DeadLetterConfig"],
  what: (names) => `the dead-letter queue of ${names}`,
  instead: "functions are invoked once; nothing is sent to it",
});
