import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { WiringRule } from "../wiring-facts.ts";
import { writtenAt } from "../written-property.ts";

/**
 * `OpenApiVersion` is a property of AWS::Serverless::Api, not a member of the document: inside
 * DefinitionBody API Gateway ignores it, and SAM keeps the extra stage named `Stage`.
 */
export const openApiVersionMisplaced: WiringRule = ({ apis, template }) =>
  apis.flatMap(({ resource }): readonly Problem[] => {
    const pointer = joinPointer(resource.pointer, "Properties", "DefinitionBody", "OpenApiVersion");
    const written = writtenAt(template, pointer);
    if (written === undefined) return [];
    const isSet = resource.properties["OpenApiVersion"] !== undefined;
    const version = typeof written === "object" ? "3.0.1" : String(written);
    return [
      createProblem({
        code: "wiring/open-api-version-misplaced",
        message: `OpenApiVersion stands inside the DefinitionBody of ${resource.logicalId}, where it means nothing; it is a property of the API.`,
        location: template.source.locate(pointer, "key"),
        hint: isSet
          ? "Remove it; the API has the property already."
          : resource.kind === "http"
            ? "Remove it; an HTTP API has no such property."
            : `Move it out of DefinitionBody, into the Properties of ${resource.logicalId}:\nOpenApiVersion: ${version}`,
      }),
    ];
  });
