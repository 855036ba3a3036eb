import { eventDetector } from "../event-detector.ts";

/** Records of Kafka clusters, message brokers and document databases. */
export const brokerEvents = eventDetector({
  anchor: "broker-events",
  events: ["MSK", "SelfManagedKafka", "MQ", "DocumentDB"],
  resources: [],
  what: "Kafka, MQ and DocumentDB events",
});
