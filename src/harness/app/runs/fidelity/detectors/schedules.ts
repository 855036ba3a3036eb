import { eventDetector } from "../event-detector.ts";

/** Schedules. */
export const schedules = eventDetector({
  anchor: "schedules",
  events: ["Schedule", "ScheduleV2"],
  resources: ["AWS::Scheduler::Schedule", "AWS::Events::Rule"],
  applies: ({ type, properties }) =>
    type === "AWS::Scheduler::Schedule" || properties["ScheduleExpression"] !== undefined,
  what: "schedules",
});
