import { createProblem, type Problem } from "../../../core/problem.ts";
import type { WiringRule } from "../wiring-facts.ts";
import { locateApiProperty } from "../written-property.ts";
import { isGiven } from "./property-needs-body.ts";

const writers = {
  rest: ["Cors", "Auth", "GatewayResponses", "Models"],
  http: ["CorsConfiguration", "Auth"],
} as const;

/**
 * CloudFormation expands AWS::Include before SAM edits the document, so these work when deployed;
 * `sam validate` does not expand it and finds no document to edit (source: SAM translator,
 * "'DefinitionBody' does not contain a valid Swagger definition"). A version and paths beside the
 * include satisfy it.
 */
export const propertyBesideInclude: WiringRule = ({ apis, template }) =>
  apis.flatMap(({ resource }): readonly Problem[] => {
    const { definition, properties, kind, logicalId } = resource;
    if (definition.kind !== "include") return [];
    const { siblings } = definition;
    const hasVersion = siblings.includes("openapi") || siblings.includes("swagger");
    if (hasVersion && siblings.includes("paths")) return [];
    const names = writers[kind].filter((name) => isGiven(properties[name]));
    const [first] = names;
    if (first === undefined) return [];
    const what = kind === "rest" ? "Swagger" : "OpenApi";
    return [
      createProblem({
        code: "wiring/property-beside-include",
        message: `${logicalId} has ${names.join(", ")} beside an included document. CloudFormation expands the include before SAM adds to it; sam validate does not, and fails: 'DefinitionBody' does not contain a valid ${what} definition.`,
        location: locateApiProperty(template, resource, first),
        related: [{ message: "the include", location: template.source.locate(definition.pointer) }],
      }),
    ];
  });
