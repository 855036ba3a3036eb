import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { suggestNames } from "../../../core/suggest-names.ts";
import { routeKey } from "../event-route.ts";
import type { ApiFacts, WiringRule } from "../wiring-facts.ts";
import { isPlainMap } from "../written-property.ts";

/**
 * An Api event whose RequestModel names a model that the API does not define (source: SAM
 * translator, "Unable to set RequestModel … because it wasn't defined in the API's Models").
 */
export const modelUndefined: WiringRule = ({ apis, template }) =>
  apis.filter(writesModels).flatMap(({ resource, events }) =>
    events.flatMap(({ event, resource: owner, route }): readonly Problem[] => {
      const models = resource.properties["Models"];
      const asked = event.properties["RequestModel"];
      const name = isPlainMap(asked) ? asked["Model"] : undefined;
      if (typeof name !== "string" || (models !== undefined && !isPlainMap(models))) return [];
      const defined = Object.keys(models ?? {});
      if (defined.includes(name)) return [];
      const nearest = suggestNames(name, defined);
      return [
        createProblem({
          code: "wiring/model-undefined",
          message: `The event ${event.name} of ${owner.logicalId} asks for the model ${name}, which Models of ${resource.logicalId} does not define; SAM refuses the template.`,
          location: template.source.locate(
            joinPointer(event.pointer, "Properties", "RequestModel", "Model"),
          ),
          related: [
            {
              message: `the API ${resource.logicalId}`,
              location: template.source.locate(resource.pointer),
            },
          ],
          operation: routeKey(route),
          expected: defined.join(" or ") || "a model of the API's Models",
          actual: name,
          hint:
            nearest.length === 0
              ? `Add to the Properties of ${resource.logicalId}:\nModels:\n  ${name}:\n    type: object`
              : `Did you mean ${nearest.join(" or ")}?`,
        }),
      ];
    }),
  );

/** A document that is given gets no models; that has a rule of its own. */
function writesModels({ resource }: ApiFacts): boolean {
  const merge = resource.properties["MergeDefinitions"];
  const writes = resource.definition.kind === "generated" || merge === true || merge === "true";
  return resource.kind === "rest" && writes;
}
