import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { defaultAuthOf } from "../definition/serverless-auth.ts";
import { routeKey } from "../event-route.ts";
import { isAuthApplied } from "../is-auth-applied.ts";
import type { WiringRule } from "../wiring-facts.ts";
import { isPlainMap } from "../written-property.ts";

/**
 * `ApiKeyRequired: false` on an event of an API that asks for no key (source: SAM translator, "Unable
 * to set ApiKeyRequired [False] … because the related API does not specify any ApiKeyRequired").
 */
export const apiKeyNotRequired: WiringRule = ({ apis, template }) =>
  apis.flatMap((api) => {
    const { resource, events } = api;
    const auth = resource.properties["Auth"];
    const isKnown =
      auth === undefined || (isPlainMap(auth) && !isIntrinsic(auth["ApiKeyRequired"]));
    if (resource.kind !== "rest" || !isKnown || defaultAuthOf(resource).apiKeyRequired) return [];
    return events.flatMap(({ event, resource: owner, route }): readonly Problem[] => {
      const own = event.properties["Auth"];
      if (!isPlainMap(own) || own["ApiKeyRequired"] !== false || !isAuthApplied(api, own))
        return [];
      return [
        createProblem({
          code: "wiring/api-key-not-required",
          message: `The event ${event.name} of ${owner.logicalId} sets ApiKeyRequired: false, but ${resource.logicalId} asks for no API key; SAM refuses the template.`,
          location: template.source.locate(
            joinPointer(event.pointer, "Properties", "Auth", "ApiKeyRequired"),
          ),
          operation: routeKey(route),
          hint: "Remove ApiKeyRequired from the event.",
        }),
      ];
    });
  });

function isIntrinsic(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
