import type { JsonObject } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { Operation } from "../../openapi/api-document.ts";
import { routeKey } from "../event-route.ts";
import { isRoute } from "../merge-events.ts";
import { locateOperation, type ApiFacts, type WiringRule } from "../wiring-facts.ts";

/**
 * Auth, RequestModel and RequestParameters of an Api event: SAM writes them into the documents it
 * makes itself, not into one that is given (source: SAM translator, Api event with an explicit
 * DefinitionBody). Where the document says the same itself, nothing is lost.
 */
export const eventSettingIgnored: WiringRule = ({ apis, template }) =>
  apis.filter(ignoresSettings).flatMap(({ resource, document, events }) =>
    events.flatMap(({ event, resource: owner, route }): readonly Problem[] => {
      const operation = document?.operations.find((each) => isRoute(each, route));
      if (document === null || operation === undefined) return [];
      const lost = lostSettings(event.properties, operation);
      const [first] = lost;
      if (first === undefined) return [];
      return [
        createProblem({
          code: "wiring/event-setting-ignored",
          message: `The event ${event.name} of ${owner.logicalId} sets ${lost.join(", ")}, which SAM does not write into the given document of ${resource.logicalId}: ${routeKey(route)} deploys without.`,
          location: template.source.locate(joinPointer(event.pointer, "Properties", first), "key"),
          related: [{ message: "the operation", location: locateOperation(document, operation) }],
          operation: routeKey(route),
          hint: hintFor(first),
        }),
      ];
    }),
  );

function ignoresSettings({ resource }: ApiFacts): boolean {
  const merge = resource.properties["MergeDefinitions"];
  return (
    resource.kind === "rest" &&
    resource.definition.kind !== "generated" &&
    merge !== true &&
    merge !== "true"
  );
}

function lostSettings(properties: JsonObject, operation: Operation): readonly string[] {
  const { Auth: auth, RequestModel: model, RequestParameters: parameters } = properties;
  const lost: string[] = [];
  if (isMap(auth) && auth["OverrideApiAuth"] !== true && operation.security.length === 0) {
    const asks = auth["Authorizer"] !== undefined && auth["Authorizer"] !== "NONE";
    if (asks || auth["ApiKeyRequired"] === true) lost.push("Auth");
  }
  if (model !== undefined && operation.requestValidator === null) lost.push("RequestModel");
  if (parameters !== undefined && operation.requestValidator === null)
    lost.push("RequestParameters");
  return lost;
}

function isMap(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hintFor(setting: string): string {
  if (setting === "Auth")
    return "Declare security on the operation in the document, or add OverrideApiAuth: true to the event's Auth.";
  return "Describe it in the document and select a validator there: x-amazon-apigateway-request-validator.";
}
