import { isObject } from "../../../../core/json.ts";
import { eventDetector } from "../event-detector.ts";

/** Changes of objects in S3. */
export const bucketEvents = eventDetector({
  anchor: "bucket-events",
  events: ["S3"],
  resources: ["AWS::S3::Bucket"],
  applies: ({ properties }) => isObject(properties["NotificationConfiguration"]),
  what: "S3 notifications",
});
