import { isObject, type JsonValue } from "../../../../core/json.ts";
import type { Detector } from "../detector.ts";
import { isSet } from "../is-set.ts";
import { propertyDetector } from "../property-detector.ts";

const shared = {
  anchor: "throttling",
  group: "APIs",
  state: "different",
  instead: "no request is answered with 429 unless --throttle (or the configuration) asks for it",
} as const;

/** Limits of requests for a stage, its methods or its routes. */
const stages = propertyDetector({
  ...shared,
  types: [
    "AWS::Serverless::Api",
    "AWS::Serverless::HttpApi",
    "AWS::ApiGateway::Stage",
    "AWS::ApiGatewayV2::Stage",
  ],
  properties: ["MethodSettings", "DefaultRouteSettings", "RouteSettings"],
  asks: (value) => JSON.stringify(value).includes('"Throttling'),
  what: (names) => `throttling of ${names}`,
});

function limits(plan: JsonValue | undefined): boolean {
  return isObject(plan) && (isSet(plan["Throttle"]) || isSet(plan["Quota"]));
}

/** Limits of clients, in a plan of their own. */
const plans = propertyDetector({
  ...shared,
  types: ["AWS::ApiGateway::UsagePlan"],
  properties: ["Throttle", "Quota", "ApiStages"],
  // Of the three only the stages are a list, each with limits for its methods.
  asks: (value) => !Array.isArray(value) || value.some(limits),
  what: (names) => `throttling and quotas of the usage plan ${names}`,
});

/** Limits of clients, in the plan that SAM makes for an API. */
const plansOfApis = propertyDetector({
  ...shared,
  types: ["AWS::Serverless::Api"],
  properties: ["Auth"],
  asks: (value) => isObject(value) && limits(value["UsagePlan"]),
  what: (names) => `throttling and quotas of the usage plan of ${names}`,
});

/** Limits that answer with 429. */
export const throttling: Detector = {
  ...shared,
  find: (facts) => [stages, plans, plansOfApis].flatMap((each) => each.find(facts)),
};
