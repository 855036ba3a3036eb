import { isObject } from "../../../../core/json.ts";
import { eventDetector } from "../event-detector.ts";

/** Triggers of Cognito user pools. */
export const userPoolTriggers = eventDetector({
  anchor: "user-pool-triggers",
  events: ["Cognito"],
  resources: ["AWS::Cognito::UserPool"],
  applies: ({ properties }) => isObject(properties["LambdaConfig"]),
  what: "Cognito triggers",
});
