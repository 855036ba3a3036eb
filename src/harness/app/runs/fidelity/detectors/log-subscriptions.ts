import { eventDetector } from "../event-detector.ts";

/** Log lines handed to functions. */
export const logSubscriptions = eventDetector({
  anchor: "log-subscriptions",
  events: ["CloudWatchLogs"],
  resources: ["AWS::Logs::SubscriptionFilter"],
  what: "log subscriptions",
});
