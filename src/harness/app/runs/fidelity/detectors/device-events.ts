import { eventDetector } from "../event-detector.ts";

/** Messages of devices (IoT rules) and of Alexa. */
export const deviceEvents = eventDetector({
  anchor: "device-events",
  events: ["IoTRule", "AlexaSkill"],
  resources: ["AWS::IoT::TopicRule"],
  what: "IoT and Alexa events",
});
